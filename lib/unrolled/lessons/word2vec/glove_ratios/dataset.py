"""Which words stand near which: co-occurrences in a corpus, as GloVe counts them.

Pennington, Socher and Manning, *GloVe: Global Vectors for Word Representation*,
EMNLP 2014: X_ij says how often word j stands in the context of word i, and
P(j | i) = X_ij / X_i is its share of all that stands there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from unrolled.datasets.words import END, MemoryCorpus, WordCorpus

PIECE = 2**19  # numbers of the corpus counted at a time


def counted(corpus: WordCorpus, largest: int, window: int = 10, *, weighted: bool = True) -> np.ndarray:
    """``(V, V)`` float32, X for the most frequent words.

    Args:
        corpus: no window reaches over the end of one of its lines; words left out of the table keep their place.
        largest: V, how many words, at most.
        window: words on each side.
        weighted: a word d places away counts 1 / d, as GloVe has it; else 1.
    """
    V = min(largest, len(corpus.vocabulary))
    table = np.zeros(V * V, np.float32)
    tail = np.full(1, END, np.int32)  # the end of the piece before, for the windows that begin there
    for piece in corpus.pieces(PIECE):
        ids = np.concatenate([tail, piece]).astype(np.int64)
        line = np.cumsum(ids == END)
        for d in range(1, window + 1):
            first, second = ids[:-d], ids[d:]
            fits = (first >= 0) & (second >= 0) & (first < V) & (second < V) & (line[:-d] == line[d:])
            fits[: max(len(tail) - d, 0)] = False  # both lie in the piece before
            np.add.at(table, first[fits] * V + second[fits], np.float32(1 / d if weighted else 1))
        tail = ids[-window:].astype(np.int32)
    square = table.reshape(V, V)
    for i in range(V):  # square + square.T, row by row: a table of 4,000 words is 64 MB, and two are too many
        square[i, i:] += square[i:, i]
        square[i:, i] = square[i, i:]
    return square


@dataclass(frozen=True)
class Contexts:
    """A corpus that is asked what stands around a word, for any word of it, without a table.

    Attributes:
        corpus: in memory.
        lines: ``(N,)`` the number of the line that each place of its row lies in.
    """

    corpus: MemoryCorpus
    lines: np.ndarray

    @classmethod
    def of(cls, corpus: MemoryCorpus) -> Contexts:
        """Made ready in some milliseconds."""
        lines = (corpus.ids == END).astype(np.int32)
        return cls(corpus, np.cumsum(lines, out=lines))

    def around(self, word: int, window: int) -> np.ndarray:
        """``(V,)`` int64, how often each word stands at most ``window`` places from the word, on either side.

        Args:
            word: its number.
            window: places.
        """
        ids, V = self.corpus.ids, len(self.corpus.vocabulary)
        at = np.flatnonzero(ids == word)
        found = np.zeros(V, np.int64)
        for d in (*range(-window, 0), *range(1, window + 1)):
            there = at[(at + d >= 0) & (at + d < len(ids))]
            there = there[self.lines[there] == self.lines[there + d]] + d
            beside = ids[there]
            found += np.bincount(beside[beside >= 0], minlength=V)
        return found
