"""Figure 1a of Bai, Kolter and Koltun (2018), alive: the cone of an output, its field three ways, and a poked input.

Up to ``SINGLE`` steps each value is a circle and each input a letter; beyond, values are columns of a narrow raster.
"""

from __future__ import annotations

import numpy as np

from unrolled.drawing.letters import letter
from unrolled.drawing.numerals import counted
from unrolled.drawing.shapes import disc, rect, shape
from unrolled.drawing.svg import Drawing, hit, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import note, title
from unrolled.lessons.tcn.receptive_field.figure import field_rows
from unrolled.lessons.tcn.receptive_field.figure.field_rows import (
    FORMULA,
    HEIGHT,
    LEFT,
    LETTERS,
    POKE,
    RIGHT,
    Plan,
    runs,
)
from unrolled.lessons.tcn.receptive_field.record import ReceptiveField


def describe_receptive_field(view: ReceptiveField) -> str:
    """One sentence that says what the panel shows."""
    agree = view.formula == view.counted == view.measured
    fields = (
        f"all three agree: {counted(view.formula, 'step')}"
        if agree
        else f"formula {view.formula:,}, counted {view.counted:,}, by gradient {view.measured:,}"
    )
    why = [
        "a kernel of 1 never looks back" if view.kernel == 1 else "",
        f"{counted(view.holes, 'hole')}" if view.holes else "",
        f"{view.blocked} blocked" if view.blocked else "",
        _cut(view) if view.cut else "",
    ]
    moved = int((view.moved > 0).sum())
    leak = f"{view.leaks} of them before it: a leak" if view.leaks else "none of them before it"
    return (
        f"Output {view.output + 1} of {len(view.text)}, {fields}{''.join(f', {word}' for word in why if word)}; "
        f"input {view.poked + 1} changed: {moved} output{'s move' if moved != 1 else ' moves'}, {leak}."
    )


def _cut(view: ReceptiveField) -> str:
    """Where the window of the whole stack sticks out of the sequence."""
    first = view.output - view.back
    late = first + view.formula > len(view.text)
    ends = [words for sticks, words in ((first < 0, "begins before step 1"), (late, "ends after the last")) if sticks]
    return f"the field {' and '.join(ends)}"


def receptive_field_drawing(view: ReceptiveField) -> Drawing:
    """What stays while output and poke move: all values, all connections, names, letters."""
    plan = Plan(view)
    parts = [*_connections(view, plan), *_row_names(view, plan), *_names(view)]
    if plan.single:
        for row in range(plan.rows + 1):
            parts += [_circle(plan, t, row, css("ground"), css("edge")) for t in range(plan.steps)]
        for t, character in enumerate(view.text):
            parts.append(letter(character, plan.x(t), LETTERS, 16))
    else:
        for row in range(plan.rows + 1):
            parts.append(rect(LEFT, plan.y(row) - 0.5, RIGHT - LEFT, 1, "hair"))
        marks = np.linspace(0, plan.steps - 1, 6).round().astype(int)
        parts += [note(f"{t + 1:,}", plan.x(t), LETTERS, "end" if t == marks[-1] else "middle") for t in marks]
    for y in (LETTERS + 9, POKE - 23):
        parts.append(rect(2, y, RIGHT - 2, 1, "hair"))
    hits = [hit(plan.x(t) - plan.wide / 2, 0, plan.wide, HEIGHT, data_pick=t) for t in range(plan.steps)]
    return Drawing.of(
        *parts,
        *(hits if plan.single else []),
        *_pokes(plan),
        height=HEIGHT,
        description=f"A stack of {plan.rows} convolutions over {plan.steps} steps.",
    )


