#!/usr/bin/env python3
"""lifecycle_test.py KHABAR: the terminal is given back whatever happens, the place is kept, what was read stays read."""
import json, os, signal, sqlite3, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from terminal import *

KHABAR = os.path.abspath(sys.argv[1])
SITE = ROOT + "/tests/screen/site"
ARTICLE = "".join("سطر رقم %d من مقال طويل يمتد حتى تنتقل الكلمات من سطر إلى آخر.\n\n" % n for n in range(1, 60))


def with_article(test):
    with Home() as home:
        home.write("config/khabar/feeds", "")
        path = home.write("article.txt", ARTICLE)
        test(home, path)


def assert_given_back(terminal, before):
    """Left the alternate screen, cursor shown, attributes off; the line discipline as it was."""
    tail = terminal.output[-400:]
    assert b"\x1b[?1049l" in tail, tail
    assert tail.rindex(b"\x1b[?1049l") > tail.rfind(b"\x1b[?1049h"), tail
    assert b"\x1b[?25h" in tail or b"\x1b[?12l\x1b[?25h" in tail, tail
    after = termios.tcgetattr(terminal.descriptor)
    assert after[3] & termios.ECHO and after[3] & termios.ICANON, "echo is still off"
    assert after[:4] == before[:4], "line discipline was %r, is %r" % (before, after)


def leave_by(action):
    def test(home, path):
        # A shell keeps the pty open, so that its state can be asked for after the program has gone.
        command = ["/bin/sh", "-c", '"$0" "$1"; echo "<left with $?>"; sleep 100', KHABAR, path]
        with Pty(80, 24, command, environment_for(home.path)) as terminal:
            before = terminal.settings
            terminal.wait_for("\x1b\\[\\?1049h".encode())
            terminal.wait_for("1".encode())
            terminal.read(0.3)
            action(terminal)
            terminal.wait_for(b"<left with \\d+>")
            cut = terminal.output.rindex(b"<left")
            terminal.output = terminal.output[:cut]
            assert_given_back(terminal, before)
    with_article(test)


def child_of(pid):
    with open("/proc/%d/task/%d/children" % (pid, pid)) as children:
        return int(children.read().split()[0])


def the_terminal_is_given_back_when_the_user_quits():
    leave_by(lambda terminal: terminal.press("q"))


def the_terminal_is_given_back_on_sigterm():
    leave_by(lambda terminal: os.kill(child_of(terminal.pid), signal.SIGTERM))


def the_terminal_is_given_back_on_sighup():
    leave_by(lambda terminal: os.kill(child_of(terminal.pid), signal.SIGHUP))


def the_terminal_is_given_back_on_sigint():
    leave_by(lambda terminal: os.kill(child_of(terminal.pid), signal.SIGINT))


def it_ends_when_its_terminal_is_gone_without_a_signal():
    """As under a debugger, or where another process leads the session: only the terminal itself says so."""
    for keys in ("", "/", "/har", ":"):
        with Home() as home, Site(SITE) as site:
            site.subscribe(home)
            ours, its = pty.openpty()
            fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            program = subprocess.Popen([KHABAR], stdin=its, stdout=its, stderr=its,
                                       env=dict(environment_for(home.path), TERM="xterm-256color"))
            os.close(its)
            output = b""
            while b"6 new" not in output:
                output += os.read(ours, 1 << 16)
            os.write(ours, keys.encode())
            time.sleep(0.3)
            os.close(ours)
            try:
                program.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                program.kill()
                raise AssertionError("after %r it went on without a terminal" % keys)


def the_terminal_is_given_back_after_a_crash():
    leave_by(lambda terminal: os.kill(child_of(terminal.pid), signal.SIGILL))


def with_shell(test, columns=80, rows=24, **more):
    """A shell with job control, which has the program's name in $KHABAR and the article's in $ARTICLE."""
    def with_home(home, path):
        home.write("shell", "PS1='ready> '\n")
        environment = environment_for(home.path, KHABAR=KHABAR, ARTICLE=path, ENV=home.path + "/shell", **more)
        with Screen(columns, rows, ["/bin/sh", "-i"], environment) as screen:
            screen.wait_for("ready>")
            test(screen, home)
    with_article(with_home)


