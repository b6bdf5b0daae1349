"""Dropout in a sequence: a trained plain network reads a text with nodes removed."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.rnn.dropout.recipe import KINDS, NAME, RECALL, RECALLED, SEEDS, WAITS
from unrolled.lessons.rnn.dropout.record import Masked, Masks, Study
from unrolled.models.char_rnn import CharRNN
from unrolled.models.dropout import DroppedRNN
from unrolled.runtime import UnrolledError, one_thread
from unrolled.training.results import load_results

LONGEST = 40  # characters
SHOWN = 16  # units


class TextLengthError(UnrolledError, ValueError):
    """A text that does not fit the picture."""


@one_thread
@torch.inference_mode()
def masks(model: CharRNN, vocabulary: Vocabulary, text: str, rate: float, seed: int, *, kinds: str = "both") -> Masks:
    """Let the first layer of a trained plain network read a text with nodes removed.

    Args:
        model: a network with plain RNN layers.
        vocabulary: its characters.
        text: T characters, from 1 to ``LONGEST``.
        rate: the share of units removed, from 0 to below 1.
        seed: of the masks.
        kinds: "one", "each" or "both".

    Raises:
        TextLengthError: if the text is empty or too long.
        UnknownCharacterError: if it holds a character outside the vocabulary.
    """
    if not 1 <= len(text) <= LONGEST:
        raise TextLengthError(f"The text has {len(text)} characters, and the picture room for 1 to {LONGEST}.")
    x = model.one_hot(vocabulary.encode(text)[None])  # (1, T, V)
    undisturbed, _ = model.layers[0](x)
    names = ("one", "each") if kinds == "both" else (kinds,)
    read = tuple(_masked(model, x, undisturbed[0], rate, seed, name) for name in names)
    return Masks(text, rate, undisturbed.shape[2], read, 0)


def _masked(model: CharRNN, x: Tensor, undisturbed: Tensor, rate: float, seed: int, name: str) -> Masked:
    cell = model.layers[0].cell
    with torch.random.fork_rng(devices=[]):
        layer = DroppedRNN(cell.inputs, cell.hidden, rate, per_step=name == "each").train()
        layer.cell.load_state_dict(cell.state_dict())
        torch.manual_seed(seed)
        step = layer.trace(x)
        torch.manual_seed(seed)
        drawn = layer.dropout.masks(undisturbed[None])
    states = step.h[0]  # (T, H)
    kept = torch.ones_like(states) if drawn is None else drawn[0].expand_as(states)
    kept = (kept > 0).numpy()
    alike = torch.cosine_similarity(states, undisturbed, dim=1).numpy()
    some = np.linspace(0, cell.hidden - 1, min(SHOWN, cell.hidden)).astype(int)
    heard = np.logical_and.accumulate(kept, axis=0).mean(axis=1)
    return Masked(name, kept[:, some], states[:, some].numpy(), heard, alike)


def on_a_play() -> list[Study]:
    """The committed trainings on a single play: held-out loss after so many updates."""
    runs = load_results(NAME)
    found = []
    for kind in KINDS:
        curves = [np.array(runs[key]["curve"]) for seed in SEEDS if (key := f"{kind}, seed {seed}") in runs]
        if curves:
            found.append(Study(kind, curves[0][:, 0], np.array([curve[:, 2] for curve in curves])))
    return found


def on_recall() -> list[Study]:
    """The committed trainings on the recall task: the share named right after so many steps."""
    runs = load_results(RECALL)
    return [
        Study(
            kind,
            np.array(WAITS),
            np.array([[runs[f"{kind}, {wait} steps, seed {seed}"]["share"] for wait in WAITS] for seed in SEEDS]),
        )
        for kind in RECALLED
    ]
