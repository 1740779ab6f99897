#include "ui/colour.h"

#include <limits.h>
#include <stdlib.h>

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

/* The nearest in [first, end); green counts most, as in the eye. */
static int nearest(const int rgb[3], int first, int end)
{
    int best = first, best_distance = INT_MAX;
    for (int number = first; number < end; number++) {
        int candidate[3];
        palette_rgb(number, candidate);
        int red = candidate[0] - rgb[0], green = candidate[1] - rgb[1], blue = candidate[2] - rgb[2];
        int distance = 2 * red * red + 4 * green * green + 3 * blue * blue;
        if (distance < best_distance) {
            best_distance = distance;
            best = number;
        }
    }
    return best;
}

static int number_of_many(const struct colour *colour)
{
    if (colour->kind == COLOUR_INDEX)
        return colour->index;
    /* The first 16 are the user's own choice: nobody knows how they look. */
    return nearest((const int[]) { colour->red, colour->green, colour->blue }, 16, 256);
}

static int number_of_few(const struct colour *colour)
{
    int rgb[3] = { colour->red, colour->green, colour->blue };
    if (colour->kind == COLOUR_INDEX) {
        if (colour->index < 16)
            return colour->index;
        palette_rgb(colour->index, rgb);
    }
    return nearest(rgb, 0, 16);
}

int colour_number(const struct colour_pair *pair, int colours, bool *wants_bold)
{
    bool few = colours < 256 && pair->few.kind != COLOUR_BELOW;
    const struct colour *colour = few ? &pair->few : &pair->many;
    if (colours < 8 || colour->kind == COLOUR_BELOW || colour->kind == COLOUR_DEFAULT)
        return -1;
    if (colours >= 256)
        return number_of_many(colour);
    int number = number_of_few(colour);
    if (colours >= 16 || number < 8)
        return number;
    /* Bold black is black on black in many palettes. */
    if (number == 8)
        return 7;
    *wants_bold = true;
    return number - 8;
}
