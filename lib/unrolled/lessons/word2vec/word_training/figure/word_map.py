"""A map of words: a point for each, shaped and coloured by its kind, with as many names as fit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from unrolled.drawing.shapes import disc, rect, rule, shape
from unrolled.drawing.svg import element, escape, text
from unrolled.drawing.theme import css
from unrolled.lessons.word2vec.word_training.record import WordMap

SIZE, LETTER = 14, 7.2  # of names, and the width of a letter, on the large side
POINT = 4.5  # half the width of a point
SMALL = 0.72  # of the shapes below, on the map
REACH = 0.75  # of the map, up and down, in units of vectors of length 1; the scale never changes
# A kind is told by its shape; the colours, of theme's most distant ones, only help.
COLOURS = ("carry", "forget-gate", "rnn", "input-gate", "output-gate", "ink2")
SHAPES = (
    "M-6,0 a6,6 0 1,0 12,0 a6,6 0 1,0 -12,0 Z",  # circle
    "M-5.5,-5.5 h11 v11 h-11 Z",  # square
    "M0,-7 L7,5.5 H-7 Z",  # triangle
    "M0,-7.5 L7.5,0 L0,7.5 L-7.5,0 Z",  # diamond
    "M-2.3,-7 h4.6 v4.7 h4.7 v4.6 h-4.7 v4.7 h-4.6 v-4.7 h-4.7 v-4.6 h4.7 Z",  # cross
    "M0,7 L7,-5.5 H-7 Z",  # triangle, tip down
)


class Box(NamedTuple):
    """A rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether both have a place in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        """Whether the other lies inside."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


class Plane:
    """The frame of a map.

    Args:
        shown: the map.
        frame: where it is drawn.
    """

    def __init__(self, shown: WordMap, frame: Box):
        self.shown, self.frame = shown, frame
        self.kinds = tuple(dict.fromkeys(shown.kinds))
        scale = (frame.bottom - frame.top) / (2 * REACH)
        middle = np.array([(frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2])
        low = np.array([frame.left, frame.top]) + 9
        high = np.array([frame.right, frame.bottom]) - 9
        self.points = np.clip(middle + scale * shown.places * [1, -1], low, high)

    def kind(self, k: int) -> int:
        """The number of the kind of word k."""
        return self.kinds.index(self.shown.kinds[k]) % len(SHAPES)

    def label(self, k: int) -> Iterator[Box]:
        """Where the name of word k can stand: right, left, above, below, at a corner."""
        x, y = self.points[k]
        wide, up, down = LETTER * len(self.shown.words[k]), 7.0, 7.0
        yield Box(x + 8, y - up, x + 8 + wide, y + down)
        yield Box(x - 8 - wide, y - up, x - 8, y + down)
        yield Box(x - wide / 2, y - 20, x + wide / 2, y - 6)
        yield Box(x - wide / 2, y + 6, x + wide / 2, y + 20)
        for up in (-18, 4):
            yield Box(x + 3, y + up, x + 3 + wide, y + up + 14)
            yield Box(x - 3 - wide, y + up, x - 3, y + up + 14)

    def names(self) -> Iterator[tuple[int, Box]]:
        """Words whose names fit, and where; the kinds take turns with one name each, so that none is without."""
        waiting = [[k for k, own in enumerate(self.shown.kinds) if own == kind] for kind in self.kinds]
        taken = [Box(x - POINT, y - POINT, x + POINT, y + POINT) for x, y in self.points]
        while any(waiting):
            for words in waiting:
                found = None
                while words and found is None:
                    k = words.pop(0)
                    found = self._free(k, taken)
                if found is not None:
                    taken.append(found)
                    yield k, found

    def _free(self, k: int, taken: list[Box]) -> Box | None:
        """The first place for the name of word k that is inside and meets nothing, if there is one."""
        fits = (box for box in self.label(k) if self.frame.holds(box))
        return next((box for box in fits if not any(box.meets(other) for other in taken)), None)


def mark(kind: int, x: float, y: float, *, filled: bool = True, scale: float = 1.0, **attributes: object) -> str:
    """The sign of a kind; hollow where ``filled`` is false."""
    colour = css(COLOURS[kind])
    return shape(
        SHAPES[kind],
        colour if filled else css("ground"),
        colour,
        1.6,
        transform=f"translate({x:.1f},{y:.1f}) scale({scale:g})",
        **attributes,
    )


def drawn_map(plane: Plane) -> list[str]:
    """Frame, points and names. A point is filled where the word nearest to it is of its kind."""
    frame, shown = plane.frame, plane.shown
    parts = [rect(frame.left, frame.top, frame.right - frame.left, frame.bottom - frame.top, "none", "hair", 1.5, rx=4)]
    for k, box in plane.names():
        name = text(
            shown.words[k], (box.left + box.right) / 2, box.bottom - 2.5, font_size=SIZE, text_anchor="middle",
            fill=css(COLOURS[plane.kind(k)]), data_name=k,
        )  # fmt: skip
        parts.append(name)
    parts += [
        mark(plane.kind(k), x, y, filled=bool(shown.at_home[k]), scale=SMALL, data_pick=k)
        for k, (x, y) in enumerate(plane.points)
    ]
    return parts


def legend(plane: Plane, y: float) -> list[str]:
    """The kinds, in a row under the map."""
    parts, x = [], plane.frame.left + 8
    for number, kind in enumerate(plane.kinds):
        parts += [mark(number % len(SHAPES), x, y - 5), text(kind, x + 12, y, font_size=SIZE, fill=css("ink"))]
        x += 12 + LETTER * len(kind) + 10
    return parts


def pointed(plane: Plane, k: int, y: float) -> list[str]:
    """A ring around a word, a line to the word nearest to it, and both names in words under the map.

    Args:
        plane: the map.
        k: the number of the word.
        y: of the words.
    """
    shown, near = plane.shown, plane.shown.nearest[k]
    (x1, y1), (x2, y2) = plane.points[k].tolist(), plane.points[near].tolist()
    says = element("tspan", escape(shown.words[k]), font_weight=700)
    says += escape(f" ({shown.kinds[k]}): nearest is {shown.words[near]} ({shown.kinds[near]})")
    return [
        rule(x1, y1, x2, y2, "ink", 1.5, "4 3"),
        disc(x1, y1, 11, "none", "ink", 2.5),
        element("text", says, x=plane.frame.left + 8, y=y, font_size=15, fill=css("ink")),
    ]
