#!/usr/bin/env python3
"""reading_test.py: what the pictures of terminals are judged by."""
import os, random, sys
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "screen")]
import reading
from terminal import run_tests

TEXT = "عاد الصيادون إلى الميناء قبل الغروب، وأوقد الحارس مصباح المنارة."


def a_text_that_was_read_right_scores_one():
    assert reading.score(TEXT, TEXT) == 1
    assert reading.score(TEXT.replace(" ", "\n"), TEXT) == 1
    assert reading.score("ﺡﺎﺒﺼﻣ", "ﺡﺎﺒﺼﻣ") == 1


def marks_and_hamzas_and_kinds_of_digits_do_not_count():
    assert reading.score("اوقَدَ الـحارس ۲۵ مدينه", "أوقد الحارس 25 مدينة") == 1


def text_that_was_not_reordered_scores_low():
    assert reading.score(TEXT[::-1], TEXT) < 0.4


def words_in_the_wrong_order_score_low():
    assert reading.score(" ".join(reversed(TEXT.split())), TEXT) < 0.5


def a_letter_that_was_misread_costs_its_share():
    assert abs(reading.score("كتاف", "كتاب") - 0.75) < 1e-9
    assert reading.score("", "كتاب") == 0
    assert reading.score("كتاب" * 9, "كتاب") == 0


def the_best_of_several_readings_counts():
    readings = iter(["", TEXT, "never read"])
    assert reading.best_score(readings, TEXT) == 1
    assert next(readings) == "never read", "it read on after a good reading"


def a_line_from_top_to_bottom_is_found_where_it_is():
    rows = [[0, 0, 200, 0, 30 if y % 2 else 0] for y in range(20)]
    assert reading.line_columns(rows) == [2]
    broken = [[200 if y < 15 else 0] for y in range(20)]
    assert reading.line_columns(broken) == []


def the_same_letter_is_alike_in_other_colours_and_another_one_is_not():
    chance = random.Random(1)
    letter = [chance.choice((0, 255)) for _ in range(240)]
    other = [chance.choice((0, 255)) for _ in range(240)]
    assert reading.likeness(letter, [40 + value // 2 for value in letter]) > 0.99
    assert reading.likeness(letter, [255 - value for value in letter]) > 0.99
    assert reading.likeness(letter, other) < 0.4


def a_blank_cell_is_like_blank_ones_only():
    chance = random.Random(1)
    letter = [chance.choice((0, 255)) for _ in range(240)]
    assert reading.likeness([28] * 240, [0] * 240) == 1
    assert reading.likeness([28] * 240, letter) == 0


sys.exit(run_tests([
    a_text_that_was_read_right_scores_one,
    marks_and_hamzas_and_kinds_of_digits_do_not_count,
    text_that_was_not_reordered_scores_low,
    words_in_the_wrong_order_score_low,
    a_letter_that_was_misread_costs_its_share,
    the_best_of_several_readings_counts,
    a_line_from_top_to_bottom_is_found_where_it_is,
    the_same_letter_is_alike_in_other_colours_and_another_one_is_not,
    a_blank_cell_is_like_blank_ones_only,
]))
