"""Databases of many entries to measure with, made by khabar itself out of generated feeds and kept in build/bench."""
import contextlib, os, shutil, sqlite3, sys
import feeds
from measure import *


def open_read_only(home):
    return sqlite3.connect("file:%s/data/khabar/khabar.db?mode=ro" % home.path, uri=True, timeout=10)


def count_entries(home):
    with contextlib.closing(open_read_only(home)) as database:
        return database.execute("SELECT count(*) FROM entries").fetchone()[0]


def schema_of(khabar):
    """Another schema wants another database."""
    with Home() as home:
        home.subscribe([])
        Run([khabar, "refresh"], home.environment())
        path = home.path + "/data/khabar/khabar.db"
        with contextlib.closing(sqlite3.connect(path)) as database:
            return database.execute("PRAGMA user_version").fetchone()[0]


def refresh_into(khabar, home, entries):
    sources = 1000 if entries >= 10000 else max(1, entries // 30)
    each = entries // sources
    folder = os.path.join(ROOT, "build", "bench", "feeds-%d-%d" % (sources, each))
    feeds.write_feeds(folder, sources, each)
    with Server(folder) as server:
        home.subscribe([server.url(feeds.name_of(number)) for number in range(sources)])
        done = Run([khabar, "refresh"], home.environment())
        if done.status or count_entries(home) != entries:
            sys.exit("%d entries, not %d:\n%s" % (count_entries(home), entries, done.output[-1000:]))


def index_all(khabar, home):
    done = Run([khabar, "compact"], home.environment())
    if done.status:
        sys.exit(done.output[-1000:])


@contextlib.contextmanager
def home_with(khabar, entries, is_indexed=False):
    """A home with a database of so many entries, as a refresh leaves it or with all of them in the index of words; what is
    done to it is gone afterwards."""
    kept = os.path.join(ROOT, "build", "bench", "database-%d-schema-%d%s" % (entries, schema_of(khabar), "-indexed" * is_indexed))
    with Home() as home, (home_with(khabar, entries) if is_indexed and not os.path.isdir(kept) else contextlib.nullcontext()) as fetched:
        if not os.path.isdir(kept):
            print("making %s" % kept, file=sys.stderr, flush=True)
            if is_indexed:
                shutil.rmtree(home.path)
                shutil.copytree(fetched.path, home.path)
                index_all(khabar, home)
            else:
                refresh_into(khabar, home, entries)
            shutil.copytree(home.path, kept + ".new")
            os.rename(kept + ".new", kept)
        else:
            shutil.rmtree(home.path)
            shutil.copytree(kept, home.path)
        yield home
