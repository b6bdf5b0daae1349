"""Phrases: pairs of words that stand together more often than chance has it become one word, New_York.

The score of a pair ab is

    (count(ab) - δ) N / (count(a) count(b))

with N words in the corpus. Mikolov and others, *Distributed Representations of
Words and Phrases and their Compositionality*, arXiv 1310.4546, equation 6, have
it without N; their program, word2phrase.c, multiplies by N, so that one
threshold suits corpora of all sizes. With δ = 0 it is how many times more
often the pair comes than if words were drawn one by one. δ is a number of
occurrences taken away from each pair, so that rare pairs do not win by luck.

A second pass over the joined corpus makes longer phrases. No pair reaches over
the end of a line.
"""

from __future__ import annotations

import functools
import io
from dataclasses import dataclass

import numpy as np

from unrolled.datasets import word_counts
from unrolled.datasets.paths import committed_bytes
from unrolled.datasets.words import END, MemoryCorpus, WordVocabulary

FILE = "english_bigrams.npz"
SHA256 = "4bc6996e9a2864353a9abbb780e1cea627226aeda36f0f0e43119152c3d664d4"
THRESHOLD, DISCOUNT = 100.0, 5.0  # the defaults of word2phrase.c
LEAST_COUNT, LEAST_SCORE = 5, 2.0  # of the pairs in the committed table


@dataclass(frozen=True, eq=False)  # one table is itself alone: scores are kept by table
class Bigrams:
    """Pairs of neighbouring words, counted.

    Attributes:
        vocabulary: V words and how often each occurs; N of them all together.
        first, second: ``(P,)`` numbers of the two words of each pair.
        together: ``(P,)`` how often they stand side by side in this order.
    """

    vocabulary: WordVocabulary
    first: np.ndarray
    second: np.ndarray
    together: np.ndarray

    def __len__(self) -> int:
        return len(self.together)

    def name(self, k: int) -> str:
        """A pair as one word."""
        return f"{self.vocabulary.words[self.first[k]]}_{self.vocabulary.words[self.second[k]]}"

    @functools.cached_property
    def places(self) -> dict[tuple[int, int], int]:
        """The place of each pair in the table, by the numbers of its words."""
        return {pair: k for k, pair in enumerate(zip(self.first.tolist(), self.second.tolist(), strict=True))}

    def scores(self, discount: float = DISCOUNT) -> np.ndarray:
        """``(P,)`` the score of each pair; below 0 where it comes less often than the discount."""
        counts = self.vocabulary.counts
        singles = counts[self.first] * counts[self.second].astype(float)
        return (self.together - discount) * int(counts.sum()) / singles

    def kept(self, pairs: np.ndarray) -> Bigrams:
        """Some of the pairs."""
        return Bigrams(self.vocabulary, self.first[pairs], self.second[pairs], self.together[pairs])


def count(corpus: MemoryCorpus) -> Bigrams:
    """Count all pairs of a corpus."""
    V = len(corpus.vocabulary)
    there = _starts(corpus.ids)
    keys, together = np.unique(corpus.ids[:-1][there].astype(np.int64) * V + corpus.ids[1:][there], return_counts=True)
    return Bigrams(corpus.vocabulary, keys // V, keys % V, together)


def _starts(ids: np.ndarray) -> np.ndarray:
    """``(N - 1,)`` whether a pair begins at each place, and is not cut by the end of a line."""
    return (ids[:-1] != END) & (ids[1:] != END)


def join(corpus: MemoryCorpus, *, threshold: float = THRESHOLD, discount: float = DISCOUNT) -> MemoryCorpus:
    """The corpus with each pair above the threshold as one word, from left to right, as word2phrase.c does it.

    Where three words make two such pairs, the first pair is joined; call it again for longer phrases.
    """
    found, V = count(corpus), len(corpus.vocabulary)
    chosen = np.flatnonzero(found.scores(discount) > threshold)
    keys = found.first[chosen] * V + found.second[chosen]  # in ascending order, as np.unique has left them
    pair = corpus.ids[:-1].astype(np.int64) * V + corpus.ids[1:]
    place = np.searchsorted(keys, pair)
    hit = (
        _starts(corpus.ids) & (keys[np.minimum(place, len(keys) - 1)] == pair)
        if len(keys)
        else np.zeros(len(pair), bool)
    )
    joined = every_second(hit)
    ids = corpus.ids.astype(np.int64)
    ids[:-1][joined] = V + place[joined]
    ids = np.delete(ids, 1 + np.flatnonzero(joined))
    names = corpus.vocabulary.words + tuple(found.name(int(k)) for k in chosen)
    return _counted_anew(names, ids, corpus.raw_words)


def every_second(hit: np.ndarray) -> np.ndarray:
    """Of each run of hits the first, the third and so on: pairs that do not share a word.

    >>> every_second(np.array([True, True, True, False, True, True])).astype(int).tolist()
    [1, 0, 1, 0, 1, 0]
    """
    places = np.arange(len(hit))
    before = np.maximum.accumulate(np.where(hit, -1, places)) if len(hit) else places  # the last miss, or -1
    return hit & ((places - before) % 2 == 1)


def _counted_anew(names: tuple[str, ...], ids: np.ndarray, raw_words: int) -> MemoryCorpus:
    """A corpus from its row, with numbers by frequency again; words that were all joined away are left out."""
    often = np.bincount(ids[ids != END], minlength=len(names))
    order = np.lexsort((np.array(names), -often))
    order = order[often[order] > 0]
    number = np.zeros(len(names), np.int64)
    number[order] = np.arange(len(order))
    vocabulary = WordVocabulary([names[k] for k in order], often[order])
    return MemoryCorpus(vocabulary, np.where(ids == END, END, number[ids]).astype(np.int32), raw_words)


def worth_keeping(found: Bigrams) -> Bigrams:
    """The pairs of the committed table: whatever the discount, a pair left out scores less than LEAST_SCORE."""
    enough = (found.together >= LEAST_COUNT) & (found.scores(0.0) >= LEAST_SCORE)
    return found.kept(np.flatnonzero(enough))


def pack(found: Bigrams) -> bytes:
    """A table as a file: pairs in order of their first word, the steps from one number to the next stored."""
    packed = io.BytesIO()
    np.savez_compressed(
        packed,
        first=np.diff(found.first, prepend=0).astype(np.uint16),
        second=found.second.astype(np.uint16),
        together=found.together.astype(np.uint16),
    )
    return packed.getvalue()


def unpack(packed: bytes, vocabulary: WordVocabulary) -> Bigrams:
    """The inverse of :func:`pack`."""
    with np.load(io.BytesIO(packed)) as held:
        steps, second, together = (held[name].astype(np.int64) for name in ("first", "second", "together"))
        return Bigrams(vocabulary, np.cumsum(steps), second, together)


@functools.cache
def bigrams() -> Bigrams:
    """The pairs of the English corpus that come five times or more and score 2 or more at δ = 0.

    Raises:
        CorpusError: if the file is missing or is not the one this version was made with.
    """
    return unpack(committed_bytes(FILE, SHA256, "pairs of words"), word_counts.counts())
