#include "text/justify.h"

#include <string.h>
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "text/forms.h"

enum {
    LONGEST_KASHIDA = 3, /* columns; in a terminal each is as wide as a letter */
    TATWEEL = 0x0640,
};

/* What a letter is to the rules below, by its shape without dots (Joining_Group of ArabicShaping.txt). */
enum letter_kind {
    NO_LETTER,
    LETTER_OTHER,
    LETTER_TATWEEL,
    LETTER_SEEN, /* and sad */
    LETTER_HEH,  /* and teh marbuta, dal */
    LETTER_ALEF,
    LETTER_TAH, /* and kaf, gaf */
    LETTER_LAM,
    LETTER_BEH, /* and noon */
    LETTER_YEH, /* and alef maksura, yeh barree: inside a word like beh */
    LETTER_REH,
    LETTER_WAW, /* and ain, qaf, feh */
};

struct letter {
    uint8_t kind, form;
};

/* Where the rules of Internet Explorer 5.5 put a kashida, which most programs have followed since: the first that a
 * word has a place for, of equal ones the place nearest to the word's end. The last two are ours. */
enum rank {
    RANK_NONE,
    RANK_AFTER_TATWEEL, /* that the author wrote */
    RANK_AFTER_SEEN,
    RANK_BEFORE_FINAL_HEH,
    RANK_BEFORE_FINAL_ALEF, /* tah, lam, kaf, gaf */
    RANK_BEFORE_BEH,        /* that is followed by a final reh or yeh */
    RANK_BEFORE_FINAL_WAW,  /* ain, qaf, feh */
    RANK_BEFORE_FINAL,
    RANK_ANYWHERE,
    RANK_SHORT_WORD, /* two letters: stretched only where a row has no longer word */
};

struct place {
    uint32_t index; /* of the letter before it, in the row */
    enum rank rank;
};

static bool has_tab(const struct paragraph *paragraph, size_t start, size_t end);
static size_t find_places(const struct paragraph *paragraph, size_t start, size_t end, struct place *places,
                          struct arena *scratch);
static struct letter letter_at(const struct paragraph *paragraph, size_t index);
static enum rank rank_of_join(const struct letter *letter);
static uint32_t stretch_letters(const struct place *places, size_t count, uint32_t columns, bool is_odd,
                                uint32_t *added);
static bool stretch_gaps(const struct paragraph *paragraph, size_t start, size_t end, uint32_t columns, bool is_odd,
                         uint32_t *added);

/* Ragged are a text's last rows, rows with a tab, which stand as their author put them, and rows that are filled by
 * less than two thirds: a long word follows them, and blanks or kashida for all of the rest would be holes. */
uint32_t columns_to_fill(const struct paragraph *paragraph, const struct breaks *breaks, size_t index, size_t end)
{
    size_t start = breaks->starts[index], next = breaks->starts[index + 1];
    int64_t columns = 0, width = breaks->width;
    for (size_t i = start; i < end; i++)
        columns += paragraph->clusters[i].width;
    bool is_last = next == paragraph->cluster_count || (paragraph->clusters[next - 1].flags & CLUSTER_NEWLINE);
    if (is_last || columns >= width || columns * 3 < width * 2 || has_tab(paragraph, start, end))
        return 0;
    return (uint32_t)(width - columns);
}

static bool has_tab(const struct paragraph *paragraph, size_t start, size_t end)
{
    size_t from = paragraph->clusters[start].source_start, to = paragraph->clusters[end].source_start;
    return memchr(paragraph->text.bytes + from, '\t', to - from) != NULL;
}

bool divide_columns(const struct paragraph *paragraph, size_t start, size_t end, uint32_t columns, bool with_kashida,
                    bool is_odd, uint32_t *added, struct arena *scratch)
{
    memset(added, 0, (end - start) * sizeof *added);
    if (with_kashida) {
        struct place *places = ARENA_ARRAY(scratch, struct place, end - start);
        size_t count = find_places(paragraph, start, end, places, scratch);
        columns = stretch_letters(places, count, columns, is_odd, added);
    }
    return columns == 0 || stretch_gaps(paragraph, start, end, columns, is_odd, added);
}

