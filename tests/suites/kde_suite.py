"""KDE's syndication: X.xml and a dump of what was read of it, "name: #value#", in X.xml.expected."""
import glob, os, re
from case import Case

ADDRESS = "https://example.org/feed"
MARK = re.compile(r"^# (\w+) (begin|end) #+$")
FIELD = re.compile(r"^(\w+): #(.*)", re.S)


def read_dump(text):
    """Nested blocks; a value goes on until a line ends with "#"."""
    root = block = {"kind": "root", "blocks": [], "fields": {}}
    stack = [root]
    lines = iter(text.split("\n"))
    for line in lines:
        mark, field = MARK.match(line), FIELD.match(line)
        if mark and mark.group(2) == "begin":
            block = {"kind": mark.group(1), "blocks": [], "fields": {}}
            stack[-1]["blocks"].append(block)
            stack.append(block)
        elif mark:
            stack.pop()
        elif field:
            value = field.group(2)
            while not value.endswith("#"):
                value += "\n" + next(lines)
            stack[-1]["fields"].setdefault(field.group(1), value[:-1])
    return root


def blocks(parent, kind):
    return [block for block in parent["blocks"] if block["kind"] == kind]


def entry_facts(item, number):
    at, fields, prefix = ["entries", number], item["fields"], "items.%d." % number
    if fields.get("title"):
        yield prefix + "title", "text", at + ["title"], fields["title"]
    if fields.get("link"):
        yield prefix + "link", "address", at + ["link"], fields["link"]
    if fields.get("id") and not fields["id"].startswith("hash:"):
        yield prefix + "id", "text", at + ["id"], fields["id"]
    if fields.get("description"):
        yield prefix + "description", "some html", at, fields["description"]
    if fields.get("content"):
        yield prefix + "content", "some html", at, fields["content"]
    if fields.get("datePublished"):
        yield prefix + "date", "some date", at, fields["datePublished"]
    if fields.get("commentsLink"):
        yield prefix + "comments", "address", at + ["comments"], fields["commentsLink"]
    for person in blocks(item, "Person"):
        if person["fields"].get("name"):
            yield prefix + "author", "author", at + ["author"], person["fields"]["name"]
    for category in blocks(item, "Category"):
        if category["fields"].get("term"):
            yield prefix + "category", "has", at + ["tags"], category["fields"]["term"]
    for enclosure in blocks(item, "Enclosure"):
        yield prefix + "enclosure", "file", at, enclosure["fields"]["url"]


def facts(root):
    feed = blocks(root, "Feed")[0]
    items = blocks(feed, "Item")
    yield "items", "length", ["entries"], len(items)
    for theirs, how, ours in (("title", "text", "title"), ("description", "text", "subtitle"),
                              ("link", "address", "link"), ("language", "equal", "language")):
        if feed["fields"].get(theirs):
            yield theirs, how, ["feed", ours], feed["fields"][theirs]
    for number, item in enumerate(items):
        yield from entry_facts(item, number)


class KdeCase(Case):
    """KDE sorts an RDF feed's items by its list of contents; here each is compared with the one of its link."""

    def __init__(self, *arguments, links, **named):
        super().__init__(*arguments, **named)
        self.links = links

    def understood(self):
        parsed = super().understood()
        places = {link: number for number, link in enumerate(self.links)}
        parsed["entries"].sort(key=lambda entry: places.get(entry.get("link"), -1))
        return parsed


def cases(folder):
    for expected in sorted(glob.glob(os.path.join(folder, "*", "*.expected"))):
        path = expected[:-len(".expected")]
        with open(expected, encoding="utf-8") as file:
            dump = read_dump(file.read())
        links = [item["fields"].get("link") for item in blocks(blocks(dump, "Feed")[0], "Item")]
        links = links if "rdf/" in path and None not in links else []
        if os.path.exists(path):
            yield KdeCase(os.path.relpath(path, folder), path, list(facts(dump)), address=ADDRESS, links=links)
