#!/usr/bin/env python3
"""corpus.py KHABAR CORPUS: opens every feed, page and text of a folder with the real program.

Each must end in a page or in a clear error, in time, without a crash and with no control character on the way out.
Feeds come through a server on loopback, into a store of their own; then a sample of their entries is opened too.
Prints TAP, one line a kind of file.
"""
import http.server, json, os, re, sqlite3, subprocess, sys, tempfile, threading, urllib.parse

KHABAR, CORPUS = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
SECONDS = 30          # for one file; the parsers' own limit is 10
ENTRIES_PER_FEED = int(os.environ.get("ENTRIES_PER_FEED", "8"))
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
FEED_ENDINGS = (".rss", ".atom", ".xml", ".rdf", ".jsonfeed")
ARTICLE_ENDINGS = (".html", ".txt", ".md", ".input", ".bin", ".srt")

home = tempfile.mkdtemp(prefix="khabar-corpus-")
environment = dict(os.environ, HOME=home, XDG_CONFIG_HOME=home + "/config", XDG_DATA_HOME=home + "/data",
                   KHABAR_WORKER_STDERR="1", NO_COLOR="", LC_ALL="C.UTF-8")
failures = 0


def khabar(*arguments, stdin=None, seconds=SECONDS):
    try:
        done = subprocess.run([KHABAR, *arguments], input=stdin, env=environment, timeout=seconds,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")
    except subprocess.TimeoutExpired:
        return "no end after %d s" % seconds, b"", ""


def leaks_direction(line):
    """Does an embedding or isolate of the author's reach past the line's end? (UAX #9 X1-X8, in outline.)"""
    open_ones = []
    for character in line:
        if character in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068":
            open_ones.append(character)
        elif character in "\u202c\u2069":
            if not open_ones:
                return True
            open_ones.pop()
    return bool(open_ones)


def complaint_about(status, out, err):
    """What is wrong with how a run ended, or None."""
    if "Sanitizer" in err or "runtime error" in err:
        return err[:4000]
    if status not in (0, 1):
        return "status %s %s" % (status, err[:300])
    if status == 1 and not re.search(r"^khabar: \S.*\S", err):
        return "failed without a message"
    try:
        text = out.decode("utf-8")
    except UnicodeDecodeError as error:
        return "output is not UTF-8: %s" % error
    found = CONTROL.search(text)
    if found:
        return "control character U+%04X in the output" % ord(found.group())
    for line in text.split("\n"):
        if leaks_direction(line):
            return "a bidi control is left open in %r" % line
    if status == 0 and not text.strip() and not out:
        return "nothing at all came out"
    return None


def report(name, wrong, count):
    global failures
    for path, complaint in wrong[:20]:
        print("# %s: %s" % (path, complaint))
    print("%s - %s (%d, %d wrong)" % ("not ok" if wrong else "ok", name, count, len(wrong)), flush=True)
    failures += bool(wrong)


def files(endings, folders):
    for folder in folders:
        for root, _, names in sorted(os.walk(os.path.join(CORPUS, folder))):
            for name in sorted(names):
                path = os.path.join(root, name)
                if name.endswith(endings) and not name.startswith(("SOURCES", "PEER")) and os.path.getsize(path):
                    yield path


def open_articles(name, paths):
    wrong, count = [], 0
    for path in paths:
        for order in ("visual", "logical"):
            complaint = complaint_about(*khabar("dump", "--order=" + order, "--width=80", path))
            if complaint:
                wrong.append((os.path.relpath(path, CORPUS), complaint))
        count += 1
    report(name, wrong, count)


class Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *arguments):
        super().__init__(*arguments, directory=CORPUS)

    def log_message(self, *_):
        pass


def write_feeds_file(paths, port):
    os.makedirs(home + "/config/khabar", exist_ok=True)
    with open(home + "/config/khabar/feeds", "w") as feeds:
        for number, path in enumerate(paths):
            address = urllib.parse.quote(os.path.relpath(path, CORPUS))
            feeds.write("[%d]\nurl = http://127.0.0.1:%d/%s\n\n" % (number, port, address))


def refresh_feeds(paths):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    write_feeds_file(paths, server.server_address[1])
    status, out, err = khabar("refresh", seconds=900)
    server.shutdown()
    wrong = []
    if "Sanitizer" in err or "runtime error" in err or status not in (0, 1):
        wrong.append(("refresh", "status %s: %s" % (status, err[-4000:])))
    if CONTROL.search(err) or CONTROL.search(out.decode("utf-8", "replace")):
        wrong.append(("refresh", "control character in its messages"))
    status, out, err = khabar("feeds", "--json")
    feeds = json.loads(out) if status == 0 else []
    for feed in feeds:
        if not feed["checked"] and not feed["error"]:
            wrong.append((feed["url"], "neither fetched nor failed"))
    for feed in feeds:
        if feed["error"] and re.search(r"limits|killed|took more", feed["error"]):
            wrong.append((feed["url"], feed["error"]))
    report("every_feed_is_read_or_says_why_not", wrong, len(paths))
    good = sum(1 for feed in feeds if not feed["error"])
    print("# %d of %d feeds were read, %d entries" % (good, len(feeds), sum(f["entries"] for f in feeds)))


def open_entries():
    wrong, count = [], 0
    status, out, err = khabar("list", "--json")
    titles = [entry["title"] for entry in json.loads(out)] if status == 0 else []
    wrong += [(title[:60], "control character in a title") for title in titles
              if re.search(r"[\x00-\x1f\x7f-\x9f]", title)]
    store = sqlite3.connect(home + "/data/khabar/khabar.db")
    tables = {row[0] for row in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    body_table = "bodies" if "bodies" in tables else "content"
    rows = store.execute("SELECT e.feed_id, b.content FROM entries e JOIN %s b ON b.entry_id = e.id" % body_table)
    seen = {}
    for feed, content in rows:
        seen[feed] = seen.get(feed, 0) + 1
        if not content or seen[feed] > ENTRIES_PER_FEED:
            continue
        content = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
        path = home + "/entry.html"
        with open(path, "wb") as entry:
            entry.write(content)
        complaint = complaint_about(*khabar("dump", "--order=visual", path))
        if complaint and "empty" not in complaint:
            wrong.append(("feed %d: %r" % (feed, content[:60]), complaint))
        count += 1
    report("every_sampled_entry_opens", wrong, count)


open_articles("every_page_opens", files((".html",), ["html", "encodings"]))
open_articles("every_text_opens", files((".txt", ".md", ".input", ".srt"), ["text", "encodings"]))
open_articles("every_hostile_file_ends_in_a_page_or_a_clear_error", files(("",), ["hostile"]))
refresh_feeds(list(files(FEED_ENDINGS, ["feeds", "hostile", "encodings", "suites/feedparser", "suites/gofeed",
                                        "suites/feed-rs", "suites/rss-parser", "suites/podcastparser",
                                        "suites/kde-syndication", "suites/feedvalidator"])))
open_entries()
subprocess.run(["rm", "-rf", home])
sys.exit(failures > 0)
