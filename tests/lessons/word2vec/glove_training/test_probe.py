"""What GloVe's weights listen to, and columns that answer from the same words."""

import numpy as np
import pytest
import torch

from unrolled.datasets.word_vectors import WordVectors
from unrolled.datasets.words import WordVocabulary
from unrolled.lessons.word2vec.glove_training import probe as probes
from unrolled.lessons.word2vec.glove_training.probe import (
    EDGES,
    column,
    common,
    constant_loss,
    neighbours_study,
    shared_neighbours,
    tally,
    weigh,
    weight_shares,
)
from unrolled.models.glove import weighting

COUNTS = np.array([[0, 0.15, 40], [0.15, 3, 1e6], [40, 1e6, 0.01]], np.float32)


def test_weights_are_those_of_the_model():
    there = COUNTS[COUNTS > 0]
    for most, power in ((10, 0.75), (100, 0.0), (1, 1.0)):
        due = weighting(torch.from_numpy(there), most, power).numpy()
        assert weigh(there, most, power) == pytest.approx(due, rel=1e-5)


def test_every_pair_is_tallied_once_also_outside_of_the_edges():
    often, means = tally(COUNTS)
    assert often.sum() == 8
    assert often[0] == 3  # 0.15 twice, and 0.01 below the first edge
    assert often[-1] == 2
    assert means[-1] == 1e6
    assert means[often == 0].tolist() == [0] * (often == 0).sum()
    k = np.searchsorted(EDGES, 40) - 1
    assert (often[k], means[k]) == (2, 40)


def test_shares_of_the_weight():
    often, means = tally(COUNTS)
    flat = weight_shares(often, means, 10, 0.0)
    assert flat == pytest.approx(often / 8)
    steep = weight_shares(often, means, 100, 0.75)
    assert steep.sum() == pytest.approx(1)
    assert steep[-1] == pytest.approx(2 / (2 + 2 * 0.4**0.75 + 0.03**0.75 + 3 * (0.31 / 3 / 100) ** 0.75), rel=0.01)


def test_one_number_for_all_pairs_is_beaten_by_nobody_else_that_is_one_number():
    there = COUNTS[COUNTS > 0].astype(float)
    weights = weigh(there, 10, 0.75)
    tries = [np.average((np.log(there) - c) ** 2, weights=weights) for c in np.linspace(-5, 15, 2001)]
    assert constant_loss(COUNTS, 10, 0.75) == pytest.approx(min(tries), rel=1e-4)


def vectors():
    words = WordVocabulary(["gold", "zebra", "cat", "iron", "dog"])
    return WordVectors.of(words, np.array([[0, 1], [5, 5], [1, 0], [0.1, 1], [1, 0.1]]), "a test")


def test_common_words_take_order_and_counts_of_the_corpus():
    corpus = WordVocabulary(["cat", "gold", "missing", "dog"], [50, 40, 30, 20])
    found = common(vectors(), corpus)
    assert found.vocabulary.words == ("cat", "gold", "dog")
    assert found.vocabulary.counts.tolist() == [50, 40, 20]
    assert found.vectors == pytest.approx(np.array([[1, 0], [0, 1], [1, 0.1]]))
    assert found.units[2] == pytest.approx(np.array([1, 0.1]) / np.hypot(1, 0.1))


def test_a_column_keeps_the_order_asked_for_and_says_what_is_missing():
    kinds = (("cat", "animal"), ("dog", "animal"), ("gold", "metal"), ("iron", "metal"), ("tin", "metal"))
    found = column("Test", vectors(), ("dog", "tin", "gold"), kinds)
    assert [near.word for near in found.neighbours] == ["dog", "tin", "gold"]
    assert [near.nearest[0][0] for near in (found.neighbours[0], found.neighbours[2])] == ["cat", "iron"]
    assert found.neighbours[1].nearest == ()
    assert (found.at_home, found.kinds) == (4, 4)


def test_a_column_without_any_known_word_is_empty_but_whole():
    found = column("Test", vectors(), ("tin",), (("tin", "metal"),))
    assert found.neighbours[0].nearest == ()
    assert (found.at_home, found.kinds) == (0, 0)
    assert probes.column("Test", vectors(), ("tin",), (("cat", "animal"),)).kinds == 1


def test_shared_neighbours_by_hand():
    """Four directions; the nearest of each is its twin, and in the other set the pairs are crossed."""
    one = np.array([[1, 0], [1, 0.1], [0, 1], [0.1, 1]], float)
    assert shared_neighbours(one, one, 1) == 1
    assert shared_neighbours(one, 3 * one, 2) == 1
    assert shared_neighbours(one, one[[0, 2, 1, 3]], 1) == 0
    assert shared_neighbours(one, one[[0, 2, 1, 3]], 3) == 1  # all the others


def test_the_study_is_what_the_notebook_says():
    found = neighbours_study()
    assert set(found) == {f"seed {seed}" for seed in probes.SEEDS}
    for run in found.values():
        assert set(run["shared"]) == {f"{one} | {other}" for one, other in probes.COMPARED}
        shared = run["shared"]
        assert 0.35 < shared["skip-gram | GloVe"] < shared["skip-gram | CBOW"] < 0.5
        assert shared["skip-gram | skip-gram, another seed"] > 0.65
        assert shared["skip-gram | shuffled"] < 0.01
        seeds = shared["GloVe | GloVe, another seed"]
        assert shared["GloVe | GloVe, x_max 100"] == pytest.approx(seeds, abs=0.02)
