"""The panel of the cliff over all its values."""

import numpy as np
import pytest

from told import refused
from unrolled.lessons.gradients.exploding.panel import ExplodingPanel
from unrolled.lessons.gradients.exploding.probe import BIASES, WEIGHTS


@pytest.fixture
def panel():
    return ExplodingPanel()


def test_every_slider_moves_the_picture(panel):
    for control, values in (
        (panel.steps, (1, 2, 50, 100)),
        (panel.rate, (0.01, 0.5, 1)),
        (panel.threshold, (0.1, 10, 100)),
    ):
        for value in values:
            control.value = value
            assert panel.describe() in panel.live.layer
            assert panel.status.text == panel.describe()
            assert not panel.status.problem
    view = panel.record
    assert (view.steps, view.rate, view.threshold) == (100, 1, 100)


def test_the_cursor_is_the_start(panel):
    assert panel.record.weights_at_start == pytest.approx((2.2, -0.2))
    for column in (0, 30):
        for row in (0, 20):
            panel.live.cursor, panel.live.row = column, row
            assert panel.record.weights_at_start == pytest.approx((WEIGHTS[column], BIASES[20 - row]))
            assert panel.record.plain.w[0] == pytest.approx(WEIGHTS[column])
    panel.live.row = 10
    before = panel.record.plain.b[0]
    panel.live.row = 9  # the up key
    assert panel.record.plain.b[0] > before


def test_a_move_sends_the_layer_alone(panel):
    before = panel.live.svg
    panel.live.cursor = 5
    panel.rate.value = 0.3
    assert panel.live.svg == before
    panel.steps.value = 7
    assert panel.live.svg != before


def test_typed_numbers_outside_are_told(panel):
    for control, typed in ((panel.steps, "0"), (panel.rate, "0"), (panel.threshold, "abc")):
        with refused(panel):
            control.type(typed)


def test_clipping_saves_the_descent_it_starts_with(panel):
    view = panel.record
    assert view.plain.loss[-1] > 0.05
    assert view.clipped.loss[-1] < 1e-3
    assert np.abs(view.plain.w).max() > 1e4