def _pokes(plan: Plan) -> list[str]:
    """Places in the row of the changed input, to be clicked."""
    steps = range(0, plan.steps, max(1, plan.steps // 60))
    wide = plan.wide * steps.step
    return [rect(plan.x(t) - plan.wide / 2, POKE - 16, wide, field_rows.BOX, "transparent", data_row=t) for t in steps]


def receptive_field_cone(view: ReceptiveField) -> Drawing:
    """The layer over it: the output's cone, the three measures, the poke."""
    plan = Plan(view)
    below = (field_rows.formula, field_rows.ways, field_rows.gradient, field_rows.poke)
    parts = [*_cone(view, plan), *_marks(view, plan)] + [part for row in below for part in row(view, plan)]
    return Drawing.of(*parts, height=HEIGHT, description=describe_receptive_field(view))


def _circle(plan: Plan, t: int, row: int, fill: str, stroke: str, thick: float = 1.3) -> str:
    return disc(plan.x(t), plan.y(row), plan.radius, fill, stroke, thick)


def _lines(view: ReceptiveField, plan: Plan, row: int, outputs: np.ndarray) -> str:
    """A path of the connections from values of a row down to what their windows hold."""
    layer, steps = view.layers[row - 1], []
    for t in outputs:
        for tap in range(view.kernel):
            source = int(t) - layer.before + tap * layer.dilation
            if 0 <= source < plan.steps:
                y, below = plan.y(row) + plan.radius, plan.y(row - 1) - plan.radius
                steps.append(f"M{plan.x(t):.1f} {y:.1f}L{plan.x(source):.1f} {below:.1f}")
    return "".join(steps)


def _connections(view: ReceptiveField, plan: Plan) -> list[str]:
    if not plan.single or plan.rows * view.kernel * plan.steps > 900:
        return []
    every = np.arange(plan.steps)
    path = "".join(_lines(view, plan, row, every) for row in range(1, plan.rows + 1))
    return [shape(path, "none", "hair", 1)]


def _row_names(view: ReceptiveField, plan: Plan) -> list[str]:
    """Each row's name, as many as there is room for."""
    parts = [title("input x", 2, plan.y(0) + 5)]
    last = plan.y(0)
    for row, layer in enumerate(view.layers, 1):
        top = row == plan.rows
        if not top and (last - plan.y(row) < 17 or plan.y(row) - plan.y(plan.rows) < 17):
            continue
        last = plan.y(row)
        name = f"output y, d = {layer.dilation}" if top else f"level {layer.level}, d = {layer.dilation}"
        parts.append(text(name, 2, last + 5, font_size=16 if top else 15, font_weight=700 if top else None,
                          fill=css("ink")))  # fmt: skip
    return parts


def _names(view: ReceptiveField) -> list[str]:
    """The names of the measures; where a step is reached around the convolutions alone, what "id" means."""
    named = (
        ("by formula", FORMULA),
        ("paths to y", field_rows.WAYS),
        ("gradient", field_rows.GRADIENT - 14),
        ("x changed at", POKE),
        ("y moved", field_rows.MOVED),
    )
    parts = [title(name, 2, y) for name, y in named]
    if _centred_even(view):
        parts.append(note("id: skip only", 2, field_rows.WAYS + 23))
    return parts


def _cone(view: ReceptiveField, plan: Plan) -> list[str]:
    parts = []
    for row in range(1, plan.rows + 1):
        outputs = np.flatnonzero(view.layers[row - 1].used)
        top = row == plan.rows
        thick = (3.0 if top else 1.8) if plan.single else 0.8
        shown = len(outputs) if plan.single else max(4, 2400 // (plan.rows * view.kernel))  # some stand for all
        path = _lines(view, plan, row, outputs[:: max(1, len(outputs) // shown)])
        if path:
            colour = css("tcn" if top else "ink")
            parts.append(shape(path, "none", colour, thick, stroke_opacity=None if plan.single else 0.55))
    if _centred_even(view):
        parts.append(_around(view, plan))
    tall = min(6.0, 0.6 * plan.gap)
    for row in range(plan.rows + 1):
        used = view.layers[row - 1].used if row else view.reached
        colour = css("tcn" if row else "ink")
        if plan.single:
            parts += [_circle(plan, t, row, colour, colour) for t in np.flatnonzero(used).tolist()]
        else:
            parts += [
                rect(plan.x(a - 0.5), plan.y(row) - tall / 2, (b - a) * plan.wide, tall, colour) for a, b in runs(used)
            ]
    return parts


def _centred_even(view: ReceptiveField) -> bool:
    """Whether windows lie around the present step and leave it out, so that skip connections add to the field."""
    return view.padding == "both" and view.kernel % 2 == 0


def _around(view: ReceptiveField, plan: Plan) -> str:
    """Skip connections, dashed, where they lead to a step that the block's windows leave out."""
    path = ""
    for row in range(plan.rows, 0, -view.convolutions):
        for t in np.flatnonzero(view.layers[row - 1].used).tolist():
            path += f"M{plan.x(t):.1f} {plan.y(row):.1f}V{plan.y(row - view.convolutions):.1f}"
    return shape(path, "none", "ink2", 1.8 if plan.single else 0.8, "3 4")


def _marks(view: ReceptiveField, plan: Plan) -> list[str]:
    """On the inputs: a dashed ring for a hole, a cross for a step whose paths are all closed."""
    parts = []
    for t in np.flatnonzero(view.hole).tolist() if plan.single else []:
        parts.append(disc(plan.x(t), plan.y(0), plan.radius, "ground", "wrong", 2.4, stroke_dasharray="3 3"))
    for t in np.flatnonzero(view.closed).tolist() if plan.single else []:
        arm, x, y = 0.5 * plan.radius, plan.x(t), plan.y(0)
        cross = (
            f"M{x - arm:.1f} {y - arm:.1f}l{2 * arm:.1f} {2 * arm:.1f}m0 {-2 * arm:.1f}l{-2 * arm:.1f} {2 * arm:.1f}"
        )
        parts.append(shape(cross, edge="ground", thick=2.4, class_="blocked"))
    return parts
