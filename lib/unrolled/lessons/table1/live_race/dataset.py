"""Small forms of five tasks of Table 1, from what this repository holds or can draw: nothing is fetched.

adding   two of T = 80 numbers are marked; their sum
copy     ten symbols, T = 50
digits   2,000 images, shrunk to 14 x 14, 196 steps of one pixel, in order or shuffled
chorales pieces of 32 steps of 88 keys; each step predicts the next
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np
import torch
from torch.nn.functional import one_hot

from unrolled.benchmark.task import Batch, Data, sha256
from unrolled.datasets import adding, copy_memory, digits
from unrolled.datasets.piano_rolls import bernoulli_loss, key_shares
from unrolled.lessons.tcn.chorales import dataset as chorales

ADDING_STEPS, COPY_WAIT, PIECE = 80, 50, 32
LEARNED, HELD_OUT = 20_000, 256  # examples of adding and copy memory
SIDE = 14  # of a shrunk digit
SHUFFLE = 0  # seed of the permutation


def _data(train: Batch, held: Batch) -> Data:
    """Data that lies in tensors, with one held-out part."""
    x, y = train
    return Data(
        len(x), lambda places: (x[places], y[places]), {"valid": lambda: iter([held])}, sha256(*train, *held),
        x.shape[1],
    )  # fmt: skip


@functools.cache
def sums() -> Data:
    """The adding problem: ``(B, 80, 2)`` and the sums ``(B,)``."""
    generator = torch.Generator().manual_seed(ADDING_STEPS)
    return _data(*(adding.examples(count, ADDING_STEPS, generator) for count in (LEARNED, HELD_OUT)))


@functools.cache
def copies() -> Data:
    """Copy memory, its symbols as 1-of-10 vectors: ``(B, 70, 10)`` and symbols ``(B, 70)``."""
    generator = torch.Generator().manual_seed(COPY_WAIT)
    parts = (copy_memory.examples(count, COPY_WAIT, generator) for count in (LEARNED, HELD_OUT))
    return _data(*((one_hot(read, copy_memory.SYMBOLS).float(), symbols) for read, symbols in parts))


@functools.cache
def pixels(shuffled: bool = False) -> Data:
    """Digits: ``(B, 196, 1)`` and what they show, ``(B,)``; shuffled, all images by the same permutation."""
    order = np.random.default_rng(SHUFFLE).permutation(SIDE * SIDE) if shuffled else np.arange(SIDE * SIDE)
    return _data(*(_sequences(digits.small(part), order) for part in ("train", "test")))


def _sequences(part: digits.Digits, order: np.ndarray) -> Batch:
    """Each pixel is the mean of 2 x 2 of the original."""
    shrunk = part.images.reshape(-1, SIDE, 2, SIDE, 2).mean(axis=(2, 4)).reshape(len(part), -1)
    x = (torch.from_numpy(shrunk[:, order]).float() / 255 - digits.MEAN) / digits.SPREAD
    return x[..., None], torch.from_numpy(part.labels).long()


@functools.cache
def pieces() -> Data:
    """Chorales: keys of 32 steps ``(B, 32, 88)`` and those of the steps after each, ``(B, 32, 88)``."""
    music = chorales.music()
    return _data(*(_shifted(rolls) for rolls in (music.train, music.valid)))


def _windows(rolls: Sequence[np.ndarray]) -> np.ndarray:
    """All whole pieces of 33 steps, a new one every 16 steps, ``(N, 33, 88)``."""
    starts = ((roll, first) for roll in rolls for first in range(0, len(roll) - PIECE, PIECE // 2))
    return np.stack([roll[first : first + PIECE + 1] for roll, first in starts])


def _shifted(rolls: Sequence[np.ndarray]) -> Batch:
    keys = torch.from_numpy(_windows(rolls)).float()
    return keys[:, :-1], keys[:, 1:]


def key_baseline() -> float:
    """Nats a step on the held-out pieces of a model that says each key as often as training has it."""
    music = chorales.music()
    return bernoulli_loss(key_shares(music.train), list(_windows(music.valid)))
