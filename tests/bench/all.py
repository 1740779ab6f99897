#!/usr/bin/env python3
"""all.py KHABAR [--quick] [--only PART…]: everything that is measured, one part after another, and at the end one table of it.

    peers-30     side_by_side.py: 1000 sources × 30 entries
    peers-100    the same × 100, and the first screen with 100,000 entries
    keys         keys.py: start, scrolling and search with 100,000 and a million entries; keys during a refresh
    search       search and lists, the programs beside KHABAR's: searches without a terminal, in as many entries
    faults       ../fault: killed at 200 moments, 60 times a failing disk, 20 times a full one
    long         long_run.py: 500 hours

--quick tries the same with small numbers, to see that all of it runs: its figures say nothing. The table has for each figure its
goal, how much of the goal it is, and newsraft's figure and how much of that it is, where there is one. The exit status says
whether all goals hold. It takes an hour on a machine that has nothing else to do, and that is what it should have."""
import argparse, json, os, re, subprocess, sys, tempfile, time
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from measure import *

BENCH, FAULT = os.path.join(ROOT, "tests", "bench"), os.path.join(ROOT, "tests", "fault")
SEARCH_MILLISECONDS = {100000: 50, 1000000: 150}
PARTS = ["peers-30", "peers-100", "keys", "search", "faults", "long"]


def commands_of(part, khabar, quick):
    def python(folder, name, *arguments):
        return [sys.executable, os.path.join(folder, name), khabar, *map(str, arguments)]
    sources = ["--sources", 50, "--rounds", 1, "--no-newsboat"] if quick else []
    if part.startswith("peers"):
        return [python(BENCH, "side_by_side.py", "--entries", part.split("-")[1], *sources)]
    if part == "keys":
        return [python(BENCH, "keys.py", *(["--entries", 3000, "--sources", 50] if quick else []))]
    if part == "long":
        return [python(BENCH, "long_run.py", "--hours", 8 if quick else 500)]
    kills, errors, disks = (2, 2, 1) if quick else (200, 60, 20)
    return [python(FAULT, "kill_test.py", kills), python(FAULT, "io_error_test.py", errors), python(FAULT, "full_disk_test.py", disks)]


def run_commands(part, khabar, quick):
    for command in commands_of(part, khabar, quick):
        status = subprocess.run(command).returncode
        if status not in (0, 1):
            Goals(part).fail(os.path.basename(command[1]), "it ended with %d" % status)


def run_search(khabar, quick):
    """Their last line is what counts; lists of the same database have no goal of their own."""
    goals = Goals("search")
    programs = os.path.join(os.path.dirname(khabar), "tests", "bench")
    for entries, limit in ([(3000, 50)] if quick else SEARCH_MILLISECONDS.items()):
        done = subprocess.run([programs + "/search", str(entries)], stdout=subprocess.PIPE, text=True)
        print(done.stdout, end="", flush=True)
        found = re.search(r"slowest ([\d.]+) ms by date, ([\d.]+) by rank, ([\d.]+) typing", done.stdout)
        if done.returncode or not found:
            goals.fail("%d entries" % entries, "search ended with %d" % done.returncode)
            continue
        for what, milliseconds in zip(("by date, slowest query", "by rank", "typing, slowest letter"), found.groups()):
            goals.check("%d entries, %s" % (entries, what), float(milliseconds), limit, "ms")
        subprocess.run([programs + "/lists", os.path.join(os.path.dirname(khabar), "bench", "search-%d.db" % entries)])


def print_table(figures):
    def number(value):
        return "-" if value is None else "%.2f" % value if value % 1 else "%d" % value

    def share(value, other):
        return "-" if value is None or not other else "%.2f" % (value / other)
    rows = [["part", "figure", "measured", "goal ≤", "of the goal", "newsraft's", "of newsraft's", ""]]
    rows += [[one["part"], one["what"], (number(one["value"]) + " " + one["unit"]).strip(), number(one["limit"]), share(one["value"], one["limit"]),
              number(one["newsraft"]), share(one["value"], one["newsraft"]), "" if one["holds"] else "MISSED"] for one in figures]
    widths = [max(map(len, column)) for column in zip(*rows)]
    print()
    for row in rows:
        print("  ".join(text.ljust(width) if column < 2 else text.rjust(width)
                        for column, (text, width) in enumerate(zip(row, widths))).rstrip())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("khabar")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    options = parser.parse_args()
    khabar = os.path.abspath(options.khabar)
    with tempfile.NamedTemporaryFile("r", prefix="khabar-figures-") as file:
        os.environ["KHABAR_FIGURES"] = file.name
        for part in options.only:
            print("\n== %s" % part, flush=True)
            started = time.monotonic()
            if part == "search":
                run_search(khabar, options.quick)
            else:
                run_commands(part, khabar, options.quick)
            print("== %s took %.0f seconds" % (part, time.monotonic() - started), flush=True)
        figures = [json.loads(line) for line in file]
    print_table(figures)
    missed = sum(not one["holds"] for one in figures)
    print("%d of %d goals hold" % (len(figures) - missed, len(figures)))
    sys.exit(1 if missed or not figures else 0)


if __name__ == "__main__":
    main()
