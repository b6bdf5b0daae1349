"""Words as points to scale in a frame, arrows between them, and labels that keep out of each other's way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from unrolled.drawing.svg import element, text
from unrolled.drawing.theme import css

SIZE, TALL, MARK = 15, 18, 7  # of a label's letters; height of its box; half a mark
STEP = 9  # pixels from one sample of a line to the next
HIDDEN = 1e6  # a label that would hide another one or a mark is not drawn
HEAD = 10  # length of an arrow's head
AWAY = (3, 11, 22)  # pixels from a mark to its label; past the first a thin line leads to it


class Place(NamedTuple):
    """Where a label stands.

    Attributes:
        x: left end of its base line.
        y: its base line.
        lead: the ends of a thin line from its mark, x, y, x, y, where it stands away from it.
    """

    x: float
    y: float
    lead: tuple[float, float, float, float] | None = None


@dataclass(frozen=True)
class Frame:
    """Where a map stands, in pixels."""

    x: float
    y: float
    width: float
    height: float

    def fit(self, points: np.ndarray, margin: tuple[float, float] = (72, 34)) -> np.ndarray:
        """``(N, 2)`` points in pixels: one scale for both axes, so that parallel stays parallel; up is up.

        Args:
            points: ``(N, 2)``.
            margin: kept free at the sides and at top and bottom, for labels.
        """
        low, high = points.min(axis=0), points.max(axis=0)
        room = np.array([self.width - 2 * margin[0], self.height - 2 * margin[1]])
        scale = (room / np.maximum(high - low, 1e-9)).min()
        centre = np.array([self.x + self.width / 2, self.y + self.height / 2])
        return centre + (points - (low + high) / 2) * scale * [1, -1]

    def drawn(self) -> str:
        """Its outline."""
        return element(
            "rect", x=self.x, y=self.y, width=self.width, height=self.height, rx=6, fill="none", stroke=css("hair"),
            stroke_width=1.5,
        )  # fmt: skip


def wide(words: str, *, bold: bool = False, size: float = SIZE) -> float:
    """About how many pixels a label is wide; rather more than less."""
    return size * (0.6 if bold else 0.56) * len(words) + 2


def label_places(
    marks: np.ndarray, widths: Sequence[float], frame: Frame, lines: Sequence[tuple[np.ndarray, np.ndarray]] = ()
) -> list[Place | None]:
    """Where labels go: beside their marks, over no label and no mark, inside the frame, off the lines if they can.

    Args:
        marks: ``(N, 2)`` in pixels; the first label chooses first.
        widths: of the labels in pixels; 0 for a mark without one.
        frame: what they must stay in.
        lines: ends of lines to keep off.

    Returns:
        For each label its place; None for one that finds no room.
    """
    taken = [_box(x, y, 2 * MARK, 2 * MARK) for x, y in marks]
    samples = np.concatenate([_samples(*line) for line in lines]) if lines else np.zeros((0, 2))
    places: list[Place | None] = []
    for mark, width in zip(marks, widths, strict=True):
        offsets, away = _around(width)
        boxes = np.concatenate([mark + offsets - [width / 2, TALL / 2], mark + offsets + [width / 2, TALL / 2]], axis=1)
        costs = _costs(boxes, np.array(taken), samples, frame) + 0.25 * away + 0.02 * np.arange(len(boxes))
        best = int(costs.argmin())
        if not width or costs[best] >= HIDDEN:
            places.append(None)
            continue
        left, top, right, bottom = map(float, boxes[best])
        taken.append((left, top, right, bottom))
        places.append(_place(mark, taken[-1], led=away[best] > AWAY[0]))
    return places


def _place(mark: np.ndarray, box: tuple[float, float, float, float], *, led: bool) -> Place:
    left, top, right, bottom = box
    x, y = map(float, mark)
    lead = (x, y, min(max(x, left + 4), right - 4), min(max(y, top + 4), bottom - 4)) if led else None
    return Place(left + 1, (top + bottom) / 2 + 5, lead)


def _around(width: float) -> tuple[np.ndarray, np.ndarray]:
    """Middles of the boxes to try around a mark, best first: right, left, below, above, then aslant, near before far.

    Returns:
        ``(K, 2)``, and ``(K,)`` how far off each is.
    """
    found, off = [], []
    for away in AWAY:
        side, tall = MARK + away + width / 2, MARK + away + TALL / 2
        new = [(side, 0), (-side, 0), (0, tall), (0, -tall)]
        new += [(x, y) for x in (side - 4, 4 - side) for y in (tall - 4, 4 - tall)]
        new += [(width * share, y) for y in (tall, -tall) for share in (0.3, -0.3)]
        found += new
        off += [away] * len(new)
    return np.array(found), np.array(off)


def _box(x: float, y: float, width: float, height: float) -> tuple[float, float, float, float]:
    """Left, top, right and bottom around a middle."""
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _samples(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """``(n, 2)`` points along a line."""
    return np.linspace(start, end, 2 + int(np.hypot(*(end - start)) / STEP))


def _costs(boxes: np.ndarray, taken: np.ndarray, samples: np.ndarray, frame: Frame) -> np.ndarray:
    """``(K,)`` points of lines under each of ``(K, 4)`` boxes; HIDDEN where one hides something or leaves the frame."""
    left, top, right, bottom = boxes.T[:, :, None]  # (K, 1) each
    over = (taken[:, 0] < right) & (taken[:, 2] > left) & (taken[:, 1] < bottom) & (taken[:, 3] > top)
    out = (left < frame.x + 4) | (right > frame.x + frame.width - 4)
    out |= (top < frame.y + 3) | (bottom > frame.y + frame.height - 3)
    x, y = samples.T
    under = ((x > left) & (x < right) & (y > top) & (y < bottom)).sum(axis=1)
    return np.where(over.any(axis=1) | out[:, 0], HIDDEN, np.minimum(under, 12))


def label(words: str, place: Place | None, *, colour: str = "ink", bold: bool = False) -> str:
    """A label with a rim of the ground, so that it can be read over a line; nothing where it has no place."""
    if place is None:
        return ""
    drawn = text(
        words, place.x, place.y, font_size=SIZE, font_weight=700 if bold else 400, fill=css(colour),
        stroke=css("ground"), stroke_width=3.5, paint_order="stroke", stroke_linejoin="round",
    )  # fmt: skip
    if not place.lead:
        return drawn
    path = "M{:.1f} {:.1f}L{:.1f} {:.1f}".format(*place.lead)
    return element("path", d=path, stroke=css(colour), stroke_width=0.8) + drawn


def square(at: np.ndarray, **paint: object) -> str:
    """The mark of a word that an arrow leaves."""
    half = MARK - 1.0
    return element("rect", x=float(at[0]) - half, y=float(at[1]) - half, width=2 * half, height=2 * half, **paint)


def circle(at: np.ndarray, **paint: object) -> str:
    """The mark of a word that an arrow comes to, or of any other."""
    return element("circle", cx=float(at[0]), cy=float(at[1]), r=MARK - 0.5, **paint)


def cross(at: np.ndarray) -> str:
    """The mark of X, with a rim of the ground: it often lies on a word."""
    x, y = at
    path = f"M{x - 7:.1f} {y - 7:.1f}l14 14M{x + 7:.1f} {y - 7:.1f}l-14 14"
    rim = element("path", d=path, stroke=css("ground"), stroke_width=8, stroke_linecap="round")
    return rim + element("path", d=path, stroke=css("ink"), stroke_width=3.5, stroke_linecap="round")


def arrow(start: np.ndarray, end: np.ndarray, *, colour: str, thick: float, dash: str | None = None) -> str:
    """A line from mark to mark, its head before the second one; nothing between marks that nearly touch."""
    way = end - start
    length = float(np.hypot(*way))
    if length < 2 * MARK + HEAD:
        return ""
    way = way / length
    tip, side = end - way * (MARK + 1), np.array([-way[1], way[0]])
    foot, base = start + way * MARK, tip - way * HEAD
    line = {"x1": float(foot[0]), "y1": float(foot[1]), "x2": float(base[0]), "y2": float(base[1])}
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in (tip, base + side * 4.5, base - side * 4.5))
    return element("line", **line, stroke=css(colour), stroke_width=thick, stroke_dasharray=dash) + element(
        "polygon", points=points, fill=css(colour)
    )
