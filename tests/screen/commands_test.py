#!/usr/bin/env python3
"""commands_test.py KHABAR: every command of the table is pressed once, and run by its name, in each of its views: nothing
ends the program but what is meant to, with articles in English and Arabic, at three sizes. And what each one then shows is
read, in English and in Arabic at three sizes: it fits, it says something, and an Arabic interface says it in Arabic."""
import json, os, re, subprocess, sys, time
sys.path.insert(0, os.path.dirname(__file__))
from terminal import *

HERE = os.path.dirname(os.path.abspath(__file__))
KHABAR = os.path.abspath(sys.argv[1])
# "quit" ends it, "suspend" stops it: they have tests of their own (lifecycle_test.py).
ENDING = {"quit", "suspend"}
BYTES = {"PageDown": "\033[6~", "PageUp": "\033[5~", "Backspace": "\177", "Delete": "\033[3~", "Space": " ", "Enter": "\r",
         "Tab": "\t", "Escape": "\033", "Left": "\033OD", "Right": "\033OC", "Home": "\033OH", "End": "\033OF", "F1": "\033OP"}
CANCEL = "\007"  # Ctrl-G closes a prompt
INTO = {"headlines": [], "sources": ["Tab"], "article": ["Enter"], "help": ["?"], "select": ["Enter", "V"],
        "copy": ["Enter", "y"], "links": ["Enter", ";"]}
ARGUMENTS = {"QUERY": "unread", "NAME": "paper", "NAME VALUE": "measure 40"}


def commands(home):
    told = subprocess.run([KHABAR, "commands", "--json"], env={**os.environ, **environment_for(home.path)},
                          capture_output=True, check=True)
    return json.loads(told.stdout)


def bytes_of(name):
    return chr(ord(name[5]) - 64) if name.startswith("Ctrl-") else BYTES.get(name, name)


def press(screen, key):
    screen.press(key)
    screen.read(0.01)


def close_all(screen):
    """Whatever a command led to: prompts, then views one over the other."""
    for _ in range(2):
        screen.press(CANCEL)
        screen.press(BYTES["Escape"])
        screen.read(0.04)  # by itself it is Escape


def is_alive(screen):
    """The help opens from every view."""
    close_all(screen)
    close_all(screen)
    screen.output = b""
    screen.press(BYTES["F1"])
    screen.wait_for(b"PageDown")


def ways_to(command, view):
    if command["keys"]:
        yield bytes_of(command["keys"][0])
    if view != "copy":
        yield ":" + (command["name"] + " " + ARGUMENTS.get(command["argument"], "")).strip() + "\r"


def play(home, size, *options):
    with Pty(*size, [KHABAR, *options], environment_for(home.path)) as screen:
        screen.wait_for(b"library")
        for command in commands(home):
            for view in command["views"] if command["name"] not in ENDING else ():
                for keys in ways_to(command, view):
                    close_all(screen)
                    for key in INTO[view]:
                        press(screen, bytes_of(key))
                    press(screen, keys)
            try:
                is_alive(screen)
            except (AssertionError, OSError) as error:
                raise AssertionError("after %s at %dx%d: %s" % (command["name"], *size, error))


def every_command_has_a_key_or_an_argument_and_a_view():
    with Home() as home:
        table = commands(home)
        assert len(table) > 80
        for command in table:
            assert command["views"] and command["help"] and (command["keys"] or command["argument"]), command


def run_all(size, *options):
    with Home() as home, Site(os.path.join(HERE, "site")) as site:
        site.subscribe(home)
        home.write("config/khabar/config", "order = visual\ncopy-command = cat\n[open]\ndefault = true\n")
        subprocess.run([KHABAR, "refresh"], env={**os.environ, **environment_for(home.path)}, capture_output=True, check=True)
        play(home, size, *options)


def every_command_runs_in_each_of_its_views_where_there_is_hardly_room():
    run_all((20, 10))


def every_command_runs_in_each_of_its_views():
    run_all((80, 24))


def every_command_runs_in_each_of_its_views_where_there_is_much_room_in_arabic():
    run_all((300, 100), "--language", "ar")


# ---- what is shown ------------------------------------------------------------------------------------------------

SPOKEN = {**ARGUMENTS, "[NAME]": "عاجل", "[WORDS]": "مكتبة", "[ADDRESS]": "http://127.0.0.1:1/feed"}
LONG_ENOUGH = 12  # letters of an English message that are no accident
ROOM_FOR_A_SENTENCE = 60  # where there is less, it may begin with a command's name and be cut there


