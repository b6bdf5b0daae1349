"""A character-level language model without a recurrent state: 1-of-N in, a TCN, softmax out.

    x_t   1-of-N code of the character, (V)
    y_t   output of the TCN's top level, (H); it depends only on the last F characters
    p(next character) = softmax(W y_t + b), (V)

Bai, Kolter and Koltun (arXiv 1803.01271, 2018) model characters in this way, with an embedding in place of the 1-of-N
code. The interface is that of ``CharRNN``. What is passed from call to call is not a hidden state but the last F - 1
characters, which are read again; ``tcn.stream`` avoids reading them twice.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from unrolled.models.language_model import CharModel
from unrolled.models.tcn.fast import FastTCN
from unrolled.models.tcn.network import TCN

Seen = tuple[Tensor]  # (B, n) numbers of the characters read last, n at most F - 1, as floats


class CharTCN(CharModel):
    """A TCN that predicts the next character.

    Args:
        characters: V, the size of the vocabulary.
        hidden: H, the channels of each level.
        levels: how many blocks, with dilations 1, 2, 4, ...
        kernel: k.
        dropout: share of channels dropped after each convolution while training.
        fused: use ``tcn.fast``: the same numbers, faster.

    Raises:
        ValueError: if a size makes no sense.

    Examples:
        >>> model = CharTCN(characters=76, hidden=16)
        >>> logits, seen = model(torch.tensor([[4, 8, 15]]))
        >>> tuple(logits.shape), model.tcn.receptive_field
        ((1, 3, 76), 61)
    """

    def __init__(
        self,
        characters: int,
        hidden: int,
        levels: int = 4,
        kernel: int = 3,
        dropout: float = 0.0,
        *,
        fused: bool = False,
    ):
        super().__init__()
        self.config = {
            "characters": characters, "hidden": hidden, "levels": levels, "kernel": kernel, "dropout": dropout,
            "cell": "tcn",
        }  # fmt: skip
        self.tcn = (FastTCN if fused else TCN)(characters, (hidden,) * levels, kernel, dropout=dropout)
        self.h_to_logits = nn.Linear(hidden, characters)

    def forward(self, ids: Tensor, state: list[Seen] | None = None) -> tuple[Tensor, list[Seen]]:
        """Predict, at each character, the one after it.

        Args:
            ids: ``(B, T)`` int64.
            state: what an earlier call returned; nothing was read before where none is given.

        Returns:
            Logits ``(B, T, V)`` and the characters to hand to the next call.
        """
        seen = ids if state is None else torch.cat((state[0][0].long(), ids), dim=1)  # (B, n + T)
        logits = self.h_to_logits(self.tcn(self.one_hot(seen))[:, -ids.shape[1] :])  # (B, T, V)
        last = min(seen.shape[1], self.tcn.receptive_field - 1)
        return logits, [(seen[:, seen.shape[1] - last :].to(logits.dtype),)]
