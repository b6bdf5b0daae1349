"""Passages of two genres that a few words tell apart, and vectors of those words."""

import numpy as np

from unrolled.datasets.word_vectors import WordVectors
from unrolled.lessons.encodings.genres.dataset import Passages

VECTORS = WordVectors.of(
    ["ship", "sea", "tax", "law", "the"], np.random.default_rng(0).normal(size=(5, 4)), "five words"
)


def made(texts: int = 30, each: int = 3) -> Passages:
    """Passages of two genres: ships at sea, and tax law; each text has a word of its own."""
    lines, labels, numbers = [], [], []
    for text in range(texts):
        for _ in range(each):
            topic = "ship ship sea" if text % 2 else "tax tax law"
            lines.append((topic, "the the the the the", f"own{text} own{text} own{text}"))
            labels.append(text % 2)
            numbers.append(text)
    return Passages(("news", "mystery"), np.array(labels), np.array(numbers), tuple(lines))
