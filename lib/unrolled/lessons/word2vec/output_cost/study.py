"""Microseconds for a training pair by form of the output, vocabulary and dimensions; Huffman's trees.

    python -m unrolled.lessons.word2vec.output_cost.study

writes ``data/results/output_cost.json``. Of the trees: mean way to a word by vocabulary, and the codes of some words.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np
import torch

from unrolled.datasets import word_counts
from unrolled.datasets.words import WordVocabulary
from unrolled.lessons.word2vec.output_cost.recipe import BATCH, NAME, NEGATIVES, extended, measure
from unrolled.models.output_layers import huffman_lengths, huffman_parents
from unrolled.training.results import begin_study, collect

VOCABULARIES = (1_000, 3_000, 10_000, 30_000, 100_000)
DIMENSIONS = (100, 300)
POWERS = np.round(np.arange(2, 6.01, 0.05), 2)  # of ten: vocabularies for which the tree is made
WORDS = ("the", "in", "which", "water", "city", "river", "dog", "piano", "zebra")


def tree(vocabulary: WordVocabulary, V: int) -> dict[str, Any]:
    """Huffman's tree over the V most frequent words: its mean way, the entropy of the words, and some codes."""
    counts = extended(vocabulary.counts, V)
    shares = counts / counts.sum()
    numbers = {word: vocabulary.number(word) for word in WORDS}
    parents = huffman_parents(counts.tolist())
    return {
        "V": V,
        "nodes": round(float(shares @ huffman_lengths(counts.tolist())), 4),
        "entropy": round(float(-shares @ np.log2(shares)), 4),
        "codes": {word: code(parents, number) for word, number in numbers.items() if number < V},
    }


def code(parents: list[tuple[int, int]], leaf: int) -> str:
    """The bits from the root down to a leaf."""
    bits, here = "", leaf
    while here < len(parents):
        here, bit = parents[here]
        bits = f"{bit}{bits}"
    return bits


def trees() -> dict[str, Any]:
    """The trees of all vocabularies, and the rank of the words whose codes are told."""
    vocabulary = word_counts.counts()
    ranks = {word: vocabulary.number(word) + 1 for word in WORDS}
    return {"counted": len(vocabulary), "ranks": ranks, "trees": [tree(vocabulary, round(10**x)) for x in POWERS]}


def jobs() -> dict[str, Callable[[], dict[str, Any]]]:
    """All measurements by name."""

    def one(V: int, D: int) -> dict[str, Any]:
        return measure(word_counts.counts().counts, V, D)

    return {"trees": trees} | {
        f"V = {V}, D = {D}": functools.partial(one, V, D) for D in DIMENSIONS for V in VOCABULARIES
    }


def main() -> None:
    """Run what the result file does not hold yet."""
    anew = begin_study(__doc__)
    torch.set_num_threads(1)
    about = {
        "what": "microseconds for one training pair, one thread, float32: forward, gradient and update",
        "command": "python -m unrolled.lessons.word2vec.output_cost.study",
        "forms": {
            "full": "softmax over all V outputs, pair by pair",
            "tree": "hierarchical softmax, Huffman's tree, pair by pair",
            "sampled": f"negative sampling with {NEGATIVES} negatives, pair by pair",
            "batch": f"the full softmax, {BATCH} pairs at a time by products of matrices",
        },
        "words": "drawn by their counts in the English corpus, and by Zipf's law beyond its 39,429 words",
    }
    collect(NAME, about, jobs(), anew=anew)


if __name__ == "__main__":
    main()
