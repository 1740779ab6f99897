"""What khabar understands of a feed, and when two texts say the same to a reader."""
import codecs, html.parser, json, os, re, subprocess, tempfile, urllib.parse

KHABAR = None           # set by suites.py
SECONDS = 30
home = tempfile.mkdtemp(prefix="khabar-suites-")
environment = dict(os.environ, HOME=home, XDG_CONFIG_HOME=home + "/config", XDG_DATA_HOME=home + "/data",
                   LC_ALL="C.UTF-8", NO_COLOR="")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def run(*arguments, stdin=None):
    return subprocess.run([KHABAR, *arguments], input=stdin, env=environment, timeout=SECONDS,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def parse(path, content_type=None, address=None):
    """The JSON, or {"error": …}."""
    options = (["--content-type", content_type] if content_type else []) + (["--address", address] if address else [])
    done = run("parse", "--json", *options, path)
    if done.returncode:
        return {"error": done.stderr.decode("utf-8", "replace").strip(), "bozo": True, "feed": {}, "entries": []}
    return json.loads(done.stdout)


def shown(html_text):
    """What the page shows of an entry's content."""
    with tempfile.NamedTemporaryFile("w", suffix=".html", dir=home, encoding="utf-8", delete=False) as file:
        file.write(html_text)
    done = run("dump", "--width", "200", file.name)
    os.unlink(file.name)
    return done.stdout.decode("utf-8", "replace")


class Reader(html.parser.HTMLParser):
    HIDDEN = ("script", "style", "head", "object", "applet", "embed")
    ADDRESSES = ("href", "src", "cite")

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text, self.links, self.hidden = [], [], 0

    def handle_starttag(self, tag, attributes):
        self.hidden += tag in self.HIDDEN and tag != "embed"
        self.text.append(" " if tag in ("p", "br", "div", "li", "tr", "td", "h1", "h2", "h3") else "")
        self.links += [(value or "").strip() for name, value in attributes if name in self.ADDRESSES]

    def handle_endtag(self, tag):
        self.hidden -= self.hidden > 0 and tag in self.HIDDEN and tag != "embed"

    def handle_data(self, data):
        if not self.hidden:
            self.text.append(data)


def read_html(text):
    reader = Reader()
    reader.feed(text or "")
    reader.close()
    return "".join(reader.text), reader.links


def folded(text):
    """Without what no reader sees: white space, controls, what other programs put in their place."""
    return re.sub(r"[\s\u200b\ufeff]+", "", CONTROL.sub("", text or ""))


def same_text(ours, theirs):
    """One of them may still be markup."""
    return folded(ours) in (folded(theirs), folded(read_html(theirs)[0]), folded(read_html(read_html(theirs)[0])[0])) \
        or folded(read_html(ours)[0]) == folded(read_html(theirs)[0])


def same_html(ours, theirs, base=None):
    ours_text, ours_links = read_html(ours)
    theirs_text, theirs_links = read_html(theirs)
    ours_links = [urllib.parse.urljoin(base or "", link) for link in ours_links]
    theirs_links = [urllib.parse.urljoin(base or "", link) for link in theirs_links]
    if set(map(urllib.parse.unquote, theirs_links)) - set(map(urllib.parse.unquote, ours_links)):
        return False
    return folded(ours_text) == folded(theirs_text) or same_text(ours, theirs)


def same_address(ours, theirs):
    def plain(address):
        address = urllib.parse.unquote((address or "").strip())
        address = re.sub(r"^https?://[^/?#]+", lambda host: host.group().lower(), address)
        return re.sub(r"^(https?://[^/?#]+)/?$", r"\1", address)
    return plain(ours) == plain(theirs)


def same_encoding(ours, theirs):
    def canonical(name):
        name = {"windows-874": "tis-620", "cp874": "tis-620"}.get(name.lower(), name)
        try:
            return codecs.lookup(name).name
        except LookupError:
            return name.lower()
    return canonical(ours) == canonical(theirs)
