"""A network that reads and answers, step by step."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Exchange:
    """One example of a task, and what a network made of it.

    Attributes:
        shape: of the problem, in words.
        asks: what the network is to do.
        rest: the symbol that stands where nothing is read.
        read: T symbols.
        due: T symbols; a blank where nothing is asked for.
        said: T symbols, the likeliest at each step.
        chances: ``(T,)`` probability of the symbol said.
        cursor: the last step taken, from 0 to T - 1.
    """

    shape: str
    asks: str
    rest: str
    read: str
    due: str
    said: str
    chances: np.ndarray
    cursor: int
