#include "text/row.h"

#include <string.h>

#include "base/utf8.h"
#include "text/clusters.h"
#include "text/forms.h"
#include "text/justify.h"

/* Clusters [start, end) go into the row, those from `hanging` on are not shown. */
struct row_cut {
    size_t start, hanging, end;
    bool is_elided;     /* an ellipsis stands for what is not shown, to the text's end */
    uint32_t added;     /* columns that justification fills */
    bool with_kashida, is_odd;
};

static struct row_cut cut_row(const struct paragraph *paragraph, size_t start, size_t end);
static struct row make_row(const struct paragraph *paragraph, struct row_cut cut, struct arena *arena);
static void fill_cell(const struct paragraph *paragraph, size_t index, struct cell *cell);
static void let_go_of_next(struct cell *cell, struct arena *arena);
static void let_go_of_previous(struct cell *cell, struct arena *arena);
static void find_levels(const struct paragraph *paragraph, const struct row_cut *cut, size_t count, bidi_level *levels);
static size_t justify_cells(const struct paragraph *paragraph, const struct row_cut *cut, struct cell *cells,
                            bidi_level *levels, size_t count, struct arena *scratch);
static void reorder_cells(const bidi_level *levels, struct cell *cells, size_t count, struct arena *scratch);
static size_t keep_visible(struct cell *cells, size_t count);

struct row paragraph_row(const struct paragraph *paragraph, const struct breaks *breaks, size_t index,
                         enum justification justification, struct arena *arena)
{
    struct row_cut cut = cut_row(paragraph, breaks->starts[index], breaks->starts[index + 1]);
    if (justification != JUSTIFY_NOT)
        cut.added = columns_to_fill(paragraph, breaks, index, cut.hanging);
    cut.with_kashida = justification == JUSTIFY_KASHIDA && !paragraph->has_base_letters;
    cut.is_odd = index % 2;
    return make_row(paragraph, cut, arena);
}

/* Newlines are spaces here, those at the end nothing. */
struct row paragraph_single_row(const struct paragraph *paragraph, int width, struct arena *arena)
{
    const struct cluster *clusters = paragraph->clusters;
    struct row_cut cut = { .hanging = paragraph->cluster_count, .end = paragraph->cluster_count };
    int64_t columns = 0;
    size_t fitting = 0; /* clusters, with room for the ellipsis */
    while (cut.hanging > 0 && (clusters[cut.hanging - 1].flags & CLUSTER_NEWLINE))
        cut.hanging--;
    for (size_t i = 0; i < cut.hanging; i++) {
        columns += clusters[i].width;
        if (columns < width)
            fitting = i + 1;
        if (columns > width) {
            cut.hanging = cut.end = fitting;
            cut.is_elided = width > 0;
            break;
        }
    }
    while (cut.is_elided && cut.hanging > 0 && (clusters[cut.hanging - 1].flags & CLUSTER_SPACE))
        cut.hanging--;
    return make_row(paragraph, cut, arena);
}

/* Past clusters of no width, which belong to the cell before them. */
static size_t next_visible(const struct paragraph *paragraph, size_t index)
{
    while (index < paragraph->cluster_count && paragraph->clusters[index].width == 0)
        index++;
    return index;
}

/* Where the source of cluster `last` ends when cluster `next` is not its own any more. Those of a sign that is spelled
 * out all have the sign's bytes. */
static size_t source_end(const struct paragraph *paragraph, size_t last, size_t next)
{
    const struct cluster *clusters = paragraph->clusters;
    while (next < paragraph->cluster_count && clusters[next].source_start == clusters[last].source_start)
        next++;
    return clusters[next].source_start;
}

static struct row_cut cut_row(const struct paragraph *paragraph, size_t start, size_t end)
{
    struct row_cut cut = { .start = start, .hanging = end, .end = end };
    while (cut.hanging > start && (paragraph->clusters[cut.hanging - 1].flags & CLUSTER_SPACE))
        cut.hanging--;
    return cut;
}

/* A row's border in the middle of a word, where letters may have joined. */
static bool is_within_word(const struct paragraph *paragraph, size_t index)
{
    return index > 0 && index < paragraph->cluster_count && !(paragraph->clusters[index].flags & CLUSTER_BREAK) &&
           !(paragraph->clusters[index - 1].flags & CLUSTER_SPACE);
}

static struct row make_row(const struct paragraph *paragraph, struct row_cut cut, struct arena *arena)
{
    size_t count = cut.hanging - cut.start, cell_count = count + cut.is_elided;
    struct row row = {
        .source = { paragraph->clusters[cut.start].source_start, paragraph->clusters[cut.end].source_start },
        .cells = ARENA_ARRAY(arena, struct cell, cell_count + cut.added),
        .direction = paragraph_direction(paragraph),
    };
    for (size_t i = 0; i < count; i++)
        fill_cell(paragraph, cut.start + i, &row.cells[i]);
    if (count > 0 && is_within_word(paragraph, cut.start))
        let_go_of_previous(&row.cells[0], arena);
    if (count > 0 && cut.hanging == cut.end && is_within_word(paragraph, cut.end))
        let_go_of_next(&row.cells[count - 1], arena);
    /* A sign that is spelled out over two rows belongs to both. */
    if (count > 0 && row.cells[count - 1].source.end > row.source.end)
        row.source.end = row.cells[count - 1].source.end;
    if (cut.is_elided) {
        row.cells[count] = (struct cell){
            .cluster = SLICE("\u2026"),
            .source = { .start = paragraph->clusters[next_visible(paragraph, cut.hanging)].source_start,
                        .end = paragraph->text.length },
            .width = 1,
            .role = count > 0 ? row.cells[count - 1].role : paragraph->clusters[cut.hanging].role,
            .rtl = level_is_rtl(paragraph->level),
        };
        row.source.end = paragraph->text.length;
    }
    bidi_level *levels = ARENA_ARRAY(arena, bidi_level, cell_count + cut.added);
    find_levels(paragraph, &cut, cell_count, levels);
    if (cut.added > 0)
        cell_count = justify_cells(paragraph, &cut, row.cells, levels, cell_count, arena);
    for (size_t i = 0; i < cell_count; i++) {
        row.cells[i].rtl = level_is_rtl(levels[i]);
        row.width += row.cells[i].width;
    }
    reorder_cells(levels, row.cells, cell_count, arena);
    arena_shrink(arena, levels, 0);
    row.cell_count = keep_visible(row.cells, cell_count);
    return row;
}

