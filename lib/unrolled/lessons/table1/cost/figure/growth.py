"""Memory and time of an update against the length of its sequences, both axes logarithmic."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import numpy as np

from unrolled.drawing.axes import Axes
from unrolled.drawing.layout import Box, picture
from unrolled.drawing.shapes import shape
from unrolled.drawing.svg import text
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note, title
from unrolled.lessons.table1.cost.figure.words import SCALED, cost_words
from unrolled.lessons.table1.cost.record import ByLength
from unrolled.lessons.table1.live_race.figure import LINES, colour
from unrolled.lessons.table1.the_table.record import COLUMNS

_BOTH, LEGEND = picture().cut_left(668, gap=22)
LEFT, RIGHT = _BOTH.columns(2, gap=18)
HEADS = {"bytes": "MB kept for the backward pass", "milliseconds": "Milliseconds an update"}


def drawn(grown: ByLength) -> Iterator[str]:
    """Left memory, right time, and a legend with the numbers at the longest."""
    yield from _plot(LEFT, grown, grown.bytes, "bytes")
    yield from _plot(RIGHT, grown, grown.milliseconds, "milliseconds")
    yield from _legend(grown)


def _inner(box: Box) -> Box:
    return box.cut_left(54)[1].cut_top(44)[1].cut_bottom(52)[1].cut_right(12)[1]


def _plot(box: Box, grown: ByLength, values: Mapping[str, np.ndarray], what: str) -> Iterator[str]:
    yield title(HEADS[what], box.x + 4, 20)
    inner = _inner(box)
    if not values:
        yield text("Not measured yet.", inner.x + 10, inner.y + 60, font_size=16, fill=css("ink2"))
        return
    shown = {model: one / SCALED[what] for model, one in values.items()}
    low, high = min(one.min() for one in shown.values()), max(one.max() for one in shown.values())
    ends = (10 ** math.floor(math.log10(low)), 10 ** math.ceil(math.log10(high)))
    lengths = (float(grown.lengths[0]), float(grown.lengths[-1]))
    frame = Axes(inner.x, inner.y, inner.width, inner.height, lengths, ends, True, True)
    powers = range(round(math.log10(ends[0])), round(math.log10(ends[1])) + 1)
    rows = [10.0**power for power in powers]
    yield from frame.ticks(grown.lengths, rows, [f"{row:,g}" for row in rows])
    middle = inner.x + inner.width / 2
    yield label("steps", middle, inner.bottom + 42, "middle")
    for model, one in shown.items():
        yield frame.line(grown.lengths, one, colour(model), LINES[model])


def _legend(grown: ByLength) -> Iterator[str]:
    if not grown.bytes:
        return
    yield title(f"At {int(grown.lengths[-1]):,} steps", LEGEND.x, 20)
    for row, model in enumerate(grown.bytes):
        y = 52 + 44 * row
        yield shape(f"M{LEGEND.x:g} {y - 5:g}h44", "none", colour(model), 3, LINES[model])
        yield heading(COLUMNS[model], LEGEND.x + 54, y)
        costs = [cost_words(grown.bytes[model][-1], "bytes")]
        if model in grown.milliseconds:
            costs.append(cost_words(grown.milliseconds[model][-1], "milliseconds"))
        yield note(", ".join(costs), LEGEND.x + 54, y + 18)
    about = round(float(np.mean(list(grown.parameters.values()))), -3)
    yield note(f"about {about:,.0f} parameters", LEGEND.x, 332)
    yield note(f"each, {grown.batch} an update", LEGEND.x, 352)
