#!/usr/bin/env python3
"""long_run.py KHABAR [--hours 500] [--step 2] [--sources 30]: many hours of use in some minutes, with a clock that is moved on.

Each step: sources get new entries, some change old ones; a refresh, by a khabar of its own as from cron or by a key in one that
stays open all the time; in that one some articles are read and starred. Retention is by age and by number, so old entries expire.
Now and then a second reader is opened and closed. The memory of the reader that stays, with its workers, and the database are to
stay flat, and so is its write-ahead log, which has a size of its own: it grows to a limit and is written over from its start.
What grows from the first quarter on is printed for 100 hours, and the exit status says whether it is too much. 500 hours take
some 6 minutes; what is kept for 4 days is first full after 96 hours, so fewer than 200 are printed, but not judged."""
import argparse, contextlib, mmap, os, random, struct, subprocess, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import database, feeds
from measure import *

KEPT_DAYS, KEPT_ENTRIES, LISTED = 4, 120, 25
GROWTH_OF_MEMORY, GROWTH_OF_DATABASE = 0.5e6, 0.1e6  # bytes in 100 hours
LARGEST_LOG = 8 << 20  # bytes: twice what it is cut to when it is begun anew
HOURS_TO_JUDGE, HOURS_BETWEEN_REPORTS = 200, 50


class Clock:
    """Ends at the real time, so that no date lies in the future of a worker, whose clock is not moved."""
    def __init__(self, home, hours):
        self.file = home.write("clock", "\0" * 8)
        self.shim = home.path + "/shifted_clock.so"
        source = os.path.join(ROOT, "tests", "bench", "preload", "shifted_clock.c")
        subprocess.run(os.environ.get("CC", "cc").split() + ["-O1", "-shared", "-fPIC", "-o", self.shim, source, "-ldl"], check=True)
        self.offset = -(hours + 1) * 3600
        with open(self.file, "r+b") as file:
            self.memory = mmap.mmap(file.fileno(), 8)
        self.pass_hours(0)

    def pass_hours(self, hours):
        self.offset += hours * 3600
        self.memory[:] = struct.pack("=q", self.offset)

    def now(self):
        return int(time.time()) + self.offset

    def environment(self, home):
        return dict(home.environment(), LD_PRELOAD=self.shim, SHIFTED_CLOCK=self.file)


class News:
    """What the sources list: each has an entry more in some hours, and its last ones stay listed."""
    def __init__(self, folder, sources, chance):
        self.folder, self.chance, self.feeds = folder, chance, feeds.Feeds("long run")
        self.counts, self.published = [LISTED] * sources, 0

    def publish(self, now, hour):
        for source in range(len(self.counts)):
            if hour and self.chance.random() < 0.5:
                continue
            self.counts[source] += self.chance.choice((0, 1, 1, 2, 4)) if hour else 0
            edition = hour if self.chance.random() < 0.1 else 0
            xml = self.feeds.feed(source, self.counts[source] - LISTED, LISTED, now - 60, edition)
            path = os.path.join(self.folder, feeds.name_of(source))
            with open(path + ".new", "wb") as file:
                file.write(xml)
            os.rename(path + ".new", path)

    def total(self):
        return sum(self.counts)


def key_of(command, otherwise=None):
    with open(os.path.join(ROOT, "include", "ui", "command.h")) as file:
        found = re.search(r'"%s", "([^" ]+)' % command, file.read())
    return found.group(1) if found else otherwise


class Reader(Terminal):
    def use(self, hour, star, refreshes):
        if refreshes:
            self.press("R")
            self.settle(0.3)
        for key in ["g", "\r", "n", "n", "n"] + ([star] if star and hour % 10 == 0 else []) + ["h", "g"]:
            self.press(key)
            self.settle(0.04)
        self.output.clear()
        self.asked_up_to = 0


