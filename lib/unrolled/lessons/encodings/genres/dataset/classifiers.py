"""Trained classifiers of genres, one for each coding, small enough to ship.

``data/genre_classifiers.npz`` holds for each coding whole numbers from -127 to 127 with one scale for each genre, and
for one-hot its index; ``unrolled.lessons.encodings.genres.recipe`` rebuilds it. All were trained on the same texts.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from unrolled.datasets.paths import committed_bytes
from unrolled.datasets.words import WordVocabulary

FILE, SHA256 = "genre_classifiers.npz", "a9d0dea61c68fe4cf948c94fc93f2bfc058335a57d1c64c1322c7a1e49c03d02"


@dataclass(frozen=True)
class GenreClassifier:
    """A classifier of bags, p = softmax(x W + b).

    Attributes:
        weights: ``(F, C)`` float32.
        bias: ``(C,)``.
        words: the index of a one-hot coding; None for the others.
    """

    weights: np.ndarray
    bias: np.ndarray
    words: WordVocabulary | None = None


@dataclass(frozen=True)
class GenreClassifiers:
    """One for each coding, by its name.

    Attributes:
        genres: C names, in the order of the classes.
        by_coding: classifiers.
        seed: of the split by text whose training side they learned from.
    """

    genres: tuple[str, ...]
    by_coding: dict[str, GenreClassifier]
    seed: int


def pack(found: GenreClassifiers) -> bytes:
    """Classifiers as a file, with 8 bits a weight."""
    held: dict[str, np.ndarray] = {"genres": _letters(found.genres), "seed": np.array(found.seed)}
    for coding, one in found.by_coding.items():
        scales = np.maximum(np.abs(one.weights).max(axis=0) / 127, 1e-12)
        held[f"{coding}/weights"] = np.rint(one.weights / scales).astype(np.int8)
        held[f"{coding}/scales"] = scales.astype(np.float32)
        held[f"{coding}/bias"] = one.bias.astype(np.float32)
        if one.words:
            held[f"{coding}/words"] = _letters(one.words.words)
    packed = io.BytesIO()
    np.savez_compressed(packed, allow_pickle=False, **held)
    return packed.getvalue()


def unpack(packed: bytes) -> GenreClassifiers:
    """The inverse of :func:`pack`, up to the rounding."""
    with np.load(io.BytesIO(packed)) as held:
        codings = [name.removesuffix("/bias") for name in held.files if name.endswith("/bias")]
        return GenreClassifiers(
            _words(held["genres"]), {coding: _one(held, coding) for coding in codings}, int(held["seed"])
        )


def _one(held: Mapping[str, np.ndarray], coding: str) -> GenreClassifier:
    weights = held[f"{coding}/weights"].astype(np.float32) * held[f"{coding}/scales"]
    words = WordVocabulary(_words(held[f"{coding}/words"])) if f"{coding}/words" in held else None
    return GenreClassifier(weights, held[f"{coding}/bias"], words)


def _letters(words: tuple[str, ...]) -> np.ndarray:
    return np.frombuffer("\n".join(words).encode(), dtype=np.uint8)


def _words(letters: np.ndarray) -> tuple[str, ...]:
    return tuple(letters.tobytes().decode().split("\n"))


@functools.cache
def genre_classifiers() -> GenreClassifiers:
    """The shipped ones.

    Raises:
        CorpusError: if the file is missing or is not the one this version was made with.
    """
    return unpack(committed_bytes(FILE, SHA256, "classifiers of genres"))
