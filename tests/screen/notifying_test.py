#!/usr/bin/env python3
"""notifying_test.py KHABAR: what rules and sources ask to be told of is told once, by the terminal or by a program."""
import base64, os, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from terminal import *

KHABAR = os.path.abspath(sys.argv[1])
OSC = rb"\x1b\](?:9|99|777);[^\x07]*\x07"


def isolated(text):
    return "\u2068%s\u2069" % text


def feed_of(*titles):
    return '<rss version="2.0"><channel><title>Feed</title>%s</channel></rss>' % "".join(
        "<item><title>%s</title><guid>%s</guid><description>text</description></item>" % (title, title) for title in titles)


class Harbour:
    """A source that wants to be told of, in a home with this config."""
    def __init__(self, config, *titles):
        self.config, self.titles = config, titles or ("Ships",)

    def __enter__(self):
        self.home = Home().__enter__()
        self.publish(*self.titles)
        self.site = Site(self.home.path + "/site").__enter__()
        self.home.write("config/khabar/config", self.config.replace("{HOME}", self.home.path))
        self.home.write("config/khabar/feeds", "[Harbour News]\nurl = http://127.0.0.1:%d/x.rss\nnotify = yes\n" % self.site.port)
        return self

    def __exit__(self, *_):
        self.site.__exit__()
        self.home.__exit__()

    def publish(self, *titles):
        self.home.write("site/x.rss", feed_of(*titles))

    def environment(self, **more):
        return environment_for(self.home.path, **more)

    def pty(self, **more):
        return Pty(80, 24, [KHABAR], self.environment(**more))

    def refresh(self):
        return subprocess.run([KHABAR, "refresh"], env=self.environment(), capture_output=True, text=True)

    def told(self):
        """What a program that notes it down was told."""
        path = self.home.path + "/told"
        if not os.path.exists(path):
            return ""
        with open(path) as file:
            return file.read()


def sequences_after_news(config, *titles, **more):
    """What the terminal gets in all: of the first fetch, of news, and of a refresh that brings none."""
    with Harbour(config) as harbour, harbour.pty(**more) as pty:
        pty.wait_for(rb"new from")
        pty.press("\x1b")
        harbour.publish("Ships", *titles)
        pty.press("R")
        pty.wait_for(b"%d new from" % len(titles))
        pty.press("R")
        pty.read(1.5)
        return re.findall(OSC, pty.output), pty.output


def news_is_told_to_the_terminal_exactly_once():
    found, _ = sequences_after_news("notify = osc777\n", "Tides", "Winds")
    expected = "\x1b]777;notify;%s: 2 new;%s · %s\x07" % (isolated("Harbour News"), isolated("Tides"), isolated("Winds"))
    assert found == [expected.encode()], found
    found, _ = sequences_after_news("notify = osc9\n", *("Title %d" % i for i in range(7)))
    assert len(found) == 1 and found[0].startswith(("\x1b]9;%s: 7 new – " % isolated("Harbour News")).encode()), found
    assert found[0].endswith(" · and 2 more\x07".encode()), found


def a_title_cannot_end_the_sequence_or_divide_it():
    found, output = sequences_after_news("notify = osc777\n", "A;B &#7;&#27;]0;owned&#x9c; &lt;b&gt;\u202eC")
    assert len(found) == 1, found
    text = found[0].decode()
    assert text.count(";") == 3 and "\u202e" not in text and "<" not in text, text
    assert b"\x1b]0;owned" not in output


def where_the_terminal_is_known_it_is_told_without_a_setting():
    found, _ = sequences_after_news("", "Tides", KITTY_WINDOW_ID="1")
    assert len(found) == 2, found  # title and body
    texts = [base64.b64decode(one.split(b";")[2][:-1]).decode() for one in found]
    assert texts == [isolated("Harbour News") + ": 1 new", isolated("Tides")], texts
    assert sequences_after_news("", "Tides")[0] == []
    assert sequences_after_news("notify = off\n", "Tides", KITTY_WINDOW_ID="1")[0] == []


