#include "charset/charset.h"
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <unicode/ucnv.h>

static const struct slice nothing;

/* `text` in another encoding; free() the bytes. */
static struct slice encoded(const char *converter, const char *text)
{
    UErrorCode status = U_ZERO_ERROR;
    size_t room = strlen(text) * 4 + 8;
    char *bytes = malloc(room);
    int32_t length = ucnv_convert(converter, "UTF-8", bytes, (int32_t)room, text, (int32_t)strlen(text), &status);
    assert_true(U_SUCCESS(status));
    return (struct slice){ bytes, (size_t)length };
}

static void assert_reads(struct slice bytes, enum charset_format format, const char *http, const char *text,
                         const char *expected_name)
{
    struct buffer utf8 = buffer_create(1 << 20);
    struct error error = { 0 };
    const char *name = NULL;
    if (!charset_to_utf8(bytes, format, slice_of(http), &utf8, &name, &error))
        fail_msg("%s", error.text);
    assert_true(utf8_is_clean(buffer_slice(&utf8)));
    assert_string_equal(utf8.bytes ? utf8.bytes : "", text);
    assert_string_equal(name, expected_name);
    assert_string_equal(charset_recognize(bytes, format, slice_of(http), &error), expected_name);
    buffer_finish(&utf8);
}

static void assert_detected(const char *converter, const char *text, const char *expected_name)
{
    struct slice bytes = encoded(converter, text);
    assert_reads(bytes, CHARSET_PLAIN, "", text, expected_name);
    free((char *)bytes.bytes);
}

static void assert_refused(struct slice bytes, const char *what)
{
    struct buffer utf8 = buffer_create(1 << 20);
    struct error error = { 0 };
    assert_false(charset_to_utf8(bytes, CHARSET_PLAIN, nothing, &utf8, NULL, &error));
    assert_int_equal(error.kind, ERROR_FORMAT);
    assert_non_null(strstr(error.text, what));
    assert_null(charset_recognize(bytes, CHARSET_PLAIN, nothing, NULL));
    buffer_finish(&utf8);
}

static const char news[] = "قالت الحكومة إن الاجتماع المقبل سيعقد في العاصمة.\n";
static const char headline[] = "أخبار اليوم\n";
static const char persian[] = "دولت گفت که گفتگوها در پايتخت برگزار مي\u200Cشود.\n";
static const char hebrew[] = "הממשלה הודיעה כי הפגישה הבאה תתקיים בירושלים.\n";
static const char yiddish[] = "די נײַעס פֿון הײַנט איז אַזאַ.\n";

static void short_arabic_texts_are_detected(void **state)
{
    (void)state;
    assert_detected("windows-1256", news, "windows-1256");
    assert_detected("windows-1256", headline, "windows-1256");
    assert_detected("windows-1256", persian, "windows-1256");
    assert_detected("ISO-8859-6", news, "ISO-8859-6");
    assert_detected("ISO-8859-6", headline, "ISO-8859-6");
    assert_detected("ibm-720", news, "DOS-720");
}

static void short_hebrew_texts_are_detected(void **state)
{
    (void)state;
    assert_detected("windows-1255", hebrew, "windows-1255");
    assert_detected("windows-1255", yiddish, "windows-1255");
    assert_detected("ISO-8859-8", hebrew, "windows-1255");
    assert_detected("ibm-862", hebrew, "IBM862");
}

static void other_scripts_are_not_taken_for_arabic_or_hebrew(void **state)
{
    (void)state;
    assert_detected("windows-1251", "Правительство сообщило о новой встрече.\n", "windows-1251");
    assert_detected("KOI8-R", "Правительство сообщило о новой встрече.\n", "KOI8-R");
    assert_detected("windows-1253", "Η κυβέρνηση ανακοίνωσε την επόμενη συνάντηση.\n", "windows-1253");
    assert_detected("windows-1252", "Le gouvernement a annoncé la prochaine réunion à l'été.\n", "windows-1252");
    assert_detected("gb18030", "中国政府宣布下一次会议将在北京举行。新华社报道。\n", "GB18030");
    assert_detected("Shift_JIS", "日本の政府は次の会議を東京で開くと発表した。\n", "Shift_JIS");
}

