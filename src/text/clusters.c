#include "text/clusters.h"

#include <assert.h>
#include <limits.h>
#include <string.h>

#include "base/utf8.h"

enum {
    UNITS_OF_CELL = sizeof((struct cluster_maker *)0)->unit_starts / sizeof(size_t),
    DOTTED_CIRCLE = 0x25CC,
    EMOJI_MODIFIER_FIRST = 0x1F3FB,
    EMOJI_MODIFIER_LAST = 0x1F3FF,
};

static void append_newline(struct cluster_maker *maker, const struct piece *piece, size_t at);
static void append_hidden(struct cluster_maker *maker, const struct piece *piece, size_t at);
static void append_spacing(struct cluster_maker *maker, const struct piece *piece, size_t at, int width);
static void append_mark(struct cluster_maker *maker, const struct piece *piece, size_t at);
static bool drop_mark_for(struct cluster_maker *maker, uint32_t code_point);
static void open_cluster(struct cluster_maker *maker, const struct piece *piece, size_t at);
static void close_cluster(struct cluster_maker *maker);
static void append_shape(struct cluster_maker *maker, uint32_t shape);
static void make_room(struct buffer *shown, size_t count);

static bool is_emoji_modifier(uint32_t code_point)
{
    return code_point >= EMOJI_MODIFIER_FIRST && code_point <= EMOJI_MODIFIER_LAST;
}

static enum marks_choice choice_of_mark(const struct cluster_maker *maker, const struct piece *piece, size_t at)
{
    if (!(piece->traits[at] & TRAIT_VOWEL))
        return MARKS_SHOW;
    return maker->options->marks.of[mark_class_of(piece->code_points[at])];
}

void clusters_append(struct cluster_maker *maker, const struct piece *piece)
{
    make_room(&maker->engine->shown, piece->count);
    maker->token_index = 0;
    for (size_t i = 0; i < piece->count; i++) {
        trait_set traits = piece->traits[i];
        if (piece->merged[i]) {
            /* The alef of a lam-alef, a composed hamza: what follows belongs to the letter before. */
            maker->starts_anew = maker->break_pending = false;
            continue;
        }
        maker->starts_anew |= (piece->boundaries[i] & BOUNDARY_GRAPHEME) != 0;
        maker->break_pending |= (piece->boundaries[i] & BOUNDARY_BREAK) != 0;
        int width = traits & TRAIT_WIDTH;
        if (traits & TRAIT_NEWLINE)
            append_newline(maker, piece, i);
        else if (piece->shapes[i] == 0 || choice_of_mark(maker, piece, i) == MARKS_HIDE)
            append_hidden(maker, piece, i);
        else if (width > 0)
            append_spacing(maker, piece, i, width);
        else
            append_mark(maker, piece, i);
    }
}

/* Four bytes at most a code point, and three for the dotted circle under a mark. */
static void make_room(struct buffer *shown, size_t count)
{
    char *room = buffer_reserve(shown, count * 7);
    assert(room); /* the limit is above what the longest text can need */
    (void)room;
}

void clusters_end(struct cluster_maker *maker)
{
    struct paragraph *paragraph = maker->paragraph;
    close_cluster(maker);
    for (size_t i = paragraph->cluster_count; i > 0 && (paragraph->clusters[i - 1].flags & CLUSTER_NEWLINE); i--)
        paragraph->width--; /* a single row does without them */
    if (paragraph->cluster_count == 0 && paragraph->text.length > 0) {
        /* Nothing to see, but its bytes need a place. */
        paragraph->clusters[paragraph->cluster_count++] =
            (struct cluster){ .flags = CLUSTER_SPACE, .level = paragraph->level };
    }
    paragraph->clusters[paragraph->cluster_count] = (struct cluster){
        .source_start = (uint32_t)paragraph->text.length,
        .shown_start = (uint32_t)maker->engine->shown.length,
    };
}

