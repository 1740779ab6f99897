#!/usr/bin/env python3
"""undo_test.py KHABAR: what was changed about sources and directions is undone and done again, whatever happened meanwhile."""
import os, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from terminal import *

KHABAR = os.path.abspath(sys.argv[1])

FEEDS = """# mine
[Known]
url = http://127.0.0.1:{0}/known.rss
folder = أخبار

# about the other
[Other]
url = http://127.0.0.1:{0}/other.rss
"""


def feed_of(name, *numbers):
    return '<rss version="2.0"><channel><title>%s</title>%s</channel></rss>' % (name, "".join(
        "<item><title>%s %d</title><guid>%d</guid><pubDate>%02d May 2020 10:00:00 GMT</pubDate>"
        "<description>Words of %s.</description></item>" % (name, n, n, n, name) for n in numbers))


class News:
    """khabar with two sources, the headlines of both on the screen."""

    def __init__(self, screen, home, site, environment, feeds):
        self.screen, self.home, self.site, self.environment, self.feeds = screen, home, site, environment, feeds

    def file(self):
        with open(self.home.path + "/config/khabar/feeds", encoding="utf-8") as file:
            return file.read()

    def write(self, text):
        self.home.write("config/khabar/feeds", text)

    def run(self, *arguments):
        return subprocess.run([KHABAR, *arguments], env=self.environment, check=True, stdout=subprocess.PIPE).stdout.decode()

    def press(self, *keys):
        self.screen.press(*keys)

    def wait_for(self, pattern):
        return self.screen.wait_for(pattern)

    def remove_known(self):
        self.press("Tab")
        self.wait_for("All headlines")
        self.press("G", "D")
        self.wait_for(r"Remove \(y/n\)\? Known")
        self.press("y")
        self.wait_for("Removed: Known   U: undo")


def with_news(test, columns=100, rows=20, config=""):
    with Home() as home:
        home.write("config/khabar/config", config)
        folder = os.path.dirname(home.write("site/known.rss", feed_of("KNOWN", 1, 2)))
        home.write("site/other.rss", feed_of("OTHER", 3))
        home.write("site/new.rss", feed_of("ADDED", 4, 5))
        with Site(folder) as site:
            feeds = FEEDS.format(site.port)
            home.write("config/khabar/feeds", feeds)
            environment = environment_for(home.path)
            with Screen(columns, rows, [KHABAR], environment) as screen:
                screen.wait_for("3 new from|de 2 sources")
                screen.press("Escape", "g")
                test(News(screen, home, site, environment, feeds))


def a_removed_source_comes_back_with_its_marks_and_its_words_in_the_file():
    def test(news):
        news.press("j", "*")
        news.wait_for("Starred")
        news.remove_known()
        assert "Known" not in news.file() and "KNOWN" not in news.run("list")
        news.press("U")
        news.wait_for("Undone: Removed: Known")
        assert news.file() == news.feeds, news.file()
        assert news.run("search", "starred").count("KNOWN 2") == 1
        news.press("C-r")
        news.wait_for("Done again: Removed: Known")
        assert "Known" not in news.file()
        news.press("U")
        news.wait_for("Undone: Removed: Known")
        assert news.file() == news.feeds
        news.press("U")
        news.wait_for("Undone: Starred: KNOWN 2")
    with_news(test)


def a_refresh_in_between_changes_nothing():
    def test(news):
        news.remove_known()
        news.press("Escape")
        news.home.write("site/other.rss", feed_of("OTHER", 3, 6))
        news.press("R")
        assert "KNOWN" not in news.wait_for("OTHER 6")
        news.press("U")
        news.wait_for("KNOWN 2")
        assert news.file() == news.feeds
    with_news(test)


def where_the_file_was_edited_meanwhile_nothing_of_that_is_lost():
    def test(news):
        news.remove_known()
        edited = "# by hand\n" + news.file()
        news.write(edited)
        news.press("U")
        news.wait_for(r'"Known" is back, at the end of .*feeds')
        assert news.file().startswith(edited) and "[Known]" in news.file()[len(edited):], news.file()
        assert "KNOWN 2" in news.run("list")
    with_news(test, columns=160)


