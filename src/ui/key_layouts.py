#!/usr/bin/env python3
"""key_layouts.py [--check]: prints key_layouts_table.h, or says where it differs, from the system's xkb-data through
libxkbcommon (Debian: xkb-data, libxkbcommon0): what each key of a layout types, and what it types in Latin letters."""
import ctypes, ctypes.util, os, sys, unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
TABLE = os.path.join(HERE, "key_layouts_table.h")

# Name in the config, X's layout and variant, the layout of the Latin letters on the same keyboard, languages whose
# locale speaks for it. The first of several that are equally likely is taken.
LAYOUTS = [
    ("arabic", "ara", "", "us", "ar"),
    ("arabic-azerty", "ara", "azerty", "fr", ""),
    ("arabic-mac", "ara", "mac", "us", ""),
    ("persian", "ir", "pes", "us", "fa"),
    ("urdu", "pk", "urd-phonetic", "us", "ur"),
    ("hebrew", "il", "", "us", "he yi"),
    ("hebrew-si1452", "il", "lyx", "us", ""),
    ("kurdish", "iq", "ku_ara", "us", "ckb ku"),
    ("kurdish-iran", "ir", "ku_ara", "us", ""),
    ("pashto", "af", "ps", "us", "ps"),
    ("russian", "ru", "", "us", "ru"),
    ("ukrainian", "ua", "", "us", "uk"),
    ("bulgarian", "bg", "", "us", "bg"),
    ("bulgarian-phonetic", "bg", "phonetic", "us", ""),
    ("serbian", "rs", "", "us", "sr"),
    ("belarusian", "by", "", "us", "be"),
    ("macedonian", "mk", "", "us", "mk"),
    ("kazakh", "kz", "", "us", "kk"),
]

# Evdev codes of the keys of a US keyboard, row by row from the upper left.
ROWS = [[41, *range(2, 14)], [*range(16, 28), 43], [*range(30, 41)], [*range(44, 54)]]
CODES = [code + 8 for row in ROWS for code in row]


class Names(ctypes.Structure):
    _fields_ = [(name, ctypes.c_char_p) for name in ("rules", "model", "layout", "variant", "options")]


def library():
    xkb = ctypes.CDLL(ctypes.util.find_library("xkbcommon") or "libxkbcommon.so.0")
    xkb.xkb_context_new.restype = ctypes.c_void_p
    xkb.xkb_keymap_new_from_names.restype = ctypes.c_void_p
    xkb.xkb_keymap_new_from_names.argtypes = [ctypes.c_void_p, ctypes.POINTER(Names), ctypes.c_int]
    xkb.xkb_keymap_key_get_syms_by_level.argtypes = [ctypes.c_void_p] + [ctypes.c_uint32] * 3 + [ctypes.c_void_p]
    xkb.xkb_keysym_to_utf32.restype = ctypes.c_uint32
    return xkb


def characters(xkb, layout, variant):
    """[without Shift, with Shift], 47 code points each; 0: a dead key or nothing."""
    names = Names(b"evdev", b"pc105", layout.encode(), variant.encode(), b"")
    keymap = xkb.xkb_keymap_new_from_names(xkb.xkb_context_new(0), ctypes.byref(names), 0)
    if not keymap:
        sys.exit("key_layouts.py: xkb-data has no layout %s(%s)" % (layout, variant))
    levels = []
    for level in (0, 1):
        levels.append([])
        for code in CODES:
            symbols = ctypes.POINTER(ctypes.c_uint32)()
            count = xkb.xkb_keymap_key_get_syms_by_level(keymap, code, 0, level, ctypes.byref(symbols))
            point = xkb.xkb_keysym_to_utf32(symbols[0]) if count == 1 else 0
            levels[-1].append(point if point > 0x20 else 0)
    return levels


def shown(point):
    character = chr(point)
    return character if point > 0x20 and unicodedata.category(character) not in ("Mn", "Cf") else ""


def table():
    xkb = library()
    lines = ["/* Made by key_layouts.py from Debian's xkb-data 2.35; do not edit. In the order of the keys, without Shift and then with",
             " * it: { what the key types, the Latin character in its place }. ASCII is not in it, which is itself on every layout,",
             " * nor are digits, which are digits, nor what a layout has once more in another place. */",
             "#ifndef KHABAR_UI_KEY_LAYOUTS_TABLE_H", "#define KHABAR_UI_KEY_LAYOUTS_TABLE_H", "", "#include <stddef.h>",
             "#include <stdint.h>", "", "struct letter_place {", "    uint16_t letter;", "    char latin;", "};", "struct layout {",
             "    const char *name, *languages; /* BCP 47, spaces between */",
             "    const char *ascii;            /* what of it the layout types by itself */",
             "    const struct letter_place *places;", "    size_t count;", "};"]
    ascii = {}
    for name, layout, variant, latin, languages in LAYOUTS:
        own, places = characters(xkb, layout, variant), characters(xkb, latin, "")
        lines += ["", "/* %s: X's %s%s, over %s */" % (name, layout, variant and "(" + variant + ")", latin),
                  "static const struct letter_place %s[] = {" % name.replace("-", "_")]
        seen = set()
        ascii[name] = "".join(sorted({chr(point) for level in own for point in level if 0x20 < point < 0x7F}))
        for level in (0, 1):
            start = 0
            for row in ROWS:
                cells = []
                for point, place in list(zip(own[level], places[level]))[start:start + len(row)]:
                    is_digit = point >= 0x80 and unicodedata.category(chr(point)) == "Nd"
                    if point < 0x80 or is_digit or not 0x20 < place < 0x7F or point in seen:
                        continue
                    seen.add(point)
                    cells.append((point, chr(place)))
                start += len(row)
                for first in range(0, len(cells), 6):
                    part = cells[first:first + 6]
                    entries = " ".join("{ 0x%04X, '%s' }," % (point, place.replace("\\", "\\\\").replace("'", "\\'"))
                                       for point, place in part)
                    lines.append("    %s /* %s */" % (entries, " ".join(filter(None, (shown(point) for point, _ in part)))))
        lines.append("};")
    lines += ["", "static const struct layout layouts[] = {"]
    for name, _, _, _, languages in LAYOUTS:
        quoted = ascii[name].replace("\\", "\\\\").replace('"', '\\"')
        lines.append('    { "%s", "%s", "%s",\n      %s, sizeof %s / sizeof *%s },' % ((name, languages, quoted) + (name.replace("-", "_"),) * 3))
    lines += ["};", "", "#endif"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        if open(TABLE, encoding="utf-8").read() != table():
            sys.exit("key_layouts_table.h is not what xkb-data says: src/ui/key_layouts.py >src/ui/key_layouts_table.h")
        print("ok - key_layouts_table.h is what xkb-data says")
    else:
        sys.stdout.write(table())
