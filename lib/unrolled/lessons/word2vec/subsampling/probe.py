"""Subsampling: which words are left out at a threshold, what that does to the windows, and to the vectors."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence

import numpy as np

from unrolled.datasets.word_breaks import spans
from unrolled.datasets.words import WordVocabulary, encode_lines
from unrolled.lessons.word2vec.subsampling.record import Study, Subsampling, Token
from unrolled.runtime import UnrolledError
from unrolled.training.results import load_results
from unrolled.training.word2vec import keep_chances

NAME = "subsampling"
THRESHOLDS = (0.0, 1e-3, 1e-4, 1e-5)  # 0: every word is kept
WINDOW = 5
MARKED = ("the", "in", "which", "river", "dog", "piano", "zebra")
LONGEST = 900  # characters of a passage
GRID = np.geomspace(1e-6, 0.1, 101)
SCORES = ("words_per_second", "WordSim353", "SimLex999", "analogies")


class PassageError(UnrolledError, ValueError):
    """A passage that nothing can be shown of."""


def keep_by_paper(shares: np.ndarray, threshold: float) -> np.ndarray:
    """``(V,)`` the chance of each word to be kept, sqrt(t / f), at most 1 (arXiv 1310.4546, equation 5)."""
    return np.minimum(1.0, np.sqrt(threshold / np.maximum(shares, 1e-12)))


FORMULAS: dict[str, Callable[[np.ndarray, float], np.ndarray]] = {"paper": keep_by_paper, "program": keep_chances}


class Sampler:
    """A corpus's counts, and some of its text to measure windows on.

    Args:
        vocabulary: with counts.
        lines: text.
        seed: of the random numbers, one for each word of the lines.
    """

    def __init__(self, vocabulary: WordVocabulary, lines: Sequence[str], seed: int = 0):
        self.vocabulary, self.shares = vocabulary, vocabulary.shares()
        self._ids, _ = encode_lines(lines, vocabulary)
        self._noise = np.random.default_rng(seed).random(len(self._ids))
        self._lines = np.cumsum(self._ids < 0)
        self.measured = int((self._ids >= 0).sum())

    def reach(self, chances: np.ndarray, window: int = WINDOW) -> float:
        """Words of the text from a kept word to the last one of its window, on average, where the line is that long.

        Without subsampling it is the window itself. Not-a-number where no line has so many words left.

        Args:
            chances: ``(V,)`` of each word to be kept.
            window: in words that stay.
        """
        there = np.flatnonzero((self._ids >= 0) & (self._noise < chances[self._ids]))
        first, last = there[:-window], there[window:]
        inside = self._lines[first] == self._lines[last]
        return float((last - first)[inside].mean()) if inside.any() else float("nan")


def read(text: str, vocabulary: WordVocabulary) -> list[tuple[int, int, int, int]]:
    """The words of a passage: start, length, line, and number in the vocabulary, or -1.

    Raises:
        PassageError: if it is too long, or no word of it is in the vocabulary.
    """
    if len(text) > LONGEST:
        raise PassageError(f"The passage has {len(text):,} characters: take one of up to {LONGEST}.")
    found = [(start, length, text.count("\n", 0, start), word) for start, length, word in spans(text)]
    read = [
        (start, length, line, vocabulary.number(word) if word in vocabulary else -1)
        for start, length, line, word in found
    ]
    if not read:
        raise PassageError("There is no word in the passage: type a sentence.")
    if all(number < 0 for *_, number in read):
        raise PassageError(
            f"None of its words is among the {len(vocabulary):,} of the English corpus: type a sentence in English."
        )
    return read


def subsampling(
    sampler: Sampler, text: str, threshold: float, formula: str, noise: np.ndarray, *, index: int = 0
) -> Subsampling:
    """Everything at one threshold.

    Args:
        sampler: of the corpus.
        text: a passage.
        threshold: t.
        formula: one of FORMULAS.
        noise: a number from 0 to 1 for each word of the passage; a word stays if its number is below its chance.
        index: of the word pointed at.

    Raises:
        PassageError: see :func:`read`.
    """
    vocabulary, shares = sampler.vocabulary, sampler.shares
    chances = FORMULAS[formula](shares, threshold)
    tokens = tuple(
        Token(start, length, line, int(vocabulary.counts[k]), float(chances[k]), bool(noise[place] < chances[k]))
        if k >= 0
        else Token(start, length, line, 0, 0.0, False)
        for place, (start, length, line, k) in enumerate(read(text, vocabulary))
    )
    left, top = shares @ chances, slice(0, 10)
    marked = [vocabulary.number(word) for word in MARKED if word in vocabulary]
    return Subsampling(
        threshold, formula, GRID, {name: keep(GRID, threshold) for name, keep in FORMULAS.items()},
        tuple((vocabulary.words[k], float(shares[k]), float(chances[k])) for k in marked),
        float(left), vocabulary.words[top], float(shares[top].sum()), float(shares[top] @ chances[top] / left),
        WINDOW, sampler.reach(chances), sampler.measured, text, tokens, int(vocabulary.counts.sum()),
        min(index, len(tokens) - 1),
    )  # fmt: skip


@functools.cache
def studies() -> tuple[Study, ...]:
    """The committed runs, by threshold, that without subsampling first."""
    runs = load_results(NAME).values()
    found = []
    for threshold in THRESHOLDS:
        seeds = [run for run in runs if run["threshold"] == threshold]
        values = {name: [run[name] for run in seeds] for name in SCORES}
        scores = {name: (float(np.mean(row)), min(row), max(row)) for name, row in values.items()}
        found.append(Study(threshold, len(seeds), scores))
    return tuple(found)
