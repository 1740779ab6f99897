#!/usr/bin/env python3
"""orders_test.py KHABAR [SEED]: in whatever order rows are sent, what a terminal makes of them is what visual order shows; and
what curses sends bit by bit leaves the screen as if it had been drawn anew."""
import concurrent.futures, os, random, signal, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from terminal import *
from bidi_terminal import *

KHABAR = os.path.abspath(sys.argv[1])
SITE = ROOT + "/tests/screen/site"
SIZE = (110, 24)

# The column at the left edge that goes to an override or a guard, and what the terminal then does.
ORDERS = {
    "visual-lro": (1, seen_by_algorithm),
    "runs": (1, seen_by_first_strong),
    "words": (0, seen_by_words),
}

# As the reader goes about: lists and articles side by side, a search with its places marked, help over all, a prompt.
KEYS = [("g",), ("j", "j"), ("Enter",), ("/", "ال", "Enter"), (".", "."), ("Space",), ("?",), ("?",), ("Escape", "j"), ("t",), ("t", "t"),
        ("Enter", "v"), ("e", "e"), ("G",), ("n",), ("/", "قال (15", "Right", "Right"), ("Right",) * 3, ("Right",)]


def for_each_order(test):
    """All at once: most of the time is waiting for a screen to become quiet."""
    with concurrent.futures.ThreadPoolExecutor(len(ORDERS)) as pool:
        for done in [pool.submit(test, order) for order in ORDERS]:
            done.result()


def in_order(home, order, columns=SIZE[0]):
    home.write("config/khabar/config", "order = %s\n" % order)
    return Screen(columns, SIZE[1], [KHABAR], environment_for(home.path))


def news(home, site):
    site.subscribe(home)
    subprocess.run([KHABAR, "refresh"], env=environment_for(home.path), stdout=subprocess.DEVNULL, check=True)


def play(screen, keys):
    for key in keys:
        screen.press(key)
        screen.settle(0.06)
    screen.settle(0.12)


def cursor_of(screen):
    x, y, visible = map(int, screen.tmux("display-message", "-p", "#{cursor_x} #{cursor_y} #{cursor_flag}").split())
    return (x, y) if visible else None


def column_of(cells, index):
    return sum(cell.width() for cell in cells[:index])


def cursor_seen(row, order, x):
    """A terminal that reorders shows its cursor on the character that it stands on."""
    sent = [column_of(row, i) for i in range(len(row))]
    seen = [row[i] for i in order]
    return column_of(seen, order.index(sent.index(x))) if x in sent else x


def assert_same(order, step, screen, visual):
    margin, terminal = ORDERS[order]
    wanted = rows_of(visual.cells())
    for y, row in enumerate(rows_of(screen.cells())):
        seen, _ = terminal(row)
        seen, expected = plain(seen), plain(wanted[y])
        if margin and seen:
            assert seen[0].text == " ", "%s, %s: the margin holds %r" % (order, step, seen[0].text)
            seen = seen[margin:]
        if seen != expected:
            looks = "" if [c.text for c in seen] != [c.text for c in expected] else " (only in their looks)"
            raise AssertionError("%s, after %s, row %d%s\nis seen: %r\nand not: %r\nis sent: %r" % (
                order, step, y, looks, "".join(c.text for c in seen), "".join(c.text for c in expected),
                "".join(c.text for c in row)))
    at, wanted_at = cursor_of(screen), cursor_of(visual)
    if at:
        row = rows_of(screen.cells())[at[1]]
        at = cursor_seen(row, terminal(row)[1], at[0]) - margin, at[1]
    assert at == wanted_at, "%s, after %s, the cursor is seen at %s and not at %s" % (order, step, at, wanted_at)


def every_order_is_seen_as_visual_order_shows_it():
    def test(order):
        with Home() as home, Home() as other, Site(SITE) as site:
            news(home, site)
            news(other, site)
            with in_order(home, order) as screen, in_order(other, "visual", SIZE[0] - ORDERS[order][0]) as visual:
                for each in (screen, visual):
                    each.wait_for("keys")
                for step in KEYS:
                    for each in (screen, visual):
                        play(each, step)
                    assert_same(order, " ".join(step), screen, visual)
    for_each_order(test)


def runs_and_words_are_really_sent():
    for order, sign in (("visual-lro", "\u202d"), ("runs", "ﺍﻟﻤ"), ("words", "ﺍﻟﻤ")):
        with Home() as home, Site(SITE) as site:
            news(home, site)
            with in_order(home, order) as screen:
                screen.wait_for("keys")
                assert sign in screen.settle(), "%s: no %r on the screen" % (order, sign)


def redraw(screen):
    """Everything is sent anew; no key, which would take a message off the status line."""
    shell = int(screen.tmux("display-message", "-p", "#{pane_pid}"))
    with open("/proc/%d/task/%d/children" % (shell, shell)) as children:
        os.kill(int(children.read().split()[0]), signal.SIGCONT)


MONKEY_KEYS = ["j", "k", "j", "j", "Space", "b", "g", "G", "Enter", "Enter", "Escape", "n", "p", "m", ".", ",", "v", "d", "e", "B", "i",
               "f", "a", "t", "?", "O"]


def what_is_sent_bit_by_bit_leaves_the_screen_as_if_drawn_anew():
    def test(order):
        rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
        with Home() as home, Site(SITE) as site:
            news(home, site)
            with in_order(home, order) as screen:
                screen.wait_for("keys")
                play(screen, ["Enter", "/", "ال", "Enter"])
                done = []
                for _ in range(12):
                    keys = [rng.choice(MONKEY_KEYS) for _ in range(rng.randint(1, 3))]
                    if rng.random() < 0.15:
                        keys = ["resize"]
                        screen.resize(rng.randint(40, 130), rng.randint(8, 30))
                    else:
                        play(screen, keys)
                    done += keys
                    screen.settle()
                    before = screen.cells()
                    redraw(screen)
                    screen.settle()
                    anew = screen.cells()
                    assert list(map(trimmed, rows_of(before))) == list(map(trimmed, rows_of(anew))), \
                        "%s, after %s:\n%s\nand drawn anew:\n%s" % (order, " ".join(done), before, anew)
    for_each_order(test)


def the_cursor_never_goes_back_from_behind_the_last_column():
    """PuTTY takes a step more than curses counts; a prompt of right-to-left words ends in that column."""
    with Home() as home:
        home.write("config/khabar/feeds", "")
        with Pty(80, 24, [KHABAR, home.write("article.txt", "سطر")], environment_for(home.path)) as terminal:
            terminal.wait_for(rb"keys")
            terminal.press("/قال (15\x1bOC\x1bOC\x1bOC")
            terminal.wait_for("15".encode())
            terminal.read(0.2)
            terminal.kill(signal.SIGCONT)
            terminal.read(0.3)
            found = re.search(rb"\x1b\[\?7h(\x1b\[[0-9;]*m|\x1b\(B)*\x08", terminal.output)
            assert b"\x1b[?7h" in terminal.output and not found, "%r" % terminal.output[-300:]


sys.exit(run_tests([
    every_order_is_seen_as_visual_order_shows_it,
    runs_and_words_are_really_sent,
    what_is_sent_bit_by_bit_leaves_the_screen_as_if_drawn_anew,
    the_cursor_never_goes_back_from_behind_the_last_column,
]))
