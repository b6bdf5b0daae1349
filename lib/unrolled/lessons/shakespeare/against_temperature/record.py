"""What a network writes, measured against temperature."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Measure:
    """One property of a text at every temperature.

    Attributes:
        name: in a word or two.
        question: what it counts, in words.
        unit: "bits" or "share", from 0 to 1.
        network: ``(S, K)`` passages by temperatures.
        plays: the same of plays the network never saw, by title.
    """

    name: str
    question: str
    unit: str
    network: np.ndarray
    plays: dict[str, float]


@dataclass(frozen=True)
class Written:
    """What a network wrote at every temperature.

    Attributes:
        temperatures: ``(K,)``.
        prompts: ``(S,)`` what it went on from.
        passages: the beginning of each passage, S lists of K.
        length: characters that were measured.
    """

    temperatures: np.ndarray
    prompts: tuple[str, ...]
    passages: tuple[tuple[str, ...], ...]
    length: int


@dataclass(frozen=True)
class Against:
    """A measure against temperature, and a passage at one of them.

    Attributes:
        measure: what is drawn.
        written: what the network wrote.
        cursor: the temperature pointed at, 0 to K - 1.
        passage: the passage shown, 0 to S - 1.
    """

    measure: Measure
    written: Written
    cursor: int
    passage: int = 0
