"""Surprise, character by character: the cursor, another reader, the greatest surprises, and bad text."""

import pytest

from readers import VOCABULARY, both
from told import problem, refused
from unrolled.drawing.svg import Drawing
from unrolled.lessons.char_rnn.surprisal.panel import SurprisalPanel


@pytest.fixture
def panel():
    return SurprisalPanel(both(), VOCABULARY, text="a bee had a bean")


def test_the_cursor_starts_at_the_greatest_surprise(panel):
    assert panel.live.cursor == panel.record.bits.argmax()
    assert panel.live.last == 15


def test_every_place_can_be_pointed_at(panel):
    for place in range(16):
        panel.live.cursor = place
        assert panel.record.cursor == place
        assert panel.describe().startswith(f"Character {place + 1} of 16")
        assert panel.describe() in panel.drawing()
        assert ("came with" in panel.status.text) == (place > 0)


def test_another_reader_keeps_the_place(panel):
    panel.live.cursor = 5
    before = panel.record
    panel.model.value = "5-gram"
    assert panel.record.cursor == 5
    assert panel.record.bits[5] != before.bits[5]


def test_most_surprising_goes_from_one_to_the_next(panel):
    bits = sorted(panel.record.bits[1:], reverse=True)
    panel.surprise.presses += 1
    assert panel.record.bits[panel.live.cursor] == bits[1]  # it began on the first
    panel.live.cursor = 3
    for rank in (0, 1, 2):  # moved by hand: from the top again
        panel.surprise.presses += 1
        assert panel.record.bits[panel.live.cursor] == bits[rank]
    panel.model.value = "5-gram"
    panel.surprise.presses += 1
    assert panel.live.cursor == panel.record.bits.argmax()


def test_bad_text_is_told_and_the_last_picture_stays(panel):
    for text, words in (("", "empty"), ("a<script>", "“<” (place 2)"), ("a" * 501, "501")):
        with refused(panel, words):
            panel.text.value = text
    panel.text.value = "bed"
    assert not problem(panel)
    assert panel.live.last == 2


def test_pictures_are_their_own_static_twins():
    panel = SurprisalPanel(both(), VOCABULARY, text="a bean")
    assert isinstance(panel.figure(), Drawing)
    bundle = panel._repr_mimebundle_()
    assert bundle["image/svg+xml"] == panel.figure() == panel.drawing()
    assert bundle["text/plain"] == panel.describe()
