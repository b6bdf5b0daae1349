"""Six curves of one race, over those of races before; beside them how far each network has come."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from unrolled.drawing.axes import DASHES, Axes
from unrolled.drawing.layout import HEIGHT, picture
from unrolled.drawing.numerals import short_exponent
from unrolled.drawing.shapes import disc, shape
from unrolled.drawing.svg import Drawing, element
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note, title
from unrolled.lessons.table1.live_race.record import Curve, LiveRace
from unrolled.lessons.table1.the_table.record import AGAINST, COLUMNS

_CHART, TABLE = picture().cut_left(530, gap=20)
PLOT = _CHART.cut_left(62)[1].cut_top(48)[1].cut_bottom(52)[1].cut_right(8)[1]
ENDS = (214, 278, 344)  # right edges of the table's numbers, from its left
HEAD, ROW = 82, 38
LINES = DASHES | {"fair_lstm": "9 4", "min_gru": "4 3"}  # in the colour of the network that each varies


def colour(model: str) -> str:
    """Of a model's line: a variant has that of the network it varies, and a dash of its own."""
    return css(AGAINST.get(model, model))


def number(value: float, unit: str = "") -> str:
    """A score in few signs; percent are named, other units are not."""
    if unit == "%":
        return f"{value:.1f} %"
    if value < 0.001:
        return short_exponent(f"{value:.1e}")
    return f"{value:.{2 if value >= 1 else 3 if value >= 0.01 else 4}f}"


def race_drawing(view: LiveRace) -> Drawing:
    """Left the curves, right a row for each network."""
    return Drawing.of(*_chart(view), *_table(view), height=HEIGHT, description=describe_race(view))


def describe_race(view: LiveRace) -> str:
    """One sentence that says how the race stands."""
    nothing = f"reading nothing gives {number(view.trivial, view.unit)}"
    if not view.shown:
        return f"{view.title}: not started, and not measured before; {nothing}."
    if not view.ranked:
        return f"{view.title}: before the first measurement; {nothing}."
    best, score = view.ranked[0]
    at = max(curve.seconds[-1] for curve in view.shown.values() if curve.seconds.size)
    when = f"after {at:.1f} s each" if view.own else f"measured before, {at:.0f} s each"
    return f"{view.title}: {when}, {COLUMNS[best]} is best with {number(score, view.unit)}; {nothing}."


def outlook(view: LiveRace) -> str:
    """What Start does."""
    words = f"Press Start: six networks take turns for {view.seconds:g} s, {view.share:.2g} s each."
    if not view.measured:
        return f"{words} No such race was measured before."
    seeds = len(next(iter(view.measured.values())).scores)
    return f"{words} Until then you see {'a race' if seeds == 1 else f'{seeds} races'} measured before."


def verdict(view: LiveRace, ended: str) -> str:
    """How a race ended, in two short sentences; ``ended`` is "Done" or "Stopped"."""
    if not view.ranked:
        return f"{ended} before the first measurement."
    (best, top), (last, bottom) = view.ranked[0], view.ranked[-1]
    beyond = sum(score > view.trivial if view.higher else score < view.trivial for _, score in view.ranked)
    return (
        f"{ended}: {COLUMNS[best]} is best with {number(top, view.unit)}, {COLUMNS[last]} last with "
        f"{number(bottom, view.unit)}. {beyond} of {len(view.parameters)} beat reading nothing."
    )


def axes(view: LiveRace) -> Axes:
    """The frame of the curves: it does not move while a race goes on, but for updates beyond those measured."""
    right = view.share
    if view.axis == "updates":
        reached = [curve.updates[-1] for curve in (*view.measured.values(), *view.own.values()) if curve.updates.size]
        right = max([float(most) for most in reached], default=100.0)
    scale = view.scale
    return Axes(PLOT.x, PLOT.y, PLOT.width, PLOT.height, (0, right), (scale.low, scale.high), log_y=scale.log)


