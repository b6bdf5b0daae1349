"""Captions completed from their first words, and the probability of one caption for many pictures at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from unrolled.models.captioner import Captioner
from unrolled.models.captioner.decoders import END, START
from unrolled.models.captioner.search import LONGEST
from unrolled.training.captioning import normalised, tensor


@torch.inference_mode()
def encoded(model: Captioner, images: np.ndarray) -> Tensor:
    """``(B, S, S, 3)`` uint8 to the pictures' vectors, ``(B, F)``."""
    return model.encoder(normalised(tensor(images)))


@torch.inference_mode()
def completed(model: Captioner, features: Tensor, ids: Sequence[int] = (), longest: int = LONGEST) -> tuple[int, ...]:
    """Some words, and what the model writes after them: always the likeliest word.

    Args:
        model: the captioner.
        features: ``(1, F)``, the picture's vector.
        ids: the words to begin with, without START; END, if any, comes last.
        longest: words before a caption is cut, END not counted.

    Returns:
        Numbers of the words, END the last unless the caption was cut.
    """
    caption, state, word = list(ids), model.decoder.start(features), START
    for k in range(longest + 1):
        logits, state = model.step(state, torch.tensor([word]))
        if k == len(caption):
            caption.append(int(logits.argmax()))
        word = caption[k]
        if word == END:
            return tuple(caption)
    return tuple(caption[:longest])


@torch.inference_mode()
def scored(model: Captioner, features: Tensor, ids: Sequence[int]) -> tuple[Tensor, Tensor]:
    """The same caption read after each of many pictures, in one batch (teacher forcing).

    Args:
        model: the captioner.
        features: ``(B, F)``, the pictures' vectors.
        ids: the T words, END with them.

    Returns:
        log p of every word at each place, ``(B, T, V)``, and the cell state it comes from, ``(B, T, H)``.
    """
    read = torch.tensor([START, *ids[:-1]]).expand(len(features), -1)  # (B, T)
    logits, _, trace = model.decoder.read(model.decoder.start(features), read)
    return torch.log_softmax(logits, dim=2), trace.c


def log_p_of(ids: Sequence[int], log_p: Tensor) -> np.ndarray:
    """log p of the caption's own words, ``(B, T, V)`` to ``(B, T)`` float64."""
    return log_p[:, range(len(ids)), list(ids)].double().numpy()
