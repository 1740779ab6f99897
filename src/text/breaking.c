#include <string.h>

#include "text/clusters.h"

enum {
    ROWS_AT_ONCE = 1024,       /* balanced together: it bounds the memory, and nobody sees the seam */
    WIDEST_BALANCED = 1 << 15, /* columns; the products of costs stay within 64 bits */
};

/* A place where a row may begin. */
struct node {
    uint32_t cluster;
    uint32_t previous; /* the node where the row that ends here begins, on the best way */
    int64_t start;     /* columns before it, with those that hang */
    int64_t end;       /* columns before it, without those that would hang there */
    int64_t cost;      /* of all rows before it, on the best way */
};

static size_t find_end(const struct paragraph *paragraph, size_t start, int width);
static void balance(const struct paragraph *paragraph, uint32_t *starts, size_t row_count, int width);
static size_t find_fence(const struct paragraph *paragraph, const uint32_t *starts, size_t row_count, size_t first);
static void balance_rows(const struct paragraph *paragraph, uint32_t *starts, size_t row_count, int width,
                         struct arena *scratch);
static struct node *find_nodes(const struct paragraph *paragraph, size_t start, size_t end, int width,
                               struct arena *scratch);
static void find_ways(struct node *nodes, uint32_t first, uint32_t last, uint32_t end, int width, uint32_t *hull);
static uint32_t find_last_row(const struct node *nodes, uint32_t first, uint32_t last, uint32_t end, int width,
                              bool is_free);

struct breaks paragraph_break(const struct paragraph *paragraph, int width, enum breaking breaking,
                              struct arena *arena)
{
    size_t capacity = 16, count = 0;
    uint32_t *starts = ARENA_ARRAY(arena, uint32_t, capacity);
    width = width < 1 ? 1 : width;
    for (size_t start = 0;; start = find_end(paragraph, start, width)) {
        if (count + 1 == capacity) {
            uint32_t *larger = ARENA_ARRAY(arena, uint32_t, 2 * capacity);
            memcpy(larger, starts, capacity * sizeof *starts);
            starts = larger;
            capacity *= 2;
        }
        starts[count] = (uint32_t)start;
        if (count > 0 && start == paragraph->cluster_count)
            break;
        count++;
    }
    if (breaking == BREAK_BALANCED && width <= WIDEST_BALANCED)
        balance(paragraph, starts, count, width);
    return (struct breaks){ .width = width, .row_count = count, .starts = starts };
}

size_t paragraph_row_start(const struct paragraph *paragraph, const struct breaks *breaks, size_t index)
{
    return paragraph->clusters[breaks->starts[index]].source_start;
}

/* Where the row that starts at cluster `start` ends: after a newline, at the last break opportunity that fits, or in
 * the middle of a word that is longer than a row. Clusters after that opportunity are looked at again for the next row
 * only, so all rows together cost at most two looks at each. */
static size_t find_end(const struct paragraph *paragraph, size_t start, int width)
{
    size_t last_break = start;
    int64_t columns = 0;
    for (size_t i = start; i < paragraph->cluster_count; i++) {
        const struct cluster *cluster = &paragraph->clusters[i];
        if (cluster->flags & CLUSTER_NEWLINE)
            return i + 1;
        if (cluster->flags & CLUSTER_BREAK)
            last_break = i;
        columns += cluster->width;
        if (columns <= width || (cluster->flags & CLUSTER_SPACE) || i == start)
            continue;
        return last_break > start ? last_break : i;
    }
    return paragraph->cluster_count;
}

/* Moves the borders of the rows that were found greedily, and finds no other number of them: no way of breaking needs
 * fewer, and one more would cost the reader more than a smoother edge is worth. Of all ways with that many rows it
 * takes the one whose squares of free columns add up to the least (Knuth and Plass 1981, for text without hyphens).
 * What cannot be moved is a fence: an end that is forced, the start and the cuts of a word longer than a row. */
static void balance(const struct paragraph *paragraph, uint32_t *starts, size_t row_count, int width)
{
    struct arena scratch = { 0 };
    for (size_t first = 0, fence; first < row_count; first = fence) {
        fence = find_fence(paragraph, starts, row_count, first);
        if (fence - first < 2)
            continue;
        balance_rows(paragraph, starts + first, fence - first, width, &scratch);
        arena_reset(&scratch);
    }
    arena_finish(&scratch);
}

static bool is_after_newline(const struct paragraph *paragraph, size_t cluster)
{
    return cluster > 0 && (paragraph->clusters[cluster - 1].flags & CLUSTER_NEWLINE);
}

/* White space begins a row only where a word has to be cut. */
static bool is_node(const struct paragraph *paragraph, size_t cluster)
{
    return (paragraph->clusters[cluster].flags & (CLUSTER_BREAK | CLUSTER_SPACE)) == CLUSTER_BREAK;
}

static bool is_cut(const struct paragraph *paragraph, size_t cluster)
{
    return cluster < paragraph->cluster_count && !is_after_newline(paragraph, cluster) && !is_node(paragraph, cluster);
}

/* The first row behind row `first` whose start cannot be moved. */
static size_t find_fence(const struct paragraph *paragraph, const uint32_t *starts, size_t row_count, size_t first)
{
    size_t fence = first + 1;
    if (is_cut(paragraph, starts[fence]))
        return fence;
    while (fence < row_count && fence - first < ROWS_AT_ONCE && !is_after_newline(paragraph, starts[fence]) &&
           !is_cut(paragraph, starts[fence + 1]))
        fence++;
    return fence;
}

