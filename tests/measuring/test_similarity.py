"""Rank correlation, by hand and against scipy; agreement with judgements."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unrolled.datasets.judgements import Judgements
from unrolled.datasets.word_vectors import WordVectors
from unrolled.measuring.similarity import TooFewPairsError, agreement, cosines, ranks, spearman


def test_equal_values_share_their_ranks():
    assert ranks(np.array([10.0, 30.0, 10.0, 20.0])).tolist() == [1.5, 4.0, 1.5, 3.0]


@settings(deadline=None)  # scipy's first import takes its time
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=3, max_size=30))
def test_spearman_is_scipys(pairs):
    stats = pytest.importorskip("scipy.stats", reason="scipy comes with gensim, a dependency for development")
    a, b = np.array(pairs, dtype=float).T
    if np.ptp(a) and np.ptp(b):
        assert spearman(a, b) == pytest.approx(stats.spearmanr(a, b).statistic)


def test_a_correlation_needs_pairs_that_differ():
    for a in ([1.0, 2.0], [3.0, 3.0, 3.0]):
        with pytest.raises(TooFewPairsError):
            spearman(np.array(a), np.arange(len(a)))


def test_agreement_leaves_out_pairs_without_a_vector():
    angles = np.deg2rad([0, 10, 40, 90])
    vectors = WordVectors.of(["a", "b", "c", "d"], np.stack([np.cos(angles), np.sin(angles)], 1), "")
    judged = Judgements("ours", (("a", "b"), ("a", "c"), ("a", "z"), ("a", "d")), np.array([9.0, 5.0, 10.0, 1.0]), "")
    found = cosines(vectors, judged.pairs)
    np.testing.assert_allclose(found, [np.cos(angles[1]), np.cos(angles[2]), np.nan, 0], atol=1e-6)
    assert agreement(vectors, judged) == (pytest.approx(1.0), 3)
