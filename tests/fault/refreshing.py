"""What the tests here have in common: sources that get new entries at every edition, a refresh of them whose reports are kept,
a reader on a pty that marks as read, and what must hold of the database after all of it."""
import contextlib, glob, os, pty, random, re, resource, select, signal, sqlite3, subprocess, sys, time
sys.path[:0] = [os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", folder) for folder in ("screen", ".")]
from goals import *
from terminal import *

WORDS = "خبر سوق ميناء مطر کتاب دریا باران خانه שלום עיר ספר harbour market rain letter bridge river".split()


class Sources:
    """`count` feeds in a folder. Edition e of a source has the entries [e * step, e * step + size): some go, some come."""
    def __init__(self, home, count=24, size=12, step=4, words=60):
        self.folder = os.path.dirname(home.write("site/feeds", ""))
        self.count, self.size, self.step, self.words, self.edition = count, size, step, words, -1

    def publish(self):
        """The next edition of all of them; what is asked for meanwhile is the old one or the new one, never half of one."""
        self.edition += 1
        for source in range(self.count):
            path = os.path.join(self.folder, "f%d.xml" % source)
            with open(path + ".new", "w") as file:
                file.write(self.feed(source))
            os.rename(path + ".new", path)

    def feed(self, source):
        chance = random.Random("%d %d" % (source, self.edition))
        return '<rss version="2.0"><channel><title>Source %d</title>%s</channel></rss>' % (source, "".join(
            "<item><title>TITLE %d %d</title><link>https://example.org/%d/%d</link><guid>%d-%d</guid><pubDate>%s</pubDate>"
            "<description>&lt;p&gt;TOKEN%dx%dEND&lt;/p&gt;&lt;p&gt;%s&lt;/p&gt;</description></item>" % (
                source, number, source, number, source, number, date_of(number * 60 + source), source, number,
                " ".join(chance.choices(WORDS, k=self.words))) for number in self.numbers()))

    def numbers(self):
        return range(self.edition * self.step, self.edition * self.step + self.size)

    def subscribe(self, home, port):
        home.write("config/khabar/config", "refresh-minutes = 0\n")
        home.write("config/khabar/feeds", "".join(
            "[source %d]\nurl = http://127.0.0.1:%d/f%d.xml\n" % (source, port, source) for source in range(self.count)))


def date_of(minutes):
    return time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(1577836800 + minutes * 60))