/* One place a word at most, the last of the best rank. A word is what stands together in Arabic letters. */
static size_t find_places(const struct paragraph *paragraph, size_t start, size_t end, struct place *places,
                          struct arena *scratch)
{
    size_t count = end - start, place_count = 0, letter_count = 0;
    /* One more before them and two behind, for what a rule looks at. */
    struct letter *letters = ARENA_ARRAY(scratch, struct letter, count + 3);
    letters[0] = letters[count + 1] = letters[count + 2] = (struct letter){ .kind = NO_LETTER };
    letters++;
    for (size_t i = 0; i < count; i++)
        letters[i] = letter_at(paragraph, start + i);
    struct place best = { .rank = RANK_NONE };
    for (size_t i = 0; i < count; i++) {
        letter_count += letters[i].kind != NO_LETTER;
        enum rank rank = rank_of_join(&letters[i]);
        if (rank != RANK_NONE && (best.rank == RANK_NONE || rank <= best.rank))
            best = (struct place){ .index = (uint32_t)i, .rank = rank };
        if (letters[i + 1].kind != NO_LETTER)
            continue;
        if (best.rank != RANK_NONE && letter_count == 2)
            best.rank = RANK_SHORT_WORD;
        if (best.rank != RANK_NONE)
            places[place_count++] = best;
        best.rank = RANK_NONE;
        letter_count = 0;
    }
    return place_count;
}

static enum letter_kind kind_of(uint32_t letter)
{
    switch (u_getIntPropertyValue((UChar32)letter, UCHAR_JOINING_GROUP)) {
    case U_JG_SEEN:
    case U_JG_SAD: return LETTER_SEEN;
    case U_JG_TEH_MARBUTA:
    case U_JG_TEH_MARBUTA_GOAL:
    case U_JG_HEH:
    case U_JG_HEH_GOAL:
    case U_JG_KNOTTED_HEH:
    case U_JG_DAL: return LETTER_HEH;
    case U_JG_ALEF: return LETTER_ALEF;
    case U_JG_TAH:
    case U_JG_KAF:
    case U_JG_GAF: return LETTER_TAH;
    case U_JG_LAM: return LETTER_LAM;
    case U_JG_BEH:
    case U_JG_NOON: return LETTER_BEH;
    case U_JG_YEH:
    case U_JG_FARSI_YEH:
    case U_JG_YEH_BARREE: return LETTER_YEH;
    case U_JG_REH: return LETTER_REH;
    case U_JG_WAW:
    case U_JG_AIN:
    case U_JG_QAF:
    case U_JG_FEH: return LETTER_WAW;
    default: return LETTER_OTHER;
    }
}

/* Letters are known by the form that they are shown in; those without forms are letters that join to nothing, for a
 * kashida beside them would hang in the air. Forced left to right, letters stand the other way round and stay as they
 * are. */
static struct letter letter_at(const struct paragraph *paragraph, size_t index)
{
    const struct cluster *cluster = &paragraph->clusters[index];
    struct slice shown = { paragraph->shown + cluster->shown_start, cluster[1].shown_start - cluster->shown_start };
    size_t offset = 0;
    if (!level_is_rtl(cluster->level) || (cluster->flags & (CLUSTER_SPACE | CLUSTER_RIGID)))
        return (struct letter){ .kind = NO_LETTER };
    uint32_t shape = utf8_next(shown, &offset), letter = shape;
    enum letter_form form = FORM_ISOLATED;
    if (shape == TATWEEL)
        return (struct letter){ .kind = LETTER_TATWEEL, .form = FORM_MEDIAL };
    if (shape_read(shape, &letter, &form))
        return (struct letter){ .kind = (uint8_t)kind_of(letter), .form = (uint8_t)form };
    return (struct letter){ .kind = u_isalpha((UChar32)shape) ? LETTER_OTHER : NO_LETTER, .form = FORM_ISOLATED };
}

static bool joins_next(struct letter letter)
{
    return letter.kind != NO_LETTER && (letter.form == FORM_INITIAL || letter.form == FORM_MEDIAL);
}

static bool joins_previous(struct letter letter)
{
    return letter.kind != NO_LETTER && (letter.form == FORM_FINAL || letter.form == FORM_MEDIAL);
}

/* Lam-alef is one cell; where a joiner keeps the two apart they still belong together. The lams and the heh of God's
 * name are never drawn apart. */
