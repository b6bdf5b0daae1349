"""Collisions: every control over its values, own texts and sentences, and bad ones."""

import numpy as np
import pytest

from told import refused
from unrolled.datasets.hashing import bucket
from unrolled.datasets.word_vectors import WordVectors
from unrolled.lessons.encodings.collisions import panel as collisions
from unrolled.lessons.encodings.collisions.panel import CollisionsPanel

VECTORS = WordVectors.of([f"w{k}" for k in range(50)], np.ones((50, 2)), "tiny")


@pytest.fixture
def panel(monkeypatch):
    monkeypatch.setattr(collisions, "LISTS", (20, 50))
    return CollisionsPanel(VECTORS, text="a b c d e f g h")


@pytest.mark.parametrize("bits", range(1, 21))
def test_slider_and_cursor_choose_the_same_buckets(panel, bits):
    panel.bits.value = bits
    view = panel.record
    assert view.curve.buckets[view.place] == 2**bits
    assert panel.live.cursor == bits - 1
    panel.live.cursor = 20 - bits
    assert panel.bits.value == 21 - bits
    assert panel.record.place == 20 - bits
    assert f"in {2 ** (21 - bits):,} bucket" in panel.describe()


@pytest.mark.parametrize(("source", "words"), [("text", 8), ("20", 20), ("50", 50)])
def test_every_source(panel, source, words):
    panel.source.value, panel.bits.value = source, 1
    view = panel.record
    assert view.words == words
    assert view.curve.observed[0] == words


def test_another_hash_moves_words(panel):
    seen, panel.bits.value = set(), 2
    for turn in range(4):
        view = panel.record
        assert view.seed == turn
        assert bucket(view.shared[0].words[0], 4, turn) == view.shared[0].bucket
        seen.add(view.shared)
        panel.another.presses += 1
    assert len(seen) > 2


def test_the_default_text_has_the_words_that_the_question_speaks_of():
    assert CollisionsPanel(VECTORS).record.words == 78


@pytest.mark.parametrize(("text", "words"), [("", "at least one"), ("?!", "at least one")])
def test_no_text(panel, text, words):
    with refused(panel, words):
        panel.text.value = text
    panel.text.value = "猫"
    assert not panel.status.problem
    assert panel.record.curve.observed.max() == 0


def test_text_of_the_learner_is_escaped(panel):
    panel.text.value = "x<b>x x&b " + " ".join(f"i{k}" for k in range(30))
    panel.bits.value = 1
    assert "<b>" not in panel.drawing()
