"""Baselines: by hand, and the search for neighbours against brute force."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unrolled.measuring.captions import baselines
from unrolled.measuring.captions.baselines import consensus, consensus_scores, most_frequent, nearest
from unrolled.measuring.captions.cider import document_frequencies, similarity, weighted
from unrolled.measuring.captions.words import CaptionsError

TRAINING = ["a red heart", "a blue heart", "a dog", "a cat", "a red car"]
FREQUENCIES = document_frequencies([[caption] for caption in TRAINING])


def test_of_equally_frequent_captions_the_first():
    assert most_frequent(["b", "a", "a", "b", "c"]) == "b"
    with pytest.raises(CaptionsError):
        most_frequent([])


def test_neighbours_by_hand():
    keys = np.array([[3, 4], [0, 1], [6, 8], [-3, -4], [0, 0]])
    indices, distances = nearest(np.array([[3, 4]]), keys, 5)
    assert indices.tolist() == [[0, 2, 1, 4, 3]]  # the longer one has the same direction; zeros come between
    np.testing.assert_allclose(distances, [[0, 0, 1 - 4 / 5, 1, 2]], atol=1e-9)
    indices, distances = nearest(np.array([[3, 4]]), keys, 5, metric="euclidean")
    assert indices.tolist() == [[0, 1, 2, 4, 3]]
    np.testing.assert_allclose(distances, [[0, np.sqrt(18), 5, 5, 10]])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from(["cosine", "euclidean"]), st.integers(1, 7))
def test_neighbours_are_those_of_brute_force(seed, metric, k):
    random = np.random.default_rng(seed)
    queries, keys = random.integers(0, 4, (5, 3)), random.integers(0, 4, (7, 3))  # many ties
    indices, distances = nearest(queries.astype(np.uint8), keys.astype(np.uint8), k, metric=metric)
    for row, query in enumerate(queries):
        if metric == "euclidean":
            due = np.array([((query - key) ** 2).sum() ** 0.5 for key in keys])
        else:
            scales = [np.sqrt(query @ query) * np.sqrt(key @ key) for key in keys]
            due = np.array([1 - (query @ key / scale if scale else 0) for key, scale in zip(keys, scales, strict=True)])
        order = np.argsort(due.round(9), kind="stable")[:k]
        assert indices[row].tolist() == order.tolist()
        np.testing.assert_allclose(distances[row], due[order], atol=2e-9)


@pytest.mark.parametrize("metric", ["cosine", "euclidean"])
def test_blocks_change_nothing(monkeypatch, metric):
    random = np.random.default_rng(0)
    queries, keys = random.normal(size=(11, 5)).astype(np.float32), random.normal(size=(23, 5)).astype(np.float32)
    keys[20] = keys[3]  # a copy in another block ties with its original, which comes first
    whole = nearest(queries, keys, 23, metric=metric)
    monkeypatch.setattr(baselines, "QUERIES", 4)
    monkeypatch.setattr(baselines, "KEYS", 6)
    parts = nearest(queries, keys, 23, metric=metric)
    np.testing.assert_array_equal(parts[0], whole[0])
    np.testing.assert_allclose(parts[1], whole[1])
    for row in whole[0].tolist():
        assert row.index(20) == row.index(3) + 1


def test_pixels_do_not_overflow():
    black, white = np.zeros((1, 3072), dtype=np.uint8), np.full((1, 3072), 255, dtype=np.uint8)
    _, distances = nearest(black, white, 1, metric="euclidean")
    assert distances[0, 0] == pytest.approx(255 * np.sqrt(3072))


@pytest.mark.parametrize(
    ("queries", "keys", "k", "metric"),
    [
        (np.ones((2, 3)), np.ones((2, 4)), 1, "cosine"),
        (np.ones(3), np.ones((2, 3)), 1, "cosine"),
        (np.ones((2, 3)), np.ones((2, 3)), 3, "cosine"),
        (np.ones((2, 3)), np.ones((2, 3)), 0, "cosine"),
        (np.ones((2, 3)), np.ones((0, 3)), 1, "cosine"),
        (np.ones((2, 3)), np.ones((2, 3)), 1, "manhattan"),
        (np.full((2, 3), np.nan), np.ones((2, 3)), 1, "cosine"),
        (np.ones((2, 3)), np.full((2, 3), np.inf), 1, "euclidean"),
    ],
)
def test_what_cannot_be_searched_is_refused(queries, keys, k, metric):
    with pytest.raises(CaptionsError), np.errstate(invalid="ignore"):
        nearest(queries, keys, k, metric=metric)


def test_a_consensus_by_hand():
    captions = ["a dog", "a red heart", "a blue heart", "a red heart"]
    a, b, c = (weighted(text, FREQUENCIES) for text in ("a dog", "a red heart", "a blue heart"))
    found = consensus_scores(captions, FREQUENCIES)
    due = [
        (2 * similarity(a, b) + similarity(a, c)) / 3,
        (similarity(b, a) + similarity(b, c) + similarity(b, b)) / 3,
        (similarity(c, a) + 2 * similarity(c, b)) / 3,
    ]
    np.testing.assert_allclose(found, [*due, due[1]], atol=1e-8)
    assert consensus(captions, FREQUENCIES) == "a red heart"


def test_outliers_do_no_harm():
    captions = ["a red heart", "a cat", "a dog", "a blue heart"]
    two = consensus_scores(captions, FREQUENCIES, most=1)
    b, c = (weighted(text, FREQUENCIES) for text in ("a red heart", "a blue heart"))
    np.testing.assert_allclose(two, [similarity(b, c), 0, 0, similarity(c, b)], atol=1e-8)
    np.testing.assert_allclose(two, 3 * consensus_scores(captions, FREQUENCIES), atol=1e-8)  # the other two are alien
    np.testing.assert_array_equal(
        consensus_scores(captions, FREQUENCIES, most=99), consensus_scores(captions, FREQUENCIES)
    )


def test_of_equals_the_nearest_neighbours_caption():
    assert consensus(["a cat", "a dog"], FREQUENCIES) == "a cat"
    assert consensus(["a dog"], FREQUENCIES) == "a dog"
    assert consensus(["a dog", "a cat", "a cat", "a dog"], FREQUENCIES) == "a dog"


def test_no_consensus_of_nothing():
    for captions, most in (([], None), (["a dog", "a cat"], 0)):
        with pytest.raises(CaptionsError):
            consensus(captions, FREQUENCIES, most=most)
