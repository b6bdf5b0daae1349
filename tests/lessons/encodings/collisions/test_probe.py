"""Collisions: formulas against enumeration, and lists against counting."""

import itertools
from collections import Counter

import numpy as np
import pytest

from unrolled.datasets.hashing import bucket, hashes
from unrolled.lessons.encodings.collisions import probe as probes

WORDS = [f"w{k}" for k in range(60)]


@pytest.mark.parametrize(("n", "m"), [(1, 1), (1, 3), (2, 2), (3, 2), (4, 3), (5, 1)])
def test_both_formulas_are_means_over_all_ways_to_throw(n, m):
    filled, sharing = [], []
    for thrown in itertools.product(range(m), repeat=n):
        held = np.bincount(thrown)
        filled.append(np.count_nonzero(held))
        sharing.append(held[held > 1].sum())
    assert probes.expected_filled(n, m) == pytest.approx(np.mean(filled))
    assert probes.expected_sharing(n, m) == pytest.approx(np.mean(sharing))


def test_the_curve_counts_words_that_share():
    found = probes.curve(hashes(WORDS)[0])
    assert found.buckets.tolist() == [2**k for k in range(1, 21)]
    for k in (0, 3, 6, 19):
        held = Counter(bucket(word, int(found.buckets[k])) for word in WORDS)
        assert found.observed[k] == sum(often for often in held.values() if often > 1)
        assert found.filled_here[k] == len(held)


def test_over_many_hash_functions_observed_is_expected():
    every = [probes.curve(row) for row in hashes(WORDS, range(200))]
    for k in range(12):
        seen = np.array([one.observed[k] for one in every])
        assert abs(seen.mean() - every[0].expected[k]) < 4 * max(seen.std(), 0.05) / np.sqrt(200)


def test_shared_buckets_are_listed_with_their_words():
    listed, count = probes.shared(WORDS, hashes(WORDS)[0], 16)
    held = Counter(bucket(word, 16) for word in WORDS)
    assert count == sum(often > 1 for often in held.values())
    assert [one.held for one in listed] == sorted((h for h in held.values() if h > 1), reverse=True)[: probes.LISTED]
    for one in listed:
        assert one.words == tuple(word for word in WORDS if bucket(word, 16) == one.bucket)[: probes.NAMED]
    assert probes.shared(["a"], hashes(["a"])[0], 2) == ((), 0)


def test_the_record_holds_what_was_asked_for():
    view = probes.Words(WORDS, "sixty words", 3).at(4)
    assert (view.source, view.words, view.seed) == ("sixty words", 60, 3)
    assert view.curve.buckets[view.place] == 16
    assert view.shared[0].words[0] in WORDS
    assert bucket(view.shared[0].words[0], 16, 3) == view.shared[0].bucket


def test_texts_of_one_word_of_other_alphabets_and_of_none():
    assert probes.different("кошка 猫 кошка") == ["кошка", "猫"]
    alone = probes.Words(["猫"], "one", 0).at(1)
    assert alone.curve.observed.tolist() == [0] * 20
    assert alone.curve.expected.tolist() == [0] * 20
    with pytest.raises(probes.WordsError, match="at least one"):
        probes.different(" ... ")
