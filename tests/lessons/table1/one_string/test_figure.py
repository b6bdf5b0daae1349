"""Bars are as high as the bits, the one that came is framed, and every state is one sentence of two lines."""

import re

import numpy as np
import pytest

from unrolled.lessons.table1.one_string import figure as figures
from unrolled.lessons.table1.one_string.record import Machine, OneString
from unrolled.measuring.records.surprisal import Surprisal

TITLES = {"tcn": "TCN", "lstm": "LSTM", "fair_lstm": "fair LSTM", "gru": "GRU", "rnn": "RNN", "min_gru": "minGRU"}


def view(text="DUKE:\nThe <b>zebra</b> speaks.", cursor=6, against_best=False, scale=1.0):
    T, machines = len(text), []
    for number, (model, title) in enumerate(TITLES.items()):
        bits = scale * (np.arange(T) % 7 + number * (np.arange(T) > 0)) * 1.0
        bits[0] = 0
        candidates = ((), *([(c, 0.5 / 9**k) for k, c in enumerate("<e\n ")] for _ in text[1:]))
        machines.append(Machine(model, title, Surprisal(text, bits, np.arange(T), bits / 2, candidates, 0)))
    return OneString(text, tuple(machines), cursor, against_best)


EXAMPLES = {
    "one_string.one_string_drawing": lambda: figures.one_string_drawing(view()),
    "one_string.one_string_cursor": lambda: figures.one_string_cursor(view()),
}


def bars(drawn, model):
    """The heights of a row's bars, in pixels, up is positive."""
    path = re.search(rf'<path d="([^"]*)"[^>]*data-part="{model}"', drawn)[1]
    return [-float(high) for high in re.findall(r"M[\d.]+ [\d.]+v(-?[\d.]+)h", path)]


def test_a_bar_is_as_high_as_its_bits_up_to_eight():
    drawn = figures.one_string_drawing(view("abcdefg"))
    pixels = (figures.ROW - 4) / 8
    assert bars(drawn, "tcn") == pytest.approx([pixels * bits for bits in (0, 1, 2, 3, 4, 5, 6)], abs=0.06)
    assert max(bars(drawn, "min_gru")) == pytest.approx(8 * pixels)  # 11 bits


def test_a_difference_goes_up_or_down_from_the_middle():
    shown = view("abcdefg", against_best=True)
    shown.machines[2].read.bits[3] = 0
    drawn = figures.one_string_drawing(shown)
    pixels = (figures.ROW - 4) / 8
    assert not any(bars(drawn, "tcn"))
    assert bars(drawn, "fair_lstm") == pytest.approx([0, *[2 * pixels] * 2, -3 * pixels, *[2 * pixels] * 3], abs=0.06)
    assert "+1.17" in drawn  # the fair LSTM's mean: (5 x 2 - 3) / 6
    assert "0.00" in drawn


def test_the_page_with_the_cursor_is_shown_and_a_move_within_it_draws_nothing_anew():
    words = "to be or not to be, that is the question " * 4
    assert figures.one_string_drawing(view(words, 3)) == figures.one_string_drawing(view(words, 60))
    drawn = figures.one_string_drawing(view(words, 100))
    assert "characters 69 to 136 of 164" in drawn
    assert re.findall(r'data-pick="(\d+)"', drawn) == [str(k) for k in range(68, 136)]


def test_the_character_that_came_is_framed_in_every_machines_guesses():
    drawn = figures.one_string_cursor(view("abe", cursor=2))
    assert len(re.findall(r'<rect [^>]*width="70"', drawn)) == 6
    assert "50 %" in drawn
    assert "&lt; 1 %" in drawn
    assert 'width="70"' not in figures.one_string_cursor(view("abz", cursor=2))
    assert "Nothing stands before" in figures.one_string_cursor(view("abz", cursor=0))


@pytest.mark.parametrize("against_best", [False, True])
def test_the_sentence_changes_with_every_move_and_fits_two_lines(against_best):
    words = "a\n" * 100
    told = {figures.describe_one_string(view(words, k, against_best, scale=3.3)) for k in range(200)}
    assert len(told) == 200
    assert max(map(len, told)) <= 150


def test_a_single_character_is_drawn_without_a_mean():
    drawn = figures.one_string_drawing(view("a", 0))
    assert "nan" not in drawn
    assert ">–<" in drawn
