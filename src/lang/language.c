#include "lang/language.h"

#include <string.h>

/* Scripts that run from right to left (Unicode 15, ISO 15924). */
static const char *const rtl_scripts[] = {
    "Adlm", "Arab", "Aran", "Armi", "Avst", "Chrs", "Elym", "Hatr", "Hebr", "Hung", "Mand", "Mani",
    "Mend", "Merc", "Narb", "Nbat", "Nkoo", "Orkh", "Ougr", "Palm", "Phli", "Phlp", "Phnx", "Prti",
    "Rohg", "Samr", "Sarb", "Sogd", "Sogo", "Syrc", "Syre", "Syrj", "Syrn", "Thaa", "Yezi",
};

/* Languages that are written so when no script is named (CLDR's likely subtags). */
static const char *const rtl_languages[] = {
    "aao", "abh", "abv", "acm", "acq", "acw", "acx", "adf", "aeb", "aec", "afb", "aii", "ajp", "apc", "apd", "ar",
    "arb", "arc", "ars", "ary", "arz", "auz", "avl", "ayh", "ayl", "ayn", "ayp", "azb", "bal", "bcc", "bft", "bgn",
    "bgp", "bqi", "brh", "ckb", "cld", "dcc", "dv",  "fa",  "fas", "gbz", "gjk", "gju", "glk", "gwc", "hac", "haz",
    "he",  "heb", "hnd", "hno", "iw",  "jdt", "ji",  "jpr", "jrb", "khw", "kmz", "ks",  "kvx", "kxp", "lad", "lah",
    "lki", "lrc", "luz", "mey", "mfa", "mvy", "myz", "mzn", "nqo", "ntz", "oru", "ota", "pbt", "pbu", "per", "pes",
    "phl", "phv", "pnb", "prd", "prs", "ps",  "pus", "rhg", "rmt", "sam", "scl", "sd",  "sdh", "shu", "skr", "ssh",
    "syc", "syr", "tru", "trw", "ug",  "uig", "ur",  "urd", "uzs", "wbl", "wne", "xld", "xmn", "yi",  "yid", "zdj",
};

/* Languages of several scripts, where the country tells. */
static const char *const rtl_places[] = {
    "az-IQ", "az-IR", "kk-AF", "kk-CN", "kk-IR", "ku-IQ", "ku-IR",
    "ku-LB", "ky-CN", "pa-PK", "tk-AF", "tk-IR", "ug-CN", "uz-AF",
};

static bool is_one_of(struct slice name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count && name.length > 0; i++) /* asked of every source: the first letter says no to most */
        if (((names[i][0] ^ name.bytes[0]) & ~0x20) == 0 && slice_equal_ignoring_case(name, slice_of(names[i])))
            return true;
    return false;
}
#define IS_ONE_OF(name, names) is_one_of((name), (names), sizeof(names) / sizeof *(names))

static struct slice next_subtag(struct slice *rest)
{
    size_t end = 0;
    while (end < rest->length && rest->bytes[end] != '-' && rest->bytes[end] != '_')
        end++;
    struct slice subtag = slice_part(*rest, 0, end);
    *rest = slice_part(*rest, end + 1, rest->length);
    return subtag;
}

static bool is_rtl_in(struct slice language, struct slice region)
{
    char place[6];
    if (language.length != 2 || region.length != 2)
        return false;
    memcpy(place, language.bytes, 2);
    place[2] = '-';
    memcpy(place + 3, region.bytes, 2);
    place[5] = '\0';
    return IS_ONE_OF(slice_of(place), rtl_places);
}

bool language_is_rtl(struct slice language)
{
    struct slice rest = slice_trim(language);
    for (size_t i = 0; i < rest.length; i++) /* a locale's name: fa_IR.UTF-8@calendar */
        if (rest.bytes[i] == '.' || rest.bytes[i] == '@')
            rest = slice_part(rest, 0, i);
    struct slice name = next_subtag(&rest);
    bool rtl = IS_ONE_OF(name, rtl_languages);
    while (rest.length > 0) {
        struct slice subtag = next_subtag(&rest);
        if (subtag.length == 1)
            break; /* an extension or private use */
        if (subtag.length == 4 && (subtag.bytes[0] < '0' || subtag.bytes[0] > '9'))
            return IS_ONE_OF(subtag, rtl_scripts);
        if (is_rtl_in(name, subtag))
            return true;
    }
    return rtl;
}
