#!/usr/bin/env python3
"""corpus_rows.py KHABAR DRIVER CORPUS: rows of real pages, sent as runs, come back from the bidirectional algorithm.

Each row of every page by itself, and side by side with another, as panes are. DRIVER is the goldens' of term. Where
U+200E is heeded all must come back; where only a blank can guard, a number glued to a word cannot. Prints TAP.
"""
import glob, os, re, subprocess, sys, tempfile

KHABAR, DRIVER, CORPUS = os.path.abspath(sys.argv[1]), sys.argv[2], sys.argv[3]
ENDINGS = (".html", ".txt", ".md")
WIDTH = 60
LOST_WITH_BLANKS = 0.001  # of all rows


def rows_of(path):
    shown = subprocess.run([KHABAR, "dump", "--order", "visual", "--width", str(WIDTH), path],
                           stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60)
    return [row for row in shown.stdout.decode("utf-8").split("\n") if row.strip()]


def main():
    paths = sorted(path for folder in ("html", "text") for path in glob.glob(CORPUS + "/" + folder + "/**", recursive=True)
                   if path.endswith(ENDINGS))
    rows = [row for path in paths for row in rows_of(path)]
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as file:
        for row, other in zip(rows, rows[len(rows) // 2:] + rows):
            file.write("%s\n%s │ %s\n" % (row, row.ljust(WIDTH), other))
        file.flush()
        out = subprocess.run([DRIVER, file.name, "check"], stdout=subprocess.PIPE, check=True).stdout.decode("utf-8")
    sys.stdout.write("\n".join(out.splitlines()[:40]) + "\n")
    count, with_marks, with_blanks = map(int, re.findall(r"\d+", out.splitlines()[-1])[:3])
    failed = count == 0 or with_marks > 0 or with_blanks > LOST_WITH_BLANKS * count
    print("%s - rows_of_real_pages_come_back (%s)" % ("not ok" if failed else "ok", out.splitlines()[-1]))
    return failed


sys.exit(main())
