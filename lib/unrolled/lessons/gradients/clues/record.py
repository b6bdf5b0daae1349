"""A clue, an answer, and what networks answer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Reader:
    """What one network answers at the end of a sentence.

    Attributes:
        name: as shown.
        cell: "rnn", "gru" or "lstm".
        candidates: its likeliest words with their probabilities, likeliest first.
        probability: of the true answer; not-a-number where none is known.
    """

    name: str
    cell: str
    candidates: tuple[tuple[str, float], ...]
    probability: float


@dataclass(frozen=True)
class Accuracies:
    """Share of right answers by distance.

    Attributes:
        distances: ``(N,)`` words from clue to answer.
        shares: by the cell, ``(seeds, N)``.
        trained_to: the longest distance in training.
        chance: the share of a guesser who knows only that a language comes.
        updates: of each training.
        scored: "every" word, the "answer", or "twice": every word, with the RNN trained for twice the updates.
    """

    distances: np.ndarray
    shares: dict[str, np.ndarray]
    trained_to: int
    chance: float
    updates: int
    scored: str


@dataclass(frozen=True)
class Clues:
    """A sentence, answers to it, and the accuracies behind them.

    Attributes:
        words: of the sentence, without its answer.
        answer: what comes, or "" where none is known.
        clue: the place of the clue, or -1.
        distance: words from clue to answer; 0 where no clue is known.
        distractors: places of other countries and languages.
        readers: what networks answer.
        measured: accuracy of committed runs.
        known: all words the networks know.
        live: accuracy ``(N,)`` of the network trained here, or none.
        live_cell: its cell.
    """

    words: tuple[str, ...]
    answer: str
    clue: int
    distance: int
    distractors: tuple[int, ...]
    readers: tuple[Reader, ...]
    measured: Accuracies
    known: tuple[str, ...]
    live: np.ndarray
    live_cell: str
