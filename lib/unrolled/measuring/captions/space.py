"""Which training drawings are near a picture: in an encoder's feature space, and by pixels."""

from __future__ import annotations

import functools

import numpy as np
import torch
from torch import nn

from unrolled.datasets import emoji
from unrolled.measuring.captions.baselines import nearest
from unrolled.measuring.captions.cider import document_frequencies
from unrolled.measuring.records.captions import Frequencies
from unrolled.runtime import one_thread
from unrolled.training.captioning import normalised, tensor

VENDORS = ("noto", "twemoji")
SHORTLIST = 64  # extra candidates from the search in float32; exact sums then order them all


def halved(image: np.ndarray) -> np.ndarray:
    """A picture ``(64, 64, 3)`` uint8 as networks read it, ``(32, 32, 3)``: reduced as in the sheets of drawings."""
    squares = image.reshape(32, 2, 32, 2, 3)
    return np.rint(squares.mean(axis=(1, 3))).astype(np.uint8)


@torch.inference_mode()
def features_of(encoder: nn.Module, images: np.ndarray, *, batch: int = 128) -> np.ndarray:
    """The encoder's features of drawings, ``(N, 32, 32, 3)`` uint8 to ``(N, F)`` float32, without dropout."""
    training = encoder.training
    encoder.eval()
    parts = [encoder(normalised(tensor(images[k : k + batch]))).numpy() for k in range(0, len(images), batch)]
    encoder.train(training)
    return np.concatenate(parts)


class FeatureSpace:
    """The training drawings in an encoder's feature space, with their mean subtracted.

    Otherwise all features could point in similar directions, and every cosine would be near 1.

    Args:
        encoder: in its present state; the space does not follow later training.

    Attributes:
        mean: ``(F,)`` of all training drawings.
        features: ``(N, F)`` float32, centred; the rows are those of ``emoji.training()``.
    """

    def __init__(self, encoder: nn.Module):
        self._encoder = encoder
        found = features_of(encoder, emoji.training().images)
        self.mean = found.mean(0)
        self.features = found - self.mean

    def nearest(self, images: np.ndarray, k: int, vendors: tuple[str, ...] = VENDORS) -> tuple[np.ndarray, np.ndarray]:
        """Rows of the k nearest training drawings of each image, ``(M, k)``, and 1 - cosine, from 0 to 2.

        Raises:
            CaptionsError: if k is out of range.
        """
        rows = rows_of(vendors)
        places, distances = nearest(features_of(self._encoder, images) - self.mean, self.features[rows], k)
        return rows[places], distances


@functools.lru_cache(maxsize=3)
def feature_space(encoder: nn.Module) -> FeatureSpace:
    """The space of an encoder that is no longer trained; cached, since it takes one to three seconds."""
    return FeatureSpace(encoder)


def nearest_by_pixels(images: np.ndarray, k: int, vendors: tuple[str, ...] = VENDORS) -> tuple[np.ndarray, np.ndarray]:
    """Rows of the k nearest training drawings, ``(M, k)``, and root mean square differences of a colour value.

    Args:
        images: ``(M, 32, 32, 3)`` uint8.
        k: how many.
        vendors: search only their drawings.

    Returns:
        Rows of ``emoji.training()``, and distances in levels from 0 to 255.

    Raises:
        CaptionsError: if k is out of range.
    """
    rows, keys = rows_of(vendors), emoji.training().images.reshape(len(emoji.training()), -1)
    found, distances = np.empty((len(images), k), np.int64), np.empty((len(images), k))
    for place, query in enumerate(images.reshape(len(images), -1)):
        near = np.sort(_shortlist(query, k + SHORTLIST, rows))
        chosen, far = nearest(query[None], keys[near], k, metric="euclidean")
        found[place], distances[place] = near[chosen[0]], far[0] / np.sqrt(len(query))
    return found, distances


def rows_of(vendors: tuple[str, ...]) -> np.ndarray:
    """Rows of ``emoji.training()`` that some vendors drew, ascending."""
    noto, every = len(emoji.splits()["train"]), len(emoji.training())
    ranges = {"noto": np.arange(noto), "twemoji": np.arange(noto, every)}
    return np.concatenate([ranges[vendor] for vendor in VENDORS if vendor in vendors])


def training_drawing(row: int, size: int = emoji.SIDE) -> tuple[np.ndarray, str]:
    """A row of ``emoji.training()`` at any size, ``(size, size, 3)`` uint8, and its vendor."""
    noto = emoji.splits()["train"]
    vendor, index = ("noto", noto[row]) if row < len(noto) else ("twemoji", emoji.others()["train"][row - len(noto)])
    return emoji.sheet(vendor).pictures([index], size)[0], vendor


@functools.cache
def training_frequencies() -> Frequencies:
    """Document frequencies of the training captions, which weigh the n-grams of a consensus."""
    return document_frequencies(emoji.training().references)


def _shortlist(query: np.ndarray, k: int, rows: np.ndarray) -> np.ndarray:
    """The k of some rows that are nearest by pixels in float32; exact sums take four times as long."""
    with one_thread:
        wanted = torch.from_numpy(query).float() - 128
        found = torch.cat([((block - 128) @ wanted) for block in _blocks()])  # (N,): the products
        squares = _norms() - 2 * found
        near = squares[torch.from_numpy(rows)].topk(min(k, len(rows)), largest=False).indices
    return rows[near.numpy()]


def _blocks(size: int = 1024):
    """The training drawings' pixels in float32, one part at a time: all of them take 58 MB."""
    images = torch.from_numpy(emoji.training().images).flatten(1)
    for start in range(0, len(images), size):
        yield images[start : start + size].float()


@functools.cache
def _norms() -> torch.Tensor:
    return torch.cat([((block - 128) ** 2).sum(1) for block in _blocks()])
