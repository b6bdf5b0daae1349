"""Surprise on its text: a place for each character, the cursor, colours that can be read."""

import re

import numpy as np
import pytest

from contrast import contrast
from unrolled.lessons.char_rnn.surprisal import figure as surprisal
from unrolled.measuring.records.surprisal import Surprisal


def read(text="DUKE:\nThe <b>zebra</b> speaks of it, and of nothing else in the whole long day.", cursor=6):
    bits = np.linspace(0, 9, len(text))
    candidates = ((), *([(c, 0.1) for c in "e\n <abcdfg"] for _ in text[1:]))
    return Surprisal(text, bits, np.arange(len(text)), bits / 2, candidates, cursor)


EXAMPLES = {
    "surprisal.surprisal_drawing": lambda: surprisal.surprisal_drawing(read()),
    "surprisal.surprisal_cursor": lambda: surprisal.surprisal_cursor(read()),
}


def test_every_character_can_be_pointed_at_and_the_cursor_is_drawn():
    drawn = surprisal.surprisal_drawing(read("abc", cursor=2))
    assert re.findall(r'data-pick="(\d+)"', drawn) == ["0", "1", "2"]
    assert drawn == surprisal.surprisal_drawing(read("abc", cursor=1))  # a move leaves it as it is
    assert "Expected after “ab”" in surprisal.surprisal_cursor(read("abc", cursor=2))
    assert "Nothing is expected here" in surprisal.surprisal_cursor(read("abc", cursor=0))


@pytest.mark.parametrize("bits", [0, 1, 2.5, 4, 5.99, 6, 8, 20])
def test_letters_read_on_every_surprisal(bits):
    ground, ink = surprisal.colour(bits)
    assert contrast(ink, ground) >= 4.2


def test_a_character_beyond_the_shown_ones_is_drawn_with_its_place():
    drawn = surprisal.surprisal_cursor(read("DUKE:Q?", cursor=5))
    assert "5th in the list" in drawn
    assert "in the list" not in surprisal.surprisal_cursor(read("DUKE:e?", cursor=5))


def test_any_text_has_room_and_the_page_with_the_cursor_is_shown():
    prose = "the quick brown fox jumps over the lazy dog and on " * 9
    verse = "I am not what I am,\nnor was.\n\n" * 16
    for words in (prose, verse, "\n" * 500, "a" * 500):
        for cursor in (0, len(words) // 2, len(words) - 1):
            shown = read(words, cursor)
            drawn = surprisal.surprisal_drawing(shown)
            places = [int(place) for place in re.findall(r'data-pick="(\d+)"', drawn)]
            assert cursor in places
            assert places == list(range(places[0], places[-1] + 1))
            grid = surprisal.page(shown).grid
            assert grid.bottom <= surprisal.TEXT.bottom + 1e-6
            assert grid.words == words[places[0] : places[-1] + 1]
            assert [int(size) for size in re.findall(r'<svg[^>]* width="(\d+)" height="(\d+)"', drawn)[0]] == [894, 368]
    assert "lines 1 to 14 of 48" in surprisal.surprisal_drawing(read(verse, 0))
    assert ", lines" not in surprisal.surprisal_drawing(read(prose, 0))


def test_the_answer_says_what_came_and_how_surprising_it_was():
    words = surprisal.answer(read("DUKE:Q?", cursor=5))
    assert words.startswith("“Q” came with 0.6 %, 7.5 bits: the 5th in the list. Unsure before it: 3.8 bits.")
    assert surprisal.answer(read("a\nb", cursor=1)).startswith("A line end came with")
    assert "Nothing stands before" in surprisal.answer(read("a\nb", cursor=0))
