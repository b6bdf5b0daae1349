"""Subsampling: every control over its values, passages of one's own, bad input."""

import numpy as np
import pytest

from told import problem, refused
from unrolled.datasets.words import MemoryCorpus
from unrolled.lessons.word2vec.subsampling import panel as subsampling
from unrolled.lessons.word2vec.subsampling.panel import SubsamplingPanel
from unrolled.lessons.word2vec.subsampling.probe import Sampler

LINES = ["the cat and the dog saw the old house by the sea", "a dog ran to the house of a cat"] * 30
TEXTS = {"one": "The old dog\nsaw the <b>sea</b> by the house.", "two": "a cat ran"}


@pytest.fixture(scope="module")
def sampler():
    return Sampler(MemoryCorpus.of(LINES).vocabulary, LINES)


@pytest.fixture
def panel(sampler):
    return SubsamplingPanel(TEXTS, sampler)


def kept(panel):
    return {k for k, token in enumerate(panel.record.tokens) if token.kept}


def test_every_threshold_with_both_formulas_and_the_same_noise(panel):
    for formula in ("paper", "program"):
        panel.formula.value = formula
        before = set()
        for power in np.arange(-6, -0.95, 0.1):
            panel.power.value = float(power)
            view = panel.record
            assert view.threshold == pytest.approx(10 ** round(float(power), 1))
            assert view.formula == formula
            assert before <= kept(panel)
            before = kept(panel)
            assert not problem(panel)
            assert "<b>" not in panel.drawing()
        assert view.left == pytest.approx(1, abs=0.4)
    for _, power in panel.presets.choices:
        panel.power.value = power
        assert not problem(panel)


def test_a_new_draw_changes_words_and_not_what_stays(panel):
    panel.power.value = -2
    left, seen = panel.record.left, {frozenset(kept(panel))}
    for _ in range(6):
        panel.draw.presses += 1
        seen.add(frozenset(kept(panel)))
    assert len(seen) > 1
    assert panel.record.left == left


def test_the_cursor_goes_through_the_words(panel):
    still = panel.live.svg
    for index in range(panel.live.last + 1):
        panel.live.cursor = index
        assert panel.record.index == index
        token = panel.record.tokens[index]
        assert f"“{TEXTS['one'][token.start : token.start + token.length]}”" in panel.describe()
        assert panel.live.svg == still


def test_passages_to_choose_and_of_ones_own(panel):
    panel.live.cursor = 3
    for _, text in reversed(panel.passages.choices):
        panel.text.value = text
        assert panel.record.text == text
        assert panel.record.index == panel.live.cursor == 0
    panel.text.value = "THE SEA, the cat & 猫"
    assert [token.count > 0 for token in panel.record.tokens] == [True, True, True, True, False]
    assert not problem(panel)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no word"),
        ("猫", "None of its words"),
        ("the " * 200, "8 lines, and there is room for 5"),
        ("\n ...", "no word"),
    ],
)
def test_bad_input_is_told_and_the_last_picture_stays(panel, text, words):
    with refused(panel, words):
        panel.text.value = text
    assert panel.text.value == text  # nothing typed is lost
    panel.power.value = -2  # the slider goes on with the last passage
    assert panel.record.text == TEXTS["one"]
    assert panel.record.threshold == 0.01
    panel.power.type("off <b>")
    assert "is not a number" in problem(panel)


def test_the_given_passages_are_real_and_short_enough():
    found = subsampling.passages()
    assert list(found) == ["news", "Factbook", "WordNet"]
    assert found["news"].startswith("The Fulton County Grand Jury")
    assert all(subsampling.figures.rows(text) <= subsampling.figures.ROWS for text in found.values())
    assert all(len(text) > 150 for text in found.values())
