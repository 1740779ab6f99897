#!/usr/bin/env python3
"""searching_test.py KHABAR: a search right after a refresh of more entries than can be looked through before a key is answered."""
import contextlib, os, sys, tempfile
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from terminal import *

KHABAR = os.path.abspath(sys.argv[1])
FEEDS, EACH, HITS = 3, 3000, 3000


def write_feeds(folder):
    """A third of the entries has the needle, in the middle of words of which no two entries have the same."""
    for feed in range(FEEDS):
        items = []
        for i in range(EACH):
            number = feed * EACH + i
            words = ["%s%d" % ("hay" if j % 2 else "straw", number * 100 + j) for j in range(100)]
            words[50] = "needle" if number % 3 == 0 else "hay"
            items.append("<item><title>Entry %d</title><guid>%d</guid><description>%s</description></item>" % (
                number, number, " ".join(words)))
        with open("%s/%d.xml" % (folder, feed), "w") as file:
            file.write("<rss version='2.0'><channel><title>Field %d</title>%s</channel></rss>" % (feed, "".join(items)))
    with open(folder + "/feeds", "w") as file:
        for feed in range(FEEDS):
            file.write("[Field %d]\nurl = http://127.0.0.1:{PORT}/%d.xml\n" % (feed, feed))


def khabar(home, *words):
    return subprocess.run([KHABAR, *words], env=environment_for(home.path), stdout=subprocess.PIPE, check=True, text=True).stdout


@contextlib.contextmanager
def just_refreshed(home_of_all):
    with Home() as home:
        shutil.rmtree(home.path)
        shutil.copytree(home_of_all.path, home.path)
        with Screen(100, 20, [KHABAR], environment_for(home.path)) as screen:
            screen.wait_for("Entry")
            yield home, screen


def what_is_found_grows_until_all_was_looked_through(home_of_all):
    with just_refreshed(home_of_all) as (home, screen):
        screen.press("/", "needle")
        screen.wait_for(r"\b%d found\s*\n" % HITS)
        screen.press("Enter")
        screen.wait_for("%d found for: needle" % HITS)


def the_selected_row_stays_while_the_list_grows(home_of_all):
    with just_refreshed(home_of_all) as (home, screen):
        screen.press("/", "needle", "Enter", "j", "j", "j", "Enter")
        title = re.search(r"Entry \d+", screen.wait_for(r"straw\d")).group()
        screen.press("h")
        screen.wait_for("%d found for: needle" % HITS)
        screen.press("Enter")
        screen.wait_for(r"straw\d")
        assert title in screen.text(), title


def all_that_is_found_is_marked_also_what_was_not_listed_yet(home_of_all):
    with just_refreshed(home_of_all) as (home, screen):
        screen.press("/", "needle", "Enter", "A")
        if "press it again" in screen.wait_for("press it again|marked as read"):
            screen.press("A")
            screen.wait_for("%d marked as read" % HITS)
        assert khabar(home, "list", "needle unread", "--count") == "0\n"
        assert khabar(home, "list", "unread", "--count") == "%d\n" % (FEEDS * EACH - HITS)


def a_command_finds_all_without_an_index(home_of_all):
    assert khabar(home_of_all, "list", "needle", "--count") == "%d\n" % HITS
    assert khabar(home_of_all, "list", "NOT needle", "--count") == "%d\n" % (FEEDS * EACH - HITS)
    assert khabar(home_of_all, "search", "needle", "--count") == "%d\n" % HITS


def main():
    with tempfile.TemporaryDirectory(prefix="khabar-field-") as folder, Home() as home:
        write_feeds(folder)
        home.write("config/khabar/config", "refresh-minutes = 0\n")
        with Site(folder) as site:
            site.subscribe(home)
            khabar(home, "refresh")
        for test in (what_is_found_grows_until_all_was_looked_through, the_selected_row_stays_while_the_list_grows,
                     all_that_is_found_is_marked_also_what_was_not_listed_yet, a_command_finds_all_without_an_index):
            test(home)
            print("ok - " + test.__name__, flush=True)


main()
