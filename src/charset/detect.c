#include "charset/detect.h"

#include "base/utf8.h"

#include <string.h>

#include <unicode/ucsdet.h>

enum { SAMPLE_BYTES = 8 << 10, LOOKED_AT_BYTES = 1 << 20 };

/* A script that single-byte encodings hold. The letters are about the ten most frequent of its languages. */
struct script {
    uint32_t first, last;
    const char *frequent;
};

static const struct script arabic = { 0x600, 0x6FF, "اليمونرتهبديی" };
static const struct script hebrew = { 0x590, 0x5FF, "יוהלארתבמשנעדט" };
static const struct script cyrillic = { 0x400, 0x4FF, "оеаинтсрвл" };
static const struct script greek = { 0x370, 0x3FF, "αοιετσνηυρςάέίό" };
static const struct script thai = { 0xE00, 0xE7F, "านรอกเง่้ยัทมลวี" };

static const struct candidate {
    const char *encoding;
    const struct script *script;
    double handicap; /* of what is rarely met */
} candidates[] = {
    { "windows-1256", &arabic, 0 },     { "ISO-8859-6", &arabic, 0 },   { "DOS-720", &arabic, 0.1 },
    { "windows-1255", &hebrew, 0 },     { "IBM862", &hebrew, 0.1 },     { "windows-1251", &cyrillic, 0 },
    { "KOI8-R", &cyrillic, 0 },         { "IBM866", &cyrillic, 0.1 },   { "ISO-8859-5", &cyrillic, 0 },
    { "x-mac-cyrillic", &cyrillic, 0.2 }, { "IBM855", &cyrillic, 0.1 }, { "windows-1253", &greek, 0 },
    { "ISO-8859-7", &greek, 0 },        { "windows-874", &thai, 0 },
};

static void take_sample(struct slice bytes, struct buffer *sample);
static double script_score(const struct candidate *candidate, struct slice sample);
static const struct encoding *ask_icu(struct slice sample);

/* Pure letters of a script score 1 to 2; text in another encoding falls below 1. */
static const double convincing = 1.2;

const struct encoding *detect_legacy(struct slice bytes)
{
    struct buffer sample = buffer_create(SAMPLE_BYTES);
    take_sample(bytes, &sample);
    const struct encoding *found = NULL;
    double best = convincing;
    if (words_are_not_latin(buffer_slice(&sample))) {
        for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++) {
            double score = script_score(&candidates[i], buffer_slice(&sample));
            if (score > best) {
                best = score;
                found = encoding_named(candidates[i].encoding);
            }
        }
    }
    if (!found)
        found = ask_icu(buffer_slice(&sample));
    buffer_finish(&sample);
    return found;
}

