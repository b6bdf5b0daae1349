"""A unit's carry over a text, its scores, and what holding it changes."""

import re
from dataclasses import replace

import numpy as np
import pytest

from unrolled.lessons.latex.modes import figure as modes
from unrolled.lessons.latex.modes.record import Mode, ModeView, Use

TEXT = "Let $<b>x$ be\nso $y$."


def view(cursor=5, **changes):
    truth = np.array([float(c in "<b>x") for c in TEXT])
    used = Use((2.5, -1.5), (1.0, 1.5, 1.25), (0.2, 0.1, 0.15))
    found = Mode(
        "formula", "inside $ … $", "AUC", 2, 7, 1, 0.9, 0.85, 0.6, 0.62, 0.7, 0.99, used, (1.0, 1.01)
    )  # fmt: skip
    made = ModeView(
        TEXT, "formula", "inside $ … $", truth, 2, 7, np.linspace(-3, 3, len(TEXT)), "AUC", 0.91, found, used, cursor
    )
    return replace(made, **changes)


EXAMPLES = {
    "modes.mode_drawing": lambda: modes.mode_drawing(view()),
    "modes.mode_cursor": lambda: modes.mode_cursor(view()),
}


def test_every_character_can_be_picked_and_moves_leave_the_picture_as_it_is():
    drawn = modes.mode_drawing(view())
    assert re.findall(r'data-pick="(\d+)"', drawn) == [str(k) for k in range(len(TEXT))]
    assert drawn == modes.mode_drawing(view(cursor=9))


def test_scores_stand_beside_their_yardsticks():
    drawn = modes.mode_drawing(view())
    for words in ("0.91", "0.85", "0.99", "0.70", "0.62", "1.000", "1.500", "1.250", "20 %", "10 %", "15 %"):
        assert f">{words}<" in drawn
    alone = modes.mode_drawing(view(found=None))
    assert "not the unit that was chosen" in alone
    assert "0.85" not in alone


@pytest.mark.parametrize(
    "changes",
    [
        {"score": float("nan"), "truth": np.zeros(len(TEXT)), "use": None},
        {"use": None},
        {"use": Use((1.0, 0.0), (2.0, 2.0, 2.0), None)},
        {"use": Use((1.0, 0.0), (2.0, 2.0, 2.0), (0.0, 0.0, 0.0))},
        {"measure": "rank correlation", "truth": np.arange(len(TEXT)) * 1.0, "score": 0.0},
        {"carry": np.zeros(len(TEXT))},
        {"carry": np.full(len(TEXT), -1234.5)},
    ],
)
def test_odd_values_are_drawn_without_nan(changes):
    shown = view(**changes)
    for drawn in (modes.mode_drawing(shown), modes.mode_cursor(shown), modes.describe_mode(shown)):
        assert "nan" not in drawn
        assert "<b>x" not in drawn


@pytest.mark.parametrize("words", ["a\n" * 100, "word " * 300, TEXT, ""])
def test_a_text_is_cut_where_the_picture_ends(words):
    shown = modes.fits(words)
    assert words.startswith(shown)
    assert (shown == words) == (len(words) < 100)
    if shown != words:
        assert modes.lay_out(words, modes.COLUMNS)[len(shown)][0] == modes.ROWS  # one more has no room


def test_what_is_said():
    assert modes.describe_mode(view()) == (
        "Layer 2, unit 8, inside $ … $: AUC 0.91 on this text. Character 6 of 21, <: carry −1.50, inside $ … $."
    )
    assert "the same everywhere here" in modes.describe_mode(view(score=float("nan")))
    assert "measuring" in modes.mode_drawing(view(use=None))
