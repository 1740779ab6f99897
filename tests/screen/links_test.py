#!/usr/bin/env python3
"""links_test.py KHABAR: links are opened by number, letters and from their list, with what the config names for them."""
import os, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from terminal import *

KHABAR = os.path.abspath(sys.argv[1])
PAGE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "links.html")


def with_page(test, config, columns=80, rows=24, **more):
    with Home() as home:
        script = home.write("opener", "#!/bin/sh\nname=$1; shift\nprintf '%s\\n' \"$name\" \"$#\" \"$@\" >>\"$HOME/opened\"\n")
        os.chmod(script, 0o755)
        home.write("config/khabar/config", config.replace("OPENER", script))
        with Screen(columns, rows, [KHABAR, PAGE], environment_for(home.path, BROWSER=script + " browser", **more)) as screen:
            screen.wait_for(r"\[6\]")
            test(screen, lambda: open(home.path + "/opened").read())


def wait_for_file(read):
    for _ in range(100):
        try:
            text = read()
            if text.endswith("\n"):
                return text
        except FileNotFoundError:
            pass
        time.sleep(0.05)
    raise AssertionError("nothing was opened")


def a_hint_opens_its_link_and_so_does_the_arabic_letter_in_its_place():
    def test(screen, opened):
        screen.press("F", "d")
        screen.wait_for(r"Opened https://harbour\.example/a/rather")
        assert opened() == "browser\n1\nhttps://harbour.example/a/rather/long/path/that/goes/on?query=1#part\n", opened()
        screen.press("F", "ب")
        screen.wait_for(r"Opened https://news\.example/ar/first")
        screen.press("F", "x")
        assert "[1]" in screen.settle(), "the hints are still there"
        screen.press("q")
        assert screen.exit_status() == 0
    with_page(test, "")


def the_address_that_opens_is_the_one_that_was_shown():
    def test(screen, opened):
        screen.press("2", "o")
        screen.wait_for("Opened https://")
        assert opened().startswith("browser\n1\nhttps://مثال.إختبار/%D8"), opened()
        screen.press("q")
    with_page(test, "")


def a_line_of_the_config_opens_its_kind():
    def test(screen, opened):
        screen.press("6", "o")
        screen.wait_for("Opened http://radio")
        assert wait_for_file(opened) == "radio\n2\n--quiet\nhttp://radio.example/today.mp3\n", opened()
        screen.press("5", "o")
        screen.wait_for("Opened mailto:desk")
        assert opened().endswith("mail\n1\nmailto:desk@harbour.example\n"), opened()
        screen.press("1", "o")
        screen.wait_for(r"\[open\], line 4: there is no program \"no-such-reader\"; install it, or correct the line")
        screen.press("3", "o")
        screen.wait_for("false ended with status 1")
        screen.press("q")
    with_page(test, "[open]\naudio/* = background OPENER radio --quiet {url}\nmailto:* = OPENER mail {url}\n"
              "*/ar/first = no-such-reader {url}\n*harbour.example/* = background false\n", columns=100)


def a_name_that_poses_as_another_is_asked_for_first():
    def test(screen, opened):
        screen.press("F", "k")
        screen.wait_for(r"Open xn--80ak6aa92e\.com \(аррӏе\.com\)\?   y: yes")
        screen.press("n")
        assert "Opened" not in screen.settle()
        screen.press("4", "o")
        screen.wait_for("y: yes")
        screen.press("y")
        screen.wait_for(r"Opened https://xn--80ak6aa92e\.com")
        assert opened() == "browser\n1\nhttps://xn--80ak6aa92e.com/login\n", opened()
        screen.press("q")
    with_page(test, "", columns=100)


def the_list_opens_and_copies_the_selected_link():
    def test(screen, opened):
        screen.press("\\;", "Down", "Down")
        screen.wait_for("3/6")
        screen.press("y")
        screen.wait_for("Copied the link")
        screen.press("Enter")
        screen.wait_for("Opened https://harbour")
        screen.press("q")
        screen.wait_for("100%")
        screen.press("q")
        assert screen.exit_status() == 0
    with_page(test, "copy = osc52\n")


