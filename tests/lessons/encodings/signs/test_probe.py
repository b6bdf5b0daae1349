"""Signs: dot products against hashed bags, and sentences that cannot be used."""

import numpy as np
import pytest

from unrolled.datasets.hashing import bucket, sign
from unrolled.datasets.words import tokens
from unrolled.lessons.encodings.collisions.probe import WordsError
from unrolled.lessons.encodings.signs import probe as probes

PAIR = ("the cat saw the dog", "the dog saw the the moon")


def hashed_bag(line, m, seed, signed):
    bag = np.zeros(m)
    for word in tokens(line):
        bag[bucket(word, m, seed)] += sign(word, seed) if signed else 1
    return bag


@pytest.mark.parametrize("m", [1, 2, 8, 1024])
def test_dot_products_are_those_of_hashed_bags(m):
    plain, signed = probes.Sentences(*PAIR).product(m)
    for seed in range(5):
        for found, with_signs in ((plain, False), (signed, True)):
            assert found[seed] == hashed_bag(PAIR[0], m, seed, with_signs) @ hashed_bag(PAIR[1], m, seed, with_signs)


def test_signs_take_the_bias_away():
    products = probes.Sentences(*PAIR).products()
    assert products.true == 2 * 3 + 1 + 1
    standard = products.signed.error / np.sqrt(products.functions)
    assert (np.abs(products.signed.mean - products.true) <= 4 * standard + 1e-9).all()
    assert products.plain.mean[0] > products.true + 10
    assert (np.diff(products.plain.mean[:6]) < 0).all()
    assert (products.plain.low <= products.plain.high).all()
    assert products.plain.error[-1] == pytest.approx(0, abs=1e-9)


def test_the_cursor_stands_where_it_was_asked_for():
    products = probes.Sentences(*PAIR).products(3)
    assert (products.place, products.buckets[3], products.buckets[-1]) == (3, 16, 2**20)


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("", "a", "The first sentence has no word"),
        ("a", "?!\n", "The second sentence has no word"),
        ("a", " ".join(f"w{k}" for k in range(200)), "The second sentence has 200 different words"),
    ],
)
def test_sentences_that_cannot_be_used(first, second, words):
    with pytest.raises(WordsError, match=words):
        probes.Sentences(first, second)
