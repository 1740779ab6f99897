#include "../cmocka.h"

#include "base/embedded.h"
#include "ui/theme.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct theme parse(const char *text, struct error *complaint)
{
    struct theme theme = { 0 };
    *complaint = (struct error){ 0 };
    theme_parse(&theme, "themes/own.theme", slice_of(text), complaint);
    return theme;
}

static void assert_complaint(const char *text, const char *expected)
{
    struct error complaint;
    parse(text, &complaint);
    assert_string_equal(complaint.text, expected);
    assert_int_equal(complaint.kind, ERROR_CONFIG);
}

static void an_unknown_role_is_named_with_its_line_and_the_nearest(void **state)
{
    (void)state;
    assert_complaint("text = white\n\nlnk = red\n",
                     "themes/own.theme:3: unknown role \"lnk\" (did you mean \"link\"?)");
}

static void an_unknown_colour_is_named_with_the_nearest(void **state)
{
    (void)state;
    assert_complaint("link = gren",
                     "themes/own.theme:1: unknown colour or attribute \"gren\" (did you mean \"green\"?)");
    assert_complaint("link = #12345", "themes/own.theme:1: unknown colour or attribute \"#12345\"");
    assert_complaint("link = 256", "themes/own.theme:1: unknown colour or attribute \"256\"");
    assert_complaint("link = red blue green", "themes/own.theme:1: a third colour \"green\"");
    assert_complaint("link =", "themes/own.theme:1: no colour after \"=\"");
}

static void control_characters_of_a_theme_do_not_reach_the_message(void **state)
{
    (void)state;
    assert_complaint("l\033[31m = red", "themes/own.theme:1: unknown role \"l[31m\"");
}

static void a_wrong_line_leaves_the_others_in_force(void **state)
{
    (void)state;
    struct error complaint;
    struct theme theme = parse("lnk = red\nlink = #5fafff/bright-blue underline # as on the web\n", &complaint);
    assert_int_equal(complaint.kind, ERROR_CONFIG);
    assert_int_equal(theme.styles[PAGE_LINK].foreground.many.kind, COLOUR_RGB);
    assert_int_equal(theme.styles[PAGE_LINK].foreground.many.blue, 255);
    assert_int_equal(theme.styles[PAGE_LINK].foreground.few.index, 12);
    assert_int_equal(theme.styles[PAGE_LINK].attributes, STYLE_UNDERLINE);
}

static void a_role_without_a_line_looks_as_the_one_it_falls_back_on(void **state)
{
    (void)state;
    struct error complaint;
    struct theme theme = parse("text = white black\nstrong = red bold\n", &complaint);
    assert_int_equal(complaint.kind, ERROR_NONE);
    assert_int_equal(theme.styles[PAGE_TITLE].foreground.many.index, 1);
    assert_int_equal(theme.styles[PAGE_QUOTE].foreground.many.index, 7);
    assert_int_equal(theme.styles[UI_MATCH].attributes, STYLE_REVERSE);
}

static void every_fallback_ends(void **state)
{
    (void)state;
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        unsigned at = role, steps = 0, found;
        while (role_fallback(at) != at && steps++ <= ROLE_COUNT)
            at = role_fallback(at);
        assert_true(steps <= ROLE_COUNT);
        assert_true(role_find(slice_of(role_name(role)), &found));
        assert_int_equal(found, role);
    }
}

static void an_overlay_changes_only_what_it_names(void **state)
{
    (void)state;
    struct error complaint;
    struct theme theme = parse("text = white black\nlink = blue\nselected = - green bold\n", &complaint);
    struct style style = theme_style_of(&theme, PAGE_LINK, UI_SELECTED);
    assert_int_equal(style.foreground.many.index, 4);
    assert_int_equal(style.background.many.index, 2);
    assert_int_equal(style.attributes, STYLE_BOLD);
    assert_int_equal(theme_style_of(&theme, PAGE_LINK, UI_NO_OVERLAY).background.many.index, 0);
}

