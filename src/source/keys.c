#include "source/keys.h"

#include "base/catalogue.h"
#include "base/suggest.h"
#include "base/utf8.h"
#include "source/arguments.h"
#include "source/sources.h"

#include <stdlib.h>
#include <string.h>

enum { LIST_LIMIT = 64, SHOWN_BYTES = 60 };

struct key;

/* Into `place`, a member of the source. Errors say what the value is, after the key's name. */
typedef bool parse(void *place, const struct key *key, struct slice value, struct arena *arena, struct error *error);
/* The value as it is written; nothing for a member that nobody set. */
typedef void write(const void *place, const struct key *key, struct buffer *text);

static parse parse_address, parse_arguments, parse_path, parse_text, parse_list, parse_header, parse_minutes,
    parse_number, parse_yes, parse_choice, parse_language, parse_proxy, parse_expire;
static write write_text, write_list, write_headers, write_minutes, write_number, write_yes, write_choice, write_expire;

static const struct key {
    const char *name;
    parse *parse;
    write *write;      /* NULL: khabar never writes it */
    size_t offset;     /* in struct source */
    const char *words; /* of a choice, in the order of its enum */
    uint32_t most;     /* of a number */
    bool repeats;
    const char *help;
} keys[] = {
#define AT(member) .offset = offsetof(struct source, member)
    /* The ways to get at a source, in the order of enum source_kind. */
    { "url", parse_address, write_text, AT(url), .help = N_("the address of its feed") },
    { "exec", parse_arguments, NULL, AT(command), .help = N_("a program that prints the feed") },
    { "file", parse_path, NULL, AT(path), .help = N_("a feed on the disk") },
    { "articles", parse_path, NULL, AT(path), .help = N_("a folder of saved articles") },
    { "query", parse_text, write_text, AT(query), .help = N_("what a query finds") },
    { "filter", parse_arguments, NULL, AT(filter), .help = N_("a program that the fetched feed is piped through") },
    { "folder", parse_text, write_text, AT(folder), .help = N_("where it stands in the list; a/b is b inside a") },
    { "tags", parse_list, write_list, AT(tags), .help = N_("words to find it by, with commas between") },
    { "refresh", parse_minutes, write_minutes, AT(refresh_minutes), .help = N_("minutes, or 6h, 2d, never") },
    { "timeout", parse_number, write_number, AT(timeout_seconds), .most = 3600, .help = N_("seconds") },
    { "user-agent", parse_text, write_text, AT(user_agent), .help = N_("what the server is told") },
    { "proxy", parse_proxy, write_text, AT(proxy), .help = N_("http, https, socks5, socks5h://HOST:PORT, tor or none") },
    { "user", parse_text, write_text, AT(user), .help = N_("the login's name") },
    { "password-command", parse_arguments, NULL, AT(password_command), .help = N_("a program that prints the password") },
    { "netrc", parse_path, NULL, AT(netrc), .help = N_("a file with logins") },
    { "login", parse_choice, write_choice, AT(login), "basic digest any",
      .help = N_("how the password is sent: digest hides it, any is as the server asks") },
    { "header", parse_header, write_headers, AT(headers), .repeats = true, .help = N_("Name: value, sent along") },
    { "cookies", parse_path, NULL, AT(cookies), .help = N_("a file of cookies, in Netscape's form") },
    { "tls-verify", parse_choice, write_choice, AT(tls_unverified), "yes no", .help = N_("no: whoever it may be") },
    { "tls-least", parse_choice, write_choice, AT(tls_least), "1.2 1.3", .help = N_("the oldest TLS that is accepted") },
    { "tls-ca", parse_path, NULL, AT(tls_ca), .help = N_("a file of certificates to trust") },
    { "tls-certificate", parse_path, NULL, AT(tls_certificate), .help = N_("our own certificate") },
    { "tls-key", parse_path, NULL, AT(tls_key), .help = N_("its key") },
    { "full-text", parse_yes, write_yes, AT(full_text), .help = N_("yes: the page of an entry is fetched when it is opened") },
    { "notify", parse_yes, write_yes, AT(notify), .help = N_("yes: what arrives is told") },
    { "direction", parse_choice, write_choice, AT(direction), "auto rtl ltr", .help = N_("of its articles") },
    { "language", parse_language, write_text, AT(language), .help = N_("of its articles: ar, fa, he, pt-BR") },
    { "order", parse_choice, write_choice, AT(order), "default newest oldest arrival title reading-time",
      .help = N_("of its headlines") },
    { "keep-entries", parse_number, write_number, AT(keep_entries), .most = 10000000, .help = N_("at most so many; 0: all") },
    { "keep-days", parse_number, write_number, AT(keep_days), .most = 100000, .help = N_("at most so old; 0: all") },
    { "expire", parse_expire, write_expire, AT(expire_unread), "unread starred",
      .help = N_("what is removed by these two although it is unread, or starred") },
    { "keep", parse_text, write_text, AT(keep), .help = N_("a query: all others are hidden when they arrive") },
    { "block", parse_text, write_text, AT(block), .help = N_("a query: what it finds is hidden when it arrives") },
#undef AT
};
enum { KEY_COUNT = sizeof keys / sizeof keys[0] };
_Static_assert(KEY_COUNT <= 64, "a bit a key");

