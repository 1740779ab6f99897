"""One file of a suite and what its authors expect of it."""
import calendar, datetime, re, urllib.parse
import khabar


def seconds(value):
    """Of a date as suites write it, or None."""
    if isinstance(value, (int, float)):
        return int(value)
    if isinstance(value, list):
        return calendar.timegm(tuple(value[:6]) + (0, 1, 0))
    text = str(value).replace("Z", "+00:00")
    text = re.sub(r"(\.\d+)", "", text)
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        try:
            moment = datetime.datetime.strptime(text, "%a %b %d %H:%M:%S %Y")
        except ValueError:
            return None
    return int((moment if moment.tzinfo else moment.replace(tzinfo=datetime.timezone.utc)).timestamp())


class Case:
    """Facts are (name, how, place, expected): `how` is a key of COMPARE, `place` walks the JSON of khabar parse."""

    def __init__(self, name, path, facts, content_type=None, address=None):
        self.name, self.path, self.facts = name, path, facts
        self.content_type, self.address = content_type, address

    def understood(self):
        return khabar.parse(self.path, self.content_type, self.address)

    def results(self):
        parsed = self.understood()
        for name, how, place, expected in self.facts:
            ours = walk(parsed, place)
            yield name, COMPARE[how](ours, expected, parsed, place), ours, expected


def walk(value, place):
    for step in place:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def entry_base(parsed, place):
    entry = walk(parsed, place[:2]) if place[:1] == ["entries"] else {}
    return (entry or {}).get("link")


def dates(entry):
    return [seconds((entry or {})[key]) for key in ("published", "updated") if key in (entry or {})]


def htmls(entry):
    entry = entry or {}
    return [entry.get("summary", "")] + [content.get("value", "") for content in entry.get("content", [])]


def files(entry):
    entry = entry or {}
    return entry.get("enclosures", []) + entry.get("media_content", [])


COMPARE = {
    "text": lambda ours, theirs, *_: khabar.same_text(ours, theirs),
    "html": lambda ours, theirs, parsed, place: khabar.same_html(ours, theirs, entry_base(parsed, place)),
    "address": lambda ours, theirs, *_: khabar.same_address(ours, theirs),
    "completed": lambda ours, theirs, *_: urllib.parse.unquote(ours or "").endswith(urllib.parse.unquote(theirs)),
    "date": lambda ours, theirs, *_: (ours and seconds(ours)) == (theirs and seconds(theirs)),
    "number": lambda ours, theirs, *_: (ours or 0) == max(int(theirs or 0), 0),
    "equal": lambda ours, theirs, *_: ours == theirs,
    "truth": lambda ours, theirs, *_: bool(ours) == bool(theirs),
    "encoding": lambda ours, theirs, *_: khabar.same_encoding(ours or "", theirs),
    "length": lambda ours, theirs, *_: len(ours or []) == theirs,
    "has": lambda ours, theirs, *_: any(khabar.same_text(item.get("term", item.get("href", item.get("url"))), theirs)
                                        for item in ours or []),
    "lower": lambda ours, theirs, *_: (ours or "").lower() == theirs.lower(),
    "some date": lambda ours, theirs, *_: seconds(theirs) in dates(ours),
    "some html": lambda ours, theirs, *_: any(khabar.same_html(html, theirs, (ours or {}).get("link")) for html in htmls(ours or {})),
    "some author": lambda ours, theirs, *_: any(word in (ours or {}).get("author", "") for word in theirs.split()),
    "file": lambda ours, theirs, *_: any(khabar.same_address(file.get("href") or file.get("url"), theirs) for file in files(ours)),
    "id": lambda ours, theirs, *_: khabar.same_address(re.sub("^http:", "https:", ours or ""),
                                                      re.sub("^http:", "https:", theirs)),
    "file size": lambda ours, theirs, *_: theirs in [file.get("length") for file in files(ours)],
    "duration": lambda ours, theirs, *_: theirs in [file.get("duration") for file in files(ours)],
    "author": lambda ours, theirs, *_: khabar.folded(theirs) in khabar.folded(ours),
}
