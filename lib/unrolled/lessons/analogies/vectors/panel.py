"""Controls that several panels on word vectors share."""

from __future__ import annotations

from collections.abc import Sequence

from unrolled.datasets.word_vectors import WordVectors
from unrolled.panels.controls import Choice

LEFT_OUT, ALLOWED, ALL = "left out", "allowed", "all"
SIZES = ("5000", "10000", "20000", ALL)


def vectors_choice(vectors: Sequence[WordVectors]) -> Choice:
    """Which vectors; the values are their numbers, from "0" on."""
    names = [one.about.split(",")[0] for one in vectors]
    return Choice("Vectors", [(name, str(k)) for k, name in enumerate(names)], "0")


def chosen(vectors: Sequence[WordVectors], which: str, size: str) -> WordVectors:
    """The vectors chosen, of as many words as may be answers."""
    found = vectors[int(which)]
    return found if size == ALL else found.first(int(size))


def inputs_choice(value: str = LEFT_OUT) -> Choice:
    """Whether the input words may be answers."""
    return Choice("Input words", [(name, name) for name in (LEFT_OUT, ALLOWED)], value)


def vocabulary_choice(value: str = ALL) -> Choice:
    """How many of the most frequent words may be answers."""
    return Choice("Vocabulary", [(f"{int(size):,}" if size != ALL else ALL, size) for size in SIZES], value)
