"""Dropout in a sequence: masks over time, and what trainings with them reached."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Masked:
    """A network that reads a text with nodes removed.

    Attributes:
        name: "one" for one mask through the whole text, "each" for a fresh one at each step.
        kept: ``(T, U)`` whether each of the units shown is there at each step.
        states: ``(T, U)`` their states.
        heard: ``(T,)`` the share of all units that were there at every step so far.
        alike: ``(T,)`` cosine between the state and the one the network has without dropout.
    """

    name: str
    kept: np.ndarray
    states: np.ndarray
    heard: np.ndarray
    alike: np.ndarray


@dataclass(frozen=True)
class Masks:
    """The same text read with one mask and with fresh ones.

    Attributes:
        text: T characters.
        rate: the share of units removed.
        units: how many units the network has; some of them are shown.
        kinds: what is shown: one or both.
        cursor: the step pointed at, from 0 to T - 1.
    """

    text: str
    rate: float
    units: int
    kinds: tuple[Masked, ...]
    cursor: int


@dataclass(frozen=True)
class Study:
    """What one kind of dropout reached, over seeds.

    Attributes:
        kind: in words.
        at: ``(M,)`` updates, or steps to remember.
        values: ``(S, M)`` held-out loss in nats a character, or the share recalled.
    """

    kind: str
    at: np.ndarray
    values: np.ndarray
