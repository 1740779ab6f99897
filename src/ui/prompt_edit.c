#include "ui/prompt_edit.h"

#include "base/utf8.h"

#include <string.h>

/* The oldest step is forgotten. */
static void remember(struct prompt *prompt, enum prompt_edit kind)
{
    bool goes_on = kind == prompt->last && kind == PROMPT_TYPED;
    prompt->last = kind;
    if (goes_on)
        return;
    if (prompt->undo_count == PROMPT_UNDO_STEPS)
        memmove(prompt->undo, prompt->undo + 1, --prompt->undo_count * sizeof *prompt->undo);
    prompt->undo[prompt->undo_count++] = prompt->line;
}

static void insert(struct prompt_line *line, size_t at, struct slice text)
{
    text = utf8_prefix(text, PROMPT_BYTES - line->length);
    if (text.length == 0)
        return;
    memmove(line->text + at + text.length, line->text + at, line->length - at);
    memcpy(line->text + at, text.bytes, text.length);
    line->length += text.length;
}

static void delete(struct prompt_line *line, size_t start, size_t end)
{
    memmove(line->text + start, line->text + end, line->length - end);
    line->length -= end - start;
    line->cursor = start;
}

void edit_insert(struct prompt *prompt, struct slice text, enum prompt_edit kind)
{
    size_t before = prompt->line.length;
    remember(prompt, kind);
    insert(&prompt->line, prompt->line.cursor, text);
    prompt->line.cursor += prompt->line.length - before;
}

void edit_delete(struct prompt *prompt, size_t start, size_t end)
{
    if (start == end)
        return;
    remember(prompt, PROMPT_CHANGED);
    delete(&prompt->line, start, end);
}

void edit_kill(struct prompt *prompt, size_t start, size_t end)
{
    if (start == end)
        return;
    struct prompt_line *killed = &prompt->killed;
    if (prompt->last != PROMPT_KILLED)
        killed->length = 0;
    insert(killed, end <= prompt->line.cursor ? 0 : killed->length, (struct slice){ prompt->line.text + start, end - start });
    remember(prompt, PROMPT_KILLED);
    delete(&prompt->line, start, end);
}

void edit_yank(struct prompt *prompt)
{
    edit_insert(prompt, (struct slice){ prompt->killed.text, prompt->killed.length }, PROMPT_CHANGED);
}

void edit_swap(struct prompt *prompt, size_t first, size_t middle, size_t end)
{
    char kept[PROMPT_BYTES];
    remember(prompt, PROMPT_CHANGED);
    memcpy(kept, prompt->line.text + first, middle - first);
    memmove(prompt->line.text + first, prompt->line.text + middle, end - middle);
    memcpy(prompt->line.text + first + (end - middle), kept, middle - first);
    prompt->line.cursor = end;
}

void edit_set(struct prompt *prompt, struct slice text)
{
    remember(prompt, PROMPT_CHANGED);
    prompt->line.length = 0;
    insert(&prompt->line, 0, text);
    prompt->line.cursor = prompt->line.length;
}

void edit_undo(struct prompt *prompt)
{
    prompt->last = PROMPT_MOVED;
    if (prompt->undo_count > 0)
        prompt->line = prompt->undo[--prompt->undo_count];
}
