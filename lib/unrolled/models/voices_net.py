"""A network that writes music for several voices: one note after the other, from the top voice down, step by step.

A piece of T steps and four voices is a row of 4 T notes: soprano, alto, tenor and bass of the first step, then of the
second. Every note is predicted from all before it, those of its own chord included, so that the four agree:

    x_n   1-of-N code of the note before, and 1-of-4 of the voice that is next
    p(note n) = softmax(W h_n + b),   h_n from a TCN, or from a recurrent layer to compare it with

The paper's model (see :mod:`unrolled.datasets.piano_rolls`) predicts each key on its own, so notes drawn from it ignore
each other.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn.functional import one_hot

from unrolled.models.sequence_net import RECURRENT, SequenceNet
from unrolled.models.tcn.fast import FastTCN


class VoicesNet(nn.Module):
    """A model of music for voices.

    Args:
        notes: N, how many different notes there are, a rest being one of them.
        voices: how many voices take turns.
        architecture: "tcn", "rnn", "gru" or "lstm".
        width: channels of each level, or units.
        levels: of the TCN, with dilations 1, 2, 4, ...
        kernel: k, of the TCN.
        dropout: of the TCN, the share of channels.

    Examples:
        >>> tuple(VoicesNet(notes=12)(torch.zeros(2, 8, dtype=torch.int64)).shape)
        (2, 8, 12)
    """

    def __init__(
        self,
        notes: int,
        voices: int = 4,
        architecture: str = "tcn",
        width: int = 48,
        levels: int = 6,
        kernel: int = 3,
        dropout: float = 0.0,
    ):
        super().__init__()
        self.config = {
            "notes": notes, "voices": voices, "architecture": architecture, "width": width, "levels": levels,
            "kernel": kernel, "dropout": dropout,
        }  # fmt: skip
        self.notes, self.voices = notes, voices
        inputs = notes + voices
        if architecture == "tcn":
            core = FastTCN(inputs, (width,) * levels, kernel, dropout=dropout)
        else:
            core = RECURRENT[architecture](inputs, width)
        self.net = SequenceNet(core, notes)

    def codes(self, ids: Tensor, first: int = 0) -> Tensor:
        """The inputs from which notes are predicted: the note before, and the voice of the note to come.

        Args:
            ids: ``(B, n)`` int64, the notes before; -1 for none, at the start of a piece.
            first: the place, from 0, of the first note to predict.

        Returns:
            ``(B, n, N + voices)``.
        """
        known = one_hot(ids.clamp(min=0), self.notes) * (ids >= 0)[..., None]
        voice = one_hot((torch.arange(ids.shape[1]) + first) % self.voices, self.voices).expand(len(ids), -1, -1)
        return torch.cat((known, voice), dim=2).to(self.net.readout.weight.dtype)

    def forward(self, ids: Tensor) -> Tensor:
        """Logits of each note given those before it, ``(B, n)`` to ``(B, n, N)``; no logit sees its own note."""
        before = torch.cat((ids.new_full((len(ids), 1), -1), ids[:, :-1]), dim=1)
        return self.net(self.codes(before))
