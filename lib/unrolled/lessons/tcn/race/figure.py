"""TCN against RNN, GRU and LSTM: held-out loss by updates or seconds, bands over seeds; how long an update takes."""

from __future__ import annotations

import numpy as np

from unrolled.drawing.axes import DASHES, NAMES, Axes, sample
from unrolled.drawing.numerals import power_of_ten, short_exponent
from unrolled.drawing.shapes import disc
from unrolled.drawing.svg import Drawing
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note, title
from unrolled.lessons.tcn.race.record import Race

HEIGHT = 376
COLUMN, HEAD, ROW = 566, 44, 26  # left edge of the table; baseline of its heads, and between its rows


def describe_race(view: Race) -> str:
    """One sentence that says what the panel shows."""
    ends = ", ".join(f"{NAMES[name]} {_short(_at(view, name)[1])}" for name in view.curves)
    own = f"; yours, {NAMES[view.own]}: {_short(view.own_points[-1, 2])}" if len(view.own_points) else ""
    when = f"after {int(view.curves['tcn'].updates[view.cursor]):,} updates"
    what = f"{view.task}, T = {view.steps}, {view.unit} {when}, median of seeds"
    return f"{what}: {ends}; no memory {_short(view.trivial)}{own}."


def _short(value: float) -> str:
    return short_exponent(f"{value:.1e}") if value < 0.001 else f"{value:.3g}"


def _at(view: Race, name: str) -> tuple[float, float]:
    """Median seconds and loss of an architecture at the cursor."""
    curve = view.curves[name]
    return float(np.median(curve.seconds[:, view.cursor])), float(np.median(curve.losses[:, view.cursor]))


def _axes(view: Race) -> Axes:
    low = min(curve.losses.min() for curve in view.curves.values())
    right = view.curves["tcn"].updates[-1]
    if view.axis == "seconds":
        right = max(np.median(curve.seconds, axis=0)[-1] for curve in view.curves.values())
    right = max(right, *view.own_points[:, 0 if view.axis == "updates" else 1].tolist(), 1)
    return Axes(62, 38, 468, 288, (0, float(right)), (10 ** np.floor(np.log10(low)), 1.0), log_y=True)


def race_drawing(view: Race) -> Drawing:
    """All but what moves with the cursor."""
    axes = _axes(view)
    powers = np.arange(np.log10(axes.y[0]), 1)
    step = 10 ** np.floor(np.log10(axes.x[1] / 3))
    step *= 5 if axes.x[1] / step > 12 else 2 if axes.x[1] / step > 6 else 1
    signs = [power_of_ten(int(power)) if power < -2 else f"{10**power:g}" for power in powers]
    parts = [
        *axes.ticks(np.arange(0, axes.x[1] + 1, step), 10**powers, signs),
        *axes.titles(f"{view.task}, T = {view.steps}: held-out {view.unit}", f"{view.axis}, one thread"
                     if view.axis == "seconds" else "updates"),
    ]  # fmt: skip
    for name, curve in view.curves.items():
        xs = curve.updates if view.axis == "updates" else np.median(curve.seconds, axis=0)
        parts.append(axes.band(xs, curve.losses.min(axis=0), curve.losses.max(axis=0), css(name)))
        parts.append(axes.line(xs, np.median(curve.losses, axis=0), css(name), DASHES[name]))
    parts += axes.level(view.trivial, f"no memory: {view.trivial:.3g}", css("baseline"), above=True)
    if len(view.own_points):
        xs = view.own_points[:, 0 if view.axis == "updates" else 1]
        parts.append(axes.line(xs, view.own_points[:, 2], css(view.own), None, 5))
        x, y = axes.at(xs[-1], view.own_points[-1, 2])
        parts += [disc(x, y, 6, view.own), heading("yours", min(x + 10, 480), y - 8, colour=view.own)]
    said = f"{view.task}: held-out losses of four architectures by {view.axis}."
    return Drawing.of(*parts, *_pace(view), height=HEIGHT, description=said)


def _pace(view: Race) -> list[str]:
    """Milliseconds that an update takes, by the length of the sequence."""
    most = max(values.max() for values in view.pace.values())
    axes = Axes(COLUMN + 50, 226, 264, 98, (0, float(view.lengths[-1])), (0, float(most) * 1.05))
    ticks = [0, 20, 40, 60, 80]
    parts = [
        *axes.ticks(view.lengths[[0, 2, 3, 4]], ticks),
        *axes.titles("An update, milliseconds", "steps of a sequence"),
    ]
    for name, values in view.pace.items():
        parts.append(axes.line(view.lengths, values, css(name), DASHES[name]))
    return parts


def race_cursor(view: Race) -> Drawing:
    """The layer over it: a line, and the numbers there."""
    axes, parts = _axes(view), []
    updates = view.curves["tcn"].updates[view.cursor]
    heads = (("parameters", 162), ("rate", 206), ("seconds", 274), ("nats" if "nats" in view.unit else "error", 324))
    parts.append(title(f"After {int(updates):,} updates", COLUMN, 18))
    for words, x in heads:
        parts.append(note(words, COLUMN + x, HEAD, "end"))
    for row, (name, curve) in enumerate(view.curves.items()):
        y = HEAD + ROW * (row + 1)
        seconds, loss = _at(view, name)
        parts += sample(name, COLUMN, y)
        cells = (f"{curve.parameters:,}", f"{curve.rate:g}", f"{seconds:.0f}", _short(loss))
        for words, (_, x) in zip(cells, heads, strict=True):
            bold = 700 if x == heads[-1][1] else None
            parts.append(label(words, COLUMN + x, y, "end", font_weight=bold))
        at = updates if view.axis == "updates" else seconds
        x, dot = axes.at(float(at), loss)
        parts.append(disc(x, dot, 5, "ground", name, 2.5))
    words = "Median of three seeds; band: all of them."
    parts.append(note(words, COLUMN, HEAD + ROW * 5 - 2))
    if view.axis == "updates":
        parts.append(axes.upright(float(updates), css("ink"), "5 4"))
    return Drawing.of(*parts, height=HEIGHT, description=describe_race(view))
