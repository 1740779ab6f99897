#!/usr/bin/env python3
"""hyperlinks_test.py KHABAR: what a terminal that opens links by itself is sent (OSC 8)."""
import os, sys, unicodedata
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from terminal import *

KHABAR = os.path.abspath(sys.argv[1])
PAGE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "links.html")
SEQUENCE = re.compile(r"\x1b\]8;(?P<id>[^;]*);(?P<address>[^\x1b]*)\x1b\\|\x1b\[(?P<numbers>[0-9;?=>]*)(?P<final>[A-Za-z@$`])|"
                      r"\x1b[()\]PX^_][^\x1b\x07]*(?:\x1b\\|\x07)?|\x1b.|(?P<text>[^\x1b])", re.S)


class Cells:
    """What such a terminal holds: of each cell its character and the address that it leads to."""
    def __init__(self, columns):
        self.cells, self.columns, self.x, self.y, self.address = {}, columns, 0, 0, ""

    def put(self, character):
        if character == "\r":
            self.x = 0
        elif character == "\n":
            self.y += 1
        elif character == "\b":
            self.x -= 1
        elif character >= " " and unicodedata.category(character) not in ("Mn", "Cf"):
            self.cells[self.y, self.x] = (character, self.address)
            self.x += 1

    def erase(self, first, count):
        for x in range(first, first + count):
            self.cells.pop((self.y, x), None)

    def take(self, output):
        for each in SEQUENCE.finditer(output):
            if each["address"] is not None:
                assert not (each["address"] and self.address), "a link inside a link: " + each[0]
                self.address = each["address"]
            elif each["text"]:
                self.last = each["text"]
                self.put(each["text"])
            elif each["final"] and not set(each["numbers"]) & set("?=>"):
                self.control(each["final"], [int(n or 0) for n in each["numbers"].split(";")] if each["numbers"] else [])
        assert not self.address, "the last link is not ended"

    def control(self, final, numbers):
        count = max(numbers[0] if numbers else 1, 1)
        if final == "H":
            self.y, self.x = (max(n, 1) - 1 for n in (numbers + [1, 1])[:2])
        elif final in "dG":
            self.y, self.x = (count - 1, self.x) if final == "d" else (self.y, count - 1)
        elif final in "ABCD":
            self.y += {"A": -count, "B": count}.get(final, 0)
            self.x += {"C": count, "D": -count}.get(final, 0)
        elif final == "J":
            assert numbers in ([2], []), numbers
            self.cells = {place: cell for place, cell in self.cells.items() if not numbers and place < (self.y, self.x)}
        elif final == "K":
            self.erase(*((0, self.x + 1) if numbers == [1] else (self.x, self.columns - self.x)))
        elif final == "X":
            self.erase(self.x, count)
        elif final == "b":
            for _ in range(count):
                self.put(self.last)
        else:
            assert final not in "LMPS@T", "cells are pushed along, and links with them"

    def links(self):
        """Of each row the words that lead somewhere, and where."""
        found = {}
        for (y, x), (character, address) in sorted(self.cells.items()):
            if address:
                found[y, address] = found.get((y, address), "") + character
        return found


def with_page(test, config="hyperlinks = yes\n", columns=40, rows=14, term="xterm-256color", **more):
    with Home() as home:
        home.write("config/khabar/config", "order = visual\nmouse = no\n" + config)
        with Pty(columns, rows, [KHABAR, PAGE], environment_for(home.path, **more), term) as terminal:
            terminal.wait_for(rb"%")
            terminal.read(0.5)
            test(terminal)


def taken(terminal, cells):
    while terminal.read(0.4):
        if not terminal.output:
            break
        cells.take(terminal.output.decode())
        terminal.output = b""
    return cells.links()


def words_that_lead_somewhere_are_sent_with_their_address():
    def test(terminal):
        links = taken(terminal, Cells(80))
        leads = {address: words for (_, address), words in reversed(sorted(links.items()))}
        assert "Sign" not in "".join(links.values()), links  # its host could be taken for another: khabar asks first
        assert leads["mailto:desk@harbour.example"] == "write to the desk[5]", leads
        assert leads["https://harbour.example/a/rather/long/path/that/goes/on?query=1#part"] == "a link in it[3]", leads
        assert all(0x20 < ord(character) < 0x7F for address in leads for character in address), leads
        assert any(address.startswith("https://%D9%85%D8%AB%D8%A7%D9%84.") for address in leads), leads
    with_page(test, columns=80, rows=30)


def after_each_key_a_cell_leads_where_it_would_on_a_screen_drawn_anew():
    def test(terminal):
        cells = Cells(40)
        taken(terminal, cells)
        for keys in ("j", "j", " ", "k", "/first\r", "\x1b", "g", "Fx", ";", ";", "G", "zk", "zk", "?", "q"):
            terminal.press(keys)
            left = taken(terminal, cells)
            terminal.press("\x0c")
            again = taken(terminal, cells)
            assert left == again, "after %r: %r, drawn anew %r" % (keys, left, again)
        assert again, "no link is left"
    with_page(test)


def a_terminal_that_is_not_known_for_it_is_sent_none():
    def test(terminal):
        assert b"\x1b]8;" not in terminal.output, terminal.output
    for term in ("xterm-256color", "linux", "vt100"):
        with_page(test, "", term=term)


def the_setting_turns_it_off_where_a_terminal_has_it():
    def sends(config, **more):
        found = []
        with_page(lambda terminal: found.append(b"\x1b]8;" in terminal.output), config, **more)
        return found[0]
    assert sends("", VTE_VERSION="7006") and sends("", KITTY_WINDOW_ID="1") and sends("", TMUX="/tmp/none,1,0")
    assert not sends("hyperlinks = no\n", VTE_VERSION="7006")


if __name__ == "__main__":
    sys.exit(run_tests([words_that_lead_somewhere_are_sent_with_their_address,
                        after_each_key_a_cell_leads_where_it_would_on_a_screen_drawn_anew,
                        a_terminal_that_is_not_known_for_it_is_sent_none,
                        the_setting_turns_it_off_where_a_terminal_has_it], at_once=2))
