#!/usr/bin/env python3
"""parse_test.py KHABAR: khabar parse, by its output. Prints TAP."""
import json, os, subprocess, sys, tempfile

KHABAR = os.path.abspath(sys.argv[1])
home = tempfile.mkdtemp(prefix="khabar-parse-")
environment = {"PATH": os.environ["PATH"], "HOME": home, "LC_ALL": "C.UTF-8"}
failures = 0


def khabar(*arguments, stdin=b""):
    done = subprocess.run([KHABAR, *arguments], input=stdin, env=environment, timeout=60,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def check(name, good, *evidence):
    global failures
    failures += not good
    print("%s - %s" % ("ok" if good else "not ok", name))
    if not good:
        print("\n".join("# " + line for item in evidence for line in str(item).splitlines()))


FEED = """<rss version="2.0"><channel><title>أخبار</title><link>https://e.org/</link>
%s</channel></rss>"""
ITEM = "<item><guid>%d</guid><title>خبر %d</title><link>/%d</link><category>a</category></item>"
whole = FEED % "".join(ITEM % (n, n, n) for n in range(100))

status, out, error = khabar("parse", "-", stdin=whole.encode())
check("every_entry_of_a_feed_that_comes_in_pieces_is_listed",
      status == 0 and all("\tخبر %d\thttps://e.org/%d\n" % (n, n) in out for n in range(100)) and "title\tأخبار" in out,
      status, out, error)
listed = [line.split("\t")[2] for line in out.splitlines() if line.count("\t") == 2]
check("entries_are_listed_in_the_order_of_the_feed", listed == ["https://e.org/%d" % n for n in range(100)], listed[:40])

status, out, error = khabar("parse", "--json", "-", stdin=whole.encode())
found = json.loads(out)
check("json_has_the_names_of_feedparser",
      status == 0 and found["bozo"] is False and found["version"] == "RSS 2.0" and found["encoding"] == "UTF-8" and
      found["feed"]["title"] == "أخبار" and len(found["entries"]) == 100 and
      found["entries"][7]["link"] == "https://e.org/7" and found["entries"][7]["tags"] == [{"term": "a"}],
      status, out[:500], error)

status, out, error = khabar("parse", "--json", "-", stdin=whole[:-400].encode())
check("a_feed_that_was_cut_short_is_said_to_be_damaged", status == 0 and json.loads(out)["bozo"] is True, error)

status, out, error = khabar("parse", "--json", "--content-type", "text/xml; charset=windows-1255", "--address",
                            "https://a.example/x/feed", "-",
                            stdin=b"<rss><channel><item><title>\xf9\xec\xe5\xed</title><link>1</link></item></channel></rss>")
found = json.loads(out)
check("what_a_server_would_have_said_can_be_said",
      found["entries"][0]["title"] == "שלום" and found["entries"][0]["link"] == "https://a.example/x/1", out, error)

status, out, error = khabar("parse", "-", stdin=b"<!doctype html><p>no feed")
check("what_is_no_feed_is_named", status == 1 and out == "" and "web page" in error, status, out, error)

sys.exit(1 if failures else 0)