def slope(points):
    """Of a line through the points, for 100 hours."""
    points = points[len(points) // 4:]
    xs, ys = zip(*points)
    middle, height = statistics.mean(xs), statistics.mean(ys)
    return 100 * sum((x - middle) * (y - height) for x, y in points) / sum((x - middle) ** 2 for x in xs)


def show(what, value, limit, unit="", scale=1.0):
    print("  %-58s %9.2f %-3s  not judged in so few hours" % (what, value * scale, unit))


def sizes_of(folder):
    """Bytes of the database, of its write-ahead log, and of what else is kept beside it."""
    sizes = {"database": 0, "log": 0, "others": 0}
    for name in os.listdir(folder):
        with contextlib.suppress(FileNotFoundError):  # a copy on its way to its name
            sizes[{"khabar.db": "database", "khabar.db-wal": "log"}.get(name, "others")] += os.path.getsize(os.path.join(folder, name))
    return sizes


def write_feeds_file(home, server, sources):
    home.write("config/khabar/config", "refresh-minutes = 0\n")
    home.write("config/khabar/feeds", "".join("[source %04d]\nurl = %s\nkeep-days = %d\nkeep-entries = %d\nexpire = unread\n\n" % (
        number, server.url(feeds.name_of(number)), KEPT_DAYS, KEPT_ENTRIES) for number in range(sources)))


def cron(khabar, environment):
    done = Run([khabar, "refresh"], environment)
    if done.status:
        sys.exit("refresh: %d: %s" % (done.status, done.output[-1000:]))


def live(options, home, folder, clock, goals):
    khabar, chance = os.path.abspath(options.khabar), random.Random(1)
    news, star = News(folder, options.sources, chance), key_of("star") or key_of("toggle-star")
    environment = clock.environment(home)
    memory, workers, databases, logs, others, entries = [], [], [], [], [], []
    news.publish(clock.now(), 0)
    cron(khabar, environment)
    with Reader([khabar], environment) as reader:
        reader.wait_for(rb"source \d\d\d\d")
        for step in range(1, options.hours // options.step + 1):
            hour = step * options.step
            clock.pass_hours(options.step)
            news.publish(clock.now(), hour)
            if step % 2:
                cron(khabar, environment)
            reader.use(hour, star, refreshes=step % 2 == 0)
            if hour % HOURS_BETWEEN_REPORTS == 0:
                with Reader([khabar], environment) as second:
                    second.wait_for(rb"source \d\d\d\d")
                    second.use(hour, None, refreshes=False)
                    assert second.end(), "the second reader did not end"
            memory.append((hour, memory_of(reader.pid, "Rss")))
            workers.append((hour, sum(map(memory_of, tree_of(reader.pid)))))
            sizes = sizes_of(home.path + "/data/khabar")
            for points, kind in ((databases, "database"), (logs, "log"), (others, "others")):
                points.append((hour, sizes[kind]))
            entries.append((hour, database.count_entries(home)))
            if hour % HOURS_BETWEEN_REPORTS == 0:
                goals.note("hour %4d: reader %.1f MB (with its workers %.1f), database %.2f MB, log %.2f MB, copies and the rest %.2f MB, "
                           "%d of %d entries" % (hour, *(points[-1][1] / 1e6 for points in (memory, workers, databases, logs, others)),
                                                 entries[-1][1], news.total()))
        assert reader.end(), "the reader did not end"
    goals.note("star: %s" % (star or "there is no such command"))
    judge = goals.check if options.hours >= HOURS_TO_JUDGE else show
    judge("memory of the reader, growth in 100 hours", slope(memory), GROWTH_OF_MEMORY, "kB", 1e-3)
    judge("memory with workers, growth in 100 hours", slope(workers), GROWTH_OF_MEMORY, "kB", 1e-3)
    judge("database, growth in 100 hours", slope(databases), GROWTH_OF_DATABASE, "kB", 1e-3)
    judge("copies and the rest, growth in 100 hours", slope(others), GROWTH_OF_DATABASE, "kB", 1e-3)
    judge("entries, growth in 100 hours", slope(entries), options.sources)
    judge("log, largest from the first quarter on", max(size for _, size in logs[len(logs) // 4:]), LARGEST_LOG, "MB", 1e-6)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("khabar")
    parser.add_argument("--hours", type=int, default=500)
    parser.add_argument("--step", type=int, default=2, help="hours")
    parser.add_argument("--sources", type=int, default=30)
    options = parser.parse_args()
    adopt_orphans()
    goals = Goals("%d hours" % options.hours)
    started = time.monotonic()
    with Home() as home:
        folder = home.path + "/site"
        os.makedirs(folder)
        clock = Clock(home, options.hours)
        with Server(folder) as server:
            write_feeds_file(home, server, options.sources)
            live(options, home, folder, clock, goals)
    print("%d hours in %.0f seconds" % (options.hours, time.monotonic() - started))
    sys.exit(goals.status())


if __name__ == "__main__":
    main()
