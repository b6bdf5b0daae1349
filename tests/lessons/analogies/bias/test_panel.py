"""Bias, measured: every control over its values, words of one's own, bad input."""

import itertools

import numpy as np
import pytest

from told import refused
from unrolled.datasets.word_vectors import WordVectors
from unrolled.lessons.analogies.bias.dataset import PAIRS
from unrolled.lessons.analogies.bias.panel import BiasPanel

WORDS = ("doctor", "nurse", "pilot", "judge", "poet")
NAMES = [*(word for pair in PAIRS[:5] for word in pair), *WORDS, *(f"x{k}" for k in range(300))]


def vectors(seed, about):
    return WordVectors.of(NAMES, np.random.default_rng(seed).normal(size=(len(NAMES), 5)), about)


@pytest.fixture
def panel():
    return BiasPanel(vectors(0, "one, by hand"), vectors(1, "two, by hand"), words=WORDS)


def test_every_control_over_its_values(panel):
    seen = set()
    cases = itertools.product(("0", "1"), ("pair", "pairs", "chance"), range(5))
    for which, axis, word in cases:
        panel.which.value, panel.axis.value = which, axis
        panel.live.cursor = word
        view = panel.record
        assert (view.axis, view.word) == (axis, word)
        assert view.pairs == (1 if axis == "pair" else 5)
        assert (panel.another.layout.display == "") == (axis == "chance")
        assert view.words[word] in panel.live.layer
        seen.add(panel.describe())
    assert len(seen) == 30


def test_the_word_stays_while_the_axis_turns(panel):
    assert panel.record.words[panel.record.word] == "doctor"
    panel.live.cursor = panel.record.words.index("poet")
    for axis in ("pair", "chance", "pairs"):
        panel.axis.value = axis
        assert panel.record.words[panel.record.word] == "poet"
        assert panel.live.cursor == panel.record.word


def test_other_random_pairs_are_drawn(panel):
    panel.axis.value = "chance"
    ends = {panel.record.ends}
    for _ in range(3):
        panel.another.presses += 1
        ends.add(panel.record.ends)
    assert len(ends) == 4


def test_words_of_ones_own(panel):
    panel.words.value = "Pilot, judge\nx1 x2"
    assert set(panel.record.words) == {"pilot", "judge", "x1", "x2"}
    assert panel.record.word == 0  # doctor is gone
    assert panel.live.last == 3


def test_the_word_comes_back_with_its_list(panel):
    panel.words.value = "pilot judge poet"
    assert panel.record.word == 0
    panel.words.value = "pilot judge poet doctor"
    assert panel.record.words[panel.record.word] == "doctor"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "3 different words or more"),
        ("pilot pilot pilot", "3 different words or more"),
        ("pilot judge docter", "did you mean “doctor”"),
        ("<b>x</b> pilot judge", "is not among the 315 words here"),
        (" ".join(f"x{k}" for k in range(61)), "room for 48 words"),
    ],
)
def test_bad_words_are_told_and_the_last_picture_stays(panel, typed, said):
    with refused(panel, said):
        panel.words.value = typed
    assert panel.words.value == typed
    panel.words.value = "pilot judge poet"
    assert not panel.status.problem
    assert "not people" in panel.status.text


def test_one_set_of_vectors_has_no_choice():
    panel = BiasPanel(vectors(0, "one"), words=WORDS, word="judge")
    assert panel.which not in panel.children[1].children
    assert panel.record.words[panel.record.word] == "judge"
