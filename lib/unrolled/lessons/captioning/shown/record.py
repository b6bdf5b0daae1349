"""Three networks that get the picture at different places: their scores, and one picture read by each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

NAMES = {"once": "Shown once", "always": "Shown always", "merged": "Merged"}
KINDS = ("compositions", "new things", "other vendor")  # of held-out pictures


@dataclass(frozen=True)
class Scores:
    """What the networks of one kind reach on the three kinds of held-out pictures.

    Attributes:
        shown: "once", "always" or "merged".
        exact: ``(3, S)`` shares of exact matches, 0 to 1: a row for each of ``KINDS``, a column for each seed.
        bleu: ``(3, S)`` BLEU-4, 0 to 100.
    """

    shown: str
    exact: np.ndarray
    bleu: np.ndarray


@dataclass(frozen=True)
class Reading:
    """The caption of one network, and how each of its T steps depends on the picture.

    Distances are total variation, half the sum of |p - q|: the share of probability that moves elsewhere, 0 to 1.

    Attributes:
        shown: "once", "always" or "merged".
        words: T words; the last is empty where the caption ends by itself.
        probabilities: ``(T,)`` of each word.
        absent: ``(T,)`` distance to the same network that saw the other picture from the start; same words read.
        removed: ``(T,)`` distance where the pictures are swapped just before this step.
        swapped: T captions: how it goes on when the pictures are swapped after 0, 1, ... words.
        right: whether its own caption is, word for word, one of the picture's.
    """

    shown: str
    words: tuple[str, ...]
    probabilities: np.ndarray
    absent: np.ndarray
    removed: np.ndarray
    swapped: tuple[tuple[str, ...], ...]
    right: bool

    @property
    def caption(self) -> tuple[str, ...]:
        """The words without the empty one that stands for the end."""
        return tuple(word for word in self.words if word)

    def after(self, cut: int) -> tuple[str, ...]:
        """The caption when the pictures are swapped after ``cut`` words; if it has ended by then, as it was."""
        return self.swapped[cut] if cut < len(self.swapped) else self.caption


@dataclass(frozen=True)
class ShownView:
    """What the panel shows.

    Attributes:
        image, other: ``(S, S, 3)`` uint8, the picture and the one it is swapped for.
        other_name: what the other one is, in a word or two.
        readings: of the three networks.
        scores: of all seeds; empty where the result file is missing.
        cut: the pictures are swapped after so many words.
    """

    image: np.ndarray
    other: np.ndarray
    other_name: str
    readings: tuple[Reading, ...]
    scores: tuple[Scores, ...]
    cut: int = 0

    @property
    def steps(self) -> int:
        """Steps of the longest caption."""
        return max(len(reading.words) for reading in self.readings)
