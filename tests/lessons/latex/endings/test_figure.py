"""Bars of names, lines against the distance, the text that was read."""

import re
from dataclasses import replace

import numpy as np
import pytest

from unrolled.lessons.latex.endings import figure as endings
from unrolled.lessons.latex.endings.probe.fillers import filler
from unrolled.lessons.latex.endings.record import Ending, RealEndings

NAMES = ("proof", "lemma", "enumerate", "remark", "a", "b", "c", "d", "e", "quote")


def seen(place=4, source="\\begin{proof}\n<b>\n", openings=("quote", "proof"), outer=True):
    distances = 50 * np.arange(21)
    chances = np.array([0.5, 0.2, 0.1, 0.05, 0.04, 0.03, 0.02, 0.01, 0.01, 0.005])
    right, swapped = np.linspace(0.9, 0.1, 21), np.full(21, 0.1)
    return Ending(
        source, filler("words", place), openings, "lemma", NAMES, chances, distances, right, swapped,
        right / 2 if outer else None, place,
    )  # fmt: skip


def real():
    at, count = np.array([150, 300, 1500]), np.array([12, 100, 60])
    right, swapped = (np.array([0.6, 0.5, 0.4]) - k / 10 for k in range(2))
    return {name: RealEndings(at, count, right, swapped) for name in endings.KINDS}


EXAMPLES = {
    "endings.ending_drawing": lambda: endings.ending_drawing(seen()),
    "endings.ending_cursor": lambda: endings.ending_cursor(seen()),
    "endings.real_endings_chart": lambda: endings.real_endings_chart(real()),
}


def test_bars_stand_for_the_probability_and_the_open_name_is_always_among_them():
    drawn = endings.ending_cursor(seen())
    bars = [float(x) for x in re.findall(r'x="104" y="[\d.]+" width="([\d.]+)" height="15"', drawn)]
    assert bars[0] == pytest.approx(endings.BAR * 0.5, abs=0.01)
    assert len(bars) == endings.SHOWN + 1
    assert "◀ open" in drawn
    assert "◁ open further out" in drawn


@pytest.mark.parametrize("place", [0, 1, 4, 13, 20])
@pytest.mark.parametrize("source", ["\\begin{a}\n", "\\begin{a}\n" + "word " * 90 + "\n", "x\n" * 200])
def test_the_text_ends_with_the_end_and_fits(place, source):
    drawn = endings.ending_cursor(seen(place, source))
    assert drawn.rindex("\\end{") > drawn.index("What it reads")
    assert all(float(y) <= endings.HEIGHT for y in re.findall(r' y="([\d.]+)"', drawn))


def test_lines_do_not_change_with_the_distance():
    assert endings.ending_drawing(seen(3)) == endings.ending_drawing(seen(17))


def test_what_a_right_name_gains_is_no_memory():
    worse = replace(seen(), right=np.full(21, 0.1), swapped=np.linspace(0.9, 0.2, 21))
    [area] = re.findall(r'<path d="M([^"]+)z"', endings.ending_drawing(worse))
    assert len({point.split()[1] for point in area.split("L")}) == 1  # an area of no height


def test_what_is_said():
    words = endings.describe_ending(replace(seen(), place=0))
    assert words == (
        "0 characters after the source, proof is likeliest (50 %); quote, which is open, has 90 %, and would have "
        "10 % if lemma had been opened in its place."
    )


def test_the_chart_shows_every_class_as_it_is_and_swapped():
    figure = endings.real_endings_chart(real())
    assert len(figure.data) == 2 * len(endings.KINDS)
    for as_it_is, swapped in zip(figure.data[::2], figure.data[1::2], strict=True):
        assert list(as_it_is.y) == pytest.approx([0.6, 0.5, 0.4])
        assert list(swapped.y) == pytest.approx([0.5, 0.4, 0.3])
        assert as_it_is.line.color == swapped.line.color
        assert (as_it_is.line.dash, swapped.line.dash) == ("solid", "dot")
    assert len({line.line.color for line in figure.data}) == len({line.marker.symbol for line in figure.data[::2]}) == 3
