"""Three ways to show an LSTM the picture that it describes.

    shown once     h = LSTM(h, W_v v) first, then h = LSTM(h, E w_t) word by word; p = softmax(W h)
    shown always   h = LSTM(h, [E w_t; W_v v]);                                    p = softmax(W h)
    merged         h = LSTM(h, E w_t);                 p = softmax(W tanh(W_m [h; W_v v] + b))

v is the picture's vector, w_t the word just read, E the embedding. *Shown once* is the paper's (Vinyals and others,
section 3.1): the picture is the input of one step, before the first word. The paper found that showing it at every
step overfits more easily. *Merged* (Tanti, Gatt and Camilleri, arXiv 1703.09137) keeps the picture out of the LSTM,
which then reads only words.
"""

from __future__ import annotations

from typing import Any, ClassVar

import torch
from torch import Tensor, nn

from unrolled.models.dropout import SequenceDropout
from unrolled.models.lstm import LSTM, LSTMStep
from unrolled.models.recurrent import State, last_state

START, END = 0, 1  # numbers of the two marks, which no caption contains


class Decoder(nn.Module):
    """What the three decoders share. A state is that of the LSTM and, where it is needed again, the picture's vector.

    Args:
        words: V, the size of the vocabulary, ``START`` and ``END`` with it.
        features: F, the size of the picture's vector.
        embedding: E, the size of a word's vector.
        hidden: H, the units of the LSTM.
        dropout: share of values dropped, both in what the LSTM reads and in its output.
    """

    inputs: ClassVar[int] = 1  # how many vectors of size E the LSTM reads at a step

    def __init__(self, words: int, features: int, embedding: int = 128, hidden: int = 256, dropout: float = 0.0):
        super().__init__()
        self.embedding = nn.Embedding(words, embedding)
        self.features_to_x = nn.Linear(features, embedding)
        self.lstm = LSTM(self.inputs * embedding, hidden)
        self.dropout = SequenceDropout(dropout)
        self.h_to_logits = nn.Linear(hidden, words)

    def start(self, features: Tensor) -> Any:
        """The state before the first word, from ``(B, F)``."""
        raise NotImplementedError

    def read(self, state: Any, ids: Tensor) -> tuple[Tensor, Any, LSTMStep]:
        """Words ``(B, T)`` to logits ``(B, T, V)``, the state after them, and all values of the LSTM."""
        raise NotImplementedError

    def forward(self, features: Tensor, ids: Tensor) -> Tensor:
        """Logits ``(B, T, V)`` of each next word, from ``(B, F)`` and the words before it, ``(B, T)``, START first."""
        return self.read(self.start(features), ids)[0]

    def step(self, state: Any, ids: Tensor) -> tuple[Tensor, Any]:
        """Read a word of each caption, ``(B,)``: the interface of all language models. Logits ``(B, V)``, new state."""
        logits, state, _ = self.read(state, ids[:, None])
        return logits[:, 0], state

    def _picture(self, features: Tensor) -> Tensor:
        return self.dropout(self.features_to_x(features)[:, None])[:, 0]  # (B, E)

    def _run(self, x: Tensor, state: State) -> tuple[Tensor, State, LSTMStep]:
        trace = self.lstm.trace(x, state)
        return self.dropout(trace.h), last_state(trace), trace  # (B, T, H)


class ShownOnce(Decoder):
    """The picture is read before the first word, and never again (Vinyals and others 2015)."""

    def start(self, features: Tensor) -> State:
        """The LSTM's state after the picture, read from zero."""
        x = self._picture(features)[:, None]  # (B, 1, E): in place of a word
        return self.lstm(x)[1]

    def read(self, state: State, ids: Tensor) -> tuple[Tensor, State, LSTMStep]:
        """See :meth:`Decoder.read`."""
        h, state, trace = self._run(self.dropout(self.embedding(ids)), state)
        return self.h_to_logits(h), state, trace


class ShownAlways(Decoder):
    """The picture is read again with each word."""

    inputs = 2

    def start(self, features: Tensor) -> tuple[State, Tensor]:
        """A zero state, and the picture as the LSTM will read it, ``(B, E)``."""
        return self.lstm.cell.initial_state(len(features)), self._picture(features)

    def read(self, state: tuple[State, Tensor], ids: Tensor) -> tuple[Tensor, tuple[State, Tensor], LSTMStep]:
        """See :meth:`Decoder.read`."""
        before, picture = state
        words = self.dropout(self.embedding(ids))  # (B, T, E)
        x = torch.cat([words, picture[:, None].expand_as(words)], dim=2)  # (B, T, 2E)
        h, after, trace = self._run(x, before)
        return self.h_to_logits(h), (after, picture), trace


class Merged(Decoder):
    """The LSTM reads words alone; the picture joins after it (Tanti and others 2017)."""

    def __init__(self, words: int, features: int, embedding: int = 128, hidden: int = 256, dropout: float = 0.0):
        super().__init__(words, features, embedding, hidden, dropout)
        self.merge = nn.Linear(hidden + embedding, hidden)

    def start(self, features: Tensor) -> tuple[State, Tensor]:
        """A zero state, and what the picture contributes, ``(B, E)``."""
        return self.lstm.cell.initial_state(len(features)), self._picture(features)

    def read(self, state: tuple[State, Tensor], ids: Tensor) -> tuple[Tensor, tuple[State, Tensor], LSTMStep]:
        """See :meth:`Decoder.read`."""
        before, picture = state
        h, after, trace = self._run(self.dropout(self.embedding(ids)), before)
        both = torch.cat([h, picture[:, None].expand(-1, h.shape[1], -1)], dim=2)  # (B, T, H + E)
        return self.h_to_logits(torch.tanh(self.merge(both))), (after, picture), trace


DECODERS: dict[str, type[Decoder]] = {"once": ShownOnce, "always": ShownAlways, "merged": Merged}
