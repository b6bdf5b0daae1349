"""How far back an output of a TCN sees, three ways, and what a changed input moves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Layer:
    """A convolution of the stack, from below.

    Attributes:
        level: from 1.
        dilation: d.
        before: steps that its window reaches back from its output, (k - 1) d if nothing is seen ahead.
        used: ``(T,)`` whether the marked output depends on this layer's value at a step.
    """

    level: int
    dilation: int
    before: int
    used: np.ndarray


@dataclass(frozen=True)
class ReceptiveField:
    """One output of a network, and what it depends on. All steps count from 0.

    Attributes:
        kernel: k.
        convolutions: in each block.
        padding: "left", or "both" sides.
        text: T characters, what the network reads.
        output: the step of the marked output.
        layers: from below.
        formula: steps from the earliest to the latest that a window of the whole stack holds.
        back: how many of them lie before the output, from the furthest; 0 if none does.
        paths: ``(T,)`` how many ways through the convolutions lead from an input to the output.
        gradient: ``(T,)`` the size of the output's gradient with regard to each input.
        poked: the step whose input is changed.
        instead: the character put there.
        moved: ``(T,)`` by how much each output changes; 0 only where all its numbers stay the same bit for bit.
    """

    kernel: int
    convolutions: int
    padding: str
    text: str
    output: int
    layers: tuple[Layer, ...]
    formula: int
    back: int
    paths: np.ndarray
    gradient: np.ndarray
    poked: int
    instead: str
    moved: np.ndarray

    @property
    def counted(self) -> int:
        """Steps from the earliest input with a way to the output to the latest, both counted."""
        return _span(self.paths > 0)

    @property
    def measured(self) -> int:
        """The same for inputs whose gradient is not exactly 0."""
        return _span(self.gradient > 0)

    @property
    def holes(self) -> int:
        """Inputs between these two that have no way to the output."""
        seen = np.flatnonzero(self.paths)
        return int(self.counted - len(seen))

    @property
    def dead(self) -> int:
        """Inputs that have a way, but a gradient of exactly 0: each ReLU on each way is closed, or weights are 0."""
        return int(((self.paths > 0) & (self.gradient == 0)).sum())

    @property
    def cut(self) -> bool:
        """Whether the field begins before the first step, or ends after the last."""
        return self.counted < self.formula

    @property
    def effective(self) -> int:
        """The fewest latest steps of the field that hold 90 % of the squared gradient."""
        squares = self.gradient[::-1] ** 2
        last = int(np.flatnonzero(squares)[0]) if squares.any() else 0
        return int(np.searchsorted(np.cumsum(squares), 0.9 * squares.sum())) + 1 - last

    @property
    def leaks(self) -> int:
        """How many outputs before the changed input move."""
        return int((self.moved[: self.poked] > 0).sum())


def _span(marked: np.ndarray) -> int:
    places = np.flatnonzero(marked)
    return int(places[-1] - places[0] + 1) if len(places) else 0
