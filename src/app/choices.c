#include "app/choices.h"

#include "base/catalogue.h"

#include <string.h>

static const struct choice {
    enum command command;
    size_t offset;        /* of the enum in struct page_options */
    const char *words[4]; /* what each of its values does, short for narrow screens; NULL after the last */
} choices[] = {
    { COMMAND_DIGITS, offsetof(struct page_options, digits),
      { N_("Digits as written"), N_("Native digits"), N_("ASCII digits") } },
    { COMMAND_JUSTIFY, offsetof(struct page_options, justification),
      { N_("Ragged edges"), N_("Even by spaces"), N_("Even by kashida") } },
    { COMMAND_BREAKING, offsetof(struct page_options, breaking),
      { N_("Greedy rows: each as full as it can be"), N_("Balanced rows") } },
    { COMMAND_ROW_SPACING, offsetof(struct page_options, spacing),
      { N_("Rows together"), N_("Vocalised rows apart"), N_("All rows apart") } },
};

void choices_next(struct reading *reading, enum command command)
{
    const struct choice *choice = choices;
    while (choice->command != command)
        choice++;
    unsigned value;
    char *place = (char *)&reading->options + choice->offset;
    memcpy(&value, place, sizeof value);
    value = choice->words[value + 1] ? value + 1 : 0;
    memcpy(place, &value, sizeof value);
    app_use_digits(reading->app, reading->options.digits);
    reading_lay_out_anew(reading);
    status_say(&reading->status, "%s", _(choice->words[value]));
}

static bool is_one_for_all(const struct marks_choices *marks)
{
    for (int class = 1; class < MARK_CLASS_COUNT; class++)
        if (marks->of[class] != marks->of[0])
            return false;
    return true;
}

static struct marks_choices next_marks(const struct reading *reading)
{
    const struct marks_choices *now = &reading->options.marks;
    struct marks_choices configured =
        config_page_options(&reading->app->config, reading->terminal.shows_marks).marks;
    if (!is_one_for_all(now))
        return marks_all(MARKS_SHOW);
    switch (now->of[0]) {
    case MARKS_SHOW: return marks_all(MARKS_DIM);
    case MARKS_DIM: return marks_all(MARKS_HIDE);
    case MARKS_HIDE: break;
    }
    return is_one_for_all(&configured) ? marks_all(MARKS_SHOW) : configured;
}

void choices_next_marks(struct reading *reading)
{
    static const char *const words[] = { N_("Marks shown"), N_("Marks dimmed"), N_("Marks hidden") };
    struct marks_choices *marks = &reading->options.marks;
    *marks = next_marks(reading);
    reading_lay_out_anew(reading);
    status_say(&reading->status, "%s", is_one_for_all(marks) ? _(words[marks->of[0]]) : _("Marks as in the config file"));
}
