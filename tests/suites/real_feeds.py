"""Feeds that are out there, beside what feedparser 6 made of them: titles, links, dates and how many."""
import json, os
from case import Case


def link_fact(name, place, link):
    """feedparser leaves relative links relative, and passes on what is no address of the web."""
    if link.startswith("http"):
        return name, "address", place, link
    if ":" in link:
        return name, "truth", place, None
    return name, "completed", place, link


def item_facts(item, number):
    at, prefix = ["entries", number], "items.%d." % number
    item = {key: value for key, value in item.items() if isinstance(value, (str, list))}
    if item.get("title"):
        yield prefix + "title", "text", at + ["title"], item["title"]
    if item.get("link"):
        yield link_fact(prefix + "link", at + ["link"], item["link"])
    if str(item.get("date")).startswith("1-01-01"):      # some programs' zero
        yield prefix + "date", "truth", at + ["published"], None
    elif item.get("date"):
        yield prefix + "date", "some date", at, item["date"]
    if item.get("author"):
        yield prefix + "author", "some author", at, item["author"]
    for enclosure in item.get("enclosures") or []:
        url = enclosure if isinstance(enclosure, str) else enclosure.get("href") or enclosure.get("url")
        if url.startswith("http"):
            yield prefix + "enclosure", "file", at, url
    for tag in item.get("tags") or []:
        yield prefix + "tag", "has", at + ["tags"], tag if isinstance(tag, str) else tag.get("term")


def facts(peer):
    yield "items", "length", ["entries"], len(peer["items"])
    if isinstance(peer.get("title"), str):
        yield "title", "text", ["feed", "title"], peer["title"]
    if isinstance(peer.get("link"), str):
        yield link_fact("link", ["feed", "link"], peer["link"])
    for number, item in enumerate(peer["items"]):
        yield from item_facts(item, number)


def cases(folder):
    with open(os.path.join(folder, "PEER-feedparser.jsonl"), encoding="utf-8") as file:
        for peer in map(json.loads, file):
            path = os.path.join(folder, peer["file"])
            if os.path.exists(path):
                yield Case(peer["file"], path, list(facts(peer)), address="https://example.org/feed")
