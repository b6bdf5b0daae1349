"""Axes: places on paper, pairs in order, and what a rotation keeps."""

import numpy as np
import pytest

from unrolled.datasets.word_vectors import WordVectors
from unrolled.datasets.words import UnknownWordError
from unrolled.lessons.encodings.axis import probe as probes

NAMES = ["low", "high", "left", "middle", "right", "twin"]
TABLE = np.array([[1.0, 0, 0], [0, 2, 0], [4, 3, 0], [1, 1, 0], [3, 4, 0], [5, 0, 0]])
VECTORS = WordVectors.of(NAMES, TABLE, "tiny")
generator = np.random.default_rng(5)
CROWD = WordVectors.of([f"w{k}" for k in range(300)], generator.normal(size=(300, 8)), "random")


def measure(words="left middle < right", ends="low high", dimension=1, rotated=False):
    return probes.Axes(VECTORS).measure(probes.ends_of(ends), probes.listed(words), dimension, rotated=rotated)


def test_places_on_paper():
    view = measure()
    assert view.axis.positions == pytest.approx(np.array([-0.2, 0, 0.2]) / np.sqrt(2), abs=1e-6)
    assert view.cosine == 0
    assert view.raw.positions == pytest.approx([0.8, np.sqrt(0.5), 0.6])
    assert view.axis.below == pytest.approx([2 / 6, 3 / 6, 4 / 6])  # of six words
    assert view.axis.crowd.sum() == view.raw.crowd.sum() == 6
    assert (view.axis.right, view.pairs, view.raw.right) == (2, 2, 0)
    assert view.scores.tolist() == [1, 1, 0.5]  # in the better direction; the third dimension is always 0


def test_pairs_in_order_count_ties_one_half():
    right, pairs = probes.in_order(np.array([[1.0, 2, 2], [3, 2, 1]]), np.array([0, 1, 2]))
    assert right.tolist() == [2.5, 0]
    assert pairs == 3
    right, pairs = probes.in_order(np.array([[1.0, 2]]), np.array([0, 0]))
    assert (right.tolist(), pairs) == ([0], 0)


def test_a_rotation_is_orthogonal_and_turns_every_dimension():
    turn = probes.random_rotation(8)
    assert np.allclose(turn @ turn.T, np.eye(8))
    assert np.abs(turn).max() < 0.99
    assert np.array_equal(turn, probes.random_rotation(8))
    assert not np.allclose(turn, probes.random_rotation(8, seed=1))


@pytest.mark.parametrize("dimension", [1, 4, 8])
def test_a_rotation_keeps_the_axis_and_changes_dimensions(dimension):
    axes, ends, words = probes.Axes(CROWD), ("w1", "w2"), probes.listed("w5 w6 w7 < w8 w9")
    before, after = (axes.measure(ends, words, dimension, rotated=turn) for turn in (False, True))
    assert after.axis.positions == pytest.approx(before.axis.positions, abs=1e-5)
    assert after.cosine == pytest.approx(before.cosine, abs=1e-5)
    assert (after.axis.right, after.beaten) == (before.axis.right, before.beaten)
    assert 0 < after.moved < 1e-5
    assert before.moved == 0
    assert np.abs(after.raw.positions - before.raw.positions).max() > 0.05


def test_random_axes_beat_half_of_random_axes():
    axes, found = probes.Axes(CROWD), []
    for k in range(40):
        view = axes.measure(
            (f"w{k}", f"w{k + 50}"), probes.listed("w200 w201 w202 w203 < w204 w205 w206"), 1, rotated=False
        )
        found.append(view.beaten / view.drawn)
    assert 0.3 < np.mean(found) < 0.65
    assert axes.measure(("w1", "w2"), probes.listed("w1 < w2"), 1, rotated=False).axis.right == 1


def test_a_list_in_the_order_of_its_axis_beats_nearly_all_others():
    axes, ends = probes.Axes(CROWD), ("w1", "w2")
    loose = axes.measure(ends, probes.listed("w5 w6 w7 w8 w9 w10 w11"), 1, rotated=False)
    ranked = [loose.words[k] for k in np.argsort(loose.axis.positions)]
    best = axes.measure(ends, probes.listed(" < ".join(ranked)), 1, rotated=False)
    worst = axes.measure(ends, probes.listed(" < ".join(ranked[::-1])), 1, rotated=False)
    assert (best.axis.right, best.pairs, worst.axis.right, worst.beaten) == (21, 21, 0, 0)
    assert 0.9 * best.drawn < best.beaten <= best.drawn


def test_lists_are_read_in_groups():
    found = probes.listed("Left, middle < right\nright < twin <")
    assert found.words == ("left", "middle", "right", "twin")
    assert found.groups.tolist() == [0, 0, 1, 2]


def test_a_list_without_order_has_no_pairs():
    view = measure("left right")
    assert (view.pairs, view.beaten) == (0, 0)
    assert view.scores.tolist() == [0, 0, 0]


@pytest.mark.parametrize(
    ("ends", "words"),
    [("", "are none"), ("cat", "is one"), ("a b c", "are 3"), ("Cat cat", "two different words")],
)
def test_axes_that_are_none(ends, words):
    with pytest.raises(probes.AxisError, match=words):
        probes.ends_of(ends)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "are none"),
        ("< <", "are none"),
        (" ".join(f"w{k}" for k in range(15)), "are 15"),
        ("a b < c a", "“a” stands on both sides"),
    ],
)
def test_lists_that_cannot_be_used(text, words):
    with pytest.raises(probes.AxisError, match=words):
        probes.listed(text)


def test_unknown_words_and_words_with_one_vector():
    with pytest.raises(UnknownWordError, match=r"hihg.*did you mean “high”"):
        measure(ends="low hihg")
    with pytest.raises(UnknownWordError, match=r"middel.*middle"):
        measure("middel < right")
    with pytest.raises(probes.AxisError, match="same vector"):
        measure(ends="low twin")
