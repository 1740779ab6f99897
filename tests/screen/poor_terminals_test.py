#!/usr/bin/env python3
"""poor_terminals_test.py KHABAR: on a terminal that can do little there is a readable screen, or a clear message."""
import os, subprocess, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from terminal import *

KHABAR = os.path.abspath(sys.argv[1])
ARTICLE = "tests/screen/article.txt"


def terminal_of(home, term, **more):
    return Pty(60, 12, [KHABAR, ARTICLE], environment_for(home.path) | more, term)


def bytes_on(term, until, **more):
    """All that is sent until `until` was, a regular expression over bytes."""
    with Home() as home, terminal_of(home, term, **more) as terminal:
        terminal.wait_for(until)
        terminal.read(0.2)
        sent = terminal.output
        terminal.press("q")
        assert os.waitstatus_to_exitcode(terminal.end()) == 0
    return sent


def assert_refused(term, reason, **more):
    """Nothing but the message is sent."""
    with Home() as home, terminal_of(home, term, **more) as terminal:
        assert os.waitstatus_to_exitcode(terminal.end()) == 1
        assert re.fullmatch(b"khabar: " + reason + b"[^\r\n]*khabar dump FILE[^\r\n]*\r\n", terminal.output), terminal.output


def what_cannot_move_its_cursor_gets_a_message_and_nothing_else():
    for locale in ("C.UTF-8", "C"):
        assert_refused("dumb", b'TERM is "dumb", which cannot move its cursor', LANG=locale)
        assert_refused("khabar-knows-it-not", b'TERM is "khabar-knows-it-not", which is not known here', LANG=locale)
        assert_refused("", b"TERM is not set", LANG=locale)


def a_terminal_before_ecma_48_gets_none_of_its_sequences():
    sent = bytes_on("vt52", b"quit")
    assert b"\x1b[" not in sent and b"\x1b]" not in sent and b"\x1bP" not in sent, sent
    assert "ﺔﻔﻴﺤﺻ".encode() in sent, sent


def a_terminal_without_colours_gets_none():
    for term, more in (("vt100", {}), ("xterm-256color", {"NO_COLOR": "1"})):
        sent = bytes_on(term, b"quit", **more)
        assert not re.search(rb"\x1b\[(\d+;)*([34][0-8])(;\d+)*m", sent), sent


def the_linux_console_gets_no_marks():
    sent = bytes_on("linux", b"quit").decode()
    assert "ﺔﻔﻴﺤﺻ" in sent and not re.search("[\u064b-\u0652]", sent), sent


def a_missing_locale_is_one_of_utf8_where_the_terminal_is():
    for locale in ({"LANG": "fa_IR", "LANGUAGE": "en"}, {"LANG": "C"}, {"LANG": "", "LC_ALL": "POSIX"}):
        assert "ﺔﻔﻴﺤﺻ" in bytes_on("xterm", b"quit", **locale).decode()


def a_terminal_that_is_not_of_utf8_gets_ascii_and_a_word_of_advice():
    with Home() as home, terminal_of(home, "xterm", LANG="C") as terminal:
        terminal.wait_for(rb"\x1b\[6n")
        terminal.press("\x1b[1;3R")
        terminal.wait_for(rb"set LANG to C\.UTF-8")
        terminal.read(0.3)
        shown = terminal.output.split(b"\x1b[6n", 1)[1]
        assert re.fullmatch(rb"[\x07-\x7f]*", shown), shown
        assert b"?????" in shown
        terminal.press("q")
        assert os.waitstatus_to_exitcode(terminal.end()) == 0


def made_locale(folder, name, source, charmap):
    """False where the machine cannot make it."""
    try:
        done = subprocess.run(["localedef", "-i", source, "-f", charmap, os.path.join(folder, name)],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except OSError:
        return False
    return done.returncode <= 1 and os.path.exists(os.path.join(folder, name))


def a_locale_of_eight_bits_gets_the_letters_that_it_has():
    cases = (("ar_EG.ISO-8859-6", "ar_EG", "ISO-8859-6", "iso8859_6", "أفرملا ةبتكم"),
             ("ar_EG.CP1256", "ar_EG", "CP1256", "cp1256", "«أفرملا ةبتكم»"))
    for name, source, charmap, codec, words in cases:
        with Home() as home:
            if not made_locale(home.path, name, source, charmap):
                print("# no %s here" % name)
                continue
            # glibc never frees its copy of LOCPATH.
            with terminal_of(home, "xterm", LANG=name, LANGUAGE="en", LOCPATH=home.path, ASAN_OPTIONS="detect_leaks=0") as terminal:
                terminal.wait_for(words.encode(codec))
                terminal.read(0.3)
                shown = terminal.output.decode(codec)
                assert "Few letters in this locale: set LANG to C.UTF-8" in shown, shown
                assert not re.search("[؀-ۿ][?]|[\u064b-\u0652]", shown), shown
                terminal.press("q")
                assert os.waitstatus_to_exitcode(terminal.end()) == 0


sys.exit(run_tests([
    what_cannot_move_its_cursor_gets_a_message_and_nothing_else,
    a_terminal_before_ecma_48_gets_none_of_its_sequences,
    a_terminal_without_colours_gets_none,
    the_linux_console_gets_no_marks,
    a_missing_locale_is_one_of_utf8_where_the_terminal_is,
    a_terminal_that_is_not_of_utf8_gets_ascii_and_a_word_of_advice,
    a_locale_of_eight_bits_gets_the_letters_that_it_has,
]))
