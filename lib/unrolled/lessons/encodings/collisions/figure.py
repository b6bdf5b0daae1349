"""Words that share a bucket, expected and observed, over the number of buckets, and which words they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from unrolled.drawing.layout import picture
from unrolled.drawing.numerals import counted, minus
from unrolled.drawing.shapes import disc, rect, rule, shape
from unrolled.drawing.svg import Drawing
from unrolled.drawing.type import heading, label, note
from unrolled.lessons.encodings.codings.figure import fit
from unrolled.lessons.encodings.collisions.record import Collisions, Shared

ROOM = picture(376)
LEFT, RIGHT, TOP, BOTTOM = 58, 448, 44, 330  # of the plot
LIST, NUMBERS = 492, ROOM.width - 8  # of the right column: its left, and where numbers end
LETTERS = 44  # in a line of the list


@dataclass(frozen=True)
class BucketPlot:
    """A plot over the number of buckets, one step for each doubling.

    Attributes:
        left, right, top, bottom: its edges.
        low, high: values at bottom and top.
        places: how many numbers of buckets there are.
    """

    left: float
    right: float
    top: float
    bottom: float
    low: float
    high: float
    places: int

    def x(self, place: float) -> float:
        """Where a number of buckets stands."""
        return self.left + (self.right - self.left) * place / (self.places - 1)

    def y(self, value: float) -> float:
        """Height of a value."""
        return self.bottom - (value - self.low) / max(self.high - self.low, 1e-9) * (self.bottom - self.top)

    def path(self, values: np.ndarray) -> str:
        """A line through all values, for a path that begins with M."""
        return "L".join(f"{self.x(k):.1f} {self.y(value):.1f}" for k, value in enumerate(values))

    def axes(self, values: list[float]) -> Iterator[str]:
        """A line at each of the values, and the numbers of buckets below."""
        for value in values:
            y = self.y(value)
            yield rect(self.left, y - 0.5, self.right - self.left, 1, "hair")
            yield note(number(value), self.left - 10, y + 5, "end")
        for power in (1, 5, 10, 15, self.places):
            yield note(f"{2**power:,}", self.x(power - 1), self.bottom + 20, "middle")
        yield note("buckets", (self.left + self.right) / 2, self.bottom + 39, "middle")

    def cursor(self, place: int) -> Iterator[str]:
        """A line at the number of buckets pointed at, and places to click."""
        x, step = self.x(place), self.x(1) - self.x(0)
        yield rule(x, self.top - 6, x, self.bottom, "ink", 1.5)
        for k in range(self.places):
            yield rect(
                self.x(k) - step / 2, self.top - 10, step, self.bottom - self.top + 10, "transparent", data_pick=k
            )


def number(value: float) -> str:
    """Tenths below 100, else whole, with a true minus."""
    value = float(value) + 0.0
    return minus(f"{value:z,.0f}" if abs(value) >= 100 or value == round(value) else f"{value:z.1f}")


def describe_collisions(view: Collisions) -> str:
    """One sentence: words that share a bucket, observed and expected."""
    k, curve = view.place, view.curve
    return (
        f"{view.source} in {counted(int(curve.buckets[k]), 'bucket')}: {curve.observed[k]:,} share one, "
        f"{number(curve.expected[k])} expected."
    )


def collisions_drawing(view: Collisions) -> Drawing:
    """The plot; at the right the words, and the numbers here."""
    return Drawing.of(
        *_sharing(view),
        *_list(view),
        *_numbers(view),
        height=int(ROOM.height),
        description=f"How many of {counted(view.words, 'word')} share a bucket, by the number of buckets.",
    )


def _sharing(view: Collisions) -> Iterator[str]:
    """Expected as a line, observed as discs, and a ring round the one in force."""
    curve = view.curve
    plot = BucketPlot(LEFT, RIGHT, TOP, BOTTOM, 0, max(view.words, 1), len(curve.buckets))
    yield heading("Words that share a bucket", 2, 16)
    yield rule(226, 11, 254, 11, "baseline", 2.5)
    yield note("expected", 260, 16)
    yield disc(340, 11, 4.5, "ink")
    yield note("this hash", 350, 16)
    yield from plot.axes([0, view.words / 2, view.words] if view.words % 2 == 0 else [0, view.words])
    yield shape(f"M{plot.path(curve.expected)}", "none", "baseline", 2.5)
    for k, value in enumerate(curve.observed):
        yield disc(plot.x(k), plot.y(value), 4.5, "ink")
    yield disc(plot.x(view.place), plot.y(curve.observed[view.place]), 9, "none", "ink", 2.5)
    yield from plot.cursor(view.place)


def _list(view: Collisions) -> Iterator[str]:
    buckets = counted(int(view.curve.buckets[view.place]), "bucket")
    head = f"{view.buckets_shared:,} of {buckets} {'holds' if view.buckets_shared == 1 else 'hold'} more than one word"
    yield heading(head, LIST, 16)
    if not view.shared:
        yield label("Each word has a bucket of its own.", LIST, 42, colour="ink2")
    for k, one in enumerate(view.shared):
        y = 40 + 21 * k
        yield note(f"{one.bucket:,}", LIST + 62, y, "end")
        yield note(_inside(one), LIST + 74, y, colour="ink")
    more = view.buckets_shared - len(view.shared)
    if more:
        yield note(f"and {more:,} more", LIST + 74, 40 + 21 * len(view.shared))


def _inside(one: Shared) -> str:
    """The words of a bucket, as many as there is room for."""
    words, room = [], LETTERS - 13
    for word in one.words:
        shown = fit(word, 22)
        room -= len(shown) + 2
        if words and room < 0:
            break
        words.append(shown)
    more = one.held - len(words)
    return ", ".join(words) + (f" and {more:,} more" if more else "")


def _numbers(view: Collisions) -> Iterator[str]:
    """Expected and observed here."""
    k, curve, top = view.place, view.curve, 278
    rows = (
        ("words that share a bucket", curve.expected[k], curve.observed[k]),
        ("buckets with a word", curve.filled[k], curve.filled_here[k]),
    )
    yield heading(view.source, LIST, top)
    for x, words in ((NUMBERS - 80, "expected"), (NUMBERS, "this hash")):
        yield note(words, x, top + 22, "end", "ink", font_weight=700)
    yield rect(LIST, top + 29, NUMBERS - LIST, 1.5, "edge")
    for row, (words, expected, observed) in enumerate(rows):
        y = top + 50 + 23 * row
        yield label(words, LIST, y)
        yield label(number(expected), NUMBERS - 80, y, "end")
        yield heading(f"{observed:,}", NUMBERS, y, "end")
