"""The panel of masks over all its values."""

import numpy as np
import pytest

from told import refused
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.rnn.dropout.panel import DropoutPanel
from unrolled.models.char_rnn import CharRNN

VOCABULARY = Vocabulary("hello again, nd<>/b")


@pytest.fixture
def panel():
    return DropoutPanel(CharRNN(len(VOCABULARY), 20, 1, "rnn").eval(), VOCABULARY)


def test_rates_kinds_and_steps(panel):
    for kinds, names in (("one", ["one"]), ("each", ["each"]), ("both", ["one", "each"])):
        panel.kinds.value = kinds
        assert [kind.name for kind in panel.record.kinds] == names
        for rate in (0, 0.3, 0.9):
            panel.rate.value = rate
            for step in (0, 32):
                panel.live.cursor = step
                assert panel.record.cursor == step
                assert panel.describe() in panel.live.layer
                assert f"rate {rate:g}" in panel.describe()
                assert f"up to step {step + 1}: " in panel.status.text


def test_a_new_draw_keeps_the_step(panel):
    panel.live.cursor = 7
    before = panel.record.kinds[1].kept
    panel.another.presses += 1
    assert not np.array_equal(panel.record.kinds[1].kept, before)
    assert panel.record.cursor == 7


def test_the_text(panel):
    panel.live.cursor = 20
    panel.text.value = "hello"
    assert panel.record.cursor == panel.live.cursor == 4
    for text, words in (("", "0 characters"), ("h" * 500, "500 characters"), ("hß", "“ß” (place 2)")):
        with refused(panel, words):
            panel.text.value = text
    panel.text.value = "h"
    assert not panel.status.problem
    panel.text.value = "<b>"
    assert "<b>" not in panel.drawing()
