"""The drawing says what the record says, and never collapses."""

import dataclasses
import functools
import re

import numpy as np
import pytest

from unrolled.drawing.layout import WIDTH
from unrolled.lessons.tcn.receptive_field.figure import (
    describe_receptive_field,
    receptive_field_cone,
    receptive_field_drawing,
)
from unrolled.lessons.tcn.receptive_field.probe import BOTH, Settings, measure

TEXT = "I grew up in France … I speak fluent French"


@functools.cache
def field():
    return measure(Settings(2, (1, 4, 16)), "hello <b> world", poked=16)


EXAMPLES = {
    "receptive_field.receptive_field_drawing": lambda: receptive_field_drawing(field()),
    "receptive_field.receptive_field_cone": lambda: receptive_field_cone(field()),
}


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


def test_holes_and_blocked_inputs_are_marked():
    view = measure(Settings(2, (1, 4, 16)), TEXT, seed=0)
    cone = receptive_field_cone(view)
    assert "14 holes" in cone
    assert cone.count(">×<") == cone.count('class="blocked"') == view.blocked == 2


def test_words_for_what_differs():
    said = describe_receptive_field(measure(Settings(3, (2,)), TEXT))
    assert ", 2 holes;" in said
    said = describe_receptive_field(measure(Settings(2, (2,)), TEXT))
    assert ", 1 hole;" in said
    assert "a kernel of 1 never looks back" in describe_receptive_field(measure(Settings(1, (1, 2)), TEXT))
    assert "the field begins before step 1" in describe_receptive_field(measure(Settings(3, (1, 2, 4)), TEXT, output=5))
    ahead = describe_receptive_field(measure(Settings(3, (1, 2, 4), 1, BOTH), TEXT, output=22))
    assert "the field ends after the last" in ahead
    assert "begins" not in ahead


def test_an_input_that_only_identity_paths_reach():
    view = measure(Settings(2, (4, 1), 1, BOTH), TEXT, output=12)
    cone = receptive_field_cone(view)
    assert cone.count(">id<") == int((view.reached & (view.paths == 0)).sum()) == 2
    assert 'stroke-dasharray="3 4"' in cone  # the skip connections
    assert "id: skip only" in receptive_field_drawing(view)
    odd = measure(Settings(3, (4, 1), 1, BOTH), TEXT, output=12)
    assert 'stroke-dasharray="3 4"' not in receptive_field_cone(odd)
    assert "id: skip only" not in receptive_field_drawing(odd)


def test_an_output_without_gradient_says_so():
    view = dataclasses.replace(measure(Settings(3, (1, 2, 4)), TEXT), gradient=np.zeros(24))
    cone = receptive_field_cone(view)
    assert "no gradient reaches any input" in cone
    assert "90 % lies" not in cone
    assert "by gradient 0, 15 blocked" in describe_receptive_field(view)


def test_90_percent_and_the_spread_are_told():
    view = measure(Settings(3, (1, 2, 4)), TEXT)
    cone = receptive_field_cone(view)
    assert f"90 % lies in the last {view.effective}<" in cone
    a, b, c = view.spread
    assert f"3 initialisations: 90 % in the last {a}, {b} and {c}<" in cone
    ahead = receptive_field_cone(measure(Settings(3, (1, 2, 4), 1, BOTH), TEXT, output=12))
    assert "the last" not in ahead


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
        assert max(xs) <= WIDTH


def test_what_is_typed_is_escaped():
    view = measure(Settings(3, (1, 2, 4)), "<b>&" * 9)
    assert "&lt;" in receptive_field_drawing(view)
