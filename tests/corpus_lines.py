#!/usr/bin/env python3
"""corpus_lines.py DRIVER CORPUS: real mixed lines in our visual order, beside the order that FriBidi gave them.

CORPUS/suites/fribidi-real-lines.jsonl has the lines, their base direction and what FriBidi's own shaper shows. What is
compared are the spacing characters from left to right: a mark stands on its letter in both. DRIVER is the text goldens'
driver. Prints TAP.
"""
import collections, json, os, subprocess, sys, tempfile, unicodedata

DRIVER, CORPUS = sys.argv[1], sys.argv[2]
LINES = os.path.join(CORPUS, "suites", "fribidi-real-lines.jsonl")
DIRECTIONS = {"R": "rtl", "L": "ltr"}


def spacing(text):
    """The characters that take a column; a tab is a space. FriBidi has no form for hamza, which joins to nothing."""
    text = text.replace("\uFE80", "\u0621")
    return "".join(" " if c == "\t" else c for c in text
                   if c == "\t" or unicodedata.category(c) not in ("Mn", "Me", "Cf", "Cc"))


def our_visual(lines, direction):
    with tempfile.NamedTemporaryFile("w", suffix=".in", encoding="utf-8") as request:
        request.write("width 10000 direction %s\n" % direction)
        request.writelines(line + "\n" for line in lines)
        request.flush()
        shown = subprocess.run([DRIVER, request.name], stdout=subprocess.PIPE, check=True).stdout.decode("utf-8")
    return [row[1:-1].strip() for row in shown.splitlines()]


def main():
    if not os.path.exists(LINES):
        print("ok - real_lines_stand_as_fribidi_puts_them # SKIP no %s" % LINES)
        return 0
    groups = collections.defaultdict(list)
    with open(LINES, encoding="utf-8") as file:
        for record in map(json.loads, file):
            groups[DIRECTIONS[record["base"]]].append(record)
    total = wrong = 0
    for direction, records in sorted(groups.items()):
        shown = our_visual([record["line"] for record in records], direction)
        if len(shown) != len(records):
            print("# %s: %d rows for %d lines" % (direction, len(shown), len(records)))
            wrong += 1
        for record, row in zip(records, shown):
            total += 1
            if spacing(row) != spacing(record["visual"]).strip():
                wrong += 1
                print("# %s: %r\n#   ours    %r\n#   FriBidi %r" % (record["from"], record["line"], spacing(row),
                                                                  spacing(record["visual"]).strip()))
    print("%s - real_lines_stand_as_fribidi_puts_them (%d, %d wrong)" % ("not ok" if wrong or not total else "ok",
                                                                       total, wrong))
    return 1 if wrong or not total else 0


sys.exit(main())
