"""Recall inside and outside a receptive field: shares of right answers, the field's edge and holes, what helps."""

from __future__ import annotations

import numpy as np

from unrolled.drawing.axes import DASHES, Axes, sample
from unrolled.drawing.numerals import percent
from unrolled.drawing.shapes import rect, shape
from unrolled.drawing.svg import Drawing, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note
from unrolled.lessons.tcn.short_field.record import ShortField

HEIGHT = 376
COLUMN, BAR = 564, 48  # left edge of the right column; width of a bar of 100 %
HELPS, ROW, NAMES, BARS = 150, 26, 158, 166  # baseline of the heading over the bars; their rows; their x in the column


def describe_short_field(view: ShortField) -> str:
    """One sentence that says what the panel shows."""
    wait = int(view.waits[view.cursor])
    where = "seen" if wait in view.seen else "in a hole" if wait < view.field else "outside the field"
    right = ", ".join(percent(share) for share in view.right[:, view.cursor])
    own = f"; yours at {view.own_wait} steps: {percent(view.own[-1, 1])}" if len(view.own) else ""
    return (
        f"{view.name}, field {view.field}: a symbol {wait} steps back is {where}; right answers of three seeds "
        f"{right}, chance {percent(view.chance)}{own}."
    )


def _axes(view: ShortField) -> Axes:
    return Axes(62, 36, 470, 290, (0, float(view.waits[-1] + 2)), (0.0, 1.0))


def short_field_drawing(view: ShortField) -> Drawing:
    """All but what moves with the cursor."""
    axes = _axes(view)
    step = 5 if view.waits[-1] < 40 else 10
    parts = axes.ticks(
        range(0, int(axes.x[1]) + 1, step), [0, 0.25, 0.5, 0.75, 1], ["0", "25 %", "50 %", "75 %", "100 %"]
    )
    parts += axes.titles(f"Right answers, {view.name}", "steps from the symbol to the question")
    parts += _unseen(view, axes)
    parts += axes.level(view.chance, "chance", css("baseline"))
    for name, waits, right in (("lstm", view.lstm_waits, view.lstm), ("tcn", view.waits, view.right)):
        colour = css(name)
        if name == "lstm" or not _holed(view):
            parts.append(axes.band(waits, right.min(axis=0), right.max(axis=0), colour))
            parts.append(axes.line(waits, np.median(right, axis=0), colour, DASHES[name]))
    for seed in view.right:
        for wait, share in zip(view.waits, seed, strict=True):
            x, y = axes.at(wait, share)
            diamond = f"M{x:.1f} {y - 6:.1f}l5 6l-5 6l-5 -6z"
            parts.append(shape(diamond, "tcn", fill_opacity=0.75))
    parts += [*sample("tcn", COLUMN, 18), *sample("lstm", COLUMN + 112, 18), note("of equal size", COLUMN + 218, 18)]
    return Drawing.of(
        *parts,
        *_helps(view),
        height=HEIGHT,
        description=f"Right answers by the distance to the symbol, {view.name}, field {view.field}.",
    )


def _holed(view: ShortField) -> bool:
    return len(view.seen) < view.field


def _unseen(view: ShortField, axes: Axes) -> list[str]:
    """A grey ground where nothing is seen, and the field's edge."""
    parts, last = [], int(axes.x[1])
    unseen = [wait for wait in range(last + 1) if wait not in view.seen]
    for wait in unseen:
        left, _ = axes.at(wait - 0.5, 0)
        right, _ = axes.at(min(wait + 0.5, last), 0)
        parts.append(rect(left, axes.top, right - left, axes.tall, "wash"))
    edge, _ = axes.at(view.field - 0.5, 0)
    parts.append(axes.upright(view.field - 0.5, css("wrong")))
    words = f"field {view.field}: sees {view.field - 1} steps back"
    return [*parts, note(words, edge - 8, axes.top + 18 + 164, "end", "wrong", font_weight=700)]


def _helps(view: ShortField) -> list[str]:
    """Bars: what was changed about the first network, two steps outside its field."""
    words = f"Field {view.outside - 2}, {view.outside} steps back: what helps?"
    parts = [heading(words, COLUMN, HELPS)]
    for row, (what, shares) in enumerate(view.helps):
        y, middle = HELPS + 12 + ROW * row, float(np.median(shares))
        parts += [label(what, COLUMN + NAMES, y + 15, "end"), rect(COLUMN + BARS, y, BAR * middle, 19, "tcn")]
        each = ", ".join(percent(share) for share in sorted(shares)) if min(shares) < 1 else "100 %, all three"
        parts.append(note(each, COLUMN + BARS + 8 + BAR * middle, y + 15, colour="ink"))
    if len(view.own):
        parts += _own(view)
    return parts


def _own(view: ShortField) -> list[str]:
    axes = Axes(COLUMN + 50, 324, 260, 32, (0, float(max(view.own[-1, 0], 1))), (0.0, 1.0))
    parts = axes.ticks([0, view.own[-1, 0]], [0, 1], ["0", "100 %"])
    parts.append(heading(f"Yours, {view.own_wait} steps back, by updates", COLUMN, 312))
    return [*parts, axes.line(view.own[:, 0], view.own[:, 1], css("tcn"), None, 3.5)]


def short_field_cursor(view: ShortField) -> Drawing:
    """The layer over it: the wait pointed at, its answers and its gradient."""
    axes, wait = _axes(view), int(view.waits[view.cursor])
    right = ", ".join(percent(share) for share in view.right[:, view.cursor])
    gradients = ", ".join(
        "0" if value == 0 else f"{value:.0f}" if value >= 10 else f"{value:.2g}"
        for value in view.gradients[:, view.cursor]
    )
    place = "seen" if wait in view.seen else "a hole: not seen" if wait < view.field else "outside: not seen"
    ink = css("ink")
    parts = [
        axes.upright(wait, ink, "5 4"),
        text(f"{wait} steps back: {place}", COLUMN, 50, font_size=17, font_weight=700, fill=ink),
        label(f"right answers, three seeds: {right}", COLUMN, 74, colour=ink),
        label(f"gradient at the symbol: {gradients}", COLUMN, 97, colour=ink),
    ]
    words = ""
    if (view.gradients[:, view.cursor] == 0).all() and wait not in view.seen:
        words = "exactly 0: no update can ever help"
    elif view.right[:, view.cursor].min() < 0.5:
        words = "seen, but too faintly to be learned"
    parts.append(heading(words, COLUMN, 120, colour="wrong"))
    return Drawing.of(*parts, height=HEIGHT, description=describe_short_field(view))
