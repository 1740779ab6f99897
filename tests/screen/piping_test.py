#!/usr/bin/env python3
"""piping_test.py KHABAR: the article that is read is handed to programs: typed ones, the printer's and the mail's."""
import os, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from terminal import *

KHABAR = os.path.abspath(sys.argv[1])
ARTICLE = """<html lang="ar"><head><title>مكتبة: 2025/26</title></head><body><h1>مكتبة المرفأ (2025)</h1>
<p>قال مديرها إن OpenShelf 4.2 <b>يتيح</b> البحث، <a href="https://harbour.example/ar">وهذا موقعها</a>.</p></body></html>"""
NOT_PLAIN = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\ufb50-\ufdff\ufe70-\ufefe\x00-\x08\x0b-\x1f]")
TOOLS = {
    "keep": "cat >\"$HOME/kept\"; printf '%s\\n' \"$#\" \"$@\" >\"$HOME/arguments\"",
    "say": "wc -l | sed 's/^ */lines: /'",
    "deaf": "exec <&-; echo done >\"$HOME/deaf\"",
    "sleeper": "sleep 1; echo slept",
    "fail": "cat >/dev/null; echo >&2; printf 'no \\033[31mpaper\\033[m left\\nsecond line\\n' >&2; exit 3",
    "crash": "kill -SEGV $$",
    "pager": "old=$(stty -g </dev/tty); stty -icanon -echo </dev/tty; head -n 1; echo PAGER; dd bs=1 count=1 </dev/tty 2>/dev/null; stty $old </dev/tty",
}


def with_tools(home):
    for name, script in TOOLS.items():
        os.chmod(home.write("bin/" + name, "#!/bin/sh\n" + script + "\n"), 0o755)
    return environment_for(home.path, PATH=home.path + "/bin:" + os.environ["PATH"])


def on_screen(test, config="", article=ARTICLE, columns=100, rows=24):
    with Home() as home:
        home.write("config/khabar/feeds", "")
        home.write("config/khabar/config", "order = visual\n" + config)
        path = home.write("in/article.html", article)
        with Screen(columns, rows, [KHABAR, path], with_tools(home), directory=home.path) as screen:
            screen.wait_for("%")
            test(screen, home)
            screen.press("q")
            assert screen.exit_status() == 0


def kept(home, name):
    def read():
        with open(os.path.join(home.path, name), encoding="utf-8") as file:
            return file.read()
    for _ in range(100):
        if os.path.exists(os.path.join(home.path, name)) and read():
            return read()
        time.sleep(0.05)
    raise AssertionError("there is no " + name)


def hand(screen, command):
    screen.press("|")
    screen.wait_for("Hand it to:")
    screen.tmux("send-keys", "-l", command)
    screen.press("Enter")


def a_program_reads_the_article_as_plain_logical_text():
    def test(screen, home):
        hand(screen, "background keep 'two words' $HOME `id` {title}")
        screen.wait_for("Handed to keep")
        text = kept(home, "kept")
        assert "قال مديرها إن OpenShelf 4.2 يتيح البحث" in text and "https://harbour.example/ar" in text, text
        assert not NOT_PLAIN.search(text), text
        assert kept(home, "arguments") == "4\ntwo words\n$HOME\n`id`\nمكتبة المرفأ (2025)\n", kept(home, "arguments")
    on_screen(test)


def what_a_program_printed_stays_until_enter():
    def test(screen, home):
        hand(screen, "say")
        screen.wait_for("lines: [0-9]+\n(.*\n)*Enter: back to khabar")
        screen.press("Enter")
        screen.wait_for("Handed to say")
        screen.press("|", "Up")
        screen.wait_for("Hand it to: say")
        screen.press("Enter")
        screen.wait_for("Enter: back to khabar")
        screen.press("Enter")
        screen.wait_for("Handed to say")
    on_screen(test)


def a_pager_has_the_terminal_and_nothing_is_asked_behind_it():
    def test(screen, home):
        hand(screen, "pager")
        screen.wait_for("PAGER")
        time.sleep(0.2)
        screen.press("x")
        screen.wait_for("Handed to pager")
    on_screen(test)


def how_a_program_failed_is_told():
    def test(screen, home):
        hand(screen, "no-such-program")
        screen.wait_for('pipe: there is no program "no-such-program"; install it, or correct the line')
        hand(screen, "background fail")
        screen.wait_for(r"fail ended with status 3: no \[31mpaper\[m left")
        hand(screen, "fail")
        screen.wait_for("second line\n(.*\n)*Enter: back to khabar")
        screen.press("Enter")
        screen.wait_for("fail ended with status 3")
        hand(screen, "background crash")
        screen.wait_for("crash was ended by signal 11")
        hand(screen, "'open")
        screen.wait_for("the ' that opens is not closed")
    on_screen(test)


