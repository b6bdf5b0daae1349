"""Every value of a trained LSTM along a text: from the model's own trace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.lstm.four_steps.record import WINDOW, FourSteps
from unrolled.measuring.char_rnn import check_prompt
from unrolled.models.char_rnn import CharRNN
from unrolled.models.lstm import LSTM
from unrolled.models.recurrent import Cell
from unrolled.runtime import UnrolledError, one_thread

GATES = ("i", "f", "g", "o")
Steps = TypeVar("Steps", bound=FourSteps)
Before = Callable[[Tensor, Tensor], dict[str, Tensor]]


class NotAnLSTMError(UnrolledError, TypeError):
    """A model without the gates that are asked for."""


@one_thread
@torch.inference_mode()
def four_steps(model: CharRNN, vocabulary: Vocabulary, text: str, *, layer: int = 0) -> FourSteps:
    """Read a text and keep every value of one layer.

    Args:
        model: an LSTM.
        vocabulary: its characters.
        text: T characters.
        layer: which layer, from 0.

    Returns:
        The record at step 1, with the cursor at the end of the longest line and the eight units that close there.

    Raises:
        NotAnLSTMError: if the layer is none of an LSTM.
        PromptError: if the text is empty or too long.
        UnknownCharacterError: if it holds a character outside the vocabulary.
    """
    if not isinstance(model.layers[layer], LSTM):
        raise NotAnLSTMError("The four steps are those of an LSTM: give a model with cell='lstm'.")
    return walk(FourSteps, model, vocabulary, text, layer, before_the_gates)


def walk(
    kind: type[Steps],
    model: CharRNN,
    vocabulary: Vocabulary,
    text: str,
    layer: int,
    before: Before,
) -> Steps:
    """Read a text and keep every value of one layer, as the record of its cell.

    Args:
        kind: the record.
        model: of that cell.
        vocabulary: its characters.
        text: T characters.
        layer: which layer, from 0.
        before: what goes into each gate, ``(T, H)`` by name, from the shares of x and of the state before the step,
            ``(T, gates * H)`` each.

    Raises:
        PromptError: if the text is empty or too long.
        UnknownCharacterError: if it holds a character outside the vocabulary.
    """
    ids = check_prompt(text, vocabulary)[None]
    traces = model.trace(ids).layers
    trace = traces[layer]
    x = traces[layer - 1].h if layer else model.one_hot(ids)  # what the layer heard, (1, T, D)
    into = sums_along(model.layers[layer].cell, x, trace.h, before)
    values = {name: part[0].numpy() for name, part in trace._asdict().items()}
    return who_closes(kind(text, into, values, tuple(range(trace.h.shape[2])), 1, starting_place(text), 0))


def sums_along(cell: Cell, x: Tensor, h: Tensor, before: Before) -> dict[str, np.ndarray]:
    """What went into the gates of a cell along a text, by its own maps: ``(T, H)`` by name.

    Args:
        cell: of an LSTM or a GRU.
        x: ``(1, T, D)`` what it read.
        h: ``(1, T, H)`` its states, each after its step.
        before: as for :func:`walk`.
    """
    began = torch.cat([torch.zeros_like(h[:, :1]), h[:, :-1]], dim=1)  # the state each step began with
    return {name: part.numpy() for name, part in before(cell.read(x)[0], cell.h_to_gates(began)[0]).items()}


def before_the_gates(from_x: Tensor, from_h: Tensor) -> dict[str, Tensor]:
    """What goes into the gates of an LSTM, ``(T, H)`` by name."""
    return dict(zip(GATES, (from_x + from_h).chunk(4, dim=1), strict=True))


def starting_place(text: str) -> int:
    """Where a text is first pointed at: the end of its longest line, or its last character."""
    ends = [k for k, character in enumerate(text) if character == "\n"]
    lengths = np.diff([-1, *ends])
    return ends[int(lengths.argmax())] if ends else len(text) - 1


def who_closes(read: Steps) -> Steps:
    """Show the eight units whose keeping gate is furthest below its own mean at characters like the one pointed at.

    They stand in the order of their numbers; the one that throws most of its memory away here is chosen.
    """
    gate, here = read.values[read.keeps], read.cursor
    alike = [character == read.text[here] for character in read.text]
    fall = gate.mean(axis=0) - gate[alike].mean(axis=0)
    units = sorted(np.argsort(-fall, kind="stable")[:WINDOW].tolist())
    old = read.values[read.memory][here - 1] if here else np.zeros(len(fall))
    lost = np.abs((1 - gate[here]) * old)
    return replace(read, units=tuple(units), row=int(lost[units].argmax()))


def every_unit(read: FourSteps) -> FourSteps:
    """Let all units of the layer be chosen, in order; the chosen one stays."""
    return replace(read, units=tuple(range(read.values[read.keeps].shape[1])), row=read.unit)


def point_at(read: Steps, *, step: int | None = None, cursor: int | None = None, row: int | None = None) -> Steps:
    """The same text, pointed at elsewhere; each is held inside its range."""
    return replace(
        read,
        step=read.step if step is None else min(max(step, 1), 4),
        cursor=read.cursor if cursor is None else min(max(cursor, 0), len(read.text) - 1),
        row=read.row if row is None else min(max(row, 0), len(read.units) - 1),
    )
