"""feedparser's own tests, as EXPECT.jsonl has them: path, operator, value."""
import json, os, re, urllib.parse
import khabar
from case import COMPARE, Case, walk

ADDRESS = "http://127.0.0.1:8097/tests/"
# What a reader shows or keeps: path in feedparser, how it is compared, path in khabar's JSON. N is any number.
SCOPE = [
    ("bozo", "truth", "bozo"),
    ("encoding", "encoding", "encoding"),
    ("version", "version", "version"),
    ("feed.title", "text", "feed.title"),
    ("feed.title_detail.value", "text", "feed.title"),
    ("feed.subtitle", "text", "feed.subtitle"),
    ("feed.subtitle_detail.value", "text", "feed.subtitle"),
    ("feed.tagline", "text", "feed.subtitle"),
    ("feed.description", "text", "feed.subtitle"),
    ("feed.link", "address", "feed.link"),
    ("feed.links.N.href", "address", "feed.link"),
    ("feed.language", "equal", "feed.language"),
    ("feed.author", "author", "feed.author"),
    ("feed.author_detail.name", "author", "feed.author"),
    ("feed.ttl", "minutes", "feed.ttl"),
    ("entries.N.title", "text", "entries.N.title"),
    ("entries.N.title_detail.value", "text", "entries.N.title"),
    ("entries.N.description", "html", "entries.N.summary"),
    ("entries.N.summary", "html", "entries.N.summary"),
    ("entries.N.content.N.value", "html", "entries.N.content.N.value"),
    ("entries.N.content.N.language", "equal", "entries.N.language"),
    ("entries.N.summary_detail.language", "equal", "entries.N.language"),
    ("entries.N.language", "equal", "entries.N.language"),
    ("entries.N.link", "address", "entries.N.link"),
    ("entries.N.id", "address", "entries.N.id"),
    ("entries.N.guid", "address", "entries.N.id"),
    ("entries.N.author", "author", "entries.N.author"),
    ("entries.N.author_detail.name", "author", "entries.N.author"),
    ("entries.N.authors.N.name", "author", "entries.N.author"),
    ("entries.N.category", "text", "entries.N.tags.0.term"),
    ("entries.N.tags.N.term", "text", "entries.N.tags.N.term"),
    ("entries.N.tags", "tags", "entries.N.tags"),
    ("entries.N.comments", "address", "entries.N.comments"),
    ("entries.N.enclosures.N.url", "address", "entries.N.enclosures.N.href"),
    ("entries.N.enclosures.N.href", "address", "entries.N.enclosures.N.href"),
    ("entries.N.enclosures.N.length", "number", "entries.N.enclosures.N.length"),
    ("entries.N.media_thumbnail.N.url", "address", "entries.N.media_thumbnail.N.url"),
    ("entries.N.image.href", "address", "entries.N.media_thumbnail.0.url"),
    ("entries.N.published_parsed", "date", "entries.N.published_parsed"),
    ("entries.N.updated_parsed", "date", "entries.N.updated_parsed"),
    ("entries.N.subtitle", "html", "entries.N.summary"),
]
VERSIONS = {"rss20": "RSS 2.0", "rss090": "RSS 0.90", "rss091n": "RSS 0.91", "rss091u": "RSS 0.91", "rss092": "RSS 0.92",
            "rss093": "RSS 0.93", "rss094": "RSS 0.94", "rss10": "RSS 1.0", "rss": "RSS", "atom03": "Atom 0.3",
            "atom10": "Atom 1.0", "atom": "Atom 1.0", "json11": "JSON Feed 1.1", "json1": "JSON Feed 1.0"}
# Some expectations are Python that EXPECT.jsonl could not turn into checks.
EQUAL_PAIRS = re.compile(r"entries\[0\]\['(\w+)'\] == entries\[1\]\['\w+'\] == '([^']*)'")


def numbered(path, numbers):
    """Puts the numbers into the N's of a path, as far as there are any."""
    numbers = list(numbers)
    return [numbers.pop(0) if step == "N" else int(step) if step.isdigit() else step for step in path.split(".")]


def fact_of(check):
    pattern = ".".join("N" if isinstance(step, int) else step for step in check["path"])
    numbers = [step for step in check["path"] if isinstance(step, int)]
    for theirs, how, ours in SCOPE:
        if theirs == pattern:
            return (".".join(map(str, check["path"])), how, numbered(ours, numbers), check)
    return None


class FeedparserCase(Case):
    def results(self):
        parsed = self.understood()
        for name, how, place, check in self.facts:
            if how in ("html", "text") and "sanitize/" in self.name:
                continue                              # judged by what reaches the page
            ours, theirs = walk(parsed, place), check.get("value")
            yield name, self.agrees(check["op"], how, ours, theirs, parsed, place), ours, theirs
        if "sanitize/" in self.name:
            yield self.harm_on_the_page(parsed)

    def agrees(self, operator, how, ours, theirs, parsed, place):
        if operator in ("truthy", "falsy"):
            return bool(ours) == (operator == "truthy")
        if operator == "!=":
            return ours != theirs
        if operator == "not in":
            return theirs not in (ours or "")
        if how == "version":
            return VERSIONS.get(theirs, theirs) == ours
        if how == "minutes":
            return str(ours) == str(theirs)
        if how == "encoding":
            with open(self.path, "rb") as file:      # ASCII is the same in all of them
                return file.read().isascii() or khabar.same_encoding(ours or "", theirs)
        return COMPARE[how](ours, theirs, parsed, place)

    def harm_on_the_page(self, parsed):
        """No script and no control character reaches it."""
        texts = [parsed["feed"].get("title", ""), parsed["feed"].get("subtitle", "")]
        contents = [entry.get("summary", "") for entry in parsed["entries"]]
        contents += [content.get("value", "") for entry in parsed["entries"] for content in entry["content"]]
        for content in filter(None, set(contents)):
            page = khabar.shown(content)
            texts.append(page)
            if "javascript:" in page.lower() or ("alert(" in page and "alert(" not in khabar.read_html(content)[0]):
                return "page", False, page, "no script"
        bad = [text for text in texts if khabar.CONTROL.search(text)]
        return "page", not bad, bad, "no control character"


def cases(folder):
    with open(os.path.join(folder, "EXPECT.jsonl"), encoding="utf-8") as file:
        tests = [json.loads(line) for line in file]
    for test in tests:
        checks = list(test.get("checks", []))
        for name, value in EQUAL_PAIRS.findall(test["expr"]) if not checks else []:
            checks += [{"path": ["entries", number, name], "op": "==", "value": value} for number in (0, 1)]
        facts = [fact for fact in map(fact_of, checks) if fact]
        headers = {name.lower(): value for name, value in test.get("headers", {}).items()}
        location = headers.get("content-location", "")
        address = urllib.parse.urljoin(test.get("url") or ADDRESS + test["file"], location)
        yield FeedparserCase(test["file"], os.path.join(folder, test["file"]), facts, headers.get("content-type"), address)
