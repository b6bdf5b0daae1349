"""Stretches of a text that stand verbatim in other texts, and a network's loss inside and outside of them.

A number is computed for every stretch of 60 characters, from those of its halves, as 64 bits; two stretches are taken
for the same if their numbers are. With 26 million stretches on one side and a million on the other, chance makes one
such pair in about 700,000 trials.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import torch
from torch import Tensor, nn

LENGTH = 60  # characters
LEFT, RIGHT = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)  # odd numbers without a pattern


def shared(text: str, others: Iterable[str], length: int = LENGTH) -> np.ndarray:
    """``(T,)`` whether each character lies in a stretch of so many that stands verbatim in one of the others."""
    return marked(stretches(text, length), known_stretches(others, length), len(text), length)


def known_stretches(others: Iterable[str], length: int = LENGTH) -> np.ndarray:
    """The numbers of all stretches of some texts, sorted."""
    return np.unique(np.concatenate([stretches(other, length) for other in others]))


def marked(own: np.ndarray, known: np.ndarray, count: int, length: int = LENGTH) -> np.ndarray:
    """``(T,)`` the characters in stretches whose numbers are known, of a text of ``count`` characters."""
    if not len(own) or not len(known):
        return np.zeros(count, bool)
    places = np.searchsorted(known, own).clip(max=len(known) - 1)
    begins = np.flatnonzero(known[places] == own)
    change = np.zeros(count + 1, int)
    np.add.at(change, begins, 1)
    np.add.at(change, begins + length, -1)
    return np.cumsum(change)[:-1] > 0


def stretches(text: str, length: int = LENGTH) -> np.ndarray:
    """``(T - length + 1,)`` uint64, a number for the stretch that begins at each character; none if it is too short."""
    numbers, reach = np.frombuffer(text.encode("utf-32-le"), np.uint32).astype(np.uint64), 1
    if len(numbers) < length:
        return np.empty(0, np.uint64)
    while reach < length:
        step = min(reach, length - reach)  # both halves may overlap
        numbers = _mixed(numbers[:-step] * LEFT + numbers[step:] * RIGHT)
        reach += step
    return numbers


def _mixed(numbers: np.ndarray) -> np.ndarray:
    """Let every bit depend on all others."""
    numbers ^= numbers >> np.uint64(29)
    numbers *= LEFT
    numbers ^= numbers >> np.uint64(32)
    return numbers


@torch.inference_mode()
def losses(model: nn.Module, text: Tensor, *, piece: int = 1000, before: int = 500, batch: int = 32) -> np.ndarray:
    """The nats at each character of a text ``(T,)`` but the first: ``(T - 1,)``.

    The text is read in pieces side by side, each of which begins so many characters before what is scored: many
    times faster than from end to end, and the same to a thousandth.
    """
    model.eval()
    found = []
    starts = torch.arange(0, len(text) - 1, piece)
    for some in starts.split(batch):
        begins = (some - before).clamp(min=0)
        places = begins[:, None] + torch.arange(before + piece + 1)  # (B, before + piece + 1)
        ids = text[places.clamp(max=len(text) - 1)]
        logits, _ = model(ids[:, :-1])
        nats = nn.functional.cross_entropy(logits.transpose(1, 2), ids[:, 1:], reduction="none")
        for row, first, begin in zip(nats, some.tolist(), begins.tolist(), strict=True):
            found.append(row[first - begin :][: min(piece, len(text) - 1 - first)])
    return torch.cat(found).numpy()