static void a_highlight_lies_over_headlines_read_and_unread(void **state)
{
    (void)state;
    struct error complaint = { 0 };
    struct highlight highlights[2];
    struct theme theme = parse("text = white black\nheadline = -\nheadline-unread = - bold\naccent = red underline\n", &complaint);
    assert_true(theme_parse_highlight("config", 3, SLICE("#ffcc00 italic"), &highlights[0], &complaint));
    assert_true(theme_parse_highlight("config", 4, SLICE("accent"), &highlights[1], &complaint));
    theme_set_highlights(&theme, highlights, 2);
    struct style read = theme_style_of(&theme, HIGHLIGHT_ROLES, UI_NO_OVERLAY);
    struct style unread = theme_style_of(&theme, HIGHLIGHT_ROLES + 1, UI_NO_OVERLAY);
    struct style accent = theme_style_of(&theme, HIGHLIGHT_ROLES + 3, UI_NO_OVERLAY);
    assert_int_equal(read.foreground.many.red, 0xff);
    assert_int_equal(read.background.many.index, 0);
    assert_int_equal(read.attributes, STYLE_ITALIC);
    assert_int_equal(unread.attributes, STYLE_ITALIC | STYLE_BOLD);
    assert_int_equal(accent.foreground.many.index, 1);
    assert_int_equal(accent.attributes, STYLE_UNDERLINE | STYLE_BOLD);
    complaint = (struct error){ 0 };
    assert_false(theme_parse_highlight("config", 5, SLICE("acent"), &highlights[0], &complaint));
    assert_string_equal(complaint.text, "config:5: unknown colour, attribute or role \"acent\" (did you mean \"accent\"?)");
}

static void colours_are_brought_down_to_what_the_terminal_has(void **state)
{
    (void)state;
    bool bold = false;
    struct colour_pair sky = { .many = { .kind = COLOUR_RGB, .red = 0x5f, .green = 0xaf, .blue = 0xff } };
    struct colour_pair bright = { .many = { .kind = COLOUR_INDEX, .index = 12 } };
    struct colour_pair grey = { .many = { .kind = COLOUR_INDEX, .index = 8 } };
    assert_int_equal(colour_number(&sky, 256, &bold), 75);
    assert_int_equal(colour_number(&bright, 16, &bold), 12);
    assert_false(bold);
    assert_int_equal(colour_number(&bright, 8, &bold), 4);
    assert_true(bold);
    bold = false;
    assert_int_equal(colour_number(&grey, 8, &bold), 7);
    assert_false(bold);
    assert_int_equal(colour_number(&sky, 0, &bold), -1);
    sky.few = (struct colour){ .kind = COLOUR_INDEX, .index = 3 };
    assert_int_equal(colour_number(&sky, 16, &bold), 3);
    assert_int_equal(colour_number(&sky, 256, &bold), 75);
}

static int number_of(int red, int green, int blue, int colours)
{
    bool bold = false;
    const struct colour_pair pair = {
        .many = { .kind = COLOUR_RGB, .red = (uint8_t)red, .green = (uint8_t)green, .blue = (uint8_t)blue }
    };
    return colour_number(&pair, colours, &bold);
}

/* By the distance of red, green and blue alone a dark blue is black, and an olive grey. */
static void the_nearest_colour_is_the_nearest_to_the_eye(void **state)
{
    (void)state;
    for (int number = 16; number < 256; number++) {
        int rgb[3], back[3];
        const struct colour exact = { .kind = COLOUR_INDEX, .index = (uint8_t)number };
        colour_rgb(&exact, rgb);
        const struct colour found = { .kind = COLOUR_INDEX, .index = (uint8_t)number_of(rgb[0], rgb[1], rgb[2], 256) };
        colour_rgb(&found, back);
        assert_memory_equal(rgb, back, sizeof rgb);
    }
    assert_int_equal(number_of(0x00, 0x00, 0x40, 256), 17);
    assert_int_equal(number_of(0xf4, 0xec, 0xd8, 256), 255);
    assert_int_equal(number_of(0xb0, 0x10, 0x20, 16), 1);
    assert_int_equal(number_of(0xff, 0xf8, 0xf0, 16), 15);
}

