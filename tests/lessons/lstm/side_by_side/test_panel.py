"""RNN and LSTM side by side: cursor, unit and text."""

import pytest

from readers import untrained
from told import refused
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.lstm.side_by_side.panel import SideBySidePanel
from unrolled.models import CharRNN

TEXT = "AB:\na bee had a bean,\nand hid it.\n"
VOCABULARY = Vocabulary(TEXT)


@pytest.fixture
def panel():
    rnn = untrained(VOCABULARY, 30, 1, "rnn", seed=3)
    return SideBySidePanel(rnn, CharRNN(len(VOCABULARY), hidden=20, layers=1).eval(), VOCABULARY, text=TEXT)


def test_every_character_and_unit(panel):
    for cursor in range(len(TEXT)):
        panel.live.cursor = cursor
        assert panel.describe().startswith(f"Character {cursor + 1} of {len(TEXT)}")
        assert panel.describe() in panel.drawing()
    assert panel.live.last_row == 19
    for row in (0, 7, 8, 19):
        panel.live.row = row
        assert row in panel.record.window
        assert f"unit {row + 1}:" in panel.status.text


def test_the_lstm_over_the_text_is_kept_with_place_and_text(panel):
    panel.live.cursor = 5
    assert "LSTM: carry C" in panel.status.text
    panel.part.value = "h"
    assert "LSTM: carry C" not in panel.status.text
    assert "LSTM: output h" in panel.drawing()
    assert panel.record.cursor == 5
    panel.live.row = 3
    assert panel.record.part == "h"
    panel.text.value = "a bee"
    assert panel.record.part == "h"


def test_texts(panel):
    for text, words in (("", "empty"), ("a<b>", "“<” (place 2)"), ("a" * 501, "501")):
        with refused(panel, words):
            panel.text.value = text
    panel.text.value = "a"
    assert "unknown" in panel.describe()
    panel.text.value = "abba " * 100
    assert panel.live.last == 499