def english_words():
    """What the English messages say between the names and numbers in them, of those that the Arabic catalogue translates."""
    told = subprocess.run(["msgattrib", "--translated", "--no-fuzzy", "--no-wrap", "--no-location", ROOT + "/src/po/ar.po"],
                          capture_output=True, text=True, check=True).stdout
    words = set()
    for message in re.findall(r'^msgid(?:_plural)? "(.+)"$', told, re.M):
        for part in re.split(r"%[-0-9.*]*(?:z|l|ll)?[a-zA-Z%]|\\\\.", message):
            if len(re.findall("[A-Za-z]", part)) >= LONG_ENOUGH and " " in part.strip():
                words.add(part.strip())
    return words


def rows_of(screen, size):
    rows = screen.tmux("capture-pane", "-p", "-J").rstrip("\n").split("\n")
    assert len(rows) <= size[1], "a row went past the edge: %s" % rows
    return rows


def until_quiet(screen, size):
    rows = None
    while True:
        time.sleep(0.06)
        before, rows = rows, rows_of(screen, size)
        if rows == before:
            return rows


def come_back(screen, size):
    """Out of prompts and views, to the hints of the list."""
    end = time.monotonic() + PATIENCE
    while True:
        screen.tmux("send-keys", "C-g", "Escape")
        time.sleep(0.05)  # by itself it is Escape
        screen.tmux("send-keys", "C-l")
        time.sleep(0.02)
        rows = rows_of(screen, size)
        if "?" in rows[-1]:
            return
        assert time.monotonic() < end, "it does not come back:\n" + "\n".join(rows)


def check(rows, words):
    """In an Arabic interface, where there are `words`, nothing is said in English."""
    assert any(row.strip() for row in rows), "the screen is empty"
    text = "\n".join(rows)
    english = [part for part in words if part in text]
    assert not english, "in English: %s\n%s" % (english, text)
    if words and len(rows[-1]) >= ROOM_FOR_A_SENTENCE and re.search("[A-Za-z]{3}", rows[-1]):
        assert re.search("[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]", rows[-1]), "no Arabic at the bottom:\n" + text


def read_all(size, language):
    words = english_words() if language == "ar" else set()
    with Home() as home, Site(os.path.join(HERE, "site")) as site:
        site.subscribe(home)
        home.write("config/khabar/config", "order = visual\ncopy-command = cat\nrefresh-minutes = 0\n"
                   "language = %s\n[open]\ndefault = true\n[commands]\npaper = true\n" % language)
        subprocess.run([KHABAR, "refresh"], env={**os.environ, **environment_for(home.path)}, capture_output=True, check=True)
        with Screen(*size, [KHABAR], environment_for(home.path)) as screen:
            screen.wait_for("library")
            for command in commands(home):
                if command["name"] in ENDING:
                    continue
                come_back(screen, size)
                into = INTO[command["views"][0]]
                if into:
                    screen.tmux("send-keys", *into)
                line = (command["name"] + " " + SPOKEN.get(command["argument"], "")).strip()
                if command["views"][0] == "copy":
                    screen.press(command["keys"][0])
                else:
                    screen.press(":" + line, "Enter")
                try:
                    check(until_quiet(screen, size), words)
                except AssertionError as error:
                    raise AssertionError("%s at %dx%d: %s" % (line, *size, error))
            come_back(screen, size)
            screen.press(":quit", "Enter")
            assert screen.exit_status() == 0


def every_command_says_what_it_does_where_there_is_hardly_room():
    read_all((20, 10), "en")


def every_command_says_what_it_does():
    read_all((80, 24), "en")


def every_command_says_what_it_does_where_there_is_much_room():
    read_all((300, 100), "en")


def every_command_says_it_in_arabic_where_there_is_hardly_room():
    read_all((20, 10), "ar")


def every_command_says_it_in_arabic():
    read_all((80, 24), "ar")


def every_command_says_it_in_arabic_where_there_is_much_room():
    read_all((300, 100), "ar")


if __name__ == "__main__":
    sys.exit(run_tests([test for name, test in list(globals().items())
                        if callable(test) and getattr(test, "__module__", "") == "__main__" and test.__code__.co_argcount == 0
                        and name.startswith("every")], at_once=9))
