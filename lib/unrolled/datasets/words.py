"""Words as numbers: vocabularies with counts, and corpora of word numbers in memory or on disk.

V is the size of a vocabulary. A corpus is a row of word numbers, with END
after each line of its text; windows of word2vec do not cross an END.
"""

from __future__ import annotations

import difflib
import itertools
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from unrolled.datasets.word_breaks import lowered, tokens
from unrolled.runtime import UnrolledError
from unrolled.runtime.files import writing

END = -1  # in a row of word numbers: the line ends here
BLOCK = 2**16  # lines encoded at a time when a corpus goes to disk


class UnknownWordError(UnrolledError, ValueError):
    """A word that a vocabulary does not hold.

    Attributes:
        word: as it was entered.
        spellings: the nearest known words, best first.
    """

    def __init__(self, word: str, spellings: Sequence[str], size: int):
        self.word, self.spellings = word, tuple(spellings)
        near = f"did you mean {' or '.join(f'“{one}”' for one in spellings)}?" if spellings else "try another word."
        super().__init__(f"“{word}” is not among the {size:,} words here: {near}")


class EmptyCorpusError(UnrolledError, ValueError):
    """A text without enough words to learn from."""


def nearest_spellings(word: str, words: Iterable[str], count: int = 3) -> list[str]:
    """Known words that are spelt like ``word``, best first; only those of about its length are considered."""
    lowered = word.lower()
    near = [one for one in words if abs(len(one) - len(lowered)) <= 2 and set(one[:2]) & set(lowered[:2])]
    return difflib.get_close_matches(lowered, near, n=count, cutoff=0.6)


class WordVocabulary:
    """Words with a number from 0 to V - 1, the most frequent first.

    Args:
        words: in the order of their numbers.
        counts: ``(V,)`` how often each occurs, or None if they were not counted.

    Raises:
        EmptyCorpusError: if there is no word.
        ValueError: if a word comes twice, or there are more or fewer counts than words.
    """

    def __init__(self, words: Sequence[str], counts: Sequence[int] | np.ndarray | None = None):
        self.words = tuple(words)
        self.counts = np.zeros(len(self.words), np.int64) if counts is None else np.asarray(counts, dtype=np.int64)
        self._ids = {word: k for k, word in enumerate(self.words)}
        if not self.words:
            raise EmptyCorpusError("There is no word to learn from: put in a text, or ask for rarer words too.")
        if len(self._ids) < len(self.words) or len(self.counts) != len(self.words):
            raise ValueError("A vocabulary has each word once, and one count for each word.")

    @classmethod
    def count(cls, lines: Iterable[str], *, least: int = 1, largest: int | None = None) -> WordVocabulary:
        """A vocabulary of the words in some lines of text.

        Args:
            lines: text.
            least: how often a word must occur to be kept.
            largest: the most words to keep; the most frequent ones stay.
        """
        return cls.of_counts(Counter(word for line in lines for word in tokens(line)), least=least, largest=largest)

    @classmethod
    def of_counts(cls, counted: Counter[str], *, least: int = 1, largest: int | None = None) -> WordVocabulary:
        """A vocabulary from counts; words of equal count come in alphabetical order."""
        kept = sorted((pair for pair in counted.items() if pair[1] >= least), key=lambda pair: (-pair[1], pair[0]))
        return cls([word for word, _ in kept[:largest]], [number for _, number in kept[:largest]])

    def __len__(self) -> int:
        return len(self.words)

    def __contains__(self, word: str) -> bool:
        return word in self._ids

    def number(self, word: str) -> int:
        """The number of a word, as it is spelt or in lower case and composed form.

        Raises:
            UnknownWordError: if it is unknown; the error names the nearest spellings.
        """
        found = self._ids.get(word, self._ids.get(lowered(word)))
        if found is None:
            raise UnknownWordError(word, nearest_spellings(word, self.words), len(self))
        return found

    def encode(self, words: Iterable[str]) -> np.ndarray:
        """The numbers of the known words, ``(N,)`` int32; unknown ones are left out."""
        return np.array([self._ids[word] for word in words if word in self._ids], dtype=np.int32)

    def shares(self) -> np.ndarray:
        """``(V,)`` the share of each word among all that were counted and kept."""
        return self.counts / max(int(self.counts.sum()), 1)


def encode_lines(lines: Iterable[str], vocabulary: WordVocabulary) -> tuple[np.ndarray, int]:
    """Lines as one row of word numbers with END after each line.

    Returns:
        ``(N,)`` int32, and the number of words in the lines, including those left out.
    """
    known, raw = vocabulary._ids, 0
    ids = array("h" if len(vocabulary) < 2**15 else "i")  # a list would take four times the memory
    for line in lines:
        words = tokens(line)
        raw += len(words)
        ids.extend([known[word] for word in words if word in known])
        ids.append(END)
    return np.array(ids, dtype=np.int32), raw


class WordCorpus(Protocol):
    """What the word2vec trainer needs of a corpus."""

    @property
    def vocabulary(self) -> WordVocabulary:
        """Its words."""

    @property
    def raw_words(self) -> int:
        """The number of words in its text, including those left out of the vocabulary."""

    @property
    def numbers(self) -> int:
        """How long its row is, ENDs included."""

    def pieces(self, size: int) -> Iterator[np.ndarray]:
        """One pass: rows of at most ``size`` word numbers, int32, END after each line."""


