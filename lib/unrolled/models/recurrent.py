"""What RNN, GRU and LSTM share: a cell does one step, a layer owns the visible loop over time.

A cell offers three things: ``read(x)``, what the input contributes without any
memory; ``step(from_x, state)``, one step, which returns a named tuple of every
value computed on the way; and that tuple's ``state``, what the next step needs.
Copies from and to ``torch.nn`` stand in :mod:`unrolled.models.conversion`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Generic, Protocol, TypeVar

import torch
from torch import Tensor, nn

from unrolled.models.conversion import TorchCell, TorchLayer

State = tuple[Tensor, ...]  # each (B, H)
OneStep = TypeVar("OneStep", bound="Step")
READ = 2**18  # sequences x steps x units whose input is read at once; more would only take memory


class Recurrent(TorchLayer, Generic[OneStep]):
    """A layer: the cell carried along a sequence.

    Args:
        inputs: D, the size of the input at each step.
        hidden: H, the number of units.
    """

    CellType: ClassVar[type[Cell]]
    cell: Cell[OneStep]

    def __init__(self, inputs: int, hidden: int):
        super().__init__()
        self.cell = self.CellType(inputs, hidden)

    @property
    def hidden(self) -> int:
        """H, the size of what it returns."""
        return self.cell.hidden

    def forward(self, x: Tensor, state: State | None = None) -> tuple[Tensor, State]:
        """Run along the sequence.

        Args:
            x: ``(B, T, D)``, T at least 1.
            state: what an earlier call returned; zero by default.

        Returns:
            The hidden states ``(B, T, H)`` and the state after the last step.

        Raises:
            ValueError: if ``x`` has no time steps or another shape.
        """
        hs = []
        for step in self.steps(x, state):
            hs.append(step.h)  # (B, H)
        return torch.stack(hs, dim=1), step.state

    def steps(self, x: Tensor, state: State | None = None) -> Iterator[OneStep]:
        """The loop itself: every value of each step, one after the other, ``(B, H)`` each; see :meth:`forward`."""
        if x.ndim != 3 or x.shape[1] == 0 or x.shape[2] != self.cell.inputs:
            raise ValueError(
                f"x is {tuple(x.shape)}: it must be (B, T, D) with T at least 1 and D = {self.cell.inputs}."
            )
        if state is None:
            state = self.cell.initial_state(len(x))
        at_once = max(1, READ // max(1, len(x) * self.hidden))
        for part in x.split(at_once, dim=1):  # nearly always the whole
            for from_x in self.cell.read(part).unbind(dim=1):  # one product for all steps; from_x is (B, gates * H)
                step = self.cell.step(from_x, state)
                state = step.state
                yield step

    def trace(self, x: Tensor, state: State | None = None) -> OneStep:
        """Every value of all steps: the cell's named tuple, ``(B, T, H)`` each; see :meth:`forward`."""
        steps = list(self.steps(x, state))
        return type(steps[0])(*(torch.stack(values, dim=1) for values in zip(*steps, strict=True)))


class Cell(TorchCell, Generic[OneStep]):
    """One step of a recurrent network.

    Args:
        inputs: D, the size of the input.
        hidden: H, the number of units.
    """

    state_size: ClassVar[int] = 1
    x_to_gates: nn.Linear  # of a cell with gates: all of them, one after the other
    h_to_gates: nn.Linear
    x_to_h: nn.Linear  # of one without
    h_to_h: nn.Linear

    def __init__(self, inputs: int, hidden: int):
        super().__init__()
        self.inputs, self.hidden = inputs, hidden

    def read(self, x: Tensor) -> Tensor:
        """The input's share of the step: ``(..., D)`` to ``(..., gates * H)``."""
        raise TypeError("a cell says what it reads")

    def step(self, from_x: Tensor, state: State) -> OneStep:
        """One step from :meth:`read`'s ``(B, gates * H)`` and a state of ``(B, H)`` tensors."""
        raise TypeError("a cell says what it computes")

    def forward(self, x: Tensor, state: State | None = None) -> OneStep:
        """One step: ``x`` is ``(B, D)``, the state zero by default."""
        return self.step(self.read(x), self.initial_state(len(x)) if state is None else state)

    def initial_state(self, batch: int) -> State:
        """Zeros, ``state_size`` tensors of ``(B, H)``, of the weights' dtype and device."""
        weight = next(self.parameters())
        return tuple(weight.new_zeros(batch, self.hidden) for _ in range(self.state_size))


class Step(Protocol):
    """The values of one step: a named tuple of ``(B, H)`` tensors, the last of them the hidden state ``h``."""

    @property
    def h(self) -> Tensor:
        """The hidden state."""

    @property
    def state(self) -> State:
        """What the next step needs."""

    def _asdict(self) -> dict[str, Tensor]: ...


def last_state(trace: Step) -> State:
    """The state after the last step of a trace, ``(B, H)`` each."""
    return tuple(part[:, -1].contiguous() for part in trace.state)
