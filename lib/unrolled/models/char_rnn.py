"""A character-level language model: 1-of-N in, recurrent layers with state, softmax out.

    x_t   1-of-N code of the character, (V)
    h_t   state of the layers, one on top of the other, (H) each
    p(next character) = softmax(W h_t + b), (V)

Karpathy, "The Unreasonable Effectiveness of Recurrent Neural Networks" (2015).
Left out: an embedding, since 1-of-N times a matrix is one.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from torch import Tensor, nn

from unrolled.models.dropout import SequenceDropout
from unrolled.models.fused import FusedGRU, FusedLSTM, FusedRNN
from unrolled.models.gru import GRU
from unrolled.models.language_model import CharModel
from unrolled.models.lstm import LSTM
from unrolled.models.lstm_1997 import LSTM1997
from unrolled.models.min_gru import FusedMinGRU, MinGRU
from unrolled.models.modules import Modules
from unrolled.models.recurrent import State, Step, last_state
from unrolled.models.rnn import RNN

LAYERS = {"rnn": RNN, "gru": GRU, "lstm": LSTM, "lstm_1997": LSTM1997, "min_gru": MinGRU}
FUSED = {
    "rnn": FusedRNN, "gru": FusedGRU, "lstm": FusedLSTM, "min_gru": FusedMinGRU,
    "lstm_1997": LSTM1997,  # for which torch has no kernel
}  # fmt: skip


class CharTrace(NamedTuple):
    """All that a ``CharRNN`` computes from ``(B, T)`` characters."""

    logits: Tensor  # (B, T, V)
    state: list[State]  # of each layer after the last character
    layers: list[Step]  # of each layer the values of all steps, (B, T, H) each, before dropout


class CharRNN(CharModel):
    """A stack of recurrent layers that predicts the next character.

    Args:
        characters: V, the size of the vocabulary.
        hidden: H, the units of each layer.
        layers: how many layers lie on top of each other.
        cell: "rnn", "gru", "lstm", "lstm_1997" or "min_gru".
        dropout: share of units dropped after each layer while training.
        dropout_per_step: a fresh mask at each step, in place of one for a whole window.
        fused: use the layers of ``unrolled.models.fused``: the same numbers, faster.

    Raises:
        ValueError: if the cell has another name, or a size is below 1.

    Examples:
        >>> model = CharRNN(characters=76, hidden=32)
        >>> logits, state = model(torch.tensor([[4, 8, 15]]))
        >>> tuple(logits.shape), len(state)
        ((1, 3, 76), 2)
        >>> logits, state = model.step(state, torch.tensor([16]))  # one character more
        >>> tuple(logits.shape)
        (1, 76)
    """

    def __init__(
        self,
        characters: int,
        hidden: int = 256,
        layers: int = 2,
        cell: str = "lstm",
        dropout: float = 0.0,
        dropout_per_step: bool = False,
        *,
        fused: bool = False,
    ):
        super().__init__()
        if cell not in LAYERS:
            raise ValueError(f"There is no cell {cell!r}: choose one of {', '.join(LAYERS)}.")
        if min(characters, hidden, layers) < 1:
            raise ValueError("characters, hidden and layers must each be 1 or more.")
        self.config = {
            "characters": characters, "hidden": hidden, "layers": layers, "cell": cell,
            "dropout": dropout, "dropout_per_step": dropout_per_step,
        }  # fmt: skip
        Layer = (FUSED if fused else LAYERS)[cell]
        self.layers = Modules(Layer(D, H) for D, H in pairwise([characters] + [hidden] * layers))
        self.dropout = SequenceDropout(dropout, per_step=dropout_per_step)
        self.h_to_logits = nn.Linear(hidden, characters)

    def initial_state(self, batch: int) -> list[State]:
        """Zeros, a state for each layer."""
        return [layer.cell.initial_state(batch) for layer in self.layers]

    def forward(self, ids: Tensor, state: list[State] | None = None) -> tuple[Tensor, list[State]]:
        """Predict, at each character, the one after it.

        Args:
            ids: ``(B, T)`` int64.
            state: what an earlier call returned; zero where none is given.

        Returns:
            Logits ``(B, T, V)`` and a state for each layer.
        """
        state = self.initial_state(len(ids)) if state is None else state
        h = self.one_hot(ids)  # (B, T, V)
        after = []
        for layer, before in zip(self.layers, state, strict=True):
            h, now = layer(h, before)  # (B, T, H)
            h = self.dropout(h)
            after.append(now)
        return self.h_to_logits(h), after

    def trace(self, ids: Tensor, state: list[State] | None = None) -> CharTrace:
        """Every value computed on the way, from the readable loops; see :meth:`forward`.

        Examples:
            >>> trace = CharRNN(characters=76, hidden=32).trace(torch.tensor([[4, 8, 15]]))
            >>> tuple(trace.layers[0].f.shape)
            (1, 3, 32)
        """
        state = self.initial_state(len(ids)) if state is None else state
        h, layers = self.one_hot(ids), []
        for layer, before in zip(self.layers, state, strict=True):
            layers.append(layer.trace(h, before))
            h = self.dropout(layers[-1].h)
        return CharTrace(self.h_to_logits(h), [last_state(layer) for layer in layers], layers)
