"""The drawing in grey with a map over it: blue where the word loses, brown and marked where it gains."""

from __future__ import annotations

import numpy as np

from unrolled.drawing.layout import Box
from unrolled.drawing.raster import cells, photograph
from unrolled.drawing.shapes import shape
from unrolled.drawing.strip import LEVELS, NEGATIVE, POSITIVE
from unrolled.drawing.svg import element
from unrolled.drawing.theme import css

COVERING = 215  # of 255, how far the strongest colour covers the drawing
MARKED = LEVELS // 4  # gains from this level on have a stroke
LEAST = 0.5  # nats at the end of the scale, at least: no caption's noise looks like a finding


def scale_end(heat: np.ndarray) -> float:
    """The end of the colour scale of all maps of a caption, in nats."""
    return max(float(np.abs(heat).max()), LEAST)


def palette() -> list[str]:
    """Colours of the levels from ``-LEVELS`` to ``LEVELS``, the weaker the clearer."""
    return [
        f"{POSITIVE if level > 0 else NEGATIVE}{round(COVERING * abs(level) / LEVELS):02X}"
        for level in range(-LEVELS, LEVELS + 1)
    ]


def levels(values: np.ndarray, limit: float) -> np.ndarray:
    """Values as places in the palette."""
    return LEVELS + np.rint(np.clip(values / limit, -1, 1) * LEVELS).astype(int)


def tile(box: Box) -> str:
    """The white ground of a drawing, in both themes."""
    return element("rect", **_of(box), rx=6, fill="#FFFFFF", stroke=css("edge"), stroke_width=1)


def heat_map(image: np.ndarray, values: np.ndarray, limit: float, box: Box) -> list[str]:
    """``(S, S, 3)`` in pale grey, and ``(C, C)`` nats over it."""
    at, wide = levels(values, limit), box.width / len(values)
    strokes = [
        f"M{box.x + (column + 0.25) * wide:.1f} {box.y + (row + 0.5) * wide:.1f}h{wide / 2:.1f}"
        for row, column in np.argwhere(at <= LEVELS - MARKED)
    ]
    marks = shape("".join(strokes), edge="#5A2600", thick=1.5) if strokes else ""
    return [tile(box), photograph(_pale(image), **_of(box)), cells(at, palette(), **_of(box)), marks]


def _pale(image: np.ndarray) -> np.ndarray:
    grey = image.astype(np.float64) @ (0.299, 0.587, 0.114)
    return np.repeat((255 - 0.55 * (255 - grey))[..., None], 3, axis=2).astype(np.uint8)


def _of(box: Box) -> dict[str, float]:
    return {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
