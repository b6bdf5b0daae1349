"""Numbers of the panel *The cost of an answer*."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Form:
    """One of three output layers, at one pair of words.

    Attributes:
        key: "full", "tree" or "sampled".
        name: in words.
        outputs: output vectors that a pair touches; of the tree the mean over words as they come.
        multiply_adds: of forward, gradient and update.
        weights: numbers of the output layer that the update changes.
        microseconds: for one pair, read off the measured ones; not-a-number where nothing was measured.
    """

    key: str
    name: str
    outputs: float
    multiply_adds: float
    weights: float
    microseconds: float


@dataclass(frozen=True)
class Timing:
    """One measurement.

    Attributes:
        V, D: words and dimensions.
        microseconds: for one pair, by form: "full", "tree", "sampled", and "batch", the full softmax in batches.
    """

    V: int
    D: int
    microseconds: dict[str, float]


@dataclass(frozen=True)
class OutputCost:
    """What one training pair costs.

    Attributes:
        V: words of the vocabulary.
        D: dimensions.
        K: negatives.
        pairs: to train on in all.
        forms: the three of them.
        batch: microseconds of a pair of the full softmax in batches.
        words: words to predict, each with its rank from 1 and its code in Huffman's tree.
        index: the one pointed at.
        counted: words that have a real count; beyond them counts go on by Zipf's law.
        entropy: of the words as they come, in bits.
        timings: measured before, of the dimensions nearest to D.
        here: measured on this machine, the latest last.
        machine: where ``timings`` were measured.
        measuring: whether a measurement is under way.
    """

    V: int
    D: int
    K: int
    pairs: float
    forms: tuple[Form, ...]
    batch: float
    words: tuple[tuple[str, int, str], ...]
    index: int
    counted: int
    entropy: float
    timings: tuple[Timing, ...]
    here: tuple[Timing, ...]
    machine: str
    measuring: bool

    @property
    def word(self) -> tuple[str, int, str]:
        """The word pointed at."""
        return self.words[self.index]
