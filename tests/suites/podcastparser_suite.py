"""podcastparser: X.rss and X.json."""
import glob, json, os
from case import Case

ADDRESS = "http://example.com/feed"


def episode_facts(episode, number):
    at = ["entries", number]
    prefix = "episodes.%d." % number
    for theirs, how, ours in (("title", "text", "title"), ("link", "address", "link"), ("guid", "id", "id")):
        if episode.get(theirs) and "file://" not in str(episode[theirs]):   # where the tests lay
            yield prefix + theirs, how, at + [ours], episode[theirs]
    if episode.get("published"):
        yield prefix + "published", "some date", at, episode["published"]
    description = episode.get("description_html") or episode.get("description")
    if description:
        yield prefix + "description", "some html", at, description
    if episode.get("total_time"):
        yield prefix + "total_time", "duration", at, episode["total_time"]
    for enclosure in episode.get("enclosures", []):
        yield prefix + "enclosures", "file", at, enclosure["url"]
        if enclosure["file_size"] > 0:
            yield prefix + "file_size", "file size", at, enclosure["file_size"]
    if episode.get("episode_art_url"):
        yield prefix + "art", "has", at + ["media_thumbnail"], episode["episode_art_url"]


def facts(expected, stem):
    yield "episodes", "length", ["entries"], len(expected["episodes"])
    for theirs, how, ours in (("title", "text", "title"), ("description", "text", "subtitle"),
                              ("link", "address", "link"), ("language", "equal", "language"),
                              ("new_url", "address", "newlocation"), ("itunes_author", "author", "author")):
        if expected.get(theirs) and expected[theirs] != stem:   # a feed without a title has that of its file
            yield theirs, how, ["feed", ours], expected[theirs]
    for number, episode in enumerate(expected["episodes"]):
        yield from episode_facts(episode, number)


def cases(folder):
    for path in sorted(glob.glob(os.path.join(folder, "*.rss"))):
        with open(path[:-4] + ".json", encoding="utf-8") as file:
            yield Case(os.path.basename(path), path, list(facts(json.load(file), os.path.basename(path)[:-4])), address=ADDRESS)
