#!/usr/bin/env python3
"""commands_test.py KHABAR: every command of the table is pressed once, and run by its name, in each of its views: nothing
ends the program but what is meant to, with articles in English and Arabic, at three sizes."""
import json, os, subprocess, sys
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
ARGUMENTS = {"QUERY": "unread", "NAME": "paper", "NAME VALUE": "measure 40", "[PROGRAM]": "background true"}


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
        home.write("config/khabar/config", "order = visual\ncopy-command = cat\nprint-command = background true\nmail-command = background true\n[open]\ndefault = true\n")
        subprocess.run([KHABAR, "refresh"], env={**os.environ, **environment_for(home.path)}, capture_output=True, check=True)
        play(home, size, *options)


def every_command_runs_in_each_of_its_views_where_there_is_hardly_room():
    run_all((20, 10))


def every_command_runs_in_each_of_its_views():
    run_all((80, 24))


def every_command_runs_in_each_of_its_views_where_there_is_much_room_in_arabic():
    run_all((300, 100), "--language", "ar")


if __name__ == "__main__":
    sys.exit(run_tests([test for name, test in list(globals().items())
                        if callable(test) and getattr(test, "__module__", "") == "__main__" and test.__code__.co_argcount == 0
                        and name.startswith("every")], at_once=3))
