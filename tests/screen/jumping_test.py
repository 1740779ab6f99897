#!/usr/bin/env python3
"""jumping_test.py KHABAR: back to what was read, where it was left; the next unread one anywhere."""
import os, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from terminal import *

KHABAR = os.path.abspath(sys.argv[1])


def feed_of(name, *numbers):
    text = "".join("<p>%s" % name + " words that fill a row of the article and another one" * 8 + "</p>" for _ in range(20))
    return '<rss version="2.0"><channel><title>%s</title>%s</channel></rss>' % (name, "".join(
        "<item><title>%s %d</title><guid>%d</guid><pubDate>%02d May 2020 10:00:00 GMT</pubDate><description><![CDATA[%s]]>"
        "</description></item>" % (name, n, n, n, text) for n in numbers))


def with_three_sources(test):
    with Home() as home:
        folder = os.path.dirname(home.write("site/one.rss", feed_of("ONE", 1, 2)))
        home.write("site/two.rss", feed_of("TWO", 1))
        home.write("site/three.rss", feed_of("THREE", 1, 2))
        with Site(folder) as site:
            home.write("config/khabar/feeds", "".join("[%s]\nurl = http://127.0.0.1:%d/%s.rss\n" % (name.upper(), site.port, name)
                                                      for name in ("one", "two", "three")))
            with Screen(80, 14, [KHABAR], environment_for(home.path)) as screen:
                screen.wait_for("5 new")
                screen.press("Escape", "g")
                test(screen)


def back_leads_to_the_place_where_it_was_left():
    def test(screen):
        screen.press("Enter")
        screen.wait_for("%")
        screen.press("Space", "Space", "Space")
        left = screen.settle()
        screen.press("n")
        assert screen.settle() != left
        screen.press("[")
        assert screen.settle() == left, screen.settle()
        screen.press("[")
        screen.wait_for("Nothing was read before")
        screen.press("]", "]")
        screen.wait_for("This is the last one that was read")
        screen.press("q")
        assert screen.exit_status() == 0
    with_three_sources(test)


def from_a_list_back_leads_to_what_was_read_last():
    def test(screen):
        screen.press("Enter")
        screen.wait_for("%")
        screen.press("Space")
        left = screen.settle()
        screen.press("Escape", "i", "[")
        assert screen.settle().splitlines()[:-1] == left.splitlines()[:-1], screen.settle()
        screen.press("q")
    with_three_sources(test)


def where_a_source_has_no_more_unread_the_next_one_is_listed():
    def test(screen):
        screen.press("i", "Enter")
        seen = set()
        for _ in range(5):
            text = screen.wait_for("(ONE|TWO|THREE) [12]")
            first = [line for line in text.splitlines() if line.strip()]
            seen.add(re.search("(ONE|TWO|THREE) [12]", " ".join(first)).group())
            screen.press("N")
            screen.settle()
        assert len(seen) == 5, seen
        screen.wait_for("Nothing else is unread")
        screen.press("q")
    with_three_sources(test)


sys.exit(run_tests([
    back_leads_to_the_place_where_it_was_left,
    from_a_list_back_leads_to_what_was_read_last,
    where_a_source_has_no_more_unread_the_next_one_is_listed,
]))
