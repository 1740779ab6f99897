/* arabic_shaping_test FOLDER: every letter of ArabicShaping.txt alone, at the start, in the middle and at the end of a
 * word; letters beside it directly, with a mark, ZWJ, ZWNJ or tatweel between, or in another style. It takes the form
 * that UnicodeData.txt has for it there, or stays as it is, and its neighbours join as its joining type says. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "text/paragraph.h"

enum { BEH = 0x628, FATHA = 0x64E, TATWEEL = 0x640, ZWNJ = 0x200C, ZWJ = 0x200D, LAST_LETTER = 0x1FFFF };
enum form { ISOLATED, FINAL, INITIAL, MEDIAL, FORMS };

static bool is_letter[LAST_LETTER + 1];
/* By letter and form; 0: there is none. */
static uint32_t forms[0x10000][FORMS];
/* D, R, L, C, T or U; 0: not in the file. */
static char joining_types[LAST_LETTER + 1];

struct word {
    uint32_t code_points[8];
    size_t count;
    bool in_styles; /* each code point in its own */
};

static FILE *open_file(const char *folder, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "r");
    if (!file)
        printf("not ok - cannot read %s\n", path);
    return file;
}

/* "FE91;ARABIC LETTER BEH INITIAL FORM;Lo;0;AL;<initial> 0628;…" */
static bool read_forms(const char *folder)
{
    static const char *const names[FORMS] = { "<isolated>", "<final>", "<initial>", "<medial>" };
    char line[1024];
    FILE *file = open_file(folder, "UnicodeData.txt");
    while (file && fgets(line, sizeof line, file)) {
        char *rest = line, *fields[6];
        for (size_t i = 0; i < 6; i++)
            fields[i] = strsep(&rest, ";");
        unsigned long shape = strtoul(fields[0], NULL, 16);
        if (shape <= LAST_LETTER)
            is_letter[shape] = rest && *fields[2] == 'L';
        char *tag = rest ? strsep(&fields[5], " ") : NULL, *letter = fields[5], *end;
        if (!tag || !letter || shape < 0xFB50 || shape > 0xFEFF)
            continue;
        unsigned long code_point = strtoul(letter, &end, 16);
        for (size_t form = 0; form < FORMS; form++)
            if (*end == '\0' && strcmp(tag, names[form]) == 0)
                forms[code_point][form] = (uint32_t)shape;
    }
    if (file)
        fclose(file);
    /* They look as letters that have forms, teh marbuta and heh, or are one with a mark. */
    memcpy(forms[0x6C2], forms[0x6C1], sizeof *forms);
    memcpy(forms[0x6C3], forms[0x629], sizeof *forms);
    forms[0x6D5][ISOLATED] = forms[0x647][ISOLATED];
    forms[0x6D5][FINAL] = forms[0x647][FINAL];
    return file != NULL;
}

/* "0628; BEH; D; BEH" */
static bool read_joining_types(const char *folder)
{
    char line[1024];
    FILE *file = open_file(folder, "ArabicShaping.txt");
    while (file && fgets(line, sizeof line, file)) {
        char *rest = line, *code_point = strsep(&rest, ";"), *name = strsep(&rest, ";"), *type = strsep(&rest, ";");
        if (*line != '#' && name && type)
            joining_types[strtoul(code_point, NULL, 16)] = type[strspn(type, " ")];
    }
    if (file)
        fclose(file);
    return file != NULL;
}

static bool is_arabic(uint32_t code_point)
{
    return (code_point >= 0x600 && code_point < 0x700) || (code_point >= 0x750 && code_point < 0x780) ||
           (code_point >= 0x870 && code_point < 0x900);
}

static bool is_one_of(char type, const char *types)
{
    return type && strchr(types, type);
}

/* Of the nearest code point in that direction that is not transparent; U where there is none. */
static char neighbour_type(const struct word *word, size_t at, int step)
{
    for (size_t i = at + (size_t)step; i < word->count; i += (size_t)step) {
        char type = joining_types[word->code_points[i]];
        if (word->code_points[i] != FATHA)
            return type ? type : 'U';
    }
    return 'U';
}