/* Shown as a space where all is one row. */
static void append_newline(struct cluster_maker *maker, const struct piece *piece, size_t at)
{
    struct paragraph *paragraph = maker->paragraph;
    bool ends_crlf = piece->code_points[at] == '\n' && paragraph->cluster_count > 0 && piece->offsets[at] > 0 &&
                     paragraph->text.bytes[piece->offsets[at] - 1] == '\r';
    if (ends_crlf)
        return;
    open_cluster(maker, piece, at);
    append_shape(maker, ' ');
    struct cluster *newline = &paragraph->clusters[paragraph->cluster_count - 1];
    newline->width = 1;
    newline->flags |= CLUSTER_SPACE | CLUSTER_NEWLINE;
    newline->level = paragraph->level;
    close_cluster(maker);
}

/* Isolate controls are not removed by X9: one at a lower level parts the runs beside it, and L2 must see that. */
static bool parts_runs(const struct cluster_maker *maker, const struct piece *piece, size_t at)
{
    const struct paragraph *paragraph = maker->paragraph;
    return piece->code_points[at] >= 0x2066 && piece->code_points[at] <= 0x2069 && maker->is_open &&
           piece->levels[at] < paragraph->clusters[paragraph->cluster_count - 1].level;
}

static void append_hidden(struct cluster_maker *maker, const struct piece *piece, size_t at)
{
    if (parts_runs(maker, piece, at)) {
        bool break_pending = maker->break_pending;
        maker->break_pending = false;
        open_cluster(maker, piece, at);
        maker->paragraph->clusters[maker->paragraph->cluster_count - 1].flags = CLUSTER_SPACE;
        maker->break_pending = break_pending;
        maker->starts_anew = true;
        return;
    }
    if (!maker->is_open && maker->hidden_start == SIZE_MAX)
        maker->hidden_start = piece->offsets[at];
}

static void append_spacing(struct cluster_maker *maker, const struct piece *piece, size_t at, int width)
{
    struct paragraph *paragraph = maker->paragraph;
    bool continues = maker->is_open && !maker->starts_anew;
    /* Terminals that know emoji modifiers would show two columns where others show four: their colour is let go. */
    if (continues && is_emoji_modifier(piece->code_points[at]))
        return;
    if (!continues || maker->unit_count == UNITS_OF_CELL ||
        piece->levels[at] != paragraph->clusters[paragraph->cluster_count - 1].level)
        open_cluster(maker, piece, at);
    struct cluster *cluster = &paragraph->clusters[paragraph->cluster_count - 1];
    maker->unit_starts[maker->unit_count++] = maker->engine->shown.length;
    maker->mark_count = 0;
    cluster->width = (uint8_t)(cluster->width + width);
    if ((piece->traits[at] & TRAIT_SPACE) && maker->unit_count == 1)
        cluster->flags |= CLUSTER_SPACE;
    append_shape(maker, piece->shapes[at]);
}

static void append_mark(struct cluster_maker *maker, const struct piece *piece, size_t at)
{
    if (!maker->is_open || maker->starts_anew) {
        /* Unicode 2.11: a mark without a base is shown on a dotted circle. On a space it would hardly be seen. */
        open_cluster(maker, piece, at);
        maker->unit_starts[maker->unit_count++] = maker->engine->shown.length;
        maker->paragraph->clusters[maker->paragraph->cluster_count - 1].width = 1;
        append_shape(maker, DOTTED_CIRCLE);
    }
    maker->paragraph->clusters[maker->paragraph->cluster_count - 1].flags &= (uint8_t)~CLUSTER_SPACE;
    uint32_t code_point = piece->code_points[at];
    if (maker->mark_count == MARKS_OF_CELL && !drop_mark_for(maker, code_point))
        return;
    bool is_dim = choice_of_mark(maker, piece, at) == MARKS_DIM;
    maker->marks[maker->mark_count++] = (struct shown_mark){ maker->engine->shown.length, code_point, is_dim };
    maker->dim_count += is_dim;
    append_shape(maker, piece->shapes[at]);
}

/* Lets go of the least important mark, of several the last. False: it is the new one. */
static bool drop_mark_for(struct cluster_maker *maker, uint32_t code_point)
{
    size_t least = 0;
    for (size_t i = 1; i < maker->mark_count; i++) {
        if (mark_importance_of(maker->marks[i].code_point) <= mark_importance_of(maker->marks[least].code_point))
            least = i;
    }
    if (mark_importance_of(maker->marks[least].code_point) >= mark_importance_of(code_point))
        return false;
    struct buffer *shown = &maker->engine->shown;
    size_t start = maker->marks[least].start;
    size_t end = least + 1 < maker->mark_count ? maker->marks[least + 1].start : shown->length;
    memmove(shown->bytes + start, shown->bytes + end, shown->length - end);
    shown->length -= end - start;
    maker->dim_count -= maker->marks[least].is_dim;
    maker->mark_count--;
    for (size_t i = least; i < maker->mark_count; i++) {
        maker->marks[i] = maker->marks[i + 1];
        maker->marks[i].start -= end - start;
    }
    return true;
}

