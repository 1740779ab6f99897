"""rss-parser: input/X.rss and output/X.json."""
import glob, json, os
from case import Case

ADDRESS = "https://example.org/feed"
KEPT_LINKS = {"link": "link", "feedUrl": "self"}


def entry_facts(item, number):
    at = ["entries", number]
    prefix = "items.%d." % number
    if item.get("title"):
        yield prefix + "title", "text", at + ["title"], item["title"]
    if isinstance(item.get("link"), str):
        yield prefix + "link", "address", at + ["link"], item["link"]
    if item.get("isoDate"):
        yield prefix + "isoDate", "some date", at, item["isoDate"]
    if isinstance(item.get("content:encoded") or item.get("content"), str):
        yield prefix + "content", "some html", at, item.get("content:encoded") or item["content"]
    if item.get("guid") or item.get("id"):
        yield prefix + "id", "text", at + ["id"], item.get("guid") or item["id"]
    author = item.get("creator") or item.get("author")
    if isinstance(author, str):
        yield prefix + "author", "author", at + ["author"], author
    for category in item.get("categories") or []:
        yield prefix + "categories", "has", at + ["tags"], category if isinstance(category, str) else category.get("_")
    enclosure = item.get("enclosure")
    if enclosure:
        yield prefix + "enclosure", "has", at + ["enclosures"], enclosure["url"]
        yield prefix + "enclosure.length", "number", at + ["enclosures", 0, "length"], enclosure.get("length")
    if isinstance(item.get("comments"), str):
        yield prefix + "comments", "address", at + ["comments"], item["comments"]


def facts(feed):
    yield "items", "length", ["entries"], len(feed["items"])
    for theirs, how, ours in (("title", "text", "title"), ("description", "text", "subtitle"),
                              ("link", "address", "link"), ("feedUrl", "address", "self"),
                              ("language", "lower", "language"), ("ttl", "number", "ttl")):
        if feed.get(theirs):
            yield theirs, how, ["feed", ours], feed[theirs]
    for number, item in enumerate(feed["items"]):
        yield from entry_facts(item, number)


def cases(folder):
    for expected in sorted(glob.glob(os.path.join(folder, "output", "*.json"))):
        stem = os.path.basename(expected)[:-len(".json")]
        path = glob.glob(os.path.join(folder, "input", glob.escape(stem) + ".*"))
        with open(expected, "rb") as file:
            written = file.read()
        try:
            feed = json.loads(written)["feed"]
        except UnicodeDecodeError:
            feed = json.loads(written.decode("iso-8859-1"))["feed"]
        if path:
            yield Case(os.path.basename(path[0]), path[0], list(facts(feed)), address=ADDRESS)
