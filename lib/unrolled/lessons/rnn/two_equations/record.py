"""A little recurrent network, unrolled over one word."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Unrolled:
    """Every number of a plain RNN that reads a word, forwards and backwards.

    The loss is the sum over all T steps of - ln p of the target, in nats. T, V
    and H are steps, letters and units.

    Attributes:
        word: T + 1 letters.
        letters: the V letters of the word, in the order in which they come first.
        ids: ``(T + 1,)`` places of the word's letters among them.
        W_xh: ``(H, V)`` weights from the letter to the state.
        W_hh: ``(H, H)`` weights from the state before.
        b: ``(H,)`` bias of the state.
        W_hy: ``(V, H)`` weights from the state to the logits.
        b_y: ``(V,)`` bias of the logits.
        h: ``(T, H)`` states.
        logits: ``(T, V)``.
        p: ``(T, V)`` their softmax.
        loss: ``(T,)`` nats.
        d_logits: ``(T, V)`` gradient of the loss by the logits, p minus the 1-of-N target.
        d_h: ``(T, H)`` gradient by the states.
        d_sum: ``(T, H)`` gradient by the sums inside tanh.
        slope: ``(T, H)`` of tanh, 1 - h².
        from_logits: ``(T, H)`` what of ``d_h`` comes down from the step's own logits.
        from_next: ``(T, H, H)`` what of ``d_h`` comes back from the next step: in row k, column j the part that unit k
            of step t + 1 sends to unit j of step t; zero at the last step.
        updates: made in training; 0 for fresh weights.
        step: the step pointed at, from 0 to T - 1.
        unit: the unit pointed at, from 0 to H - 1.
        backward: whether the gradient is shown, which goes from the last step to the first.
    """

    word: str
    letters: tuple[str, ...]
    ids: np.ndarray
    W_xh: np.ndarray
    W_hh: np.ndarray
    b: np.ndarray
    W_hy: np.ndarray
    b_y: np.ndarray
    h: np.ndarray
    logits: np.ndarray
    p: np.ndarray
    loss: np.ndarray
    d_logits: np.ndarray
    d_h: np.ndarray
    d_sum: np.ndarray
    slope: np.ndarray
    from_logits: np.ndarray
    from_next: np.ndarray
    updates: int
    step: int = 0
    unit: int = 0
    backward: bool = False

    @property
    def sizes(self) -> tuple[int, int, int]:
        """T steps, V letters, H units."""
        return len(self.h), len(self.letters), len(self.b)

    def done(self, t: int) -> bool:
        """Whether step t is taken already, in the direction shown."""
        return t >= self.step if self.backward else t <= self.step