static void a_byte_order_mark_decides_and_is_dropped(void **state)
{
    (void)state;
    assert_reads(SLICE("\xEF\xBB\xBFhabe"), CHARSET_PLAIN, "windows-1256", "habe", "UTF-8");
    assert_reads(SLICE("\xFF\xFE\x2E\x06"), CHARSET_PLAIN, "utf-8", "خ", "UTF-16LE");
    assert_reads(SLICE("\xFE\xFF\x06\x2E"), CHARSET_PLAIN, "", "خ", "UTF-16BE");
    assert_reads(SLICE("\xFF\xFE\0\0\x2E\x06\0\0"), CHARSET_PLAIN, "", "خ", "UTF-32LE");
}

static void utf_16_and_32_need_no_mark(void **state)
{
    (void)state;
    assert_detected("UTF-16BE", news, "UTF-16BE");
    assert_detected("UTF-16LE", news, "UTF-16LE");
    assert_detected("UTF-16LE", "plain words\n", "UTF-16LE");
    assert_detected("UTF-32BE", news, "UTF-32BE");
    assert_detected("UTF-32LE", news, "UTF-32LE");
}

static void the_header_comes_before_the_declaration(void **state)
{
    (void)state;
    struct slice bytes = encoded("windows-1256", "<meta charset='iso-8859-6'>ان");
    assert_reads(bytes, CHARSET_HTML, "Windows-1256", "<meta charset='iso-8859-6'>ان", "windows-1256");
    free((char *)bytes.bytes);
}

