"""One passage: every coding, other passages, own texts, and texts without a word."""

import numpy as np
import pytest

from told import refused
from unrolled.datasets.word_vectors import WordVectors
from unrolled.datasets.words import WordVocabulary
from unrolled.lessons.encodings.genres.dataset.classifiers import GenreClassifier, GenreClassifiers
from unrolled.lessons.encodings.passage.panel import PassagePanel

generator = np.random.default_rng(0)
VECTORS = WordVectors.of(["ship", "sea", "tax"], generator.normal(size=(3, 4)), "three words")
EXAMPLES = [("The ship at sea.", 1), ("A tax on ships.", 0), ("Tax and sea.", 1)]


def classifiers():
    made = {name: GenreClassifier(generator.normal(size=(16, 2)), np.zeros(2)) for name in ("hashed", "signed")}
    words = WordVocabulary(["ship", "sea", "tax"])
    made["one-hot"] = GenreClassifier(generator.normal(size=(3, 2)), np.zeros(2), words)
    made["dense"] = GenreClassifier(generator.normal(size=(4, 2)), np.zeros(2))
    return GenreClassifiers(("news", "mystery"), made, 0)


@pytest.fixture
def panel():
    made = PassagePanel(VECTORS, classifiers=classifiers(), examples=EXAMPLES)
    yield made
    made.close()


def test_the_cursor_goes_through_the_codings(panel):
    names = [one.coding for one in panel.record.guesses]
    assert sorted(names) == ["dense", "hashed", "one-hot", "signed"]
    seen = set()
    for k, name in enumerate(names):
        panel.live.cursor = k
        assert panel.record.guess.coding == name
        seen.add(panel.drawing())
    assert len(seen) == 4
    panel.text.value = "a ship"  # the coding stays
    assert panel.record.shown == 3


def test_another_passage_goes_round_and_tells_its_genre(panel):
    assert panel.record.truth == 1
    for k in range(1, 5):
        panel.another.presses += 1
        text, truth = EXAMPLES[k % 3]
        assert panel.text.value == text
        assert panel.record.truth == truth


def test_a_text_of_ones_own_has_no_genre_that_is_known(panel):
    panel.text.value = "My ship <b> на море 船"
    assert not panel.status.problem
    assert panel.record.truth == -1
    assert panel.record.words == 6
    assert {one.coding: one.known for one in panel.record.guesses}["one-hot"] == 1
    assert "<b>" not in panel.drawing()


@pytest.mark.parametrize("bad", ["", "   ", "… !? <>"])
def test_a_text_without_words_is_told_and_nothing_is_lost(panel, bad):
    with refused(panel, "no word"):
        panel.text.value = bad
    assert panel.text.value == bad
    panel.text.value = "a ship"
    assert not panel.status.problem
