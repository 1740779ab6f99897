#include "doc/entities.h"

#include "base/utf8.h"

#include <string.h>

static const struct entity {
    char name[9];
    uint16_t code_point;
} entities[] = {
    { "AMP", '&' },       { "Aacute", 0xC1 },   { "Agrave", 0xC0 },   { "Auml", 0xC4 },     { "Ccedil", 0xC7 },
    { "Eacute", 0xC9 },   { "Egrave", 0xC8 },   { "GT", '>' },        { "LT", '<' },        { "NewLine", '\n' },
    { "Ntilde", 0xD1 },   { "Oacute", 0xD3 },   { "Ouml", 0xD6 },     { "QUOT", '"' },      { "Tab", '\t' },
    { "Uacute", 0xDA },   { "Uuml", 0xDC },     { "aacute", 0xE1 },   { "acirc", 0xE2 },    { "acute", 0xB4 },
    { "aelig", 0xE6 },    { "agrave", 0xE0 },   { "amp", '&' },       { "apos", '\'' },     { "aring", 0xE5 },
    { "ast", '*' },       { "atilde", 0xE3 },   { "auml", 0xE4 },     { "bdquo", 0x201E },  { "brvbar", 0xA6 },
    { "bull", 0x2022 },   { "ccedil", 0xE7 },   { "cent", 0xA2 },     { "colon", ':' },     { "comma", ',' },
    { "commat", '@' },    { "copy", 0xA9 },     { "curren", 0xA4 },   { "dagger", 0x2020 }, { "darr", 0x2193 },
    { "deg", 0xB0 },      { "divide", 0xF7 },   { "dollar", '$' },    { "eacute", 0xE9 },   { "ecirc", 0xEA },
    { "egrave", 0xE8 },   { "emsp", 0x2003 },   { "ensp", 0x2002 },   { "equals", '=' },    { "euml", 0xEB },
    { "euro", 0x20AC },   { "excl", '!' },      { "frac12", 0xBD },   { "frac14", 0xBC },   { "gt", '>' },
    { "harr", 0x2194 },   { "hellip", 0x2026 }, { "iacute", 0xED },   { "icirc", 0xEE },    { "iexcl", 0xA1 },
    { "igrave", 0xEC },   { "iquest", 0xBF },   { "iuml", 0xEF },     { "laquo", 0xAB },    { "larr", 0x2190 },
    { "lbrack", '[' },    { "lcub", '{' },      { "ldquo", 0x201C },  { "lowbar", '_' },    { "lpar", '(' },
    { "lrm", 0x200E },    { "lsaquo", 0x2039 }, { "lsqb", '[' },      { "lsquo", 0x2018 },  { "lt", '<' },
    { "mdash", 0x2014 },  { "micro", 0xB5 },    { "middot", 0xB7 },   { "minus", 0x2212 },  { "nbsp", 0xA0 },
    { "ndash", 0x2013 },  { "not", 0xAC },      { "ntilde", 0xF1 },   { "num", '#' },       { "oacute", 0xF3 },
    { "ocirc", 0xF4 },    { "ograve", 0xF2 },   { "ordf", 0xAA },     { "ordm", 0xBA },     { "oslash", 0xF8 },
    { "otilde", 0xF5 },   { "ouml", 0xF6 },     { "para", 0xB6 },     { "percnt", '%' },    { "period", '.' },
    { "plus", '+' },      { "plusmn", 0xB1 },   { "pound", 0xA3 },    { "quest", '?' },     { "quot", '"' },
    { "raquo", 0xBB },    { "rarr", 0x2192 },   { "rcub", '}' },      { "rdquo", 0x201D },  { "reg", 0xAE },
    { "rlm", 0x200F },    { "rpar", ')' },      { "rsaquo", 0x203A }, { "rsqb", ']' },      { "rsquo", 0x2019 },
    { "sbquo", 0x201A },  { "sect", 0xA7 },     { "semi", ';' },      { "shy", 0xAD },      { "sol", '/' },
    { "szlig", 0xDF },    { "thinsp", 0x2009 }, { "times", 0xD7 },    { "trade", 0x2122 },  { "uacute", 0xFA },
    { "uarr", 0x2191 },   { "ucirc", 0xFB },    { "ugrave", 0xF9 },   { "uuml", 0xFC },     { "yacute", 0xFD },
    { "yen", 0xA5 },      { "yuml", 0xFF },     { "zwj", 0x200D },    { "zwnj", 0x200C },
};

static bool read_number(struct slice text, size_t *offset, uint32_t *code_point);
static uint32_t as_windows_1252(uint32_t code_point);
static bool is_alphanumeric(char c);

bool entity_read(struct slice text, size_t *offset, uint32_t *code_point)
{
    size_t start = *offset + 1, end = start;
    if (start < text.length && text.bytes[start] == '#')
        return read_number(text, offset, code_point);
    while (end < text.length && end - start < sizeof entities->name && is_alphanumeric(text.bytes[end]))
        end++;
    if (end == start || end >= text.length || text.bytes[end] != ';' || end - start >= sizeof entities->name)
        return false;
    char name[sizeof entities->name] = { 0 };
    memcpy(name, text.bytes + start, end - start);
    size_t low = 0, high = sizeof entities / sizeof *entities;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(name, entities[middle].name);
        if (order == 0) {
            *code_point = entities[middle].code_point;
            *offset = end + 1;
            return true;
        }
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return false;
}

static int digit_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 16;
}

static bool read_number(struct slice text, size_t *offset, uint32_t *code_point)
{
    size_t at = *offset + 2;
    bool hexadecimal = at < text.length && (text.bytes[at] | 0x20) == 'x';
    int base = hexadecimal ? 16 : 10;
    at += hexadecimal;
    size_t start = at;
    uint32_t value = 0;
    while (at < text.length && digit_value(text.bytes[at]) < base) {
        if (value < 0x110000)
            value = value * (uint32_t)base + (uint32_t)digit_value(text.bytes[at]);
        at++;
    }
    if (at == start)
        return false;
    if (at < text.length && text.bytes[at] == ';')
        at++;
    bool none = value == 0 || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF);
    *code_point = none ? UTF8_REPLACEMENT : as_windows_1252(value);
    *offset = at;
    return true;
}

/* HTML 13.2.5.80: numbers in the range of C1 mean what Windows had there. */
static uint32_t as_windows_1252(uint32_t code_point)
{
    static const uint16_t meant[32] = {
        0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178,
    };
    return code_point >= 0x80 && code_point < 0xA0 ? meant[code_point - 0x80] : code_point;
}

static bool is_alphanumeric(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
