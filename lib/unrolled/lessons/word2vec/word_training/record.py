"""Word vectors while they are trained."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class Neighbours:
    """The nearest words of a word.

    Attributes:
        word: whose they are.
        nearest: pairs of word and cosine, nearest first.
    """

    word: str
    nearest: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class WordMap:
    """K words in two dimensions.

    Attributes:
        words: K words.
        kinds: the kind of each.
        places: ``(K, 2)`` their vectors, at length 1, on the two directions along which they differ most.
        variance: the share of their variance in these two directions, 0 to 1.
        at_home: ``(K,)`` whether the nearest of the other words, in all dimensions, is of the same kind.
        nearest: ``(K,)`` the number of that word.
    """

    words: tuple[str, ...]
    kinds: tuple[str, ...]
    places: np.ndarray
    variance: float
    at_home: np.ndarray
    nearest: np.ndarray

    @property
    def share(self) -> float:
        """Of words whose nearest word is of their kind."""
        return float(self.at_home.mean())


@dataclass(frozen=True)
class WordTraining:
    """A training of word vectors, or the vectors it starts to compete with.

    Attributes:
        about: what is being trained, or whose vectors are shown, in a few words.
        map: the words of six kinds.
        neighbours: of the words asked for.
        passes: over the corpus in all; 0 before a training.
        share: of the training done, 0 to 1.
        pace: raw words a second.
        seconds_left: a forecast.
        curve: ``(N, 2)`` share done and loss, nats a pair.
        chance: the loss of a network that knows nothing, nats a pair.
        scores: by name, shares from 0 to 1 of what was reached; of analogies only at the end.
        expected: by name, lowest and highest of what to expect; empty where nobody measured.
        cursor: the number of the word of the map that is pointed at.
    """

    about: str
    map: WordMap
    neighbours: tuple[Neighbours, ...]
    passes: float = 0.0
    share: float = 0.0
    pace: float = 0.0
    seconds_left: float = 0.0
    curve: np.ndarray = field(default_factory=lambda: np.empty((0, 2)))
    chance: float = 0.0
    scores: dict[str, float] = field(default_factory=dict)
    expected: dict[str, tuple[float, float]] = field(default_factory=dict)
    cursor: int = 0
