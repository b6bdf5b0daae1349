"""Bach's four-part chorales, ours to ship: 368 settings in quarter steps, moved to C major or A minor.

``data/chorales.npz`` holds them; ``tools/build_chorales.py`` rebuilds it from the corpus inside PyPI's ``music21``.
They resemble the JSB set of :mod:`unrolled.datasets.piano_rolls` and are not that set: no number of one is a number of
the other. (JSB has minor pieces in C minor, ours are in A minor, so that both modes share the white keys.) What sounds
on the beat is kept; shorter notes between two beats are lost, and a held note looks like a repeated one. Many settings
share their hymn tune, and settings of one tune are always in one part, so that held-out music has new tunes.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from unrolled.datasets.paths import committed_bytes
from unrolled.datasets.piano_rolls import Music, piano_roll

FILE = "chorales.npz"
SHA256 = "8a4f1598281e7547810c69c32973e2580e35b25367d86b2d3ea895052d25a113"
PARTS = ("train", "valid", "test")
VOICES = ("soprano", "alto", "tenor", "bass")


@dataclass(frozen=True)
class Chorale:
    """A setting.

    Attributes:
        name: its number in the catalogue of Bach's works and how the source files it, such as "bwv277.krn".
        voices: ``(T, 4)`` uint8 MIDI numbers from soprano to bass, one row a quarter; 0 for a rest.
        minor: whether it was moved to A minor, not to C major.
        shift: by how many half-tones it was moved, up if positive.
        part: "train", "valid" or "test".
    """

    name: str
    voices: np.ndarray
    minor: bool
    shift: int
    part: str


def pack(settings: Sequence[Chorale]) -> bytes:
    """Settings as a file."""
    packed = io.BytesIO()
    np.savez_compressed(
        packed,
        names=[setting.name for setting in settings],
        voices=np.concatenate([setting.voices for setting in settings]).astype(np.uint8),
        lengths=np.array([len(setting.voices) for setting in settings], np.uint16),
        minor=np.array([setting.minor for setting in settings]),
        shifts=np.array([setting.shift for setting in settings], np.int8),
        parts=np.array([PARTS.index(setting.part) for setting in settings], np.uint8),
    )
    return packed.getvalue()


def unpack(packed: bytes) -> tuple[Chorale, ...]:
    """The inverse of :func:`pack`."""
    with np.load(io.BytesIO(packed)) as held:
        voices = np.split(held["voices"], held["lengths"].cumsum(dtype=int)[:-1])
        columns = (held[name].tolist() for name in ("names", "minor", "shifts", "parts"))
        return tuple(
            Chorale(name, notes, minor, shift, PARTS[part])
            for notes, name, minor, shift, part in zip(voices, *columns, strict=True)
        )


@functools.cache
def settings() -> tuple[Chorale, ...]:
    """All of them, in the order of their names.

    Raises:
        CorpusError: if the file is missing or is not the one this version was made with.
    """
    return unpack(committed_bytes(FILE, SHA256, "chorales"))


def music() -> Music:
    """The same as piano rolls in three parts, as the JSB set comes."""
    by_part = {part: [piano_roll(one.voices) for one in settings() if one.part == part] for part in PARTS}
    return Music(**{part: tuple(rolls) for part, rolls in by_part.items()})
