#!/usr/bin/env python3
"""messages_test.py KHABAR: what goes wrong says what, where and what to do, with the right exit status; nothing is lost."""
import json, os, sqlite3, sys, subprocess
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "screen"))
from terminal import *

KHABAR = os.path.abspath(sys.argv[1])
SITE = ROOT + "/tests/screen/site"


def run(home, *arguments, stdin=b"", **more):
    done = subprocess.run([KHABAR, *arguments], env=dict(environment_for(home.path), **more), input=stdin,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def expect(home, arguments, status, *patterns, **more):
    got, out, err = run(home, *arguments, **more)
    assert got == status, "%s: status %s, not %s: %s%s" % (arguments, got, status, out, err)
    for pattern in patterns:
        assert re.search(pattern, err), "%s: %r does not match %r" % (arguments, err, pattern)
    return out


def a_missing_file_a_folder_an_empty_and_a_binary_file_are_named():
    with Home() as home:
        expect(home, ["dump", "/no/such.txt"], 1, r"/no/such\.txt: cannot open: No such file or directory; check the name")
        expect(home, ["dump", home.path], 1, r"is a folder")
        expect(home, ["dump", home.write("empty.txt", "")], 1, r"empty\.txt: the file is empty")
        path = home.write("binary", "")
        with open(path, "wb") as file:
            file.write(bytes(range(256)) * 40)
        expect(home, ["dump", path], 1, r"binary: .+")
        expect(home, [home.path + "/missing.html"], 1, r"missing\.html: cannot open")


def wrong_usage_ends_with_2():
    with Home() as home:
        expect(home, ["dump"], 2, r"usage: khabar dump")
        expect(home, ["dump", "a", "b"], 2, r"usage: khabar dump")
        expect(home, ["--order", "runs", "dump", "a"], 2, r'dump prints in logical or visual order, not "runs"')
        expect(home, ["--width", "zero", "dump", "x"], 2, r'--width .* not "zero"')
        expect(home, ["--order=sideways", "dump", "x"], 2, r"--order is auto, visual, visual-lro, runs, words or logical")
        expect(home, ["--marks=some", "dump", "x"], 2, r'--marks is auto, show, dim or hide, not "some"')
        expect(home, ["--measure", "wide", "x"], 2, r'--measure is a number from 0 to 1000, not "wide"')
        expect(home, ["--no-such-option"], 2, r"--help")
        expect(home, ["--m", "hide", "x"], 2, r'"--m" is no option')
        expect(home, ["a.txt", "b.txt"], 2, r"one article at a time")


def a_bad_config_line_is_named_and_the_rest_counts():
    with Home() as home:
        home.write("config/khabar/config", "theme = paper\nthme = dusk\n")
        home.write("config/khabar/feeds", "")
        expect(home, ["feeds"], 0, r'config:2: unknown setting "thme" \(did you mean "theme"\?\)')
        home.write("config/khabar/config", "measure = wide\n")
        expect(home, ["feeds"], 0, r'config:1: measure is a number from 0 to 1000, not "wide"')


def a_config_from_any_editor_is_read():
    with Home() as home:
        home.write("config/khabar/feeds", "")
        article = home.write("a.txt", "KHABAR\n" * 100)
        # A byte-order mark, CRLF, long lines, keys that other formats take for comments, no newline at the end.
        home.write("config/khabar/config", "\ufeff# " + "word = x " * 2000 + "\r\nmeasure = 60\r\n[keys]\r\n"
                   "F2" + " " * 3000 + "= help\r\nظ = help\r\n; = help\r\nHash = end")
        with Screen(80, 24, [KHABAR, article], environment_for(home.path)) as screen:
            assert "config" not in screen.wait_for("%")
            screen.press("#")
            screen.wait_for("100%")
            screen.press("\\;")  # as tmux wants it
            screen.wait_for("Moving")
        for text, pattern in (("a\0b\x1b[31m\n", r'config:1: "ab\[31m" is neither'), ("[kyes]\nx = y\n", r"config:1: unknown section"),
                              ("\n[keys]\nopen =\n", r'config:3: no command after "open ="')):
            home.write("config/khabar/config", text)
            expect(home, ["feeds"], 0, pattern)


def an_unreadable_config_is_said_and_the_defaults_hold():
    if os.getuid() == 0:
        return
    with Home() as home:
        path = home.write("config/khabar/config", "theme = paper\n")
        home.write("config/khabar/feeds", "")
        os.chmod(path, 0)
        expect(home, ["feeds"], 0, r"config: cannot open: Permission denied; check its permissions")


def a_config_that_is_a_folder_is_said_and_the_defaults_hold():
    with Home() as home:
        os.makedirs(home.path + "/config/khabar/config")
        home.write("config/khabar/feeds", "")
        expect(home, ["feeds"], 0, r"config: is a folder")


def an_unknown_key_and_an_unknown_command_are_said_on_the_screen():
    with Home() as home:
        article = home.write("a.txt", "خبر\n")
        for line, pattern in (("Ctl-J = down", "unknown key"), ("J = dwon", "unknown command"),
                              ("next-unread = J", "the key stands before it"),
                              ("g g = start\ng = end", "\"g g\" begins with it, which line 2 binds")):
            home.write("config/khabar/config", "[keys]\n%s\n" % line)
            with Screen(120, 20, [KHABAR, article], environment_for(home.path)) as screen:
                screen.wait_for(pattern)
                screen.press("q")


def a_bad_theme_line_is_said_with_its_place():
    with Home() as home:
        article = home.write("a.txt", "خبر\n")
        home.write("config/khabar/themes/mine.theme", "text = default\nlnk = red\n")
        home.write("config/khabar/config", "theme = mine\n")
        with Screen(140, 20, [KHABAR, article], environment_for(home.path)) as screen:
            screen.wait_for(r'mine\.theme:2: unknown role "lnk" \(did you mean "link"\?\)')
            screen.press("q")
        home.write("config/khabar/config", "theme = nosuch\n")
        with Screen(140, 20, [KHABAR, article], environment_for(home.path)) as screen:
            screen.wait_for(r"nosuch")
            screen.press("q")


def a_theme_that_cannot_be_read_is_said_and_gone_past():
    with Home() as home:
        article = home.write("a.txt", "خبر\n")
        os.makedirs(home.path + "/config/khabar/themes/dusk2.theme")
        with Screen(140, 20, [KHABAR, article], environment_for(home.path)) as screen:
            screen.wait_for("keys")
            screen.press("t")
            screen.wait_for(r"dusk2\.theme: is a folder")
            screen.press("t")
            screen.wait_for("Theme: ember")
            screen.press("?")
            screen.wait_for("one row down")
            screen.press("?")
            assert "one row down" not in screen.wait_for("ﺮﺒﺧ")
            screen.press("q")
            assert screen.exit_status() == 0


def a_bad_line_in_the_feeds_file_is_named():
    with Home() as home:
        home.write("config/khabar/feeds", "[A]\nurl = ftp://example.org/\n")
        expect(home, ["feeds"], 1, r"feeds:2: ")
        home.write("config/khabar/feeds", "[A]\nurll = https://example.org/\n")
        expect(home, ["feeds"], 1, r"feeds:2: .*urll")


def feeds_that_fail_say_why_and_the_others_are_read():
    with Home() as home, Site(SITE) as site:
        base = "http://127.0.0.1:%d" % site.port
        home.write("config/khabar/feeds", "".join("[%s]\nurl = %s\n" % pair for pair in (
            ("good", base + "/english.atom"), ("gone", base + "/status/404"), ("page", base + "/html"),
            ("cut", base + "/truncated"), ("nohost", "http://khabar-no-such-host.invalid/feed"),
            ("closed", "http://127.0.0.1:1/feed"))))
        out = expect(home, ["refresh"], 1, r"gone: .*404", r"page: .*(web page|HTML)", r"nohost: .*khabar-no-such-host\.invalid",
                     r"closed: .*127\.0\.0\.1")
        assert "good: 2 new" in out, out
        listed = json.loads(run(home, "feeds", "--json")[1])
        errors = {feed["name"]: feed["error"] for feed in listed}
        assert errors["good"] is None and "404" in errors["gone"], errors


def a_feed_that_was_cut_short_is_kept_as_far_as_it_goes_and_said_so():
    with Home() as home:
        folder = os.path.dirname(home.write("site/cut.rss", "<rss version='2.0'><channel><title>T</title><item><title>"
                                            "one</title><guid>1</guid></item><item><title>two"))
        home.write("site/empty.rss", "")
        with Site(folder) as site:
            base = "http://127.0.0.1:%d" % site.port
            home.write("config/khabar/feeds", "[cut]\nurl = %s/cut.rss\n[empty]\nurl = %s/empty.rss\n" % (base, base))
            out = expect(home, ["refresh"], 1, r"empty: http://127\.0\.0\.1:\d+/empty\.rss: sent an empty answer")
            assert re.search(r"cut: 2 new \(.*cut short", out), out


def no_network_is_said():
    if subprocess.run(["unshare", "-n", "true"], stderr=subprocess.DEVNULL).returncode:
        return
    with Home() as home:
        home.write("config/khabar/feeds", "[far]\nurl = https://example.org/feed\n")
        done = subprocess.run(["unshare", "-n", KHABAR, "refresh"], env=environment_for(home.path), stderr=subprocess.PIPE)
        assert done.returncode == 1 and b"far: example.org: no network; connect and refresh again" in done.stderr, done.stderr


def a_certificate_that_cannot_be_trusted_is_refused():
    with Home() as home:
        server = subprocess.Popen([sys.executable, ROOT + "/tests/server.py", "--tls", SITE], stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE, text=True)
        try:
            port = int(re.search(r"\d+", server.stdout.readline()).group())
            home.write("config/khabar/feeds", "[tls]\nurl = https://127.0.0.1:%d/english.atom\n" % port)
            expect(home, ["refresh"], 1, r"tls: 127\.0\.0\.1.*certificate")
        finally:
            server.stdin.close()
            server.wait(5)
            server.stdout.close()


def a_source_that_is_believed_unseen_is_named_each_time():
    with Home() as home, Site(SITE) as site:
        home.write("config/khabar/feeds", "[Blind]\nurl = http://127.0.0.1:%d/headlines.rss\ntls-verify = no\n" % site.port)
        for _ in range(2):
            _, _, err = run(home, "refresh")
            assert re.search(r"Blind: whoever answers is believed, its certificate is not checked", err), err


def adding_looks_first_and_refuses_what_is_no_feed():
    with Home() as home, Site(SITE) as site:
        base = "http://127.0.0.1:%d" % site.port
        home.write("config/khabar/feeds", "# mine\n")
        expect(home, ["add", base + "/html"], 1, r"nothing was added")
        expect(home, ["add", "ftp://example.org/x"], 1, r"http")
        assert "Harbour Times" in expect(home, ["add", base + "/english.atom"], 0)
        expect(home, ["add", base + "/english.atom"], 1, r"already")
        text = open(home.path + "/config/khabar/feeds").read()
        assert text.startswith("# mine\n") and text.count("url") == 1, text
        # What it says is the name that the source now has, and no login is part of one.
        out = expect(home, ["add", "--offline", "--name", "Harbour Times", "https://me:secret@b.example/feed"], 0)
        assert out == "Harbour Times (2): added\n", out
        out = expect(home, ["add", "--offline", "https://me:secret@c.example/feed"], 0)
        assert out == "c.example: added\n", out
        for name in ("Harbour Times (2)", "c.example"):
            expect(home, ["remove", name], 0)
        expect(home, ["remove", "Harbour Times"], 0)
        assert "url" not in open(home.path + "/config/khabar/feeds").read()


def opml_goes_out_and_comes_back_in():
    with Home() as home, Site(SITE) as site:
        site.subscribe(home)
        status, exported, _ = run(home, "export")
        assert status == 0
        with Home() as other:
            other.write("config/khabar/feeds", "")
            status, out, err = run(other, "import", "-", stdin=exported.encode())
            assert status == 0 and "4 added" in out, out + err
            assert run(other, "export")[1] == exported
            status, out, err = run(other, "import", "-", stdin=exported.encode())
            assert "0 added, 4 known" in out, out
            evil = '<opml version="2.0"><body><outline text="x" type="rss" xmlUrl="exec:touch /tmp/x"/></body></opml>'
            status, out, err = run(other, "import", "-", stdin=evil.encode())
            assert "0 added, 0 known already, 1 not taken over" in out, out + err
            assert "not taken over: x: exec:touch /tmp/x (no address of the web)" in err, err


def a_read_only_home_is_read_and_said():
    if os.getuid() == 0:
        # Root writes anywhere; a folder that is a file refuses even root.
        with Home() as home:
            home.write("data", "")
            expect(home, ["list"], 1, r"data/khabar|data: ")
        return
    with Home() as home:
        home.write("config/khabar/feeds", "")
        os.chmod(home.path, 0o500)
        expect(home, ["list"], 1, re.escape(home.path))


def a_full_disk_is_said_and_what_was_there_stays():
    """A tmpfs of a few hundred kilobytes, where the machine lets us make one."""
    with Home() as home, Site(SITE) as site:
        site.subscribe(home)
        os.makedirs(home.path + "/data")
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "khabar", home.path + "/data"],
                          stderr=subprocess.DEVNULL).returncode:
            return
        try:
            expect(home, ["refresh"], 0)
            before = json.loads(run(home, "list", "--json")[1])
            assert len(before) == 6
            with open(home.path + "/data/filler", "wb"):
                pass
            descriptor = os.open(home.path + "/data/filler", os.O_WRONLY)
            try:
                while os.write(descriptor, b"x" * 4096):
                    pass
            except OSError:
                pass
            os.close(descriptor)
            big = "".join("<item><title>%d</title><description>%s</description></item>" % (n, "y" * 3000) for n in range(200))
            folder = os.path.dirname(home.write("site/big.rss", '<rss version="2.0"><channel><title>b</title>%s</channel></rss>' % big))
            home.write("site/feeds", "")
            with Site(folder) as other:
                with open(home.path + "/config/khabar/feeds", "a") as feeds:
                    feeds.write("\n[big]\nurl = http://127.0.0.1:%d/big.rss\n" % other.port)
                status, out, err = run(home, "refresh", "big")
                assert status == 1 and re.search(r"full|space", err), "%s %s %s" % (status, out, err)
            os.unlink(home.path + "/data/filler")
            assert json.loads(run(home, "list", "--json")[1]) == before
        finally:
            subprocess.run(["umount", home.path + "/data"])


