#include "feed/identity.h"

#include "base/buffer.h"

#include <string.h>

/* By the beginning of the name, or by all of it. Names that may just as well say which entry it is (sid, session_id,
 * source …) are not here. */
static const char *const tracking_prefixes[] = { "utm_", "mtm_", "pk_campaign", "pk_kwd", "pk_source", "pk_medium",
                                                 "piwik_", "matomo_", "hsa_", "at_medium", "at_campaign", "at_custom",
                                                 "wt_mc", "wt.mc", "ns_mchannel", "ns_source", "ns_campaign", "cm_mmc",
                                                 "xtor", "aspsessionid" };
static const char *const tracking_names[] = {
    "fbclid", "gclid",   "gclsrc",    "dclid",  "gbraid",  "wbraid",    "msclkid", "yclid",     "ymclid",     "twclid",
    "igshid", "igsh",    "ttclid",    "spm",    "li_fat_id", "mc_cid",  "mc_eid",  "mkt_tok",   "vero_id",    "vero_conv",
    "s_cid",  "echobox", "_hsenc",    "_hsmi",  "_openstat", "_ga",     "_gl",     "guccounter", "ncid",      "smid",
    "ocid",   "cmpid",   "phpsessid", "maca",   "jsessionid", "cfid",   "cftoken", "ftag",      "srnd",       "taid",
    "rss",
};
/* These say where a reader came from when their value is that of a feed. */
static const char *const origin_names[] = { "ref", "source", "src", "from", "origin", "via", "cid" };
static const char *const origin_values[] = { "rss", "feed", "atom" };
/* Places in the entry's own page. */
static const char *const page_fragments[] = { "comments", "comment", "respond", "more", "rss", "top", "content", "main",
                                              "disqus_thread" };

struct parts {
    struct slice host, path, query, fragment; /* each but the host with the mark that opens it */
};

static bool split_web_address(struct slice address, struct parts *parts);
static void append_query(struct buffer *out, struct slice query);
static void append_lower(struct buffer *out, struct slice host);
static bool is_tracking(struct slice parameter);
static bool fragment_matters(struct slice fragment);
static struct slice without_session(struct slice path);

struct slice identity_of(struct slice id, struct arena *arena)
{
    struct parts parts;
    if (!split_web_address(id, &parts))
        return id;
    struct buffer key = buffer_create(2 * id.length + 16);
    buffer_append_string(&key, "https://");
    append_lower(&key, parts.host);
    parts.path = without_session(parts.path);
    buffer_append(&key, parts.path.length > 0 ? parts.path : SLICE("/"));
    append_query(&key, parts.query);
    if (fragment_matters(parts.fragment))
        buffer_append(&key, parts.fragment);
    bool same = slice_equal(buffer_slice(&key), id);
    struct slice kept = same ? id : arena_copy(arena, buffer_slice(&key));
    buffer_finish(&key);
    return kept;
}

static bool take_prefix(struct slice *text, struct slice prefix)
{
    if (!slice_starts_with_ignoring_case(*text, prefix))
        return false;
    *text = slice_part(*text, prefix.length, text->length);
    return true;
}

static struct slice take_until(struct slice *rest, const char *marks)
{
    size_t end = 0;
    while (end < rest->length && !strchr(marks, rest->bytes[end]))
        end++;
    struct slice taken = slice_part(*rest, 0, end);
    *rest = slice_part(*rest, end, rest->length);
    return taken;
}

static struct slice without_port(struct slice host, bool secure)
{
    struct slice port = secure ? SLICE(":443") : SLICE(":80");
    size_t at = host.length - port.length;
    return host.length > port.length && slice_equal(slice_part(host, at, host.length), port) ? slice_part(host, 0, at)
                                                                                             : host;
}

static bool split_web_address(struct slice address, struct parts *parts)
{
    struct slice rest = address;
    bool secure = take_prefix(&rest, SLICE("https://"));
    if (!secure && !take_prefix(&rest, SLICE("http://")))
        return false;
    parts->host = without_port(take_until(&rest, "/?#"), secure);
    take_prefix(&parts->host, SLICE("www."));
    parts->path = take_until(&rest, "?#");
    parts->query = take_until(&rest, "#");
    parts->fragment = rest;
    return parts->host.length > 0;
}

static void append_lower(struct buffer *out, struct slice host)
{
    for (size_t i = 0; i < host.length; i++) {
        char byte = host.bytes[i];
        buffer_append_byte(out, byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20) : byte);
    }
}

static void append_query(struct buffer *out, struct slice query)
{
    char mark = '?';
    query = slice_part(query, 1, query.length);
    while (query.length > 0) {
        struct slice parameter = take_until(&query, "&;");
        if (parameter.length > 0 && !is_tracking(parameter)) {
            buffer_append_byte(out, mark);
            buffer_append(out, parameter);
            mark = '&';
        }
        query = slice_part(query, 1, query.length);
        if (slice_starts_with(query, SLICE("amp;"))) /* escaped once too often */
            query = slice_part(query, 4, query.length);
    }
}

static bool is_among(struct slice text, const char *const *list, size_t count, bool by_beginning)
{
    for (size_t i = 0; i < count; i++) {
        struct slice known = slice_of(list[i]);
        if (by_beginning ? slice_starts_with_ignoring_case(text, known) : slice_equal_ignoring_case(text, known))
            return true;
    }
    return false;
}
#define IS_AMONG(text, list, by_beginning) is_among((text), (list), sizeof(list) / sizeof *(list), (by_beginning))

static bool is_tracking(struct slice parameter)
{
    struct slice value = parameter, name = take_until(&value, "=");
    value = slice_part(value, 1, value.length);
    return IS_AMONG(name, tracking_prefixes, true) || IS_AMONG(name, tracking_names, false) ||
           (IS_AMONG(name, origin_names, false) && IS_AMONG(value, origin_values, true));
}

/* A changelog's entries differ in nothing but their fragments, so most are kept. */
static bool fragment_matters(struct slice fragment)
{
    struct slice name = slice_part(fragment, 1, fragment.length);
    if (name.length == 0 || slice_starts_with(name, SLICE(":~:")) || slice_starts_with(name, SLICE("more-")))
        return false;
    return !IS_AMONG(name, page_fragments, false) && !is_tracking(name);
}

/* "/page;jsessionid=0123" */
static struct slice without_session(struct slice path)
{
    struct slice rest = path, before = take_until(&rest, ";");
    return rest.length > 0 && is_tracking(slice_part(rest, 1, rest.length)) ? before : path;
}
