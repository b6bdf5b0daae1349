"""Masks over time and what trainings with them reached."""

import re
from dataclasses import replace

import numpy as np
import pytest

from unrolled.drawing.layout import HEIGHT, WIDTH
from unrolled.lessons.rnn.dropout import figure as dropout
from unrolled.lessons.rnn.dropout.record import Masked, Masks, Study

TEXT = "hello <b>"


def kind(name):
    T = len(TEXT)
    kept = np.ones((T, 4), bool)
    kept[:, 1] = False
    states = np.linspace(-1, 1, 4 * T).reshape(T, 4)
    return Masked(name, kept, states, np.linspace(0.7, 0, T), np.linspace(1, 0.5, T))


def view(cursor=2, names=("one", "each")):
    return Masks(TEXT, 0.3, 40, tuple(map(kind, names)), cursor)


def studies(kinds=("none", "nodes, one mask", "nodes, each step")):
    at = np.array([60, 120, 180])
    return [Study(name, at, 2.3 - 0.1 * k - np.array([[0, 0.1, 0.1], [0, 0.12, 0.14]])) for k, name in enumerate(kinds)]


EXAMPLES = {
    "dropout.masks_drawing": lambda: dropout.masks_drawing(view()),
    "dropout.masks_cursor": lambda: dropout.masks_cursor(view()),
    "dropout.play_chart": lambda: dropout.play_chart(studies()),
    "dropout.recall_chart": lambda: dropout.recall_chart(studies()),
}


def test_removed_cells_are_crossed_and_negative_ones_hatched():
    drawn = dropout.masks_drawing(view(names=("one",)))
    crossed = re.search(r'd="(M[^"]*)" fill="none" stroke="var\(--unrolled-edge', drawn).group(1)
    assert crossed.count("m0") == len(TEXT)  # unit 1 at every step
    hatched = re.search(r'd="(M[^"]*)" stroke="var\(--unrolled-negative', drawn).group(1)
    kept = kind("one")
    assert hatched.count("M") == ((kept.states < 0) & kept.kept).sum()


def test_a_move_of_the_cursor_leaves_the_picture():
    assert dropout.masks_drawing(view(0)) == dropout.masks_drawing(view(5))
    assert dropout.masks_cursor(view(0)) != dropout.masks_cursor(view(5))


def test_the_description_tells_both():
    assert dropout.describe_masks(view(0)) == (
        "Step 1 of 9, h, rate 0.3; one mask: 70% of the units heard at every step so far, state 1.00 alike; "
        "fresh masks: 70% of the units heard at every step so far, state 1.00 alike."
    )


@pytest.mark.parametrize("length", [1, 40])
def test_short_and_long_texts_fit(length):
    long = replace(
        kind("one"),
        kept=np.ones((length, 4), bool),
        states=np.ones((length, 4)),
        heard=np.ones(length),
        alike=np.ones(length),
    )
    drawn = dropout.masks_drawing(Masks("a" * length, 0.0, 40, (long,), 0))
    assert max(float(x) for x in re.findall(r' x="([\d.]+)"', drawn)) <= WIDTH


@pytest.mark.parametrize("names", [("one",), ("each",), ("one", "each")])
def test_drawings_fit_a_panel(names):
    for drawn in (dropout.masks_drawing(view(names=names)), dropout.masks_cursor(view(8, names))):
        width, height = re.search(r'width="(\d+)" height="(\d+)"', drawn).groups()
        assert (int(width) <= WIDTH, int(height) <= HEIGHT) == (True, True)


def test_the_lines_are_named_with_their_values_at_the_cursor():
    drawn = dropout.masks_cursor(view(8))
    for kind in view(8).kinds:
        name = "one mask" if kind.name == "one" else "fresh masks"
        assert f">{name} {kind.heard[8]:.2f}</text>" in drawn
        assert f">{name} {kind.alike[8]:.2f}</text>" in drawn


def test_the_status_line_says_what_is_left():
    assert dropout.remark(view(0)) == (
        "Units never removed up to step 1: 70 % with one mask, 70 % with fresh masks. "
        "Likeness to the state without dropout: 1.00 and 1.00."
    )


def test_the_title_names_the_lowest_and_its_gain():
    figure = dropout.play_chart(studies())
    assert "“nodes, each step” ends lowest, 0.20 nats below" in figure.layout.title.text
    assert list(figure.data[1].y) == pytest.approx([2.3, 2.19, 2.18])
    assert max(figure.data[0].y) == pytest.approx(2.3)


def test_the_recall_title_names_the_widest_gap():
    at = np.array([5, 10, 15])
    shares = {"none": (1, 1, 0.4), "nodes, one mask": (1, 0.35, 0.2), "nodes, each step": (1, 0.96, 0.3)}
    figure = dropout.recall_chart([Study(kind, at, np.array([values, values])) for kind, values in shares.items()])
    assert figure.layout.title.text == "Over 10 steps 35% are recalled with one mask, 96% with fresh ones"
    assert figure.layout.xaxis.tickvals == (5, 10, 15)
