"""A plain RNN and an LSTM on the same text: every value, and how similar a state is to earlier ones."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.lstm.four_steps.probe import starting_place
from unrolled.lessons.lstm.side_by_side.record import LAGS, SideBySide
from unrolled.measuring.char_rnn import check_prompt
from unrolled.models.char_rnn import CharRNN
from unrolled.runtime import one_thread

STILL = 1e-3  # units that move less are left out: they have no correlation


@one_thread
@torch.inference_mode()
def side_by_side(rnn: CharRNN, lstm: CharRNN, vocabulary: Vocabulary, text: str) -> SideBySide:
    """Let both read a text; of each the first layer is shown.

    Raises:
        PromptError: if the text is empty or too long.
        UnknownCharacterError: if it holds a character outside the vocabulary.
    """
    ids = check_prompt(text, vocabulary)[None]
    plain, gated = rnn.trace(ids).layers[0], lstm.trace(ids).layers[0]
    cell = rnn.layers[0].cell
    h = torch.cat([torch.zeros_like(plain.h[:, :1]), plain.h[:, :-1]], dim=1)
    before = (cell.read(rnn.one_hot(ids)) + cell.h_to_h(h))[0].numpy()
    values = {name: part[0].numpy() for name, part in gated._asdict().items()}
    states = {"RNN: h": plain.h[0].numpy(), "LSTM: carry C": values["c"], "LSTM: h": values["h"]}
    alike = {name: autocorrelation(state) for name, state in states.items()}
    return SideBySide(text, {"before": before, "h": plain.h[0].numpy()}, values, alike, starting_place(text), 0)


def autocorrelation(states: np.ndarray) -> np.ndarray:
    """Autocorrelation of ``(T, H)`` at each of ``LAGS``, the mean over the units that move.

    Not-a-number where the text is too short.
    """
    spread = states.std(axis=0)
    moving = spread > STILL
    if not moving.any():
        return np.full(len(LAGS), np.nan)
    z = (states - states.mean(axis=0))[:, moving] / spread[moving]
    return np.array([(z[lag:] * z[:-lag]).mean() if lag < len(z) else np.nan for lag in LAGS])


def point_at(read: SideBySide, cursor: int, row: int) -> SideBySide:
    """The same text, pointed at elsewhere."""
    return replace(read, cursor=min(max(cursor, 0), len(read.text) - 1), row=min(max(row, 0), read.units - 1))
