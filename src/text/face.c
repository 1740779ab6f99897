#include "text/face.h"

#include <string.h>

#include "base/buffer.h"
#include "text/forms.h"
#include "text/spelling.h"

enum { TABLE_LIMIT = 16 << 10, IGNORE_MARKS = 0x0008, LAM = 0x0644, HAMZA = 0x0621, HAMZA_ISOLATED = 0xFE80 };

/* In the order of their tags, as OpenType wants them; a feature's lookup has the same index. */
enum feature { FEATURE_FINA, FEATURE_INIT, FEATURE_ISOL, FEATURE_MEDI, FEATURE_RLIG, FEATURE_COUNT };

static const struct {
    const char *tag;
    enum letter_form form;
} features[FEATURE_COUNT] = {
    [FEATURE_FINA] = { "fina", FORM_FINAL }, [FEATURE_INIT] = { "init", FORM_INITIAL },
    [FEATURE_ISOL] = { "isol", FORM_ISOLATED }, [FEATURE_MEDI] = { "medi", FORM_MEDIAL },
    [FEATURE_RLIG] = { "rlig", FORM_COUNT },
};

static bool write_substitutions(struct buffer *table, const struct presentation_forms *forms);
static hb_font_t *create_font(const struct buffer *table);

hb_font_t *shaping_font_create(void)
{
    struct presentation_forms forms;
    if (!presentation_forms_collect(&forms))
        return NULL;
    struct buffer table = buffer_create(TABLE_LIMIT);
    hb_font_t *font = write_substitutions(&table, &forms) ? create_font(&table) : NULL;
    buffer_finish(&table);
    return font;
}

static void put16(struct buffer *table, size_t value)
{
    char bytes[2] = { (char)(value >> 8 & 0xFF), (char)(value & 0xFF) };
    buffer_append(table, (struct slice){ bytes, sizeof bytes });
}

static void put_tag(struct buffer *table, const char *tag)
{
    buffer_append(table, (struct slice){ tag, 4 });
}

/* Writes a 16-bit offset from `base` to the end of the table into the place kept at `at`. */
static void point_here(struct buffer *table, size_t at, size_t base)
{
    size_t offset = table->length - base;
    if (table->overflowed)
        return;
    table->bytes[at] = (char)(offset >> 8 & 0xFF);
    table->bytes[at + 1] = (char)(offset & 0xFF);
}

static void write_scripts(struct buffer *table)
{
    size_t list = table->length;
    put16(table, 1);
    put_tag(table, "arab");
    put16(table, table->length + 2 - list);
    put16(table, 4); /* default language system, right behind this script table */
    put16(table, 0); /* no others */
    put16(table, 0);
    put16(table, 0xFFFF); /* no required feature */
    put16(table, FEATURE_COUNT);
    for (size_t i = 0; i < FEATURE_COUNT; i++)
        put16(table, i);
}

static void write_features(struct buffer *table)
{
    size_t list = table->length, records = list + 2;
    put16(table, FEATURE_COUNT);
    for (size_t i = 0; i < FEATURE_COUNT; i++) {
        put_tag(table, features[i].tag);
        put16(table, 0);
    }
    for (size_t i = 0; i < FEATURE_COUNT; i++) {
        point_here(table, records + i * 6 + 4, list);
        put16(table, 0);
        put16(table, 1);
        put16(table, i);
    }
}

/* SingleSubst format 2, its coverage behind it. */
static void write_single_substitution(struct buffer *table, const struct presentation_form *letters, size_t count)
{
    size_t start = table->length;
    put16(table, 2);
    put16(table, 0);
    put16(table, count);
    for (size_t i = 0; i < count; i++)
        put16(table, letters[i].shape);
    point_here(table, start + 2, start);
    put16(table, 1);
    put16(table, count);
    for (size_t i = 0; i < count; i++)
        put16(table, letters[i].letter);
}

static void write_ligature_set(struct buffer *table, const struct presentation_forms *forms, enum letter_form form)
{
    size_t count = forms->lam_alef_counts[form], start = table->length;
    put16(table, count);
    for (size_t i = 0; i < count; i++)
        put16(table, 0);
    for (size_t i = 0; i < count; i++) {
        const struct lam_alef *lam_alef = &forms->lam_alefs[form][i];
        point_here(table, start + 2 + i * 2, start);
        put16(table, lam_alef->shape);
        put16(table, 2);
        put16(table, presentation_form_of(forms, lam_alef->alef, FORM_FINAL));
    }
}

