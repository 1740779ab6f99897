#include "app/findings.h"

#include "base/catalogue.h"

#include <stdio.h>
#include <string.h>

/* One line; what it is told from outside is cleaned where it is printed. */
static void advise(struct buffer *lines, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void advise(struct buffer *lines, const char *format, ...)
{
    char line[1024];
    va_list arguments;
    va_start(arguments, format);
    findings_format_line(line, sizeof line, format, arguments);
    va_end(arguments);
    buffer_append_format(lines, "%s\n", line);
}

static void advise_about_type(const struct findings *findings, struct buffer *lines)
{
    const char *type = findings->type;
    unsigned long colours = findings->terminfo.colours > 0 ? (unsigned long)findings->terminfo.colours : 0;
    if (!type || !type[0])
        advise(lines, "TERM is not set: set it to the terminal's type, such as xterm-256color.");
    else if (!findings->terminfo.is_known)
        advise(lines,
               "terminfo does not know TERM=%s: install its entry (package ncurses-term, or from the machine that has it: "
               "infocmp -x %s | ssh HOST tic -x -), or set TERM=xterm-256color.",
               type, type);
    else if (!findings->terminfo.moves_cursor)
        advise(lines,
               "TERM=%s cannot move its cursor: khabar dump and khabar list print without a screen. In another terminal "
               "set TERM to its type, such as xterm-256color.",
               type);
    else if (colours < 256 && findings->colorterm && !findings->without_colours)
        advise(lines,
               catalogue_plural("TERM=%s has %d colour, and the terminal says that it has more (COLORTERM): set TERM to a "
                                "type with 256, such as xterm-256color.",
                                "TERM=%s has %d colours, and the terminal says that it has more (COLORTERM): set TERM to a "
                                "type with 256, such as xterm-256color.",
                                colours),
               type, (int)colours);
}

static void advise_about_encoding(const struct findings *findings, struct buffer *lines)
{
    if (!findings->takes_utf8)
        advise(lines, "The terminal does not read UTF-8: switch its encoding to UTF-8, or start it in a UTF-8 locale.");
    if (findings->multiplexer_without_utf8)
        advise(lines, "tmux takes the terminal around it for one without UTF-8, and shows _ for each letter: start it as "
                      "tmux -u, or in a UTF-8 locale.");
    if (strcmp(findings->encoding, "UTF-8") != 0)
        advise(lines, "The locale %s has the encoding %s, which lacks most letters: set LANG to one with UTF-8, such as "
                      "C.UTF-8 (locale -a lists them).",
               findings->locale, findings->encoding);
}

static void advise_about_order(const struct findings *findings, struct buffer *lines)
{
    const struct terminal *terminal = findings->terminal;
    if (!findings_are_doubtful(findings) || !findings->terminfo.moves_cursor)
        return;
    if (terminal->multiplexer)
        advise(lines, "%s does not tell which terminal it is in. Where words are in the wrong order: "
                      "khabar doctor --calibrate.",
               terminal->multiplexer);
    else
        advise(lines, "This terminal is not known. Where words are in the wrong order: khabar doctor --calibrate.");
}

/* What is known of single terminals and cannot be asked for. */
static void advise_about_terminal(const struct findings *findings, struct buffer *lines)
{
    static const char kitty_font[] = N_("Through a multiplexer kitty cannot be asked for its font. Where a full stop or a "
                                     "bracket stands at the wrong end of its Arabic word: khabar doctor --calibrate.");
    static const struct {
        const char *name, *setting; /* not where the user has said what the setting is */
        const char *advice;
    } known[] = {
        { "kitty", "order", N_("Where kitty.conf says force_ltr yes, kitty does not reorder: put order = visual into "
                            "[terminal kitty].") },
        { "tmux in kitty", "arabic-font", kitty_font },
        { "screen in kitty", "arabic-font", kitty_font },
        { "foot", "harakat", N_("foot shows vowel marks only with grapheme-shaping=no in the section [tweak] of foot.ini: then "
                           "put marks = show into [terminal foot].") },
        { "Linux console", "letters", N_("The console needs a font with the letters: setfont Arabic-VGA16, or "
                                      "Hebrew-VGA16.") },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(findings->name, known[i].name) == 0 && !findings_reason(findings, known[i].setting))
            advise(lines, "%s", _(known[i].advice));
}

static bool any_width_differs(const struct findings *findings, enum sample_kind kind)
{
    for (size_t i = 0; i < SAMPLE_COUNT; i++)
        if (width_samples[i].kind == kind && findings->widths[i] != WIDTH_NOT_TOLD &&
            findings->widths[i] != width_sample_expected(&width_samples[i]))
            return true;
    return false;
}

static void advise_about_widths(const struct findings *findings, struct buffer *lines)
{
    enum order order = findings->used->encoding.order;
    bool sends_invisible = order == ORDER_VISUAL_LRO || order == ORDER_RUNS;
    if (!findings->takes_utf8)
        return; /* each byte has a column, and that was said */
    if (any_width_differs(findings, SAMPLE_LETTER))
        advise(lines, "Letters do not take the columns expected, so rows of right-to-left text will be uneven: a newer "
                      "version of the terminal may help.");
    if (any_width_differs(findings, SAMPLE_MARK) && findings_page_options(findings).marks.of[MARKS_HARAKAT] != MARKS_HIDE)
        advise(lines, "Marks have columns of their own here: put marks = hide into [terminal %s].", findings->name);
    if (any_width_differs(findings, SAMPLE_INVISIBLE) && sends_invisible)
        advise(lines, "Invisible characters have columns of their own here, which the order %s needs: khabar doctor "
                      "--calibrate tries the others.",
               order_name(order));
    if (any_width_differs(findings, SAMPLE_SIGN))
        advise(lines, "Signs such as the border between the panes do not take one column: set characters of ambiguous "
                      "width to narrow in the terminal's settings.");
    if (any_width_differs(findings, SAMPLE_WIDE))
        advise(lines, "Chinese characters or emoji do not take two columns: rows that hold them will be uneven; a newer "
                      "version of the terminal may help.");
}

void findings_append_advice(const struct findings *findings, struct buffer *lines)
{
    if (findings->config_error->text[0])
        advise(lines, "%s", findings->config_error->text);
    advise_about_type(findings, lines);
    advise_about_encoding(findings, lines);
    advise_about_order(findings, lines);
    advise_about_terminal(findings, lines);
    advise_about_widths(findings, lines);
    if (findings->has_terminal && findings->replies && !findings->replies->complete)
        advise(lines, "The terminal did not answer in time, so the environment was believed; over a slow line try again.");
}
