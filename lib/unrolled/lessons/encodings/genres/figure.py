"""Accuracy against bytes for all codings, and which genre is taken for which."""

from __future__ import annotations

from collections.abc import Iterator
from math import log10

import numpy as np

from unrolled.drawing.axes import hairline, joined
from unrolled.drawing.layout import picture
from unrolled.drawing.log_plot import HALO
from unrolled.drawing.numerals import counted, percent
from unrolled.drawing.raster import cells, rgb
from unrolled.drawing.shapes import disc, framed, rect, ringed, rule
from unrolled.drawing.svg import Drawing, element
from unrolled.drawing.theme import COLOURS, css
from unrolled.drawing.type import heading, note
from unrolled.lessons.encodings.genres.record import Genres, Point

ROOM = picture(376)
LEFT, RIGHT, TOP, BOTTOM = 44, 430, 34, 232
POWERS = (0, 7)  # of ten bytes; nothing at all stands at the left end
MOST = 0.6  # accuracy at the top
NAMES, GRID, ROWS, WIDE, TALL = 474, 604, 46, 19, 18  # the matrix: its names, left, top, and cells
LEGEND = (LEFT - 10, 130, 222, 368)  # x of the names of the lines
# Colour, dash and shape of each coding, and its name.
LOOK = {
    "one-hot": ("ink", None, "square", "one-hot"),
    "hashed": ("negative", "7 4", "triangle", "hashed"),
    "signed": ("predicted", "2 4", "circle", "hashed, signed"),
    "dense": ("gru", "12 6", "diamond", "dense"),
}
AXES = {
    "passage": "bytes of a passage’s vector",
    "weights": "bytes of the classifier’s weights",
    "index": "bytes of index or table, to code words with",
    "all": "bytes of weights and index or table",
}
LEVELS = 33


def describe_genres(view: Genres) -> str:
    """One sentence: the point in force, and the genre looked at."""
    now, row = view.now, view.now.confusion[view.row]
    return (
        f"{named(now)}: {percent(now.accuracy)} of passages classified correctly, {now.bytes[view.axis]:,} "
        f"{AXES[view.axis]}; of {view.genres[view.row]} {row[view.row]} of {counted(int(row.sum()), 'passage')} are."
    )


def named(point: Point) -> str:
    """A point in words: "one-hot, 4,096 words"."""
    unit = {"one-hot": "words", "dense": "dimensions"}.get(point.coding, "buckets")
    return f"{LOOK[point.coding][3]}, {point.features:,} {unit}"


def genres_drawing(view: Genres) -> Drawing:
    """Plot at the left, matrix at the right."""
    return Drawing.of(
        *_axes(view),
        *_baselines(view),
        *(part for coding in LOOK for part in _line(view, coding)),
        _ring(view),
        *_facts(view),
        *_matrix(view),
        height=int(ROOM.height),
        description="Share of passages classified correctly against bytes, and a matrix of what is taken for what.",
    )


def _x(size: float) -> float:
    low, high = POWERS
    return LEFT + 14 + (RIGHT - LEFT - 14) * (min(max(log10(max(size, 1)), low), high) - low) / (high - low)


def _y(share: float) -> float:
    return BOTTOM - (BOTTOM - TOP) * min(share / MOST, 1)


def _place(view: Genres, point: Point) -> tuple[float, float]:
    return _x(point.bytes[view.axis]), _y(point.accuracy)


def _axes(view: Genres) -> Iterator[str]:
    yield heading("Classified correctly", 2, 16)
    yield note(f"unseen texts, range of {view.splits} splits", RIGHT, 16, "end")
    for share in range(0, 61, 10):
        yield hairline(LEFT, RIGHT, _y(share / 100))
        yield note(f"{share} %", LEFT - 6, _y(share / 100) + 5, "end")
    for power, words in enumerate(("0", "10", "100", "1,000", "10⁴", "10⁵", "10⁶", "10⁷")):
        x = _x(10**power)
        yield rect(x - 0.5, BOTTOM, 1, 6, "edge")
        yield note(words, x, BOTTOM + 19, "middle")
    yield note(AXES[view.axis], (LEFT + RIGHT) / 2, BOTTOM + 38, "middle", "ink")


def _baselines(view: Genres) -> Iterator[str]:
    chance = 1 / len(view.genres)
    for share, words in ((view.majority, "always the most frequent genre"), (chance, "a blind guess")):
        y = _y(share)
        yield rect(LEFT, y - 0.8, RIGHT - LEFT, 1.6, "baseline")
        words = f"{words} {100 * share:.1f} %"
        yield note(words, RIGHT - 4, y - 5, "end", "baseline", **HALO)


