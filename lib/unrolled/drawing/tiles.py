"""Small pictures on white tiles, and the lines of text that belong to them."""

from __future__ import annotations

import re

import numpy as np

from unrolled.drawing.raster import photograph
from unrolled.drawing.svg import element, text
from unrolled.drawing.theme import css

NARROW, WIDE = frozenset("fijlrt.,:;'|!()[] -"), frozenset("mwMW@%…")


def text_width(words: str, size: float) -> float:
    """About how wide a line of the sans face is, in pixels; a little more than less."""
    return size * sum(0.34 if letter in NARROW else 0.85 if letter in WIDE else 0.57 for letter in words)


def tile(image: np.ndarray, x: float, y: float, side: float, *, frame: str = "edge", thick: float = 1) -> str:
    """A picture ``(rows, columns, 3)`` uint8 on a white rounded tile, in both themes.

    Args:
        image: the picture.
        x: of the left edge.
        y: of the upper edge.
        side: of the tile.
        frame: name of the frame's colour in the theme.
        thick: width of the frame.
    """
    pad = max(2.0, side / 20)
    box = {"x": float(x), "y": float(y), "width": float(side), "height": float(side), "rx": min(8.0, side / 10)}
    return element("rect", **box, fill="#FFFFFF", stroke=css(frame), stroke_width=thick) + photograph(
        image, x + pad, y + pad, side - 2 * pad, side - 2 * pad
    )


def sentence_lines(words: str, width: float, *, size: float = 14, most: int = 3) -> list[str]:
    """A sentence cut between words, or behind a hyphen, into lines of a width in pixels; an ellipsis ends the last."""
    lines, line = [], ""
    for piece in re.findall(r"\S+?-(?=\w)|\S+\s*|\s+", words):
        if line and text_width((line + piece).rstrip(), size) > width:
            lines, line = [*lines, line.rstrip()], ""
        line += piece
    lines.append(line.rstrip())
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]} …"]


def sentence(words: str, x: float, y: float, width: float, *, size: float = 14, most: int = 3, **paint: object) -> str:
    """Such lines one below the other, the first on the base line y; everything is escaped."""
    paint = {"fill": css("ink")} | paint
    lines = sentence_lines(words, width, size=size, most=most)
    step = round(size * 1.17)
    return "".join(text(line, x, y + k * step, font_size=size, **paint) for k, line in enumerate(lines))


def mark(right: bool) -> tuple[str, str]:
    """Sign and colour of what is right or wrong: colour is never the only cue."""
    return ("✓", css("right")) if right else ("✗", css("wrong"))
