#include "app/findings.h"

#include "base/catalogue.h"
#include "base/utf8.h"
#include "text/width.h"

#include <stdio.h>

enum { LABEL_COLUMNS = 12, BULLET_COLUMNS = 4, TEXT_COLUMNS = 80, VALUE_BYTES = 4096 };

static bool width_is_expected(const struct findings *findings, size_t sample)
{
    return findings->widths[sample] == width_sample_expected(&width_samples[sample]);
}

static int columns_of(struct slice text)
{
    int columns = 0;
    for (size_t at = 0; at < text.length;)
        columns += code_point_width(utf8_next(text, &at));
    return columns;
}

/* Words between column `indent`, where the label ends, and the right edge. */
static void append_wrapped(struct buffer *out, int indent, const char *label, struct slice text)
{
    int column = indent, padding = indent - columns_of(slice_of(label));
    buffer_append_format(out, "%s%*s", label, padding > 0 ? padding : 1, "");
    for (bool is_first = true; text.length > 0; is_first = false) {
        size_t end = slice_find(text, SLICE(" "));
        struct slice word = slice_part(text, 0, end);
        int width = columns_of(word);
        text = slice_part(text, end + 1, text.length);
        bool fits = is_first || column + 1 + width <= TEXT_COLUMNS;
        if (!fits)
            buffer_append_format(out, "\n%*s", indent, "");
        else if (!is_first)
            buffer_append_byte(out, ' ');
        column = fits ? column + !is_first + width : indent + width;
        buffer_append(out, word);
    }
    buffer_append_byte(out, '\n');
}

static void say(struct buffer *out, const char *label, const char *format, ...) __attribute__((format(printf, 3, 4)));
static void say(struct buffer *out, const char *label, const char *format, ...)
{
    char value[VALUE_BYTES];
    va_list arguments;
    va_start(arguments, format);
    findings_format_line(value, sizeof value, format, arguments);
    va_end(arguments);
    append_wrapped(out, LABEL_COLUMNS, _(label), slice_of(value));
}

static void say_terminal(const struct findings *findings, struct buffer *out)
{
    const struct terminal *terminal = findings->terminal;
    bool is_told = terminal->told_by && terminal->told_by[0];
    const char *space = terminal->version[0] ? " " : "";
    say(out, N_("Terminal"), "%s%s%s", findings->name, space, terminal->version);
    if (is_told)
        say(out, "", "told by %s", terminal->told_by);
    else
        say(out, "", "none that is known here");
}

static void append_quoted(struct buffer *out, const char *question, const char *answer)
{
    if (answer[0])
        buffer_append_format(out, "%s%s \"%s\"", out->length > 0 ? ", " : "", question, answer);
}

/* As they came: for whoever is told of a terminal that is not known. */
static void say_replies(const struct findings *findings, struct buffer *out)
{
    const struct terminal_replies *replies = findings->replies;
    struct buffer answers = buffer_create(VALUE_BYTES / 2);
    if (!findings->has_terminal) {
        say(out, N_("Answers"), "none: there is no terminal to ask (/dev/tty); what follows is from the environment");
    } else if (!replies) {
        say(out, N_("Answers"), "none: a terminal of this type (TERM) is not asked, it would show the questions");
    } else if (!replies->complete) {
        say(out, N_("Answers"), "none in time");
    } else {
        append_quoted(&answers, "XTVERSION", replies->version);
        for (int i = 0; i < replies->da2_count; i++)
            buffer_append_format(&answers, "%s%d", i > 0 ? ";" : answers.length > 0 ? ", DA2 " : "DA2 ", replies->da2[i]);
        append_quoted(&answers, "DA3", replies->unit_id);
        if (replies->mode_8 >= 0)
            buffer_append_format(&answers, "%sDECRQM 8 %d", answers.length > 0 ? ", " : "", replies->mode_8);
        append_quoted(&answers, "use_ctl", replies->use_ctl);
        append_quoted(&answers, "font", replies->font);
        say(out, N_("Answers"), "%s", answers.length > 0 ? answers.bytes : _("none that tells which one it is"));
    }
    buffer_finish(&answers);
}

