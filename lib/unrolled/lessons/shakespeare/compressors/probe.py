"""What compressors need for a held-out play when they know the 34 plays: another yardstick for language models.

A compressor is a language model that keeps its probabilities to itself: - log2 p(text) bits are what it writes. What a
held-out play costs after the training plays is a difference of two sizes,

    size(training plays + play) - size(training plays),

which begins to be fair when the compressor can look back over all of the training plays. Unlike a network, whose
weights rest, it goes on learning inside the held-out play: new names, old phrases. How much that is worth is told by
a second measurement, in which each piece of a play comes right after the training plays, without the rest of the play.

- xz: Lempel and Ziv's copies from earlier text, then arithmetic coding (LZMA2, from Python's own library).
- PPM: counted contexts of up to n characters, mixed by escapes (Cleary and Witten 1984), in Shkarin's form PPMd var. H.
  It needs ``pyppmd``, one of the development tools.
"""

from __future__ import annotations

import lzma
import math
from collections.abc import Callable, Mapping
from typing import Any

from unrolled.datasets import shakespeare

NAME = "compressors"
MEMORY = 256 * 1024**2  # bytes, for PPM's contexts and as xz's dictionary: more than the corpus can fill
SETTINGS = {  # as result files tell them
    "xz": f"LZMA2, preset 9 extreme, a dictionary of {MEMORY // 1024**2} MiB",
    "PPM": f"PPMd var. H, by its order, {MEMORY // 1024**2} MiB",
}
PARTS = ("validation", "test")
PIECE, BEST = 4_000, 7  # characters of a piece; the order that does best on the validation plays


def one_byte_each(text: str) -> bytes:
    """A text in as many bytes as it has characters: the plays' one character beyond ASCII is the dash."""
    return text.encode("cp1252")


def xz(content: bytes) -> int:
    """Bytes that xz writes, with its highest preset and a dictionary that holds the whole content."""
    settings = {"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": MEMORY}
    return len(lzma.compress(content, lzma.FORMAT_RAW, filters=[settings]))


def ppm(content: bytes, order: int) -> int:
    """Bytes that PPMd var. H writes with contexts of up to so many characters."""
    import pyppmd

    encoder = pyppmd.Ppmd7Encoder(max_order=order, mem_size=MEMORY)
    return len(encoder.encode(content)) + len(encoder.flush())


def held_against(size: Callable[[bytes], int], train: bytes, texts: Mapping[str, bytes]) -> dict[str, Any]:
    """What held-out texts cost, each after the training text, by difference of sizes.

    Args:
        size: bytes that a compressor writes for a content.
        train: what it may learn from.
        texts: one byte a character, by title.

    Returns:
        By title and for all together the bits a character; for all also nats, bytes and characters.
    """
    known = size(train)
    extra = {title: size(train + text) - known for title, text in texts.items()}
    characters = sum(map(len, texts.values()))
    bits = 8 * sum(extra.values()) / characters
    return {
        "bits": round(bits, 4),
        "nats": round(bits * math.log(2), 4),
        "bytes": sum(extra.values()),
        "characters": characters,
        "each": {title: round(8 * extra[title] / len(text), 4) for title, text in texts.items()},
    }


def measured(size: Callable[[bytes], int]) -> dict[str, Any]:
    """A compressor on the held-out plays, and on the training plays alone."""
    parts = shakespeare.split()
    train = one_byte_each("".join(parts.train.values()))
    held = {part: {title: one_byte_each(text) for title, text in getattr(parts, part).items()} for part in PARTS}
    return {part: held_against(size, train, texts) for part, texts in held.items()} | {
        "train_bits": round(8 * size(train) / len(train), 4)
    }


def in_pieces(size: Callable[[bytes], int]) -> dict[str, Any]:
    """The same for the validation plays cut into pieces, each of which is met without the pieces before it."""
    parts = shakespeare.split()
    texts = {
        f"{title} {start // PIECE + 1}": one_byte_each(text[start : start + PIECE])
        for title, text in parts.validation.items()
        for start in range(0, len(text) - PIECE + 1, PIECE)
    }
    found = held_against(size, one_byte_each("".join(parts.train.values())), texts)
    del found["each"]
    return {"validation": found, "pieces": len(texts)}
