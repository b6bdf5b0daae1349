"""Tiles, and sentences cut into lines."""

import numpy as np
import pytest

from unrolled.drawing.tiles import mark, sentence, sentence_lines, text_width, tile


def test_lines_fit_and_together_are_the_sentence():
    words = "a woman in a motorized wheelchair facing right with medium-light skin"
    for width in (90, 120, 200, 900):
        lines = sentence_lines(words, width, most=20)
        assert all(text_width(line, 14) <= width for line in lines)
        assert " ".join(lines).replace("- ", "-") == words


def test_a_hyphen_may_end_a_line_and_a_long_word_is_left_whole():
    width = text_width("with medium-", 14)
    assert sentence_lines("with medium-light", width) == ["with medium-", "light"]
    assert sentence_lines("firefighter", 10) == ["firefighter"]
    assert sentence_lines("", 100) == [""]


def test_what_does_not_fit_ends_in_an_ellipsis():
    assert sentence_lines("one two three four", text_width("three", 14), most=2) == ["one", "two …"]


@pytest.mark.parametrize(("right", "sign"), [(True, "✓"), (False, "✗")])
def test_right_and_wrong_differ_in_sign_and_colour(right, sign):
    assert mark(right)[0] == sign
    assert mark(right)[1] != mark(not right)[1]


def test_a_tile_is_white_in_both_themes_and_words_are_escaped():
    drawn = tile(np.zeros((4, 4, 3), np.uint8), 10, 20, 60)
    assert 'fill="#FFFFFF"' in drawn
    assert drawn.count("<image") == 1
    assert "&lt;b&gt;" in sentence("<b>", 0, 0, 100)
