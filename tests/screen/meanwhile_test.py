#!/usr/bin/env python3
"""meanwhile_test.py KHABAR: reading goes on while sources come in, go away or fail, and while workers die."""
import os, shutil, signal, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from terminal import *

KHABAR = os.path.abspath(sys.argv[1])
SITE = ROOT + "/tests/screen/site"


def feed_of(*numbers):
    return '<rss version="2.0"><channel><title>Count</title>%s</channel></rss>' % "".join(
        "<item><title>HEADLINE %d</title><guid>%d</guid><link>http://count.example/%d</link><pubDate>%02d May 2020 10:00:00 "
        "GMT</pubDate><description>TEXT OF %d</description></item>" % (n, n, n, n, n) for n in numbers)


def counting(test, columns=80, rows=24, numbers=(1, 2, 3, 4, 5), config="", more_feeds="", **more):
    """A source that counts: HEADLINE 5 is the newest."""
    with Home() as home:
        folder = os.path.dirname(home.write("site/count.rss", feed_of(*numbers)))
        home.write("config/khabar/config", config)
        with Site(folder) as site:
            home.write("config/khabar/feeds", ("[Count]\nurl = http://127.0.0.1:{0}/count.rss\n" + more_feeds).format(site.port))
            environment = environment_for(home.path, **more)
            with Screen(columns, rows, [KHABAR], environment) as screen:
                test(screen, home, environment)


def child_of(pid):
    with open("/proc/%d/task/%d/children" % (pid, pid)) as children:
        return [int(word) for word in children.read().split()]


def kill_workers(screen):
    program = child_of(int(screen.tmux("display-message", "-p", "#{pane_pid}")))[0]
    for worker in child_of(program):
        os.kill(worker, signal.SIGKILL)


def keys_typed_ahead_go_one_article_on_each():
    def test(screen, home, environment):
        screen.wait_for("5 new")
        screen.press("Escape", "g", "Enter")
        screen.wait_for("TEXT OF 5")
        screen.tmux("send-keys", "-l", "nnn")
        screen.wait_for("TEXT OF 2")
        screen.tmux("send-keys", "-l", "pp")
        screen.wait_for("TEXT OF 4")
    counting(test)


def what_comes_in_moves_neither_the_article_nor_the_selection():
    def test(screen, home, environment):
        screen.wait_for("5 new")
        screen.press("Escape", "g", "Enter")
        screen.wait_for("TEXT OF 5")
        home.write("site/count.rss", feed_of(*range(1, 10)))
        screen.press("R")
        assert "TEXT OF 5" in screen.wait_for("4 new")
        screen.press("h")
        screen.wait_for("HEADLINE 9")
        screen.press("Enter")
        screen.wait_for("TEXT OF 5")
    counting(test)


def an_article_whose_source_was_removed_can_still_be_read_and_opened():
    def test(screen, home, environment):
        screen.wait_for("5 new")
        screen.press("Escape", "g", "Enter")
        screen.wait_for("TEXT OF 5")
        subprocess.run([KHABAR, "remove", "Count"], env=environment, check=True, stdout=subprocess.DEVNULL)
        screen.press("r")
        screen.wait_for("was removed")
        screen.press("o")
        screen.wait_for(r"Opened http://count\.example/5")
        assert "TEXT OF 5" in screen.text()
    counting(test, BROWSER="true")


def an_error_of_the_start_stays_until_a_key():
    def test(screen, home, environment):
        screen.wait_for('1: unknown setting "thme"')
        screen.settle(1)
        assert "thme" in screen.text(), screen.text()
        screen.press("Escape")
        assert "HEADLINE 5" in screen.wait_for("HEADLINE 1")
        assert "thme" not in screen.settle()
    counting(test, columns=120, config="thme = dusk\n")


def a_long_list_is_sorted_between_keys_and_given_up_by_escape():
    """Long enough that it takes more than the moment which a key may take."""
    def test(screen, home, environment):
        screen.press("g")
        screen.wait_for("TITLE 0 ")
        screen.tmux("send-keys", "-l", "sss\x1b")
        screen.wait_for("Given up: the list is as it was")
        for _ in range(6): # from the order that was there at once, whichever that is here
            screen.press("s")
            screen.wait_for("(?m)^(?!.*Sorting).*(first|By source|By title) *1/40000")
            if "By title" in screen.settle():
                break
        screen.wait_for("By title")
        screen.press("g")
        screen.wait_for("(?s)TITLE 0 .*TITLE 1000 .*TITLE 1001 ") # where a space does not count
    items = "".join("<item><title>TITLE %d x</title><guid>%d</guid><pubDate>Fri, 01 May 2020 10:00:00 GMT</pubDate></item>" %
                    (n, n) for n in range(10000))
    with Home() as home:
        folder = os.path.dirname(home.write("site/many.rss", '<rss version="2.0"><channel><title>Many</title>%s</channel></rss>' % items))
        home.write("config/khabar/config", "refresh-minutes = 0\n")
        with Site(folder) as site:
            home.write("config/khabar/feeds", "".join(
                "[Many %d]\nurl = http://127.0.0.1:%d/many.rss?%d\n" % (n, site.port, n) for n in range(4)))
            environment = environment_for(home.path)
            subprocess.run([KHABAR, "refresh"], env=environment, check=True, stdout=subprocess.DEVNULL)
            with Screen(80, 24, [KHABAR], environment) as screen:
                test(screen, home, environment)


def killed_workers_are_said_and_the_next_try_works():
    def test(screen, home, environment):
        screen.wait_for("Refreshing 1 of 2")
        for _ in range(20):
            if "1 of 2 sources failed" in screen.settle():
                break
            kill_workers(screen)  # what was under way gets a second try
        screen.press("E")
        screen.wait_for(r"fetch[\s\S]*worker[\s\S]*was[\s\S]*killed")
        screen.press("Escape", "g", "r")
        screen.wait_for("0 new from 1 source")
        kill_workers(screen)
        screen.press("Enter")
        screen.wait_for("TEXT OF 5")
    counting(test, columns=120, more_feeds="[slow]\nurl = http://127.0.0.1:{0}/slow?seconds=30\n")


def a_database_that_cannot_be_written_is_said_and_reading_goes_on():
    def test(screen, home, environment):
        screen.wait_for("5 new")
        screen.press("Escape", "g", "Enter")
        screen.wait_for("TEXT OF 5")
        shutil.rmtree(home.path + "/data")
        screen.press("n")
        screen.wait_for("TEXT OF 4")
        screen.press("R")
        screen.settle()
        screen.press("n")
        screen.wait_for("TEXT OF 3")
        screen.press("q")
        assert screen.exit_status() == 0
    counting(test, columns=120)


sys.exit(run_tests([
    keys_typed_ahead_go_one_article_on_each,
    what_comes_in_moves_neither_the_article_nor_the_selection,
    an_article_whose_source_was_removed_can_still_be_read_and_opened,
    an_error_of_the_start_stays_until_a_key,
    a_long_list_is_sorted_between_keys_and_given_up_by_escape,
    killed_workers_are_said_and_the_next_try_works,
    a_database_that_cannot_be_written_is_said_and_reading_goes_on,
]))
