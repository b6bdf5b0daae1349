"""Classifiers of genres: how often they are right, and what they take in bytes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Point:
    """One coding of one size, over several splits of the texts.

    Attributes:
        coding: "one-hot", "hashed", "signed" or "dense".
        size: bits, or dimensions of "dense".
        features: how many numbers a passage becomes.
        accuracy, low, high: share of test passages told right: mean, least and most over the splits.
        macro: the mean of the genres' own shares, over the splits.
        bytes: by what is counted: "passage", "weights", "index", and "all" that must be kept (weights and index).
        confusion: ``(C, C)`` test passages of all splits, by true genre and by the one named.
    """

    coding: str
    size: int
    features: int
    accuracy: float
    low: float
    high: float
    macro: float
    bytes: dict[str, int]
    confusion: np.ndarray


@dataclass(frozen=True)
class Genres:
    """All points, and the one in force.

    Attributes:
        genres: C names.
        letters: of each in the corpus.
        points: of all codings and sizes.
        index: the point in force.
        axis: which bytes are counted, a key of ``Point.bytes``.
        splits: how many.
        passages: of the test side, on average.
        majority: accuracy of always naming the commonest genre.
        row: number of the genre looked at among the true ones.
    """

    genres: tuple[str, ...]
    letters: tuple[str, ...]
    points: tuple[Point, ...]
    index: int
    axis: str
    splits: int
    passages: int
    majority: float
    row: int = 0

    @property
    def now(self) -> Point:
        """The point in force."""
        return self.points[self.index]