static void declarations_are_read_where_they_stand(void **state)
{
    (void)state;
    static const struct {
        enum charset_format format;
        const char *head;
    } cases[] = {
        { CHARSET_HTML, "<!DOCTYPE html><html><head><meta charset=windows-1256>" },
        { CHARSET_HTML, "<META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=windows-1256\">" },
        { CHARSET_HTML, "<!-- <meta charset=utf-8> --><meta  content='text/html;charset = \"cp1256\"' http-equiv=content-type>" },
        { CHARSET_HTML, "<?xml version='1.0' encoding='windows-1256'?>" },
        { CHARSET_XML, "<?xml version=\"1.0\" encoding=\"windows-1256\" ?><rss>" },
        { CHARSET_XML, " \n<?xml version='1.0'\n encoding = 'x-cp1256'?><rss>" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer page = buffer_create(1 << 16);
        buffer_append_string(&page, cases[i].head);
        buffer_append_string(&page, "\xC7\xE4"); /* in ISO-8859-6 another word */
        struct buffer utf8 = buffer_create(1 << 16);
        const char *name = "";
        assert_true(charset_to_utf8(buffer_slice(&page), cases[i].format, nothing, &utf8, &name, NULL));
        assert_string_equal(name, "windows-1256");
        assert_non_null(strstr(utf8.bytes, "ان"));
        buffer_finish(&page);
        buffer_finish(&utf8);
    }
}

static void a_declaration_that_the_bytes_contradict_loses(void **state)
{
    (void)state;
    char page[512];
    snprintf(page, sizeof page, "<?xml version='1.0' encoding='windows-1256'?><a>%s</a>", news);
    assert_reads(slice_of(page), CHARSET_XML, "iso-8859-1", page, "UTF-8");

    snprintf(page, sizeof page, "<?xml version='1.0' encoding='utf-8'?><a>%s</a>", news);
    struct slice bytes = encoded("windows-1256", page);
    assert_reads(bytes, CHARSET_XML, "utf-8", page, "windows-1256");
    assert_reads(bytes, CHARSET_XML, "iso-8859-1", page, "windows-1256");
    free((char *)bytes.bytes);

    snprintf(page, sizeof page, "<meta charset=utf-16>%s", "plain");
    assert_reads(slice_of(page), CHARSET_HTML, "", page, "UTF-8");
}

static void latin_1_means_windows_1252(void **state)
{
    (void)state;
    assert_reads(SLICE("caf\xE9 \x93so\x94\n"), CHARSET_PLAIN, "ISO-8859-1", "café “so”\n", "windows-1252");
    assert_reads(SLICE("caf\xE9"), CHARSET_PLAIN, "latin1", "café", "windows-1252");
    assert_reads(SLICE("ab\xFD\n"), CHARSET_PLAIN, "iso-8859-9", "abı\n", "windows-1254");
}

static void damaged_utf_8_stays_utf_8(void **state)
{
    (void)state;
    char text[256], expected[256];
    snprintf(text, sizeof text, "%s\xD9", news);
    snprintf(expected, sizeof expected, "%s" UTF8_REPLACEMENT_BYTES, news);
    assert_reads(slice_of(text), CHARSET_PLAIN, "", expected, "UTF-8");
    assert_reads(SLICE("\xD8\xA7\xD9\x84\xD8\xA8\xD9"), CHARSET_PLAIN, "utf-8", "الب" UTF8_REPLACEMENT_BYTES, "UTF-8");
}

static void escape_sequences_of_iso_2022_are_read(void **state)
{
    (void)state;
    assert_reads(SLICE("\x1B$B$3$s\x1B(B\n"), CHARSET_PLAIN, "", "こん\n", "ISO-2022-JP");
    assert_reads(SLICE("\x1B$B$3$s\x1B(B\n"), CHARSET_PLAIN, "iso-2022-jp", "こん\n", "ISO-2022-JP");
    assert_reads(SLICE("\x1B[31mred\n"), CHARSET_PLAIN, "", "[31mred\n", "UTF-8");
}

static void control_characters_and_carriage_returns_vanish(void **state)
{
    (void)state;
    assert_reads(SLICE("a\r\nb\rc\x1B\x07\x7F\xC2\x9B\td\f\n"), CHARSET_PLAIN, "", "a\nb\nc\td\n", "UTF-8");
    /* 0x9D is a zero-width non-joiner there, 0x85 an ellipsis: neither is a control character. */
    assert_reads(SLICE("\xE3\xED\x9D\xD4\xE6\xCF\x85"), CHARSET_PLAIN, "windows-1256", "مي\u200Cشود…", "windows-1256");
}

static void unknown_labels_are_ignored(void **state)
{
    (void)state;
    assert_reads(SLICE("words"), CHARSET_PLAIN, "no-such-charset", "words", "UTF-8");
    assert_reads(SLICE("+ADw-script+AD4-"), CHARSET_PLAIN, "utf-7", "+ADw-script+AD4-", "UTF-8");
    assert_reads(nothing, CHARSET_PLAIN, "", "", "UTF-8");
}

static void binary_files_are_refused_with_their_kind(void **state)
{
    (void)state;
    assert_refused(SLICE("%PDF-1.7\n"), "PDF");
    assert_refused(SLICE("\x89PNG\r\n\x1a\n\0\0\0\x0DIHDR"), "PNG");
    assert_refused(SLICE("\x1F\x8B\x08\0\0\0\0\0\0\x03"), "gzip");
    assert_refused(SLICE("\x01\x02\x03\0\0\0\x04\x05\x06\x07\x10\x11\0"), "binary");
}

static void a_text_over_the_limit_is_an_error(void **state)
{
    (void)state;
    struct error error = { 0 };
    struct buffer utf8 = buffer_create(16);
    assert_false(charset_to_utf8(SLICE("seventeen letters"), CHARSET_PLAIN, nothing, &utf8, NULL, &error));
    assert_int_equal(error.kind, ERROR_LIMIT);
    assert_false(charset_to_utf8(SLICE("\xC7\xE1\xC7\xE1\xC7\xE1\xC7\xE1\xC7\xE1"), CHARSET_PLAIN,
                                 SLICE("windows-1256"), &utf8, NULL, &error));
    assert_int_equal(error.kind, ERROR_LIMIT);
    buffer_finish(&utf8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_arabic_texts_are_detected),
        cmocka_unit_test(short_hebrew_texts_are_detected),
        cmocka_unit_test(other_scripts_are_not_taken_for_arabic_or_hebrew),
        cmocka_unit_test(a_byte_order_mark_decides_and_is_dropped),
        cmocka_unit_test(utf_16_and_32_need_no_mark),
        cmocka_unit_test(the_header_comes_before_the_declaration),
        cmocka_unit_test(declarations_are_read_where_they_stand),
        cmocka_unit_test(a_declaration_that_the_bytes_contradict_loses),
        cmocka_unit_test(latin_1_means_windows_1252),
        cmocka_unit_test(damaged_utf_8_stays_utf_8),
        cmocka_unit_test(escape_sequences_of_iso_2022_are_read),
        cmocka_unit_test(control_characters_and_carriage_returns_vanish),
        cmocka_unit_test(unknown_labels_are_ignored),
        cmocka_unit_test(binary_files_are_refused_with_their_kind),
        cmocka_unit_test(a_text_over_the_limit_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
