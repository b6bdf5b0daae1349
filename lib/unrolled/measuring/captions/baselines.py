"""Baselines for captions: the most frequent one, that of the nearest picture, and the neighbours' consensus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

import numpy as np

from unrolled.measuring.captions.cider import similarity, weighted
from unrolled.measuring.captions.words import CaptionsError
from unrolled.measuring.records.captions import Frequencies

QUERIES, KEYS = 256, 1024  # rows compared at once
DECIMALS = 9  # smaller differences are rounding: equal pictures must tie, in whatever order products are added


def most_frequent(training: Sequence[str]) -> str:
    """The caption that occurs most often; among equally frequent ones the first.

    Raises:
        CaptionsError: if there is none.
    """
    if not training:
        raise CaptionsError("There is no training caption to choose from.")
    return Counter(training).most_common(1)[0][0]


def nearest(
    queries: np.ndarray, keys: np.ndarray, k: int, *, metric: Literal["cosine", "euclidean"] = "cosine"
) -> tuple[np.ndarray, np.ndarray]:
    """The k nearest keys of each query, nearest first; among equally near ones the first.

    Besides arguments and results it needs memory for 256 rows of queries and distances and for 1,024 rows of keys,
    in float64, which makes sums of whole numbers such as pixels exact.

    Args:
        queries: ``(M, D)`` of any real dtype.
        keys: ``(N, D)``.
        k: from 1 to N.
        metric: "cosine" is 1 - cosine, from 0 to 2, where a row of zeros has distance 1 to all; or "euclidean".

    Returns:
        Indices into ``keys`` ``(M, k)`` int64, and distances ``(M, k)`` float64.

    Raises:
        CaptionsError: if the shapes do not fit together, k is out of range, the metric is unknown,
            or a number is not finite.
    """
    queries, keys = np.asarray(queries), np.asarray(keys)
    if queries.ndim != 2 or keys.ndim != 2 or queries.shape[1] != keys.shape[1]:
        raise CaptionsError(f"Queries {queries.shape} and keys {keys.shape} need two axes, the second equally long.")
    if not 1 <= k <= len(keys):
        raise CaptionsError(f"There are {len(keys)} keys: k must be from 1 to {len(keys)}, not {k}.")
    if metric not in ("cosine", "euclidean"):
        raise CaptionsError(f'The metric is "cosine" or "euclidean", not {metric!r}.')
    indices, distances = np.empty((len(queries), k), dtype=np.int64), np.empty((len(queries), k))
    for start in range(0, len(queries), QUERIES):
        rows = slice(start, start + QUERIES)
        found = _distances(queries[rows].astype(np.float64), keys, metric)
        if not np.isfinite(found).all():
            raise CaptionsError("Queries and keys must be finite numbers.")
        for row, line in enumerate(found, start):
            limit = np.partition(line, k - 1)[k - 1]
            near = np.flatnonzero(line <= limit)  # argpartition alone would choose arbitrarily among ties
            indices[row] = near[np.argsort(line[near], kind="stable")][:k]
            distances[row] = line[indices[row]]
    return indices, np.sqrt(distances) if metric == "euclidean" else distances


def _distances(queries: np.ndarray, keys: np.ndarray, metric: str) -> np.ndarray:
    """``(Q, N)`` cosine distances, or squared Euclidean ones, in float64."""
    found = np.empty((len(queries), len(keys)))
    own = np.einsum("qd,qd->q", queries, queries)[:, None]
    for start in range(0, len(keys), KEYS):
        columns = slice(start, start + KEYS)
        block = keys[columns].astype(np.float64)
        products, others = queries @ block.T, np.einsum("nd,nd->n", block, block)
        if metric == "cosine":
            norms = np.sqrt(own) * np.sqrt(others)
            found[:, columns] = 1 - products / np.where(norms == 0, 1, norms)
        else:
            found[:, columns] = own + others - 2 * products
    np.round(found, DECIMALS, out=found)
    return np.maximum(found, 0, out=found)


def consensus_scores(captions: Sequence[str], frequencies: Frequencies, *, most: int | None = None) -> np.ndarray:
    """How well each of K captions stands for the others (Devlin et al. 2015, arXiv 1505.04467).

    The score is the mean similarity to the ``most`` others that are most similar, so outliers among the neighbours do
    no harm. The paper tries BLEU and CIDEr as similarity; this is CIDEr-D. Equal captions of
    different neighbours support each other.

    Args:
        captions: those of the nearest neighbours.
        frequencies: of the training captions.
        most: how many others count (the size of the paper's subset of candidates); all by default.

    Returns:
        ``(K,)``, from 0 to 10.

    Raises:
        CaptionsError: if there is no caption, or ``most`` is below 1.
    """
    if not len(captions):
        raise CaptionsError("There is no caption to choose from: ask for at least one neighbour.")
    if most is not None and most < 1:
        raise CaptionsError(f"A consensus needs at least one other caption to compare with, not {most}.")
    if len(captions) == 1:
        return np.zeros(1)
    texts = list(dict.fromkeys(captions))
    vectors = [weighted(text, frequencies) for text in texts]
    pairs = np.array([[similarity(a, b) for b in vectors] for a in vectors])
    places = [texts.index(caption) for caption in captions]
    found = pairs[np.ix_(places, places)]  # (K, K)
    np.fill_diagonal(found, -1)  # a caption is not compared with itself: -inf sorts it last, and it is cut off
    best = -np.sort(-found, axis=1)[:, : min(most or len(captions), len(captions) - 1)]
    return best.mean(1).round(DECIMALS)


def consensus(captions: Sequence[str], frequencies: Frequencies, *, most: int | None = None) -> str:
    """The caption with the highest consensus score; the first wins a tie, so sort by nearness.

    Raises:
        CaptionsError: if there is no caption, or ``most`` is below 1.
    """
    return captions[int(consensus_scores(captions, frequencies, most=most).argmax())]
