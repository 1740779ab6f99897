#include "source/settings.h"

#include "base/file.h"
#include "base/uri.h"

#include <string.h>

enum { FILE_LIMIT = 1 << 20 };

static bool read_file(struct slice path, struct arena *arena, struct slice *bytes, struct error *error)
{
    *bytes = SLICE("");
    if (path.length == 0)
        return true;
    struct buffer text = buffer_create(FILE_LIMIT);
    bool good = file_read(arena_copy_string(arena, path), &text, error);
    if (good)
        *bytes = arena_copy(arena, buffer_slice(&text));
    buffer_finish(&text);
    return good;
}

/* ---- netrc ---- */

static struct slice take_word(struct slice *rest)
{
    *rest = slice_trim(*rest);
    size_t end = 0;
    while (end < rest->length && !strchr(" \t\r\n", rest->bytes[end]))
        end++;
    struct slice word = slice_part(*rest, 0, end);
    *rest = slice_part(*rest, end, rest->length);
    return word;
}

struct slice netrc_find(struct slice text, struct slice host, struct slice user, struct arena *arena)
{
    struct slice login = { 0 }, password = { 0 };
    bool fits = false;
    for (struct slice word; (word = take_word(&text)).length > 0;) {
        bool is_machine = slice_equal_string(word, "machine"), is_default = slice_equal_string(word, "default");
        if (is_machine || is_default) {
            fits = is_default || slice_equal_ignoring_case(take_word(&text), host);
            login = password = (struct slice){ 0 };
        } else if (slice_equal_string(word, "login")) {
            login = take_word(&text);
        } else if (slice_equal_string(word, "password")) {
            password = take_word(&text);
        } else if (slice_equal_string(word, "account")) {
            take_word(&text);
        }
        bool is_wanted = user.length == 0 || slice_equal(login, user);
        if (fits && login.length > 0 && password.length > 0 && is_wanted)
            return arena_format(arena, "%.*s:%.*s", SLICE_ARGUMENT(login), SLICE_ARGUMENT(password));
    }
    return SLICE("");
}

/* ---- all of it ---- */

static struct slice host_without_port(struct slice url)
{
    struct slice host = uri_host(url);
    if (slice_starts_with(host, SLICE("[")))
        return slice_part(host, 1, slice_find(host, SLICE("]")));
    return slice_part(host, 0, slice_find(host, SLICE(":")));
}

static bool find_login(const struct source *source, struct slice password, struct arena *arena,
                       struct fetch_settings *settings, struct error *error)
{
    struct slice netrc;
    if (!read_file(source->netrc, arena, &netrc, error))
        return false;
    if (password.length > 0)
        settings->credentials =
            arena_format(arena, "%.*s:%.*s", SLICE_ARGUMENT(source->user), SLICE_ARGUMENT(password));
    else if (source->netrc.length > 0)
        settings->credentials = netrc_find(netrc, host_without_port(source->url), source->user, arena);
    return true;
}

static enum fetch_login fetch_login_of(enum source_login login)
{
    switch (login) {
    case SOURCE_LOGIN_DIGEST: return FETCH_LOGIN_DIGEST;
    case SOURCE_LOGIN_ANY: return FETCH_LOGIN_ANY;
    case SOURCE_LOGIN_BASIC: break;
    }
    return FETCH_LOGIN_BASIC;
}

bool source_fetch_settings(const struct source *source, struct slice password, struct arena *arena,
                           struct fetch_settings *settings, struct error *error)
{
    *settings = (struct fetch_settings){
        .user_agent = source->user_agent,
        .proxy = source->proxy,
        .login = fetch_login_of(source->login),
        .unverified = source->tls_unverified,
        .least_tls = source->tls_least == SOURCE_TLS_1_3 ? FETCH_TLS_1_3 : FETCH_TLS_USUAL,
    };
    if (source->headers.count > FETCH_OWN_HEADERS)
        return error_set(error, ERROR_CONFIG, "more than %d headers; remove some in the feeds file", FETCH_OWN_HEADERS);
    for (size_t i = 0; i < source->headers.count; i++)
        settings->headers[settings->header_count++] = source->headers.items[i];
    return find_login(source, password, arena, settings, error) &&
           read_file(source->cookies, arena, &settings->cookie_file, error) &&
           read_file(source->tls_ca, arena, &settings->authorities, error) &&
           read_file(source->tls_certificate, arena, &settings->certificate, error) &&
           read_file(source->tls_key, arena, &settings->private_key, error);
}