/* The rows between two fences: starts[0] and starts[row_count] stay. The row that begins at node k greedily is the last
 * place where a row of that number can begin; so the nodes that row k may begin at are those behind the greedy start of
 * row k - 1 up to the greedy start of row k. */
static void balance_rows(const struct paragraph *paragraph, uint32_t *starts, size_t row_count, int width,
                         struct arena *scratch)
{
    size_t end_cluster = starts[row_count];
    bool is_free = end_cluster == paragraph->cluster_count || is_after_newline(paragraph, end_cluster);
    struct node *nodes = find_nodes(paragraph, starts[0], end_cluster, width, scratch);
    uint32_t first = 0, last = 0, end = 0;
    while (nodes[end].cluster < end_cluster)
        end++;
    uint32_t *hull = ARENA_ARRAY(scratch, uint32_t, end + 1);
    for (size_t row = 1; row < row_count; row++) {
        uint32_t next = last + 1;
        while (nodes[next].cluster < starts[row])
            next++;
        find_ways(nodes, first, last, next, width, hull);
        first = last + 1;
        last = next;
    }
    uint32_t node = find_last_row(nodes, first, last, end, width, is_free);
    for (size_t row = row_count - 1; row > 0; row--) {
        starts[row] = nodes[node].cluster;
        node = nodes[node].previous;
    }
}

/* All places between two fences, both included. No more columns of a gap count than make it too wide for a row. */
static struct node *find_nodes(const struct paragraph *paragraph, size_t start, size_t end, int width,
                               struct arena *scratch)
{
    size_t count = 2;
    for (size_t i = start + 1; i < end; i++)
        count += is_node(paragraph, i);
    struct node *nodes = ARENA_ARRAY(scratch, struct node, count), *next = nodes;
    int64_t columns = 0, shown = 0;
    for (size_t i = start; i < end; i++) {
        const struct cluster *cluster = &paragraph->clusters[i];
        if (i == start || is_node(paragraph, i))
            *next++ = (struct node){ .cluster = (uint32_t)i, .start = columns, .end = shown };
        columns += cluster->width;
        if (!(cluster->flags & CLUSTER_SPACE))
            shown = columns;
        else if (columns - shown > width)
            columns = shown + width + 1;
    }
    *next = (struct node){ .cluster = (uint32_t)end, .start = columns, .end = shown };
    return nodes;
}

static int64_t free_columns(const struct node *nodes, uint32_t start, uint32_t end, int width)
{
    return width - (nodes[end].end - nodes[start].start);
}

static int64_t cost_with_row(const struct node *nodes, uint32_t start, uint32_t end, int width)
{
    int64_t columns = free_columns(nodes, start, end, width);
    return nodes[start].cost + columns * columns;
}

/* The costs of ending rows that begin at a, b and c, a > b > c, are as functions of the row's end parabolas of one
 * shape, so each two of them cross once. Whether b is nowhere the least. */
static bool is_never_best(const struct node *nodes, uint32_t a, uint32_t b, uint32_t c)
{
    int64_t start_b = nodes[a].start - nodes[b].start, start_c = nodes[a].start - nodes[c].start;
    int64_t cost_b = nodes[b].cost - nodes[a].cost + start_b * start_b;
    int64_t cost_c = nodes[c].cost - nodes[a].cost + start_c * start_c;
    return cost_c * start_b <= cost_b * start_c;
}

/* The best starts of rows that end at the nodes (last, end], among the nodes [first, last]. Ends are taken from the
 * farthest to the nearest: then more and more starts come within reach, each of use for nearer ends than those before
 * it, and none has to be looked at twice. */
static void find_ways(struct node *nodes, uint32_t first, uint32_t last, uint32_t end, int width, uint32_t *hull)
{
    size_t count = 0, best = 0;
    int64_t start = (int64_t)last;
    for (uint32_t node = end; node > last; node--) {
        /* The greedy row fits, even one that is a single cluster wider than a row. */
        for (; start >= first && (count == 0 || free_columns(nodes, (uint32_t)start, node, width) >= 0); start--) {
            while (count > 1 && is_never_best(nodes, hull[count - 2], hull[count - 1], (uint32_t)start))
                count--;
            hull[count++] = (uint32_t)start;
        }
        if (best >= count)
            best = count - 1;
        while (best + 1 < count &&
               cost_with_row(nodes, hull[best + 1], node, width) < cost_with_row(nodes, hull[best], node, width))
            best++;
        nodes[node].previous = hull[best];
        nodes[node].cost = cost_with_row(nodes, hull[best], node, width);
    }
}

/* Where the row before the fence `end` begins. The last row of a text is free to be short, but one word alone there
 * costs what it would cost elsewhere: so it gets company if that tears no greater hole. */
static uint32_t find_last_row(const struct node *nodes, uint32_t first, uint32_t last, uint32_t end, int width,
                              bool is_free)
{
    uint32_t best = last;
    int64_t least = INT64_MAX;
    for (uint32_t start = last; start == last || free_columns(nodes, start, end, width) >= 0; start--) {
        bool counts = !is_free || start + 1 == end;
        int64_t cost = counts ? cost_with_row(nodes, start, end, width) : nodes[start].cost;
        if (cost < least) {
            least = cost;
            best = start;
        }
        if (start == first)
            break;
    }
    return best;
}
