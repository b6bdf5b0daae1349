"""A carry that only adds, beside one that can forget, over a long text."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

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


@one_thread
@torch.inference_mode()
def with_carry_frozen(model: CharRNN, ids: Tensor, *, at: int) -> tuple[float, float]:
    """Loss on a text from a character on, with the carry free, and with the carry kept as it is at that character.

    With the carry frozen only h still changes from character to character. What the loss rises by is what the network
    read off changes of its carry.

    Args:
        model: a one-layer LSTM of either kind.
        ids: ``(T + 1,)`` the text.
        at: characters read before the carry is frozen, below T.

    Returns:
        The mean loss over characters ``at + 1`` to T, bits a character, free and frozen.
    """
    _, state = model(ids[None, :at])
    free, _ = model(ids[None, at:-1], state)
    (layer,), ((h, c),) = model.layers, state
    outputs = []
    for from_x in layer.cell.read(model.one_hot(ids[None, at:-1])).unbind(dim=1):  # (1, gates * H) each
        step = layer.cell.step(from_x, (h, c))
        assert isinstance(step, LSTMStep | LSTM1997Step)
        h = step.o * torch.tanh(c)
        outputs.append(h)
    frozen = model.h_to_logits(torch.stack(outputs, dim=1))  # (1, T - at, V)
    return tuple(cross_entropy(logits[0], ids[at + 1 :]).item() / np.log(2) for logits in (free, frozen))


def long_study(way: str = "fresh") -> LongStudy:
    """What three seeds gave; ``way`` is how they were trained, see ``unrolled.lessons.lstm.lstm_1997.recipe``."""
    runs = load_results("lstm_1997")

    def of(key: str) -> dict[str, np.ndarray]:
        return {name: np.array([runs[f"{cell} {way} {seed}"][key] for seed in SEEDS]) for name, cell in CELLS.items()}

    carry = of("carry")
    places = BLOCK * (1 + np.arange(next(iter(carry.values())).shape[1]))
    return LongStudy(places, carry, of("nats"))
