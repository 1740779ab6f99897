#!/usr/bin/env python3
"""side_by_side.py KHABAR [--sources N] [--entries M] [--rounds R] [--only PART…] [--no-newsboat]: khabar beside its peers.

Generated feeds on loopback; each program takes its turn, several times, so that what else the machine does meets them all.
newsraft is $NEWSRAFT or the one on PATH, newsboat the one on PATH; what is not there is left out, with a word. Below each table
stands how much of the others' figures khabar's are. Parts:

    refresh    cold and with nothing changed (304): time, processor time; in runs of their own the peak of the memory of all
               processes together (what they share counted once; how often it was asked for is said); the database beside
               the XML
    screen     from the start of the program to its first headlines on a terminal, and its memory then

The exit status says whether khabar reaches its goals. Feeds are kept in build/bench and used again."""
import argparse, contextlib, os, shutil, sqlite3, statistics, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import feeds
from measure import *

MEMORY_GOALS = {30: 60e6, 100: 80e6}  # bytes in a cold refresh, by entries a source; newsraft takes 198 and 506 MB
FIRST_SCREEN_SECONDS, FIRST_SCREEN_BYTES = 0.050, 25e6


class Khabar:
    name = "khabar"

    def __init__(self, binary, home, urls):
        self.binary, self.home = binary, home
        home.subscribe(urls)

    def forget(self):
        shutil.rmtree(self.home.path + "/data", ignore_errors=True)
        os.makedirs(self.home.path + "/data")

    def refresh(self):
        return [self.binary, "refresh"]

    def screen(self):
        self.home.write("config/khabar/config", "refresh-minutes = 0\n")
        return [self.binary]

    def database(self):
        return folder_size(self.home.path + "/data")

    def entries(self):
        return count(self.home.path + "/data/khabar/khabar.db", "entries")

    def finish_index(self):
        """What a large refresh leaves to do is done in the reader's idle time."""
        with Terminal(self.screen(), self.home.environment()) as terminal:
            wait_until(lambda: not terminal.pump(0.2) and count(self.home.path + "/data/khabar/khabar.db", "search_backlog") == 0, 600,
                       "the index was not finished")
            terminal.end()


class Newsraft(Khabar):
    name = "newsraft"

    def __init__(self, binary, home, urls):
        self.binary, self.home = binary, home
        self.files = ["-f", home.write("urls", "\n".join(urls) + "\n"),
                      "-c", home.write("newsraft.conf", "notification-command true\n"), "-d", home.path + "/data/newsraft.db"]

    def refresh(self):
        return [self.binary] + self.files + ["-e", "reload-all"]

    def screen(self):
        return [self.binary] + self.files

    def entries(self):
        return count(self.home.path + "/data/newsraft.db", "items")


class Newsboat(Khabar):
    name = "newsboat"

    def __init__(self, binary, home, urls):
        self.binary, self.home = binary, home
        self.command = [binary, "-q", "-u", home.write("urls", "\n".join(urls) + "\n"), "-c", home.path + "/data/newsboat.db",
                        "-C", home.write("newsboat.conf", "reload-threads 8\nmax-items 0\ncleanup-on-quit no\n")]

    def refresh(self):
        return self.command + ["-x", "reload"]

    def screen(self):
        return self.command

    def entries(self):
        return count(self.home.path + "/data/newsboat.db", "rss_item")


def folder_size(folder):
    return sum(os.path.getsize(os.path.join(place, name)) for place, _, names in os.walk(folder) for name in names)


def count(path, table):
    database = sqlite3.connect("file:%s?mode=ro" % path, uri=True)
    try:
        return database.execute("SELECT count(*) FROM " + table).fetchone()[0]
    finally:
        database.close()


def run(program, what, samples=False):
    done = Run(program.refresh(), program.home.environment(), samples)
    if done.status:
        sys.exit("%s, %s: status %d:\n%s" % (program.name, what, done.status, done.output[-2000:]))
    return done


def measure_refresh(programs, options, goals, raw_bytes):
    cold, unchanged, peaks = {}, {}, {}
    for round_number in range(options.rounds + 1):  # the last one samples the memory
        samples = round_number == options.rounds
        for program in programs:
            if program.name == "newsboat" and round_number not in (0, options.rounds) and options.sources * options.entries > 10000:
                continue  # it takes minutes
            program.forget()
            first = run(program, "cold", samples)
            if program.entries() != options.sources * options.entries:
                sys.exit("%s has %d entries, not %d:\n%s" % (program.name, program.entries(), options.sources * options.entries, first.output[-800:]))
            again = run(program, "304", samples)
            if samples:
                peaks[program.name] = (first, again)
            else:
                cold.setdefault(program.name, []).append(first)
                unchanged.setdefault(program.name, []).append(again)
    print("\n%d sources × %d entries, %.1f MB of XML, %d rounds; medians (smallest–largest)" % (
        options.sources, options.entries, raw_bytes / 1e6, options.rounds))
    programs[0].finish_index()
    figures = {program.name: refresh_figures(program, cold[program.name], unchanged[program.name], peaks[program.name])
               for program in programs}
    print_beside(figures)
    first, _ = peaks["khabar"]
    print("  khabar's processes at its peak: %s MB; memory was asked for %d times, every %.1f ms, at most %.1f ms apart" % (
        " + ".join("%.1f" % (part / 1e6) for part in first.parts), len(first.gaps), statistics.mean(first.gaps) * 1e3, max(first.gaps) * 1e3))
    newsraft = peaks["newsraft"][0].peak if "newsraft" in peaks else None
    if newsraft:
        for what, times in (("cold", cold), ("all 304", unchanged)):
            goals.check("refresh %s, best time" % what, min(one.wall for one in times["khabar"]), None, "s",
                        newsraft=min(one.wall for one in times["newsraft"]))
    if options.entries in MEMORY_GOALS:
        goals.check("refresh cold, peak memory of all processes", first.peak, MEMORY_GOALS[options.entries], "MB", 1e-6, newsraft)
    goals.check("database, index included, and the size of the XML", programs[0].database(), raw_bytes, "MB", 1e-6,
                next((program.database() for program in programs if program.name == "newsraft"), None))


