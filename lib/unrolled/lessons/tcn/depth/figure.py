"""Gradient by depth: its size at each level before training, and the loss after it, with and without skips."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from unrolled.drawing.log_plot import HALO, LogPlot, marker, powers_of_ten
from unrolled.drawing.numerals import power_of_ten
from unrolled.drawing.shapes import disc, rect, rule
from unrolled.drawing.svg import Drawing, element, hit, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, note
from unrolled.lessons.gradients.x_ray.figure import number
from unrolled.lessons.tcn.depth.record import Band, Depth

HEIGHT = 376
LEFT, RIGHT, TOP, BOTTOM = 52.0, 500.0, 50.0, 282.0  # of the plot of gradients
PLOT = LogPlot(RIGHT, TOP, BOTTOM, low=-18, high=4)  # fixed, so that nothing rescales while the handle moves
LOSS_LEFT, LOSS_RIGHT = 600.0, 886.0
LOW, HIGH = 2.0, 3.6  # nats
DEEPEST = 16
LEGEND, ROW = 348.0, 24.0  # baseline of its first row; between two rows
STARTS = {"torch": "PyTorch’s", "he": "He’s"}
MEASURES = {"values": "by each level’s output", "weights": "by each level’s weights"}


class Drawn(NamedTuple):
    """How a kind of network is called and drawn."""

    name: str
    colour: str
    dash: str | None
    shape: str


KINDS = {
    "identity": Drawn("with skip", "tcn", None, "diamond"),
    "plain": Drawn("without", "baseline", "9 6", "triangle"),
}


def place(shown: Depth) -> str:
    """What is pointed at, in words."""
    if shown.level == 0:
        return "the input"
    top = ", the top one" if shown.level == shown.levels else ""
    return f"level {shown.level} of {shown.levels}{top}"


def describe_depth(shown: Depth) -> str:
    """One sentence that says what the panel shows."""
    middles = (shown.sizes[kind].middle for kind in ("identity", "plain"))
    with_skip, without = (number(float(middle[shown.cursor] / middle[-1])) for middle in middles)
    return (
        f"{shown.levels} levels, {STARTS[shown.start]} initialisation: the gradient at {place(shown)} is {with_skip} "
        f"times that at the top with skip connections, {without} times without them."
    )


def depth_drawing(shown: Depth) -> Drawing:
    """Both plots."""
    return Drawing.of(
        *_gradients(shown),
        *_losses(shown),
        *_handles(shown),
        height=HEIGHT,
        description=f"Gradients of {shown.levels} levels on a logarithmic scale, and losses by the number of levels.",
    )


def depth_cursor(shown: Depth) -> Drawing:
    """The layer over it: the level pointed at, and the values there."""
    x = _x(shown.level)
    parts = [rule(x, TOP, x, BOTTOM, "ink", 2)]
    for k, (kind, drawn) in enumerate(KINDS.items()):
        middle = shown.sizes[kind].middle
        y = PLOT.y(float(powers_of_ten(middle)[shown.cursor]))
        parts.append(disc(x, y, 5, drawn.colour, "ground", 1.5))
        said, paint = number(float(middle[shown.cursor])), {"fill": css("ink"), "data_value": kind}
        parts.append(text(said, RIGHT, LEGEND + k * ROW, font_size=15, font_weight=700, text_anchor="end", **paint))
    words, room = place(shown), min(max(x, LEFT + 90), RIGHT - 90)
    parts += [heading(words, room, BOTTOM + 42, "middle"), note("gradient here", RIGHT, LEGEND - ROW, "end")]
    return Drawing.of(*parts, height=HEIGHT, description=describe_depth(shown))


def _x(level: float) -> float:
    return LEFT + 14 + (RIGHT - LEFT - 28) * level / DEEPEST


def _levels(shown: Depth) -> range:
    return range(shown.levels + 1 - len(shown.sizes["identity"].middle), shown.levels + 1)


def _gradients(shown: Depth) -> Iterator[str]:
    yield heading(f"Before training: gradient {MEASURES[shown.measure]}", 2, 16)
    yield note(f"{shown.seeds} seeds: median and range", 2, 36)
    for power in range(-18, 5, 2):
        y = PLOT.y(power)
        yield rule(LEFT, y, RIGHT, y, "hair", 1.2)
        if power % 4 == 0:
            yield note(power_of_ten(power), LEFT - 7, y + 5, "end")
    for level in range(0, DEEPEST + 1, 2):
        yield note("x" if level == 0 else str(level), _x(level), BOTTOM + 20, "middle")
    yield note("level", LEFT - 7, BOTTOM + 20, "end")
    xs = [_x(level) for level in _levels(shown)]
    for kind, drawn in KINDS.items():
        band = shown.sizes[kind]
        ys = [[PLOT.y(float(power)) for power in powers_of_ten(row)] for row in (band.low, band.middle, band.high)]
        yield from _line(xs, ys, drawn, kind)
    for k, (kind, drawn) in enumerate(KINDS.items()):
        y = LEGEND + k * ROW
        yield rule(2, y - 5, 36, y - 5, drawn.colour, 3, drawn.dash)
        yield marker(drawn.shape, 19, y - 5, css(drawn.colour))
        words = f"{drawn.name}: bottom is {number(shown.ratio(kind))} × the top"
        yield heading(words, 44, y, data_ratio=kind)


def _line(xs: Sequence[float], ys: Sequence[Sequence[float]], drawn: Drawn, key: str) -> Iterator[str]:
    low, middle, high = ys
    around = [*zip(xs, high, strict=True), *reversed([*zip(xs, low, strict=True)])]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in around)
    yield element("polygon", points=points, fill=css(drawn.colour), opacity=0.2)
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(xs, middle, strict=True))
    paint = {"stroke": css(drawn.colour), "stroke_width": 3, "stroke_dasharray": drawn.dash}
    yield element("polyline", points=line, fill="none", stroke_linejoin="round", data_line=key, **paint)
    for x, y in zip(xs, middle, strict=True):
        yield marker(drawn.shape, x, y, css(drawn.colour))


def _loss_y(nats: float) -> float:
    return BOTTOM - (BOTTOM - TOP) * (min(max(nats, LOW), HIGH) - LOW) / (HIGH - LOW)


def _loss_x(levels: float) -> float:
    return LOSS_LEFT + 18 + (LOSS_RIGHT - LOSS_LEFT - 36) * (levels - 2) / (DEEPEST - 2)


def _losses(shown: Depth) -> Iterator[str]:
    yield heading(f"After {shown.updates} updates: held-out loss", LOSS_LEFT - 44, 16)
    yield note(f"nats a character, {shown.training_seeds} seeds: median, range", LOSS_LEFT - 44, 36)
    for nats in np.arange(LOW, HIGH, 0.4):
        y = _loss_y(nats)
        yield rule(LOSS_LEFT, y, LOSS_RIGHT, y, "hair", 1.2)
        yield note(f"{nats:.1f}", LOSS_LEFT - 7, y + 5, "end")
    nearest = int(shown.depths[np.abs(shown.depths - shown.levels).argmin()])
    x = _loss_x(nearest)
    yield rect(x - 13, TOP, 26, BOTTOM - TOP, "ink", opacity=0.08, data_part="nearest")
    y = _loss_y(shown.baseline)
    yield rule(LOSS_LEFT, y, LOSS_RIGHT, y, "baseline", 1.6)
    words = f"counting single characters, {shown.baseline:.2f}"
    yield note(words, LOSS_RIGHT, y - 12, "end", **HALO)
    xs = [_loss_x(levels) for levels in shown.depths]
    for kind, drawn in KINDS.items():
        band: Band = shown.nats[kind]
        ys = [[_loss_y(nats) for nats in row] for row in (band.low, band.middle, band.high)]
        yield from _line(xs, ys, drawn, f"loss-{kind}")
    for levels in shown.depths:
        yield note(str(levels), _loss_x(levels), BOTTOM + 20, "middle")
    yield note("levels", LOSS_RIGHT, BOTTOM + 42, "end")
    place = int(np.abs(shown.depths - shown.levels).argmin())
    told = [f"{drawn.name} {shown.nats[kind].middle[place]:.2f}" for kind, drawn in KINDS.items()]
    yield heading(f"{nearest} levels: {', '.join(told)}", LOSS_LEFT - 44, LEGEND)
    rates = [f"{shown.rates[kind][place]:g}" for kind in KINDS]
    yield note(f"each at the better of two rates: {' and '.join(rates)}", LOSS_LEFT - 44, LEGEND + ROW)


def _handles(shown: Depth) -> Iterator[str]:
    wide = _x(1) - _x(0)
    for k, level in enumerate(_levels(shown)):
        yield hit(_x(level) - wide / 2, TOP, wide, BOTTOM + 26 - TOP, data_pick=k)