static void say_colours(const struct findings *findings, struct buffer *out)
{
    struct buffer colours = buffer_create(VALUE_BYTES / 2);
    buffer_append_format(&colours, "%d", findings->terminfo.colours);
    if (findings->colorterm)
        buffer_append_format(&colours, ", COLORTERM=%s", findings->colorterm);
    if (findings->without_colours)
        say(out, N_("Colours"), "%s, but NO_COLOR is set", colours.bytes);
    else
        say(out, N_("Colours"), "%s", colours.bytes);
    buffer_finish(&colours);
}

static void say_environment(const struct findings *findings, struct buffer *out)
{
    if (!findings->type || !findings->type[0])
        say(out, "TERM", "not set");
    else if (!findings->terminfo.is_known)
        say(out, "TERM", "%s, which terminfo does not know", findings->type);
    else if (findings->terminal->type)
        say(out, "TERM", "%s, taken for %s", findings->type, findings->terminal->type);
    else
        say(out, "TERM", "%s", findings->type);
    if (findings->columns > 0)
        say(out, N_("Size"), "columns: %d, rows: %d", findings->columns, findings->rows);
    say(out, N_("Locale"), "%s, its encoding is %s", findings->locale, findings->encoding);
    say_colours(findings, out);
}

/* "runs, by line 3 of the config, in [terminal foot]". `otherwise` has a "%s" for the value. */
static void say_decided(struct buffer *out, const char *label, const char *value, const struct config_line *line,
                        const char *otherwise)
{
    if (!line)
        say(out, label, otherwise, value);
    else if (line->number == 0)
        say(out, label, "%s, by the option --%.*s", value, SLICE_ARGUMENT(line->name));
    else if (line->terminal.length == 0)
        say(out, label, "%s, by line %d of the config", value, line->number);
    else
        say(out, label, "%s, by line %d of the config, in [terminal %.*s]", value, line->number,
            SLICE_ARGUMENT(line->terminal));
}

/* "ESC[8l": what can be read aloud, and typed into printf. */
static void append_readable(struct buffer *out, const char *bytes)
{
    for (const char *byte = bytes; *byte; byte++) {
        if (*byte == '\033')
            buffer_append_string(out, "ESC");
        else if (*byte == '\a')
            buffer_append_string(out, " BEL");
        else
            buffer_append_byte(out, *byte);
    }
}

static void say_order(const struct findings *findings, struct buffer *out)
{
    const struct terminal *used = findings->used;
    struct buffer start = buffer_create(VALUE_BYTES / 4), end = buffer_create(VALUE_BYTES / 4);
    say_decided(out, N_("Order"), order_name(used->encoding.order), findings_reason(findings, "order"),
                findings_are_doubtful(findings) ? N_("%s, the likeliest, not known for certain")
                                                : N_("%s, which suits this terminal"));
    append_readable(&start, used->switch_on[0] ? used->switch_on : _("nothing"));
    append_readable(&end, used->switch_off[0] ? used->switch_off : _("nothing"));
    if (used->switch_on[0] || used->switch_off[0])
        say(out, N_("Sent"), "at the start %s, at the end %s", start.bytes, end.bytes);
    else
        say(out, N_("Sent"), "nothing; the terminal reorders or not, as it likes");
    buffer_finish(&start);
    buffer_finish(&end);
}

static const char *marks_word(enum marks_choice choice)
{
    static const char *const words[] = { [MARKS_SHOW] = N_("shown"), [MARKS_DIM] = N_("dimmed"), [MARKS_HIDE] = N_("hidden") };
    return _(words[choice]);
}

static void say_marks(const struct findings *findings, struct buffer *out)
{
    struct marks_choices marks = findings_page_options(findings).marks;
    struct buffer text = buffer_create(VALUE_BYTES / 2);
    if (marks.of[MARKS_NIQQUD] != marks.of[MARKS_HARAKAT] || marks.of[MARKS_RECITING] != marks.of[MARKS_HARAKAT])
        buffer_append_format(&text, _("%s (niqqud %s, signs for recitation %s)"), marks_word(marks.of[MARKS_HARAKAT]),
                             marks_word(marks.of[MARKS_NIQQUD]), marks_word(marks.of[MARKS_RECITING]));
    else
        buffer_append_string(&text, marks_word(marks.of[MARKS_HARAKAT]));
    say_decided(out, N_("Marks"), text.bytes, findings_reason(findings, "harakat"),
                findings->used->shows_marks ? N_("%s, this terminal puts them on their letters")
                                            : N_("%s, this terminal loses or misplaces them"));
    buffer_finish(&text);
}

