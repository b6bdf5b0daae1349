"""Handwritten digits pixel by pixel: sequential MNIST, and permuted MNIST, where the pixels come in another order.

LeCun, Cortes and Burges' 60,000 + 10,000 images of 28 x 28 are fetched by name. ``data/digits_small.npz`` holds 2,000
and 500 of them, ten kinds in equal shares, for cells that train in front of the reader; ``tools/build_digits.py``
rebuilds it. Permuted means that the 784 pixels of all images are shuffled in the same way. A classifier of whole images
is as good as before, but a network that reads in order loses the neighbourhood of pixels.
"""

from __future__ import annotations

import functools
import io
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from unrolled.datasets import registry
from unrolled.datasets.paths import committed_bytes
from unrolled.runtime import UnrolledError

FILE = "digits_small.npz"
SHA256 = "64819b417bff371fb42d99724bcf64842499fa8b77f59113ffc2134f71f76e97"
ORDER = "mnist_order.txt"
ORDER_SHA256 = "22a5419d93f232a1f2c336bf68b047cb87372562a90a016ef1b14e4157b7856e"
SIDE, KINDS = 28, 10
STEPS = SIDE * SIDE
CHANCE = 1 / KINDS
MEAN, SPREAD = 0.1307, 0.3081  # of the pixels of all training images, from 0 to 1
PARTS = {"train": "train", "test": "t10k"}


class DigitsError(UnrolledError, ValueError):
    """A file that is not a set of digits, or a part that is neither "train" nor "test"."""


@dataclass(frozen=True)
class Digits:
    """Images and what they show.

    Attributes:
        images: ``(N, 28, 28)`` uint8, 0 for paper to 255 for ink.
        labels: ``(N,)`` uint8, 0 to 9.
    """

    images: np.ndarray
    labels: np.ndarray

    def __len__(self) -> int:
        return len(self.labels)


def read_idx(data: bytes) -> np.ndarray:
    """The array in a file of MNIST's own format: two zeros, type, number of axes, sizes (big-endian), then the bytes.

    Raises:
        DigitsError: if it is not such a file of unsigned bytes, or is cut short.
    """
    if data[:3] != b"\0\0\x08" or len(data) < 4 or len(data) < 4 + 4 * data[3]:
        raise DigitsError("This is no idx file of unsigned bytes.")
    sizes = np.frombuffer(data, ">u4", data[3], 4).astype(int)
    start = 4 + 4 * data[3]
    if len(data) - start != sizes.prod():
        raise DigitsError(f"An idx file of {' x '.join(map(str, sizes))} has {len(data) - start:,} bytes of content.")
    return np.frombuffer(data, np.uint8, offset=start).reshape(sizes)


def complete(part: str) -> Digits:
    """All of "train" (60,000) or "test" (10,000), fetched if not here yet (10 MB, compressed).

    Raises:
        DigitsError: if there is no such part.
        DownloadError: if a file cannot be fetched.
    """
    name = _known(part)
    images, labels = (
        read_idx(registry.fetch(f"{name}-{kind}-ubyte").read_bytes()) for kind in ("images-idx3", "labels-idx1")
    )
    return Digits(images, labels)


def small(part: str) -> Digits:
    """The first 200 of each digit of "train", or the first 50 of each of "test", in the order of the complete set.

    Raises:
        DigitsError: if there is no such part.
        CorpusError: if the file is missing or is not the one this version was made with.
    """
    return _small()[_known(part)]


def first_of_each(digits: Digits, count: int) -> Digits:
    """The first ``count`` images of every digit, in their order."""
    places = np.sort(np.concatenate([np.flatnonzero(digits.labels == kind)[:count] for kind in range(KINDS)]))
    return Digits(digits.images[places], digits.labels[places])


def pack(train: Digits, test: Digits) -> bytes:
    """Both parts as a file."""
    packed = io.BytesIO()
    np.savez_compressed(
        packed,
        train_images=train.images,
        train_labels=train.labels,
        t10k_images=test.images,
        t10k_labels=test.labels,
    )
    return packed.getvalue()


@functools.cache
def permutation(seed: int = 0) -> Tensor:
    """A fixed permutation of the pixels, ``(784,)``: step t of a permuted sequence is pixel ``permutation()[t]``.

    All results here use seed 0. That permutation was drawn once, by numpy, and is kept in ``data/mnist_order.txt``,
    since every number measured on permuted digits depends on it; other papers use other permutations.

    Raises:
        CorpusError: if the file is missing or is not the one this version was made with.
    """
    if seed:
        return torch.from_numpy(np.random.default_rng(seed).permutation(STEPS))
    numbers = committed_bytes(ORDER, ORDER_SHA256, "order of the pixels").decode().split()
    return torch.tensor([int(number) for number in numbers])


def sequences(images: np.ndarray, order: Tensor | None = None) -> Tensor:
    """Images read pixel by pixel, row after row, as ``(B, 784, 1)`` float32.

    Over the training set the pixels have mean 0 and standard deviation 1.

    Args:
        images: ``(B, 28, 28)`` uint8.
        order: ``(784,)`` which pixel each step reads, as of :func:`permutation`.
    """
    rows = torch.from_numpy(np.ascontiguousarray(images)).reshape(len(images), STEPS, 1)
    rows = rows if order is None else rows[:, order]
    return (rows.to(torch.float32) / 255 - MEAN) / SPREAD


@functools.cache
def _small() -> dict[str, Digits]:
    with np.load(io.BytesIO(committed_bytes(FILE, SHA256, "digits"))) as held:
        return {name: Digits(held[f"{name}_images"], held[f"{name}_labels"]) for name in PARTS.values()}


def _known(part: str) -> str:
    if part not in PARTS:
        raise DigitsError(f"There is no part {part!r}: the digits come as {' and '.join(PARTS)}.")
    return PARTS[part]
