"""Copies from and to torch's own recurrent modules, for tests of parity and for torch's starting weights.

Our cells and layers inherit ``from_torch`` and ``to_torch`` from here. torch keeps four tensors for each layer: weights
from x, weights from h, and two biases. Except in the GRU's candidate, the two biases are only ever added together, so
our cells keep one bias there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Self

import torch
from torch import Tensor, nn


class TorchCell(nn.Module):
    """A cell that can be copied from and to ``torch.nn``'s; its linear maps stand in the order from x, from h."""

    Torch: ClassVar[type[nn.RNNCell | nn.GRUCell | nn.LSTMCell]]
    inputs: int
    hidden: int

    @classmethod
    def from_torch(cls, module: nn.RNNCellBase) -> Self:
        """A copy of a ``torch.nn`` cell.

        Raises:
            ValueError: if the module has another type, has no bias, or is a ReLU RNN.
        """
        _check(module, cls.Torch)
        cell = cls(module.input_size, module.hidden_size).to(module.weight_ih)
        cell.take_torch_weights(module.weight_ih, module.weight_hh, module.bias_ih, module.bias_hh)
        return cell

    def to_torch(self) -> nn.RNNCellBase:
        """The same weights as a ``torch.nn`` cell."""
        module = self.Torch(self.inputs, self.hidden).to(next(self.parameters()))
        _fill([module.weight_ih, module.weight_hh, module.bias_ih, module.bias_hh], self.torch_weights())
        return module

    def torch_weights(self) -> list[Tensor]:
        """The weights in torch's order, the parameters themselves: from x, from h, and a bias for each."""
        ours = self._weights()
        return ours if len(ours) == 4 else [*ours, torch.zeros_like(ours[2])]

    def take_torch_weights(self, from_x: Tensor, from_h: Tensor, x_bias: Tensor, h_bias: Tensor) -> None:
        """Set all weights, in place, to torch's four tensors: the inverse of :meth:`torch_weights`."""
        ours = self._weights()
        _fill(ours, [from_x, from_h, x_bias, h_bias] if len(ours) == 4 else [from_x, from_h, x_bias + h_bias])

    def _weights(self) -> list[Tensor]:
        """Our parameters: weights from x, from h, then one bias or both."""
        from_x, from_h = (module for module in self.children() if isinstance(module, nn.Linear))
        biases = [from_x.bias] + ([from_h.bias] if from_h.bias is not None else [])
        return [from_x.weight, from_h.weight, *biases]


class TorchLayer(nn.Module):
    """A layer that can be copied from and to ``torch.nn``'s."""

    Torch: ClassVar[type[nn.RNN | nn.GRU | nn.LSTM]]
    cell: TorchCell

    @classmethod
    def from_torch(cls, module: nn.RNNBase) -> Self:
        """A copy of a ``torch.nn`` layer.

        Raises:
            ValueError: if the module has another type, several layers or directions,
                no bias, a projection, or is a ReLU RNN.
        """
        _check(module, cls.Torch)
        if module.num_layers != 1 or module.bidirectional or module.proj_size:
            raise ValueError("Only a single layer that runs forward, without projection, can be copied.")
        layer = cls(module.input_size, module.hidden_size).to(module.all_weights[0][0])
        layer.cell.take_torch_weights(*_of_layer(module))
        return layer

    @classmethod
    def started_as_torch(cls, inputs: int, hidden: int) -> Self:
        """A fresh layer with torch's starting weights, drawn uniformly from -1 / sqrt(H) to 1 / sqrt(H)."""
        return cls.from_torch(cls.Torch(inputs, hidden, batch_first=True))

    def to_torch(self) -> nn.RNNBase:
        """The same weights as a ``torch.nn`` layer with ``batch_first=True``.

        Examples:
            >>> from unrolled.models import LSTM
            >>> lstm, x = LSTM(3, 5), torch.randn(2, 7, 3)
            >>> torch.allclose(lstm(x)[0], lstm.to_torch()(x)[0], atol=1e-6)
            True
        """
        cell = self.cell
        module = self.Torch(cell.inputs, cell.hidden, batch_first=True).to(next(self.parameters()))
        _fill(_of_layer(module), cell.torch_weights())
        return module


def _of_layer(module: nn.RNNBase) -> list[nn.Parameter]:
    return module.all_weights[0]  # from x, from h, and both biases


@torch.no_grad()
def _fill(targets: Sequence[Tensor], values: Sequence[Tensor]) -> None:
    for target, value in zip(targets, values, strict=True):
        target.copy_(value)


def _check(module: nn.Module, expected: type[nn.Module]) -> None:
    if not isinstance(module, expected):
        raise ValueError(f"This copies from torch.nn.{expected.__name__}, not from {type(module).__name__}.")
    if not module.bias or getattr(module, "nonlinearity", "tanh") != "tanh":
        raise ValueError("Only modules with bias and, in a plain RNN, with tanh can be copied.")