static const struct key *find_key(struct slice name)
{
    for (const struct key *key = keys; key < keys + KEY_COUNT; key++)
        if (slice_equal_string(name, key->name))
            return key;
    return NULL;
}

static bool unknown_key(struct slice name, struct error *error)
{
    const char *names[KEY_COUNT];
    for (size_t i = 0; i < KEY_COUNT; i++)
        names[i] = keys[i].name;
    const char *near = suggest_name(name, names, KEY_COUNT);
    if (near)
        return error_set(error, ERROR_CONFIG, "unknown key \"%.*s\" (did you mean \"%s\"?)", SLICE_ARGUMENT(name), near);
    return error_set(error, ERROR_CONFIG, "unknown key \"%.*s\"; man khabar-feeds lists them",
                     SLICE_ARGUMENT(utf8_prefix(name, SHOWN_BYTES)));
}

bool source_set(struct source *source, struct slice name, struct slice value, uint64_t *said, struct arena *arena,
                struct error *error)
{
    const struct key *key = find_key(name);
    if (!key)
        return unknown_key(name, error);
    uint64_t bit = (uint64_t)1 << (key - keys);
    if ((*said & bit) && !key->repeats)
        return key->parse == parse_address
                   ? error_set(error, ERROR_CONFIG, "a second %s; give it a section of its own", key->name)
                   : error_set(error, ERROR_CONFIG, "a second %s; remove one of them", key->name);
    *said |= bit;
    struct error reason = { 0 };
    if (value.length == 0)
        return error_set(error, ERROR_CONFIG, "%s says nothing; %s", key->name, _(key->help));
    if (key->parse((char *)source + key->offset, key, value, arena, &reason))
        return true;
    return key->parse == parse_address ? error_set(error, ERROR_CONFIG, "%s", reason.text)
                                       : error_set(error, ERROR_CONFIG, "%s: %s", key->name, reason.text);
}

void source_write_keys(struct buffer *text, const struct source *source)
{
    for (const struct key *key = keys; key < keys + KEY_COUNT; key++) {
        bool is_own_key = key->parse != parse_address || source->kind == SOURCE_WEB;
        if (key->write && is_own_key)
            key->write((const char *)source + key->offset, key, text);
    }
}

/* ---- the section as a whole ---- */

