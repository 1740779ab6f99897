#!/usr/bin/env python3
"""pointing_test.py KHABAR: what the mouse does to the views, straight and mirrored; and that nothing moves under the reader's
eyes while entries arrive."""
import os, sys, unicodedata
sys.path.insert(0, os.path.dirname(__file__))
from terminal import *

KHABAR = os.path.abspath(sys.argv[1])
SITE = os.path.join(ROOT, "tests", "screen", "site")


def with_news(test, columns=160, config="", **environment):
    with Home() as home, Site(SITE) as site:
        site.subscribe(home)
        home.write("config/khabar/config", "order = visual\n" + config)
        with Screen(columns, 24, [KHABAR], environment_for(home.path, **environment)) as screen:
            screen.wait_for("6 new")
            screen.press("Escape")
            screen.settle()
            test(screen, home)


def report(screen, button, x, y, end="M"):
    """Columns and rows from 0."""
    screen.tmux("send-keys", "-l", "\033[<%d;%d;%d%s" % (button, x + 1, y + 1, end))


def click(screen, x, y):
    report(screen, 0, x, y)
    report(screen, 0, x, y, "m")


def borders(screen):
    """Their columns in a row; marks have none of their own."""
    cells = [letter for letter in screen.text().split("\n")[3] if not unicodedata.combining(letter)]
    return [column for column, cell in enumerate(cells) if cell in "│┃"]


def a_click_selects_and_two_open():
    def test(screen, _):
        click(screen, 60, 5)
        screen.wait_for(r"\n .*6/6")
        assert "Tide tables" not in screen.text()
        click(screen, 60, 1)
        click(screen, 60, 1)
        screen.wait_for("Four hundred readers")
    with_news(test)


def a_click_on_a_source_lists_it():
    def test(screen, _):
        click(screen, 4, 5)
        screen.wait_for("6/9")
        assert "120,000" not in screen.settle().split("\n")[2], screen.text()
        click(screen, 4, 6)
        click(screen, 4, 6)
        screen.wait_for(r"ןותיע .*1/1")
    with_news(test)


def the_wheel_scrolls_what_is_under_it():
    def test(screen, _):
        before = screen.text()
        report(screen, 65, 140, 5)
        after = screen.settle()
        assert before.split("\n")[3].split("│")[2] != after.split("\n")[3].split("│")[2], after
        assert "1/6" in after
        report(screen, 65, 60, 5)
        screen.wait_for("4/6")
    with_news(test)


def a_border_goes_where_it_is_dragged_and_is_there_the_next_time():
    for mirrored, start, end in (("no", 28, 40), ("yes", 131, 119)):
        def test(screen, home):
            assert start in borders(screen), (borders(screen), screen.text())
            report(screen, 0, start, 3)
            report(screen, 32, (start + end) // 2, 3)
            report(screen, 32, end, 4)
            report(screen, 0, end, 4, "m")
            screen.settle()
            assert end in borders(screen), (borders(screen), screen.text())
            screen.press("q")
            screen.exit_status()
            with Screen(160, 24, [KHABAR], environment_for(home.path)) as again:
                again.wait_for("5 |6 ")
                again.press("Escape")
                again.settle()
                assert end in borders(again), (borders(again), again.text())
        with_news(test, config="mirrored = %s\n" % mirrored)


def without_the_mouse_it_is_the_terminals():
    def test(screen, _):
        assert screen.tmux("display-message", "-p", "#{mouse_any_flag}").strip() == "0"
    with_news(test, config="mouse = no\n")

    def on(screen, _):
        assert screen.tmux("display-message", "-p", "#{mouse_any_flag}").strip() == "1"
    with_news(on)


def what_is_read_stays_while_a_refresh_is_on():
    for columns in (20, 80, 120, 160):
        for config in ("mirrored = no\n", "mirrored = yes\n"):
            def test(screen, _):
                screen.press("g", "Enter")
                screen.wait_for("OpenShelf|ﺄﻓﺮﻤﻟﺍ")
                screen.press("j", "j")
                read = screen.settle().split("\n")[:23]
                screen.press("R")
                screen.wait_for("0 new|new fr|0 n")
                assert screen.settle().split("\n")[:23] == read, (columns, config, "\n".join(read), screen.text())
            with_news(test, columns, config)


sys.exit(run_tests([
    a_click_selects_and_two_open,
    a_click_on_a_source_lists_it,
    the_wheel_scrolls_what_is_under_it,
    a_border_goes_where_it_is_dragged_and_is_there_the_next_time,
    without_the_mouse_it_is_the_terminals,
    what_is_read_stays_while_a_refresh_is_on,
]))
