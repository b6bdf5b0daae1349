"""A GRU along a text, from its own trace: its steps, and what it keeps."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.lstm.four_steps.probe import walk
from unrolled.lessons.lstm.four_steps.record import GRUSteps
from unrolled.lessons.lstm.gates.probe import KEEPS, gate_traces
from unrolled.lessons.lstm.gru.record import GRUMemory
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
    return walk(GRUSteps, model, vocabulary, text, layer, before_the_gates)


def before_the_gates(from_x: Tensor, from_h: Tensor) -> dict[str, Tensor]:
    """What goes into the gates of a GRU, ``(T, H)`` by name; the candidate's two shares apart, for r comes between."""
    x_r, x_z, x_n = from_x.chunk(3, dim=1)
    h_r, h_z, h_n = from_h.chunk(3, dim=1)
    return {"r": x_r + h_r, "z": x_z + h_z, "x_n": x_n, "h_n": h_n}


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
