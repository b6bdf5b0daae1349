"""Trainings of several architectures on one task."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class Curves:
    """The runs of an architecture with its best learning rate.

    Attributes:
        parameters: of the network.
        rate: the learning rate, the best of those tried.
        updates: ``(M,)`` at which the held-out loss was measured.
        seconds: ``(S, M)`` wall time of each seed until then, one thread.
        losses: ``(S, M)`` held-out.
    """

    parameters: int
    rate: float
    updates: np.ndarray
    seconds: np.ndarray
    losses: np.ndarray


@dataclass(frozen=True)
class Race:
    """What the panel shows.

    Attributes:
        task: its name.
        unit: of the loss.
        steps: T of the task.
        trivial: the loss without a memory, that of the best guess.
        curves: by architecture.
        axis: "updates" or "seconds".
        cursor: the measurement pointed at, from 0.
        lengths: ``(L,)`` of sequences.
        pace: by architecture ``(L,)`` milliseconds of an update.
        own: architecture of a training of one's own, or "".
        own_points: ``(N, 3)`` its updates, seconds and held-out losses.
    """

    task: str
    unit: str
    steps: int
    trivial: float
    curves: dict[str, Curves]
    axis: str
    cursor: int
    lengths: np.ndarray
    pace: dict[str, np.ndarray]
    own: str = ""
    own_points: np.ndarray = field(default_factory=lambda: np.empty((0, 3)))
