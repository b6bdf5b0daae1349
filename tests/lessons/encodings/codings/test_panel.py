"""Three codings: every control over its values, own texts, and none."""

import numpy as np
import pytest

from told import refused
from unrolled.datasets.hashing import bucket
from unrolled.datasets.word_vectors import WordVectors
from unrolled.lessons.encodings.codings.panel import EncodingsPanel

VECTORS = WordVectors.of(["the", "cat", "dog"], np.array([[1.0, 0, 2, 1], [0, -3, 4, 2], [5, 0, 0, 1]]), "tiny")


@pytest.fixture
def panel():
    return EncodingsPanel(VECTORS, text="The cat saw the dog")


@pytest.mark.parametrize("bits", range(1, 21))
def test_every_number_of_buckets(panel, bits):
    panel.bits.value = bits
    view = panel.record
    assert view.hashing.size == 2**bits
    assert view.hashing.places[1] == bucket("cat", 2**bits)
    assert f"hashing {5 * 4 * 2**bits:,}" in panel.describe()
    assert not panel.status.problem


@pytest.mark.parametrize(("index", "size", "uncoded"), [("own", 4, 0), ("shipped", 3, 1)])
@pytest.mark.parametrize(("form", "rows"), [("row", 1), ("bag", 0)])
def test_every_index_and_form(panel, index, size, uncoded, form, rows):
    panel.index.value, panel.form.value = index, form
    coding = panel.record.one_hot
    assert (coding.size, coding.uncoded) == (size, uncoded)
    coded = 5 - uncoded if rows else 1
    assert coding.stored == coded * size * 4
    assert f"{coding.stored:,}" in panel.drawing()


def test_cursors_move_over_words_and_dimensions(panel):
    for row in range(4):
        panel.live.row = row
        for column in range(4):
            panel.live.cursor = column
            assert (panel.record.row, panel.record.column) == (row, column)
            assert f"“{panel.record.words[row]}”" in panel.describe()
    still = panel.live.svg
    panel.live.row = 3
    assert panel.live.svg == still
    panel.text.value = "dog"  # fewer words than the cursor's row
    assert panel.record.row == 0
    assert (panel.live.last, panel.live.last_row) == (3, 0)


def test_own_texts_of_any_alphabet(panel):
    panel.text.value = "Кошка 猫 naïve <b>cat</b>"
    assert panel.record.words == ("кошка", "猫", "naïve", "b", "cat")
    assert panel.record.dense.uncoded == 4
    assert panel.record.hashing.uncoded == 0
    assert "<b>" not in panel.drawing()
    assert not panel.status.problem


def test_a_text_without_a_word_is_told_and_the_picture_stays(panel):
    for text in ("", " \n", "!?"):
        with refused(panel, "type at least one"):
            panel.text.value = text
        assert panel.text.value == text
    panel.text.value = "cat"
    assert not panel.status.problem
    assert panel.record.words == ("cat",)


def test_numbers_out_of_range_are_told(panel):
    panel.bits.type("30")
    assert panel.status.problem
    assert panel.bits.value == 6
