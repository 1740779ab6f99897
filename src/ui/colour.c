#include "ui/colour.h"

#include "ui/direct_colour.h"

#include <math.h>

const char *const colour_names[COLOUR_NAME_COUNT] = {
    "black",       "red",          "green",      "yellow",       "blue",          "magenta",     "cyan",
    "white",       "bright-black", "bright-red", "bright-green", "bright-yellow", "bright-blue", "bright-magenta",
    "bright-cyan", "bright-white", "default",
};
enum { DEFAULT_NAME = 16 };

static int hexadecimal_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

static bool parse_rgb(struct slice word, struct colour *colour)
{
    uint8_t parts[3];
    if (word.length != 7 || word.bytes[0] != '#')
        return false;
    for (int i = 0; i < 3; i++) {
        int high = hexadecimal_digit(word.bytes[1 + 2 * i]), low = hexadecimal_digit(word.bytes[2 + 2 * i]);
        if (high < 0 || low < 0)
            return false;
        parts[i] = (uint8_t)(high * 16 + low);
    }
    *colour = (struct colour){ .kind = COLOUR_RGB, .red = parts[0], .green = parts[1], .blue = parts[2] };
    return true;
}

static bool parse_number(struct slice word, struct colour *colour)
{
    unsigned value = 0;
    if (word.length == 0 || word.length > 3)
        return false;
    for (size_t i = 0; i < word.length; i++) {
        if (word.bytes[i] < '0' || word.bytes[i] > '9')
            return false;
        value = value * 10 + (unsigned)(word.bytes[i] - '0');
    }
    if (value > 255)
        return false;
    *colour = (struct colour){ .kind = COLOUR_INDEX, .index = (uint8_t)value };
    return true;
}

bool colour_parse(struct slice word, struct colour *colour)
{
    if (slice_equal_string(word, "-")) {
        *colour = (struct colour){ .kind = COLOUR_BELOW };
        return true;
    }
    for (uint8_t i = 0; i < COLOUR_NAME_COUNT; i++)
        if (slice_equal_string(word, colour_names[i])) {
            *colour = i == DEFAULT_NAME ? (struct colour){ .kind = COLOUR_DEFAULT }
                                        : (struct colour){ .kind = COLOUR_INDEX, .index = i };
            return true;
        }
    return parse_rgb(word, colour) || parse_number(word, colour);
}

/* xterm's palette: 16 named ones, a cube of 6×6×6, 24 greys. */
static void palette_rgb(int number, int rgb[3])
{
    static const uint8_t named[16][3] = {
        { 0, 0, 0 },     { 205, 0, 0 },     { 0, 205, 0 },     { 205, 205, 0 },   { 0, 0, 238 }, { 205, 0, 205 },
        { 0, 205, 205 }, { 229, 229, 229 }, { 127, 127, 127 }, { 255, 0, 0 },     { 0, 255, 0 }, { 255, 255, 0 },
        { 92, 92, 255 }, { 255, 0, 255 },   { 0, 255, 255 },   { 255, 255, 255 },
    };
    static const uint8_t steps[6] = { 0, 95, 135, 175, 215, 255 };
    if (number < 16) {
        for (int i = 0; i < 3; i++)
            rgb[i] = named[number][i];
    } else if (number < 232) {
        rgb[0] = steps[(number - 16) / 36];
        rgb[1] = steps[(number - 16) / 6 % 6];
        rgb[2] = steps[(number - 16) % 6];
    } else {
        rgb[0] = rgb[1] = rgb[2] = 8 + 10 * (number - 232);
    }
}

/* Björn Ottosson's Oklab: as far apart in it as they look. */
struct oklab {
    float lightness, a, b;
};

static float linear_of(int part)
{
    float value = (float)part / 255;
    return value <= 0.04045F ? value / 12.92F : powf((value + 0.055F) / 1.055F, 2.4F);
}

static struct oklab oklab_of(const int rgb[3])
{
    float red = linear_of(rgb[0]), green = linear_of(rgb[1]), blue = linear_of(rgb[2]);
    float l = cbrtf(0.4122214708F * red + 0.5363325363F * green + 0.0514459929F * blue);
    float m = cbrtf(0.2119034982F * red + 0.6806995451F * green + 0.1073969566F * blue);
    float s = cbrtf(0.0883024619F * red + 0.2817188376F * green + 0.6299787005F * blue);
    return (struct oklab){ .lightness = 0.2104542553F * l + 0.7936177850F * m - 0.0040720468F * s,
                           .a = 1.9779984951F * l - 2.4285922050F * m + 0.4505937099F * s,
                           .b = 0.0259040371F * l + 0.7827717662F * m - 0.8086757660F * s };
}

static float distance_of(struct oklab one, struct oklab other)
{
    float lightness = one.lightness - other.lightness, a = one.a - other.a, b = one.b - other.b;
    return lightness * lightness + a * a + b * b;
}

static const struct oklab *palette_oklab(void)
{
    static struct oklab palette[256];
    static bool is_known;
    for (int number = 0; number < 256 && !is_known; number++) {
        int rgb[3];
        palette_rgb(number, rgb);
        palette[number] = oklab_of(rgb);
    }
    is_known = true;
    return palette;
}

/* In [first, end). */
static int nearest(const int rgb[3], int first, int end)
{
    const struct oklab *palette = palette_oklab(), wanted = oklab_of(rgb);
    int best = first;
    for (int number = first + 1; number < end; number++)
        if (distance_of(palette[number], wanted) < distance_of(palette[best], wanted))
            best = number;
    return best;
}

static int number_of_many(const struct colour *colour, bool is_direct)
{
    if (colour->kind == COLOUR_INDEX)
        return colour->index;
    if (is_direct)
        return direct_colour_number(colour->red, colour->green, colour->blue);
    /* The first 16 are the user's own choice: nobody knows how they look. */
    return nearest((const int[]) { colour->red, colour->green, colour->blue }, 16, 256);
}

static int number_of_few(const struct colour *colour)
{
    int rgb[3];
    if (colour->kind == COLOUR_INDEX && colour->index < 16)
        return colour->index;
    colour_rgb(colour, rgb);
    return nearest(rgb, 0, 16);
}

void colour_rgb(const struct colour *colour, int rgb[3])
{
    rgb[0] = colour->red;
    rgb[1] = colour->green;
    rgb[2] = colour->blue;
    if (colour->kind == COLOUR_INDEX)
        palette_rgb(colour->index, rgb);
}

int colour_number(const struct colour_pair *pair, int colours, bool *wants_bold)
{
    bool few = colours < 256 && pair->few.kind != COLOUR_BELOW;
    const struct colour *colour = few ? &pair->few : &pair->many;
    if (colours < 8 || colour->kind == COLOUR_BELOW || colour->kind == COLOUR_DEFAULT)
        return -1;
    if (colours >= 256)
        return number_of_many(colour, colours >= DIRECT_COLOURS);
    int number = number_of_few(colour);
    if (colours >= 16 || number < 8)
        return number;
    /* Bold black is black on black in many palettes. */
    if (number == 8)
        return 7;
    *wants_bold = true;
    return number - 8;
}