def refresh_figures(program, cold, unchanged, peaks):
    """Columns of a table: each a value to divide by and what is shown of it."""
    figures = {}
    for what, runs, peak in (("cold", cold, peaks[0].peak), ("304", unchanged, peaks[1].peak)):
        walls, cpu = [one.wall for one in runs], statistics.median(one.cpu for one in runs)
        figures[what + ", time"] = statistics.median(walls), spread(walls)
        figures[what + ", processor"] = cpu, "%.2f s" % cpu
        figures[what + ", memory"] = peak, "%.1f MB" % (peak / 1e6)
    figures["database"] = program.database(), "%.1f MB" % (program.database() / 1e6)
    return figures


def print_beside(figures):
    """A row for each program, and one for what khabar's figures are of each other's."""
    columns = list(figures["khabar"])
    rows = [[""] + columns] + [[name] + [text for _, text in figures[name].values()] for name in figures]
    rows += [["khabar / " + name] + ["%.2f" % (figures["khabar"][column][0] / figures[name][column][0]) for column in columns]
             for name in figures if name != "khabar"]
    widths = [max(map(len, column)) for column in zip(*rows)]
    for row in rows:
        print(("  " + "   ".join(text.ljust(width) for text, width in zip(row, widths))).rstrip())


def measure_screen(programs, options, goals):
    """Over the databases that the refresh left."""
    patterns = {"khabar": rb"source 0\d\d\d", "newsraft": rb"[a-z]{3,} [a-z]{3,}", "newsboat": rb"\d+/\d+\)"}
    times, memory, silent = {}, {}, []
    for _ in range(max(5, options.rounds)):
        for program in programs:
            if program.name == "newsboat" and times.get("newsboat"):
                continue
            with Terminal(program.screen(), program.home.environment()) as terminal:
                times.setdefault(program.name, []).append(terminal.wait_for(patterns[program.name], 300))
                terminal.settle(0.3)
                memory.setdefault(program.name, []).append((memory_of(terminal.pid, "Rss"), sum(map(memory_of, tree_of(terminal.pid)))))
                terminal.end(b"Q" if program.name != "khabar" else b"q")
            if program.name == "khabar":
                with Terminal(program.screen(), program.home.environment(), answers=False) as terminal:
                    silent.append(terminal.wait_for(patterns["khabar"]))
    total = options.sources * options.entries
    print("\nfirst screen with %d entries; medians (smallest–largest)" % total)
    figures = {}
    for program in programs:
        rss, pss = map(statistics.median, zip(*memory[program.name]))
        figures[program.name] = {"time": (statistics.median(times[program.name]), spread(times[program.name], "ms", 1e3)),
                                 "its memory (RSS)": (rss, "%.1f MB" % (rss / 1e6)),
                                 "all processes (PSS)": (pss, "%.1f MB" % (pss / 1e6))}
    print_beside(figures)
    print("  khabar on a terminal that answers no question: %s" % spread(silent, "ms", 1e3))
    best_of = lambda name: min(times[name]) if name in times else None
    rss_of = lambda name: statistics.median(one[0] for one in memory[name]) if name in memory else None
    goals.check("first screen, best", best_of("khabar"), FIRST_SCREEN_SECONDS, "ms", 1e3)
    goals.check("first screen, best, on a terminal that is silent", min(silent), FIRST_SCREEN_SECONDS, "ms", 1e3)
    if "newsraft" in times:
        goals.check("first screen, best, beside newsraft's", best_of("khabar"), None, "ms", 1e3, best_of("newsraft"))
    goals.check("first screen, memory of khabar (RSS)", rss_of("khabar"), FIRST_SCREEN_BYTES, "MB", 1e-6, rss_of("newsraft"))


def found(kind, binary, name):
    path = binary and (binary if os.path.exists(binary) else shutil.which(binary))
    if not path:
        print("%s is not here and is left out (%s)" % (name, "set NEWSRAFT" if name == "newsraft" else "not on PATH"))
        return []
    return [(kind, path)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("khabar")
    parser.add_argument("--sources", type=int, default=1000)
    parser.add_argument("--entries", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="+", choices=["refresh", "screen"], default=["refresh", "screen"])
    parser.add_argument("--no-newsboat", action="store_true")
    options = parser.parse_args()
    adopt_orphans()
    khabar = os.path.abspath(options.khabar)
    kinds = [(Khabar, khabar)] + found(Newsraft, os.environ.get("NEWSRAFT", "newsraft"), "newsraft")
    if not options.no_newsboat:
        kinds += found(Newsboat, "newsboat", "newsboat")
    folder = os.path.join(ROOT, "build", "bench", "feeds-%d-%d" % (options.sources, options.entries))
    raw_bytes = feeds.write_feeds(folder, options.sources, options.entries)
    goals = Goals("%d × %d" % (options.sources, options.entries))
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(Server(folder))
        urls = [server.url(feeds.name_of(number)) for number in range(options.sources)]
        programs = [kind(binary, stack.enter_context(Home()), urls) for kind, binary in kinds]
        if "refresh" in options.only:
            measure_refresh(programs, options, goals, raw_bytes)
        else:
            for program in programs:
                run(program, "cold")
        if "screen" in options.only:
            measure_screen(programs, options, goals)
    sys.exit(goals.status())


if __name__ == "__main__":
    main()
