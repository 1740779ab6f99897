#include "app/opening.h"

#include "base/utf8.h"

enum { ADDRESS_LIMIT = 16 << 10 };

static struct slice scheme_of(struct slice address)
{
    return slice_part(address, 0, slice_find(address, SLICE(":")));
}

static bool has_strange_character(struct slice address)
{
    if (!utf8_is_valid(address))
        return true;
    for (size_t offset = 0; offset < address.length;) {
        uint32_t code_point = utf8_next(address, &offset);
        bool is_space = code_point == ' ' || code_point == 0xA0 || (code_point >= 0x2000 && code_point <= 0x200F) ||
                        code_point == 0x2028 || code_point == 0x2029 || code_point == 0x3000 || code_point == 0xFEFF;
        if (is_space || code_point_is_control(code_point) || code_point_is_bidi_control(code_point))
            return true;
    }
    return false;
}

bool opening_address_is_sound(struct slice address, struct error *error)
{
    static const char *const schemes[] = { "http", "https", "ftp", "ftps", "mailto", "gemini", "gopher" };
    struct slice scheme = scheme_of(address);
    if (address.length > ADDRESS_LIMIT)
        return error_set(error, ERROR_USAGE, "the address is longer than %d bytes", ADDRESS_LIMIT);
    if (has_strange_character(address))
        return error_set(error, ERROR_USAGE, "the address has a space or an invisible character in it");
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++)
        if (slice_equal_ignoring_case(scheme, slice_of(schemes[i])) && scheme.length + 1 < address.length)
            return true;
    return error_set(error, ERROR_USAGE, "\"%.*s\" is no address that can be opened",
                     SLICE_ARGUMENT(utf8_prefix(address, 60)));
}

/* ---- kinds ---------------------------------------------------------------------------------------------------- */

/* IANA's media types. */
static const struct {
    const char *ending, *type;
} types[] = {
    { ".mp3", "audio/mpeg" },  { ".m4a", "audio/mp4" },   { ".ogg", "audio/ogg" },   { ".oga", "audio/ogg" },
    { ".opus", "audio/ogg" },  { ".flac", "audio/flac" }, { ".wav", "audio/wav" },   { ".aac", "audio/aac" },
    { ".mp4", "video/mp4" },   { ".m4v", "video/mp4" },   { ".webm", "video/webm" }, { ".mkv", "video/matroska" },
    { ".ogv", "video/ogg" },   { ".mov", "video/quicktime" },
    { ".jpg", "image/jpeg" },  { ".jpeg", "image/jpeg" }, { ".png", "image/png" },   { ".gif", "image/gif" },
    { ".webp", "image/webp" }, { ".avif", "image/avif" }, { ".svg", "image/svg+xml" },
    { ".pdf", "application/pdf" }, { ".epub", "application/epub+zip" }, { ".zip", "application/zip" },
    { ".txt", "text/plain" },
};

static bool is_web(struct slice address)
{
    return slice_starts_with_ignoring_case(address, SLICE("http://")) ||
           slice_starts_with_ignoring_case(address, SLICE("https://"));
}

static struct slice without_query(struct slice address)
{
    size_t end = 0;
    while (end < address.length && address.bytes[end] != '?' && address.bytes[end] != '#')
        end++;
    return slice_part(address, 0, end);
}

struct slice opening_guess_type(struct slice address)
{
    struct slice path = without_query(address);
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        struct slice ending = slice_of(types[i].ending);
        if (path.length > ending.length &&
            slice_equal_ignoring_case(slice_part(path, path.length - ending.length, path.length), ending))
            return slice_of(types[i].type);
    }
    return is_web(address) ? SLICE("text/html") : SLICE("");
}

/* ---- patterns ------------------------------------------------------------------------------------------------- */

static bool bytes_match(char a, char b)
{
    return slice_equal_ignoring_case((struct slice){ &a, 1 }, (struct slice){ &b, 1 });
}

/* Never goes back further than to the last *: what one took more, another need not. */
static bool matches(struct slice pattern, struct slice text)
{
    size_t p = 0, t = 0, star = SIZE_MAX, taken = 0;
    while (t < text.length) {
        if (p < pattern.length && pattern.bytes[p] == '*') {
            star = p++;
            taken = t;
        } else if (p < pattern.length && bytes_match(pattern.bytes[p], text.bytes[t])) {
            p++;
            t++;
        } else if (star != SIZE_MAX) {
            p = star + 1;
            t = ++taken;
        } else {
            return false;
        }
    }
    while (p < pattern.length && pattern.bytes[p] == '*')
        p++;
    return p == pattern.length;
}

static bool is_of_type(struct slice pattern)
{
    static const char *const families[] = { "audio/", "video/", "image/", "text/", "application/", "font/", "model/", "message/" };
    for (size_t i = 0; i < sizeof families / sizeof families[0]; i++)
        if (slice_starts_with_ignoring_case(pattern, slice_of(families[i])))
            return true;
    return false;
}

static bool takes(struct slice pattern, struct slice address, struct slice type)
{
    if (is_of_type(pattern))
        return matches(pattern, slice_trim(slice_part(type, 0, slice_find(type, SLICE(";")))));
    return matches(pattern, address) || matches(pattern, without_query(address));
}

const struct config_program *opening_find(const struct config *config, struct slice address, struct slice type)
{
    const struct config_program *end = config->openers + config->opener_count, *by_default = NULL;
    for (const struct config_program *each = config->openers; each < end; each++) {
        if (slice_equal_string(each->name, "default"))
            by_default = each;
        else if (takes(each->name, address, type))
            return each;
    }
    return by_default;
}
