"""What one training pair costs with the full softmax, with Huffman's tree, and with negative sampling: time measured.

Words come as often as in the English corpus; where that has no more words, they go on by Zipf's law. A fourth row is
the full softmax at its best, many pairs at a time as products of matrices.
"""

from __future__ import annotations

import time
from itertools import chain

import numpy as np
import torch

from unrolled.models.output_layers import huffman_paths
from unrolled.training.word2vec import noise_shares

NAME = "output_cost"
FORMS = ("full", "tree", "sampled", "batch")
NEGATIVES = 5
BATCH = 256  # pairs of the fourth row
RATE = np.float32(0.025)


def extended(counts: np.ndarray, V: int) -> np.ndarray:
    """``(V,)`` counts of the V most frequent words; where there are too few, Zipf's law goes on: count by 1 / rank."""
    if len(counts) >= V:
        return counts[:V]
    ranks = np.arange(len(counts) + 1, V + 1)
    return np.concatenate([counts, np.maximum(1, counts[-1] * len(counts) / ranks).astype(counts.dtype)])


class Layers:
    """Vectors and pairs for all forms, drawn from one seed.

    Args:
        counts: of the V words.
        D: dimensions.
        K: negatives.
        pairs: how many are drawn.
    """

    def __init__(self, counts: np.ndarray, D: int, K: int = NEGATIVES, pairs: int = 2**14):
        from unrolled.lessons.word2vec.output_cost.recipe import (
            kernels as output_cost_kernels,  # numba is loaded by whoever measures
        )

        self.kernels = output_cost_kernels
        V, generator = len(counts), np.random.default_rng(0)
        self.inputs, self.outputs = (generator.standard_normal((V, D), np.float32) / 10 for _ in range(2))
        self.words, self.targets = generator.choice(V, (2, pairs), p=counts / counts.sum())
        self.negatives = generator.choice(V, (pairs, K), p=noise_shares(counts, 0.75))
        paths = huffman_paths(counts.tolist())
        self.begins = np.concatenate([[0], np.cumsum([len(path) for path in paths])])
        self.nodes = np.array([node for node, _ in chain(*paths)])
        self.turns = np.array([1 - 2 * bit for _, bit in chain(*paths)], np.float32)

    def step(self, form: str, first: int, last: int) -> None:
        """Train on some of the pairs, one after the other; those of "batch" all at once."""
        words, targets = self.words[first:last], self.targets[first:last]
        if form == "full":
            self.kernels.full(self.inputs, self.outputs, words, targets, RATE)
        elif form == "tree":
            self.kernels.walk(
                self.inputs, self.outputs[1:], self.begins, self.nodes, self.turns, words, targets, RATE
            )  # fmt: skip
        elif form == "sampled":
            self.kernels.sampled(self.inputs, self.outputs, words, targets, self.negatives[first:last], RATE)
        else:
            self._batch(torch.from_numpy(words), torch.from_numpy(targets))

    def _batch(self, words: torch.Tensor, targets: torch.Tensor) -> None:
        inputs, outputs = torch.from_numpy(self.inputs), torch.from_numpy(self.outputs)
        hidden = inputs[words]  # (P, D)
        pull = torch.softmax(hidden @ outputs.T, dim=1).neg_()  # (P, V)
        pull[torch.arange(len(words)), targets] += 1
        change = pull @ outputs  # (P, D)
        outputs.addmm_(pull.T, hidden, alpha=float(RATE))
        inputs.index_add_(0, words, change, alpha=float(RATE))


def seconds_a_pair(layers: Layers, form: str, seconds: float) -> float:
    """Time of one pair: the median of five runs that last about so many seconds together, after one to warm up."""
    block = BATCH if form == "batch" else 1
    layers.step(form, 0, block)
    began = time.perf_counter()
    layers.step(form, 0, block)
    once = (time.perf_counter() - began) / block
    size = int(np.clip(seconds / 5 / once // block * block, block, len(layers.words) // block * block))
    times = []
    for _ in range(5):
        began = time.perf_counter()
        for first in range(0, size, block if form == "batch" else size):
            layers.step(form, first, min(first + block, size) if form == "batch" else size)
        times.append((time.perf_counter() - began) / size)
        if sum(times) * size > 3 * seconds:
            break
    return float(np.median(times))


def measure(counts: np.ndarray, V: int, D: int, *, seconds: float = 2.0, forms: tuple[str, ...] = FORMS) -> dict:
    """Microseconds for one pair, by form, on one thread."""
    layers = Layers(extended(counts, V), D)
    return {
        "V": V,
        "D": D,
        "K": NEGATIVES,
        "microseconds": {form: round(1e6 * seconds_a_pair(layers, form, seconds), 3) for form in forms},
    }
