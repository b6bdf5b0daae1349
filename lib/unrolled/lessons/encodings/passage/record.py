"""What the classifiers of all codings say of one passage."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Guess:
    """What a shipped classifier says of a text.

    Attributes:
        coding: "one-hot", "hashed", "signed" or "dense".
        probabilities: ``(C,)``.
        known: how many different words of the text it has a vector for.
        telling: the words that speak most for the likeliest genre, and how much more of its score, in nats, each
            brings than of the mean of all genres' scores.
    """

    coding: str
    probabilities: np.ndarray
    known: int
    telling: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Passage:
    """A text under the eyes of all shipped classifiers.

    Attributes:
        genres: C names.
        words: how many different words it has.
        guesses: one for each coding.
        truth: number of its genre; -1 where nobody knows.
        shown: number of the guess that is drawn.
    """

    genres: tuple[str, ...]
    words: int
    guesses: tuple[Guess, ...]
    truth: int = -1
    shown: int = 0

    @property
    def guess(self) -> Guess:
        """The guess that is drawn."""
        return self.guesses[self.shown]