def the_list_is_searched():
    def test(screen, opened):
        screen.press("\\;", ".")
        screen.wait_for("Nothing was searched for yet")
        screen.press("/")
        screen.wait_for("/")
        screen.tmux("send-keys", "-l", "RADIO")
        screen.press("Enter")
        screen.wait_for("6/6")
        screen.press(".")
        screen.wait_for("From the start again")
        screen.press("/", *"nowhere", "Enter")
        screen.wait_for("Not found: nowhere")
        screen.press("/", *"harbour", "Enter", ",", ".", "Enter")
        screen.wait_for("Opened .*harbour")
        screen.press("q")
        screen.wait_for("100%")
    with_page(test, "[open]\ndefault = OPENER x {url}\nmailto:* = OPENER mail {url}\n")


def a_mistake_in_the_config_is_told():
    def test(screen, opened):
        screen.wait_for(r"config:2: audio/\*: there is no \{adress\}; there are \{url\}")
        screen.press("q")
    with_page(test, "[open]\naudio/* = mpv {adress}\n", columns=160)


def a_program_of_the_user_gets_what_is_at_hand():
    def test(screen, opened):
        screen.press("3", "b")
        screen.wait_for("Ran bookmark")
        assert wait_for_file(opened).startswith("mark\n2\nhttps://harbour.example/a/rather"), opened()
        screen.press(":")
        screen.tmux("send-keys", "-l", "run nothing")
        screen.press("Enter")
        screen.wait_for(r"There is no \"nothing\" in \[commands\]")
        screen.press("b")
        screen.wait_for("there is no address here to pass on")
        screen.press("q")
    with_page(test, "[keys]\nb = run bookmark\n[commands]\nbookmark = background OPENER mark {url} {title}\n")


PODCAST = """<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>إذاعة المرفأ</title>
<item><title>نشرة اليوم</title><guid>1</guid><link>https://harbour.example/1</link><description>استمعوا إليها.</description>
<enclosure url="http://127.0.0.1:9/today.mp3" type="audio/mpeg" length="12345678"/><itunes:duration>31:07</itunes:duration></item>
<item><title>Evening programme</title><guid>2</guid><description>Watch it.</description>
<enclosure url="http://127.0.0.1:9/watch?id=2" type="video/mp4" length="900000"/><itunes:duration>3723</itunes:duration></item></channel></rss>"""


def what_came_with_an_article_stands_above_it_and_plays():
    for columns, rows in ((20, 10), (80, 24), (300, 100)):
        with Home() as home:
            script = home.write("player", "#!/bin/sh\nprintf '%s\\n' \"$@\" >>\"$HOME/played\"\n")
            os.chmod(script, 0o755)
            folder = os.path.dirname(home.write("site/podcast.rss", PODCAST))
            home.write("config/khabar/config", "order = visual\n[open]\naudio/* = background %s sound {url}\nvideo/* = %s film {url}\n"
                       % (script, script))
            with Site(folder) as site:
                home.write("config/khabar/feeds", "[Radio]\nurl = http://127.0.0.1:%d/podcast.rss\n" % site.port)
                with Screen(columns, rows, [KHABAR], environment_for(home.path)) as screen:
                    screen.wait_for("2 new")
                    screen.press("Escape", "g", "Enter")
                    screen.wait_for("%")
                    shown = screen.settle()
                    if "Video" in shown:
                        screen.press("n")
                        screen.wait_for("Audio")
                        shown = screen.settle() + shown
                    else:
                        screen.press("n")
                        screen.wait_for("Video")
                        shown += screen.settle()
                        screen.press("p")
                        screen.wait_for("Audio")
                    assert "Audio · 12.3 MB" in shown and "Video · 900 kB" in shown, shown
                    if columns > 20:
                        assert "Audio · 12.3 MB · 31:07 · " in shown and "Video · 900 kB · 1:02:03 · " in shown, shown
                    screen.press("1", "o")
                    played = wait_for_file(lambda: open(home.path + "/played").read())
                    assert played == "sound\nhttp://127.0.0.1:9/today.mp3\n", played
                    screen.press("q")


sys.exit(run_tests([
    a_program_of_the_user_gets_what_is_at_hand,
    what_came_with_an_article_stands_above_it_and_plays,
    a_hint_opens_its_link_and_so_does_the_arabic_letter_in_its_place,
    the_address_that_opens_is_the_one_that_was_shown,
    a_line_of_the_config_opens_its_kind,
    a_name_that_poses_as_another_is_asked_for_first,
    the_list_opens_and_copies_the_selected_link,
    the_list_is_searched,
    a_mistake_in_the_config_is_told,
]))
