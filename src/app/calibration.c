#include "app/calibration.h"

#include "base/catalogue.h"

#include <stdio.h>

enum { NARROWEST = 60, LOWEST = 19, CHOICES_MOST = 5, EDGE = 1, SAMPLE_COLUMN = 4, WIDEST_TEXT = 76 };

/* Where several are right the first is meant, so what is simplest comes first. */
static const struct {
    enum order order;
    bool has_another_font; /* than what was found, or said before: the letters come from the terminal's own, or do not */
} ways[CHOICES_MOST] = {
    { ORDER_VISUAL, false }, { ORDER_VISUAL_LRO, false }, { ORDER_WORDS, false }, { ORDER_RUNS, false },
    { ORDER_WORDS, true },
};

/* "The library opened its Linux section (floor 25) yesterday." */
#define SENTENCE "افتتحت المكتبة قسم Linux (الطابق 25) أمس."
/* "Salma wrote a long letter to her brother." */
#define VOCALISED "كَتَبَتْ سَلْمَى رِسَالَةً طَوِيلَةً إِلَى أَخِيهَا"

static const struct question {
    int choices;
    const char *title, *what, *how;
    const char *shape; /* of the right row, to stand above it; NULL: none */
    const char *keys;
} questions[] = {
    [ASK_ORDER] = {
        CHOICES_MOST,
        N_("Which row reads correctly?"),
        N_("Each is the same Arabic sentence, sent to the terminal in another way: The library opened its Linux section "
        "(floor 25) yesterday."),
        N_("If you do not read Arabic: the right row has the shape that stands above it, where lines are words; and the "
        "letters of a word touch each other."),
        ".--- (25 ------) Linux --- ------- ------",
        N_("Press the number of the row, of the first where several are right. 0: none is right. q: leave, and write nothing."),
    },
    [ASK_LETTERS] = {
        2,
        N_("In which row do the letters of a word touch each other?"),
        N_("Row 1 is sent in joined forms, which not every font has, row 2 in base letters, which not every terminal joins."),
        N_("In the right row no letter is a box or a question mark, and none stands apart from one that it should touch."),
        NULL,
        N_("1: row 1 is right, or both are. 2: only row 2 is, or neither but it has no boxes. 0: both have boxes. q: leave, "
        "and write nothing."),
    },
    [ASK_MARKS] = {
        2,
        N_("Are the vowel signs of row 1 in their places?"),
        N_("Both rows have the same words, row 1 with vowel signs."),
        N_("Each sign has to be right above or below a letter, and no letter of row 2 may be missing in row 1."),
        NULL,
        N_("1: they are in their places. 2: they are not, so they are to be hidden. q: leave, and write nothing."),
    },
};

struct calibration calibration_start(const struct terminal *terminal, const struct config *config, const char *name)
{
    return (struct calibration){ .terminal = terminal, .config = config, .name = name };
}

int calibration_choices(const struct calibration *calibration)
{
    return calibration->question == ASK_NO_MORE ? 0 : questions[calibration->question].choices;
}

static struct row_encoding encoding_of(const struct terminal *terminal, int way)
{
    struct row_encoding encoding = terminal_in_order(terminal, ways[way].order).encoding;
    encoding.arabic_apart ^= ways[way].has_another_font;
    return encoding;
}

/* ---- answers -------------------------------------------------------------------------------------------------- */

static void change(struct calibration *calibration, const char *setting, const char *value)
{
    calibration->changes[calibration->change_count++] = (struct config_change){ .name = setting, .value = value };
}

static void give_up(struct calibration *calibration, const char *advice)
{
    calibration->question = ASK_NO_MORE;
    calibration->advice = advice;
}

