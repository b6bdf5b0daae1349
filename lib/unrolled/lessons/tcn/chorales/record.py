"""A chorale, by Bach up to some chord and by somebody from there on."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class Written:
    """A piece whose end was written.

    Attributes:
        name: of the setting.
        writer: who wrote the end, in words.
        voices: ``(T, 4)`` MIDI numbers, from soprano to bass, 0 for a rest.
        given: chords that were given.
        bach: ``(T', 4)`` the whole setting.
        notes: ``(N,)`` MIDI numbers by their number for the network.
        chances: ``(T, 4, N)`` what the writer thought of each note before it was there; 0 where it did not ask.
    """

    name: str
    writer: str
    voices: np.ndarray
    given: int
    bach: np.ndarray
    notes: np.ndarray
    chances: np.ndarray


@dataclass(frozen=True)
class Manners:
    """What can be counted in four voices.

    Attributes:
        white: share of notes on white keys; all pieces are moved to C major or A minor.
        again: share of chords that repeat the one before.
        crossed: share of chords in which a voice lies above the voice over it.
        parallels: fifths and octaves that two voices move to in parallel, for each hundred chords.
        leaps: mean step of a voice that moves, in half-tones.
    """

    white: float
    again: float
    crossed: float
    parallels: float
    leaps: float


@dataclass(frozen=True)
class ChoralesView:
    """What the panel shows.

    Attributes:
        written: the piece.
        t: the chord pointed at.
        underlaid: whether the chances are drawn under the notes.
        rows: name and manners, of Bach, the piece, and others.
        losses: nats a chord on held-out settings, by name.
        own: ``(N, 2)`` seconds and held-out nats a chord of a training of one's own.
    """

    written: Written
    t: int
    underlaid: bool
    rows: tuple[tuple[str, Manners], ...]
    losses: dict[str, float]
    own: np.ndarray = field(default_factory=lambda: np.empty((0, 2)))