bool source_settle(struct source *source, uint64_t said, struct arena *arena, struct error *error)
{
    int ways = 0;
    for (int kind = 0; kind < SOURCE_KIND_COUNT; kind++)
        if (said & (uint64_t)1 << kind) {
            source->kind = (enum source_kind)kind;
            ways++;
        }
    if (ways == 0)
        return error_set(error, ERROR_CONFIG, "has no url; add url = https://…");
    if (ways > 1)
        return error_set(error, ERROR_CONFIG, "says more than one of url, exec, file, articles and query; keep one of them");
    if (source->filter.count > 0 && source->kind != SOURCE_WEB)
        return error_set(error, ERROR_CONFIG, "filter goes with url only; let the program itself do it");
    if (source->tls_key.length > 0 && source->tls_certificate.length == 0)
        return error_set(error, ERROR_CONFIG, "tls-key needs tls-certificate beside it");
    switch (source->kind) {
    case SOURCE_PROGRAM: source->url = arena_format(arena, "exec:%.*s", SLICE_ARGUMENT(source->name)); break;
    case SOURCE_FILE: source->url = arena_format(arena, "file:%.*s", SLICE_ARGUMENT(source->path)); break;
    case SOURCE_ARTICLES: source->url = arena_format(arena, "articles:%.*s", SLICE_ARGUMENT(source->path)); break;
    case SOURCE_QUERY: source->url = arena_format(arena, "query:%.*s", SLICE_ARGUMENT(source->name)); break;
    default: break;
    }
    return true;
}

/* ---- values ---- */

/* The format has one "%.*s". */
static bool wrong(struct error *error, const char *format, struct slice value)
{
    return error_set(error, ERROR_CONFIG, format, SLICE_ARGUMENT(utf8_prefix(value, SHOWN_BYTES)));
}

static bool parse_address(void *place, const struct key *key, struct slice value, struct arena *arena,
                          struct error *error)
{
    (void)key, (void)arena;
    *(struct slice *)place = value;
    return source_address_is_sound(value, error);
}

static bool parse_arguments(void *place, const struct key *key, struct slice value, struct arena *arena,
                            struct error *error)
{
    (void)key;
    return arguments_parse(value, arena, place, error);
}

static bool parse_path(void *place, const struct key *key, struct slice value, struct arena *arena,
                       struct error *error)
{
    (void)key;
    return path_expand(value, arena, place, error);
}

static bool parse_text(void *place, const struct key *key, struct slice value, struct arena *arena,
                       struct error *error)
{
    (void)key, (void)arena, (void)error;
    *(struct slice *)place = value;
    return true;
}

static void append_text(struct texts *texts, struct slice text, struct arena *arena)
{
    struct slice *items = ARENA_ARRAY(arena, struct slice, texts->count + 1);
    if (texts->count)
        memcpy(items, texts->items, texts->count * sizeof *items);
    items[texts->count] = text;
    *texts = (struct texts){ items, texts->count + 1 };
}

static bool contains(const struct texts *list, struct slice word)
{
    for (size_t i = 0; i < list->count; i++)
        if (slice_equal(list->items[i], word))
            return true;
    return false;
}

static bool parse_list(void *place, const struct key *key, struct slice value, struct arena *arena,
                       struct error *error)
{
    (void)key;
    struct texts *list = place;
    while (value.length > 0) {
        size_t comma = slice_find(value, SLICE(","));
        struct slice word = slice_trim(slice_part(value, 0, comma));
        value = slice_part(value, comma + 1, value.length);
        if (word.length == 0 || contains(list, word))
            continue;
        if (list->count == LIST_LIMIT)
            return error_set(error, ERROR_CONFIG, "more than %d; remove some", LIST_LIMIT);
        append_text(list, word, arena);
    }
    return true;
}

/* RFC 9110 5.6.2: what a field's name is made of. */
static bool is_token(struct slice name)
{
    for (size_t i = 0; i < name.length; i++) {
        unsigned char byte = (unsigned char)name.bytes[i];
        if (byte <= ' ' || byte >= 0x7f || strchr("()<>@,;:\\\"/[]?={}", byte))
            return false;
    }
    return name.length > 0;
}

static bool parse_header(void *place, const struct key *key, struct slice value, struct arena *arena,
                         struct error *error)
{
    (void)key;
    struct texts *headers = place;
    size_t colon = slice_find(value, SLICE(":"));
    if (colon == value.length || !is_token(slice_part(value, 0, colon)))
        return wrong(error, "is Name: value, not \"%.*s\"", value);
    if (headers->count == LIST_LIMIT)
        return error_set(error, ERROR_CONFIG, "more than %d; remove some", LIST_LIMIT);
    append_text(headers, value, arena);
    return true;
}