static void answer_order(struct calibration *calibration, int answer)
{
    if (answer == 0) {
        give_up(calibration, N_("No order is right here. Look in the terminal's settings for bidirectional text\n"
                             "and Arabic shaping, switch them off and calibrate again; or try another font, or\n"
                             "another terminal."));
        return;
    }
    calibration->encoding = encoding_of(calibration->terminal, answer - 1);
    change(calibration, "order", order_name(calibration->encoding.order));
    if (ways[answer - 1].has_another_font)
        change(calibration, "arabic-font", calibration->encoding.arabic_apart ? "other" : "own");
    calibration->question = ASK_LETTERS;
}

static void answer_letters(struct calibration *calibration, int answer)
{
    if (answer == 0) {
        give_up(calibration, N_("The terminal's font lacks Arabic letters. DejaVu Sans Mono, Noto Naskh Arabic and\n"
                             "Amiri have them, their joined forms too: set one of these and calibrate again."));
        return;
    }
    calibration->letters = answer == 1 ? LETTERS_JOINED : LETTERS_BASE;
    change(calibration, "letters", answer == 1 ? "joined" : "base");
    calibration->question = ASK_MARKS;
}

/* Whoever wants marks hidden everywhere keeps that: the answer is about what the terminal can. */
static void answer_marks(struct calibration *calibration, int answer)
{
    const struct config_line *line =
        config_find_line(calibration->config, slice_of(calibration->name), SLICE("harakat"));
    bool is_own_wish = line && line->terminal.length == 0 && !slice_equal_string(line->value, "auto");
    bool shown = config_page_options(calibration->config, calibration->terminal->shows_marks).marks.of[MARKS_HARAKAT] !=
                 MARKS_HIDE;
    calibration->question = ASK_NO_MORE;
    if (answer == 2 && shown)
        change(calibration, "marks", "hide");
    if (answer == 1 && !shown && !is_own_wish)
        change(calibration, "marks", "show");
}

void calibration_answer(struct calibration *calibration, int answer)
{
    if (answer < 0 || answer > calibration_choices(calibration))
        return;
    switch (calibration->question) {
    case ASK_ORDER: answer_order(calibration, answer); break;
    case ASK_LETTERS: answer_letters(calibration, answer); break;
    case ASK_MARKS: answer_marks(calibration, answer); break;
    case ASK_NO_MORE: break;
    }
}

/* ---- the page ------------------------------------------------------------------------------------------------- */

static void put_row(const struct frame *frame, int x, int y, const struct row *row, unsigned role)
{
    canvas_put_row(frame->canvas, (struct rectangle){ 0, 0, frame->canvas->width, frame->canvas->height }, x, y, row, role);
}

/* What reads from left to right whatever the interface's language. */
static void draw_signs(const struct frame *frame, int x, int y, const char *text, unsigned role)
{
    const struct paragraph_options options = { .direction = DIRECTION_LTR };
    const struct paragraph *paragraph = paragraph_create(frame->engine, frame->arena, slice_of(text), &options);
    struct row row = paragraph_single_row(paragraph, frame->canvas->width - x, frame->arena);
    put_row(frame, x, y, &row, role);
}

struct words_page {
    const struct frame *frame;
    struct row_encoding encoding; /* of the interface's words */
    enum letters_choice letters;
    struct row_encoding *encodings; /* of all rows */
};

/* Words of a language that is written from right to left need what is being asked about: they go out as it is most likely,
 * or as it was answered. Others need nothing. */
static struct words_page words_page(const struct calibration *calibration, const struct frame *frame,
                                    struct row_encoding *encodings)
{
    struct words_page page = { .frame = frame, .encodings = encodings, .encoding = { .order = ORDER_VISUAL } };
    page.letters = calibration->letters;
    if (frame->is_rtl)
        page.encoding = calibration->question == ASK_ORDER ? calibration->terminal->encoding : calibration->encoding;
    return page;
}

