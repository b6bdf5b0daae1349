"""Bias measured: words on an axis between two groups, beside axes of chance, and association tests."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Association:
    """A word embedding association test.

    Attributes:
        targets: names of the two lists that are compared.
        attributes: names of the two lists that they are compared by.
        effect: its d: how many standard deviations the lists' means lie apart.
        p: share of random partitions of the targets whose difference is as large.
        partitions: how many of them were drawn.
        words: of the lists, those that have vectors: of the targets, then of the attributes.
        listed: how many words the lists hold.
        published: effect found by the paper that made the test; nan where it ran no such test.
    """

    targets: tuple[str, str]
    attributes: tuple[str, str]
    effect: float
    p: float
    partitions: int
    words: tuple[int, int, int, int]
    listed: tuple[int, int, int, int]
    published: float


@dataclass(frozen=True)
class Spread:
    """How far words lie apart on an axis, beside axes of chance.

    Attributes:
        real: standard deviation of the words' places on the axis between the groups.
        chance: ``(K,)`` the same for axes made of random pairs of words, as many pairs each.
        p: share of these that spread the words as far; never below 1 / (K + 1).
    """

    real: float
    chance: np.ndarray
    p: float


@dataclass(frozen=True)
class Bias:
    """What is shown.

    Attributes:
        axis: "pair", "pairs" or "chance".
        ends: what the axis leads from and to, such as "he" and "she"; for an axis of chance, its first pair.
        pairs: how many pairs it is made of.
        words: W words, in the order of their places.
        places: ``(W,)`` cosine with the axis, ascending.
        spread: of these words.
        associations: the tests.
        word: number of the word looked at.
        echoes: for how many of the W words w the answer to "man is to w as woman is to what" is w, if it may be.
        about: the vectors.
        size: how many words have one.
    """

    axis: str
    ends: tuple[str, str]
    pairs: int
    words: tuple[str, ...]
    places: np.ndarray
    spread: Spread
    associations: tuple[Association, ...]
    word: int
    echoes: int
    about: str
    size: int
