#!/usr/bin/env python3
"""copying_test.py KHABAR: what is copied is the text itself, wherever it goes; nothing that is printed is shaped."""
import base64, os, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from terminal import *
import identify_test

KHABAR = os.path.abspath(sys.argv[1])
SITE = ROOT + "/tests/screen/site"
ARTICLE = """<html lang="ar"><h1>مكتبة المرفأ (2025) تفتح أبوابها</h1>
<p>قال مديرها إن OpenShelf 4.2 يتيح البحث في 120,000 كتاب، <a href="https://harbour.example/ar">وهذا موقعها</a>.</p>
<p>ثم جلست تقرأ حتى المساء.</p>"""
TITLE = "مكتبة المرفأ (2025) تفتح أبوابها"
FIRST = "قال مديرها إن OpenShelf 4.2 يتيح البحث في 120,000 كتاب، وهذا موقعها."
SECOND = "ثم جلست تقرأ حتى المساء."
LINK = "https://harbour.example/ar"
WHOLE = "%s\n\n%s\n\n%s" % (TITLE, FIRST, SECOND)
SHAPED = re.compile("[\ufb50-\ufdff\ufe70-\ufefe]")


def copied_through_the_terminal(output):
    """What the terminal would put on its clipboard, in order."""
    return [base64.b64decode(text, validate=True).decode() for text in re.findall(rb"\x1b\]52;c;([^\a\x1b]*)\a", output)]


def with_article(test, content=ARTICLE, name="article.html", config="", **environment):
    with Home() as home:
        home.write("config/khabar/feeds", "")
        home.write("config/khabar/config", config)
        path = home.write(name, content)
        with Pty(100, 24, [KHABAR, path], environment_for(home.path, **environment)) as terminal:
            terminal.wait_for(b"keys")
            test(terminal, home)
            terminal.press("q")
            terminal.end()


def copied(keys, **more):
    seen = []

    def test(terminal, _):
        for key in keys:
            terminal.press(key)
            terminal.read(0.05)
        terminal.wait_for(rb"\x1b\]52;c;[^\a]*\a")
        seen.extend(copied_through_the_terminal(terminal.output))
    with_article(test, **more)
    assert len(seen) == 1, seen
    return seen[0]


def assert_same(got, wanted):
    assert got == wanted, "%r is not %r" % (got, wanted)


def each_part_of_an_article_is_copied_as_it_was_written():
    assert_same(copied(["y", "t"]), TITLE)
    assert_same(copied(["1", "y", "l"]), LINK)
    assert_same(copied(["y", "1", "l"]), LINK)
    assert_same(copied(["2", "y", "p"]), FIRST)
    assert_same(copied(["y", "a"]), WHOLE)


def a_paragraph_is_one_line_however_narrow_the_screen_and_wide_its_letters():
    long = "نزل المطر على المدينة ثلاثة أيام دون توقف " * 9
    assert_same(copied(["y", "p"], content=long + "\n", name="a.txt", config="justify = kashida\nmeasure = 30"),
                long.strip())


def the_paragraph_found_is_the_one_that_is_copied():
    assert_same(copied([*"/المساء\r", "y", "p"]), SECOND)


def an_arabic_keyboard_copies_with_its_own_keys():
    assert_same(copied(["غ", "ف"]), TITLE)


def a_title_cannot_run_a_command_where_it_is_pasted():
    title = "<h1>rm -rf &#13;&#10; ~&#10;&#27;[201~ &#x202E;ثم</h1><p>نص</p>"
    got = copied(["y", "t"], content=title)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", got), repr(got)


def what_is_selected_by_keys_is_copied_in_reading_order():
    # The end goes to the left: forwards in Arabic, backwards in Latin letters.
    assert_same(copied(["j", "V", "/المساء\r", "y"], name="a.txt", content=SECOND + "\n"), SECOND[:-1])
    assert_same(copied(["V", "\x1bOD", "\x1bOD", "y"], name="a.txt", content=SECOND + "\n"), "ثم جلست")
    assert_same(copied(["V", "w", "w", "b", "b", "l", "e", "y"], name="a.txt", content=SECOND + "\n"), SECOND)
    assert_same(copied(["V", "\x1bOC", "\x1bOC", "\x1bOD", "h", "y"], name="a.txt", content="see the rules\n"), "see ")
    assert_same(copied(["V", "G", "y"]), WHOLE + "\n\n" + LINK) # the list of links at the end is text, too


