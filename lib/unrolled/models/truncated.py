"""Truncated backpropagation through time: the state is carried on, its gradient is not.

Williams and Peng, "An efficient gradient-based algorithm for on-line training
of recurrent network trajectories", Neural Computation 2 (1990); here in the
form of char-rnn (Karpathy 2015), with windows one after the other.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from unrolled.models.char_rnn import CharRNN
from unrolled.models.recurrent import State


class Truncated(nn.Module):
    """A language model whose gradient stops at the start of each window; its outputs stay the same.

    Args:
        model: reads ids and a state, and returns logits and the state after them.
        window: steps from one cut to the next; may be changed at any time.

    Raises:
        ValueError: if the window is below 1.

    Examples:
        >>> from unrolled.models import CharRNN
        >>> model, ids = CharRNN(characters=5, hidden=8), torch.tensor([[0, 1, 2, 3, 4]])
        >>> torch.allclose(Truncated(model, window=2)(ids)[0], model(ids)[0], atol=1e-6)
        True
    """

    def __init__(self, model: CharRNN, window: int):
        super().__init__()
        if window < 1:
            raise ValueError(f"A window has 1 step or more, not {window}.")
        self.model, self.window = model, window

    def forward(self, ids: Tensor, state: list[State] | None = None) -> tuple[Tensor, list[State]]:
        """Read ``(B, T)`` ids window by window; returns logits ``(B, T, V)`` and the state after the last step."""
        logits = []
        for part in ids.split(self.window, dim=1):
            scores, state = self.model(part, detached(state))
            logits.append(scores)
        assert state is not None  # there is at least one window
        return torch.cat(logits, dim=1), state


def detached(state: list[State] | None) -> list[State] | None:
    """The same numbers without a gradient to where they come from."""
    return state and [tuple(part.detach() for part in layer) for layer in state]