static void say_letters(const struct findings *findings, struct buffer *out)
{
    bool joined = findings_page_options(findings).letters == LETTERS_JOINED;
    say_decided(out, N_("Letters"), joined ? _("joined forms") : _("base letters"), findings_reason(findings, "letters"),
                joined ? N_("%s, which the font must have") : N_("%s, which suits this terminal"));
}

static void say_notices(const struct findings *findings, struct buffer *out)
{
    bool has_way = findings->used->notification != NOTIFICATION_NONE;
    say_decided(out, N_("Notices"), _(notifying_word(&findings->config->notify, findings->used)), findings_reason(findings, "notify"),
                has_way ? N_("%s, which this terminal is known to show")
                        : N_("%s, this terminal is not known to show any"));
}

static void say_widths(const struct findings *findings, struct buffer *out)
{
    size_t told = 0, as_expected = 0;
    for (size_t i = 0; i < SAMPLE_COUNT; i++) {
        told += findings->widths[i] != WIDTH_NOT_TOLD;
        as_expected += width_is_expected(findings, i);
    }
    if (!findings->has_terminal || !findings->replies)
        return;
    if (told == 0) {
        say(out, N_("Widths"), "the terminal did not say where its cursor is");
        return;
    }
    say(out, N_("Widths"),
        catalogue_plural("%zu of %zu kind of characters takes the columns expected",
                         "%zu of %zu kinds of characters take the columns expected", told),
        as_expected, told);
    for (size_t i = 0; i < SAMPLE_COUNT; i++) {
        char code_points[SAMPLE_NAME_BYTES];
        width_sample_code_points(&width_samples[i], code_points);
        if (findings->widths[i] != WIDTH_NOT_TOLD && !width_is_expected(findings, i))
            say(out, "", "%s (%s): %d, not %d", _(width_samples[i].name), code_points, findings->widths[i],
                width_sample_expected(&width_samples[i]));
    }
}

static void say_config(const struct findings *findings, struct buffer *out)
{
    const struct config *config = findings->config;
    const char *path = findings->config_path[0] ? findings->config_path : _("there is no place for one");
    struct buffer text = buffer_create(VALUE_BYTES / 2);
    for (size_t i = 0; i < config->line_count; i++)
        if (config->lines[i].terminal.length > 0 &&
            slice_equal_ignoring_case(config->lines[i].terminal, slice_of(findings->name)))
            buffer_append_format(&text, "%s%.*s = %.*s", text.length > 0 ? ", " : "",
                                 SLICE_ARGUMENT(config->lines[i].name), SLICE_ARGUMENT(config->lines[i].value));
    say(out, N_("Config"), "%s", path);
    say(out, "", "[terminal %s]: %s", findings->name, text.length > 0 ? text.bytes : _("nothing"));
    buffer_finish(&text);
}

void findings_append_text(const struct findings *findings, struct buffer *out)
{
    struct buffer lines = buffer_create(1 << 16);
    struct slice rest, advice;
    say_terminal(findings, out);
    say_replies(findings, out);
    say_environment(findings, out);
    say_order(findings, out);
    say_marks(findings, out);
    say_letters(findings, out);
    say_notices(findings, out);
    say_widths(findings, out);
    say_config(findings, out);
    findings_append_advice(findings, &lines);
    rest = buffer_slice(&lines);
    if (rest.length > 0)
        buffer_append_format(out, "\n%s\n", _("What to do"));
    while (slice_next_line(&rest, &advice))
        append_wrapped(out, BULLET_COLUMNS, "  -", advice);
    if (findings->terminfo.moves_cursor)
        buffer_append_format(out, "\n%s\n", _("No program can find out whether the font has the joined letters, or what a\n"
                                             "person sees: khabar doctor --calibrate asks you."));
    buffer_finish(&lines);
}
