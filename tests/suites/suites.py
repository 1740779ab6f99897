#!/usr/bin/env python3
"""suites.py KHABAR CORPUS [SUITE…]: how much of what other feed parsers' tests expect khabar understands as well.

Each suite is a module here with cases(folder), which yields Case objects. A fact is in the scope of a suite when it
names something that a reader shows or keeps; exceptions.tsv names the facts on which khabar differs and means to.
Prints TAP: a line a suite, "n of m (x %)"; what differs and is no exception is listed above it as a comment.
"""
import concurrent.futures, fnmatch, importlib, os, sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import khabar

SUITES = {                # module: folder of the corpus, the least share of facts that must agree
    "feedparser_suite": ("suites/feedparser", 97),
    "gofeed_suite": ("suites/gofeed", 97),
    "feed_rs_suite": ("suites/feed-rs", 97),
    "rss_parser_suite": ("suites/rss-parser", 97),
    "podcastparser_suite": ("suites/podcastparser", 97),
    "kde_suite": ("suites/kde-syndication", 97),
    "robust_suite": ("suites", 100),
    "real_feeds": ("feeds", 99),
}
SHOWN_DIFFERENCES = int(os.environ.get("SHOWN_DIFFERENCES", "60"))


def read_exceptions():
    """suite, pattern of files, pattern of facts, reason."""
    with open(os.path.join(HERE, "exceptions.tsv"), encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file if line.strip() and not line.startswith("#")]
    for row in rows:
        assert len(row) == 4, "exceptions.tsv: not four columns: %r" % row
    return rows


def is_exception(exceptions, used, suite, case, fact):
    for row in exceptions:
        if row[0] == suite and fnmatch.fnmatch(case.name, row[1]) and fnmatch.fnmatch(fact, row[2]):
            used.add(tuple(row))
            return True
    return False


def score(suite, folder, least, exceptions):
    cases = list(importlib.import_module(suite).cases(folder))
    agreed = counted = excepted = 0
    differences, used = [], set()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for case, results in zip(cases, pool.map(lambda case: list(case.results()), cases)):
            for fact, good, ours, theirs in results:
                if not good and is_exception(exceptions, used, suite, case, fact):
                    excepted += 1
                    continue
                counted += 1
                agreed += good
                if not good:
                    differences.append("%s %s: %.100r, not %.100r" % (case.name, fact, ours, theirs))
    share = 100 * agreed / counted if counted else 0
    for line in differences[:SHOWN_DIFFERENCES]:
        print("# " + line)
    for row in exceptions:
        if row[0] == suite and tuple(row) not in used:
            print("# exceptions.tsv: %s agrees by now, strike it: %s" % (suite, "\t".join(row[1:3])))
    print("%s - %s: %d of %d (%.1f %%) in %d files; %d differences are meant" %
          ("ok" if share >= least else "not ok", suite, agreed, counted, share, len(cases), excepted), flush=True)
    return share >= least


def main():
    khabar.KHABAR, corpus, wanted = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), sys.argv[3:]
    exceptions = read_exceptions()
    good = True
    for suite, (folder, least) in SUITES.items():
        folder = os.path.join(corpus, folder)
        if (wanted and suite not in wanted) or not os.path.isdir(folder):
            continue
        good &= score(suite, folder, least, exceptions)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
