#!/usr/bin/env python3
"""sources_test.py KHABAR: sources are added, chosen among, found failing, and what another khabar brings is seen."""
import os, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from terminal import *

KHABAR = os.path.abspath(sys.argv[1])


def feed_of(name, *numbers):
    return '<rss version="2.0"><channel><title>%s</title>%s</channel></rss>' % (name, "".join(
        "<item><title>%s %d</title><guid>%d</guid><pubDate>%02d May 2020 10:00:00 GMT</pubDate></item>" % (name, n, n, n)
        for n in numbers))


PAGE = """<html><head><title>Harbour</title>
<link rel="alternate" type="application/rss+xml" title="أخبار المرفأ" href="/arabic.rss">
<link rel="alternate" type="application/rss+xml" title="English news" href="/english.rss">
</head><body><p>Welcome.</p></body></html>"""


def at_the_harbour(test, feeds="[Known]\nurl = http://127.0.0.1:{0}/known.rss\n", columns=100, rows=20):
    with Home() as home:
        folder = os.path.dirname(home.write("site/known.rss", feed_of("KNOWN", 1, 2)))
        home.write("site/arabic.rss", feed_of("أخبار", 1))
        home.write("site/english.rss", feed_of("ENGLISH", 1, 2, 3))
        home.write("site/index.html", PAGE)
        with Site(folder) as site:
            home.write("config/khabar/feeds", feeds.format(site.port))
            environment = environment_for(home.path)
            with Screen(columns, rows, [KHABAR], environment) as screen:
                screen.wait_for(" new from|sources failed")
                screen.press("Escape", "g")
                test(screen, home, site, environment)


def type_into(screen, text):
    screen.tmux("send-keys", "-l", text)


def a_sites_address_is_enough_and_one_of_its_feeds_is_chosen():
    def test(screen, home, site, environment):
        screen.press("+")
        screen.wait_for("Address")
        type_into(screen, "http://127.0.0.1:%d/index.html" % site.port)
        screen.press("Enter")
        screen.wait_for("Which one")
        shown = screen.settle()
        assert "1  " in shown and "2  English news" in shown, shown
        screen.press("2", "Enter")
        screen.wait_for("ENGLISH 3")
        with open(home.path + "/config/khabar/feeds") as feeds:
            assert "english.rss" in feeds.read()
    at_the_harbour(test)


def nothing_is_added_where_nothing_was_chosen():
    def test(screen, home, site, environment):
        screen.press("+")
        type_into(screen, "http://127.0.0.1:%d/index.html" % site.port)
        screen.press("Enter")
        screen.wait_for("Which one")
        screen.press("Escape") # by itself: together with a key it is Alt
        screen.wait_for("Enter: read")
        screen.press("+")
        type_into(screen, "http://127.0.0.1:%d/nothing" % site.port)
        screen.press("Enter")
        screen.wait_for("404")
        with open(home.path + "/config/khabar/feeds") as feeds:
            assert "english" not in feeds.read()
    at_the_harbour(test)


def saved_articles_are_read_from_their_files():
    with Home() as home:
        home.write("pages/notes.md", "Some **bold** words")
        with open(home.path + "/pages/wide.txt", "wb") as file:
            file.write("Wide letters: été".encode("utf-16"))
        os.utime(home.path + "/pages/wide.txt", (1e9, 1e9))
        home.write("config/khabar/feeds", "[Saved]\narticles = %s/pages\n" % home.path)
        with Screen(100, 20, [KHABAR], environment_for(home.path)) as screen:
            screen.wait_for("2 new from")
            screen.press("Escape", "g", "Enter")
            screen.wait_for("Some bold words")
            screen.press("n")
            screen.wait_for("Wide letters: été")


def what_fails_is_gone_to_and_says_why():
    def test(screen, home, site, environment):
        screen.press("E")
        shown = screen.wait_for("answered 404")
        assert "failing" in shown and "r tries again" in shown, shown
        screen.press("Tab")
        screen.wait_for("KNOWN 2")
    at_the_harbour(test, "[Known]\nurl = http://127.0.0.1:{0}/known.rss\n[Lost]\nurl = http://127.0.0.1:{0}/lost.rss\n")


def a_source_whose_certificate_is_not_checked_is_marked_and_says_so():
    def test(screen, home, site, environment):
        screen.press("Tab")
        screen.wait_for("All headlines")
        screen.press("G")
        shown = screen.wait_for("Whoever answers is believed")
        assert re.search(r"\? Known +certificate unchecked", shown), shown
        assert "certificate is not checked (tls-verify = no)" in " ".join(shown.split()), shown
    at_the_harbour(test, "[Known]\nurl = http://127.0.0.1:{0}/known.rss\ntls-verify = no\n")