static uint32_t expected_shape(const struct word *word, size_t at)
{
    uint32_t code_point = word->code_points[at];
    char type = joining_types[code_point];
    bool joins_previous = is_one_of(type, "DRC") && is_one_of(neighbour_type(word, at, -1), "DLC");
    bool joins_next = is_one_of(type, "DLC") && is_one_of(neighbour_type(word, at, 1), "DRC");
    uint32_t shape = forms[code_point & 0xFFFF][joins_previous ? joins_next ? MEDIAL : FINAL
                                                               : joins_next ? INITIAL : ISOLATED];
    return shape && code_point <= 0xFFFF ? shape : code_point;
}

static const struct cell *cell_at(const struct row *row, size_t offset)
{
    for (size_t i = 0; i < row->cell_count; i++)
        if (row->cells[i].source.start <= offset && offset < row->cells[i].source.end)
            return &row->cells[i];
    return NULL;
}

static bool passes(struct text_engine *engine, struct arena *arena, const struct word *word)
{
    char bytes[32];
    struct slice text = { bytes, 0 };
    struct style_run styles[8];
    size_t offsets[8];
    for (size_t i = 0; i < word->count; i++) {
        offsets[i] = text.length;
        text.length += utf8_encode(word->code_points[i], bytes + text.length);
        styles[i] = (struct style_run){ text.length, (uint8_t)i };
    }
    struct paragraph_options options = {
        .direction = DIRECTION_RTL, .styles = styles, .style_count = word->in_styles ? word->count : 0,
    };
    const struct paragraph *paragraph = paragraph_create(engine, arena, text, &options);
    struct row row = paragraph_single_row(paragraph, 80, arena);
    bool passed = true;
    for (size_t i = 0; i < word->count; i++) {
        uint32_t code_point = word->code_points[i];
        if (code_point == FATHA || code_point == ZWJ || code_point == ZWNJ)
            continue;
        const struct cell *cell = cell_at(&row, offsets[i]);
        size_t offset = 0;
        passed &= cell && utf8_next(cell->cluster, &offset) == expected_shape(word, i);
    }
    arena_reset(arena);
    return passed;
}

/* What stands between the letter and its neighbours; 0: nothing. */
static const uint32_t links[] = { 0, FATHA, ZWJ, ZWNJ, TATWEEL };
enum { LINKS = sizeof links / sizeof *links, POSITIONS = 4 };

static struct word make_word(uint32_t letter, uint32_t neighbour, size_t position, uint32_t link)
{
    struct word word = { .count = 0 };
    if (position & 1)
        word.code_points[word.count++] = neighbour;
    if ((position & 1 || link == ZWJ) && link)
        word.code_points[word.count++] = link;
    word.code_points[word.count++] = letter;
    if ((position & 2 || link == ZWJ) && link)
        word.code_points[word.count++] = link;
    if (position & 2)
        word.code_points[word.count++] = neighbour;
    return word;
}

int main(int argument_count, char **arguments)
{
    const char *folder = argument_count > 1 ? arguments[1] : ".";
    struct error error = { 0 };
    struct text_engine *engine = text_engine_create(&error);
    if (!engine || !read_forms(folder) || !read_joining_types(folder))
        return 1;
    struct arena arena = { 0 };
    size_t cases = 0, failures = 0, letters = 0, with_forms = 0;
    for (uint32_t letter = 0; letter <= LAST_LETTER; letter++) {
        /* Other scripts have no forms, and their letters stay what they are among their own. */
        uint32_t neighbour = is_arabic(letter) ? BEH : letter;
        if (!is_letter[letter] || !is_one_of(joining_types[letter], "DRLCU"))
            continue;
        letters++;
        with_forms += letter <= 0xFFFF && forms[letter][ISOLATED];
        for (size_t i = 0; i < POSITIONS * LINKS * 2; i++) {
            struct word word = make_word(letter, neighbour, i % POSITIONS, links[i / POSITIONS % LINKS]);
            word.in_styles = i >= POSITIONS * LINKS;
            cases++;
            if (!passes(engine, &arena, &word) && failures++ < 10)
                printf("# U+%04X: position %zu, link U+%04X, styles %d\n", letter, i % POSITIONS,
                       links[i / POSITIONS % LINKS], word.in_styles);
        }
    }
    arena_finish(&arena);
    text_engine_destroy(engine);
    printf("%s - letters_take_their_forms_and_their_neighbours_join (%zu of %zu; %zu letters, %zu with forms)\n",
           cases && !failures ? "ok" : "not ok", cases - failures, cases, letters, with_forms);
    return failures || !cases;
}
