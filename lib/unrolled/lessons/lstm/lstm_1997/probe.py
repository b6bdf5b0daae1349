"""A carry that only adds, beside one that can forget, over a long text."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor

from unrolled.lessons.lstm.lstm_1997.recipe import BLOCK, SEEDS
from unrolled.lessons.lstm.lstm_1997.record import LongReading, LongStudy
from unrolled.models.char_rnn import CharRNN
from unrolled.models.lstm import LSTMStep
from unrolled.models.lstm_1997 import LSTM1997Step
from unrolled.runtime import one_thread
from unrolled.training.results import load_results

FULL = 3.0  # |C| from here on: tanh C is within half a percent of ±1
CELLS = {"no forget gate": "lstm_1997", "with forget gate": "lstm"}


@one_thread
@torch.inference_mode()
def long_reading(models: Mapping[str, CharRNN], ids: Tensor, title: str, *, every: int = 0) -> LongReading:
    """Let networks read a text, and set their state to zero from time to time.

    Args:
        models: one-layer LSTMs of either kind, by name.
        ids: ``(T + 1,)`` the text; T a multiple of ``every`` and of the block.
        title: of the text.
        every: characters between two resets; 0 for none.
    """
    pieces = ids[:-1].view(-1, every or len(ids) - 1)  # from one reset to the next, side by side
    carry, full, bits = {}, {}, {}
    for name, model in models.items():
        logits, _, (trace,) = model.trace(pieces)
        assert isinstance(trace, LSTMStep | LSTM1997Step)
        size = trace.c.abs().flatten(0, 1)
        carry[name], full[name] = size.mean(dim=1).numpy(), (size > FULL).float().mean(dim=1).numpy()
        loss = -logits.flatten(0, 1).log_softmax(dim=1).gather(1, ids[1:, None])[:, 0] / np.log(2)
        bits[name] = loss.view(-1, BLOCK).mean(dim=1).numpy()
    return LongReading(title, every, carry, full, bits, BLOCK)


def long_study(way: str = "fresh") -> LongStudy:
    """What three seeds gave; ``way`` is how they were trained, see ``unrolled.lessons.lstm.lstm_1997.recipe``."""
    runs = load_results("lstm_1997")

    def of(key: str) -> dict[str, np.ndarray]:
        return {name: np.array([runs[f"{cell} {way} {seed}"][key] for seed in SEEDS]) for name, cell in CELLS.items()}

    carry = of("carry")
    places = BLOCK * (1 + np.arange(next(iter(carry.values())).shape[1]))
    return LongStudy(places, carry, of("nats"))
