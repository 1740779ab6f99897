"""A screen as a terminal shows it that puts rows in order by itself: what tmux holds, reordered as that terminal would."""
import ctypes, ctypes.util, re, unicodedata

BLANK = "\u2800"    # stands for a space where a strong letter is needed
GUARDS = "\u200e\u202d"
BOLD, ITALIC = 1, 3
_fribidi = ctypes.CDLL(ctypes.util.find_library("fribidi") or "libfribidi.so.0")


class Cell:
    """A character with its marks; `look`: SGR parameters in force."""
    def __init__(self, text, look):
        self.text, self.look = text, look

    def __eq__(self, other):
        return (self.text, self.look) == (other.text, other.look)

    def width(self):
        return 2 if unicodedata.east_asian_width(self.text[0]) in "WF" else 1

    def face(self):
        return self.look & {BOLD, ITALIC}


def rows_of(captured):
    """Cells of each row out of what `tmux capture-pane -p -e` printed."""
    look, rows = frozenset(), []
    for line in captured.rstrip("\n").split("\n"):
        row = []
        for escape, character in re.findall(r"\x1b\[([0-9;]*)m|\x1b[()]?.|([^\x1b\x0e\x0f])", line):
            if not character:
                look = _look_after(look, escape)
            elif unicodedata.category(character) in ("Mn", "Me", "Cf") and row:
                row[-1].text += character
            else:
                row.append(Cell(character, look))
        rows.append(row)
    return rows


def _look_after(look, parameters):
    numbers = [int(number) for number in parameters.split(";") if number] or [0]
    while numbers:
        number = numbers.pop(0)
        if number in (38, 48):
            rest = 2 if numbers[0] == 5 else 4
            look = frozenset(each for each in look if not isinstance(each, tuple) or each[0] != number) | {(number, *numbers[:rest])}
            del numbers[:rest]
        elif number in (39, 49):
            look = frozenset(each for each in look if not isinstance(each, tuple) or each[0] != number - 1)
        elif number == 0:
            look = frozenset()
        elif 30 <= number <= 37 or 90 <= number <= 97 or 40 <= number <= 47 or 100 <= number <= 107:
            ground = 38 if number % 60 < 40 else 48
            look = frozenset(each for each in look if not isinstance(each, tuple) or each[0] != ground) | {(ground, number)}
        elif number >= 20:
            look = look - {number - 20} - ({1, 2} if number == 22 else set())
        else:
            look = look | {number}
    return look


LEFT_TO_RIGHT, FIRST_STRONG = 0x110, 0x40  # FriBidi's paragraph types


def levels_of(text, paragraph):
    """UAX #9, L1 included."""
    count = len(text)
    code_points = (ctypes.c_uint32 * count)(*map(ord, text))
    types, brackets = (ctypes.c_uint32 * count)(), (ctypes.c_uint32 * count)()
    levels, base = (ctypes.c_int8 * count)(), ctypes.c_uint32(paragraph)
    _fribidi.fribidi_get_bidi_types(code_points, count, types)
    _fribidi.fribidi_get_bracket_types(code_points, count, types, brackets)
    assert _fribidi.fribidi_get_par_embedding_levels_ex(types, brackets, count, ctypes.byref(base), levels)
    levels = list(levels)
    for i in reversed(range(count)):
        if unicodedata.bidirectional(text[i]) not in ("WS", "BN", "LRO", "PDF"):
            break
        levels[i] = base.value == 0x111  # from right to left
    return levels


def mirrored(text):
    other = ctypes.c_uint32()
    return chr(other.value) + text[1:] if _fribidi.fribidi_get_mirror_char(ord(text[0]), ctypes.byref(other)) else text


def seen_by_algorithm(row, paragraph=LEFT_TO_RIGHT):
    """A terminal that applies the bidirectional algorithm to each row: what is seen, and from which cell it is."""
    text, starts = "", []
    for cell in row:
        starts.append(len(text))
        text += cell.text
    levels = levels_of(text, paragraph) if text else []
    of_cell = [levels[start] for start in starts]
    order = list(range(len(row)))
    for level in range(max(of_cell, default=0), 0, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and of_cell[order[end]] >= level:
                end += 1
            order[at:end] = reversed(order[at:end])
            at = end + 1
    return [Cell(mirrored(row[i].text) if of_cell[i] % 2 else row[i].text, row[i].look) for i in order], order


def seen_by_first_strong(row):
    """The same, but a row's first letter decides on its direction."""
    return seen_by_algorithm(row, FIRST_STRONG)


def seen_by_words(row):
    """kitty: what stands between spaces and box drawing is shaped at once, as far as it is of one face of the font; its
    first character that has a script tells whether it is turned round, all of it. Colours stay."""
    seen = []
    for start, end in _stretches(row, lambda cell: (cell.text[0] == " " or "\u2500" <= cell.text[0] <= "\u259f", cell.face(), cell.width())):
        texts = [cell.text for cell in row[start:end]]
        if next((is_rtl for is_rtl in map(_has_rtl_script, texts) if is_rtl is not None), False):
            texts = [mirrored(text) for text in reversed(texts)]
        seen += [Cell(text, cell.look) for text, cell in zip(texts, row[start:end])]
    return seen, list(range(len(row)))


def _has_rtl_script(text):
    """None: it has no script of its own."""
    name = unicodedata.name(text[0], "")
    if text[0] in "\u060c\u061b\u061f\u0640":
        return None
    if name.startswith(("ARABIC", "EXTENDED ARABIC", "HEBREW")):
        return True
    return False if unicodedata.category(text[0])[0] == "L" else None


def _stretches(cells, key):
    start = 0
    for end in range(1, len(cells) + 1):
        if end == len(cells) or key(cells[end]) != key(cells[start]):
            yield start, end
            start = end


def trimmed(row):
    """Without spaces at the end."""
    end = len(row)
    while end > 0 and row[end - 1].text == " " and not row[end - 1].look:
        end -= 1
    return row[:end]


def plain(row):
    """Nor with what only helps to keep the order."""
    return trimmed([Cell(re.sub("[%s]" % GUARDS, "", cell.text).replace(BLANK, " "), cell.look) for cell in row])
