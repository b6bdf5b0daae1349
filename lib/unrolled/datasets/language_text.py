"""A text for language modelling: three rows of token numbers, made from words or characters, and the score to beat.

A model reads the tokens so far and predicts the probability of each type as the next one; its loss is in nats a token.
The paper reports perplexity for words and bits for characters: ``units.Loss`` has both. The trivial baseline ignores
the context and always predicts the frequencies of the training part (*unigram*).
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from unrolled.runtime import UnrolledError

UNKNOWN, END = "<unk>", "<eos>"  # a word that is not in the vocabulary; the end of a line
BLOCK = 2**22  # tokens handled at a time where numpy needs more memory than the row itself


class LanguageTextError(UnrolledError, ValueError):
    """There is no text of that name, or its file is damaged or not the one expected."""


@dataclass(frozen=True)
class LanguageText:
    """A text in three parts.

    Attributes:
        name: as in ``language_tasks.NAMES``.
        kind: what a token is: "words" or "characters".
        train, valid, test: ``(N,)`` token numbers from 0 to V - 1; int64, but int32 in the texts of a hundred million
            tokens ("wikitext-103", "lambada", "text8"): there, make a batch int64, not the whole row.
        tokens: the V types in the order of their numbers.
    """

    name: str
    kind: str
    train: np.ndarray
    valid: np.ndarray
    test: np.ndarray
    tokens: tuple[str, ...]


@dataclass(frozen=True)
class Passage:
    """Some sentences whose last word is to be predicted.

    Attributes:
        before: ``(T,)`` int64, the words before it.
        last: its number.
    """

    before: np.ndarray
    last: int


@dataclass(frozen=True)
class PassageText:
    """A text to train on as in :class:`LanguageText`, and passages that are scored on their last word alone."""

    name: str
    kind: str
    train: np.ndarray
    valid: tuple[Passage, ...]
    test: tuple[Passage, ...]
    tokens: tuple[str, ...]


AnyText = TypeVar("AnyText", bound=LanguageText | PassageText)


def words(lines: Iterable[str]) -> Iterator[str]:
    """Words separated by spaces, END after each line."""
    for line in lines:
        yield from line.split()
        yield END


def characters(lines: Iterable[str]) -> Iterator[str]:
    """Characters with ``_`` for the spaces between words, END after each line; spaces at its ends are left out."""
    for line in lines:
        yield from "_".join(line.split())
        yield END


def training_ids(tokens: Iterable[str]) -> tuple[np.ndarray, tuple[str, ...]]:
    """Numbers for the types of a training text, the most frequent first; equal counts in alphabetical order.

    The tokens are read once and never held as strings.

    Returns:
        ``(N,)`` int32 numbers, and the V types in their order.
    """
    known: defaultdict[str, int] = defaultdict()
    known.default_factory = known.__len__
    ids = np.asarray(array("i", map(known.__getitem__, tokens)), dtype=np.int32)
    counts, types = type_counts(ids, len(known)), list(known)
    order = sorted(range(len(types)), key=lambda k: (-counts[k], types[k]))
    ranks = np.empty(len(types), np.int32)
    ranks[order] = np.arange(len(types))
    for block in _blocks(ids):
        block[:] = ranks[block]
    return ids, tuple(types[k] for k in order)


def held_out_ids(tokens: Iterable[str], numbers: Mapping[str, int], where: str) -> np.ndarray:
    """Encode a text whose types are all known, as ``(N,)`` int32 numbers.

    Args:
        tokens: of the text.
        numbers: of the known types.
        where: names the text in the error, such as its file.

    Raises:
        LanguageTextError: if a type is unknown; the error names it.
    """
    try:
        return np.asarray(array("i", map(numbers.__getitem__, tokens)), dtype=np.int32)
    except KeyError as error:
        raise LanguageTextError(
            f"“{error.args[0]}” in {where} is not in the vocabulary: do the files belong together, and are they whole?"
        ) from None


def text_of_lines(
    name: str, kind: str, parts: Sequence[tuple[str, Iterable[str]]], dtype: type = np.int64
) -> LanguageText:
    """A text from the lines of its three parts.

    Args:
        name: of the text.
        kind: "words" or "characters".
        parts: train, valid and test, each with its name for errors. The types are those of the first.
        dtype: of the rows.

    Raises:
        LanguageTextError: if a type of the others does not occur in the first.
    """
    cut = {"words": words, "characters": characters}[kind]
    (_, lines), *held = parts
    train, types = training_ids(cut(lines))
    numbers = {token: k for k, token in enumerate(types)}
    valid, test = (held_out_ids(cut(lines), numbers, file).astype(dtype, copy=False) for file, lines in held)
    return LanguageText(name, kind, train.astype(dtype, copy=False), valid, test, types)


def reduced(text: AnyText, tokens: int) -> AnyText:
    """The same text with only its first training tokens; vocabulary and held-out parts stay, so scores compare.

    Raises:
        ValueError: if no token would be left.
    """
    if tokens < 1:
        raise ValueError(f"A training text of {tokens} tokens is too short: keep at least 1.")
    return replace(text, train=text.train[:tokens])


def type_counts(ids: np.ndarray, size: int) -> np.ndarray:
    """``(V,)`` int64, how often each of ``size`` types occurs."""
    return sum((np.bincount(block, minlength=size) for block in _blocks(ids)), np.zeros(size, np.int64))


def _blocks(ids: np.ndarray) -> Iterator[np.ndarray]:
    """Views of a row, one after the other."""
    yield from (ids[start : start + BLOCK] for start in range(0, len(ids), BLOCK))


def unigram_shares(ids: np.ndarray, size: int) -> np.ndarray:
    """``(V,)`` the share of each type among ``ids``, half a token added to each of V so that none is 0."""
    return (type_counts(ids, size) + 0.5) / (len(ids) + 0.5 * size)


def unigram_loss(text: LanguageText | PassageText, part: str = "test") -> float:
    """The loss in nats a token of the trivial baseline, which always predicts the shares of the training part.

    Args:
        text: of which the training part is counted.
        part: "test" or "valid", which is scored: every token, or the last word of each passage.

    Raises:
        ValueError: if there is nothing to score.
    """
    held = getattr(text, part)
    scored = np.array([passage.last for passage in held], np.int64) if isinstance(text, PassageText) else held
    if not len(scored):
        raise ValueError(f"The part {part!r} of {text.name} has no token to score.")
    return float(-np.log(unigram_shares(text.train, len(text.tokens)))[scored].mean())
