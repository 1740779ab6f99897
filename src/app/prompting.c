#include "app/prompting.h"

#include "app/adding.h"
#include "app/finding.h"
#include "app/marking.h"
#include "app/selecting.h"
#include "app/sourcing.h"
#include "base/catalogue.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

void prompting_ask(struct reading *reading, enum prompt_purpose purpose, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(reading->prompt_label, sizeof reading->prompt_label, _(format), arguments);
    va_end(arguments);
    prompt_start(&reading->prompt, reading->prompt_label, SLICE(""));
    reading->prompt.linear = reading->options.linear;
    reading->prompt_purpose = purpose;
    reading->prompt_is_open = true;
    status_clear(&reading->status);
}

void prompting_search(struct reading *reading)
{
    prompting_ask(reading, reading->reading ? PROMPT_TO_SEARCH_ARTICLE : PROMPT_TO_FIND, "/");
    if (!reading->reading)
        finding_start(reading);
}

static void search_article(struct reading *reading, struct slice words)
{
    if (reader_search(&reading->reader, words)) {
        selecting_take_match(reading);
        status_say(&reading->status, "%s", "");
    } else if (words.length > 0) {
        status_say(&reading->status, "Not found: %.*s", SLICE_ARGUMENT(words));
    }
}

/* Also by the key in the place of y, on another layout. */
static bool is_yes(const struct reading *reading, struct slice answer)
{
    size_t offset = 0;
    if (answer.length == 0)
        return false;
    struct key key = key_in_latin_place(keymap_layouts(reading->keymap), (struct key){ utf8_next(answer, &offset) });
    return key.code == 'y' || key.code == 'Y';
}

static void take_answer(struct reading *reading, struct slice answer)
{
    switch (reading->prompt_purpose) {
    case PROMPT_TO_SEARCH_ARTICLE: search_article(reading, answer); break;
    case PROMPT_TO_FIND: finding_keep(reading); break;
    case PROMPT_TO_TAG: marking_tag(reading, answer); break;
    case PROMPT_TO_ADD: adding_take_address(reading, answer); break;
    case PROMPT_TO_CHOOSE: adding_take_choice(reading, answer); break;
    case PROMPT_TO_REMOVE:
        if (is_yes(reading, answer))
            sourcing_remove(reading);
        break;
    }
}

/* A question of yes and no is answered by the key alone. */
static bool answers_at_once(const struct reading *reading)
{
    return reading->prompt_purpose == PROMPT_TO_REMOVE && reading->prompt.length > 0;
}

void prompting_press(struct reading *reading, struct key key)
{
    reading->tag_is_completed = reading->tag_is_completed && key.code == KEY_CODE_TAB;
    enum prompt_result result = prompt_press(&reading->prompt, key);
    if (result == PROMPT_EDITING && answers_at_once(reading))
        result = PROMPT_ACCEPTED;
    if (result == PROMPT_EDITING) {
        if (reading->prompt_purpose == PROMPT_TO_FIND)
            finding_typed(reading);
        else if (reading->prompt_purpose == PROMPT_TO_TAG && key.code == KEY_CODE_TAB)
            marking_complete_tag(reading);
        return;
    }
    struct prompt answered = reading->prompt;
    reading->prompt_is_open = false;
    if (result == PROMPT_ACCEPTED)
        take_answer(reading, prompt_text(&answered));
    else if (reading->prompt_purpose == PROMPT_TO_FIND)
        finding_drop(reading);
    else if (reading->prompt_purpose == PROMPT_TO_CHOOSE)
        adding_give_up(reading);
}
