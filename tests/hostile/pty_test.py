#!/usr/bin/env python3
"""pty_test.py KHABAR: whatever an article or a feed holds, no control character and no escape of its own reaches the
terminal. The program runs on a pty; what it sends is taken apart, and only what terminfo gives curses may be there."""
import os, sys
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "screen"))
from terminal import *

KHABAR = os.path.abspath(sys.argv[1])
# CSI with the parameters and finals that xterm-256color's terminfo uses, charset selection, keypad modes, questions.
ALLOWED = re.compile(rb"\x1b\[[?>]?[0-9;]*[ABCDEFGHJKLMPSTXZabcdefghlmrtu@`]|\x1b[()][0AB]|\x1b[=>78M]|\x1b\[8l|\x1b\[(?:>q|=c|8\$p)|\x1b\]11;\?\x07")
SEQUENCE = "\uf8fd"  # stands where one was; private, so nothing that may be sent
FORBIDDEN = re.compile(r"[\x00-\x07\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
# What an order needs itself: an override on the blank at a row's start; a mark behind letters that run right to left.
OWN = {
    "visual": None,
    "visual-lro": re.compile("(?<=[%s\b\r\n] )\u202d" % SEQUENCE),
    "runs": re.compile("(?<=[\u0590-\u07ff\ufb1d-\ufdff\ufe70-\ufefc ])\u200e"),
    "words": None,
}

NASTY = {
    "escapes": "قبل \x1b[31mأحمر\x1b[0m \x1b]0;title\x07 \x1bP1$r\x1b\\ \x1b[2J بعد",
    "c1": "قبل \u009b31mأحمر \u0090q\u009c \u009d0;x\u0007 \u0085 بعد",
    "c0": "a\x00b\x01c\x08d\x0be\x0cf\x0eg\x0fh\x7fi",
    "guards": "ab\u200ec \u202dd\u200e e\u202df \u2800\u200eg",
    "bidi": "abc \u202e evil \u2066 x \u200f y \u202b שלום",
    "zero-width": "a\u200bb\u200cc\u200dd\u2060e\ufefff\u00adg",
    "private": "a\ue000b\uf8ffc\U000f0000d\U0010fffde",
    "noncharacters": "a\ufffeb\uffffc\U0001ffffd",
    "tags": "a\U000e0001b\U000e0041c\ufe0fd\ufff9e\ufffaf\ufffbg",
    "separators": "one\u2028two\u2029three\u0085four",
    "marks": "ا" + "\u064e" * 200 + "ل" + "\u0301" * 5000,
    "invalid": None,
}


def assert_clean(output, what, order="visual"):
    text = ALLOWED.sub(SEQUENCE.encode(), output).decode("utf-8", "strict")
    if OWN[order] and not (order == "runs" and what == "guards.txt"): # a page of Latin letters needs no mark
        text, count = OWN[order].subn("", text)
        assert count or order != "visual-lro", "no override in %r" % text[:200]
    found = FORBIDDEN.search(text)
    assert not found, "%s: U+%04X reached the terminal in %r" % (
        what, ord(found.group()), text[max(0, found.start() - 40):found.end() + 40])


def show(path, home, order="visual"):
    with Pty(80, 24, [KHABAR, "--order", order, path], environment_for(home.path)) as terminal:
        terminal.wait_for(rb"\x1b\[\?1049h|khabar: ")
        terminal.wait_for(rb"%|khabar: ")
        terminal.press("   G/x\rg?q")
        terminal.read(0.3)
        terminal.press("q")
        terminal.end()
        return terminal.output


def no_control_of_an_articles_own_reaches_the_terminal():
    with Home() as home:
        for name, text in NASTY.items():
            for ending, form in ((".txt", "%s\n\n%s\n"), (".html", "<title>%s</title><h1>x</h1><p>%s</p>"), (".md", "# %s\n\n%s\n")):
                data = b"ok \xff\xfe\xc0\xaf\xed\xa0\x80 ok" if text is None else None
                path = home.write(name + ending, "")
                with open(path, "wb") as file:
                    file.write(data or (form % (text, text)).encode("utf-8"))
                assert_clean(show(path, home), name + ending)


def only_its_own_guards_reach_a_terminal_that_reorders():
    with Home() as home:
        for order in OWN:
            for name in ("guards", "bidi", "zero-width", "marks"):
                path = home.write(name + ".txt", "%s\n\n%s\n" % (NASTY[name], NASTY[name]))
                assert_clean(show(path, home, order), name + ".txt", order)


def no_control_of_a_feeds_own_reaches_the_terminal():
    from xml.sax.saxutils import escape
    items = "".join("<item><title>%s</title><guid>%s</guid><author>%s</author><link>http://x.example/%s</link>"
                    "<description>%s</description></item>" % (
                        # A control character cannot stand in XML: as a reference it does, and readers take it.
                        *(("".join("&#%d;" % ord(c) if ord(c) < 32 or 126 < ord(c) < 160 else escape(c) for c in text)),) * 1,
                        name, name, name,
                        "".join("&#%d;" % ord(c) if ord(c) < 32 or 126 < ord(c) < 160 else escape(c) for c in text))
                    for name, text in NASTY.items() if text)
    feed = '<rss version="2.0"><channel><title>n</title>%s</channel></rss>' % items
    with Home() as home:
        folder = os.path.dirname(home.write("site/nasty.rss", ""))
        with open(folder + "/nasty.rss", "w", encoding="utf-8", errors="surrogatepass") as file:
            file.write(feed)
        home.write("site/feeds", "[nasty]\nurl = http://127.0.0.1:{PORT}/nasty.rss\n")
        with Site(folder) as site:
            site.subscribe(home)
            with Pty(120, 40, [KHABAR], environment_for(home.path)) as terminal:
                terminal.wait_for(rb"\d+ new")
                terminal.press("\x1b")
                terminal.read(0.2)
                terminal.press("g\r")
                terminal.read(0.3)
                for _ in NASTY:
                    terminal.press("n")
                    terminal.read(0.15)
                terminal.press("q")
                terminal.end()
                assert_clean(terminal.output, "feed")


def a_corpus_of_hostile_files_is_shown_clean():
    folder = os.environ.get("KHABAR_HOSTILE")
    if not folder:
        return
    with Home() as home:
        for root, _, names in os.walk(folder):
            for name in sorted(names):
                assert_clean(show(os.path.join(root, name), home), name)


tests = [no_control_of_an_articles_own_reaches_the_terminal, only_its_own_guards_reach_a_terminal_that_reorders,
         no_control_of_a_feeds_own_reaches_the_terminal]
if os.environ.get("KHABAR_HOSTILE"):
    tests.append(a_corpus_of_hostile_files_is_shown_clean)
sys.exit(run_tests(tests))