def _chart(view: LiveRace) -> Iterator[str]:
    frame = axes(view)
    step = 10 ** np.floor(np.log10(frame.x[1] / 2))
    step *= 1 if frame.x[1] / step <= 5 else 2 if frame.x[1] / step <= 10 else 5
    signs = [short_exponent(f"{tick:g}") for tick in view.scale.ticks]
    yield from frame.ticks(np.arange(0, frame.x[1] * 1.001, step), view.scale.ticks, signs)
    what = "held-out images, % right" if view.unit == "%" else f"held-out {view.unit}"
    below = "seconds of the processor, each" if view.axis == "seconds" else "updates"
    yield title(f"{view.title}: {what}", 4, 20)
    yield label(below, PLOT.x + PLOT.width / 2, PLOT.bottom + 42, "middle")
    for model, curve in view.measured.items():
        xs = curve.updates if view.axis == "updates" else curve.seconds
        if not xs.size:
            continue
        if not view.own and len(curve.scores) > 1:
            yield frame.band(xs, curve.scores.min(axis=0), curve.scores.max(axis=0), colour(model))
        faint = element("g", _line(frame, view, model, curve, 1.4), opacity=0.45)
        yield faint if view.own else _line(frame, view, model, curve, 2.2)
    yield from frame.level(view.trivial, f"reading nothing: {number(view.trivial, view.unit)}", css("baseline"),
                           above=True)  # fmt: skip
    for model, curve in view.own.items():
        if curve.seconds.size:
            yield _line(frame, view, model, curve, 3)
            xs = curve.updates if view.axis == "updates" else curve.seconds
            x, y = frame.at(float(xs[-1]), float(curve.scores[0, -1]))
            yield disc(x, y, 4.5, colour(model), data_end=model)


def _line(frame: Axes, view: LiveRace, model: str, curve: Curve, thick: float) -> str:
    """The mean of the seeds."""
    xs = curve.updates if view.axis == "updates" else curve.seconds
    return frame.line(xs, curve.scores.mean(axis=0), colour(model), LINES[model], thick)


def _table(view: LiveRace) -> Iterator[str]:
    whose = "Your race" if view.own else "Measured before" if view.measured else "Not measured yet"
    yield title(whose, TABLE.x, 20)
    yield note(f"networks of about {round(np.mean(list(view.parameters.values())), -3):,.0f} parameters", TABLE.x, 42)
    for words, right in zip(("updates", "ms each", "best %" if view.unit == "%" else "best loss"), ENDS, strict=True):
        yield note(words, TABLE.x + right, HEAD - 14, "end")
    leader = view.ranked[0][0] if view.ranked else ""
    for row, model in enumerate(view.parameters):
        y = HEAD + ROW * row + 22
        line = {"stroke": colour(model), "stroke_width": 3, "stroke_dasharray": LINES[model], "fill": "none"}
        yield shape(f"M{TABLE.x:g} {y - 5:g}h44", **line)
        yield heading(COLUMNS[model], TABLE.x + 54, y)
        for words, right in zip(_cells(view, model), ENDS, strict=True):
            bold = 700 if right == ENDS[-1] and model == leader else None
            yield label(words, TABLE.x + right, y, "end", data_cell=model, font_weight=bold)
    foot = HEAD + ROW * len(view.parameters) + 18
    for line, words in enumerate(_notes(view)):
        yield note(words, TABLE.x, foot + 20 * line)


def _notes(view: LiveRace) -> tuple[str, ...]:
    """How to read lines and numbers, below the table."""
    if view.own:
        return (
            "Thick: your race" + ("; thin: measured before." if view.measured else "."),
            "Best: of all points so far.",
        )
    if not view.measured:
        return ()
    count = len(next(iter(view.measured.values())).scores)
    seeds = f"Mean; band: all {count} seeds." if count > 1 else "One seed."
    return (f"{seeds} Best: of all points.",)


def _cells(view: LiveRace, model: str) -> tuple[str, str, str]:
    """Updates, milliseconds of one, and the score; dashes where nothing was measured."""
    curve = view.shown.get(model)
    if curve is None or not curve.seconds.size:
        return ("–",) * 3
    updates = float(curve.updates[-1])
    score = number(curve.best(view.higher), view.unit).rstrip(" %")
    return f"{updates:,.0f}", f"{1000 * float(curve.seconds[-1]) / updates:.1f}", score
