"""How much of a loss reaches each earlier step of a text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Flow:
    """How much of the last loss reaches each step of one network. Euclidean norms, for steps 1 to T.

    Attributes:
        x: ``(T,)``, of dL_T/dx_t.
        h: ``(T,)``, of dL_T/dh_t; None in a network without such a state.
        c: ``(T,)``, of dL_T/dC_t; None in a network without a carry.
        straight: ``(T,)``, of dL_T/dC_T times the product of the forget gates of steps t + 1 to T: what
            dL_T/dC_t would be if the carry were the only way back.
        slopes: ``(T,)``, the largest slope 1 - h^2 of a unit's tanh at each step; None in gated networks.
    """

    x: np.ndarray
    h: np.ndarray | None = None
    c: np.ndarray | None = None
    straight: np.ndarray | None = None
    slopes: np.ndarray | None = None


@dataclass(frozen=True)
class Line:
    """One line of the X-ray.

    Attributes:
        key: "rnn", "gru", "lstm", "tcn" for networks; "carry" and "straight" for the LSTM's carry and the product of
            its forget gates; "linear" and "bound" for what theory says of the plain network.
        sizes: ``(T,)``.
    """

    key: str
    sizes: np.ndarray


@dataclass(frozen=True)
class Xray:
    """Gradients of one loss along a text.

    Attributes:
        text: T + 1 characters or more.
        steps: T: so many characters are read from its front, and the next one is to be predicted.
        wrt: what the gradients are taken by: "h", "x" or "c".
        lines: most important first.
        trained: whether the networks are.
        seed: of the networks.
        radius: spectral radius of the plain network's W_hh.
        norm: its largest singular value.
        forget: bias of the untrained LSTM's forget gate; None in trained networks, where it was learned.
        cursor: the place pointed at, from 0 to T - 1.
        field: the TCN's receptive field in characters, where it is drawn.
        levels: its levels.
    """

    text: str
    steps: int
    wrt: str
    lines: tuple[Line, ...]
    trained: bool
    seed: int
    radius: float
    norm: float
    forget: float | None
    cursor: int
    field: int | None = None
    levels: int | None = None

    @property
    def at_the_end(self) -> bool:
        """Whether the loss is that of the text's last character."""
        return self.steps == len(self.text) - 1

    def at(self, key: str) -> float | None:
        """A line's value at the cursor; None where it is not drawn."""
        return next((float(line.sizes[self.cursor]) for line in self.lines if line.key == key), None)

    def share(self, key: str, place: int) -> float:
        """How much of a line's last value is left at a place, from 0 to T - 1."""
        sizes = next(line.sizes for line in self.lines if line.key == key)
        return float(sizes[place] / sizes[-1])
