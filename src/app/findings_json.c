#include "app/findings.h"

#include "app/json.h"

#include "base/utf8.h"

#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD" /* of each byte that is not UTF-8 */

enum { ADVICE_BYTES = 1 << 16 };

/* The environment's and the terminal's words may hold anything. */
static json_t *clean_json(struct slice text)
{
    struct buffer clean = buffer_create(text.length * strlen(REPLACEMENT) + 1);
    utf8_append_clean(&clean, text);
    json_t *value = json_text(buffer_slice(&clean));
    buffer_finish(&clean);
    return value;
}

static json_t *string_or_null(const char *string)
{
    return string && string[0] ? clean_json(slice_of(string)) : json_null();
}

static json_t *replies_json(const struct findings *findings)
{
    const struct terminal_replies *replies = findings->replies;
    if (!replies || !replies->complete)
        return json_null();
    json_t *da2 = json_array();
    for (int i = 0; i < replies->da2_count; i++)
        json_array_append_new(da2, json_integer(replies->da2[i]));
    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o}", "xtversion", string_or_null(replies->version), "da2", da2, "da3",
                     string_or_null(replies->unit_id), "mode_8",
                     replies->mode_8 >= 0 ? json_integer(replies->mode_8) : json_null(), "use_ctl",
                     string_or_null(replies->use_ctl), "font", string_or_null(replies->font));
}

static json_t *terminal_json(const struct findings *findings)
{
    const struct terminal *terminal = findings->terminal;
    return json_pack("{s:s, s:s, s:o, s:o, s:o, s:b, s:b, s:o}", "section", findings->name, "name", terminal->name,
                     "version", string_or_null(terminal->version), "told_by", string_or_null(terminal->told_by),
                     "multiplexer", string_or_null(terminal->multiplexer), "doubtful",
                     (int)findings_are_doubtful(findings), "takes_utf8",
                     (int)findings->takes_utf8, "replies", replies_json(findings));
}

/* Which line or option decided; "found" when none did. */
static json_t *reason_json(const struct findings *findings, const char *setting)
{
    const struct config_line *line = findings_reason(findings, setting);
    if (!line)
        return json_pack("{s:s, s:n}", "by", "found", "line");
    if (line->number == 0)
        return json_pack("{s:s, s:n}", "by", "option", "line");
    return json_pack("{s:s, s:i}", "by", "config", "line", line->number);
}

static const char *marks_word(enum marks_choice choice)
{
    static const char *const words[] = { [MARKS_SHOW] = "show", [MARKS_DIM] = "dim", [MARKS_HIDE] = "hide" };
    return words[choice];
}

static json_t *marks_json(const struct findings *findings)
{
    struct marks_choices marks = findings_page_options(findings).marks;
    return json_pack("{s:s, s:s, s:s, s:b, s:o}", "harakat", marks_word(marks.of[MARKS_HARAKAT]), "niqqud",
                     marks_word(marks.of[MARKS_NIQQUD]), "reciting-marks", marks_word(marks.of[MARKS_RECITING]),
                     "terminal_can", (int)findings->used->shows_marks, "reason", reason_json(findings, "harakat"));
}

static json_t *widths_json(const struct findings *findings)
{
    json_t *widths = json_array();
    for (size_t i = 0; i < SAMPLE_COUNT; i++) {
        const struct width_sample *sample = &width_samples[i];
        char code_points[SAMPLE_NAME_BYTES];
        int library = width_sample_of_library(sample);
        width_sample_code_points(sample, code_points);
        json_array_append_new(
            widths, json_pack("{s:s, s:s, s:i, s:o, s:o}", "code_points", code_points, "name", sample->name, "expected",
                              width_sample_expected(sample), "wcwidth", library >= 0 ? json_integer(library) : json_null(),
                              "terminal",
                              findings->widths[i] != WIDTH_NOT_TOLD ? json_integer(findings->widths[i]) : json_null()));
    }
    return widths;
}

static json_t *advice_json(const struct findings *findings)
{
    struct buffer lines = buffer_create(ADVICE_BYTES);
    json_t *advice = json_array();
    findings_append_advice(findings, &lines);
    struct slice rest = buffer_slice(&lines), line;
    while (slice_next_line(&rest, &line))
        json_array_append_new(advice, clean_json(line));
    buffer_finish(&lines);
    return advice;
}

json_t *findings_json(const struct findings *findings)
{
    const struct terminal *used = findings->used;
    bool joined = findings_page_options(findings).letters == LETTERS_JOINED;
    return json_pack("{s:s, s:o, s:{s:o, s:b}, s:o, s:{s:o, s:o, s:b}, s:{s:s, s:s, s:o}, s:{s:s, s:s}, s:o, "
                     "s:{s:s, s:o}, s:{s:i, s:o, s:b}, s:{s:s, s:o}, s:o, s:{s:o, s:o}, s:o}",
                     "khabar", KHABAR_VERSION,
                     "terminal", terminal_json(findings),
                     "term", "name", string_or_null(findings->type), "known", (int)findings->terminfo.is_known,
                     "size", findings->columns > 0 ? json_pack("{s:i, s:i}", "columns", findings->columns, "rows",
                                                               findings->rows)
                                                   : json_null(),
                     "locale", "name", clean_json(slice_of(findings->locale)), "encoding",
                     clean_json(slice_of(findings->encoding)),
                     "unicode", (int)(strcmp(findings->encoding, "UTF-8") == 0),
                     "order", "used", order_name(used->encoding.order), "found",
                     order_name(findings->terminal->encoding.order), "reason", reason_json(findings, "order"),
                     "sent", "start", used->switch_on, "end", used->switch_off,
                     "marks", marks_json(findings),
                     "letters", "used", joined ? "joined" : "base", "reason", reason_json(findings, "letters"),
                     "colours", "terminfo", findings->terminfo.colours, "colorterm", string_or_null(findings->colorterm),
                     "no_color", (int)findings->without_colours,
                     "notify", "used", notifying_word(&findings->config->notify, used), "reason",
                     reason_json(findings, "notify"),
                     "widths", widths_json(findings),
                     "config", "path", string_or_null(findings->config_path), "error",
                     string_or_null(findings->config_error->text),
                     "advice", advice_json(findings));
}
