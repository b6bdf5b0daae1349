"""Passages of the Brown corpus and their genres, split by text; and passages as bags under three codings.

A passage is 20 lines in a row of one text. All passages of a text are on one side of the split: whoever splits by
passage asks about texts that were read in training.

All codings start from the same bag, each word with log(1 + n) where it comes n times, and bring the vector to length 1.
They differ in what a word is: a place by an index, a bucket (with or without a sign), or a dense vector.

P passages, F features.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from unrolled.datasets.english import Document
from unrolled.datasets.hashing import hashes, places, signs
from unrolled.datasets.word_vectors import WordVectors
from unrolled.datasets.words import WordVocabulary, tokens
from unrolled.runtime import UnrolledError

LINES, LEAST = 20, 10  # lines of a passage, and of the last one of a text
SHARES = {"validation": 0.2, "test": 0.2}  # of the texts of each genre; the rest is for training
LETTERS = {  # of the corpus's own categories (Francis and Kučera, Brown Corpus Manual, 1964)
    "news": "A", "editorial": "B", "reviews": "C", "religion": "D", "hobbies": "E", "lore": "F", "belles-lettres": "G",
    "government": "H", "learned": "J", "fiction": "K", "mystery": "L", "science fiction": "M", "adventure": "N",
    "romance": "P", "humour": "R",
}  # fmt: skip


class NoPassageError(UnrolledError, ValueError):
    """A text without a word."""


@dataclass(frozen=True)
class Passages:
    """Passages with what is known of them.

    Attributes:
        genres: names, in the order of their numbers.
        labels: ``(P,)`` the number of each one's genre.
        texts: ``(P,)`` the number of the text each is from.
        lines: P tuples, as they stand in the text.
    """

    genres: tuple[str, ...]
    labels: np.ndarray
    texts: np.ndarray
    lines: tuple[tuple[str, ...], ...]

    @functools.cached_property  # who only shows passages need not count their words
    def bags(self) -> tuple[Counter[str], ...]:
        """P bags: how often each word comes."""
        return tuple(bag_of(part) for part in self.lines)


def passages(documents: Sequence[Document], lines: int = LINES, least: int = LEAST) -> Passages:
    """Cut documents into passages; ``kind`` is the genre of each.

    Args:
        documents: texts.
        lines: of a passage.
        least: a shorter rest at the end of a text is left out.
    """
    found = {one.kind for one in documents}
    genres = tuple(sorted(found, key=lambda genre: (LETTERS.get(genre, "Z"), genre)))
    cut = [
        (number, genres.index(one.kind), one.lines[start : start + lines])
        for number, one in enumerate(documents)
        for start in range(0, len(one.lines) - least + 1, lines)
    ]
    return Passages(
        genres,
        np.array([label for _, label, _ in cut]),
        np.array([number for number, _, _ in cut]),
        tuple(part for _, _, part in cut),
    )


def bag_of(lines: Iterable[str]) -> Counter[str]:
    """How often each word comes in some lines."""
    return Counter(word for line in lines for word in tokens(line))


def typed_bag(text: str) -> Counter[str]:
    """The bag of a text that somebody typed.

    Raises:
        NoPassageError: if it has no word.
    """
    bag = bag_of([text])
    if not bag:
        raise NoPassageError("There is no word in this text: type a sentence or more.")
    return bag


def split_by_text(found: Passages, seed: int) -> dict[str, np.ndarray]:
    """Numbers of the passages for "training", "validation" and "test"; of each genre's texts the same shares.

    A genre gives at least one text to each side.
    """
    generator, side = np.random.default_rng(seed), {}
    for genre in range(len(found.genres)):
        texts = np.unique(found.texts[found.labels == genre])
        generator.shuffle(texts)
        side |= _sides(texts)
    return _by_side(np.array([side[text] for text in found.texts]))


def split_by_passage(found: Passages, seed: int) -> dict[str, np.ndarray]:
    """The same with passages shuffled one by one: the leak, kept to measure what it does."""
    numbers = np.arange(len(found.labels))
    np.random.default_rng(seed).shuffle(numbers)
    side = _sides(numbers)
    return _by_side(np.array([side[number] for number in range(len(numbers))]))


def _sides(shuffled: np.ndarray) -> dict[int, str]:
    side, start = {}, 0
    for name, share in SHARES.items():
        stop = start + max(1, round(share * len(shuffled)))
        side |= dict.fromkeys(shuffled[start:stop].tolist(), name)
        start = stop
    return side | dict.fromkeys(shuffled[start:].tolist(), "training")


def _by_side(sides: np.ndarray) -> dict[str, np.ndarray]:
    return {name: np.flatnonzero(sides == name) for name in ("training", *SHARES)}


def vocabulary(bags: Iterable[Mapping[str, int]], largest: int) -> WordVocabulary:
    """The most frequent words of some bags; those of the training side alone may be asked for it."""
    counted: Counter[str] = Counter()
    for bag in bags:
        counted.update(bag)
    return WordVocabulary.of_counts(counted, largest=largest)


@dataclass(frozen=True)
class Coded:
    """P bags as rows of F numbers, by the places of what is not zero.

    Attributes:
        rows: ``(K,)`` which bag, ascending.
        columns: ``(K,)`` which feature; a place comes once in a row.
        values: ``(K,)`` float32.
        shape: P and F.
    """

    rows: np.ndarray
    columns: np.ndarray
    values: np.ndarray
    shape: tuple[int, int]

    def dense(self) -> np.ndarray:
        """``(P, F)`` float32."""
        whole = np.zeros(self.shape, np.float32)
        whole[self.rows, self.columns] = self.values
        return whole


def one_hot_bags(bags: Sequence[Mapping[str, int]], words: WordVocabulary) -> Coded:
    """A place for each word of the vocabulary; others are left out. Rows have length 1, or 0 without a known word."""
    there = [[(words.number(word), count) for word, count in bag.items() if word in words] for bag in bags]
    return _coded(there, len(words))


def hashed_bags(bags: Sequence[Mapping[str, int]], buckets: int, *, signed: bool, seed: int = 0) -> Coded:
    """A place for each bucket, where the words in it add up, with their signs or without.

    Raises:
        BucketsError: if there is no bucket.
    """
    known = list(dict.fromkeys(word for bag in bags for word in bag))
    numbers = hashes(known, [seed])[0]
    bucket = dict(zip(known, places(numbers, buckets).tolist(), strict=True))
    sign = dict(zip(known, signs(numbers).tolist() if signed else [1] * len(known), strict=True))
    there = [[(bucket[word], sign[word] * count) for word, count in bag.items()] for bag in bags]
    return _coded(there, buckets)


def dense_bags(bags: Sequence[Mapping[str, int]], vectors: WordVectors, table: np.ndarray) -> np.ndarray:
    """``(P, F)`` float32: the sum of the words' dense vectors, words without one left out.

    Args:
        bags: P of them.
        vectors: which words have a vector.
        table: ``(V, F)`` these vectors, such as :func:`principal` makes them.
    """
    whole = np.zeros((len(bags), table.shape[1]), np.float32)
    for row, bag in enumerate(bags):
        known = [word for word in bag if word in vectors]
        weights = np.log1p([bag[word] for word in known]).astype(np.float32)
        whole[row] = weights @ table[vectors.vocabulary.encode(known)]
    return whole / np.maximum(np.linalg.norm(whole, axis=1, keepdims=True), 1e-12)


def principal(vectors: WordVectors, size: int) -> np.ndarray:
    """``(V, size)`` the vectors around their mean, along their ``size`` directions of largest variance (PCA).

    All of the directions would only turn the vectors, which changes no length, no product and so no classifier; they
    are then left as they are.
    """
    centred = vectors.vectors - vectors.vectors.mean(axis=0)
    if size == centred.shape[1]:
        return centred
    _, directions = np.linalg.eigh(centred.T @ centred)  # by ascending variance
    return centred @ directions[:, ::-1][:, :size]


def _coded(there: Sequence[Sequence[tuple[int, int]]], size: int) -> Coded:
    """From places and counts of each bag (negative ones have a sign): log(1 + n), added up by place, at length 1."""
    rows = np.repeat(np.arange(len(there)), [len(bag) for bag in there])
    columns, counts = np.array([pair for bag in there for pair in bag]).reshape(-1, 2).T.astype(np.int64)
    flat, back = np.unique(rows * size + columns, return_inverse=True)
    values = np.bincount(back, np.sign(counts) * np.log1p(np.abs(counts)), len(flat))
    kept = np.abs(values) > 1e-9  # two words of opposite signs may cancel
    rows, columns, values = flat[kept] // size, flat[kept] % size, values[kept]
    lengths = np.sqrt(np.bincount(rows, values**2, len(there)))
    return Coded(rows, columns, (values / lengths[rows]).astype(np.float32), (len(there), size))
