"""What is measured of a caption, word by word."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class WordByWord:
    """A picture, its caption of T words, END among them, and what covering parts of the picture does to each word.

    A patch covers ``side`` x ``side`` of the ``size`` x ``size`` pixels that the network reads; patches stand
    ``stride`` pixels apart, G to a row. Maps have C x C squares of ``stride`` pixels; the value of a square is the mean
    over the patches that cover it.

    Attributes:
        image: ``(S, S, 3)`` uint8, the drawing to look at.
        size, side, stride: pixels, see above.
        ids: numbers of the words; the last is END, unless the caption was cut.
        words: the same to read.
        p: ``(T,)`` probability of each word, given the words before it.
        likely_ids: ``(T, K)`` the likeliest words at each place, the likeliest first.
        names: the same to read.
        likely: ``(T, K)`` their probabilities.
        elsewhere: ``(T, K)`` their mean probabilities after the same words and other pictures.
        rank: ``(T,)`` how many words are likelier than the one that was written.
        p_elsewhere: ``(T,)`` mean probability of the written word after other pictures.
        lost: ``(T, G, G)`` nats that log p of the word loses under each patch.
        rest: ``(T, G, G)`` what the other words of the caption lose there, on average.
        heat: ``(T, C, C)`` map of ``lost``.
        control: ``(T, C, C)`` map of ``rest``.
        shuffled: ``(T, C, C)`` map of ``lost`` with its values on other places, drawn at random.
        agreement: ``(T,)`` correlation of ``lost`` with ``rest``.
        chance: ``(T,)`` size that 95 % of shuffled maps stay below in this correlation.
        kept: ``(T,)`` how far the cell state that the word comes from is from that after other pictures and the same
            words: 0 if it is the same, 1 if both are orthogonal.
        pictures: how many other pictures.
        cursor: the word looked at.
    """

    image: np.ndarray
    size: int
    side: int
    stride: int
    ids: tuple[int, ...]
    words: tuple[str, ...]
    p: np.ndarray
    likely_ids: np.ndarray
    names: tuple[tuple[str, ...], ...]
    likely: np.ndarray
    elsewhere: np.ndarray
    rank: np.ndarray
    p_elsewhere: np.ndarray
    lost: np.ndarray
    rest: np.ndarray
    heat: np.ndarray
    control: np.ndarray
    shuffled: np.ndarray
    agreement: np.ndarray
    chance: np.ndarray
    kept: np.ndarray
    pictures: int
    cursor: int = 0

    @property
    def worst(self) -> tuple[int, int]:
        """Row and column of the patch under which the word at the cursor loses most."""
        row, column = np.unravel_index(int(self.lost[self.cursor].argmax()), self.lost.shape[1:])
        return int(row), int(column)


@dataclass(frozen=True)
class Dependence:
    """How much words of a kind depend on the picture, on average over some captions; nats of log p.

    Attributes:
        kind: of the words.
        count: how many were measured.
        other: lost where the picture is another one.
        patch: lost under the worst patch.
        elsewhere: lost under the same patch on that other picture.
    """

    kind: str
    count: int
    other: float
    patch: float
    elsewhere: float
