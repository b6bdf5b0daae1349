"""Cut the tail: every control over its values, places in all passages, a bad prompt."""

import numpy as np
import pytest

from readers import VOCABULARY, lstm
from told import problem
from unrolled.lessons.char_rnn.truncation import figure as figures
from unrolled.lessons.char_rnn.truncation.panel import TruncationPanel


@pytest.fixture
def panel():
    return TruncationPanel(lstm(), VOCABULARY, prompt="AB:\n", length=30)


def test_it_begins_where_a_rule_first_cuts_what_was_drawn(panel):
    view = panel.record
    assert view.row == 0
    assert view.cursor == min(view.parting(row) for row in (1, 2, 3))
    assert " cut" in panel.status.text


def test_every_amount_of_every_rule(panel):
    for control, name in ((panel.k, "top-k, k = "), (panel.p, "top-p, p = "), (panel.m, "min-p, m = ")):
        for value in np.arange(control.low, control.high + 1e-9, control.step).clip(max=control.high):
            control.value = float(value)
            assert f"{name}{control.value:g}" in panel.record.names
            assert not problem(panel)


def test_rules_that_keep_everything_leave_one_passage(panel):
    with panel.batch():
        panel.k.value, panel.p.value, panel.m.value = panel.k.high, 1, 0
    assert len(set(panel.record.texts)) == 1
    assert panel.status.text.endswith("all three rules allow it.")


def test_temperature_and_noise_change_the_passages(panel):
    before = panel.record.texts
    panel.temperature.value = 3
    hot = panel.record.texts
    assert hot[0] != before[0]
    panel.new_noise.presses += 1
    assert panel.record.texts[0] != hot[0]


def test_every_place_of_every_passage(panel):
    for row in range(4):
        panel.live.row = row
        for place in range(figures.last_place(panel.record) + 1):
            panel.live.cursor = place
            assert (panel.record.cursor, panel.record.row) == (place, row)
            assert panel.status.text == figures.answer(panel.record)
            assert panel.describe() == figures.describe_truncations(panel.record)


def test_a_bad_prompt_is_told(panel):
    before = panel.record
    panel.prompt.value = "<b>§</b>"
    assert "is not among" in problem(panel)
    assert panel.record is before
