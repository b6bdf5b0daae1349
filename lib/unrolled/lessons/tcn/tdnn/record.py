"""A TDNN and a network that sees all frames at once, on one synthetic syllable."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Heard:
    """A syllable and what two networks make of it.

    Attributes:
        frames: ``(15, 16)`` energy of each band.
        kind: its class.
        onset: the frame, from 0, at which it begins.
        hidden: ``(8, 13)`` the TDNN's first layer over time.
        firings: ``(3, 9)`` its class units over time.
        evidence: ``(3,)`` their means over time.
        at_once: ``(3,)`` the outputs of the other network.
        classes: names.
        trained: first and last onset of the training.
        right: by network ``(S, 8)``, share of right answers of each seed by onset.
        parameters: of each network.
        chance: of a right answer.
    """

    frames: np.ndarray
    kind: int
    onset: int
    hidden: np.ndarray
    firings: np.ndarray
    evidence: np.ndarray
    at_once: np.ndarray
    classes: tuple[str, ...]
    trained: tuple[int, int]
    right: dict[str, np.ndarray]
    parameters: dict[str, int]
    chance: float