def a_damaged_database_is_set_aside():
    with Home() as home:
        home.write("config/khabar/feeds", "")
        home.write("data/khabar/khabar.db", "this is no database" * 500)
        expect(home, ["list"], 0, r"khabar\.db")
        kept = [name for name in os.listdir(home.path + "/data/khabar") if "damaged" in name]
        assert kept, os.listdir(home.path + "/data/khabar")


def no_home_and_no_terminal_are_said():
    with Home() as home:
        done = subprocess.run([KHABAR, "list"], env={"PATH": os.environ["PATH"]}, stderr=subprocess.PIPE)
        assert done.returncode == 1 and b"HOME is not set" in done.stderr, done.stderr
        done = subprocess.run([KHABAR, "dump", home.write("a.txt", "خبر\n")], env={"PATH": os.environ["PATH"]},
                              stdout=subprocess.PIPE)
        assert done.returncode == 0 and done.stdout.decode() == "خبر\n", done.stdout
        expect(home, [], 2, r"standard output is no terminal")
        article = home.write("a.txt", "خبر\n")
        with Pty(80, 24, [KHABAR, article], environment_for(home.path), term="no-such-terminal") as terminal:
            status = terminal.end()
            assert os.WEXITSTATUS(status) == 1 and b"TERM" in terminal.output, terminal.output


