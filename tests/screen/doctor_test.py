#!/usr/bin/env python3
"""doctor_test.py KHABAR: what khabar doctor finds out from a terminal that this test plays, and what a calibration writes."""
import json, os, signal, sys, unicodedata
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from terminal import *

KHABAR = os.path.abspath(sys.argv[1])


def columns_of(text):
    """As most terminals count them."""
    return sum(0 if unicodedata.category(c) in ("Mn", "Me") or c in "\u200c\u200e\u202d" else
               2 if unicodedata.east_asian_width(c) == "W" else 1 for c in text)


XTERM = {b"\x1b[>q": b"\x1bP>|XTerm(379)\x1b\\", b"\x1b[>c": b"\x1b[>41;379;0c", b"\x1b[8$p": b"\x1b[8;0$y",
         b"\x1b[c": b"\x1b[?64;1;2c"}
VTE = {b"\x1b[>c": b"\x1b[>65;7006;1c", b"\x1b[=c": b"\x1bP!|7E565445\x1b\\", b"\x1b[8$p": b"\x1b[8;1$y",
       b"\x1b[c": b"\x1b[?65;1;9c"}
UNKNOWN = {b"\x1b[>c": b"\x1b[>99;1;0c", b"\x1b[c": b"\x1b[?62c"}
SILENT = {}


class Played(Pty):
    """A terminal that answers. `answers`: question → answer; `count`: text → columns, or None: it tells no cursor."""
    def __init__(self, command, environment, answers, count=columns_of, term="xterm-256color"):
        self.answers, self.count, self.answered = answers, count, 0
        Pty.__init__(self, 80, 24, command, environment, term)

    def read(self, seconds):
        going = Pty.read(self, seconds)
        questions = b"|".join([re.escape(question) for question in self.answers] + [rb"(?P<text>[^\r\x07\x1b]*)\x1b\[6n"])
        end = 0
        for found in re.finditer(questions, self.output[self.answered:]):
            if found.group() in self.answers:
                os.write(self.descriptor, self.answers[found.group()])
            elif self.count:
                os.write(self.descriptor, b"\x1b[7;%dR" % (1 + self.count(found.group("text").decode())))
            end = found.end()
        self.answered += end
        return going


def examine(home, answers, options="--json", count=columns_of, term="xterm-256color", **environment):
    """What `khabar doctor` printed into a pipe, and all that the terminal got."""
    # A shell asks for a line afterwards: what doctor left in the input would be in it.
    script = '"$0" doctor %s | cat >"$HOME/said"; echo "<status $?>"; IFS= read -r line; echo "<line $line>"' % options
    with Played(["/bin/sh", "-c", script, KHABAR], environment_for(home.path, **environment), answers, count, term) as terminal:
        modes = terminal.settings
        terminal.wait_for(b"<status 0>")
        shown = terminal.output
        assert termios.tcgetattr(terminal.descriptor) == modes
        terminal.press("hello\n")
        terminal.wait_for(b"<line hello>")
        terminal.end()
    said = open(home.path + "/said", encoding="utf-8").read()
    return (json.loads(said) if options == "--json" else said), shown


def a_terminal_is_told_by_its_answers_even_into_a_pipe():
    with Home() as home:
        found, shown = examine(home, VTE)
        assert found["terminal"]["name"] == "VTE" and found["terminal"]["version"] == "0.70.6", found["terminal"]
        assert found["terminal"]["replies"]["da2"] == [65, 7006, 1] and found["terminal"]["replies"]["mode_8"] == 1
        assert found["terminal"]["doubtful"] is False
        assert found["sent"] == {"start": "\x1b[8l", "end": "\x1b[8h"}, found["sent"]
        assert found["size"] == {"columns": 80, "rows": 24}, found["size"]
        assert b"\x1b[8l" not in shown and b"\x1b[8h" not in shown, "looking switches nothing"


