"""Recurrent layers on top of each other.

h^1 = layer_1(x),  h^2 = layer_2(drop(h^1)), ...,   out = drop(h^n)
"""

from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor, nn

from unrolled.models.modules import Modules
from unrolled.models.recurrent import Recurrent, State


class Stack(nn.Module):
    """Layers, each of which reads the states of the one below.

    Args:
        layers: from below; each one's inputs are the units of the layer before it.
        dropout: the share of values dropped after each layer, the last one included.

    Raises:
        ValueError: if there is no layer.

    Examples:
        >>> from unrolled.models import GRU, LSTM
        >>> states, after = Stack([LSTM(3, 5), GRU(5, 4)])(torch.zeros(2, 7, 3))
        >>> tuple(states.shape), [len(state) for state in after]
        ((2, 7, 4), [2, 1])
    """

    def __init__(self, layers: Sequence[Recurrent], dropout: float = 0.0):
        super().__init__()
        if not layers:
            raise ValueError("A stack needs a layer.")
        self.layers, self.drop = Modules(layers), nn.Dropout(dropout)
        self.hidden = layers[-1].hidden

    def forward(self, x: Tensor, states: list[State] | None = None) -> tuple[Tensor, list[State]]:
        """``(B, T, D)`` to the top layer's ``(B, T, H)``, and each layer's state after the last step."""
        after = []
        for place, layer in enumerate(self.layers):
            x, state = layer(x, None if states is None else states[place])
            x = self.drop(x)
            after.append(state)
        return x, after
