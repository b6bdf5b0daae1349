"""A training of word vectors that ends when its seconds are over, with the rate at zero by then.

The rate of word2vec falls with the words read, so these must be known before
the first step: the pace is measured first, and the corpus then goes round and
round until so many words have come, part of a pass included. Its lines are in
random order, so part of a pass is like a small corpus, not like its beginning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from unrolled.datasets.words import MemoryCorpus, WordVocabulary
from unrolled.training.word2vec import Recipe, start, train

TRIAL = 0.5  # seconds of measuring the pace
MARGIN = 0.95  # of what the pace allows, as a processor seldom gets faster during a run
WARM = 2_000  # numbers that the compiled loops are woken with


@dataclass(frozen=True)
class Rounds:
    """A corpus that goes round and round, as one single pass of so many numbers.

    Attributes:
        corpus: in memory.
        passes: over it, 0.1 or 3.7 as well as 5.
    """

    corpus: MemoryCorpus
    passes: float

    @property
    def vocabulary(self) -> WordVocabulary:
        """Of the corpus."""
        return self.corpus.vocabulary

    @property
    def raw_words(self) -> int:
        """Words of all passes together."""
        return max(1, round(self.passes * self.corpus.raw_words))

    @property
    def numbers(self) -> int:
        """How long the row of all passes is."""
        return max(1, round(self.passes * self.corpus.numbers))

    def pieces(self, size: int) -> Iterator[np.ndarray]:
        """The row of all passes, in pieces of at most ``size`` numbers."""
        left = self.numbers
        while left > 0:
            for piece in self.corpus.pieces(size):
                yield piece[:left]
                left -= len(piece)
                if left <= 0:
                    return


def pace(corpus: MemoryCorpus, recipe: Recipe, seconds: float = TRIAL) -> float:
    """Raw words a second on this machine now, by training on vectors that are thrown away.

    The first training after an installation compiles its loops, which takes some
    seconds more; these don't count.
    """
    trial = start(corpus, replace(recipe, epochs=1))
    for _ in train(trial, replace(corpus, ids=corpus.ids[:WARM])):
        pass
    trial = start(corpus, replace(recipe, epochs=1))
    return next(train(trial, Rounds(corpus, 1e6), every=seconds)).pace


def affordable(corpus: MemoryCorpus, words_a_second: float, seconds: float) -> float:
    """Passes over the corpus that end within so many seconds, those of :func:`pace` included."""
    return max(1e-3, MARGIN * words_a_second * (seconds - TRIAL) / corpus.raw_words)