def the_terminal_is_given_back_on_suspend_and_taken_again():
    def test(screen, home):
        screen.press(*'"$KHABAR" "$ARTICLE"', "Enter")
        screen.wait_for(r"\?: keys")
        for _ in range(2):
            screen.press("C-z")
            screen.wait_for("ready>$|Stopped")
            screen.press(*"stty -a | grep -ow echo", "Enter")
            assert re.search("\necho\n", screen.wait_for("\necho\n"))
            screen.press(*"fg", "Enter")
            screen.wait_for(r"\?: keys")
        screen.press("q")
        screen.wait_for("ready>$")
    with_shell(test)


def where_nobody_could_continue_it_it_does_not_stop():
    """Alone in its window there is no shell: a stopped program would be there for ever."""
    def test(home, path):
        with Pty(80, 24, [KHABAR, path], environment_for(home.path)) as terminal:
            terminal.wait_for(b"keys")
            terminal.press("\x1a")
            terminal.read(0.3)
            terminal.press("q")
            assert terminal.end() == 0
    with_article(test)


def a_browser_in_the_terminal_can_be_stopped_and_interrupted():
    def test(screen, home):
        script = home.write("browser", "#!/bin/sh\necho reading \"$1\"\nexec sleep 1000\n")
        os.chmod(script, 0o755)
        home.write("page.html", "<p><a href='https://example.org/'>link</a>")
        screen.press(*'BROWSER="$HOME/browser" "$KHABAR" "$HOME/page.html"', "Enter")
        screen.wait_for(r"\?: keys")
        screen.press("1", "o")
        screen.wait_for("reading https://example.org/")
        screen.press("C-z")
        screen.wait_for("ready>$|Stopped")
        screen.press(*"fg", "Enter")
        screen.settle()
        screen.press("C-c")
        screen.wait_for(r"Opened https://example\.org/")
        screen.press("q")
        screen.wait_for("ready>$")
    with_shell(test)


def resizing_keeps_the_place_in_the_text():
    def test(home, path):
        with Screen(80, 24, [KHABAR, path], environment_for(home.path)) as screen:
            screen.wait_for("%")
            screen.press("Space", "Space")
            first = re.search(r"\d+", screen.settle().split("\n")[1] + screen.settle().split("\n")[0]).group()
            for columns, rows in ((40, 12), (20, 10), (120, 40), (80, 24)):
                screen.resize(columns, rows)
                text = screen.settle()
                assert first in "".join(text.split("\n")[:3]), "line %s is not at the top at %dx%d:\n%s" % (first, columns, rows, text)
    with_article(test)


def a_storm_of_sizes_ends_in_a_readable_screen():
    def test(home, path):
        with Pty(80, 24, [KHABAR, path], environment_for(home.path)) as terminal:
            terminal.wait_for("\x1b\\[\\?1049h".encode())
            seed = 7
            for _ in range(400):
                seed = (seed * 1103515245 + 12345) & 0x7fffffff
                terminal.resize(1 + seed % 300, 1 + (seed >> 9) % 100)
                terminal.read(0.0)
            terminal.resize(80, 24)
            terminal.read(0.5)
            terminal.press("q")
            assert terminal.end() == 0
    with_article(test)


def what_was_read_stays_read_after_a_refresh_and_a_restart():
    with Home() as home, Site(SITE) as site:
        site.subscribe(home)
        environment = environment_for(home.path)
        with Screen(100, 24, [KHABAR], environment) as screen:
            screen.wait_for(r"6 new")
            screen.press("Escape", "g", "Enter")
            screen.wait_for("%")
            screen.press("R")
            screen.wait_for(r"0 new")
            screen.press("q")
            assert screen.exit_status() == 0
        listed = subprocess.run([KHABAR, "list", "--json"], env=environment, stdout=subprocess.PIPE, check=True)
        entries = json.loads(listed.stdout)
        assert len(entries) == 6, "%d entries, not 6" % len(entries)
        assert [entry["read"] for entry in entries] == [True] + [False] * 5, entries


def killing_it_loses_no_mark():
    with Home() as home, Site(SITE) as site:
        site.subscribe(home)
        environment = environment_for(home.path)
        with Screen(100, 24, [KHABAR], environment) as screen:
            screen.wait_for(r"6 new")
            screen.press("Escape", "g", "Enter")
            screen.wait_for("%")
            screen.press("n")
            screen.settle()
            pane = int(screen.tmux("display-message", "-p", "#{pane_pid}"))
            os.kill(child_of(pane), signal.SIGKILL)
            screen.exit_status()
        listed = subprocess.run([KHABAR, "list", "--json"], env=environment, stdout=subprocess.PIPE, check=True)
        assert [entry["read"] for entry in json.loads(listed.stdout)] == [True, True] + [False] * 4