static void true_colours_are_sent_as_they_are(void **state)
{
    (void)state;
    assert_int_equal(number_of(0xf4, 0xec, 0xd8, 1 << 24), 0xf4ecd8);
    /* Numbers below 256 are indexes. */
    assert_int_equal(number_of(0, 0, 0x40, 1 << 24), 0x140);
    bool bold = false;
    const struct colour_pair blue = { .many = { .kind = COLOUR_INDEX, .index = 12 } };
    assert_int_equal(colour_number(&blue, 1 << 24, &bold), 12);
}

static void every_compiled_in_theme_is_without_fault(void **state)
{
    (void)state;
    size_t count = 0;
    for (const struct embedded_file *file = embedded_ui; file->name; file++, count++) {
        struct theme theme;
        struct error complaint = { 0 };
        theme_parse(&theme, file->name, file->content, &complaint);
        assert_string_equal(complaint.text, "");
    }
    assert_true(count >= 4);
}

static void mono_has_no_colours(void **state)
{
    (void)state;
    struct theme theme;
    struct error complaint, error;
    assert_true(theme_load(&theme, NULL, "mono", &complaint, &error));
    for (unsigned role = 0; role < ROLE_COUNT; role++)
        for (unsigned overlay = 0; overlay < ROLE_COUNT; overlay++) {
            struct style style = theme_style_of(&theme, role, overlay);
            assert_int_equal(style.foreground.many.kind, COLOUR_DEFAULT);
            assert_int_equal(style.background.many.kind, COLOUR_DEFAULT);
        }
    assert_int_not_equal(theme_style_of(&theme, UI_HEADLINE, UI_SELECTED).attributes,
                         theme_style_of(&theme, UI_HEADLINE, UI_NO_OVERLAY).attributes);
}

static bool look_different(const struct style *one, const struct style *other, int colours)
{
    bool one_is_bold = false, other_is_bold = false;
    return colour_number(&one->foreground, colours, &one_is_bold) !=
               colour_number(&other->foreground, colours, &other_is_bold) ||
           one_is_bold != other_is_bold || one->attributes != other->attributes;
}

static void dimmed_marks_are_told_from_text_in_every_theme(void **state)
{
    (void)state;
    for (const struct embedded_file *file = embedded_ui; file->name; file++) {
        struct theme theme = { 0 };
        struct error complaint = { 0 };
        theme_parse(&theme, file->name, file->content, &complaint);
        struct style text = theme_style_of(&theme, PAGE_TEXT, UI_NO_OVERLAY);
        struct style dimmed = theme_style_of(&theme, PAGE_TEXT, UI_DIMMED_MARKS);
        assert_true(look_different(&text, &dimmed, 256));
        assert_true(look_different(&text, &dimmed, 16));
    }
}

/* ---- contrast (WCAG 2.2, 1.4.3 and 1.4.6) --------------------------------------------------------------------- */