bool words_are_not_latin(struct slice bytes)
{
    size_t high = 0, in_words = 0, run = 0;
    bytes = slice_part(bytes, 0, LOOKED_AT_BYTES);
    for (size_t i = 0; i <= bytes.length; i++) {
        unsigned char byte = i < bytes.length ? (unsigned char)bytes.bytes[i] : ' ';
        bool latin_letter = (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
        if (byte >= 0x80) {
            high++;
            run++;
        } else {
            if (run >= 3 && !latin_letter)
                in_words += run;
            run = 0;
        }
    }
    return high > 0 && in_words * 2 > high;
}

/* The lines with bytes above ASCII, without tags: the rest tells nothing. */
static void take_sample(struct slice bytes, struct buffer *sample)
{
    struct slice line;
    bytes = slice_part(bytes, 0, LOOKED_AT_BYTES);
    bool in_tag = false;
    while (sample->length + 1 < sample->limit && slice_next_line(&bytes, &line)) {
        bool plain = true;
        for (size_t i = 0; i < line.length; i++)
            plain = plain && (unsigned char)line.bytes[i] < 0x80;
        for (size_t i = 0; i < line.length; i++) {
            char c = line.bytes[i];
            bool opens = c == '<' && i + 1 < line.length && (strchr("/!?", line.bytes[i + 1]) || (line.bytes[i + 1] | 0x20) >= 'a');
            in_tag = (in_tag && c != '>') || opens;
            if (!plain && !in_tag && c != '>' && !buffer_append_byte(sample, c))
                return;
        }
        if (!plain)
            buffer_append_byte(sample, '\n');
    }
}

/* ---- single bytes: does it read as words of one script? ----------------------------------------------------- */

static bool is_frequent(const struct script *script, uint32_t code_point)
{
    char bytes[4];
    size_t length = utf8_encode(code_point, bytes);
    struct slice letters = slice_of(script->frequent);
    return slice_find(letters, (struct slice){ bytes, length }) < letters.length;
}

/* Cyrillic and Greek: capitals come before small letters in their blocks. */
static bool is_capital(uint32_t code_point)
{
    return (code_point >= 0x400 && code_point <= 0x42F) || (code_point >= 0x391 && code_point <= 0x3A9) ||
           (code_point >= 0x386 && code_point <= 0x38F);
}

static bool is_accented(uint32_t code_point)
{
    return (code_point >= 0x386 && code_point <= 0x38F) || (code_point >= 0x3AC && code_point <= 0x3AF) ||
           (code_point >= 0x3CC && code_point <= 0x3CE);
}

static bool is_punctuation(uint32_t code_point)
{
    return code_point == 0xA0 || code_point == 0xAB || code_point == 0xBB || code_point == 0x60C ||
           code_point == 0x61B || code_point == 0x61F || code_point == 0xAD ||
           (code_point >= 0x200C && code_point <= 0x203A);
}

/* The mean, over what is not ASCII, of: 2 a frequent letter, 1 another, less for what words do not have. */
static double script_score(const struct candidate *candidate, struct slice sample)
{
    const struct script *script = candidate->script;
    struct buffer text = buffer_create(SAMPLE_BYTES * 4);
    encoding_convert(encoding_named(candidate->encoding), sample, &text);
    struct slice decoded = buffer_slice(&text);
    double sum = 0;
    size_t counted = 0, accents = 0;
    uint32_t previous = ' ';
    for (size_t offset = 0; offset < decoded.length;) {
        uint32_t code_point = utf8_next(decoded, &offset);
        bool small_before = previous >= 0x370 && !is_capital(previous) && previous <= script->last;
        double worth = -3;
        if (code_point == UTF8_REPLACEMENT || code_point_is_control(code_point))
            worth = -5;
        else if (is_punctuation(code_point))
            worth = 1;
        else if (code_point >= script->first && code_point <= script->last)
            worth = is_capital(code_point) && small_before ? -2 : is_frequent(script, code_point) ? 2 : 0.7;
        /* Vowel signs stand on letters. */
        bool vocalised = previous >= script->first && previous <= script->last;
        if (script == &arabic && code_point >= 0x64B && code_point <= 0x652)
            worth = vocalised ? 0.6 : -2;
        if (script == &hebrew && code_point >= 0x5B0 && code_point <= 0x5C2)
            worth = vocalised ? 1.7 : -2;
        accents += script == &greek && is_accented(code_point);
        if (code_point >= 0x80) {
            sum += worth;
            counted++;
        }
        previous = code_point;
    }
    buffer_finish(&text);
    /* Nearly every Greek word has an accent; Hebrew that is read as Greek has none. */
    double handicap = script == &greek && accents * 20 < counted ? 1 : candidate->handicap;
    return counted > 0 ? sum / (double)counted - handicap : 0;
}

/* ---- the rest: ICU's statistics ------------------------------------------------------------------------------ */

static const struct encoding *ask_icu(struct slice sample)
{
    UErrorCode status = U_ZERO_ERROR;
    UCharsetDetector *detector = ucsdet_open(&status);
    ucsdet_setText(detector, sample.bytes, (int32_t)sample.length, &status);
    int32_t count = 0;
    const UCharsetMatch **matches = ucsdet_detectAll(detector, &count, &status);
    const struct encoding *found = NULL;
    for (int32_t i = 0; U_SUCCESS(status) && i < count && !found; i++) {
        const char *name = ucsdet_getName(matches[i], &status);
        const struct encoding *encoding = encoding_find(slice_of(name));
        /* These were ruled out before. */
        if (encoding && encoding->kind != ENCODING_UTF8 && encoding->kind != ENCODING_WIDE)
            found = encoding;
    }
    ucsdet_close(detector);
    return found ? found : encoding_named("windows-1252");
}

/* ---- escape sequences (ISO/IEC 2022) ------------------------------------------------------------------------- */

const struct encoding *detect_escaped(struct slice bytes)
{
    static const struct {
        const char *into, *back, *encoding;
    } shifts[] = {
        { "\x1B$B", "\x1B(", "ISO-2022-JP" },
        { "\x1B$@", "\x1B(", "ISO-2022-JP" },
        { "\x1B$)C", "\x0E", "ISO-2022-KR" },
        { "\x1B$)A", "\x0E", "ISO-2022-CN" },
    };
    for (size_t i = 0; i < sizeof shifts / sizeof *shifts; i++) {
        bool shifted = slice_find(bytes, slice_of(shifts[i].into)) < bytes.length;
        if (shifted && slice_find(bytes, slice_of(shifts[i].back)) < bytes.length)
            return encoding_named(shifts[i].encoding);
    }
    return NULL;
}

/* ---- zero bytes ----------------------------------------------------------------------------------------------- */

static bool reads_as(const struct encoding *encoding, struct slice bytes, size_t unit)
{
    struct buffer text = buffer_create(SAMPLE_BYTES * 4);
    encoding_convert(encoding, slice_part(bytes, 0, bytes.length / unit * unit), &text);
    struct slice decoded = buffer_slice(&text);
    size_t count = 0, strange = 0;
    for (size_t offset = 0; offset < decoded.length; count++) {
        uint32_t code_point = utf8_next(decoded, &offset);
        bool control = code_point_is_control(code_point) && !(code_point >= '\t' && code_point <= '\r');
        /* ASCII with its bytes exchanged: U+2000, U+0A00, U+0D00 … */
        bool exchanged = (code_point & 0xFF) == 0 && code_point <= 0x7E00;
        if (control || exchanged || code_point == UTF8_REPLACEMENT || (code_point >= 0xE000 && code_point <= 0xF8FF))
            strange++;
    }
    buffer_finish(&text);
    return count > 0 && strange * 20 <= count;
}

const struct encoding *detect_wide(struct slice bytes)
{
    size_t zeros[4] = { 0 };
    struct slice sample = slice_part(bytes, 0, SAMPLE_BYTES);
    for (size_t i = 0; i < sample.length; i++)
        zeros[i % 4] += sample.bytes[i] == '\0';
    size_t quarter = sample.length / 4, even = zeros[0] + zeros[2], odd = zeros[1] + zeros[3];
    if (sample.length < 2 || bytes.length % 2 != 0 || even + odd == 0)
        return NULL;
    if (quarter > 0 && bytes.length % 4 == 0) {
        if (zeros[0] >= quarter && zeros[1] * 2 > quarter && reads_as(encoding_named("UTF-32BE"), sample, 4))
            return encoding_named("UTF-32BE");
        if (zeros[3] >= quarter && zeros[2] * 2 > quarter && reads_as(encoding_named("UTF-32LE"), sample, 4))
            return encoding_named("UTF-32LE");
    }
    /* Text in any language has spaces, line ends or digits, each with one zero byte. */
    const struct encoding *utf16 = encoding_named(even >= odd ? "UTF-16BE" : "UTF-16LE");
    return (even + odd) * 20 >= sample.length / 2 && reads_as(utf16, sample, 2) ? utf16 : NULL;
}