@dataclass(frozen=True)
class MemoryCorpus:
    """A corpus in memory.

    Attributes:
        vocabulary: its words.
        ids: ``(N,)`` int32 word numbers with END after each line.
        raw_words: the number of words in its text, including those left out of the vocabulary.
    """

    vocabulary: WordVocabulary
    ids: np.ndarray
    raw_words: int

    @classmethod
    def of(cls, lines: Iterable[str], *, least: int = 1, largest: int | None = None) -> MemoryCorpus:
        """Count words and encode them, in one pass: words are numbered as they occur, and renumbered at the end.

        Raises:
            EmptyCorpusError: if fewer than two different words are left.
        """
        met: defaultdict[str, int] = defaultdict(itertools.count().__next__)
        ids = array("i")
        for line in lines:
            ids.extend([met[word] for word in tokens(line)])
            ids.append(END)
        row = np.frombuffer(ids, np.int32) if ids else np.empty(0, np.int32)  # the same memory
        blocks = [slice(first, first + BLOCK) for first in range(0, len(row), BLOCK)]
        counts = np.zeros(len(met) + 1, np.int64)  # the first of them: how often END came
        for block in blocks:
            counts += np.bincount(row[block] - END, minlength=len(counts))
        often = Counter({word: count for word, count in zip(met, counts[1:].tolist(), strict=True) if count >= least})
        vocabulary = WordVocabulary.of_counts(often, least=least, largest=largest)
        _enough(vocabulary)
        left_out = END - 1
        anew = np.array([*(vocabulary._ids.get(word, left_out) for word in met), END], np.int32)  # at -1 that of END
        del met
        for block in blocks:
            row[block] = anew[row[block]]
        return cls(vocabulary, row[row != left_out], int(counts[1:].sum()))

    def shuffled(self, order: Sequence[int] | np.ndarray) -> MemoryCorpus:
        """A corpus of the same lines in another order.

        Args:
            order: for each place, the number of the line that goes there.
        """
        last = np.flatnonzero(self.ids == END) + 1
        first = np.concatenate([[0], last[:-1]])
        ids, filled = np.empty_like(self.ids), 0
        for block in range(0, len(order), BLOCK // 8):  # in parts: the array of places would be large
            lines = order[block : block + BLOCK // 8]
            lengths = last[lines] - first[lines]
            ends = np.cumsum(lengths)
            places = np.arange(ends[-1]) + np.repeat(first[lines] - ends + lengths, lengths)
            ids[filled : filled + len(places)] = self.ids[places]
            filled += len(places)
        return MemoryCorpus(self.vocabulary, ids, self.raw_words)

    @property
    def numbers(self) -> int:
        """See :class:`WordCorpus`."""
        return len(self.ids)

    def pieces(self, size: int) -> Iterator[np.ndarray]:
        """See :class:`WordCorpus`."""
        for start in range(0, len(self.ids), size):
            yield self.ids[start : start + size]


@dataclass(frozen=True)
class DiskCorpus:
    """A corpus whose numbers stay on disk: only the current piece is in memory.

    Attributes:
        vocabulary: its words.
        path: a file of int32 word numbers.
        raw_words: as in :class:`MemoryCorpus`.
    """

    vocabulary: WordVocabulary
    path: Path
    raw_words: int

    @classmethod
    def write(
        cls, path: Path, lines: Callable[[], Iterable[str]], *, least: int = 1, largest: int | None = None
    ) -> DiskCorpus:
        """Read a text twice, once to count and once to write its numbers; it is never in memory as a whole.

        Args:
            path: of the file to write.
            lines: returns the lines; called once for each of the two passes.
            least: how often a word must occur to be kept.
            largest: how many words are kept at most.

        Raises:
            EmptyCorpusError: if fewer than two different words are left.
            FileError: if there is no room for the file.
        """
        vocabulary = WordVocabulary.count(lines(), least=least, largest=largest)
        _enough(vocabulary)
        raw = 0
        with writing(path), path.open("wb") as file:
            for block in _blocks(lines()):
                ids, read = encode_lines(block, vocabulary)
                file.write(ids.tobytes())
                raw += read
        return cls(vocabulary, path, raw)

    @property
    def numbers(self) -> int:
        """See :class:`WordCorpus`."""
        return self.path.stat().st_size // np.dtype(np.int32).itemsize

    def pieces(self, size: int) -> Iterator[np.ndarray]:
        """See :class:`WordCorpus`."""
        with self.path.open("rb") as file:
            while len(piece := np.fromfile(file, dtype=np.int32, count=size)):
                yield piece


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        block.append(line)
        if len(block) == BLOCK:
            yield block
            block = []
    yield block


def _enough(vocabulary: WordVocabulary) -> None:
    if len(vocabulary) < 2:
        raise EmptyCorpusError(
            f"The text has a single word, “{vocabulary.words[0]}”, and nothing to tell it from: put in more text."
        )