static double linear_of(int part)
{
    double value = part / 255.0;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double luminance_of(const struct colour *colour)
{
    int rgb[3];
    colour_rgb(colour, rgb);
    return 0.2126 * linear_of(rgb[0]) + 0.7152 * linear_of(rgb[1]) + 0.0722 * linear_of(rgb[2]);
}

static double contrast_of(const struct style *style)
{
    double one = luminance_of(&style->foreground.many), other = luminance_of(&style->background.many);
    return one > other ? (one + 0.05) / (other + 0.05) : (other + 0.05) / (one + 0.05);
}

/* What is there to be passed over, or is no text. */
static bool is_secondary(unsigned role, unsigned overlay)
{
    static const unsigned secondary[] = { PAGE_DELETED, PAGE_LINK_NUMBER, PAGE_MARKER, UI_DIM, UI_COUNT, UI_AGE, UI_BORDER, UI_BORDER_FOCUSED, UI_SCROLLBAR };
    for (size_t i = 0; i < sizeof secondary / sizeof *secondary; i++)
        if (role == secondary[i])
            return true;
    return overlay == UI_DIMMED_MARKS;
}

static bool is_for_low_vision(const char *name)
{
    return strncmp(name, "contrast", strlen("contrast")) == 0;
}

/* Nothing lies over a bar, a line between views or a hint. */
static bool is_alone(unsigned role)
{
    return role == UI_BORDER || role == UI_BORDER_FOCUSED || role == UI_SCROLLBAR || role == UI_STATUS || role == UI_STATUS_ERROR || role == UI_STATUS_PROGRESS || role == UI_PROMPT ||
           role == UI_HINT;
}

static double least_contrast(const char *name, unsigned role, unsigned overlay)
{
    return is_for_low_vision(name) ? 7 : is_secondary(role, overlay) ? 3 : 4.5;
}

static void all_text_can_be_read_on_its_ground_in_every_theme(void **state)
{
    (void)state;
    int faults = 0;
    struct arena arena = { 0 };
    struct slice *names;
    size_t count = theme_names(NULL, &arena, &names);
    for (size_t i = 0; i < count; i++) {
        struct theme theme;
        struct error complaint, error;
        const char *name = arena_copy_string(&arena, names[i]);
        assert_true(theme_load(&theme, NULL, name, &complaint, &error));
        for (unsigned role = 0; role < UI_SELECTED; role++)
            for (unsigned over = UI_SELECTED - 1; over < ROLE_COUNT; over++) {
                unsigned overlay = over < UI_SELECTED ? (unsigned)UI_NO_OVERLAY : over;
                struct style style = theme_style_of(&theme, role, overlay);
                bool has_colours = style.foreground.many.kind != COLOUR_DEFAULT && style.background.many.kind != COLOUR_DEFAULT;
                double contrast = has_colours ? contrast_of(&style) : 21;
                bool is_faint = contrast < least_contrast(name, role, overlay);
                bool is_dim = is_for_low_vision(name) && (style.attributes & STYLE_DIM);
                if (overlay != UI_NO_OVERLAY && is_alone(role))
                    continue;
                if (is_faint || is_dim)
                    printf("# %s: %s under %s: %.2f\n", name, role_name(role), overlay ? role_name(overlay) : "nothing", contrast);
                faults += is_faint || is_dim;
            }
    }
    arena_finish(&arena);
    assert_true(count >= 8);
    assert_int_equal(faults, 0);
}

static void a_theme_has_colours_for_all_or_for_none(void **state)
{
    (void)state;
    for (const struct embedded_file *file = embedded_ui; file->name; file++) {
        struct theme theme = { 0 };
        struct error complaint = { 0 };
        theme_parse(&theme, file->name, file->content, &complaint);
        bool has_ground = theme.styles[PAGE_TEXT].background.many.kind == COLOUR_RGB;
        assert_true(has_ground || strcmp(file->name, "mono.theme") == 0);
        for (unsigned role = 0; role < ROLE_COUNT; role++)
            assert_int_equal(theme_style_of(&theme, role, UI_NO_OVERLAY).background.many.kind == COLOUR_DEFAULT, !has_ground);
    }
}

static void the_users_theme_comes_before_ours_and_is_named_in_complaints(void **state)
{
    (void)state;
    char folder[] = "/tmp/khabar-theme-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/dusk.theme", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("text = red\nbordr = blue\n", file);
    fclose(file);
    struct theme theme;
    struct error complaint, error;
    assert_true(theme_load(&theme, folder, "dusk", &complaint, &error));
    assert_int_equal(theme.styles[PAGE_TEXT].foreground.many.index, 1);
    assert_non_null(strstr(complaint.text, folder));
    assert_non_null(strstr(complaint.text, "dusk.theme:2: unknown role \"bordr\" (did you mean \"border\"?)"));
    unlink(path);
    rmdir(folder);
}

static void an_unknown_theme_is_an_error_that_lists_those_there_are(void **state)
{
    (void)state;
    struct theme theme = { .name = "kept" };
    struct error complaint, error;
    assert_false(theme_load(&theme, NULL, "dawn", &complaint, &error));
    assert_string_equal(error.text, "no theme is called \"dawn\"; there are: contrast, contrast-light, "
                        "dusk, ember, fjord, ink, mono, noon, paper, sand");
    assert_false(theme_load(&theme, NULL, "../dusk", &complaint, &error));
    assert_string_equal(theme.name, "kept");
}

static const char *no_colour(const char *name)
{
    return strcmp(name, "NO_COLOR") == 0 ? "1" : NULL;
}

static const char *nothing_set(const char *name)
{
    return strcmp(name, "NO_COLOR") == 0 ? "" : NULL;
}

static void no_color_is_respected(void **state)
{
    (void)state;
    const struct theme_wish wish = { .name = SLICE("paper"), .dark = SLICE("dusk"), .light = SLICE("sand") };
    assert_true(slice_equal_string(theme_choose(&wish, GROUND_DARK, no_colour), "mono"));
    assert_true(slice_equal_string(theme_choose(&wish, GROUND_DARK, nothing_set), "paper"));
}

static void the_background_chooses_where_the_theme_is_auto(void **state)
{
    (void)state;
    const struct theme_wish wish = { .name = SLICE("auto"), .dark = SLICE("dusk"), .light = SLICE("sand") };
    assert_true(slice_equal_string(theme_choose(&wish, GROUND_LIGHT, nothing_set), "sand"));
    assert_true(slice_equal_string(theme_choose(&wish, GROUND_DARK, nothing_set), "dusk"));
    assert_true(slice_equal_string(theme_choose(&wish, GROUND_UNKNOWN, nothing_set), "dusk"));
    assert_true(slice_equal_string(theme_choose(&wish, GROUND_LIGHT, no_colour), "mono"));
}

static void the_next_theme_goes_round(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    assert_true(slice_equal_string(theme_next_name(NULL, SLICE("dusk"), &arena), "ember"));
    assert_true(slice_equal_string(theme_next_name(NULL, SLICE("sand"), &arena), "contrast"));
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_unknown_role_is_named_with_its_line_and_the_nearest),
        cmocka_unit_test(an_unknown_colour_is_named_with_the_nearest),
        cmocka_unit_test(control_characters_of_a_theme_do_not_reach_the_message),
        cmocka_unit_test(a_wrong_line_leaves_the_others_in_force),
        cmocka_unit_test(a_role_without_a_line_looks_as_the_one_it_falls_back_on),
        cmocka_unit_test(every_fallback_ends),
        cmocka_unit_test(an_overlay_changes_only_what_it_names),
        cmocka_unit_test(a_highlight_lies_over_headlines_read_and_unread),
        cmocka_unit_test(colours_are_brought_down_to_what_the_terminal_has),
        cmocka_unit_test(every_compiled_in_theme_is_without_fault),
        cmocka_unit_test(mono_has_no_colours),
        cmocka_unit_test(dimmed_marks_are_told_from_text_in_every_theme),
        cmocka_unit_test(all_text_can_be_read_on_its_ground_in_every_theme),
        cmocka_unit_test(a_theme_has_colours_for_all_or_for_none),
        cmocka_unit_test(the_users_theme_comes_before_ours_and_is_named_in_complaints),
        cmocka_unit_test(an_unknown_theme_is_an_error_that_lists_those_there_are),
        cmocka_unit_test(no_color_is_respected),
        cmocka_unit_test(the_background_chooses_where_the_theme_is_auto),
        cmocka_unit_test(the_nearest_colour_is_the_nearest_to_the_eye),
        cmocka_unit_test(true_colours_are_sent_as_they_are),
        cmocka_unit_test(the_next_theme_goes_round),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