def without_a_locale_the_terminal_is_asked_whether_it_takes_utf8():
    with Home() as home:
        article = home.write("a.txt", "خبر\n")
        plain = dict(environment_for(home.path), LANG="C")
        with Screen(60, 12, [KHABAR, article], plain) as screen:
            screen.wait_for("ﺮﺒﺧ")
            screen.press("q")
            assert screen.exit_status() == 0
        # A terminal of one byte a character: the two bytes of the question took two columns.
        with Pty(60, 12, [KHABAR, article], plain) as terminal:
            terminal.wait_for(rb"\x1b\[6n")
            terminal.press("\x1b[1;3R")
            terminal.wait_for(rb"LANG")
            assert b"\xef\xba" not in terminal.output, terminal.output
            terminal.press("q")
            terminal.end()


def an_article_goes_to_a_pipe_as_dump_prints_it():
    with Home() as home:
        article = home.write("a.txt", "خبر عاجل (2025) من London\n")
        direct, dumped = run(home, article)[1], run(home, "dump", article)[1]
        assert direct == dumped and "خبر عاجل (2025) من London" in direct, direct
        assert run(home, "-", stdin="خبر\n".encode())[1].strip() == "خبر"


def dump_follows_the_config_file_and_the_command_line_goes_before_it():
    with Home() as home:
        article = home.write("a.txt", "كَتَبَ " * 40 + "\n")
        home.write("config/khabar/config", "measure = 20\nmarks = hide\n")
        longest = lambda *options: max(map(len, expect(home, ["dump", "--order", "visual", *options, article], 0).split("\n")))
        assert longest() <= 20, longest()
        assert 20 < longest("--measure=40", "--marks", "hide") <= 40
        assert 40 < longest("--width=60") <= 60
        assert 60 < longest("--measure=0") <= 80
        marked = lambda *options: "\u064e" in expect(home, ["dump", "--order", "visual", *options, article], 0)
        assert not marked() and marked("--marks=show") and marked("--marks=dim") and marked("--harakat=show")
        assert not marked("--harakat=show", "--marks=hide") and not marked("--niqqud=show")


