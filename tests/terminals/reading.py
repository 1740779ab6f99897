"""How well a picture of a terminal can be read, and whether it is the picture that was meant. Pure: no display and no
images; what a picture shows comes as numbers.

The score of a text is 1 - (Levenshtein distance / length of what is expected), from 0 to 1, after both were stripped
to letters and digits, without marks, and without the differences that a reading machine does not see at this size.
"""
import unicodedata

LOOKALIKES = {ord(letter): like for letters, like in (("یىېے", "ي"), ("کڪ", "ك"), ("ھہەة", "ه")) for letter in letters}
FAINT = 300.0  # variance of the brightness below which a cell shows nothing


def plain(text):
    kept = (c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c)[0] in "LN" and c != "ـ")
    return "".join(str(unicodedata.digit(c)) if unicodedata.category(c) == "Nd" else c for c in kept).translate(LOOKALIKES)


def distance(one, other):
    row = list(range(len(other) + 1))
    for i, mine in enumerate(one, 1):
        diagonal, row[0] = row[0], i
        for j, theirs in enumerate(other, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (mine != theirs))
    return row[-1]


def score(seen, expected):
    seen, expected = plain(seen), plain(expected)
    return max(0.0, 1 - distance(seen, expected) / max(1, len(expected)))


def best_score(readings, expected, enough=0.98):
    best = 0.0
    for seen in readings:
        best = max(best, score(seen, expected))
        if best >= enough:
            break
    return best


def line_columns(rows, ink=24, share=0.9):
    """Which columns of pixels are a line from top to bottom: `rows` are rows of brightness, 0 is background."""
    return [x for x in range(len(rows[0])) if sum(row[x] >= ink for row in rows) >= share * len(rows)]


def likeness(one, other):
    """Correlation of two cells' brightness, light on dark or dark on light, 0 to 1; two blank cells are alike, a blank
    one and a letter are not."""
    mean_one, mean_other = sum(one) / len(one), sum(other) / len(other)
    spread_one = sum((v - mean_one) ** 2 for v in one)
    spread_other = sum((v - mean_other) ** 2 for v in other)
    faint = FAINT * len(one)
    if min(spread_one, spread_other) < faint:
        return 1.0 if max(spread_one, spread_other) < faint else 0.0
    product = sum((a - mean_one) * (b - mean_other) for a, b in zip(one, other))
    return abs(product) / (spread_one * spread_other) ** 0.5
