"""Exercises on hashing. Solutions are in ``notebooks/solutions/collisions.py``."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question
from unrolled.datasets.hashing import fnv1a

BIRTHDAY = Question(
    "A text has 78 different words, and there are 1,024 buckets: thirteen for each word. How many of the words do you "
    "expect to share a bucket with another one?",
    (
        Choice(
            "none: there is plenty of room",
            False,
            "A hash does not look for an empty bucket. 78 words make 3,003 pairs, and each pair has one chance in "
            "1,024: it is the birthday paradox.",
        ),
        Choice(
            "about six",
            True,
            "3,003 pairs at one chance in 1,024 give about three pairs, so about six words. The panel shows which.",
        ),
        Choice(
            "less than one: 78 / 1,024",
            False,
            "That is about the chance of one word to meet any of the others. There are 78 words, and each has this "
            "chance.",
        ),
        Choice(
            "about half of them",
            False,
            "That takes about 110 buckets. Move the slider to 128: more than a third of the words share one there.",
        ),
    ),
)

_generator = np.random.default_rng()  # not seeded: an answer that fits one set of numbers should not pass


def _scribble(size: int) -> str:
    return "".join(_generator.choice(list("abcdefghijklmnop"), size))


def check_bucket(function: Callable[[str, int], int]) -> Result:
    """Check *hashing by hand*: ``bucket(word, buckets)`` is FNV-1a with 32 bits, modulo the number of buckets."""

    def case(word: str, buckets: int, why: str) -> Case:
        return Case((word, buckets), fnv1a(word) % buckets, why)

    cases = [
        case("", 1000, "Without a byte the number is where it starts: 2,166,136,261."),
        case("a", 10, "One byte, 97: first the exclusive or, then the product."),
        case("cat", 2, "Two buckets: 0 or 1."),
        case("dog", 1000, "The number stays below 2³²: take the product modulo 2³² each time."),
        case("кошка", 1000, "A letter of another alphabet has more than one byte in UTF-8: go through the bytes."),
        case("cat", 1, "With a single bucket all words are in bucket 0."),
    ]
    cases += [case(_scribble(int(_generator.integers(5, 12))), 997, "A random word.") for _ in range(3)]
    hints = (
        "What is the number after no byte at all? Check with the empty word.",
        "For each byte of word.encode(): number ^ byte, then times 16,777,619, then modulo 2 ** 32.",
        "Only at the very end: number % buckets.",
    )
    return check(function, cases, hints)


def check_expected_taken(function: Callable[[int, int], float]) -> Result:
    """Check ``expected_taken(n, m)``: words that find their bucket taken, on average: n - m (1 - (1 - 1/m)ⁿ)."""

    def case(n: int, m: int, why: str) -> Case:
        return Case((n, m), n - m * (1 - (1 - 1 / m) ** n), why)

    cases = [
        case(1, 10, "The first word finds all buckets empty."),
        case(2, 2, "Two words, two buckets: the second finds its bucket taken in half of all cases."),
        case(3, 1, "One bucket: the first word fills it, and the two others find it taken."),
        case(3, 2, "Of three words in two buckets one finds its bucket taken for sure, sometimes two."),
        case(78, 1024, "Count the buckets that are filled; each was filled by one word, the others came too late."),
    ]
    for _ in range(3):
        n, m = int(_generator.integers(5, 200)), int(_generator.integers(5, 500))
        cases.append(case(n, m, "Random sizes."))
    hints = (
        "What is the chance that one word misses a given bucket? And that all n words miss it?",
        "(1 - 1/m) ** n of the buckets stay empty, on average. How many are filled?",
        "Each filled bucket has taken one word without trouble; the other words of the n found theirs taken.",
    )
    return check(function, cases, hints)
