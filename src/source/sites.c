#include "source/sites.h"

#include <string.h>

/* A "*" in the host stands for what comes before, in the path for one part of it, which $1 and $2 repeat; $h is the
 * host. The first row that fits counts; one without a feed says that the page itself must be asked. */
static const struct site {
    const char *host, *path, *feed;
} sites[] = {
    { "youtube.com", "channel/*", "https://www.youtube.com/feeds/videos.xml?channel_id=$1" },
    { "youtube.com", "playlist?list=*", "https://www.youtube.com/feeds/videos.xml?playlist_id=$1" },
    { "youtube.com", "user/*", "https://www.youtube.com/feeds/videos.xml?user=$1" },
    { "youtube.com", "*", NULL },
    { "reddit.com", "r/*", "https://www.reddit.com/r/$1/.rss" },
    { "reddit.com", "user/*", "https://www.reddit.com/user/$1/.rss" },
    { "reddit.com", "u/*", "https://www.reddit.com/user/$1/.rss" },
    { "github.com", "*/*", "https://github.com/$1/$2/releases.atom" },
    { "github.com", "*/*/releases", "https://github.com/$1/$2/releases.atom" },
    { "github.com", "*/*/tags", "https://github.com/$1/$2/tags.atom" },
    { "github.com", "*/*/commits", "https://github.com/$1/$2/commits.atom" },
    { "github.com", "*", "https://github.com/$1.atom" },
    { "gitlab.com", "*/*", "https://gitlab.com/$1/$2/-/tags?format=atom" },
    { "medium.com", "*", "https://medium.com/feed/$1" },
    { "*.medium.com", "", "https://$h/feed" },
    { "*.wordpress.com", "", "https://$h/feed/" },
    { "*.blogspot.com", "", "https://$h/feeds/posts/default" },
    { "*.substack.com", "", "https://$h/feed" },
    { "*.tumblr.com", "", "https://$h/rss" },
    { "vimeo.com", "*", "https://vimeo.com/$1/videos/rss" },
    { "bsky.app", "profile/*", "https://bsky.app/profile/$1/rss" },
    { "stackoverflow.com", "questions/tagged/*", "https://stackoverflow.com/feeds/tag/$1" },
    { "news.ycombinator.com", "", "https://news.ycombinator.com/rss" },
    { "pypi.org", "project/*", "https://pypi.org/rss/project/$1/releases.xml" },
    { "*", "@*", "https://$h/@$1.rss" }, /* Mastodon and its kin */
};

static const char *const common_paths[] = { "feed", "rss.xml", "feed.xml", "atom.xml", "index.xml", "rss", "feed.json",
                                            "feeds/posts/default" };
enum { COMMON_COUNT = sizeof common_paths / sizeof common_paths[0] };

enum { WILD_LIMIT = 2 };

struct parts {
    struct slice host, path; /* without "www.", without "/" at either end; the path has its query */
    struct slice wild[WILD_LIMIT];
};

static struct parts parts_of(struct slice address)
{
    size_t scheme = slice_find(address, SLICE("://"));
    struct slice rest = slice_part(address, scheme + 3, address.length);
    rest = slice_part(rest, 0, slice_find(rest, SLICE("#")));
    size_t slash = slice_find(rest, SLICE("/"));
    struct parts parts = { .host = slice_part(rest, 0, slash), .path = slice_part(rest, slash + 1, rest.length) };
    if (slice_starts_with_ignoring_case(parts.host, SLICE("www.")))
        parts.host = slice_part(parts.host, 4, parts.host.length);
    while (parts.path.length > 0 && parts.path.bytes[parts.path.length - 1] == '/')
        parts.path.length--;
    return parts;
}

static bool host_fits(struct slice host, const char *pattern)
{
    struct slice end = slice_of(pattern);
    if (pattern[0] != '*')
        return slice_equal_ignoring_case(host, end);
    end = slice_part(end, 1, end.length);
    return host.length > end.length &&
           slice_equal_ignoring_case(slice_part(host, host.length - end.length, host.length), end);
}

static bool path_fits(struct parts *parts, const char *pattern)
{
    struct slice path = parts->path;
    size_t at = 0, wilds = 0;
    for (const char *byte = pattern; *byte; byte++) {
        if (*byte != '*') {
            if (at == path.length || path.bytes[at++] != *byte)
                return false;
            continue;
        }
        size_t start = at;
        while (at < path.length && !strchr("/?&", path.bytes[at]))
            at++;
        if (at == start)
            return false;
        parts->wild[wilds++] = slice_part(path, start, at);
    }
    return at == path.length;
}

static struct slice fill(const char *feed, const struct parts *parts, struct arena *arena)
{
    struct slice filled = SLICE("");
    for (const char *byte = feed; *byte;) {
        const char *dollar = strchr(byte, '$');
        size_t length = dollar ? (size_t)(dollar - byte) : strlen(byte);
        struct slice part = !dollar ? SLICE("") : dollar[1] == 'h' ? parts->host : parts->wild[dollar[1] - '1'];
        filled = arena_format(arena, "%.*s%.*s%.*s", SLICE_ARGUMENT(filled), (int)length, byte, SLICE_ARGUMENT(part));
        byte += length + (dollar ? 2 : 0);
    }
    return filled;
}

struct slice site_feed(struct slice address, struct arena *arena)
{
    struct parts parts = parts_of(address);
    for (size_t row = 0; row < sizeof sites / sizeof *sites; row++)
        if (host_fits(parts.host, sites[row].host) && path_fits(&parts, sites[row].path))
            return sites[row].feed ? fill(sites[row].feed, &parts, arena) : SLICE("");
    return SLICE("");
}

/* Without its query, and without "/" at the end; `root`: scheme and host alone. */
static struct slice place_of(struct slice address, bool root)
{
    size_t host = slice_find(address, SLICE("://")) + 3;
    struct slice rest = slice_part(address, host, address.length);
    size_t end = 0;
    while (end < rest.length && !strchr(root ? "/?#" : "?#", rest.bytes[end]))
        end++;
    while (end > 0 && rest.bytes[end - 1] == '/')
        end--;
    return slice_part(address, 0, host + end);
}

struct slice site_common_feed(struct slice address, size_t number, struct arena *arena)
{
    struct slice root = place_of(address, true), page = place_of(address, false);
    bool has_page = page.length > root.length;
    if (number >= (has_page ? 2 : 1) * COMMON_COUNT)
        return SLICE("");
    struct slice place = has_page && number < COMMON_COUNT ? page : root;
    return arena_format(arena, "%.*s/%s", SLICE_ARGUMENT(place), common_paths[number % COMMON_COUNT]);
}