/* LigatureSubst: an initial lam and a final alef are an isolated lam-alef, a medial lam makes it final. */
static void write_lam_alefs(struct buffer *table, const struct presentation_forms *forms)
{
    size_t start = table->length;
    put16(table, 1);
    put16(table, 0);
    put16(table, 2);
    put16(table, 0);
    put16(table, 0);
    point_here(table, start + 6, start);
    write_ligature_set(table, forms, FORM_ISOLATED);
    point_here(table, start + 8, start);
    write_ligature_set(table, forms, FORM_FINAL);
    point_here(table, start + 2, start);
    put16(table, 1);
    put16(table, 2);
    put16(table, presentation_form_of(forms, LAM, FORM_INITIAL));
    put16(table, presentation_form_of(forms, LAM, FORM_MEDIAL));
}

static void write_lookups(struct buffer *table, const struct presentation_forms *forms)
{
    size_t list = table->length;
    put16(table, FEATURE_COUNT);
    for (size_t i = 0; i < FEATURE_COUNT; i++)
        put16(table, 0);
    for (size_t i = 0; i < FEATURE_COUNT; i++) {
        bool is_ligature = i == FEATURE_RLIG;
        point_here(table, list + 2 + i * 2, list);
        put16(table, is_ligature ? 4 : 1);
        put16(table, is_ligature ? IGNORE_MARKS : 0);
        put16(table, 1);
        put16(table, 8); /* the only subtable follows */
        if (is_ligature)
            write_lam_alefs(table, forms);
        else
            write_single_substitution(table, forms->letters[features[i].form], forms->letter_counts[features[i].form]);
    }
}

static bool write_substitutions(struct buffer *table, const struct presentation_forms *forms)
{
    put16(table, 1);
    put16(table, 0);
    for (int i = 0; i < 3; i++)
        put16(table, 0);
    point_here(table, 4, 0);
    write_scripts(table);
    point_here(table, 6, 0);
    write_features(table);
    point_here(table, 8, 0);
    write_lookups(table, forms);
    return !table->overflowed;
}

/* Hamza joins on neither side, so HarfBuzz asks for none of its forms; it has one all the same, and fonts of consoles
 * hold nothing but forms. */
static hb_codepoint_t glyph_of(hb_codepoint_t code_point)
{
    return code_point == HAMZA ? HAMZA_ISOLATED : code_point;
}

static hb_bool_t find_glyph(hb_font_t *font, void *font_data, hb_codepoint_t code_point, hb_codepoint_t *glyph,
                            void *user_data)
{
    (void)font, (void)font_data, (void)user_data;
    *glyph = glyph_of(code_point);
    /* It is shown as heh goal and hamza, which must not be composed again. */
    return code_point != HEH_GOAL_WITH_HAMZA;
}

static unsigned find_glyphs(hb_font_t *font, void *font_data, unsigned count, const hb_codepoint_t *code_point,
                            unsigned code_point_stride, hb_codepoint_t *glyph, unsigned glyph_stride, void *user_data)
{
    (void)font, (void)font_data, (void)user_data;
    for (unsigned i = 0; i < count; i++) {
        *glyph = glyph_of(*code_point);
        code_point = (const hb_codepoint_t *)((const char *)code_point + code_point_stride);
        glyph = (hb_codepoint_t *)((char *)glyph + glyph_stride);
    }
    return count;
}

static hb_position_t find_advance(hb_font_t *font, void *font_data, hb_codepoint_t glyph, void *user_data)
{
    (void)font, (void)font_data, (void)glyph, (void)user_data;
    return 1;
}

static hb_font_t *create_font(const struct buffer *table)
{
    hb_face_t *face = hb_face_builder_create();
    hb_blob_t *blob = hb_blob_create(table->bytes, (unsigned)table->length, HB_MEMORY_MODE_DUPLICATE, NULL, NULL);
    hb_face_builder_add_table(face, HB_TAG('G', 'S', 'U', 'B'), blob);
    hb_blob_destroy(blob);
    hb_face_set_upem(face, 1);
    hb_font_t *font = hb_font_create(face);
    hb_face_destroy(face);
    hb_font_funcs_t *functions = hb_font_funcs_create();
    hb_font_funcs_set_nominal_glyph_func(functions, find_glyph, NULL, NULL);
    hb_font_funcs_set_nominal_glyphs_func(functions, find_glyphs, NULL, NULL);
    hb_font_funcs_set_glyph_h_advance_func(functions, find_advance, NULL, NULL);
    hb_font_funcs_make_immutable(functions);
    hb_font_set_funcs(font, functions, NULL, NULL);
    hb_font_funcs_destroy(functions);
    hb_font_set_scale(font, 1, 1);
    hb_font_make_immutable(font);
    return font;
}
