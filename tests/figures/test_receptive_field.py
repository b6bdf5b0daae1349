"""The drawing says what the record says, and never collapses."""

import re

import pytest

from unrolled.figures.receptive_field import (
    describe_receptive_field,
    receptive_field_cone,
    receptive_field_drawing,
)
from unrolled.probes.receptive_field import BOTH, Settings, measure

TEXT = "I grew up in France … I speak fluent French"


def test_figure_1a():
    view = measure(Settings(3, (1, 2, 4)), TEXT, poked=16)
    assert receptive_field_drawing(view).count("<circle") == 4 * 24
    cone = receptive_field_cone(view)
    assert cone.count("<circle") == 15 + 7 + 3 + 1
    assert "1 + 2 · (1 + 2 + 4) = 15" in cone
    assert cone.count(">=<") == 16
    assert cone.count(">Δ<") == 8
    assert describe_receptive_field(view) == (
        "Output 24 of 24, all three agree: 15 steps; input 17 changed: 8 outputs move, none of them before it."
    )


def test_a_leak_is_marked_by_sign_and_words():
    view = measure(Settings(3, (1, 2, 4), 1, BOTH), TEXT, output=12, poked=16)
    assert receptive_field_cone(view).count(">!<") == 7
    assert "7 of them before it: a leak" in describe_receptive_field(view)


def test_holes_and_dead_ways_are_marked():
    view = measure(Settings(2, (1, 4, 16)), TEXT, seed=0)
    cone = receptive_field_cone(view)
    assert "14 holes" in cone
    assert cone.count(">×<") == view.dead


@pytest.mark.parametrize(
    "settings",
    [Settings(7, tuple(2**n for n in range(8)), 2), Settings(1, (1,)), Settings(8, (1,) * 20, 2), Settings(2, (300,))],
)
def test_any_size_can_be_drawn_within_the_frame(settings):
    view = measure(settings, TEXT)
    for drawing in (receptive_field_drawing(view), receptive_field_cone(view)):
        assert len(drawing) < 400_000
        assert "nan" not in drawing
        xs = [float(x) for x in re.findall(r'\sx="(-?[\d.]+)"', drawing)]
        assert min(xs) >= 0
        assert max(xs) <= 1060


def test_what_is_typed_is_escaped():
    view = measure(Settings(3, (1, 2, 4)), "<b>&" * 9)
    assert "&lt;" in receptive_field_drawing(view)