def _line(view: Genres, coding: str) -> Iterator[str]:
    """Band, line and marks of one coding."""
    colour, dash, shape, _ = LOOK[coding]
    own = [(k, point) for k, point in enumerate(view.points) if point.coding == coding]
    if not own:
        return
    xs = [_x(point.bytes[view.axis]) for _, point in own]
    upper, middle, lower = (
        [(x, _y(getattr(point, which))) for x, (_, point) in zip(xs, own, strict=True)]
        for which in ("high", "accuracy", "low")
    )
    in_force = coding == view.now.coding
    opacity = 0.2 if in_force else 0.08
    yield element("path", d=joined(upper + lower[::-1]) + "Z", fill=css(colour), fill_opacity=opacity)
    yield element(
        "path", d=joined(middle), fill="none", stroke=css(colour), stroke_width=3 if in_force else 1.8,
        stroke_dasharray=dash, data_part=coding,
    )  # fmt: skip
    for x, (k, point) in zip(xs, own, strict=True):
        yield _mark(shape, x, _y(point.accuracy), css(colour), data_pick=k)


def _mark(shape: str, x: float, y: float, colour: str, **attributes: object) -> str:
    paint = {"fill": colour, "stroke": css("ground"), "stroke_width": 1, **attributes}
    if shape == "circle":
        return disc(round(x, 1), round(y, 1), 5, **paint)
    path = {
        "square": "m-4.5,-4.5 h9 v9 h-9 Z",
        "triangle": "m0,-6 l6,10.5 h-12 Z",
        "diamond": "m0,-6.5 l6,6.5 l-6,6.5 l-6,-6.5 Z",
    }
    return element("path", d=f"M{x:.1f},{y:.1f} {path[shape]}", **paint)


def _ring(view: Genres) -> str:
    return ringed(*_place(view, view.now), 10)


def _facts(view: Genres) -> Iterator[str]:
    """The names of the lines, and the point in force in words."""
    y = BOTTOM + 62
    for (colour, dash, shape, name), x in zip(LOOK.values(), LEGEND, strict=True):
        yield rule(x, y - 5, x + 26, y - 5, colour, 2.5, dash)
        yield _mark(shape, x + 13, y - 5, css(colour))
        yield note(name, x + 32, y, colour="ink")
    now, sizes = view.now, view.now.bytes
    words = f"{named(now)}: {100 * now.accuracy:.1f} % ({100 * now.low:.1f} to {100 * now.high:.1f})"
    yield heading(words, 2, y + 27)
    words = f"mean over the {len(view.genres)} genres, each counted alike: {100 * now.macro:.1f} %"
    yield note(words, 2, y + 48)
    words = f"bytes: vector {sizes['passage']:,}, weights {sizes['weights']:,}, index or table {sizes['index']:,}"
    yield note(words, 2, y + 69)


def _palette() -> list[str]:
    ground, full = (np.array(rgb(COLOURS[name].light)) for name in ("ground", "predicted"))
    mixed = [ground + share * (full - ground) for share in np.linspace(0, 1, LEVELS)]
    return ["#{:02X}{:02X}{:02X}".format(*np.rint(one).astype(int)) for one in mixed]


def _matrix(view: Genres) -> Iterator[str]:
    """A row for each true genre, a column for each one named; the row looked at is framed and told below."""
    C, counts = len(view.genres), view.now.confusion
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    yield heading("Genre, and what it is taken for", NAMES, 16)
    for k, (letter, name) in enumerate(zip(view.letters, view.genres, strict=True)):
        y, weight = ROWS + TALL * k + 14, 700 if k == view.row else 400
        yield note(letter, GRID + WIDE * (k + 0.5), ROWS - 8, "middle")
        yield note(letter, NAMES, y, colour="ink", font_weight=weight)
        yield note(name, NAMES + 18, y, colour="ink", font_weight=weight)
    levels = np.rint(shares * (LEVELS - 1)).astype(int)
    yield cells(levels, _palette(), GRID, ROWS, WIDE * C, TALL * C)
    yield rect(GRID, ROWS, WIDE * C, TALL * C, "none", "edge", 1)
    for k in range(C):  # right ones are framed: colour is not the only cue
        yield rect(GRID + WIDE * k + 1, ROWS + TALL * k + 1, WIDE - 2, TALL - 2, "none", "edge", 1)
    yield framed(GRID - 2, ROWS + TALL * view.row - 1, WIDE * C + 4, TALL + 2, rim=6, rx=3)
    for k in range(C):
        yield rect(NAMES, ROWS + TALL * k, ROOM.width - NAMES, TALL, "transparent", data_row=k)
    yield from _row(view, counts[view.row])


def _row(view: Genres, counts: np.ndarray) -> Iterator[str]:
    total, y = max(int(counts.sum()), 1), ROWS + TALL * len(view.genres) + 22
    order = [k for k in np.argsort(-counts, kind="stable") if k != view.row and counts[k]][:3]
    taken = ", ".join(f"{view.genres[k]} {percent(counts[k] / total)}" for k in order)
    right = percent(counts[view.row] / total)
    yield heading(f"{view.genres[view.row]}, {counted(int(counts.sum()), 'passage')}: {right} correct", NAMES, y)
    yield note(f"else {taken}" if taken else "none is taken for another", NAMES, y + 20)
