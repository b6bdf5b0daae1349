"""Carry that travels: pictures of any wait, and the chart of who learns."""

import re
from dataclasses import replace

import numpy as np
import pytest

from unrolled.lessons.lstm.carry import figure as carry
from unrolled.lessons.lstm.carry.record import Carry, Solving


def view(steps=30, units=8, cursor=4, row=2):
    rng = np.random.default_rng(0)
    values = rng.normal(0, 2, (steps + 1, units))
    tokens = "<b>"[: min(3, steps + 1)].ljust(steps, ".")[:steps] + "?"
    return Carry(
        "AB<b>CDE", "A", "chrono", steps, 200, tokens, values, 1 / (1 + np.exp(-values)),
        np.geomspace(1e6, 0.01, units), np.exp(-np.arange(steps + 1.0)), np.full(8, 1 / 8), 0.875,
        min(cursor, steps), row,
    )  # fmt: skip


def solving():
    return Solving(
        np.array([25, 200]),
        {"chrono": np.array([[100, 300], [200, 500.0]]), "one": np.array([[900, np.nan], [np.nan, np.nan]])},
        1200,
    )


EXAMPLES = {
    "carry.carry_drawing": lambda: carry.carry_drawing(view()),
    "carry.carry_cursor": lambda: carry.carry_cursor(view()),
    "carry.solving_chart": lambda: carry.solving_chart(solving()),
}


@pytest.mark.parametrize("steps", [1, 2, 3, carry.TOKENS, carry.TOKENS + 1, 400])
def test_every_wait_is_drawn_with_its_ends(steps):
    drawn = carry.carry_drawing(view(steps))
    assert f"The answer at t = {steps}" in drawn
    assert "nan" not in drawn
    assert ("steps of noise" in drawn) == (steps > carry.TOKENS)
    assert f'data-cells="{steps + 1},8,0,0"' in drawn
    assert 'width="894" height="380" role' in drawn


def test_the_picture_stays_while_the_cursor_moves():
    assert carry.carry_drawing(view(cursor=4)) == carry.carry_drawing(view(cursor=9, row=5))
    assert carry.carry_cursor(view(cursor=4)) != carry.carry_cursor(view(cursor=9))


def test_the_unit_pointed_at_is_told():
    shown = view(cursor=9, row=5)
    value = f"{shown.carry[9, 5]:+.2f}".replace("-", "−")
    assert f"carry {value}, forget gate {shown.forget[9, 5]:.2f}" in carry.carry_cursor(shown)
    assert value in carry.describe_carry(shown)


def test_bars_stand_for_probabilities():
    shown = replace(view(), answers=np.array([0.5, 0.25, 0.25, 0, 0, 0, 0, 0]))
    drawn = carry.carry_drawing(shown)
    widths = [float(w) for w in re.findall(r'width="([\d.]+)" height="17"', drawn)]
    assert widths[:3] == pytest.approx([carry.BAR / 2, carry.BAR / 4, carry.BAR / 4], abs=0.01)


def test_the_answer_tells_what_is_said_and_how_many_are_right():
    shown = replace(view(), answers=np.array([0.5, 0.25, 0.25, 0, 0, 0, 0, 0]))
    assert carry.answer(shown).startswith(
        "Asked after 30 steps, the network answers A (50 %), which is right. With this"
    )
    assert "it is right for 7 of 8 symbols." in carry.answer(shown)
    assert "the network answers A (50 %), but it was B." in carry.answer(replace(shown, symbol="B"))
    assert carry.answer(view(1)).startswith("Asked after 1 step, ")
    assert carry.answer(view(400)).endswith("It was trained at T = 200.")


def test_what_is_forgotten_leaves_the_scale_and_is_told():
    assert "forgotten" in carry.carry_drawing(view(30))
    assert "forgotten" not in carry.carry_drawing(replace(view(30), difference=np.ones(31)))


def test_the_chart_has_band_and_median_and_unsolved_runs_at_the_top():
    figure = carry.solving_chart(solving())
    band, line, _, stuck = figure.data
    assert list(line.y) == [150, 400]
    assert list(band.y) == [200, 500, 300, 100]
    assert list(stuck.y) == [1050, 1200]
    assert {"<b>LSTM, chrono</b>", "not solved in 1,200 updates"} <= {note.text for note in figure.layout.annotations}


@pytest.mark.parametrize(("steps", "words"), [(0.5, "0.5 steps"), (12.3, "12 steps"), (np.inf, "over 10,000 steps")])
def test_half_lives_in_words(steps, words):
    assert carry.span(steps) == words