def mouse(button, x, y, end="M"):
    return "\x1b[<%d;%d;%d%s" % (button, x, y, end)


def what_is_selected_by_the_mouse_is_copied_in_reading_order():
    # SECOND alone in a pane of 100 columns, its column of 72 in the middle: its first letter stands in column 86.
    drag = [mouse(0, 86, 1), mouse(32, 84, 1), mouse(32, 80, 1), mouse(0, 80, 1, "m")]
    assert_same(copied(["V", *drag, "y"], name="a.txt", content=SECOND + "\n"), "ثم جلست")
    back = [mouse(0, 80, 1), mouse(32, 86, 1), mouse(0, 86, 1, "m"), mouse(64, 9, 9), mouse(2, 9, 9)]
    assert_same(copied(["V", *back, "y"], name="a.txt", content=SECOND + "\n"), "ثم جلست")


def where_the_mouse_is_reported_in_the_row_as_sent_it_selects_what_is_seen():
    # PuTTY turns the row round, its full stop apart, and reports the column before that: 64 is seen in column 86.
    got = []

    def test(terminal):
        identify_test.wait_for_page(terminal)
        terminal.press("V")
        terminal.wait_for(re.escape(MOUSE_ON))
        terminal.press(mouse(0, 64, 1) + mouse(32, 66, 1) + mouse(32, 70, 1) + mouse(0, 70, 1, "m") + "y")
        terminal.wait_for(rb"\x1b\]52;c;[^\a]*\a")
        got.extend(copied_through_the_terminal(terminal.output))
        identify_test.quit(terminal)
    identify_test.with_terminal(identify_test.PUTTY, test, article=SECOND + "\n")
    assert_same(got, ["ثم جلست"])


def a_report_that_comes_in_parts_is_one_report():
    parts = ["\x1b[<0;8", "6;1", "M\x1b[<", "32;80;1M"]
    assert_same(copied(["V", *parts, "y"], name="a.txt", content=SECOND + "\n"), "ثم جلست")


def past_an_edge_the_text_scrolls_while_the_mouse_is_held():
    long = "".join("line %d\n\n" % n for n in range(200))
    seen = []

    def test(terminal, _):
        terminal.press("V")
        terminal.read(0.1)
        terminal.press(mouse(0, 15, 1) + mouse(32, 15, 24))
        terminal.read(1.0)
        terminal.press(mouse(0, 15, 24, "m"))
        terminal.read(0.1)
        terminal.press("y")
        terminal.wait_for(rb"\x1b\]52;c;[^\a]*\a")
        seen.extend(copied_through_the_terminal(terminal.output))
    with_article(test, content=long, name="a.txt")
    lines = seen[0].split("\n")
    assert len(lines) > 26, lines
    assert [line.rstrip() for line in lines[:3]] == ["line 0", "", "line 1"], lines


MOUSE_ON, MOUSE_OFF = b"\x1b[?1002h\x1b[?1006h", b"\x1b[?1002l\x1b[?1006l"


def the_mouse_is_the_terminals_own_but_while_text_is_selected():
    def test(terminal, _):
        terminal.press("jjyp")
        terminal.read(0.2)
        assert b"\x1b[?100" not in terminal.output, terminal.output
        terminal.press("V")
        terminal.wait_for(re.escape(MOUSE_ON))
        terminal.press("\x1b")
        terminal.wait_for(re.escape(MOUSE_OFF))
        terminal.output = b""
        terminal.press("V")
        terminal.wait_for(re.escape(MOUSE_ON))
        terminal.press("?")
        terminal.wait_for(re.escape(MOUSE_OFF))
        terminal.press("q")
        terminal.read(0.2)
        terminal.press("y")
        terminal.read(0.2)
        assert terminal.output.rfind(MOUSE_OFF) > terminal.output.rfind(MOUSE_ON)
    with_article(test, config="mouse = no\n")