def a_file_turned_round_is_remembered_by_its_path():
    with Home() as home:
        article, other = home.write("a.txt", "KHABAR\n"), home.write("b.txt", "KHABAR\n")
        database = home.path + "/data/khabar/khabar.db"
        with Screen(50, 8, [KHABAR, article], environment_for(home.path)) as screen:
            screen.wait_for("KHABAR")
            assert not os.path.exists(database)
            screen.press("a")
            screen.wait_for("left: this article")
            assert re.search("(?m)^[ \u202d]{20,}KHABAR", screen.settle()), screen.text()
            screen.press("q")
            assert screen.exit_status() == 0
        with Screen(50, 8, [KHABAR, "./a.txt"], environment_for(home.path), home.path) as screen:
            assert re.search("(?m)^[ \u202d]{20,}KHABAR", screen.wait_for("KHABAR"))
            screen.press("a")
            screen.wait_for("As it was found")
            assert re.search("(?m)^[ \u202d]{0,3}KHABAR", screen.settle()), screen.text()
            screen.press("q")
            assert screen.exit_status() == 0
        with Screen(50, 8, [KHABAR, article], environment_for(home.path)) as screen:
            assert re.search("(?m)^[ \u202d]{0,3}KHABAR", screen.wait_for("KHABAR"))
            screen.press("a", "q")
            assert screen.exit_status() == 0
        with Screen(50, 8, [KHABAR, other], environment_for(home.path)) as screen:
            assert re.search("(?m)^[ \u202d]{0,3}KHABAR", screen.wait_for("KHABAR"))


