#include "source/notice.h"

#include "base/catalogue.h"
#include "base/utf8.h"

enum { NAME_BYTES = 120, TITLE_BYTES = 240, CLEAN_BYTES = 4 * TITLE_BYTES };
#define ISOLATE "\u2068"
#define END_OF_ISOLATE "\u2069"

/* The desktop's notifications take "<" for markup, even where the whole is text: links and pictures from outside. */
static void append_without_markup(struct buffer *out, struct slice text)
{
    for (size_t i = 0; i < text.length; i++)
        text.bytes[i] == '<' ? buffer_append_string(out, "\u2039") : buffer_append_byte(out, text.bytes[i]);
}

static void append_isolated(struct buffer *out, struct slice text, size_t limit)
{
    struct buffer clean = buffer_create(CLEAN_BYTES), plain = buffer_create(CLEAN_BYTES);
    struct slice shown = utf8_prefix(text, limit);
    utf8_append_clean_line(&clean, shown);
    utf8_append_without_embeddings(&plain, slice_trim(buffer_slice(&clean)));
    buffer_append_string(out, ISOLATE);
    append_without_markup(out, buffer_slice(&plain));
    buffer_append_string(out, shown.length < text.length ? "…" END_OF_ISOLATE : END_OF_ISOLATE);
    buffer_finish(&clean);
    buffer_finish(&plain);
}

void notice_add(struct notice *notice, store_id source, struct slice name, struct slice title)
{
    size_t place = notice->entries++;
    notice->sources += notice->sources == 0 || source != notice->last_source;
    notice->last_source = source;
    if (place >= NOTICE_TITLES)
        return;
    notice->names[place] = buffer_create(CLEAN_BYTES);
    notice->titles[place] = buffer_create(CLEAN_BYTES);
    append_isolated(&notice->names[place], name, NAME_BYTES);
    append_isolated(&notice->titles[place], title, TITLE_BYTES);
}

void notice_append_summary(const struct notice *notice, struct buffer *out)
{
    struct buffer summary = buffer_create(NOTICE_SUMMARY_BYTES);
    if (notice->sources == 1)
        buffer_append_format(&summary, catalogue_plural("%.*s: %zu new", "%.*s: %zu new", notice->entries),
                             SLICE_ARGUMENT(buffer_slice(&notice->names[0])), notice->entries);
    else
        buffer_append_format(&summary, catalogue_plural("%zu new from %zu source", "%zu new from %zu sources", notice->sources),
                             notice->entries, notice->sources);
    if (slice_starts_with(buffer_slice(&summary), SLICE("-")))
        buffer_append_byte(out, ' ');
    buffer_append(out, buffer_slice(&summary));
    buffer_finish(&summary);
}

void notice_append_body(const struct notice *notice, struct buffer *out)
{
    size_t shown = notice->entries < NOTICE_TITLES ? notice->entries : NOTICE_TITLES, left = notice->entries - shown;
    for (size_t i = 0; i < shown; i++) {
        if (i > 0)
            buffer_append_byte(out, '\n');
        if (notice->sources > 1)
            buffer_append_format(out, "%s: ", notice->names[i].bytes);
        buffer_append(out, buffer_slice(&notice->titles[i]));
    }
    if (left > 0) {
        buffer_append_byte(out, '\n');
        buffer_append_format(out, catalogue_plural("and %zu more", "and %zu more", left), left);
    }
}

void notice_clear(struct notice *notice)
{
    for (size_t i = 0; i < NOTICE_TITLES; i++) {
        buffer_finish(&notice->names[i]);
        buffer_finish(&notice->titles[i]);
    }
    *notice = (struct notice){ 0 };
}
