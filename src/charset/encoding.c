#include "charset/encoding.h"

#include <assert.h>
#include <string.h>

#include <unicode/ucnv.h>

static const struct encoding encodings[] = {
    { "UTF-8", "UTF-8", ENCODING_UTF8, "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8 " },
    { "UTF-16LE", "UTF-16LE", ENCODING_WIDE,
      "utf-16le utf-16 utf16 ucs-2 iso-10646-ucs-2 csunicode unicode unicodefeff " },
    { "UTF-16BE", "UTF-16BE", ENCODING_WIDE, "utf-16be unicodefffe " },
    { "UTF-32LE", "UTF-32LE", ENCODING_WIDE, "utf-32le utf-32 utf32 ucs-4 " },
    { "UTF-32BE", "UTF-32BE", ENCODING_WIDE, "utf-32be " },
    { "windows-1252", "windows-1252", ENCODING_LATIN,
      "windows-1252 cp1252 x-cp1252 1252 iso-8859-1 iso8859-1 iso_8859-1 iso88591 iso_8859-1:1987 iso-ir-100 latin1 "
      "latin-1 l1 cp819 ibm819 csisolatin1 ascii us-ascii ansi_x3.4-1968 " },
    { "windows-1256", "windows-1256", ENCODING_SCRIPT, "windows-1256 cp1256 x-cp1256 1256 win-1256 cswindows1256 " },
    { "ISO-8859-6", "ISO-8859-6", ENCODING_SCRIPT,
      "iso-8859-6 iso8859-6 iso_8859-6 iso88596 iso_8859-6:1987 iso-8859-6-e iso-8859-6-i iso-ir-127 arabic asmo-708 "
      "ecma-114 csisolatinarabic " },
    { "DOS-720", "DOS-720", ENCODING_SCRIPT, "dos-720 cp720 ibm720 " },
    { "IBM864", "ibm-864", ENCODING_SCRIPT, "ibm864 cp864 dos-864 csibm864 " },
    { "windows-1255", "windows-1255", ENCODING_SCRIPT, "windows-1255 cp1255 x-cp1255 1255 win-1255 cswindows1255 " },
    { "ISO-8859-8", "ISO-8859-8", ENCODING_SCRIPT,
      "iso-8859-8 iso8859-8 iso_8859-8 iso88598 iso_8859-8:1988 iso-8859-8-e iso-8859-8-i iso-ir-138 hebrew visual "
      "logical csiso88598e csiso88598i csisolatinhebrew " },
    { "IBM862", "ibm-862", ENCODING_SCRIPT, "ibm862 cp862 dos-862 " },
    { "windows-1251", "windows-1251", ENCODING_SCRIPT, "windows-1251 cp1251 x-cp1251 1251 " },
    { "KOI8-R", "KOI8-R", ENCODING_SCRIPT, "koi8-r koi8_r koi8 koi cskoi8r " },
    { "KOI8-U", "KOI8-U", ENCODING_SCRIPT, "koi8-u koi8-ru " },
    { "ISO-8859-5", "ISO-8859-5", ENCODING_SCRIPT,
      "iso-8859-5 iso8859-5 iso_8859-5 iso88595 iso_8859-5:1988 iso-ir-144 cyrillic csisolatincyrillic " },
    { "IBM866", "ibm-866", ENCODING_SCRIPT, "ibm866 cp866 866 csibm866 " },
    { "IBM855", "ibm-855", ENCODING_SCRIPT, "ibm855 cp855 855 " },
    { "x-mac-cyrillic", "x-mac-cyrillic", ENCODING_SCRIPT, "x-mac-cyrillic x-mac-ukrainian maccyrillic " },
    { "windows-1253", "windows-1253", ENCODING_SCRIPT, "windows-1253 cp1253 x-cp1253 1253 " },
    { "ISO-8859-7", "ISO-8859-7", ENCODING_SCRIPT,
      "iso-8859-7 iso8859-7 iso_8859-7 iso88597 iso_8859-7:1987 iso-ir-126 greek greek8 ecma-118 elot_928 sun_eu_greek "
      "csisolatingreek " },
    { "windows-874", "windows-874", ENCODING_SCRIPT,
      "windows-874 dos-874 tis-620 iso-8859-11 iso8859-11 iso885911 cp874 " },
    { "windows-1250", "windows-1250", ENCODING_LATIN, "windows-1250 cp1250 x-cp1250 1250 " },
    { "windows-1254", "windows-1254", ENCODING_LATIN,
      "windows-1254 cp1254 x-cp1254 1254 iso-8859-9 iso8859-9 iso_8859-9 iso88599 iso_8859-9:1989 iso-ir-148 latin5 l5 "
      "csisolatin5 " },
    { "windows-1257", "windows-1257", ENCODING_LATIN, "windows-1257 cp1257 x-cp1257 1257 " },
    { "windows-1258", "windows-1258", ENCODING_LATIN, "windows-1258 cp1258 x-cp1258 1258 " },
    { "ISO-8859-2", "ISO-8859-2", ENCODING_LATIN,
      "iso-8859-2 iso8859-2 iso_8859-2 iso88592 iso_8859-2:1987 iso-ir-101 latin2 l2 csisolatin2 " },
    { "ISO-8859-3", "ISO-8859-3", ENCODING_LATIN,
      "iso-8859-3 iso8859-3 iso_8859-3 iso88593 iso_8859-3:1988 iso-ir-109 latin3 l3 csisolatin3 " },
    { "ISO-8859-4", "ISO-8859-4", ENCODING_LATIN,
      "iso-8859-4 iso8859-4 iso_8859-4 iso88594 iso_8859-4:1988 iso-ir-110 latin4 l4 csisolatin4 " },
    { "ISO-8859-10", "ISO-8859-10", ENCODING_LATIN,
      "iso-8859-10 iso8859-10 iso885910 iso-ir-157 latin6 l6 csisolatin6 " },
    { "ISO-8859-13", "ISO-8859-13", ENCODING_LATIN, "iso-8859-13 iso8859-13 iso885913 " },
    { "ISO-8859-14", "ISO-8859-14", ENCODING_LATIN, "iso-8859-14 iso8859-14 iso885914 " },
    { "ISO-8859-15", "ISO-8859-15", ENCODING_LATIN,
      "iso-8859-15 iso8859-15 iso_8859-15 iso885915 latin-9 latin9 l9 csisolatin9 " },
    { "macintosh", "macintosh", ENCODING_LATIN, "macintosh mac x-mac-roman csmacintosh " },
    { "GB18030", "gb18030", ENCODING_MULTIBYTE,
      "gb18030 gbk gb2312 gb_2312 gb_2312-80 chinese csgb2312 csiso58gb231280 iso-ir-58 x-gbk cp936 " },
    { "Big5", "Big5-HKSCS", ENCODING_MULTIBYTE, "big5 big5-hkscs cn-big5 csbig5 x-x-big5 cp950 " },
    { "Shift_JIS", "windows-31j", ENCODING_MULTIBYTE,
      "shift_jis shift-jis sjis ms_kanji ms932 windows-31j x-sjis csshiftjis cp932 " },
    { "EUC-JP", "EUC-JP", ENCODING_MULTIBYTE, "euc-jp x-euc-jp cseucpkdfmtjapanese " },
    { "EUC-KR", "windows-949", ENCODING_MULTIBYTE,
      "euc-kr windows-949 cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 uhc "
      "cp949 " },
    { "EUC-TW", "EUC-TW", ENCODING_MULTIBYTE, "euc-tw x-euc-tw cns11643 " },
    { "ISO-2022-JP", "ISO-2022-JP", ENCODING_ESCAPED, "iso-2022-jp csiso2022jp " },
    { "ISO-2022-KR", "ISO-2022-KR", ENCODING_ESCAPED, "iso-2022-kr csiso2022kr " },
    { "ISO-2022-CN", "ISO-2022-CN", ENCODING_ESCAPED, "iso-2022-cn csiso2022cn iso-2022-cn-ext " },
};
enum { ENCODING_COUNT = sizeof encodings / sizeof *encodings, LONGEST_LABEL = 40 };