def the_mouse_is_given_back_however_the_program_ends():
    for end in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGILL):
        with Home() as home:
            home.write("config/khabar/feeds", "")
            path = home.write("article.html", ARTICLE)
            with Pty(100, 24, [KHABAR, path], environment_for(home.path)) as terminal:
                terminal.wait_for(b"keys")
                terminal.press("V")
                terminal.wait_for(re.escape(MOUSE_ON))
                terminal.read(0.1)
                terminal.kill(end)
                terminal.end()
                assert terminal.output.rfind(MOUSE_OFF) > terminal.output.rfind(MOUSE_ON), (end, terminal.output[-300:])


def escape_copies_nothing_and_another_key_asks_on():
    def test(terminal, _):
        for key in ("y", "\x1b", "y", "j", "q", "y", "\x1b"):
            terminal.press(key)
            terminal.read(0.1)
        assert b"\x1b]52" not in terminal.output
    with_article(test)


def a_headline_is_copied_with_its_link_on_one_line():
    with Home() as home, Site(SITE) as site:
        site.subscribe(home)
        with Pty(100, 24, [KHABAR], environment_for(home.path)) as terminal:
            terminal.wait_for(b"new from")
            terminal.read(0.3)
            terminal.press("\x1b")
            terminal.read(0.2)
            terminal.press("y")
            terminal.wait_for(rb"\x1b\]52;c;[^\a]*\a")
            text = copied_through_the_terminal(terminal.output)[0]
            listed = subprocess.run([KHABAR, "list", "--json", "--limit", "1"], env=environment_for(home.path),
                                    stdout=subprocess.PIPE, check=True).stdout
            entry = __import__("json").loads(listed)[0]
            assert_same(text, entry["title"] + " " + entry["link"])
            terminal.press("q")
            terminal.end()


def fake(home, name, script="cat >\"$HOME/%s.text\"; echo \"$@\" >\"$HOME/%s.arguments\""):
    path = home.write("bin/" + name, "#!/bin/sh\n" + (script % (name, name) if "%s" in script else script))
    os.chmod(path, 0o755)


def text_of(home, name):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if os.path.exists(home.path + "/" + name):
            with open(home.path + "/" + name, encoding="utf-8") as file:
                text = file.read()
            if text:
                return text
        time.sleep(0.02)
    raise AssertionError("no " + name)


def with_tools(test, tools, **environment):
    with Home() as home:
        home.write("config/khabar/feeds", "")
        path = home.write("article.html", ARTICLE)
        for name, *script in tools:
            fake(home, name, *script)
        kept = environment_for(home.path, **environment)
        kept["PATH"] = home.path + "/bin:/usr/bin:/bin"
        with Pty(100, 24, [KHABAR, path], kept) as terminal:
            terminal.wait_for(b"keys")
            terminal.press("y")
            terminal.read(0.05)
            terminal.press("t")
            test(terminal, home)
            terminal.press("q")
            terminal.end()


def the_tool_of_the_desktop_goes_before_the_terminal():
    def test(terminal, home):
        terminal.wait_for(b"Copied the title")
        assert_same(text_of(home, "wl-copy.text"), TITLE)
        assert not os.path.exists(home.path + "/xclip.text")
        assert b"\x1b]52" not in terminal.output
    with_tools(test, [("wl-copy",), ("xclip",)], WAYLAND_DISPLAY="wayland-0", DISPLAY=":99")

    def test(terminal, home):
        terminal.wait_for(b"Copied the title")
        assert_same(text_of(home, "xclip.text"), TITLE)
        assert_same(text_of(home, "xclip.arguments"), "-selection clipboard -in\n")
    with_tools(test, [("xclip",)], DISPLAY=":99")


def a_tool_that_fails_gives_way_to_the_terminal():
    def test(terminal, home):
        terminal.wait_for(b"allows OSC 52")
        assert_same(copied_through_the_terminal(terminal.output), [TITLE])
    with_tools(test, [("xclip", "exit 1"), ("xsel", "exit 1")], DISPLAY=":99")


