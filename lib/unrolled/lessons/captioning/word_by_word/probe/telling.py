"""Captions written on from some words, and told of many pictures at once."""

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
def go_on(model: Captioner, features: Tensor, ids: Sequence[int] = (), longest: int = LONGEST) -> tuple[int, ...]:
    """Some words, and what the model writes after them: always the likeliest word.

    Args:
        model: the captioner.
        features: ``(1, F)``, the picture's vector.
        ids: the words to begin with, without START; END, if any, comes last.
        longest: words before a caption is cut, END not counted.

    Returns:
        Numbers of the words, END the last unless the caption was cut.
    """
    said, state, word = list(ids), model.decoder.start(features), START
    for k in range(longest + 1):
        logits, state = model.step(state, torch.tensor([word]))
        if k == len(said):
            said.append(int(logits.argmax()))
        word = said[k]
        if word == END:
            return tuple(said)
    return tuple(said[:longest])


@torch.inference_mode()
def told(model: Captioner, features: Tensor, ids: Sequence[int]) -> tuple[Tensor, Tensor]:
    """One caption told of many pictures in one batch, whatever they show (teacher forcing).

    Args:
        model: the captioner.
        features: ``(B, F)``, the pictures' vectors.
        ids: the T words, END with them.

    Returns:
        log p of every word at each place, ``(B, T, V)``, and the carry that tells it, ``(B, T, H)``.
    """
    read = torch.tensor([START, *ids[:-1]]).expand(len(features), -1)  # (B, T)
    logits, _, trace = model.decoder.read(model.decoder.start(features), read)
    return torch.log_softmax(logits, dim=2), trace.c


def said(log_p: Tensor, ids: Sequence[int]) -> np.ndarray:
    """log p of the words themselves, ``(B, T, V)`` to ``(B, T)`` float64."""
    return log_p[:, range(len(ids)), list(ids)].double().numpy()
