"""Axes: every control over its values, lists that come along, and bad words."""

import numpy as np
import pytest

from told import refused
from unrolled.datasets.word_vectors import WordVectors, glove
from unrolled.lessons.encodings.axis.dataset import EXAMPLES
from unrolled.lessons.encodings.axis.panel import AxisPanel

WORDS = sorted({word for one in EXAMPLES for word in (*one.ends.split(), *one.words.replace("<", " ").split())})
VECTORS = WordVectors.of(WORDS, np.random.default_rng(2).normal(size=(len(WORDS), 12)), "tiny")


@pytest.fixture
def panel():
    return AxisPanel(VECTORS)


def test_every_word_of_the_examples_has_a_vector():
    assert [word for word in WORDS if word not in glove()] == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_brings_its_list(panel, example):
    panel.ends.value = example.ends
    assert panel.words.value == example.words
    assert panel.record.ends == tuple(example.ends.split())
    assert panel.record.pairs > 20
    assert not panel.status.problem


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_menu_brings_axis_and_list(panel, example):
    panel.example.value = example.ends
    assert (panel.ends.value, panel.words.value) == (example.ends, example.words)
    assert panel.record.ends == tuple(example.ends.split())


def test_the_menu_says_whose_axis_it_is(panel):
    panel.ends.value = "king queen"
    assert panel.example.value == "own"
    assert panel.record.ends == ("king", "queen")
    panel.ends.value = EXAMPLES[2].ends
    assert panel.example.value == EXAMPLES[2].ends
    panel.example.value = "own"  # nothing to bring: what was there stays
    assert panel.record.ends == ("cold", "hot")


@pytest.mark.parametrize("dimension", range(1, 13))
def test_every_dimension_as_trained_and_rotated(panel, dimension):
    panel.dimension.value = dimension
    place = VECTORS.unit(panel.record.words[0])
    assert panel.record.raw.positions[0] == pytest.approx(place[dimension - 1])
    before = panel.record
    panel.turn.value = "rotated"
    assert panel.record.rotated
    assert panel.record.axis.positions == pytest.approx(before.axis.positions, abs=1e-5)
    assert panel.record.raw.positions != pytest.approx(before.raw.positions, abs=1e-2)
    assert f"dimension {dimension} after the rotation" in panel.describe()


def test_a_list_of_the_learner_stays(panel):
    panel.words.value = "cat wolf < dog"
    panel.ends.value = EXAMPLES[3].ends
    assert panel.words.value == "cat wolf < dog"
    assert panel.record.words == ("cat", "wolf", "dog")
    assert panel.record.ends == ("man", "woman")


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        ("", "two words"),
        ("cat", "here is one"),
        ("cat cat", "two different words"),
        ("cat dgo", "“dog”"),
        ("cat 猫", "“猫” is not among"),
        ("a b c", "here are 3"),
    ],
)
def test_bad_ends_are_told_and_the_picture_stays(panel, ends, words):
    before = panel.drawing()
    with refused(panel, words):
        panel.ends.value = ends
    assert panel.ends.value == ends
    panel.ends.value = "dog cat"
    assert not panel.status.problem
    assert panel.drawing() != before


@pytest.mark.parametrize(
    ("listed", "words"),
    [("", "here are none"), ("cat < cat", "both sides"), ("tigr < dog", "“tiger”"), ("кошка", "“кошка” is not among")],
)
def test_bad_lists_are_told_and_the_picture_stays(panel, listed, words):
    with refused(panel, words):
        panel.words.value = listed
    panel.words.value = "dog"
    assert not panel.status.problem
    assert panel.record.pairs == 0


def test_dimensions_end_with_the_vectors(panel):
    assert panel.dimension.high == 12
    panel.dimension.type("13")
    assert panel.status.problem
    assert panel.record.dimension == 1
