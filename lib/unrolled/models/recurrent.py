"""What RNN, GRU and LSTM share: a cell does one step, a layer owns the visible loop over time.

A cell offers three things: ``read(x)``, what the input contributes without any
memory; ``step(from_x, state)``, one step, which returns a named tuple of every
value computed on the way; and that tuple's ``state``, what the next step needs.
"""

from __future__ import annotations

from typing import ClassVar, NamedTuple, Protocol

import torch
from torch import Tensor, nn

State = tuple[Tensor, ...]  # each (B, H)


class Step(Protocol):
    """The values of one step: a named tuple of ``(B, H)`` tensors, the last of them the hidden state ``h``."""

    h: Tensor
    state: State


class Cell(nn.Module):
    """One step of a recurrent network.

    Args:
        inputs: D, the size of the input.
        hidden: H, the number of units.
    """

    Torch: ClassVar[type[nn.RNNCellBase]]
    state_size: ClassVar[int] = 1

    def __init__(self, inputs: int, hidden: int):
        super().__init__()
        self.inputs, self.hidden = inputs, hidden

    def read(self, x: Tensor) -> Tensor:
        """The input's share of the step: ``(..., D)`` to ``(..., gates * H)``."""
        raise TypeError("a cell says what it reads")

    def step(self, from_x: Tensor, state: State) -> Step:
        """One step from :meth:`read`'s ``(B, gates * H)`` and a state of ``(B, H)`` tensors."""
        raise TypeError("a cell says what it computes")

    def forward(self, x: Tensor, state: State | None = None) -> Step:
        """One step: ``x`` is ``(B, D)``, the state zero where none is given."""
        return self.step(self.read(x), self.initial_state(len(x)) if state is None else state)

    def initial_state(self, batch: int) -> State:
        """Zeros, ``state_size`` tensors of ``(B, H)``, of the weights' kind and place."""
        weight = next(self.parameters())
        return tuple(weight.new_zeros(batch, self.hidden) for _ in range(self.state_size))

    @classmethod
    def from_torch(cls, module: nn.RNNCellBase) -> Cell:
        """A copy of a ``torch.nn`` cell.

        Raises:
            ValueError: if the module is of another kind, has no bias, or is a ReLU RNN.
        """
        _expect(module, cls.Torch)
        cell = cls(module.input_size, module.hidden_size).to(module.weight_ih)
        cell._take(module.weight_ih, module.weight_hh, module.bias_ih, module.bias_hh)
        return cell

    def to_torch(self) -> nn.RNNCellBase:
        """The same weights as a ``torch.nn`` cell."""
        module = self.Torch(self.inputs, self.hidden).to(next(self.parameters()))
        self._give(module.weight_ih, module.weight_hh, module.bias_ih, module.bias_hh)
        return module

    @torch.no_grad()
    def _take(self, *theirs: Tensor) -> None:
        for ours, value in zip(self._torch_views(), self._fold(*theirs), strict=True):
            ours.copy_(value)

    @torch.no_grad()
    def _give(self, *theirs: Tensor) -> None:
        for value, target in zip(self._unfold(), theirs, strict=True):
            target.copy_(value)

    def _torch_views(self) -> list[Tensor]:
        """Our parameters: weights from x, from h, then the biases."""
        from_x, from_h = (module for module in self.children() if isinstance(module, nn.Linear))
        biases = [from_x.bias] + ([from_h.bias] if from_h.bias is not None else [])
        return [from_x.weight, from_h.weight, *biases]

    def _fold(self, w_x: Tensor, w_h: Tensor, b_x: Tensor, b_h: Tensor) -> list[Tensor]:
        """torch keeps two biases that are only ever added; we keep one where that loses nothing."""
        return [w_x, w_h, b_x, b_h] if len(self._torch_views()) == 4 else [w_x, w_h, b_x + b_h]

    def _unfold(self) -> list[Tensor]:
        ours = self._torch_views()
        return ours if len(ours) == 4 else [*ours, torch.zeros_like(ours[2])]


class Recurrent(nn.Module):
    """A layer: the cell carried along a sequence.

    Args:
        inputs: D, the size of the input at each step.
        hidden: H, the number of units.
    """

    CellType: ClassVar[type[Cell]]
    Torch: ClassVar[type[nn.RNNBase]]

    def __init__(self, inputs: int, hidden: int):
        super().__init__()
        self.cell = self.CellType(inputs, hidden)

    @property
    def hidden(self) -> int:
        """H, the size of what it returns."""
        return self.cell.hidden

    def forward(
        self, x: Tensor, state: State | None = None, *, trace: bool = False
    ) -> tuple[Tensor, State] | tuple[Tensor, State, NamedTuple]:
        """Run along the sequence.

        Args:
            x: ``(B, T, D)``, T at least 1.
            state: what an earlier call returned; zero where none is given.
            trace: whether to return every inner value too.

        Returns:
            The hidden states ``(B, T, H)``, the state after the last step and, with ``trace``,
            the cell's named tuple with each value of all steps as ``(B, T, H)``.

        Raises:
            ValueError: if ``x`` has no time steps or another shape.
        """
        if x.ndim != 3 or x.shape[1] == 0 or x.shape[2] != self.cell.inputs:
            raise ValueError(
                f"x is {tuple(x.shape)}: it must be (B, T, D) with T at least 1 and D = {self.cell.inputs}."
            )
        if state is None:
            state = self.cell.initial_state(len(x))
        steps = []
        for from_x in self.cell.read(x).unbind(dim=1):  # one product for all T; from_x is (B, gates * H)
            step = self.cell.step(from_x, state)
            state = step.state
            steps.append(step if trace else step.h)
        if not trace:
            return torch.stack(steps, dim=1), state
        record = type(steps[0])(*(torch.stack(values, dim=1) for values in zip(*steps, strict=True)))
        return record.h, state, record

    @classmethod
    def from_torch(cls, module: nn.RNNBase) -> Recurrent:
        """A copy of a ``torch.nn`` layer.

        Raises:
            ValueError: if the module is of another kind, has several layers or directions,
                no bias, a projection, or is a ReLU RNN.
        """
        _expect(module, cls.Torch)
        if module.num_layers != 1 or module.bidirectional or module.proj_size:
            raise ValueError("Only a single layer that runs forward, without projection, can be copied.")
        layer = cls(module.input_size, module.hidden_size).to(module.weight_ih_l0)
        layer.cell._take(module.weight_ih_l0, module.weight_hh_l0, module.bias_ih_l0, module.bias_hh_l0)
        return layer

    def to_torch(self) -> nn.RNNBase:
        """The same weights as a ``torch.nn`` layer with ``batch_first=True``."""
        cell = self.cell
        module = self.Torch(cell.inputs, cell.hidden, batch_first=True).to(next(self.parameters()))
        cell._give(module.weight_ih_l0, module.weight_hh_l0, module.bias_ih_l0, module.bias_hh_l0)
        return module


def _expect(module: nn.Module, kind: type[nn.Module]) -> None:
    if not isinstance(module, kind):
        raise ValueError(f"This copies from torch.nn.{kind.__name__}, not from {type(module).__name__}.")
    if not module.bias or getattr(module, "nonlinearity", "tanh") != "tanh":
        raise ValueError("Only modules with bias and, in a plain RNN, with tanh can be copied.")