static uint8_t role_at(struct cluster_maker *maker, size_t offset)
{
    const struct paragraph_options *options = maker->options;
    while (maker->style_index < options->style_count && options->styles[maker->style_index].end <= offset)
        maker->style_index++;
    return maker->style_index < options->style_count ? options->styles[maker->style_index].role : 0;
}

static bool is_in_token(struct cluster_maker *maker, const struct piece *piece, size_t at)
{
    while (maker->token_index < piece->token_count && piece->tokens[maker->token_index].end <= at)
        maker->token_index++;
    return maker->token_index < piece->token_count && piece->tokens[maker->token_index].start <= at;
}

/* Behind "https://", where UAX #14 lets a row end. */
static bool follows_scheme(const struct piece *piece, size_t at)
{
    return at > 2 && piece->code_points[at - 1] == '/' && piece->code_points[at - 2] == '/' &&
           piece->code_points[at - 3] == ':';
}

static uint8_t flags_at(struct cluster_maker *maker, const struct piece *piece, size_t at, uint8_t role)
{
    bool has_rigid_role = role < 32 && (maker->options->rigid_roles >> role & 1);
    bool is_rigid = has_rigid_role || is_in_token(maker, piece, at);
    bool may_break = maker->break_pending && !follows_scheme(piece, at);
    return (uint8_t)((may_break ? CLUSTER_BREAK : 0) | (is_rigid ? CLUSTER_RIGID : 0));
}

static void open_cluster(struct cluster_maker *maker, const struct piece *piece, size_t at)
{
    struct paragraph *paragraph = maker->paragraph;
    close_cluster(maker);
    size_t start = maker->hidden_start != SIZE_MAX ? maker->hidden_start : piece->offsets[at];
    uint8_t role = role_at(maker, piece->offsets[at]);
    paragraph->clusters[paragraph->cluster_count++] = (struct cluster){
        .source_start = (uint32_t)start,
        .shown_start = (uint32_t)maker->engine->shown.length,
        .role = role,
        .flags = flags_at(maker, piece, at, role),
        .level = piece->levels[at],
    };
    maker->hidden_start = SIZE_MAX;
    maker->unit_count = maker->mark_count = maker->dim_count = 0;
    maker->starts_anew = maker->break_pending = false;
    maker->is_open = true;
}

/* L2 within a cell: several spacing characters at an odd level stand right to left. */
static void reverse_units(struct cluster_maker *maker)
{
    char copy[UNITS_OF_CELL * (1 + MARKS_OF_CELL) * 4];
    struct buffer *shown = &maker->engine->shown;
    size_t start = maker->unit_starts[0], length = shown->length - start, written = 0, end = length;
    memcpy(copy, shown->bytes + start, length);
    for (size_t i = maker->unit_count; i-- > 0;) {
        size_t unit = maker->unit_starts[i] - start;
        memcpy(shown->bytes + start + written, copy + unit, end - unit);
        written += end - unit;
        end = unit;
    }
}

static void close_cluster(struct cluster_maker *maker)
{
    struct paragraph *paragraph = maker->paragraph;
    if (!maker->is_open)
        return;
    struct cluster *cluster = &paragraph->clusters[paragraph->cluster_count - 1];
    if (maker->dim_count > 0)
        cluster->flags |= CLUSTER_DIM;
    if (maker->unit_count > 1 && level_is_rtl(cluster->level))
        reverse_units(maker);
    if (paragraph->width <= INT_MAX - cluster->width)
        paragraph->width += cluster->width;
    maker->is_open = false;
}

static void append_shape(struct cluster_maker *maker, uint32_t shape)
{
    struct buffer *shown = &maker->engine->shown;
    char *bytes = shown->bytes + shown->length; /* room was made for the piece */
    shown->length += utf8_encode(shape, bytes);
}
