"""A GRU along a text, from its own trace: its steps, and what it keeps."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.lstm.four_steps.probe import starting_place, who_closes
from unrolled.lessons.lstm.four_steps.record import GRUSteps
from unrolled.lessons.lstm.gates.probe import KEEPS, gate_traces
from unrolled.lessons.lstm.gru.record import GRUMemory
from unrolled.measuring.char_rnn import check_prompt
from unrolled.models.char_rnn import CharRNN
from unrolled.models.gru import GRU
from unrolled.runtime import UnrolledError, one_thread


class NotAGRUError(UnrolledError, TypeError):
    """A model without the gates that are asked for."""


@one_thread
@torch.inference_mode()
def gru_steps(model: CharRNN, vocabulary: Vocabulary, text: str, *, layer: int = 0) -> GRUSteps:
    """Read a text and keep every value of one layer.

    Args:
        model: a GRU.
        vocabulary: its characters.
        text: T characters.
        layer: which layer, from 0.

    Returns:
        The record at step 1, with the cursor at the end of the longest line and the eight units that close there.

    Raises:
        NotAGRUError: if the layer is none of a GRU.
        PromptError: if the text is empty or too long.
        UnknownCharacterError: if it holds a character outside the vocabulary.
    """
    if not isinstance(model.layers[layer], GRU):
        raise NotAGRUError("These are the steps of a GRU: give a model with cell='gru'.")
    ids = check_prompt(text, vocabulary)[None]
    traces = model.trace(ids).layers
    trace, cell = traces[layer], model.layers[layer].cell
    x = traces[layer - 1].h if layer else model.one_hot(ids)
    h = torch.cat([torch.zeros_like(trace.h[:, :1]), trace.h[:, :-1]], dim=1)  # the state each step began with
    x_r, x_z, x_n = cell.read(x)[0].chunk(3, dim=1)
    h_r, h_z, h_n = cell.h_to_gates(h)[0].chunk(3, dim=1)
    before = {"r": x_r + h_r, "z": x_z + h_z, "x_n": x_n, "h_n": h_n}
    values = {key: part[0].numpy() for key, part in trace._asdict().items()}
    units = tuple(range(values["h"].shape[1]))
    before = {key: part.numpy() for key, part in before.items()}
    return who_closes(GRUSteps(text, before, values, units, 1, starting_place(text), 0))


def lifetimes(gate: np.ndarray) -> np.ndarray:
    """How long a gate alone lets half of a value live.

    Args:
        gate: ``(H, T)`` values of the keeping gate, from 0 to 1.

    Returns:
        ``(H,)`` characters: from each place of the text, how many more can be read until the product of the gate
        falls below one half, or the text ends; the mean over all places.
    """
    T = gate.shape[1]
    with np.errstate(divide="ignore"):
        logs = np.log(gate.astype(float))
    lived = np.zeros(gate.shape[0])
    for start in range(T - 1):
        left = logs[:, start + 1 :].cumsum(axis=1) >= np.log(0.5)
        lived += np.where(left.all(axis=1), T - 1 - start, left.argmin(axis=1))
    return lived / max(T - 1, 1)


def lasting(models: dict[str, CharRNN], vocabulary: Vocabulary, text: str) -> dict[str, np.ndarray]:
    """The lifetimes of the units of one-layer networks along a text: ``(H,)`` characters, longest first."""
    traces = {cell: gate_traces(model, vocabulary, text).layers[0] for cell, model in models.items()}
    return {cell: -np.sort(-lifetimes(trace[KEEPS[cell]])) for cell, trace in traces.items()}


def memory(steps: GRUSteps, lifetimes: dict[str, np.ndarray]) -> GRUMemory:
    """What is left, after each later character, of the state at the cursor."""
    z = steps.values["z"][:, list(steps.window)]
    kept = np.full(z.shape, np.nan)
    kept[steps.cursor] = 1.0
    kept[steps.cursor + 1 :] = np.cumprod(z[steps.cursor + 1 :], axis=0)
    return GRUMemory(steps, kept, lifetimes)


def point_at_unit(steps: GRUSteps, unit: int) -> GRUSteps:
    """The same text with this unit chosen: among the units shown if it is there, else among all."""
    if unit in steps.units:
        return replace(steps, row=steps.units.index(unit))
    return replace(steps, units=tuple(range(steps.values["h"].shape[1])), row=unit)