def columns_are_compared_with_those_of_this_very_terminal():
    with Home() as home:
        found, _ = examine(home, XTERM)
        assert [w for w in found["widths"] if w["terminal"] != w["expected"]] == [], found["widths"]
        found, _ = examine(home, XTERM, count=lambda text: columns_of(text) + (text == "\u2502"))
        wrong = [w for w in found["widths"] if w["terminal"] != w["expected"]]
        assert [(w["code_points"], w["expected"], w["terminal"]) for w in wrong] == [("U+2502", 1, 2)], wrong
        assert any("ambiguous width" in advice for advice in found["advice"]), found["advice"]


def nothing_stays_on_the_screen():
    with Home() as home:
        _, shown = examine(home, XTERM)
        assert shown[:shown.index(b"<status")].endswith(b"\r\x1b[K"), shown[-200:]


def a_terminal_that_reads_bytes_gets_no_samples():
    with Home() as home:
        found, shown = examine(home, XTERM, count=lambda text: len(text.encode()))
        assert found["terminal"]["takes_utf8"] is False
        assert all(w["terminal"] is None for w in found["widths"])
        assert any("does not read UTF-8" in advice for advice in found["advice"]), found["advice"]
        assert "\u4e2d".encode() not in shown


def a_terminal_that_says_nothing_is_not_waited_for_long():
    with Home() as home:
        said, _ = examine(home, SILENT, options="", count=None)
        assert "none in time" in said, said
        assert "Widths      the terminal did not say where its cursor is" in said, said


def without_a_terminal_it_says_what_the_environment_says():
    with Home() as home:
        done = subprocess.run([KHABAR, "doctor", "--json"], env=environment_for(home.path, TERM="xterm-kitty"),
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, start_new_session=True, check=True)
        found = json.loads(done.stdout)
        assert found["terminal"]["name"] == "kitty" and found["terminal"]["replies"] is None, found["terminal"]
        assert found["order"]["used"] == "words" and found["size"] is None


def what_is_wrong_comes_with_what_to_do():
    with Home() as home:
        home.write("config/khabar/config", "[terminal other]\norder = visul\n")
        environment = environment_for(home.path, TERM="dumb")
        environment.update(LANG="C")
        done = subprocess.run([KHABAR, "doctor"], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              start_new_session=True, check=True)
        said = done.stdout.decode()
        advice = " ".join(said[said.index("What to do"):].split())
        assert "config:2: order is auto," in advice, said
        assert "TERM=dumb cannot move its cursor" in advice, said
        assert "set LANG to one with UTF-8" in advice, said


def the_section_of_this_terminal_decides_and_is_named():
    with Home() as home:
        home.write("config/khabar/config", "order = words\n\n[terminal xterm]\norder = runs\n")
        found, _ = examine(home, XTERM)
        assert found["order"] == {"used": "runs", "found": "visual", "reason": {"by": "config", "line": 4}}, found["order"]
        found, _ = examine(home, VTE)
        assert found["order"]["used"] == "words" and found["order"]["reason"]["line"] == 1, found["order"]


# ---- calibration -----------------------------------------------------------------------------------------------------

def calibrate(home, answers, act, term="xterm-256color"):
    """What it printed at the end; `act` gets the terminal when the first question is shown."""
    script = '"$0" doctor --calibrate; echo "<status $?>"'
    with Played(["/bin/sh", "-c", script, KHABAR], environment_for(home.path), answers, term=term) as terminal:
        modes = terminal.settings
        terminal.wait_for(b"reads correctly")
        terminal.wait_for("ﺖﺤﺘﺘﻓﺍ".encode())
        act(terminal)
        terminal.wait_for(b"<status \\d+>")
        assert termios.tcgetattr(terminal.descriptor) == modes
        assert terminal.output.rfind(b"\x1b[?1049l") > terminal.output.rfind(b"\x1b[?1049h")
        said = terminal.output[terminal.output.rindex(b"\x1b[?1049l"):].decode()
        terminal.end()
    return said


def config_of(home):
    path = home.path + "/config/khabar/config"
    if not os.path.exists(path):
        return None
    with open(path, newline="") as file:
        return file.read()


def press_in_turn(*keys_and_words):
    """A key, then words that the next page has."""
    def act(terminal):
        for key, words in zip(keys_and_words[::2], keys_and_words[1::2]):
            terminal.press(key)
            terminal.wait_for(words)
    return act


ALL_ANSWERED = press_in_turn("2", b"touch each", "1", b"vowel signs", "2", b"status")


