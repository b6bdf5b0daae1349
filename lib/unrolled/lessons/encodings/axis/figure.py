"""Words along an axis that a learner made, over the crowd of all words; beside it the same along a raw dimension."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from unrolled.drawing.layout import picture
from unrolled.drawing.numerals import counted, percent, plain, power_of_ten, signed
from unrolled.drawing.shapes import disc, rect, rule, shape
from unrolled.drawing.svg import Drawing
from unrolled.drawing.type import heading, note
from unrolled.lessons.encodings.axis.record import AxisView, Line
from unrolled.lessons.encodings.codings.figure import fit

ROOM = picture(376)
AXIS, RAW = (128, 466), (612, 886)  # left and right of both plots
POSITION, BELOW = 520, 588  # where numbers end
CROWD = (42, 78)  # top and foot of the crowd
ROWS, LIST = 101, 209  # top of the list, and the room that it has
TALL = 22.0  # of a row, at most
LINE = 19.5  # of the verdicts


def describe_axis(view: AxisView) -> str:
    """One sentence: the axis, how well it orders the list, and how a raw dimension does."""
    words = f"Axis from {view.ends[0]} to {view.ends[1]}, cosine {view.cosine:.2f}"
    if not view.pairs:
        nearest = int(np.argmax(view.axis.positions))
        return f"{words}: furthest towards {view.ends[1]} is {view.words[nearest]}; the list has no order to check."
    return (
        f"{words}: {_half(view.axis.right)} of {view.pairs} pairs in the order of the list, better than "
        f"{view.beaten} of {view.drawn:,} random axes; dimension {view.dimension}"
        f"{' after the rotation' if view.rotated else ''}: {percent(_score(view))}."
    )


def axis_drawing(view: AxisView) -> Drawing:
    """Both plots with one row for each word, and a verdict under each."""
    foot = ROWS + _tall(view) * len(view.words)
    start, stop = view.ends
    turned = ", all vectors rotated" if view.rotated else ""
    return Drawing.of(
        heading(f"From {fit(start, 14)} to {fit(stop, 14)}", 2, 16),
        note(f"cosine of the two: {plain(view.cosine)}", AXIS[1], 16, "end"),
        heading(f"Dimension {view.dimension}{turned}", RAW[0], 16),
        *_crowd(view.axis, AXIS),
        *_crowd(view.raw, RAW),
        *_ends(view),
        *_rows(view),
        *_verdict(view, foot + LINE + 1),
        *_raw_verdict(view, foot + LINE + 1),
        height=int(ROOM.height),
        description=f"{counted(len(view.words), 'word')} along the axis from {start} to {stop} and a raw dimension.",
    )


@dataclass(frozen=True)
class _Scale:
    """Where a position stands between two edges."""

    left: float
    right: float
    limit: float

    def x(self, position: float) -> float:
        return (self.left + self.right) / 2 + (self.right - self.left) / 2 * position / self.limit


def _tall(view: AxisView) -> float:
    """The height of a row."""
    return min(TALL, LIST / len(view.words))


def _score(view: AxisView) -> float:
    return float(view.scores[view.dimension - 1])


def _half(pairs: float) -> str:
    return f"{pairs:g}"


def _crowd(line: Line, edges: tuple[float, float]) -> Iterator[str]:
    """All words of the vocabulary in grey, and the ends of the scale."""
    scale, (top, foot) = _Scale(*edges, line.limit), CROWD
    wide = (edges[1] - edges[0]) / len(line.crowd)
    shares = line.crowd / max(line.crowd.max(), 1)
    steps = "".join(f"V{foot - (foot - top) * share:.1f}h{wide:.2f}" for share in shares)
    yield shape(f"M{edges[0]} {foot}{steps}V{foot}z", "baseline", fill_opacity=0.35)
    yield rect(edges[0], foot, edges[1] - edges[0], 1.5, "edge")
    for position in (-line.limit, 0.0, line.limit):
        name = "0" if position == 0 else signed(position, 1)
        anchor = {-1: "start", 0: "middle", 1: "end"}[int(np.sign(position))]
        yield note(name, scale.x(position), foot + 17, anchor)


def _ends(view: AxisView) -> Iterator[str]:
    """Where the two words of the axis stand on it: equally far from the middle."""
    scale, reach = _Scale(*AXIS, view.axis.limit), float(np.sqrt(max(1 - view.cosine, 0) / 2))
    for word, position, anchor in zip(view.ends, (-reach, reach), ("end", "start"), strict=True):
        x = scale.x(position)
        yield rule(x, CROWD[0] - 16, x, CROWD[1], "target", 2)
        shift = -6 if anchor == "end" else 6
        words = f"{fit(word, 12)} ▼" if anchor == "end" else f"▼ {fit(word, 12)}"
        yield note(words, x + shift, CROWD[0] - 4, anchor, "ink", font_weight=700)
    yield note(f"all {view.vocabulary:,}", 2, CROWD[1] - 18)
    yield note("words", 2, CROWD[1] - 1)
    for x, words in ((POSITION, "place"), (BELOW, "left of it")):
        yield note(words, x, CROWD[1] + 17, "end")


def _rows(view: AxisView) -> Iterator[str]:
    """A row for each word of the list, with a mark in both plots."""
    two, tall = view.groups.max() == 1, _tall(view)
    for edges, line in ((AXIS, view.axis), (RAW, view.raw)):
        zero = _Scale(*edges, line.limit).x(0)
        yield rect(zero - 0.75, ROWS, 1.5, tall * len(view.words), "edge")
    for k, word in enumerate(view.words):
        y = ROWS + tall * k
        middle, odd = y + tall / 2, bool(view.groups[k] % 2) and two
        if k and view.groups[k] != view.groups[k - 1] and two:
            yield rect(0, y - 0.75, ROOM.width, 1.5, "edge")
        yield note(fit(word, 14), 2, middle + 5, colour="ink")
        for edges, line in ((AXIS, view.axis), (RAW, view.raw)):
            scale = _Scale(*edges, line.limit)
            yield rect(edges[0], middle - 0.5, edges[1] - edges[0], 1, "hair")
            x, zero = scale.x(float(line.positions[k])), scale.x(0)
            yield rule(zero, middle, x, middle, "ink2", 2)
            yield _mark(x, middle, odd)
        yield note(signed(float(view.axis.positions[k])), POSITION, middle + 5, "end", "ink")
        yield note(f"{100 * view.axis.below[k]:.0f} %", BELOW, middle + 5, "end", "ink")


def _mark(x: float, y: float, odd: bool) -> str:
    """A disc for the first group, an open square for the second."""
    if odd:
        return rect(x - 5, y - 5, 10, 10, "ground", "ink", 2.5)
    return disc(x, y, 5.5, "ink")


def _verdict(view: AxisView, y: float) -> Iterator[str]:
    """How many pairs are in order, and what chance does."""
    if not view.pairs:
        yield note("No order to check: put < between words that should come first and those after.", 2, y)
        return
    right = view.axis.right / view.pairs
    words = f"{_half(view.axis.right)} of {view.pairs} pairs in the order of the list: {percent(right)}"
    yield heading(words, 2, y)
    words = f"Better than {view.beaten} of {view.drawn:,} axes between two random words."
    yield note(words, 2, y + LINE, colour="ink")
    if view.rotated:
        words = f"Rotated, no word of the list moved along the axis by more than {_tiny(view.moved)}."
        yield note(words, 2, y + 2 * LINE)


def _raw_verdict(view: AxisView, y: float) -> Iterator[str]:
    """The dimension looked at, the typical one, and the one that is best on this list."""
    if not view.pairs:
        return
    best = int(np.argmax(view.scores))
    yield note(f"{percent(_score(view))} of pairs, in its better direction", RAW[0], y, colour="ink", font_weight=700)
    words = f"Median of the {len(view.scores)} dimensions: {percent(float(np.median(view.scores)))}"
    yield note(words, RAW[0], y + LINE, colour="ink")
    words = f"Best on this very list: {best + 1}, with {percent(float(view.scores[best]))}"
    yield note(words, RAW[0], y + 2 * LINE)


def _tiny(value: float) -> str:
    """A power of ten that it stays under."""
    power = int(np.ceil(np.log10(max(value, 1e-12))))
    return power_of_ten(power)
