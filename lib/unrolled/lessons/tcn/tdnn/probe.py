"""What a TDNN makes of a syllable that begins earlier or later, beside a network that sees all frames at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import torch
from torch import nn

from unrolled.lessons.tcn.tdnn import dataset as syllables
from unrolled.lessons.tcn.tdnn import recipe as training
from unrolled.lessons.tcn.tdnn.record import Heard
from unrolled.models.tdnn import TDNN


def one(kind: int, onset: int, seed: int) -> torch.Tensor:
    """A syllable ``(1, 15, 16)``; with one seed the same voice and noise, whatever class and onset."""
    for attempt in range(1000):  # the class is drawn by lot: draw until it is the wanted one
        generator = torch.Generator().manual_seed(1000 * seed + attempt)
        x, kinds, _ = syllables.examples(1, (onset, onset), generator)
        if int(kinds[0]) == kind:
            return x
    raise AssertionError("each class has a third of the draws")


@torch.inference_mode()
def heard(networks: tuple[TDNN, nn.Module], results: Mapping[str, Any], *, kind: int, onset: int, seed: int) -> Heard:
    """The record.

    Args:
        networks: from :func:`unrolled.lessons.tcn.tdnn.recipe.trained`.
        results: the runs of ``data/results/tdnn.json``.
        kind: the syllable's class.
        onset: the frame at which it begins.
        seed: of voice and noise.
    """
    tdnn, at_once = networks
    x = one(kind, onset, seed)
    hidden, firings = tdnn.trace(x)
    right = {name: np.array([results[f"{name} {seed}"]["right"] for seed in training.SEEDS]) for name in training.KINDS}
    sizes = {name: results[f"{name} 0"]["parameters"] for name in training.KINDS}
    return Heard(
        x[0].numpy(), kind, onset, hidden[0].numpy(), firings[0].numpy(), tdnn(x)[0].numpy(), at_once(x)[0].numpy(),
        syllables.CLASSES, training.ONSETS, right, sizes, syllables.CHANCE,
    )  # fmt: skip