def grow_and_end_badly(home, environment):
    """More than is read at a start, and left behind as by one that was killed."""
    subprocess.run([KHABAR, "refresh"], env=environment, stdout=subprocess.DEVNULL, check=True)
    path = home.path + "/data/khabar/khabar.db"
    database = sqlite3.connect(path)
    database.execute("UPDATE bodies SET size = 8000000, content = zeroblob(8000000)")
    database.commit()
    database.close()
    open(path + "-open", "w").close()
    return path


def after_a_bad_end_a_large_database_is_checked_while_it_is_read():
    with Home() as home, Site(SITE) as site:
        site.subscribe(home)
        environment = environment_for(home.path)
        path = grow_and_end_badly(home, environment)
        with Screen(100, 24, [KHABAR], environment) as screen:
            screen.wait_for("was checked and is sound")
            screen.press("q")
            assert screen.exit_status() == 0
        left = sorted(name for name in os.listdir(os.path.dirname(path)))
        assert left == ["khabar.db"], left


def damage_in_a_large_database_is_said_and_mended_at_the_next_start():
    with Home() as home, Site(SITE) as site:
        site.subscribe(home)
        environment = environment_for(home.path)
        path = grow_and_end_badly(home, environment)
        with open(path, "r+b") as file:
            file.seek(os.path.getsize(path) // 2 // 8192 * 8192)
            file.write(b"\xff" * 8192)
        with Screen(100, 24, [KHABAR], environment) as screen:
            screen.wait_for("The database is damaged: start khabar again")
            screen.press("q")
            assert screen.exit_status() == 0
        with Screen(140, 24, [KHABAR], environment) as screen:
            screen.wait_for("was damaged; it is kept as")
            screen.press("q")
            assert screen.exit_status() == 0


def the_browser_gets_the_address_as_one_argument():
    with Home() as home, Site(SITE) as site:
        site.subscribe(home)
        script = home.write("browser", "#!/bin/sh\nprintf '%s\\n' \"$#\" \"$@\" >\"$HOME/opened\"\n")
        os.chmod(script, 0o755)
        with Screen(100, 24, [KHABAR], environment_for(home.path, BROWSER=script)) as screen:
            screen.wait_for(r"6 new")
            screen.press("Escape", "g", "Enter")
            screen.wait_for(r"%")
            screen.press("o")
            screen.wait_for(r"Opened https://harbour\.example/ar/library")
            assert open(home.path + "/opened").read() == "1\nhttps://harbour.example/ar/library\n"
            screen.press("2", "o")
            screen.wait_for(r"Opened https://harbour\.example/ar/more\?id=7")
            assert open(home.path + "/opened").read() == "1\nhttps://harbour.example/ar/more?id=7\n"
            screen.press("9", "o")
            screen.wait_for(r"There are \d+ links, no 9")
            screen.press("2", "Escape", "o")
            screen.wait_for(r"Opened https://harbour\.example/ar/library")
            screen.press("q")


sys.exit(run_tests([
    the_terminal_is_given_back_when_the_user_quits,
    the_terminal_is_given_back_on_sigterm,
    the_terminal_is_given_back_on_sighup,
    the_terminal_is_given_back_on_sigint,
    it_ends_when_its_terminal_is_gone_without_a_signal,
    the_terminal_is_given_back_after_a_crash,
    the_terminal_is_given_back_on_suspend_and_taken_again,
    where_nobody_could_continue_it_it_does_not_stop,
    a_browser_in_the_terminal_can_be_stopped_and_interrupted,
    resizing_keeps_the_place_in_the_text,
    a_storm_of_sizes_ends_in_a_readable_screen,
    what_was_read_stays_read_after_a_refresh_and_a_restart,
    killing_it_loses_no_mark,
    after_a_bad_end_a_large_database_is_checked_while_it_is_read,
    damage_in_a_large_database_is_said_and_mended_at_the_next_start,
    the_browser_gets_the_address_as_one_argument,
]))
