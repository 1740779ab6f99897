"""feed-rs: X.xml or X.json and its model of it in X.serde.json."""
import glob, json, os
from case import Case

ADDRESS = "https://example.org/feed"


def text_of(value):
    return (value or {}).get("content")


def page_link(links):
    for link in links or []:
        if link.get("rel") in (None, "alternate"):
            return link["href"]
    return None


def entry_facts(entry, number):
    at = ["entries", number]
    prefix = "entries.%d." % number
    if text_of(entry["title"]):
        yield prefix + "title", "text", at + ["title"], text_of(entry["title"])
    if text_of(entry["summary"]):
        yield prefix + "summary", "html", at + ["summary"], text_of(entry["summary"])
    content = (entry["content"] or {}).get("body")
    if content and entry["summary"]:
        yield prefix + "content", "html", at + ["content", 0, "value"], content
    if page_link(entry["links"]):
        yield prefix + "link", "address", at + ["link"], page_link(entry["links"])
    for author in entry["authors"]:
        if author["name"]:
            yield prefix + "author", "author", at + ["author"], author["name"]
    if entry["published"]:
        yield prefix + "published", "date", at + ["published"], entry["published"]
    if entry["updated"]:                    # of RSS, which has one date only, it is a copy of the other
        yield prefix + "updated", "some date", at, entry["updated"]
    for category in entry["categories"]:
        yield prefix + "categories", "has", at + ["tags"], category["term"]
    for media in entry["media"]:
        for content in media["content"]:
            if content["url"]:
                yield prefix + "media", "file", at, content["url"]
        for thumbnail in media["thumbnails"]:
            yield prefix + "thumbnail", "has", at + ["media_thumbnail"], thumbnail["image"]["uri"]


def facts(expected):
    yield "entries", "length", ["entries"], len(expected["entries"])
    if text_of(expected["title"]):
        yield "title", "text", ["feed", "title"], text_of(expected["title"])
    if text_of(expected["description"]):
        yield "description", "text", ["feed", "subtitle"], text_of(expected["description"])
    if page_link(expected["links"]):
        yield "link", "address", ["feed", "link"], page_link(expected["links"])
    if expected["language"]:
        yield "language", "lower", ["feed", "language"], expected["language"]
    for author in expected["authors"]:
        if author["name"]:
            yield "author", "author", ["feed", "author"], author["name"]
    for number, entry in enumerate(expected["entries"]):
        yield from entry_facts(entry, number)


def cases(folder):
    for expected in sorted(glob.glob(os.path.join(folder, "*", "*.serde.json"))):
        stem = expected[:-len(".serde.json")]
        path = next((stem + ending for ending in (".xml", ".json") if os.path.exists(stem + ending)), None)
        with open(expected, encoding="utf-8") as file:
            model = json.load(file)
        if path:
            yield Case(os.path.relpath(path, folder), path, list(facts(model)), address=ADDRESS)
