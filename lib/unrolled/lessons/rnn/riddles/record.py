"""What truncated backpropagation leaves unlearnable: words that ask twice about a letter further back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Riddle:
    """A word whose two answers depend on a letter some steps back.

    Attributes:
        word: T + 1 letters.
        between: letters between each clue and its answer.
        losses: ``(T, N)`` mean loss of the two answers in nats, for windows 1 to T and N networks.
        learned: ``(T,)`` how many of the N networks learned both answers.
        open: ``(T,)`` for how many of the two answers, 0 to 2, no cut falls between answer and clue.
    """

    word: str
    between: int
    losses: np.ndarray
    learned: np.ndarray
    open: np.ndarray