def a_flip_that_cannot_be_remembered_holds_for_now_and_says_why():
    with Home() as home:
        article = home.write("a.txt", "KHABAR\n")
        def assert_for_now(command, environment, reason):
            with Screen(160, 8, command, environment) as screen:
                screen.wait_for("KHABAR")
                screen.press("a")
                text = screen.wait_for("Right to left: this article, for now: .*" + reason)
                assert re.search("(?m)^[ \u202d]{80,}KHABAR", text), text
                screen.press("q")
                assert screen.exit_status() == 0
        homeless = {name: value for name, value in environment_for(home.path).items() if "HOME" not in name}
        assert_for_now([KHABAR, article], homeless, "HOME is not set")
        piped = ["/bin/sh", "-c", "cat %s | %s -" % (article, KHABAR)]
        assert_for_now(piped, environment_for(home.path), "no name to remember it by")
        with Screen(80, 8, piped, environment_for(home.path)) as screen:
            screen.wait_for("KHABAR")
            screen.press("a")
            screen.wait_for("no name to remember it by")
            screen.press("a")
            screen.wait_for(r"(?m)^[ \u202d]*As it was found: this article +\d+%")
        home.write("config/khabar/feeds", "")
        expect(home, ["list"], 0)
        newer = sqlite3.connect(home.path + "/data/khabar/khabar.db")
        newer.execute("PRAGMA user_version = 99")
        newer.close()
        assert_for_now([KHABAR, article], environment_for(home.path), "for reading only")