def a_tool_that_hangs_blocks_no_key():
    def test(terminal, home):
        terminal.read(0.3)
        terminal.press("?")
        terminal.wait_for(b"one row down", 2)
        terminal.press("q")
        terminal.wait_for(b"allows OSC 52")
    with_tools(test, [("xclip", "exec sleep 60"), ("xsel", "exit 1")], DISPLAY=":99")


def over_ssh_the_terminal_goes_first():
    def test(terminal, home):
        terminal.wait_for(b"allows OSC 52")
        assert_same(copied_through_the_terminal(terminal.output), [TITLE])
        assert not os.path.exists(home.path + "/xclip.text")
    with_tools(test, [("xclip",)], DISPLAY=":99", SSH_TTY="/dev/pts/9")


def through_screen_the_sequence_goes_in_pieces():
    got = []

    def test(terminal, _):
        terminal.press("y")
        terminal.read(0.1)
        terminal.press("p")
        terminal.wait_for(rb"\a\x1b\\")
        pieces = re.findall(rb"\x1bP([^\x1b]*(?:\x1b\](?:[^\x1b])*)?)\x1b\\", terminal.output)
        got.extend(copied_through_the_terminal(b"".join(pieces)))
        assert len(pieces) > 1 and max(map(len, pieces)) <= 768, list(map(len, pieces))
    text = "نزل المطر على المدينة " * 60
    with_article(test, content=text, name="a.txt", STY="1.test")
    assert_same(got, [text.strip()])


def in_tmux_the_text_is_in_its_buffer():
    with Home() as home:
        home.write("config/khabar/feeds", "")
        path = home.write("article.html", ARTICLE)
        script = home.write("start", "#!/bin/sh\nexport TMUX=\"$1\"\nexec %s %s\n" % (KHABAR, path))
        os.chmod(script, 0o755)
        with Screen(100, 24, ["/bin/sh", "-i"], environment_for(home.path, PS1="ready> ")) as screen:
            screen.wait_for("ready>")
            tmux = screen.tmux("display-message", "-p", "#{socket_path},#{pid},0").strip()
            screen.press(*("%s %s" % (script, tmux)), "Enter")
            screen.wait_for("keys")
            screen.press("y")
            screen.wait_for("paragraph")
            screen.press("a")
            screen.wait_for("Copied the article .* into tmux")
            assert_same(screen.tmux("show-buffer").rstrip("\n"), WHOLE)


def the_users_own_command_goes_in_place_of_all():
    with Home() as home:
        fake(home, "mine")
        with_article(lambda terminal, _: (terminal.press("y"), terminal.read(0.1), terminal.press("t"),
                                          assert_same(text_of(home, "mine.text"), TITLE),
                                          assert_same(text_of(home, "mine.arguments"), "one two\n"),
                                          terminal.read(0.1)),
                     config="copy-command = env HOME=%s %s/bin/mine one two" % (home.path, home.path))


def what_leaves_the_program_in_logical_order_is_never_shaped():
    with Home() as home, Site(SITE) as site:
        site.subscribe(home)
        path = home.write("article.html", ARTICLE)
        environment = environment_for(home.path)
        run = lambda *words, **more: subprocess.run([KHABAR, *words], env=environment, stdout=subprocess.PIPE,
                                                    stderr=subprocess.DEVNULL, **more).stdout.decode()
        run("refresh")
        printed = {words: run(*words) for words in (
            ("dump", path), ("dump", "--justify", "kashida", "--width", "40", path), ("list",), ("list", "--json"),
            ("feeds",), ("feeds", "--json"), ("export",), (path,))}
        printed["-"] = run("-", input=ARTICLE.encode())
        for words, text in printed.items():
            assert re.search("[\u0621-\u064a]", text) or words == ("export",), "%s printed %r" % (words, text)
            assert not SHAPED.search(text), "%s prints presentation forms: %r" % (words, text)
        assert SHAPED.search(run("dump", "--order", "visual", path))


if __name__ == "__main__":
    sys.exit(run_tests([test for name, test in list(globals().items())
                        if callable(test) and getattr(test, "__module__", "") == "__main__" and test.__code__.co_argcount == 0
                        and test.__defaults__ is None]))
