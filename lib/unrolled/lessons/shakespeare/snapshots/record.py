"""A network at several moments of its training."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Writing:
    """What the network wrote at one temperature.

    Attributes:
        text: T characters, the beginning of what was measured.
        marks: T characters: "x" in a word that the training text lacks, "h" in a well-formed heading, "." elsewhere.
        skills: by name, each from 0 to 1; not-a-number where the writing has no occasion for it.
        word_length: mean letters of a word.
    """

    text: str
    marks: str
    skills: dict[str, float]
    word_length: float


@dataclass(frozen=True)
class Snapshot:
    """The network after so many updates.

    Attributes:
        step: updates.
        characters: read so far.
        minutes: of training so far, by the share of the whole training's time.
        nats: held-out loss a character.
        entropy: mean bits of what it expects along held-out text, by temperature.
        writings: by temperature; the same prompt and the same noise in all snapshots.
    """

    step: int
    characters: int
    minutes: float
    nats: float
    entropy: dict[float, float]
    writings: dict[float, Writing]


@dataclass(frozen=True)
class Learning:
    """A training, seen through its snapshots.

    Attributes:
        about: the network in a few words.
        snapshots: in the order of their steps.
        curve: ``(N, 3)`` step, training loss, held-out loss in nats, from the card.
        real: the skills of held-out text.
        real_word_length: mean letters of a word there.
        first: by skill the first snapshot from which on it is nearly as in real text; None where it is not yet.
        index: the snapshot pointed at.
        temperature: shown, and meant by ``first``.
    """

    about: str
    snapshots: tuple[Snapshot, ...]
    curve: np.ndarray
    real: dict[str, float]
    real_word_length: float
    first: dict[str, int | None]
    index: int = 0
    temperature: float = 0.8

    @property
    def now(self) -> Snapshot:
        """The snapshot pointed at."""
        return self.snapshots[self.index]

    @property
    def writing(self) -> Writing:
        """What that snapshot wrote at the temperature shown."""
        return self.now.writings[self.temperature]
