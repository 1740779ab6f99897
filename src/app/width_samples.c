#include "app/width_samples.h"

#include "base/catalogue.h"
#include "base/utf8.h"
#include "text/width.h"

#include <stdio.h>
#include <wchar.h>

const struct width_sample width_samples[SAMPLE_COUNT] = {
    { SAMPLE_LETTER, N_("Arabic letter"), { 0x0628 } },
    { SAMPLE_LETTER, N_("Arabic letter, joined form"), { 0xFE92 } },
    { SAMPLE_LETTER, N_("Persian letter, joined form"), { 0xFB90 } },
    { SAMPLE_LETTER, N_("Urdu letter, joined form"), { 0xFBAF } },
    { SAMPLE_LETTER, N_("lam-alef in one form"), { 0xFEFB } },
    { SAMPLE_LETTER, N_("lam-alef in one form, at a word's end"), { 0xFEFC } },
    { SAMPLE_LETTER, N_("tatweel"), { 0x0640 } },
    { SAMPLE_LETTER, N_("Arabic digit"), { 0x0663 } },
    { SAMPLE_LETTER, N_("Arabic comma"), { 0x060C } },
    { SAMPLE_LETTER, N_("ornate bracket"), { 0xFD3E } },
    { SAMPLE_LETTER, N_("Hebrew letter"), { 0x05D0 } },
    { SAMPLE_MARK, N_("Arabic letter with a vowel sign"), { 0xFE92, 0x064E } },
    { SAMPLE_MARK, N_("Arabic letter with two signs"), { 0xFE92, 0x0651, 0x064E } },
    { SAMPLE_MARK, N_("Arabic letter with a sign for recitation"), { 0xFE92, 0x06DA } },
    { SAMPLE_MARK, N_("Hebrew letter with points"), { 0x05E9, 0x05C1, 0x05BC } },
    { SAMPLE_INVISIBLE, N_("letter with a zero-width non-joiner"), { 0x0628, 0x200C } },
    { SAMPLE_INVISIBLE, N_("letter with a left-to-right mark"), { 0x0628, 0x200E } },
    { SAMPLE_INVISIBLE, N_("letter with a left-to-right override"), { 0x0628, 0x202D } },
    { SAMPLE_SIGN, N_("border"), { 0x2502 } },
    { SAMPLE_SIGN, N_("bullet"), { 0x25CF } },
    { SAMPLE_SIGN, N_("circle"), { 0x25CB } },
    { SAMPLE_SIGN, N_("ellipsis"), { 0x2026 } },
    { SAMPLE_SIGN, N_("dash"), { 0x2013 } },
    { SAMPLE_SIGN, N_("quotation mark"), { 0x201C } },
    { SAMPLE_SIGN, N_("middle dot"), { 0x00B7 } },
    { SAMPLE_SIGN, N_("Greek letter"), { 0x03B1 } },
    { SAMPLE_SIGN, N_("replacement character"), { UTF8_REPLACEMENT } },
    { SAMPLE_SIGN, N_("empty braille pattern"), { 0x2800 } },
    { SAMPLE_WIDE, N_("Chinese character"), { 0x4E2D } },
    { SAMPLE_WIDE, N_("emoji"), { 0x1F600 } },
};

int width_sample_expected(const struct width_sample *sample)
{
    int width = 0;
    for (size_t i = 0; i < SAMPLE_CODE_POINTS && sample->code_points[i]; i++)
        width += code_point_width(sample->code_points[i]);
    return width;
}

int width_sample_of_library(const struct width_sample *sample)
{
    int width = 0;
    for (size_t i = 0; i < SAMPLE_CODE_POINTS && sample->code_points[i]; i++) {
        int one = wcwidth((wchar_t)sample->code_points[i]);
        if (one < 0)
            return -1;
        width += one;
    }
    return width;
}

void width_sample_text(const struct width_sample *sample, char text[SAMPLE_BYTES])
{
    size_t length = 0;
    for (size_t i = 0; i < SAMPLE_CODE_POINTS && sample->code_points[i]; i++)
        length += utf8_encode(sample->code_points[i], text + length);
    text[length] = '\0';
}

void width_sample_code_points(const struct width_sample *sample, char name[SAMPLE_NAME_BYTES])
{
    size_t length = 0;
    for (size_t i = 0; i < SAMPLE_CODE_POINTS && sample->code_points[i]; i++)
        length += (size_t)snprintf(name + length, SAMPLE_NAME_BYTES - length, "%sU+%04X", i > 0 ? " " : "",
                                   (unsigned)sample->code_points[i]);
}
