#!/usr/bin/env python3
"""Writes fold_table.c: what letters become for a search, out of Unicode's own data and the few choices below.

    python3 src/lang/fold_table.py >src/lang/fold_table.c
"""
import unicodedata

# Marks on letters: what a reader leaves out. Vowel signs of Indic scripts and Thaana are letters, and stay.
MARKS = [(0x300, 0x36F), (0x483, 0x489), (0x591, 0x5BD), (0x5BF, 0x5BF), (0x5C1, 0x5C2), (0x5C4, 0x5C5), (0x5C7, 0x5C7),
         (0x610, 0x61A), (0x640, 0x640), (0x64B, 0x65F), (0x670, 0x670), (0x6D6, 0x6DC), (0x6DF, 0x6E4), (0x6E7, 0x6E8),
         (0x6EA, 0x6ED), (0x711, 0x711), (0x730, 0x74A), (0x7EB, 0x7F3), (0x8CA, 0x8FF), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF),
         (0x20D0, 0x20FF), (0xFE20, 0xFE2F)]
INVISIBLE = [(0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F),
             (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF)]
LETTERS = {}


def same(letters, as_letter):
    for letter in letters:
        LETTERS[letter] = as_letter


same('آأإٱٲٳٵ', 'ا')
same('ؤٶ', 'و')
same('ىئیےۓٸ', 'ي')
same('ةہۃۂۀەھ', 'ه')
same('کڪ', 'ك')
for final, letter in zip('ךםןףץ', 'כמנפצ'):
    same(final, letter)
for letter, plain in {'ø': 'o', 'đ': 'd', 'ð': 'd', 'ł': 'l', 'ħ': 'h', 'ı': 'i', 'ŧ': 't', 'æ': 'ae', 'œ': 'oe', 'þ': 'th', 'ß': 'ss'}.items():
    same(letter, plain)


def within(point, ranges):
    return any(first <= point <= last for first, last in ranges)


def is_left_out(letter):
    return within(ord(letter), MARKS) or within(ord(letter), INVISIBLE)


def fold_once(text):
    result = ''
    for letter in unicodedata.normalize('NFD', text.casefold()):
        result += '' if is_left_out(letter) else LETTERS.get(letter, letter)
    return unicodedata.normalize('NFC', result)


def fold(point):
    letter = chr(point)
    category = unicodedata.category(letter)
    if category == 'Cs' or category == 'Co':
        return letter
    if is_left_out(letter):
        return ''
    if letter in '\t\n\r\u2028\u2029' or category == 'Zs':
        return ' '
    if category == 'Nd':
        return str(unicodedata.decimal(letter))
    if category[0] in 'LNM' or within(point, [(0xFF01, 0xFF5E), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF)]):
        folded = LETTERS[letter] if letter in LETTERS else letter
        folded = unicodedata.normalize('NFKC', folded)
        while fold_once(folded) != folded:
            folded = fold_once(folded)
        folded = ''.join(str(unicodedata.decimal(c)) if unicodedata.category(c) == 'Nd' else c for c in folded)
        # A mark that stands alone is shown over a space.
        return '' if folded.strip() == '' else folded
    return letter


def is_word(point):
    return unicodedata.category(chr(point))[0] in 'LNM'


STEP = 64
EXPANDED = 0xE000  # of the private use area, which needs no folding
expansions, blocks, block_of, words, words_of = [], [], [], [], []
for start in range(0, 0x10000, STEP):
    block, bits = [], 0
    for point in range(start, start + STEP):
        folded = fold(point)
        if any(ord(c) >= 0x10000 for c in folded): # some ten compatibility ideographs
            folded = chr(point)
        if len(folded) > 1:
            if folded not in expansions:
                expansions.append(folded)
            block.append(EXPANDED + expansions.index(folded))
        else:
            block.append(ord(folded) if folded else 0)
        bits |= is_word(point) << (point - start)
    identity = all(value == start + i for i, value in enumerate(block))
    if identity:
        block_of.append(0)
    else:
        if block not in blocks:
            blocks.append(block)
        block_of.append(1 + blocks.index(block))
    if bits not in words:
        words.append(bits)
    words_of.append(words.index(bits))
assert len(blocks) < 256 and len(words) < 256


def lines(values, width):
    text = ''
    for i in range(0, len(values), width):
        text += '    ' + ' '.join(value + ',' for value in values[i:i + width]) + '\n'
    return text


print('/* Written by fold_table.py from Unicode %s; not to be edited. */' % unicodedata.unidata_version)
print('#include "lang/fold_table.h"\n')
print('const unsigned char fold_block_of[1024] = {\n' + lines([str(b) for b in block_of], 28) + '};\n')
print('const uint16_t fold_blocks[][64] = {')
for block in blocks:
    print('    {\n' + lines(['0x%x' % value for value in block], 16).replace('    ', '        ') + '    },')
print('};\n')
print('const unsigned char word_block_of[1024] = {\n' + lines([str(b) for b in words_of], 28) + '};\n')
print('const uint64_t word_blocks[] = {\n' + lines(['0x%x' % bits for bits in words], 6) + '};\n')
starts, tape = [], []
for expansion in expansions:
    starts.append(len(tape))
    tape += [ord(c) for c in expansion] + [0]
print('const uint16_t fold_expansion_starts[] = {\n' + lines([str(s) for s in starts], 20) + '};\n')
print('const uint16_t fold_expansions[] = {\n' + lines(['0x%x' % value for value in tape], 16) + '};')
import sys
print(len(blocks), len(words), len(expansions), len(tape), max(len(e) for e in expansions), file=sys.stderr)
