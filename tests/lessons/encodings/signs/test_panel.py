"""Signs: every number of buckets, own sentences, and bad ones."""

import pytest

from told import refused
from unrolled.lessons.encodings.signs.panel import SignsPanel


@pytest.fixture
def panel():
    made = SignsPanel(first="a b", second="b c")
    yield made
    made.close()


@pytest.mark.parametrize("bits", range(1, 21))
def test_slider_and_cursor_choose_the_same_buckets(panel, bits):
    panel.bits.value = bits
    assert panel.record.buckets[panel.record.place] == 2**bits
    assert panel.live.cursor == bits - 1
    panel.live.cursor = 20 - bits
    assert panel.bits.value == 21 - bits
    assert panel.record.place == 20 - bits
    assert panel.describe().startswith(f"{2 ** (21 - bits):,} bucket")


def test_own_sentences(panel):
    panel.bits.value = 9
    panel.first.value, panel.second.value = "猫 кошка", "кошка\n<b> кошка"
    assert panel.record.true == 2
    assert panel.record.place == 8
    assert "<b>" not in panel.drawing()
    assert not panel.status.problem


@pytest.mark.parametrize(("box", "which"), [("first", "first"), ("second", "second")])
def test_a_sentence_without_words_is_told_and_the_picture_stays(panel, box, which):
    with refused(panel, f"The {which} sentence has no word"):
        getattr(panel, box).value = "?!"
    panel.bits.value = 7  # goes on with the last good ones
    assert not panel.status.problem
    getattr(panel, box).value = "a"
    assert not panel.status.problem
