"""Which name a network expects at the end of an environment, and how far back it remembers what was opened."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Ending:
    r"""Which name a network expects after ``\end{``, and how that changes with the distance from the opening.

    Attributes:
        before: the learner's source, with a line end.
        between: the filler after it; then ``\end{`` was read.
        openings: names of the open environments, the innermost first.
        other: the name that stands in the innermost one's place in the comparison.
        names: K names of environments, the likeliest first.
        chances: ``(K,)`` their probabilities; what is left of 1 goes to no known name.
        distances: ``(D,)`` characters of filler that were put in.
        right: ``(D,)`` the chance of the innermost name at each distance.
        swapped: ``(D,)`` the chance of that same name if ``other`` had been opened in its place.
        outer: ``(D,)`` the chance of the next name further out; None where nothing else is open.
        place: of the distance in force.
    """

    before: str
    between: str
    openings: tuple[str, ...]
    other: str
    names: tuple[str, ...]
    chances: np.ndarray
    distances: np.ndarray
    right: np.ndarray
    swapped: np.ndarray
    outer: np.ndarray | None
    place: int


@dataclass(frozen=True)
class RealEndings:
    r"""Every ``\end{`` of one name in held-out chapters: was its name expected?

    Attributes:
        distances: ``(D,)`` the mean of each class of distances from the ``\begin``, in characters.
        count: ``(D,)`` ends in each class.
        chance: ``(D,)`` the mean probability of the right name.
        swapped: ``(D,)`` the same where another name had been opened in its place.
    """

    distances: np.ndarray
    count: np.ndarray
    chance: np.ndarray
    swapped: np.ndarray
