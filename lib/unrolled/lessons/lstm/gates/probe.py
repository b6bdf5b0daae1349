"""The gates of a network along a text: every unit at every character."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.lstm.gates.record import WINDOW, GateMap, GateTraces
from unrolled.measuring.char_rnn import check_prompt
from unrolled.models.char_rnn import CharRNN
from unrolled.runtime import one_thread

KEEPS = {"lstm": "f", "gru": "z"}  # the gate that multiplies what a unit held before
SORTS = ("half-life", "variability", "number")


def half_lives(gate: np.ndarray) -> np.ndarray:
    """Characters after which a gate alone has halved what a unit holds.

    The carry of T steps ago is multiplied by f_1 f_2 ... f_T. Its mean rate of
    loss a step is - mean ln f, so that n = ln 2 / - mean ln f, which for a
    constant gate is ln 2 / - ln f. It says how long a value would last if
    nothing were added: what the input gate writes on top is not in it.

    Args:
        gate: ``(..., T)`` values of a forget gate, from 0 to 1.

    Returns:
        ``(...)`` characters; 0 for a gate that was shut once, infinity for one that never closed at all.
    """
    with np.errstate(divide="ignore"):
        loss = np.abs(np.log(gate.astype(float)).mean(axis=-1))  # abs: an open gate loses 0, not -0
        return np.log(2) / loss


@one_thread
@torch.inference_mode()
def gate_traces(model: CharRNN, vocabulary: Vocabulary, text: str) -> GateTraces:
    """Read a text from a zero state and keep every inner value.

    Args:
        model: with LSTM or GRU layers.
        vocabulary: its characters.
        text: T characters.

    Raises:
        PromptError: if the text is empty or too long.
        UnknownCharacterError: if it holds a character outside the vocabulary.
    """
    ids = check_prompt(text, vocabulary)
    records = model.trace(ids[None]).layers
    layers = tuple(
        {name: part[0].T.contiguous().numpy() for name, part in record._asdict().items()} for record in records
    )
    keeps = KEEPS[model.config["cell"]]
    return GateTraces(text, layers, tuple(half_lives(layer[keeps]) for layer in layers))


def gate_map(traces: GateTraces, layer: int, name: str, sort: str, *, unit: int = 0, cursor: int = 0) -> GateMap:
    """One value of one layer as a map, with the window on a unit and a character.

    Args:
        traces: from :func:`gate_traces`.
        layer: counted from 1.
        name: of the value.
        sort: one of ``SORTS``: the longest half-life first, the most variable first, or by the units' numbers.
        unit: to look at, counted from 0.
        cursor: to look at, counted from 0.
    """
    values, lasting = traces.layers[layer - 1][name], traces.half_lives[layer - 1]
    keys = {"half-life": -lasting, "variability": -values.std(axis=1), "number": np.arange(len(values))}
    order = np.argsort(keys[sort], kind="stable")
    row = int(np.flatnonzero(order == unit)[0])
    bare = GateMap(traces.text, layer, name, values, lasting, sort, order, cursor, row, (0, 0))
    return look_at(bare, cursor, row)


def look_at(shown: GateMap, cursor: int, row: int) -> GateMap:
    """The same map with cursor and row elsewhere; the window stays unless they leave it, then it centres on them."""
    H, T = shown.values.shape
    t, k = min(max(cursor, 0), T - 1), min(max(row, 0), H - 1)
    first_t, first_k = map(_scrolled, shown.first, (t, k), WINDOW, (T, H))
    return replace(shown, cursor=t, row=k, first=(first_t, first_k))


def _scrolled(first: int, place: int, window: int, length: int) -> int:
    if first <= place < first + window:
        return first
    return min(max(place - window // 2, 0), max(length - window, 0))
