"""The hash: published values, the same everywhere, even buckets, fair signs, any alphabet."""

import numpy as np
import pytest

from unrolled.datasets import hashing

WORDS = [f"word{k}" for k in range(4000)]


@pytest.mark.parametrize(("word", "number"), [("", 0x811C9DC5), ("a", 0xE40C292C), ("foobar", 0xBF9CF968)])
def test_fnv1a_gives_the_published_numbers(word, number):
    assert hashing.fnv1a(word) == number


def test_the_last_step_is_that_of_murmurhash3():
    assert hashing.mix(np.array([0, 1], np.uint32)).tolist() == [0, 0x514E28B7]


def test_buckets_and_signs_stay_what_they_were_when_this_was_written():
    found = [(hashing.bucket(word, 1000), hashing.sign(word)) for word in ("cat", "dog", "кошка", "猫")]
    assert found == [(276, -1), (735, -1), (345, 1), (849, 1)]


def test_one_word_and_many_agree_under_every_seed():
    table = hashing.hashes(WORDS[:5], [0, 1, 7])
    assert table.shape == (3, 5)
    for row, seed in enumerate((0, 1, 7)):
        for k, word in enumerate(WORDS[:5]):
            assert hashing.places(table, 97)[row, k] == hashing.bucket(word, 97, seed)
            assert hashing.signs(table)[row, k] == hashing.sign(word, seed)
    assert len({tuple(row) for row in table.tolist()}) == 3


@pytest.mark.parametrize("buckets", [1, 2, 3, 16, 100])
def test_buckets_are_filled_evenly(buckets):
    held = np.bincount(hashing.places(hashing.hashes(WORDS)[0], buckets), minlength=buckets)
    assert len(held) == buckets
    assert np.abs(held - 4000 / buckets).max() < 5 * np.sqrt(4000 / buckets)


def test_signs_are_fair_and_do_not_follow_the_bucket():
    numbers = hashing.hashes(WORDS)[0]
    sign, side = hashing.signs(numbers), 2 * hashing.places(numbers, 2) - 1
    assert set(sign.tolist()) == {-1, 1}
    assert abs(sign.mean()) < 0.06
    assert abs((sign * side).mean()) < 0.06


def test_anagrams_need_not_share_one_of_two_buckets():
    pair = ("listen", "silent")
    assert hashing.fnv1a(pair[0]) % 2 == hashing.fnv1a(pair[1]) % 2  # why there is a last step
    together = [hashing.bucket(pair[0], 2, seed) == hashing.bucket(pair[1], 2, seed) for seed in range(400)]
    assert 0.4 < np.mean(together) < 0.6


@pytest.mark.parametrize("buckets", [0, -3])
def test_no_bucket_is_refused_in_words(buckets):
    with pytest.raises(hashing.BucketsError, match="are too few"):
        hashing.bucket("cat", buckets)
