"""The emoji and their drawings, read from the files in ``data/`` that :mod:`unrolled.datasets.emoji` describes."""

from __future__ import annotations

import functools
import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from unrolled.datasets import emoji_captions
from unrolled.datasets.captioned import Captioned
from unrolled.datasets.paths import committed_bytes
from unrolled.runtime import UnrolledError

CAPTIONS = "emoji_captions.tsv"
SHEETS = {"noto": "emoji_noto.png", "twemoji": "emoji_twemoji.png"}
SHA256 = {
    "emoji_captions.tsv": "ca2c30f44fd03188272599b1fa79a65f9eeea76c1be0e47775a677c72adbeafd",
    "emoji_noto.png": "f7d1cc139ccfce2ceb3e22b3eb28ee436353c533d422924d0262e5d545059d27",
    "emoji_twemoji.png": "435360d8049e593d1801f1230c64a5ad1d7d7c0eb0b54aaa674323d75aac5101",
}
SIDE, COLUMNS = 64, 64


class EmojiError(UnrolledError, ValueError):
    """A vendor, a part or a picture that does not exist."""


@dataclass(frozen=True)
class Emoji:
    """One emoji, independent of the vendor.

    Attributes:
        code: its code points, joined by "-".
        name: Unicode's name, without its skin tones.
        group: Unicode's group, such as "Food & Drink".
        same: the number of the first emoji with the same drawing by at least one vendor; for most emoji their own.
        references: its captions; models train on the first.
    """

    code: str
    name: str
    group: str
    same: int
    references: tuple[str, ...]

    @property
    def caption(self) -> str:
        """What models train on."""
        return self.references[0]

    @property
    def tones(self) -> tuple[str, ...]:
        """Skin tones by name: none, one, or one for each of two people."""
        return emoji_captions.tones_of(self.code)

    @property
    def character(self) -> str:
        """The emoji as text."""
        return "".join(chr(int(part, 16)) for part in self.code.split("-"))


@dataclass(frozen=True)
class Sheet:
    """All drawings of a vendor, stored with a palette.

    Attributes:
        levels: ``(N, 64, 64)`` uint8, places in the palette.
        palette: ``(256, 3)`` uint8.
    """

    levels: np.ndarray
    palette: np.ndarray

    def __len__(self) -> int:
        return len(self.levels)

    def pictures(self, indices: Sequence[int] | np.ndarray, size: int = SIDE) -> np.ndarray:
        """``(K, size, size, 3)`` uint8; smaller sizes must divide 64 and are means over squares.

        Raises:
            EmojiError: if 64 is no multiple of the size.
        """
        if size < 1 or SIDE % size:
            raise EmojiError(f"Drawings of {SIDE} pixels cannot be {size} pixels wide: choose 8, 16, 32 or 64.")
        step, blocks = SIDE // size, []
        chosen = np.asarray(indices, dtype=np.int64)
        for start in range(0, len(chosen), 256):  # in blocks: a whole sheet in three colours takes 46 MB
            full = self.palette[self.levels[chosen[start : start + 256]]]
            if step > 1:
                squares = full.reshape(len(full), size, step, size, step, 3)
                full = np.rint(squares.mean(axis=(2, 4))).astype(np.uint8)
            blocks.append(full)
        return np.concatenate(blocks) if blocks else np.zeros((0, size, size, 3), np.uint8)


@functools.cache
def emoji() -> tuple[Emoji, ...]:
    """All of them, in the order of the sheets.

    Raises:
        CorpusError: if the file is missing or is not the one this version was made with.
    """
    lines = committed_bytes(CAPTIONS, SHA256[CAPTIONS], "captions").decode("utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return tuple(
        Emoji(code, name, group, int(same), tuple(held.split(" | "))) for code, name, group, same, held in rows
    )


@functools.cache
def sheet(vendor: str) -> Sheet:
    """The drawings of "noto" or "twemoji".

    Raises:
        EmojiError: if there is no such vendor.
        CorpusError: if the file is missing or is not the one this version was made with.
    """
    from PIL import Image  # here, since most notebooks need no pictures

    if vendor not in SHEETS:
        raise EmojiError(f"There are no drawings by {vendor!r}: there are those by {' and '.join(SHEETS)}.")
    file = SHEETS[vendor]
    with Image.open(io.BytesIO(committed_bytes(file, SHA256[file], "drawings")), formats=("PNG",)) as held:
        levels, palette = np.asarray(held), np.array(held.getpalette("RGB"), np.uint8).reshape(-1, 3)
    tiles = levels.reshape(-1, SIDE, COLUMNS, SIDE).swapaxes(1, 2).reshape(-1, SIDE, SIDE)
    return Sheet(np.ascontiguousarray(tiles[: len(emoji())]), palette)


def captioned(indices: Sequence[int] | np.ndarray, vendor: str = "noto", size: int = 32) -> Captioned:
    """Some emoji with their captions, drawn by a vendor."""
    chosen, known = [int(k) for k in indices], emoji()
    return Captioned(
        sheet(vendor).pictures(chosen, size),
        tuple(known[k].references for k in chosen),
        tuple(known[k].name for k in chosen),
    )
