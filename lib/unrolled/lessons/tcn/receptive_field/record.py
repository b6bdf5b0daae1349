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
        paths: ``(T,)`` how many paths through the convolutions lead from an input to the output.
        reached: ``(T,)`` whether the output can depend on an input at all, through convolutions or skip connections.
            Where every window holds the present step the skip connections add nothing; a centred window of even size
            does not hold it.
        gradient: ``(T,)`` the size of the output's gradient with regard to each input.
        spread: the effective fields of some other weights of the same stack, ascending.
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
    reached: np.ndarray
    gradient: np.ndarray
    spread: tuple[int, ...]
    poked: int
    instead: str
    moved: np.ndarray

    @property
    def counted(self) -> int:
        """Steps from the earliest input with a path to the output to the latest, both counted."""
        return _span(self.reached)

    @property
    def measured(self) -> int:
        """The same for inputs whose gradient is not exactly 0."""
        return _span(self.gradient > 0)

    @property
    def hole(self) -> np.ndarray:
        """``(T,)`` which inputs between these two have no path to the output."""
        places = np.flatnonzero(self.reached)
        between = np.zeros(len(self.text), bool)
        between[places[0] : places[-1]] = True
        return between & ~self.reached

    @property
    def closed(self) -> np.ndarray:
        """``(T,)`` which inputs have paths, but a gradient of exactly 0: a closed ReLU or a weight of 0 on each."""
        return self.reached & (self.gradient == 0)

    @property
    def holes(self) -> int:
        """How many holes there are."""
        return int(self.hole.sum())

    @property
    def blocked(self) -> int:
        """How many inputs have only closed paths."""
        return int(self.closed.sum())

    @property
    def cut(self) -> bool:
        """Whether the field begins before the first step, or ends after the last."""
        return self.counted < self.formula

    @property
    def core(self) -> tuple[int, int]:
        """First and last step of the shortest span that holds 90 % of the squared gradient.

        In a causal network it must hold the latest step with a gradient, so that "the last n steps" can be said.
        """
        return shortest_span(self.gradient, to_the_end=self.padding == "left")

    @property
    def effective(self) -> int:
        """How many steps that span has; 0 if there is no gradient at all."""
        first, last = self.core
        return last - first + 1

    @property
    def leaks(self) -> int:
        """How many outputs before the changed input move."""
        return int((self.moved[: self.poked] > 0).sum())


def _span(marked: np.ndarray) -> int:
    places = np.flatnonzero(marked)
    return int(places[-1] - places[0] + 1) if len(places) else 0


def shortest_span(gradient: np.ndarray, *, share: float = 0.9, to_the_end: bool = False) -> tuple[int, int]:
    """The shortest run of steps that holds so much of the squared gradient.

    Args:
        gradient: ``(T,)``, 0 or more.
        share: of the sum of its squares.
        to_the_end: whether the run must hold the latest step with a gradient.

    Returns:
        Its first and its last step, both in it; 0 and -1 if the gradient is 0 everywhere.
    """
    squares = gradient**2
    some = np.flatnonzero(squares)
    if not len(some):
        return 0, -1
    held = np.concatenate(([0.0], np.cumsum(squares)))
    ends = np.array([some[-1]]) if to_the_end else np.arange(some[0], some[-1] + 1)
    # For each end the latest start that still leaves enough; a little less for sums that round.
    starts = np.searchsorted(held, held[ends + 1] - share * held[-1] * (1 - 1e-12), side="right") - 1
    starts[held[ends + 1] < share * held[-1] * (1 - 1e-12)] = -len(squares)  # not enough, wherever it starts
    best = int(np.argmin(ends - starts))
    return int(starts[best]), int(ends[best])
