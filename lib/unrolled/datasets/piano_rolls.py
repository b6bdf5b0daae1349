"""Polyphonic music as piano rolls: which of 88 keys sound at each step. The paper's two sets, and the score to beat.

"JSB" is Bach's chorales in quarter steps, "Nottingham" a collection of folk tunes with chords; both as in
Boulanger-Lewandowski, Bengio and Vincent, arXiv 1206.6392, 2012, in the files of Bai, Kolter and Koltun's program. They
are fetched by name and are not part of this repository; ``chorales`` has music that is.

A model predicts for each key the probability that it sounds next; its loss is the sum of the cross-entropies over the
keys, in nats a step. The paper scores from the second step on, since the first has nothing before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from unrolled.datasets import matlab, registry

KEYS, LOWEST = 88, 21  # a piano's keys; the MIDI number of the first, A0
SETS = {"JSB": "JSB_Chorales.mat", "Nottingham": "Nottingham.mat"}
Rolls = tuple[np.ndarray, ...]


@dataclass(frozen=True)
class Music:
    """A set in three parts, each of rolls ``(T, 88)`` uint8, 1 where a key sounds."""

    train: Rolls
    valid: Rolls
    test: Rolls


def load(name: str) -> Music:
    """The set "JSB" or "Nottingham".

    Raises:
        MatlabError: if the file cannot be read.
        DownloadError: if there is no such set, or it cannot be fetched.
    """
    if name not in SETS:
        raise registry.DownloadError(f"There is no set of music {name!r}: choose {' or '.join(SETS)}.")
    return parse(registry.fetch(SETS[name]).read_bytes())


def parse(data: bytes) -> Music:
    """A set from the content of its MAT-file.

    Raises:
        MatlabError: if the file cannot be read, lacks a part, or holds something else than piano rolls.
    """
    held = matlab.read(data)
    return Music(*(_rolls(held.get(f"{part}data")) for part in ("train", "valid", "test")))


def _rolls(part: matlab.Matrix | None) -> Rolls:
    rolls = [roll for roll in part if isinstance(roll, np.ndarray)] if isinstance(part, list) else []
    if not isinstance(part, list) or len(rolls) < len(part) or any(roll.shape[1:] != (KEYS,) for roll in rolls):
        raise matlab.MatlabError(f"This MAT-file holds no train, valid and test rolls of {KEYS} keys.")
    return tuple(roll.astype(np.uint8) for roll in rolls)


def piano_roll(voices: np.ndarray) -> np.ndarray:
    """``(T, voices)`` MIDI numbers, 0 for a rest, to ``(T, 88)`` uint8; two voices on one key make one 1.

    Raises:
        ValueError: if a note lies outside the piano.
    """
    steps, places = np.nonzero(voices)
    keys = voices[steps, places].astype(int) - LOWEST
    if len(keys) and not 0 <= keys.min() <= keys.max() < KEYS:
        raise ValueError(f"A piano has the notes {LOWEST} to {LOWEST + KEYS - 1}, not {keys.min() + LOWEST} to "
                         f"{keys.max() + LOWEST}.")  # fmt: skip
    roll = np.zeros((len(voices), KEYS), np.uint8)
    roll[steps, keys] = 1
    return roll


def key_shares(rolls: Sequence[np.ndarray]) -> np.ndarray:
    """``(88,)`` the share of steps in which each key sounds, half a step added to both sides so that none is 0 or 1."""
    whole = np.concatenate(rolls)
    return (whole.sum(axis=0) + 0.5) / (len(whole) + 1)


def bernoulli_loss(shares: np.ndarray, rolls: Sequence[np.ndarray], *, first: int = 1) -> float:
    """The loss in nats a step of the trivial baseline, which always predicts ``shares``.

    Args:
        shares: ``(88,)`` probabilities, from :func:`key_shares` of the training part.
        rolls: held-out music, ``(T, 88)`` each.
        first: the first step of each roll, from 0, that is scored; 1 as in the paper.

    Raises:
        ValueError: if no step is left to score.
    """
    sounds = np.concatenate([roll[first:] for roll in rolls]).astype(bool)
    if not len(sounds):
        raise ValueError("No step is left to score.")
    return float(-np.where(sounds, np.log(shares), np.log1p(-shares)).sum(axis=1).mean())