static bool parse_number(void *place, const struct key *key, struct slice value, struct arena *arena,
                         struct error *error)
{
    (void)arena;
    if (slice_read_number(value, key->most, place))
        return true;
    return error_set(error, ERROR_CONFIG, "is a number from 0 to %u, not \"%.*s\"", key->most,
                     SLICE_ARGUMENT(utf8_prefix(value, SHOWN_BYTES)));
}

static bool parse_minutes(void *place, const struct key *key, struct slice value, struct arena *arena,
                          struct error *error)
{
    (void)key, (void)arena;
    enum { MOST = 366 * 24 * 60 };
    uint32_t *minutes = place, unit = 1;
    if (slice_equal_string(value, "never")) {
        *minutes = SOURCE_NEVER;
        return true;
    }
    struct slice digits = value;
    switch (value.bytes[value.length - 1]) {
    case 'm': digits.length--; break;
    case 'h': digits.length--, unit = 60; break;
    case 'd': digits.length--, unit = 24 * 60; break;
    default: break;
    }
    if (!slice_read_number(digits, MOST / unit, minutes) || *minutes == 0)
        return wrong(error, "is a number of minutes, or like 6h, 2d, or never, not \"%.*s\"", value);
    *minutes *= unit;
    return true;
}

static struct slice take_word(struct slice *words)
{
    size_t end = slice_find(*words, SLICE(" "));
    struct slice word = slice_part(*words, 0, end);
    *words = slice_part(*words, end + 1, words->length);
    return word;
}

/* "auto, rtl or ltr" */
static bool none_of(const char *choices, struct slice value, struct error *error)
{
    struct buffer text = buffer_create(256);
    for (struct slice words = slice_of(choices); words.length > 0;) {
        struct slice word = take_word(&words);
        buffer_append_format(&text, "%s%.*s", text.length == 0 ? "" : words.length > 0 ? ", " : _(" or "),
                             SLICE_ARGUMENT(word));
    }
    error_set(error, ERROR_CONFIG, "is %s, not \"%.*s\"", text.bytes, SLICE_ARGUMENT(utf8_prefix(value, SHOWN_BYTES)));
    buffer_finish(&text);
    return false;
}

/* Which word it is, from 0; -1: none of them. */
static int find_word(const char *choices, struct slice value)
{
    int number = 0;
    for (struct slice words = slice_of(choices); words.length > 0; number++)
        if (slice_equal(take_word(&words), value))
            return number;
    return -1;
}

static bool parse_yes(void *place, const struct key *key, struct slice value, struct arena *arena,
                      struct error *error)
{
    (void)key, (void)arena;
    int number = find_word("no yes", value);
    *(bool *)place = number == 1;
    return number >= 0 || none_of("yes no", value, error);
}

/* `tls_unverified` is the one choice that is kept in a bool. */
static bool is_flag(const struct key *key)
{
    return key->offset == offsetof(struct source, tls_unverified);
}

static bool parse_choice(void *place, const struct key *key, struct slice value, struct arena *arena,
                         struct error *error)
{
    (void)arena;
    int number = find_word(key->words, value);
    if (number < 0)
        return none_of(key->words, value, error);
    if (is_flag(key))
        *(bool *)place = number == 1;
    else
        memcpy(place, &number, sizeof number);
    return true;
}

/* RFC 5646 2.1, as far as it matters here: letters and digits in parts of at most eight. */
static bool parse_language(void *place, const struct key *key, struct slice value, struct arena *arena,
                           struct error *error)
{
    (void)key, (void)arena;
    size_t part = 0;
    bool sound = value.length >= 2 && value.length <= 35;
    for (size_t i = 0; i < value.length && sound; i++) {
        char byte = value.bytes[i];
        bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
        part = byte == '-' ? 0 : part + 1;
        sound = byte == '-' ? i > 0 && value.bytes[i - 1] != '-' : part <= 8 && (letter || (i > 1 && byte >= '0' && byte <= '9'));
    }
    *(struct slice *)place = value;
    return (sound && part > 0) || wrong(error, "is a language's code such as ar, fa or pt-BR, not \"%.*s\"", value);
}