class Refresh:
    """`khabar refresh` with its report on a pty, as that is what is not held back; `reported` says which sources were
    stored, by number."""
    def __init__(self, khabar, home, more=None, limits=None):
        parent, child = pty.openpty()
        self.descriptor, self.output = parent, b""
        self.process = subprocess.Popen([khabar, "refresh"], env=dict(environment_for(home.path), **(more or {})),
                                        stdin=subprocess.DEVNULL, stdout=child, stderr=child, preexec_fn=limits,
                                        restore_signals=False, start_new_session=True)
        os.close(child)

    def read(self, seconds):
        """Takes in the report for so long, or until it ends."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if select.select([self.descriptor], [], [], left)[0] and not self.take():
                return

    def take(self):
        try:
            got = os.read(self.descriptor, 1 << 16)
        except OSError:
            return False
        self.output += got
        return bool(got)

    def kill(self):
        self.process.kill()
        return self.finish()

    def finish(self):
        """The status, once all of the report is here."""
        status = None
        end = time.monotonic() + PATIENCE * 2
        while status is None and time.monotonic() < end:
            self.read(0.02)
            status = self.process.poll()
        if status is None:
            self.process.kill()
            raise AssertionError("the refresh did not end: %r" % self.output[-500:])
        while select.select([self.descriptor], [], [], 0)[0] and self.take():
            pass
        os.close(self.descriptor)
        return status

    @property
    def reported(self):
        return {int(number) for number in re.findall(rb"source (\d+): \d+ new[^\r\n]*\r?\n", self.output)}


class Reader(Pty):
    """The program on a pty, going from one unread article to the next; `read` are those that it has shown: (source, number)."""
    def __init__(self, khabar, home, more=None):
        super().__init__(80, 24, [khabar], dict(environment_for(home.path), **(more or {})))
        self.read_entries, self.last = [], None

    def read_on(self, seconds):
        """Reads articles for so long; each of them counts once its text is on the screen."""
        end = time.monotonic() + seconds
        self.press("N" if self.last else "\r")
        while time.monotonic() < end:
            shown = self.shown()
            if shown and shown != self.last:
                self.last = shown
                self.read_entries.append(shown)
                self.press("N")

    def shown(self):
        """The article on the screen, drawn anew so that all of its name is sent."""
        at = len(self.output)
        self.press("\x0c")
        if not self.read(0.03):
            return None
        found = re.findall(rb"TOKEN(\d+)x(\d+)END", self.output[at:])
        return (int(found[-1][0]), int(found[-1][1])) if found else None


def query(home, sql):
    path = home.path + "/data/khabar/khabar.db"
    with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % path, uri=True, timeout=20)) as database:
        return database.execute(sql).fetchall()


def entries_of(home):
    """{(source, number): read}"""
    return {tuple(map(int, title.split()[1:])): bool(read) for title, read in query(home, "SELECT title, read FROM entries")}


def check(khabar, home):
    """The program finds the database sound, and so does SQLite; nothing was set aside."""
    done = subprocess.run([khabar, "list"], env=environment_for(home.path), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.returncode == 0 and not done.stderr, done.stderr.decode()
    answer = query(home, "PRAGMA quick_check")
    assert answer == [("ok",)], answer
    left = sorted(map(os.path.basename, glob.glob(home.path + "/data/khabar/*")))
    assert not any("damaged" in name for name in left), left


class Promises:
    """What must be in the database from now on: entries of sources that were said to be stored, marks of what was read.
    What does not hold is noted with the moment, and the test goes on to the next; `settle` counts."""
    def __init__(self):
        self.stored, self.read, self.moments = set(), set(), 0
        self.unsound, self.lost, self.unmarked, self.other = [], set(), set(), []

    def add(self, sources, reported, read_entries=()):
        self.stored |= {(source, number) for source in reported for number in sources.numbers()}
        self.read |= set(read_entries)

    def hold(self, khabar, home, moment):
        """After a moment at which something happened to the database."""
        self.moments += 1
        try:
            check(khabar, home)
        except (AssertionError, sqlite3.Error) as error:
            self.unsound.append("%s: %s" % (moment, error))
        self.look(home, moment)

    def look(self, home, moment):
        """Only whether everything is there."""
        try:
            found = entries_of(home)
        except sqlite3.Error as error:
            self.unsound.append("%s: %s" % (moment, error))
            return
        for kept, missing, what in ((self.lost, self.stored - found.keys(), "said to be stored, but not there"),
                                    (self.unmarked, {entry for entry in self.read if not found.get(entry)}, "read, but not marked so")):
            if missing - kept:
                self.other.append("%s: %s: %s" % (moment, what, sorted(missing - kept)[:10]))
            kept |= missing

    def join(self, others):
        """Those of a home of its own, whose entries are others though their numbers are the same."""
        for mine, theirs in ((self.stored, others.stored), (self.lost, others.lost), (self.read, others.read), (self.unmarked, others.unmarked)):
            mine |= {(self.moments, *entry) for entry in theirs}
        self.unsound += others.unsound
        self.other += others.other
        self.moments += others.moments

    def expect(self, holds, moment, complaint):
        if not holds:
            self.other.append("%s: %s" % (moment, complaint))

    def settle(self, part, unit="moments"):
        """Prints the figures; fails unless everything held at every moment, and something was promised at all."""
        print("# %s: %d %s, %d failures of integrity; %d entries promised, %d lost; %d marks, %d lost" % (
            part, self.moments, unit, len(self.unsound), len(self.stored), len(self.lost), len(self.read), len(self.unmarked)), flush=True)
        goals = Goals(part)
        for what, count, of in (("failures of integrity", len(self.unsound), "%d %s" % (self.moments, unit)),
                                ("entries lost", len(self.lost), "%d promised" % len(self.stored)),
                                ("marks lost", len(self.unmarked), "%d made" % len(self.read))):
            goals.keep(what="%s, of %s" % (what, of), value=count, limit=0, unit="", holds=count == 0, newsraft=None)
        wrong = self.unsound + self.other
        assert not wrong, "\n".join(wrong[:20])
        assert self.read and self.stored, "nothing was read or stored in %d %s" % (self.moments, unit)