const struct encoding *encoding_find(struct slice label)
{
    char wanted[LONGEST_LABEL + 2];
    label = slice_trim(label);
    if (label.length == 0 || label.length > LONGEST_LABEL)
        return NULL;
    for (size_t i = 0; i < label.length; i++) {
        char c = label.bytes[i];
        wanted[i] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
        if (c <= ' ' || c == 0x7F)
            return NULL;
    }
    wanted[label.length] = ' ';
    wanted[label.length + 1] = '\0';
    for (size_t i = 0; i < ENCODING_COUNT; i++) {
        const char *labels = encodings[i].labels, *found = labels;
        while ((found = strstr(found, wanted))) {
            if (found == labels || found[-1] == ' ')
                return &encodings[i];
            found++;
        }
    }
    return NULL;
}

const struct encoding *encoding_named(const char *name)
{
    for (size_t i = 0; i < ENCODING_COUNT; i++)
        if (strcmp(encodings[i].name, name) == 0)
            return &encodings[i];
    assert(false && "no such encoding");
    return &encodings[0];
}

bool encoding_convert(const struct encoding *encoding, struct slice bytes, struct buffer *utf8)
{
    enum { PIVOT = 4096, STEP = 64 << 10 };
    UErrorCode status = U_ZERO_ERROR;
    UConverter *from = ucnv_open(encoding->converter, &status), *to = ucnv_open("UTF-8", &status);
    UChar pivot[PIVOT], *pivot_source = pivot, *pivot_target = pivot;
    const char *source = bytes.bytes, *end = bytes.bytes + bytes.length;
    bool fits = U_SUCCESS(status), more = fits && bytes.length > 0, reset = true;
    while (more && fits) {
        size_t room = utf8->limit - utf8->length < STEP ? utf8->limit - utf8->length : STEP;
        char *start = buffer_reserve(utf8, room), *target = start;
        status = U_ZERO_ERROR;
        ucnv_convertEx(to, from, &target, start + room, &source, end, pivot, &pivot_source, &pivot_target,
                       pivot + PIVOT, reset, true, &status);
        reset = false;
        buffer_grew(utf8, (size_t)(target - start));
        more = status == U_BUFFER_OVERFLOW_ERROR;
        fits = U_SUCCESS(status) || (more && room == STEP);
    }
    ucnv_close(from);
    ucnv_close(to);
    if (!fits)
        utf8->overflowed = true;
    return fits;
}
