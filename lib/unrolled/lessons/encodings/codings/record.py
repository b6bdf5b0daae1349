"""A text under three codings of its words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Coding:
    """One coding, and what it takes for the whole text.

    Attributes:
        name: "one-hot", "hashing" or "dense".
        size: numbers in the vector of a word.
        places: ``(N,)`` where the 1 of each word shown stands; -1 if it cannot be coded. For the dense coding, its row
            in the table.
        stored: bytes as a float32 array.
        sparse: bytes as places, with values where not all of them are 1.
        zeros: the share of zeros in the array; nan if no word could be coded.
        index: bytes of the list of words that must be kept; 0 if there is none.
        table: bytes of the table of vectors that must be kept; 0 if there is none.
        uncoded: how many different words of the text have no vector.
        sharing: how many different words of the text have the same vector as another one.
    """

    name: str
    size: int
    places: np.ndarray
    stored: int
    sparse: int
    zeros: float
    index: int
    table: int
    uncoded: int
    sharing: int


@dataclass(frozen=True)
class Encodings:
    """A text under three codings.

    Attributes:
        words: N different words, those of the text that come first.
        different: how many different words the text has.
        running: how many words it has, each time counted.
        bag: whether the text is stored as one vector, the sum of those of its words; else one vector a word.
        own: whether the index of the one-hot coding was built from this text; else it came with the dense vectors.
        one_hot: by an index.
        hashing: into buckets.
        dense: from a table.
        vectors: ``(N, D)`` the dense vectors at length 1; nan where a word has none.
        row: the word pointed at, from 0 to N - 1.
        column: the dimension pointed at, from 0 to D - 1.
    """

    words: tuple[str, ...]
    different: int
    running: int
    bag: bool
    own: bool
    one_hot: Coding
    hashing: Coding
    dense: Coding
    vectors: np.ndarray
    row: int
    column: int