def a_program_that_reads_nothing_does_no_harm():
    long = "<p>" + "وكانت المكتبة مفتوحة. " * 40000 + "</p>"
    def test(screen, home):
        hand(screen, "background deaf")
        screen.wait_for("Handed to deaf")
        assert kept(home, "deaf") == "done\n"
        hand(screen, "background sleeper")
        screen.wait_for("Handed to sleeper")
        hand(screen, "true")
        screen.wait_for("Enter: back")
        screen.press("Enter")
        screen.wait_for("Handed to true")
    on_screen(test, article=long)


def an_article_is_printed_and_mailed_in_the_form_that_is_set():
    def test(screen, home):
        screen.press("C-p")
        screen.wait_for("Handed to keep")
        assert "**يتيح**" in kept(home, "kept")
        assert kept(home, "arguments") == "2\npaper\nمكتبة المرفأ (2025)\n", kept(home, "arguments")
        os.remove(home.path + "/kept")
        screen.press("@")
        screen.wait_for("Handed to keep")
        assert "<strong>يتيح</strong>" in kept(home, "kept")
        os.remove(home.path + "/kept")
        screen.press(":")
        screen.tmux("send-keys", "-l", "set pipe-format html")
        screen.press("Enter")
        screen.wait_for("until you quit")
        screen.press(":")
        screen.tmux("send-keys", "-l", "pipe background keep")
        screen.press("Enter")
        screen.wait_for("Handed to keep")
        assert "<strong>يتيح</strong>" in kept(home, "kept")
    on_screen(test, "print-command = background keep paper {title}\nprint-format = markdown\n"
              "mail-command = background keep\nmail-format = html\n")


def what_prints_and_mails_can_be_missing():
    def test(screen, home):
        screen.press("C-p")
        screen.wait_for('print-command: there is no program "no-lp"; install it, or correct the line')
        screen.press("@")
        screen.wait_for("there is no address here to pass on")
    on_screen(test, "print-command = background no-lp\n")


def a_setting_that_is_no_program_is_told():
    def test(screen, home):
        screen.wait_for(r"config:2: mail-command: there is no \{adress\}")
    on_screen(test, "mail-command = x {adress}\n", columns=160)


def programs_are_completed_while_they_are_typed():
    def test(screen, home):
        screen.press("|", "s", "l", "e", "e", "p", "e")
        screen.wait_for("sleeper")
        screen.press("Tab")
        screen.wait_for("Hand it to: sleeper")
        screen.press("C-u")
        screen.tmux("send-keys", "-l", "background slee")
        screen.press("Tab", "Tab")
        screen.wait_for("Hand it to: background sleep")
        screen.press("Escape")
        screen.wait_for("keys")
    on_screen(test)


def in_a_narrow_window_and_in_arabic_too():
    def test(screen, home):
        hand_ = lambda keys: screen.press("|", *keys, "Enter")
        hand_("true")
        screen.wait_for("Enter")
        screen.press("Enter")
        screen.wait_for("٩٥|١٠٠")
    on_screen(test, "language = ar\n", columns=20, rows=10)


FEED = """<rss version="2.0"><channel><title>Harbour</title>
<item><title>With a text</title><guid>1</guid><link>https://harbour.example/1</link><description>The quay is open.</description></item>
<item><title>Only a headline</title><guid>2</guid><link>https://harbour.example/2</link></item></channel></rss>"""


def in_the_list_a_program_takes_the_open_article_only():
    with Home() as home:
        folder = os.path.dirname(home.write("site/feed.rss", FEED))
        home.write("config/khabar/config", "mail-command = background keep {title} {url}\n")
        with Site(folder) as site:
            home.write("config/khabar/feeds", "[Harbour]\nurl = http://127.0.0.1:%d/feed.rss\n" % site.port)
            with Screen(100, 24, [KHABAR], with_tools(home)) as screen:
                screen.wait_for("2 new")
                screen.press("Escape", "g", "@")
                screen.wait_for("Open the article first")
                screen.press("x", "|")
                screen.wait_for("A program takes one article, not all that is picked   X: pick none")
                screen.press("X", "Enter")
                screen.wait_for("%")
                for title in ("Only a headline", "With a text"):
                    if os.path.exists(home.path + "/kept"):
                        os.remove(home.path + "/kept")
                    screen.press("p" if title == "With a text" else "n") # both are come to, in whatever order they stand
                    screen.settle()
                    screen.press("@")
                    screen.wait_for("Handed to keep")
                    assert "harbour.example" in kept(home, "kept")
                    assert kept(home, "arguments").startswith("2\n"), kept(home, "arguments")
                screen.press("q")


if __name__ == "__main__":
    sys.exit(run_tests([test for name, test in list(globals().items())
                        if callable(test) and getattr(test, "__module__", "") == "__main__" and test.__code__.co_argcount == 0
                        and test.__defaults__ is None and name not in ("kept",)]))
