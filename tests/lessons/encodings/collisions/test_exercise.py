"""The checkers of hashing accept the solutions and reject stubs and planted wrong answers; the question is measured."""

import functools
from fractions import Fraction

import numpy as np
import pytest

from answers import accepts, raises, refuses, stub
from solved import solutions_of
from unrolled.lessons.encodings.collisions import exercise as exercises
from unrolled.lessons.encodings.collisions.probe import expected_sharing

solutions = solutions_of("collisions")


def salted(word, buckets):
    return hash(word) % buckets


def hashed(word, buckets, *, start=2_166_136_261, encode=str.encode, limit=2**32):
    number = start
    for byte in encode(word):
        number = (number ^ byte) * 16_777_619 % limit
    return number % buckets


def starts_at_nought(word, buckets):
    return hashed(word, buckets, start=0)


def letters_for_bytes(word, buckets):
    return hashed(word, buckets, encode=lambda letters: map(ord, letters))


def grows_without_end(word, buckets):
    return hashed(word, buckets, limit=2**100_000)


def the_older_fnv(word, buckets):
    number = 2_166_136_261
    for byte in word.encode():
        number = number * 16_777_619 % 2**32 ^ byte
    return number % buckets


def not_brought_into_range(word, buckets):
    return hashed(word, 2**32)


def pairs_that_meet(n, m):
    return n * (n - 1) / (2 * m)


def words_that_share(n, m):
    return n * (1 - (1 - 1 / m) ** (n - 1))


def filled(n, m):
    return m * (1 - (1 - 1 / m) ** n)


def only_too_many(n, m):
    return max(n - m, 0)


BUCKET = (stub, raises, salted, starts_at_nought, letters_for_bytes, grows_without_end, the_older_fnv)
TAKEN = (stub, raises, pairs_that_meet, words_that_share, filled, only_too_many)


@pytest.mark.parametrize("name", ["bucket", "expected_taken"])
def test_solutions_are_accepted(name):
    accepts(getattr(exercises, f"check_{name}"), getattr(solutions, name))


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        *(("bucket", wrong) for wrong in (*BUCKET, not_brought_into_range)),
        *(("expected_taken", wrong) for wrong in TAKEN),
    ],
)
def test_wrong_answers_are_rejected_with_a_sentence(name, wrong):
    refuses(getattr(exercises, f"check_{name}"), wrong)


def test_the_right_answer_is_what_the_formula_says():
    assert 78 * 77 // 2 == 3003
    assert expected_sharing(78, 1024) == pytest.approx(5.65, abs=0.01)
    assert expected_sharing(78, 110) == pytest.approx(39, abs=0.5)
    assert expected_sharing(78, 128) > 78 / 3


def bucket_reduced(word, buckets):
    """In numpy's whole numbers of 32 bits, which go round by themselves."""
    with np.errstate(over="ignore"):
        step = lambda number, byte: (number ^ np.uint32(byte)) * np.uint32(16_777_619)  # noqa: E731
        return functools.reduce(step, word.encode("utf-8"), np.uint32(2_166_136_261)) % np.uint32(buckets)


def collisions_word_by_word(n, m):
    return sum(1 - Fraction(m - 1, m) ** k for k in range(n))


UNUSUAL = {"bucket": bucket_reduced, "expected_taken": collisions_word_by_word}


@pytest.mark.parametrize(("name", "right"), UNUSUAL.items())
def test_right_answers_in_another_style_are_accepted(name, right):
    accepts(getattr(exercises, f"check_{name}"), right)