def answers_are_written_for_this_terminal_and_said():
    with Home() as home:
        said = calibrate(home, XTERM, ALL_ANSWERED)
        assert config_of(home) == "[terminal xterm]\norder = visual-lro\nletters = joined\nmarks = hide\n", config_of(home)
        assert "config, [terminal xterm]:\r\n  line 2: order = visual-lro\r\n  line 3: letters = joined" in said, said
        found, _ = examine(home, XTERM)
        assert found["order"]["used"] == "visual-lro" and found["marks"]["harakat"] == "hide"


def a_hand_edited_file_keeps_everything_else():
    with Home() as home:
        home.write("config/khabar/config", "# mine\r\n\r\ntheme=paper\r\n[terminal XTERM]\r\norder=runs\r\n\r\n[keys]\r\nQ = quit")
        calibrate(home, XTERM, ALL_ANSWERED)
        assert config_of(home) == ("# mine\r\n\r\ntheme=paper\r\n[terminal XTERM]\r\norder=visual-lro\r\nletters = joined\r\n"
                                   "marks = hide\r\n\r\n[keys]\r\nQ = quit"), config_of(home)


def leaving_writes_nothing():
    with Home() as home:
        for key in ("q", "\x1b", "\x03"):
            said = calibrate(home, UNKNOWN, press_in_turn("1", b"touch each", key, b"status"))
            assert "Nothing was written." in said, said
            assert config_of(home) is None


def where_no_row_is_right_there_is_advice():
    with Home() as home:
        said = calibrate(home, UNKNOWN, press_in_turn("0", b"status"))
        assert "No order is right here." in said, said
        assert config_of(home) is None


def an_arabic_keyboard_answers_too():
    with Home() as home:
        calibrate(home, VTE, press_in_turn("١", b"touch each", "۱", b"vowel signs", "1", b"status"))
        assert config_of(home) == "[terminal VTE]\norder = visual\nletters = joined\n", config_of(home)


def the_terminals_own_reordering_is_off_meanwhile_and_on_again():
    with Home() as home:
        def act(terminal):
            assert terminal.output.rfind(b"\x1b[8l") > terminal.output.rfind(b"\x1b[8h")
            terminal.press("q")
            terminal.wait_for(b"<status")
            assert terminal.output.rfind(b"\x1b[8h") > terminal.output.rfind(b"\x1b[8l")
        calibrate(home, VTE, act)


def a_signal_ends_it_with_the_terminal_given_back():
    def act(terminal):
        with open("/proc/%d/task/%d/children" % (terminal.pid, terminal.pid)) as children:
            os.kill(int(children.read().split()[0]), signal.SIGTERM)
        terminal.wait_for(b"<status 143>")
    with Home() as home:
        calibrate(home, VTE, act)
        assert config_of(home) is None


def a_config_that_cannot_be_written_is_said():
    with Home() as home:
        path = home.path + "/config/khabar/config"
        with open(path, "wb") as file:
            file.write(b"# caf\xe9\n")
        said = calibrate(home, XTERM, ALL_ANSWERED)
        assert "is not clean UTF-8 text" in said and "<status 1>" in said, said
        with open(path, "rb") as file:
            assert file.read() == b"# caf\xe9\n"


sys.exit(run_tests([
    a_terminal_is_told_by_its_answers_even_into_a_pipe,
    columns_are_compared_with_those_of_this_very_terminal,
    nothing_stays_on_the_screen,
    a_terminal_that_reads_bytes_gets_no_samples,
    a_terminal_that_says_nothing_is_not_waited_for_long,
    without_a_terminal_it_says_what_the_environment_says,
    what_is_wrong_comes_with_what_to_do,
    the_section_of_this_terminal_decides_and_is_named,
    answers_are_written_for_this_terminal_and_said,
    a_hand_edited_file_keeps_everything_else,
    leaving_writes_nothing,
    where_no_row_is_right_there_is_advice,
    an_arabic_keyboard_answers_too,
    the_terminals_own_reordering_is_off_meanwhile_and_on_again,
    a_signal_ends_it_with_the_terminal_given_back,
    a_config_that_cannot_be_written_is_said,
]))