def a_web_page_opens_by_its_address():
    with Home() as home, Site(SITE) as site:
        home.write("config/khabar/feeds", "")
        folder = os.path.dirname(home.write("site/page.html", "<title>t</title><h1>KHABAR FROM THE WEB</h1><p><a href='/x'>l</a>"))
        with Site(folder) as other:
            address = "http://127.0.0.1:%d/page.html" % other.port
            out = expect(home, ["dump", address], 0)
            assert "KHABAR FROM THE WEB" in out and "http://127.0.0.1:%d/x" % other.port in out, out
            with Screen(60, 12, [KHABAR, address], environment_for(home.path)) as screen:
                screen.wait_for("KHABAR FROM THE WEB")
                screen.press("q")
                assert screen.exit_status() == 0
            missing = "http://127.0.0.1:%d/missing" % other.port
            expect(home, ["dump", missing], 1, r"127\.0\.0\.1.* 404")
            with Screen(90, 12, ["/bin/sh", "-c", KHABAR + " " + missing + "; echo status $?; sleep 100"],
                        environment_for(home.path)) as screen:
                assert "404" in screen.wait_for("status 1")


def standard_input_is_read_while_keys_come_from_the_terminal():
    with Home() as home:
        article = home.write("a.txt", "KHABAR FROM A PIPE\n")
        with Screen(60, 12, ["/bin/sh", "-c", "cat %s | %s -" % (article, KHABAR)], environment_for(home.path)) as screen:
            screen.wait_for("KHABAR FROM A PIPE")
            screen.press("q")
            assert screen.exit_status() == 0


sys.exit(run_tests([
    a_missing_file_a_folder_an_empty_and_a_binary_file_are_named,
    wrong_usage_ends_with_2,
    a_bad_config_line_is_named_and_the_rest_counts,
    a_config_from_any_editor_is_read,
    an_unreadable_config_is_said_and_the_defaults_hold,
    a_config_that_is_a_folder_is_said_and_the_defaults_hold,
    an_unknown_key_and_an_unknown_command_are_said_on_the_screen,
    a_bad_theme_line_is_said_with_its_place,
    a_theme_that_cannot_be_read_is_said_and_gone_past,
    a_bad_line_in_the_feeds_file_is_named,
    feeds_that_fail_say_why_and_the_others_are_read,
    a_feed_that_was_cut_short_is_kept_as_far_as_it_goes_and_said_so,
    no_network_is_said,
    a_certificate_that_cannot_be_trusted_is_refused,
    a_source_that_is_believed_unseen_is_named_each_time,
    adding_looks_first_and_refuses_what_is_no_feed,
    opml_goes_out_and_comes_back_in,
    a_read_only_home_is_read_and_said,
    a_full_disk_is_said_and_what_was_there_stays,
    a_damaged_database_is_set_aside,
    no_home_and_no_terminal_are_said,
    without_a_locale_the_terminal_is_asked_whether_it_takes_utf8,
    an_article_goes_to_a_pipe_as_dump_prints_it,
    dump_follows_the_config_file_and_the_command_line_goes_before_it,
    a_file_turned_round_is_remembered_by_its_path,
    a_flip_that_cannot_be_remembered_holds_for_now_and_says_why,
    a_web_page_opens_by_its_address,
    standard_input_is_read_while_keys_come_from_the_terminal,
]))
