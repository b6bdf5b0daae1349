"""The cell of 1997, whose carry only adds, and the one with a forget gate, trained on the plays.

Two ways to train either: every window of 100 characters begins with a zero
state ("fresh"), or the state is carried through the text ("carried"). Then each
network reads on for 2,000 characters and nobody resets it.
"""

from __future__ import annotations

from dataclasses import replace

import torch
from torch import Tensor

from unrolled.datasets import shakespeare
from unrolled.models.char_rnn import CharRNN
from unrolled.models.lstm import LSTMStep
from unrolled.models.lstm_1997 import LSTM1997Step
from unrolled.training.char_rnn import Recipe, encoded
from unrolled.training.live import LIVE

NAMES = {"lstm_1997": "forget_none", "lstm": "forget_gate"}
WAYS = {"fresh": 1.0, "carried": 0.02}  # chance of a stream to begin a window with a zero state
SEEDS = (0, 1, 2)
LONG, PIECES, BLOCK = 2000, 32, 50  # characters read on, pieces of held-out text, characters averaged over


def recipe(cell: str, way: str, seed: int) -> Recipe:
    """One training: 64 units, 1,500 updates."""
    return replace(
        LIVE, cell=cell, hidden=64, window=100, steps=1500, seconds=None, rate=0.02, restart=WAYS[way], seed=seed
    )


@torch.inference_mode()
def read_on(model: CharRNN, pieces: Tensor) -> dict[str, list[float]]:
    """Read ``(B, T + 1)`` without a reset: loss in nats and mean size of the carry, for each block of characters."""
    model.eval()
    logits, _, (trace,) = model.trace(pieces[:, :-1])
    assert isinstance(trace, LSTMStep | LSTM1997Step)
    p = logits.log_softmax(dim=2).gather(2, pieces[:, 1:, None])[..., 0]  # (B, T)
    nats, carry = (-p).mean(dim=0), trace.c.abs().mean(dim=(0, 2))
    return {
        "nats": [round(x, 4) for x in nats.view(-1, BLOCK).mean(dim=1).tolist()],
        "carry": [round(x, 4) for x in carry.view(-1, BLOCK).mean(dim=1).tolist()],
    }


def heldout_pieces() -> Tensor:
    """Evenly spread pieces of the validation plays, ``(PIECES, LONG + 1)``."""
    ids = torch.cat(encoded(shakespeare.split().validation))
    starts = torch.linspace(0, len(ids) - LONG - 1, PIECES).long()
    return torch.stack([ids[first : first + LONG + 1] for first in starts.tolist()])