def what_another_khabar_brings_is_there_at_the_start_of_the_list():
    def test(screen, home, site, environment):
        home.write("site/known.rss", feed_of("KNOWN", 1, 2, 3))
        subprocess.run([KHABAR, "refresh"], env=environment, check=True, stdout=subprocess.DEVNULL)
        screen.press("g")
        screen.wait_for("KNOWN 3")
    at_the_harbour(test)


def paged(number, older):
    link = "<link rel='prev-archive' href='/%s'/>" % older if older else ""
    return ("<feed xmlns='http://www.w3.org/2005/Atom'><title>PAGED</title>%s<entry><id>paged-%d</id><title>PAGED %d</title>"
            "<updated>2020-05-%02dT10:00:00Z</updated></entry></feed>" % (link, number, number, number))


def older_entries_come_a_page_a_key():
    def test(screen, home, site, environment):
        home.write("site/known.rss", paged(3, "second.rss"))
        home.write("site/second.rss", paged(2, "first.rss"))
        home.write("site/first.rss", paged(1, ""))
        screen.press("r")
        assert "PAGED 2" not in screen.wait_for("PAGED 3")
        screen.press("M")
        screen.wait_for("1 older; there are more +M: fetch them")
        screen.wait_for("PAGED 2")
        screen.press("Tab", "G", "M")
        screen.wait_for("1 older; this source names no more")
        screen.press("M")
        screen.wait_for('"Known" names no page of older entries')
        screen.press("g", "M")
        screen.wait_for("Select one source first")
        screen.press("Tab")
        screen.wait_for("PAGED 1")
    at_the_harbour(test)


def where_a_page_of_older_entries_is_missing_the_source_does_not_fail():
    def test(screen, home, site, environment):
        home.write("site/known.rss", paged(3, "lost.rss"))
        screen.press("r")
        screen.wait_for("PAGED 3")
        screen.press("M")
        screen.wait_for("404")
        screen.press("E")
        screen.wait_for("No source fails")
    at_the_harbour(test)


def an_entry_that_was_read_stays_in_the_list_of_unread_ones():
    def test(screen, home, site, environment):
        screen.press("u", "j", "m")
        assert "KNOWN 1" in screen.wait_for("Marked as read")
        screen.press("u", "u")
        screen.wait_for("Unread only: 1")
        assert "KNOWN 1" not in screen.settle()
    at_the_harbour(test)


def an_empty_list_of_unread_ones_fills_as_they_come():
    def test(screen, home, site, environment):
        screen.press("A", "u", "u", "u")
        screen.wait_for("Nothing of the kind")
        home.write("site/known.rss", feed_of("KNOWN", 1, 2, 3))
        screen.press("R")
        assert "KNOWN 2" not in screen.wait_for("KNOWN 3")
    at_the_harbour(test)


FULL_TEXT = """[Known]
url = http://127.0.0.1:{0}/known.rss
[Full]
url = http://news.example/full.rss
proxy = http://127.0.0.1:{0}
full-text = yes
user = me
password-command = %s
"""


def with_full_text(password_command, test):
    def begin(screen, home, site, environment):
        home.write("site/full.rss", feed_of("FULL", 9).replace("</guid>", "</guid><link>http://news.example/echo</link>"
                                                               "<description>What the feed sent.</description>"))
        screen.press("R")
        screen.wait_for("FULL 9")
        test(screen, home)
    at_the_harbour(begin, FULL_TEXT % password_command)


def a_page_comes_through_the_proxy_of_its_source_with_its_login():
    def test(screen, home):
        screen.press("g", "Enter")
        shown = screen.wait_for("Authorization")
        assert "GET http://news.example/echo" in shown and "Basic bWU6c2VjcmV0" in shown, shown
    with_full_text("echo secret", test)


def an_article_opens_with_what_the_feed_sent_where_its_page_cannot_be_had():
    def test(screen, home):
        home.write("locked", "")
        screen.press("g", "Enter")
        shown = screen.wait_for("What the feed sent")
        assert "sh ended with status 3: locked" in shown, shown
    with_full_text("sh -c 'test -e ~/locked && echo locked >&2 && exit 3; echo secret'", test)


sys.exit(run_tests([
    a_page_comes_through_the_proxy_of_its_source_with_its_login,
    an_article_opens_with_what_the_feed_sent_where_its_page_cannot_be_had,
    a_sites_address_is_enough_and_one_of_its_feeds_is_chosen,
    nothing_is_added_where_nothing_was_chosen,
    what_fails_is_gone_to_and_says_why,
    a_source_whose_certificate_is_not_checked_is_marked_and_says_so,
    what_another_khabar_brings_is_there_at_the_start_of_the_list,
    an_entry_that_was_read_stays_in_the_list_of_unread_ones,
    an_empty_list_of_unread_ones_fills_as_they_come,
    saved_articles_are_read_from_their_files,
    older_entries_come_a_page_a_key,
    where_a_page_of_older_entries_is_missing_the_source_does_not_fail,
]))
