"""A little network while it learns one word."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class OneWord:
    """What a network says to a word after some updates, and how far its gradient reaches.

    Attributes:
        word: T + 1 letters.
        letters: the V letters of the word, in the order in which they come first.
        ids: ``(T + 1,)`` places of the word's letters among them.
        p: ``(T, V)`` probabilities of the next letter.
        logits: ``(T, V)``.
        loss: ``(T,)`` nats, - ln p of each target.
        of_last: ``(T,)`` length of the gradient of the last letter's loss by the state of each step.
        of_all: ``(T,)`` length of the gradient of all losses added.
        window: steps from one cut of the gradient to the next.
        updates: made so far.
        curve_at: ``(N,)`` updates after which the losses were noted.
        curve: ``(N, T)`` these losses.
        step: the step pointed at.
    """

    word: str
    letters: tuple[str, ...]
    ids: np.ndarray
    p: np.ndarray
    logits: np.ndarray
    loss: np.ndarray
    of_last: np.ndarray
    of_all: np.ndarray
    window: int
    updates: int
    curve_at: np.ndarray
    curve: np.ndarray
    step: int

    @property
    def right(self) -> np.ndarray:
        """``(T,)`` whether the likeliest letter is the target."""
        return self.p.argmax(axis=1) == self.ids[1:]

    def cut(self, t: int) -> bool:
        """Whether no gradient comes back from step t + 1 to step t."""
        return (t + 1) % self.window == 0 and t + 1 < len(self.p)