static void fill_cell(const struct paragraph *paragraph, size_t index, struct cell *cell)
{
    const struct cluster *cluster = &paragraph->clusters[index];
    size_t next = next_visible(paragraph, index + 1), shown_end = paragraph->clusters[next].shown_start;
    *cell = (struct cell){
        .cluster = { paragraph->shown + cluster->shown_start, shown_end - cluster->shown_start },
        .source = { cluster->source_start, source_end(paragraph, index, next) },
        .width = cluster->width,
        .role = cluster->role,
        .rtl = level_is_rtl(cluster->level),
        .dim = cluster->flags & CLUSTER_DIM,
    };
}

static void replace_base(struct cell *cell, uint32_t (*change)(uint32_t shape), struct arena *arena)
{
    size_t base_length = 0;
    uint32_t shape = utf8_next(cell->cluster, &base_length), changed = change(shape);
    if (changed == shape)
        return;
    char bytes[4];
    size_t length = utf8_encode(changed, bytes), marks_length = cell->cluster.length - base_length;
    char *cluster = arena_allocate_bytes(arena, length + marks_length);
    memcpy(cluster, bytes, length);
    memcpy(cluster + length, cell->cluster.bytes + base_length, marks_length);
    cell->cluster = (struct slice){ cluster, length + marks_length };
}

static void let_go_of_next(struct cell *cell, struct arena *arena)
{
    replace_base(cell, shape_not_joined_to_next, arena);
}

static void let_go_of_previous(struct cell *cell, struct arena *arena)
{
    replace_base(cell, shape_not_joined_to_previous, arena);
}

/* L1: white space at the end, and the ellipsis, are at the paragraph's level. */
static void find_levels(const struct paragraph *paragraph, const struct row_cut *cut, size_t count, bidi_level *levels)
{
    size_t end = cut->hanging - cut->start;
    while (end > 0 && (paragraph->clusters[cut->start + end - 1].flags & CLUSTER_SPACE))
        end--;
    for (size_t i = 0; i < count; i++)
        levels[i] = i < end ? paragraph->clusters[cut->start + i].level : paragraph->level;
}

/* What is added stands for no byte: it is at the place where the cell before it ends, with its role and level. */
static struct cell added_cell(const struct cell *before, bool is_blank)
{
    struct cell cell = *before;
    cell.cluster = is_blank ? SLICE(" ") : SLICE("\u0640");
    cell.source.start = cell.source.end;
    cell.width = 1;
    cell.dim = false;
    return cell;
}

/* In logical order, so that kashida is found between letters that follow one another. There is room for cut->added
 * cells more. Returns how many there are then. */
static size_t justify_cells(const struct paragraph *paragraph, const struct row_cut *cut, struct cell *cells,
                            bidi_level *levels, size_t count, struct arena *scratch)
{
    uint32_t *added = ARENA_ARRAY(scratch, uint32_t, count);
    if (!divide_columns(paragraph, cut->start, cut->hanging, cut->added, cut->with_kashida, cut->is_odd, added,
                        scratch))
        return count;
    size_t to = count + cut->added;
    for (size_t from = count; from-- > 0;) {
        bool is_blank = paragraph->clusters[cut->start + from].flags & CLUSTER_SPACE;
        for (uint32_t k = added[from]; k > 0; k--) {
            cells[--to] = added_cell(&cells[from], is_blank);
            levels[to] = levels[from];
        }
        cells[--to] = cells[from];
        levels[to] = levels[from];
    }
    return count + cut->added;
}

/* L2. */
static void reorder_cells(const bidi_level *levels, struct cell *cells, size_t count, struct arena *scratch)
{
    bidi_level any = 0;
    for (size_t i = 0; i < count; i++)
        any |= levels[i];
    if (any == 0)
        return;
    uint32_t *visual_to_logical = ARENA_ARRAY(scratch, uint32_t, count);
    struct cell *logical_cells = ARENA_ARRAY(scratch, struct cell, count);
    memcpy(logical_cells, cells, count * sizeof *cells);
    bidi_reorder(levels, count, visual_to_logical);
    for (size_t i = 0; i < count; i++)
        cells[i] = logical_cells[visual_to_logical[i]];
}

/* Clusters without a column part runs here as they should, and then are gone. */
static size_t keep_visible(struct cell *cells, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (cells[i].width > 0)
            cells[kept++] = cells[i];
    }
    return kept;
}
