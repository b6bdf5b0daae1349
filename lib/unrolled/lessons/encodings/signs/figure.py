"""The dot product of two hashed sentences over the number of buckets, without signs and with them."""

from __future__ import annotations

from collections.abc import Iterator

from unrolled.drawing.layout import picture
from unrolled.drawing.numerals import counted
from unrolled.drawing.shapes import rect, rule, shape
from unrolled.drawing.svg import Drawing
from unrolled.drawing.type import heading, label, note
from unrolled.lessons.encodings.collisions.figure import BucketPlot, number
from unrolled.lessons.encodings.signs.record import Estimate, Products

ROOM = picture(376)
LEFT, RIGHT, TOP, BOTTOM = 44, 548, 44, 330
TABLE, MEAN, ERROR = 592, 812, ROOM.width - 8  # left of the table, and where its numbers end
# Signed and plain: colour, dash of the line, words.
LOOK = {True: ("predicted", None, "with signs"), False: ("negative", "7 4", "without signs")}


def describe_signs(view: Products) -> str:
    """One sentence: the dot product, true and on average under both hashings, here."""
    k = view.place
    return (
        f"{counted(int(view.buckets[k]), 'bucket')}: the dot product of the two sentences is {number(view.true)}; "
        f"hashed, {number(view.plain.mean[k])} on average without signs and {number(view.signed.mean[k])} with, "
        f"typical error {number(view.plain.error[k])} and {number(view.signed.error[k])}."
    )


def signs_drawing(view: Products) -> Drawing:
    """Mean and band of both hashings over the number of buckets; at the right the numbers here."""
    plot = _plot(view)
    return Drawing.of(
        *_axes(view, plot),
        *_line(view.plain, plot, signed=False),
        *_line(view.signed, plot, signed=True),
        *_true(view, plot),
        *plot.cursor(view.place),
        *_numbers(view),
        height=int(ROOM.height),
        description="The dot product of two hashed sentences, by the number of buckets.",
    )


def _plot(view: Products) -> BucketPlot:
    ends = [edge for one in (view.plain, view.signed) for edge in (one.low, one.high, one.mean)]
    low, high = min(0.0, *(edge.min() for edge in ends)), max(view.true + 1, *(edge.max() for edge in ends))
    return BucketPlot(LEFT, RIGHT, TOP, BOTTOM, low, high, len(view.buckets))


def _axes(view: Products, plot: BucketPlot) -> Iterator[str]:
    yield heading("Dot product of the two hashed sentences", 2, 16)
    marks = [0.0, float(round(plot.high))]
    if min(abs(plot.y(view.true) - plot.y(one)) for one in marks) > 16:  # room for its own number
        marks.append(view.true)
    yield from plot.axes([one for one in marks if one <= plot.high])


def _line(one: Estimate, plot: BucketPlot, *, signed: bool) -> Iterator[str]:
    """The band that 8 of 10 hash functions are in, and their mean."""
    colour, dash, _ = LOOK[signed]
    back = "L".join(reversed(plot.path(one.low).split("L")))
    yield shape(f"M{plot.path(one.high)}L{back}Z", colour, fill_opacity=0.2)
    yield shape(f"M{plot.path(one.mean)}", "none", colour, 3, dash)


def _true(view: Products, plot: BucketPlot) -> Iterator[str]:
    y = plot.y(view.true)
    yield rule(LEFT, y, RIGHT, y, "target", 1)
    yield heading("▼ true", RIGHT, y - 7, "end")


def _numbers(view: Products) -> Iterator[str]:
    """Both hashings here, which is also the legend of the plot."""
    k = view.place
    yield heading(f"In {counted(int(view.buckets[k]), 'bucket')}", TABLE, 60)
    for x, words in ((MEAN, "mean"), (ERROR, "error")):
        yield heading(words, x, 60, "end")
    yield rect(TABLE, 68, ERROR - TABLE, 1.5, "edge")
    for row, signed in enumerate((False, True)):
        y, (colour, dash, words) = 94 + 26 * row, LOOK[signed]
        one = view.signed if signed else view.plain
        yield rule(TABLE, y - 5, TABLE + 34, y - 5, colour, 3, dash)
        yield label(words, TABLE + 44, y)
        yield label(number(one.mean[k]), MEAN, y, "end")
        yield label(number(one.error[k]), ERROR, y, "end")
    yield label("without hashing", TABLE + 44, 146)
    yield label(number(view.true), MEAN, 146, "end")
    for row, words in enumerate(
        (f"Over {view.functions} hash functions.", "Band: 8 of 10 of them.", "Error: root of the mean square.")
    ):
        yield note(words, TABLE, 190 + 22 * row)
