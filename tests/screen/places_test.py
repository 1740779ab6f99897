#!/usr/bin/env python3
"""places_test.py KHABAR: an article and a file go on where they were left, in a session before."""
import os, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from terminal import *

KHABAR = os.path.abspath(sys.argv[1])

WORDS = ["paragraph %d of the article, with words enough for a row" % number for number in range(1, 61)]
FEED = """<rss version="2.0"><channel><title>LONG</title><item><title>TITLE</title><guid>1</guid>
<pubDate>01 May 2020 10:00:00 GMT</pubDate><description><![CDATA[%s]]></description></item></channel></rss>
""" % "".join("<p>%s</p>" % words for words in WORDS)


def first_number(screen):
    return int(re.search(r"paragraph (\d+) of", screen.settle()).group(1))


def with_article(*sessions):
    """Each is a session in one home, with the article open."""
    with Home() as home:
        folder = os.path.dirname(home.write("site/long.rss", FEED))
        with Site(folder) as site:
            home.write("config/khabar/feeds", "[Long]\nurl = http://127.0.0.1:%d/long.rss\n" % site.port)
            environment = environment_for(home.path)
            subprocess.run([KHABAR, "refresh"], env=environment, check=True, stdout=subprocess.DEVNULL)
            for session in sessions:
                with Screen(80, 14, [KHABAR], environment) as screen:
                    screen.wait_for("TITLE")
                    screen.press("g", "Enter")
                    screen.wait_for("paragraph")
                    session(screen)
                    screen.press("q")
                    assert screen.exit_status() == 0


def an_article_goes_on_where_it_was_left_at_any_width():
    left = []

    def leave(screen):
        assert "Continued" not in screen.text()
        screen.press("Space", "Space")
        left.append(first_number(screen))
        assert left[0] > 5

    def go_on(screen):
        screen.wait_for("Continued where you stopped   g: to the beginning")
        assert first_number(screen) == left[0]
        screen.resize(40, 10)
        assert first_number(screen) == left[0]
        screen.press("g")
        screen.wait_for("paragraph 1 of")

    def begin(screen):
        assert "Continued" not in screen.settle()
        assert first_number(screen) == 1
    with_article(leave, go_on, begin)


def an_article_that_was_read_to_its_end_begins_at_its_beginning():
    def leave(screen):
        screen.press("Space")
        screen.settle()

    def read_on(screen):
        screen.wait_for("Continued")
        screen.press("G")
        screen.wait_for("paragraph 60 of")
        screen.press("Escape", "Enter") # still open
        screen.wait_for("paragraph 60 of")

    def begin(screen):
        assert "Continued" not in screen.settle()
        assert first_number(screen) == 1
    with_article(leave, read_on, begin)


def a_file_goes_on_where_it_was_left_until_it_becomes_another():
    with Home() as home:
        path = home.write("a.txt", "\n\n".join(WORDS))
        environment = environment_for(home.path)
        subprocess.run([KHABAR, "list"], env=environment, check=True, stdout=subprocess.DEVNULL) # there is a database

        def session(test):
            with Screen(60, 10, [KHABAR, path], environment) as screen:
                screen.wait_for("paragraph")
                test(screen)
                screen.press("q")
                assert screen.exit_status() == 0

        def leave(screen):
            screen.press("Space", "Space")
            left.append(first_number(screen))

        def go_on(screen):
            screen.wait_for("Continued where you stopped")
            assert first_number(screen) == left[0] > 1

        def begin(screen):
            assert "Continued" not in screen.settle() and first_number(screen) == 1
        left = []
        session(leave)
        session(go_on)
        home.write("a.txt", "\n\n".join(WORDS) + "\nmore")
        session(begin)


def for_a_file_no_database_is_made():
    with Home() as home:
        path = home.write("a.txt", "\n\n".join(WORDS))
        with Screen(60, 10, [KHABAR, path], environment_for(home.path)) as screen:
            screen.wait_for("paragraph")
            screen.press("Space", "q")
            assert screen.exit_status() == 0
        assert not os.path.exists(home.path + "/data/khabar/khabar.db")


sys.exit(run_tests([
    an_article_goes_on_where_it_was_left_at_any_width,
    an_article_that_was_read_to_its_end_begins_at_its_beginning,
    a_file_goes_on_where_it_was_left_until_it_becomes_another,
    for_a_file_no_database_is_made,
]))