static bool parse_proxy(void *place, const struct key *key, struct slice value, struct arena *arena,
                        struct error *error)
{
    static const char *const schemes[] = { "http://", "https://", "socks4://", "socks4a://", "socks5://", "socks5h://" };
    (void)key, (void)arena;
    *(struct slice *)place = value;
    /* Names are looked up by Tor, not here: that is what it is for. */
    if (slice_equal_string(value, "tor"))
        *(struct slice *)place = SLICE("socks5h://127.0.0.1:9050");
    if (slice_equal_string(value, "tor") || slice_equal_string(value, "none"))
        return true;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (slice_starts_with(value, slice_of(schemes[i])) && value.length > strlen(schemes[i]) &&
            slice_find(value, SLICE(" ")) == value.length)
            return true;
    return wrong(error, "is http://HOST:PORT, https, socks4, socks4a, socks5, socks5h, or tor, or none, not \"%.*s\"",
                 value);
}

static bool parse_expire(void *place, const struct key *key, struct slice value, struct arena *arena,
                         struct error *error)
{
    (void)arena;
    struct source *source = (struct source *)((char *)place - key->offset);
    for (struct slice rest = slice_trim(value); rest.length > 0; rest = slice_trim(rest)) {
        struct slice word = take_word(&rest);
        int number = find_word(key->words, word);
        if (number < 0)
            return none_of(key->words, word, error);
        *(number == 0 ? &source->expire_unread : &source->expire_starred) = true;
    }
    return true;
}

/* ---- the other way round ---- */

/* Whatever it is, it is one line: nothing that came from outside begins a key of its own. */
static void append_line(struct buffer *text, const char *before, struct slice value)
{
    buffer_append_string(text, before);
    struct buffer clean = buffer_create(3 * value.length + 1);
    utf8_append_clean_line(&clean, value);
    buffer_append(text, slice_trim(buffer_slice(&clean)));
    buffer_finish(&clean);
}

static void write_text(const void *place, const struct key *key, struct buffer *text)
{
    const struct slice *value = place;
    if (slice_trim(*value).length == 0)
        return;
    buffer_append_string(text, key->name);
    append_line(text, " = ", *value);
    buffer_append_byte(text, '\n');
}

static void write_list(const void *place, const struct key *key, struct buffer *text)
{
    const struct texts *list = place;
    if (list->count == 0)
        return;
    buffer_append_string(text, key->name);
    for (size_t i = 0; i < list->count; i++)
        append_line(text, i == 0 ? " = " : ", ", list->items[i]);
    buffer_append_byte(text, '\n');
}

static void write_headers(const void *place, const struct key *key, struct buffer *text)
{
    const struct texts *headers = place;
    for (size_t i = 0; i < headers->count; i++)
        write_text(&headers->items[i], key, text);
}

static void write_number(const void *place, const struct key *key, struct buffer *text)
{
    const uint32_t *number = place;
    if (*number > 0)
        buffer_append_format(text, "%s = %u\n", key->name, *number);
}

static void write_minutes(const void *place, const struct key *key, struct buffer *text)
{
    if (*(const uint32_t *)place == SOURCE_NEVER)
        buffer_append_format(text, "%s = never\n", key->name);
    else
        write_number(place, key, text);
}

static void write_yes(const void *place, const struct key *key, struct buffer *text)
{
    if (*(const bool *)place)
        buffer_append_format(text, "%s = yes\n", key->name);
}

static void write_choice(const void *place, const struct key *key, struct buffer *text)
{
    int number = is_flag(key) ? *(const bool *)place : 0;
    if (!is_flag(key))
        memcpy(&number, place, sizeof number);
    struct slice words = slice_of(key->words), word = take_word(&words);
    for (int i = 0; i < number; i++)
        word = take_word(&words);
    if (number > 0)
        buffer_append_format(text, "%s = %.*s\n", key->name, SLICE_ARGUMENT(word));
}

static void write_expire(const void *place, const struct key *key, struct buffer *text)
{
    const struct source *source = (const struct source *)((const char *)place - key->offset);
    if (source->expire_unread || source->expire_starred)
        buffer_append_format(text, "%s = %s%s%s\n", key->name, source->expire_unread ? "unread" : "",
                             source->expire_unread && source->expire_starred ? " " : "",
                             source->expire_starred ? "starred" : "");
}
