"""Strips, shares and texts of continuations."""

import re
from dataclasses import replace

import numpy as np
import pytest

from unrolled.lessons.latex.closing import figure as closing
from unrolled.lessons.latex.closing.record import Closing, Continuation, OpenedClosed, Opening

FORMULA, PROOF = Opening("formula", "", 20, 21), Opening("environment", "proof", 0, 13)


def continuation(
    text="x$ <b> and\n\\end{lemma} more", formula=(1, 2, True, "$"), proof=(11, 22, False, "\\end{lemma}")
):
    return Continuation(
        text,
        tuple(one and Closing(opening, *one) for opening, one in ((FORMULA, formula), (PROOF, proof))),
    )


def shown(row=0, continuations=None, written=400, length=800):
    if continuations is None:
        continuations = (continuation(), continuation("y" * 400, proof=None), continuation("\n" * 400, None, None))
    real = (np.array([1, 10, 100, 800]), np.array([0.9, 0.5, 0.1, 0.0]))
    prompt = "\\begin{proof}\n <b>x $"
    return OpenedClosed(prompt, (FORMULA, PROOF), continuations, 0.8, written, length, row, (real, None))


EXAMPLES = {
    "closing.closing_drawing": lambda: closing.closing_drawing(shown()),
    "closing.closing_cursor": lambda: closing.closing_cursor(shown()),
}


def test_each_strip_has_its_marks_and_can_be_picked():
    drawn = closing.closing_drawing(shown())
    assert re.findall(r'data-row="(\d)"', drawn) == ["0", "1", "2"]
    assert drawn.count('r="7.2"') == 2 + 2 + 1  # discs: two formulas closed, and in the legend two names and one word
    assert drawn.count('width="12.4" height="12.4"') == 1 + 1  # squares: a proof ended wrongly, and in the legend


def test_real_source_is_a_dotted_line_over_the_strips():
    drawn = closing.closing_drawing(shown())
    [line] = re.findall(r'<path d="M([^"]+)"', drawn)
    first, *_ = line.split("L")
    x, y = map(float, first.split())
    assert x == pytest.approx(closing.LEFT + closing.STRIPS * 1 / 400, abs=0.1)
    assert y == pytest.approx(closing.TOP + 3 * closing.TALL * 0.1, abs=0.1)  # nine in ten are still open
    assert "<path" not in closing.closing_drawing(replace(shown(), real=(None, None)))


def test_the_axis_is_as_long_as_it_must_be():
    soon = shown(continuations=(continuation(),), written=40)
    assert closing._limit(soon) == 40
    assert closing._limit(shown()) == 400


def test_the_height_does_not_follow_the_text():
    tall = {re.search(r'height="(\d+)" role', closing.closing_cursor(shown(row)))[1] for row in (0, 1, 2)}
    assert len(tall) == 1


@pytest.mark.parametrize("row", [0, 1, 2])
def test_the_chosen_text_fits_its_room(row):
    drawn = closing.closing_cursor(shown(row))
    height = int(re.search(r'height="(\d+)" role', drawn)[1])
    assert all(float(y) <= height for y in re.findall(r' y="([\d.]+)"', drawn))


def test_a_closing_far_down_is_shown():
    text = "line of text\n" * 50 + "\\end{proof}" + " after" * 20
    found = continuation(text, proof=(650, 661, True, "\\end{proof}"))
    drawn = closing.closing_cursor(shown(continuations=(found,), written=800))
    assert "\\end{proof}" in drawn.split("</title>")[-1]


def test_what_is_said():
    words = closing.describe_closing(shown())
    assert words == (
        "After 400 characters: $ closed correctly in 2 of 3, wrongly in 0; proof closed correctly in 0 of 3, "
        "wrongly in 1. Continuation 1: $ closed after 2, proof ended after 22 by \\end{lemma}."
    )
    assert "proof still open" in closing.describe_closing(shown(1))