static bool is_held_together(const struct letter *letter)
{
    if (letter[0].kind == LETTER_LAM && letter[1].kind == LETTER_ALEF)
        return true;
    bool is_heh = joins_previous(letter[1]) && letter[1].kind == LETTER_HEH;
    return letter[0].kind == LETTER_LAM && ((letter[-1].kind == LETTER_LAM && is_heh) ||
                                            (letter[1].kind == LETTER_LAM && letter[2].kind == LETTER_HEH));
}

/* Of the place between letter[0] and letter[1]. */
static enum rank rank_of_join(const struct letter *letter)
{
    struct letter next = letter[1];
    if (!joins_next(letter[0]) || !joins_previous(next) || next.kind == LETTER_TATWEEL || is_held_together(letter))
        return RANK_NONE;
    if (letter[0].kind == LETTER_TATWEEL)
        return RANK_AFTER_TATWEEL;
    if (letter[0].kind == LETTER_SEEN)
        return RANK_AFTER_SEEN;
    if (next.form == FORM_FINAL) {
        switch (next.kind) {
        case LETTER_YEH: return RANK_NONE; /* its tail runs back under the word (LibreOffice's rule, tdf#65344) */
        case LETTER_HEH: return RANK_BEFORE_FINAL_HEH;
        case LETTER_ALEF:
        case LETTER_TAH:
        case LETTER_LAM: return RANK_BEFORE_FINAL_ALEF;
        case LETTER_WAW: return RANK_BEFORE_FINAL_WAW;
        default: return RANK_BEFORE_FINAL;
        }
    }
    bool is_beh = next.kind == LETTER_BEH || next.kind == LETTER_YEH;
    bool precedes_tail = letter[2].form == FORM_FINAL && (letter[2].kind == LETTER_REH || letter[2].kind == LETTER_YEH);
    return is_beh && precedes_tail ? RANK_BEFORE_BEH : RANK_ANYWHERE;
}

/* What place `index` of `count` gets when `columns` are divided evenly. */
static uint32_t share_of(size_t index, size_t count, uint32_t columns, bool is_odd)
{
    uint64_t place = is_odd ? count - 1 - index : index;
    return (uint32_t)((place + 1) * columns / count - place * columns / count);
}

/* One column more for each word of the best rank, then for those of the next, and again from the start: so many words
 * are stretched a little rather than one a lot. Returns the columns that are left. */
static uint32_t stretch_letters(const struct place *places, size_t count, uint32_t columns, bool is_odd,
                                uint32_t *added)
{
    size_t counts[RANK_SHORT_WORD + 1] = { 0 };
    for (size_t i = 0; i < count; i++)
        counts[places[i].rank]++;
    enum rank last = counts[RANK_SHORT_WORD] < count ? RANK_ANYWHERE : RANK_SHORT_WORD;
    for (int round = 0; round < LONGEST_KASHIDA; round++) {
        for (enum rank rank = RANK_AFTER_TATWEEL; rank <= last; rank++) {
            uint32_t given = columns < counts[rank] ? columns : (uint32_t)counts[rank];
            for (size_t i = 0, seen = 0; given > 0 && i < count; i++) {
                if (places[i].rank == rank)
                    added[places[i].index] += share_of(seen++, counts[rank], given, is_odd);
            }
            columns -= given;
        }
    }
    return columns;
}

static bool is_blank(const struct cluster *cluster)
{
    return (cluster->flags & CLUSTER_SPACE) && !(cluster->flags & CLUSTER_RIGID) && cluster->width > 0;
}

/* White space at the start is indentation; in a gap of several blanks the last one is stretched. */
static bool stretch_gaps(const struct paragraph *paragraph, size_t start, size_t end, uint32_t columns, bool is_odd,
                         uint32_t *added)
{
    const struct cluster *clusters = paragraph->clusters;
    size_t first = start, count = 0, seen = 0;
    while (first < end && (clusters[first].flags & CLUSTER_SPACE))
        first++;
    for (size_t i = first; i + 1 < end; i++)
        count += is_blank(&clusters[i]) && !is_blank(&clusters[i + 1]);
    if (count == 0)
        return false;
    for (size_t i = first; i + 1 < end; i++) {
        if (is_blank(&clusters[i]) && !is_blank(&clusters[i + 1]))
            added[i - start] += share_of(seen++, count, columns, is_odd);
    }
    return true;
}
