#!/usr/bin/env python3
"""long_file_test.py KHABAR: text files that are too long for a document are read where they are looked at."""
import os, subprocess, sys
sys.path.insert(0, os.path.dirname(__file__))
from terminal import *

KHABAR = os.path.abspath(sys.argv[1])
LINES = 160000  # some 12 MB
CODEWORD = "كلمةالسر"
SHOWN = r"ﺮﺴﻟﺍﺔﻤﻠﻛ.* %d *┃?\n" % (LINES // 2)


def line_of(number):
    return "%d سطر من كتاب طويل فيه كلام كثير وفصول" % number


def text():
    lines = [line_of(number) for number in range(1, LINES + 1)]
    lines[LINES // 2 - 1] += " " + CODEWORD
    return "\n".join(lines) + "\n"


def with_file(test, content, name="book.txt"):
    with Home() as home:
        path = os.path.join(home.path, name)
        with open(path, "wb") as file:
            file.write(content)
        test(path, environment_for(home.path))


def reading(test):
    def run(path, environment):
        with Screen(60, 10, [KHABAR, path], environment) as screen:
            screen.wait_for(r" 0%")
            test(screen, path)
            screen.press("q")
            assert screen.exit_status() == 0
    with_file(run, text().encode())


def the_first_and_the_last_line_are_a_key_apart():
    def test(screen, path):
        assert " 1\n" in screen.text(), screen.text()
        screen.press("G")
        assert " %d\n" % LINES in screen.wait_for("100%")
        screen.press("g")
        assert " 1\n" in screen.wait_for(" 0%")
    reading(test)


def a_search_goes_through_the_whole_file():
    def test(screen, path):
        screen.press("/", *CODEWORD, "Enter")
        screen.wait_for(SHOWN)
        screen.press("/", *"nowhere", "Enter")
        screen.wait_for("Not found: nowhere")
    reading(test)


def a_file_that_is_cut_off_while_it_is_read_stays_open():
    def test(screen, path):
        screen.press("G")
        screen.wait_for("100%")
        os.truncate(path, 1000)
        for key in "gGgG":
            screen.press(key)
            screen.wait_for("100%" if key == "G" else " 0%")
        screen.press("g")
        assert " 1\n" in screen.wait_for(" 0%")
    reading(test)


def a_resized_window_keeps_the_place():
    def test(screen, path):
        screen.press("/", *CODEWORD, "Enter")
        screen.wait_for(SHOWN)
        for columns in (70, 200, 61, 60):
            screen.resize(columns, 10)
            screen.settle()
            screen.wait_for(SHOWN)
    reading(test)


def printing_shows_every_line_once():
    def test(path, environment):
        command = [KHABAR, "dump", "--width", "100", "--order", "logical", path]
        printed = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True).stdout
        assert printed.decode() == text()
    with_file(test, text().encode())


def refused(content, name, words):
    def test(path, environment):
        done = subprocess.run([KHABAR, "dump", path], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert done.returncode == 1 and done.stdout == b"", done
        assert words in done.stderr.decode(), done.stderr
    with_file(test, content, name)


def what_cannot_be_read_in_place_says_what_to_do():
    refused(text().encode("windows-1256") * 6, "old.txt", "iconv -f windows-1256 -t UTF-8")
    refused(bytes(range(256)) * (40 << 12), "data.txt", "binary file")
    refused(b"<p>" + b"x" * (33 << 20), "page.html", "larger than 32 MiB")


sys.exit(run_tests([
    the_first_and_the_last_line_are_a_key_apart,
    a_search_goes_through_the_whole_file,
    a_file_that_is_cut_off_while_it_is_read_stays_open,
    a_resized_window_keeps_the_place,
    printing_shows_every_line_once,
    what_cannot_be_read_in_place_says_what_to_do,
]))
