"""gofeed's tests: X.xml and what is expected of it in X.json, in the format's own model or in the common one."""
import glob, json, os
from case import Case

ADDRESS = "https://example.org/feed"


def entry_facts(item, number):
    at = ["entries", number]
    for name in ("title", "description", "summary"):
        if isinstance(item.get(name), str):
            key = "title" if name == "title" else "summary"
            yield "items.%d.%s" % (number, name), "text" if key == "title" else "html", at + [key], item[name]
    content = item.get("content")
    content = content.get("value") if isinstance(content, dict) else content
    if content:
        yield "items.%d.content" % number, "html", at + ["content", 0, "value"], content
    if item.get("link"):
        yield "items.%d.link" % number, "address", at + ["link"], item["link"]
    for link in item.get("links") or []:
        if isinstance(link, dict) and link.get("rel", "alternate") == "alternate" and link.get("href"):
            yield "items.%d.links" % number, "address", at + ["link"], link["href"]
    guid = item.get("guid") or item.get("id")
    guid = guid.get("value") if isinstance(guid, dict) else guid
    if guid:
        yield "items.%d.guid" % number, "text", at + ["id"], guid
    for author in item.get("authors") or []:
        if author.get("name"):
            yield "items.%d.author" % number, "author", at + ["author"], author["name"]
    for key in ("published", "updated", "pubDate"):
        if item.get(key + "Parsed"):
            yield "items.%d.%s" % (number, key), "date", at + ["updated" if key == "updated" else "published"], \
                item[key + "Parsed"]
    for category in item.get("categories") or []:
        term = category if isinstance(category, str) else category.get("term") or category.get("value")
        if term:
            yield "items.%d.categories" % number, "has", at + ["tags"], term
    if item.get("comments"):
        yield "items.%d.comments" % number, "address", at + ["comments"], item["comments"]
    for index, enclosure in enumerate(item.get("enclosures") or []):
        yield "items.%d.enclosures" % number, "has", at + ["enclosures"], enclosure.get("url")
        if enclosure.get("length"):
            yield "items.%d.enclosures.length" % number, "number", at + ["enclosures", index, "length"], \
                enclosure["length"]


def facts(expected):
    feed = ["feed"]
    yield "entries", "length", ["entries"], len(expected.get("items") or expected.get("entries") or [])
    if expected.get("title"):
        yield "title", "text", feed + ["title"], expected["title"]
    description = expected.get("description") or expected.get("subtitle")
    if description:
        yield "description", "text", feed + ["subtitle"], description
    if expected.get("link"):
        yield "link", "address", feed + ["link"], expected["link"]
    if expected.get("feedLink"):
        yield "feedLink", "address", feed + ["self"], expected["feedLink"]
    if expected.get("language"):
        yield "language", "equal", feed + ["language"], expected["language"]
    for author in expected.get("authors") or []:
        if author.get("name"):
            yield "author", "author", feed + ["author"], author["name"]
    if expected.get("ttl"):
        yield "ttl", "number", feed + ["ttl"], expected["ttl"]
    if expected.get("skipHours"):
        yield "skipHours", "equal", feed + ["skiphours"], sorted(int(hour) % 24 for hour in expected["skipHours"])
    if expected.get("skipDays"):
        days = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split()
        yield "skipDays", "equal", feed + ["skipdays"], sorted(days.index(day) for day in expected["skipDays"])
    for number, item in enumerate(expected.get("items") or expected.get("entries") or []):
        yield from entry_facts(item, number)


def cases(folder):
    for path in sorted(glob.glob(os.path.join(folder, "*", "*", "*.xml")) +
                       glob.glob(os.path.join(folder, "*", "*.xml"))):
        expected = path[:-4] + ".json"
        if os.path.exists(expected):
            with open(expected, encoding="utf-8-sig") as file:
                yield Case(os.path.relpath(path, folder), path, list(facts(json.load(file))), address=ADDRESS)
