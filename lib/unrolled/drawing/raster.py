"""Pictures made of many small cells, as a PNG inside the SVG: a thousand rectangles would be slow to send and draw."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Sequence

import numpy as np

from unrolled.drawing.svg import element

RGB = tuple[int, int, int]


def rgb(colour: str) -> RGB:
    """``#RRGGBB`` as three numbers."""
    red, green, blue = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    return red, green, blue


def png(levels: np.ndarray, palette: Sequence[str]) -> str:
    """A picture with a palette as a data address.

    Args:
        levels: ``(rows, columns)`` whole numbers, places in the palette.
        palette: up to 256 colours ``#RRGGBB``, or ``#RRGGBBAA`` with how far they cover what lies under them.
    """
    colours = [
        (b"PLTE", bytes(part for colour in palette for part in rgb(colour))),
        (b"tRNS", bytes(int(colour[7:] or "FF", 16) for colour in palette)),
    ]
    return _address(levels.astype(np.uint8), 3, colours)


def rgb_png(image: np.ndarray) -> str:
    """A picture in true colour as a data address.

    Args:
        image: ``(rows, columns, 3)`` uint8.

    Raises:
        ValueError: if it is something else, or has no pixel.
    """
    if image.dtype != np.uint8 or image.ndim != 3 or image.shape[2] != 3 or not image.size:
        raise ValueError(f"A picture is (rows, columns, 3) uint8; this is {image.shape} {image.dtype}.")
    return _address(image.reshape(len(image), -1), 2, [])


def photograph(image: np.ndarray, x: float, y: float, width: float, height: float) -> str:
    """A picture ``(rows, columns, 3)`` uint8 as an SVG image, scaled to a box."""
    return element("image", href=rgb_png(image), x=x, y=y, width=width, height=height, preserveAspectRatio="none")


def _address(levels: np.ndarray, kind: int, colours: list[tuple[bytes, bytes]]) -> str:
    """A PNG as a data address: bytes row by row; kind 3 is by palette, 2 is true colour."""
    rows, columns = len(levels), levels.shape[1] // (3 if kind == 2 else 1)
    lines = np.hstack([np.zeros((rows, 1), np.uint8), levels])  # filter 0 before each line
    chunks = [
        (b"IHDR", struct.pack(">2I5B", columns, rows, 8, kind, 0, 0, 0)),
        *colours,
        (b"IDAT", zlib.compress(lines.tobytes(), 6)),
        (b"IEND", b""),
    ]
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return "data:image/png;base64," + base64.b64encode(b"\x89PNG\r\n\x1a\n" + body).decode()


def cells(levels: np.ndarray, palette: Sequence[str], x: float, y: float, width: float, height: float) -> str:
    """Such a picture as an SVG image with sharp edges, stretched over a box."""
    return element(
        "image", href=png(levels, palette), x=x, y=y, width=width, height=height,
        preserveAspectRatio="none", style="image-rendering:pixelated",
    )  # fmt: skip


def is_dark(colour: str) -> bool:
    """Whether light letters read better on it: its luminance (WCAG) is below that of the middle between both."""
    linear = [(part / 255) ** 2.2 for part in rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] < 0.18
