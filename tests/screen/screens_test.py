#!/usr/bin/env python3
"""screens_test.py KHABAR [--update] [NAME…]: NAME.keys is played to the program, NAME.screen is what must then be seen.

A .keys file, line by line:
    size COLUMNS ROWS        first
    env NAME=VALUE
    config TEXT              a line of the config file
    site                     subscribe to tests/screen/site, served on loopback
    arguments WORD…          of the program
    wait REGEX               until this is on the screen
    keys KEY…                as tmux names them
    paste TEXT               as a terminal does that was asked to say so; \\n is a new line
    resize COLUMNS ROWS
    look                     one screen goes into NAME.screen
    lit                      only what is lit of the screen: what was searched for
    listen                   the row that the cursor is on does: what a screen reader says
    restart                  once the program has ended: again, in the same home
"""
import contextlib, os, sys, difflib
sys.path.insert(0, os.path.dirname(__file__))
from terminal import *
from bidi_terminal import rows_of

HERE = os.path.dirname(os.path.abspath(__file__))


MATCH = {(48, 5, 179), (48, 5, 208)}  # grounds of `match` and `match-current` in the theme dusk


def lit_on(rows):
    return "".join("".join(cell.text if cell.look & MATCH else " " for cell in row).rstrip() + "\n" for row in rows).rstrip("\n") + "\n"


def play(khabar, name):
    looks, more, config, arguments, screen = [], {}, [], [], None
    size, wants_site, steps = (80, 24), False, []
    for line in open(os.path.join(HERE, name + ".keys"), encoding="utf-8"):
        word, _, rest = line.strip().partition(" ")
        if word == "size":
            size = tuple(map(int, rest.split()))
        elif word == "env":
            key, _, value = rest.partition("=")
            more[key] = value
        elif word == "config":
            config.append(rest)
        elif word == "arguments":
            arguments = rest.split()
        elif word == "site":
            wants_site = True
        elif word and not word.startswith("#"):
            steps.append((word, rest))
    with Home() as home, Site(os.path.join(HERE, "site")) as site:
        # What is read is tmux, but what is meant is a terminal that shows rows as they are sent.
        home.write("config/khabar/config", "\n".join(["order = visual"] + config) + "\n")
        if wants_site:
            site.subscribe(home)
        else:
            home.write("config/khabar/feeds", "")
        with contextlib.ExitStack() as screens:
            def start():
                return screens.enter_context(Screen(*size, [khabar, *arguments], environment_for(home.path, **more)))
            screen = start()
            for word, rest in steps:
                if word == "restart":
                    screen.exit_status()
                    screen.close()
                    screen = start()
                elif word == "wait":
                    screen.wait_for(rest)
                elif word == "keys":
                    for key in rest.split():
                        screen.press(key)
                        screen.settle(0.06)
                elif word == "paste":
                    screen.paste(rest.replace("\\n", "\n"))
                    screen.settle()
                elif word == "resize":
                    screen.resize(*map(int, rest.split()))
                elif word == "look":
                    looks.append(screen.settle().replace(str(site.port), "PORT "))
                elif word == "lit":
                    screen.settle()
                    looks.append(lit_on(rows_of(screen.cells())))
                elif word == "listen":
                    said = "(row %d, column %d) %s\n" % screen.cursor()
                    if looks and looks[-1].startswith("(row "):
                        looks[-1] += said
                    else:
                        looks.append(said)
                else:
                    raise ValueError("%s.keys: unknown word %s" % (name, word))
    return ("\n" + "=" * 20 + "\n").join(looks)


def main():
    arguments = [word for word in sys.argv[1:] if word != "--update"]
    update = "--update" in sys.argv
    khabar = os.path.abspath(arguments[0])
    names = arguments[1:] or sorted(name[:-5] for name in os.listdir(HERE) if name.endswith(".keys"))
    failed = False
    for name in names:
        expected_path = os.path.join(HERE, name + ".screen")
        expected = open(expected_path, encoding="utf-8").read() if os.path.exists(expected_path) else ""
        try:
            seen = play(khabar, name)
        except AssertionError as error:
            print("not ok - %s\n# %s" % (name, str(error).replace("\n", "\n# ")), flush=True)
            failed = True
            continue
        if seen == expected:
            print("ok - " + name, flush=True)
            continue
        difference = "".join(difflib.unified_diff(expected.splitlines(True), seen.splitlines(True), name + ".screen", "seen"))
        if update:
            print(difference)
            if input("take this for %s.screen? [y/N] " % name) == "y":
                open(expected_path, "w", encoding="utf-8").write(seen)
        else:
            failed = True
            print("not ok - %s\n# %s" % (name, difference.replace("\n", "\n# ")), flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