def a_file_that_cannot_be_read_is_left_alone_until_it_is_mended():
    def test(news):
        news.press("j", "*")
        news.remove_known()
        rest = news.file()
        news.write(rest + "[half\n")
        news.press("U")
        news.wait_for("Cannot be undone: .*a section's name ends with")
        assert news.file() == rest + "[half\n"
        news.write(rest)
        news.press("U")
        news.wait_for("Undone: Removed: Known")
        assert news.file() == news.feeds
    with_news(test, columns=160)


def what_another_khabar_added_again_is_not_added_twice():
    def test(news):
        news.press("j", "*")
        news.remove_known()
        news.run("add", "http://127.0.0.1:%d/known.rss" % news.site.port)
        added = news.file()
        news.press("U")
        news.wait_for('Cannot be undone: this address is there already')
        assert news.file() == added
        assert "KNOWN 2" in news.run("search", "starred"), "its marks are as they were"
        news.press("U")
        news.wait_for("Undone: Starred: KNOWN 2")
    with_news(test)


def two_on_one_database_undo_what_they_did_themselves():
    def test(news):
        with Screen(100, 20, [KHABAR], news.environment) as other:
            other.wait_for("OTHER 3")
            news.remove_known()
            other.press("Escape", "g", "*")
            other.wait_for("Starred")
            other.press("U")
            other.wait_for("Undone: Starred")
            other.press("U")
            other.wait_for("There is nothing to undo")
            news.press("U")
            news.wait_for("Undone: Removed: Known")
            assert news.file() == news.feeds
    with_news(test)


def what_was_added_goes_and_comes_again():
    def test(news):
        news.press("+")
        news.wait_for("Address")
        news.screen.tmux("send-keys", "-l", "http://127.0.0.1:%d/new.rss" % news.site.port)
        news.press("Enter")
        news.wait_for("ADDED 5")
        added = news.file()
        news.press("U")
        assert "ADDED 5" not in news.wait_for("Undone: Added: ADDED")
        assert "new.rss" not in news.file()
        news.press("C-r")
        news.wait_for("ADDED 5")
        assert news.file() == added
    with_news(test)


def what_was_undone_is_said_in_the_language_of_the_interface():
    def test(news):
        news.press("K", "U")
        news.wait_for("Annulé : .*OTHER 3|Annulé.*OTHER 3")
        news.press("A", "U")
        news.wait_for("3 marqués comme lus")
    with_news(test, config="language = fr\n")


def what_was_turned_round_is_turned_back():
    def test(news):
        news.press("Enter")
        news.wait_for(r"(?m)^ *OTHER 3|Words of OTHER")
        news.screen.settle()
        before = news.screen.text().split("\n")[:6]
        news.press("a")
        news.wait_for("Right to left: this article")
        assert news.screen.settle().split("\n")[:6] != before
        news.press("s")
        news.wait_for("Right to left: all of this source")
        news.press("U")
        news.wait_for("Undone: Right to left: Other")
        assert news.screen.settle().split("\n")[:6] != before
        news.press("U")
        news.wait_for("Undone: Right to left: OTHER 3")
        assert news.screen.settle().split("\n")[:6] == before
        news.press("C-r", "C-r", "U", "U")
        news.wait_for("Undone: Right to left: OTHER 3")
        assert news.screen.settle().split("\n")[:6] == before
    with_news(test)


def a_file_that_was_turned_round_is_turned_back():
    with Home() as home:
        path = home.write("a.txt", "Some words.\n\nAnd others.\n")
        with Screen(60, 10, [KHABAR, path], environment_for(home.path)) as screen:
            before = screen.wait_for("Some words").split("\n")[:5]
            screen.press("U")
            screen.wait_for("There is nothing to undo")
            screen.press("a")
            screen.wait_for("Right to left: this article")
            assert screen.settle().split("\n")[:5] != before
            screen.press("U")
            screen.wait_for("Undone: Right to left")
            assert screen.settle().split("\n")[:5] == before


sys.exit(run_tests([
    a_removed_source_comes_back_with_its_marks_and_its_words_in_the_file,
    a_refresh_in_between_changes_nothing,
    where_the_file_was_edited_meanwhile_nothing_of_that_is_lost,
    a_file_that_cannot_be_read_is_left_alone_until_it_is_mended,
    what_another_khabar_added_again_is_not_added_twice,
    two_on_one_database_undo_what_they_did_themselves,
    what_was_added_goes_and_comes_again,
    what_was_undone_is_said_in_the_language_of_the_interface,
    what_was_turned_round_is_turned_back,
    a_file_that_was_turned_round_is_turned_back,
]))
