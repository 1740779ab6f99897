#!/usr/bin/env python3
"""long_run.py KHABAR [--hours 500] [--step 2] [--sources 30]: many hours of use in some minutes, with a clock that is moved on.

Each step: sources get new entries, some change old ones; a refresh, by a khabar of its own as from cron or by a key in one that
stays open all the time; in that one some articles are read and starred. Retention is by age and by number, so old entries expire.
Now and then a second reader is opened and closed. The memory of the reader that stays, with its workers, and the database are to
stay flat: what grows from the first quarter on is printed for 100 hours, and the exit status says whether it is too much."""
import argparse, contextlib, mmap, os, random, struct, subprocess, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import database, feeds
from measure import *

KEPT_DAYS, KEPT_ENTRIES, LISTED = 4, 120, 25
GROWTH_OF_MEMORY, GROWTH_OF_DATABASE = 0.5e6, 0.1e6  # bytes in 100 hours


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
    memory, workers, sizes, entries = [], [], [], []
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
            if hour % 50 == 0:
                with Reader([khabar], environment) as second:
                    second.wait_for(rb"source \d\d\d\d")
                    second.use(hour, None, refreshes=False)
                    assert second.end(), "the second reader did not end"
            if step % 3 == 0:
                memory.append((hour, memory_of(reader.pid, "Rss")))
                workers.append((hour, sum(map(memory_of, tree_of(reader.pid)))))
                sizes.append((hour, sum(os.path.getsize(home.path + "/data/khabar/" + name) for name in os.listdir(home.path + "/data/khabar"))))
                entries.append(database.count_entries(home))
            if hour % 50 == 0:
                goals.note("hour %4d: reader %.1f MB (with its workers %.1f), database %.2f MB, %d of %d entries" % (
                    hour, memory[-1][1] / 1e6, workers[-1][1] / 1e6, sizes[-1][1] / 1e6, entries[-1], news.total()))
        assert reader.end(), "the reader did not end"
    goals.note("star: %s" % (star or "there is no such command"))
    goals.check("memory of the reader, growth in 100 hours", slope(memory), GROWTH_OF_MEMORY, "kB", 1e-3)
    goals.check("memory with workers, growth in 100 hours", slope(workers), GROWTH_OF_MEMORY, "kB", 1e-3)
    goals.check("database, growth in 100 hours", slope(sizes), GROWTH_OF_DATABASE, "kB", 1e-3)
    goals.check("entries, growth in 100 hours", slope(list(zip([hour for hour, _ in sizes], entries))), options.sources, "")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("khabar")
    parser.add_argument("--hours", type=int, default=500)
    parser.add_argument("--step", type=int, default=2, help="hours")
    parser.add_argument("--sources", type=int, default=30)
    options = parser.parse_args()
    adopt_orphans()
    goals = Goals()
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
