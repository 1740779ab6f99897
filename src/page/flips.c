#include "page/flips.h"

#include "page/table.h"

enum { LONGEST_LINE = 64 << 20 };

/* FNV-1a. Whoever makes two paragraphs of one key has them turned together. */
static uint64_t hash_of(struct slice text)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < text.length; i++)
        hash = (hash ^ (unsigned char)text.bytes[i]) * 0x100000001b3u;
    return hash ? hash : 1;
}

/* What stands for the line: of a table its first row. */
static struct range text_of(const struct line *line)
{
    const struct table_row *first = line->table_row ? line->table_row->table->first_row : NULL;
    if (!first || first->cell_count == 0)
        return line->text;
    return (struct range){ first->cells[0].start, first->cells[first->cell_count - 1].end };
}

uint64_t flips_key(const struct page *page, const struct line *line)
{
    struct buffer text = buffer_create(LONGEST_LINE);
    page_append_text(page, text_of(line), &text);
    uint64_t key = hash_of(buffer_slice(&text));
    buffer_finish(&text);
    return key;
}

enum direction flips_direction(const struct page *page, const struct line *line)
{
    const struct page_options *options = &page->options;
    if (options->flip_count == 0)
        return DIRECTION_AUTO;
    uint64_t key = flips_key(page, line);
    for (size_t i = 0; i < options->flip_count; i++)
        if (options->flips[i].key == key)
            return options->flips[i].direction;
    return DIRECTION_AUTO;
}

static bool leads(const struct line *line, const struct frame *frame)
{
    return frame == line->frame || frame->kind == FRAME_ITEM;
}

void flips_turn_frames(struct page *page)
{
    page->flips_round++;
    for (size_t i = 0; i < page->line_count && page->options.flip_count > 0; i++) {
        const struct line *line = &page->lines[i];
        if (!line->frame || line->frame->flips_round == page->flips_round)
            continue;
        enum direction direction = flips_direction(page, line);
        for (struct frame *frame = line->frame; frame && frame->flips_round != page->flips_round; frame = frame->outer) {
            frame->flips_round = page->flips_round;
            frame->flipped = leads(line, frame) ? direction : DIRECTION_AUTO;
        }
    }
}