def the_bell_rings():
    with Harbour("notify = bell\n") as harbour, harbour.pty() as pty:
        pty.wait_for(rb"new from")
        before = pty.output.count(b"\x07")
        harbour.publish("Ships", "Tides")
        pty.press("R")
        pty.wait_for(rb"1 new from")
        pty.read(0.3)
        assert pty.output.count(b"\x07") == before + 1


NOTE_DOWN = """notify = sh -c 'printf "%s|" "$@" >>"$0"' {HOME}/told\n"""


def a_program_is_told_summary_and_titles():
    expected = "%s: 2 new|%s\n%s|" % (isolated("Harbour News"), isolated("-n"), isolated("Winds"))
    with Harbour(NOTE_DOWN) as harbour, harbour.pty() as pty:
        pty.wait_for(rb"new from")
        harbour.publish("Ships", "-n", "Winds")
        pty.press("R")
        pty.wait_for(rb"2 new from")
        end = time.monotonic() + PATIENCE
        while harbour.told() != expected and time.monotonic() < end:
            pty.read(0.05)
        assert harbour.told() == expected, harbour.told()


def without_a_screen_only_a_program_can_tell():
    for config, expected in ((NOTE_DOWN, "%s: 1 new|%s|" % (isolated("Harbour News"), isolated("Tides"))),
                             ("notify = osc777\n", "")):
        with Harbour(config) as harbour:
            first = harbour.refresh()
            harbour.publish("Ships", "Tides")
            second = harbour.refresh()
            assert harbour.told() == expected, harbour.told()
            assert not re.search(OSC, (first.stdout + second.stdout + second.stderr).encode()), second
            assert second.returncode == 0 and "1 new" in second.stdout, second


def a_program_that_fails_is_said_once_and_holds_nothing_up():
    with Harbour("notify = no-such-program-of-ours\n") as harbour:
        harbour.refresh()
        harbour.publish("Ships", "Tides")
        with Screen(120, 24, [KHABAR], harbour.environment()) as screen:
            screen.press("R")
            screen.wait_for("notify: no-such-program-of-ours: could not be started: No such file")
            screen.press("R")
            screen.wait_for("0 new from 1 source")
            assert "could not be started" not in screen.settle(), screen.text()
    with Harbour("notify = sleep 600\n") as harbour:
        harbour.refresh()
        harbour.publish("Ships", "Tides")
        with harbour.pty() as pty:
            pty.press("R")
            pty.wait_for(rb"1 new from")
            pty.press("q")
            started = time.monotonic()
            assert os.WEXITSTATUS(pty.end()) == 0
            assert time.monotonic() - started < PATIENCE / 2


def tmux_which_hands_nothing_on_is_named():
    with Harbour("notify = osc777\n") as harbour:
        harbour.refresh()
        harbour.publish("Ships", "Tides")
        with Screen(120, 24, [KHABAR], harbour.environment()) as screen:
            screen.press("R")
            screen.wait_for("tmux hands no notification on; write notify = bell")


def a_setting_that_is_neither_is_refused_with_what_to_write():
    for wrong, said in (("osc8", "notify is auto, off, bell, osc9, osc99 or osc777, or a program"),
                        ("notify-send 'x", "notify: the ' that opens is not closed")):
        with Harbour("notify = %s\n" % wrong) as harbour:
            done = harbour.refresh()
            assert "config:1: " + said in done.stderr, done.stderr


if __name__ == "__main__":
    sys.exit(run_tests([news_is_told_to_the_terminal_exactly_once, a_title_cannot_end_the_sequence_or_divide_it,
                        where_the_terminal_is_known_it_is_told_without_a_setting, the_bell_rings,
                        a_program_is_told_summary_and_titles, without_a_screen_only_a_program_can_tell,
                        a_program_that_fails_is_said_once_and_holds_nothing_up, tmux_which_hands_nothing_on_is_named,
                        a_setting_that_is_neither_is_refused_with_what_to_write], at_once=4))