/* Returns the row below. */
static int draw_words(const struct words_page *page, int y, const char *text, unsigned role)
{
    const struct frame *frame = page->frame;
    const struct paragraph_options options = { .direction = frame->is_rtl ? DIRECTION_RTL : DIRECTION_LTR,
                                               .letters = page->letters };
    int margin = row_encoding_margin(&page->encoding), room = frame->canvas->width - margin - 2 * EDGE;
    const struct paragraph *paragraph = paragraph_create(frame->engine, frame->arena, slice_of(text), &options);
    struct breaks breaks =
        paragraph_break(paragraph, room < WIDEST_TEXT ? room : WIDEST_TEXT, BREAK_GREEDY, frame->arena);
    for (size_t i = 0; i < breaks.row_count; i++, y++) {
        struct row row = paragraph_row(paragraph, &breaks, i, JUSTIFY_NOT, frame->arena);
        put_row(frame, frame->is_rtl ? frame->canvas->width - EDGE - margin - row.width : EDGE - margin, y, &row, role);
        if (y < frame->canvas->height)
            page->encodings[y] = page->encoding;
    }
    return y;
}

static void draw_sample(const struct frame *frame, int x, int y, int number, const char *text,
                        const struct paragraph_options *options)
{
    char digits[12];
    const struct paragraph *paragraph = paragraph_create(frame->engine, frame->arena, slice_of(text), options);
    struct row row = paragraph_single_row(paragraph, frame->canvas->width - x - SAMPLE_COLUMN, frame->arena);
    snprintf(digits, sizeof digits, "%d", number);
    draw_signs(frame, x, y, arena_copy_string(frame->arena, slice_of(digits)), UI_HELP_KEY);
    put_row(frame, x + SAMPLE_COLUMN, y, &row, PAGE_TEXT);
}

/* What is the same in all rows is first, what the question is about second. */
static void draw_choice(const struct calibration *calibration, const struct frame *frame, int y, int index,
                        struct row_encoding *encoding)
{
    struct paragraph_options options = { .direction = DIRECTION_RTL, .letters = calibration->letters,
                                         .marks = marks_all(MARKS_SHOW) };
    *encoding = calibration->encoding;
    switch (calibration->question) {
    case ASK_ORDER: *encoding = encoding_of(calibration->terminal, index); break;
    case ASK_LETTERS: options.letters = index == 0 ? LETTERS_JOINED : LETTERS_BASE; break;
    case ASK_MARKS: options.marks = marks_all(index == 0 ? MARKS_SHOW : MARKS_HIDE); break;
    case ASK_NO_MORE: break;
    }
    /* Some orders need the first column: so that all rows begin at the same one. */
    draw_sample(frame, EDGE - row_encoding_margin(encoding), y, index + 1,
                calibration->question == ASK_MARKS ? VOCALISED : SENTENCE, &options);
}

void calibration_draw(const struct calibration *calibration, const struct frame *frame, struct row_encoding *encodings)
{
    struct canvas *canvas = frame->canvas;
    const struct question *question = &questions[calibration->question];
    canvas_clear(canvas);
    for (int y = 0; y < canvas->height; y++)
        encodings[y] = (struct row_encoding){ .order = ORDER_VISUAL };
    struct words_page page = words_page(calibration, frame, encodings);
    if (canvas->width < NARROWEST || canvas->height < LOWEST) {
        draw_words(&page, 0, _("This window is too small: 60 columns and 19 rows are needed. q: leave."), UI_STATUS_ERROR);
        return;
    }
    int y = draw_words(&page, 1, _(question->title), PAGE_TITLE) + 1;
    y = draw_words(&page, y, _(question->what), PAGE_TEXT);
    y = draw_words(&page, y, _(question->how), PAGE_TEXT) + 1;
    if (question->shape)
        draw_signs(frame, EDGE + SAMPLE_COLUMN, y++, question->shape, UI_DIM);
    for (int i = 0; i < question->choices; i++, y += question->choices > 2 ? 1 : 2)
        if (y < canvas->height)
            draw_choice(calibration, frame, y, i, &encodings[y]);
    draw_words(&page, y + 1, _(question->keys), UI_HELP_KEY);
}
