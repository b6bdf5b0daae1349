"""Figure 1a of Bai, Kolter and Koltun (2018), alive: the cone of an output, its field three ways, and a poked input.

Up to ``SINGLE`` steps each value is a circle and each input a letter; beyond, values are columns of a narrow raster.
"""

from __future__ import annotations

import numpy as np

from unrolled.figures.letters import visible
from unrolled.figures.svg import Drawing, element, text
from unrolled.figures.theme import MONO, SANS, css
from unrolled.records.receptive_field import ReceptiveField

WIDTH, LEFT, RIGHT = 1060, 196, 1046
TOP, CONE = 22, 214  # y of the top row of values, and the height of the stack
SINGLE = 36
LETTERS, FORMULA, WAYS, GRADIENT, POKE, MOVED = 266, 316, 366, 466, 512, 554  # y of what stands below
HEIGHT, BAR = 584, 62
STYLE = f"text{{font-family:{SANS};font-variant-numeric:tabular-nums}} .mono{{font-family:{MONO}}}"


class Plan:
    """Where each value stands."""

    def __init__(self, view: ReceptiveField):
        self.steps, self.rows = len(view.text), len(view.layers)
        self.wide = (RIGHT - LEFT) / self.steps
        self.single = self.steps <= SINGLE
        self.gap = CONE / self.rows
        self.radius = min(10.0, 0.3 * self.wide, 0.34 * self.gap)

    def x(self, t: float) -> float:
        """The middle of a step."""
        return LEFT + (t + 0.5) * self.wide

    def y(self, row: int) -> float:
        """Of the input (row 0) or of the values of a layer (from 1)."""
        return TOP + CONE - row * self.gap


def describe_receptive_field(view: ReceptiveField) -> str:
    """One sentence that says what the panel shows."""
    agree = view.formula == view.counted == view.measured
    fields = (
        f"all three agree: {view.formula:,} step{'s' * (view.formula != 1)}"
        if agree
        else f"formula {view.formula:,}, counted {view.counted:,}, by gradient {view.measured:,}"
    )
    why = [
        f"{view.holes:,} holes" if view.holes else "",
        f"{view.dead} dead" if view.dead else "",
        "the sequence is shorter than the field" if view.cut else "",
    ]
    moved = int((view.moved > 0).sum())
    leak = f"{view.leaks} of them before it: a leak" if view.leaks else "none of them before it"
    return (
        f"Output {view.output + 1} of {len(view.text)}, {fields}{''.join(f', {word}' for word in why if word)}; "
        f"input {view.poked + 1} changed: {moved} output{'s move' if moved != 1 else ' moves'}, {leak}."
    )


def receptive_field_drawing(view: ReceptiveField) -> Drawing:
    """What stays while output and poke move: all values, all connections, names, letters."""
    plan = Plan(view)
    parts = [*_connections(view, plan), *_row_names(view, plan), *_names(view)]
    if plan.single:
        for row in range(plan.rows + 1):
            parts += [_circle(plan, t, row, css("ground"), css("edge")) for t in range(plan.steps)]
        for t, character in enumerate(view.text):
            parts.append(
                text(visible(character), plan.x(t), LETTERS, font_size=16, class_="mono", text_anchor="middle",
                     fill=css("ink"))
            )  # fmt: skip
    else:
        for row in range(plan.rows + 1):
            parts.append(element("rect", x=LEFT, y=plan.y(row) - 0.5, width=RIGHT - LEFT, height=1, fill=css("hair")))
        marks = np.linspace(0, plan.steps - 1, 6).round().astype(int)
        parts += [
            text(
                f"{t + 1:,}",
                plan.x(t),
                LETTERS,
                font_size=14,
                fill=css("ink2"),
                text_anchor="end" if t == marks[-1] else "middle",
            )
            for t in marks
        ]
    for y in (LETTERS + 16, POKE - 30):
        parts.append(element("rect", x=2, y=y, width=RIGHT - 2, height=1, fill=css("hair")))
    hits = [
        element(
            "rect", x=plan.x(t) - plan.wide / 2, y=0, width=plan.wide, height=HEIGHT, fill="transparent", data_pick=t
        )
        for t in range(plan.steps)
    ]
    return Drawing.of(
        *parts, *(hits if plan.single else []), *_pokes(plan), width=WIDTH, height=HEIGHT, style=STYLE,
        description=f"A stack of {plan.rows} convolutions over {plan.steps} steps.",
    )  # fmt: skip


def _pokes(plan: Plan) -> list[str]:
    """Places in the row of the changed input, to be clicked."""
    steps = range(0, plan.steps, max(1, plan.steps // 60))
    wide = plan.wide * steps.step
    size = {"y": POKE - 16, "width": wide, "height": 32, "fill": "transparent"}
    return [element("rect", x=plan.x(t) - plan.wide / 2, **size, data_row=t) for t in steps]


def receptive_field_cone(view: ReceptiveField) -> Drawing:
    """The layer over it: the output's cone, the three measures, the poke."""
    plan = Plan(view)
    parts = [*_cone(view, plan), *_formula(view, plan), *_ways(view, plan), *_gradient(view, plan), *_poke(view, plan)]
    return Drawing.of(*parts, width=WIDTH, height=HEIGHT, description=describe_receptive_field(view), style=STYLE)


def _circle(plan: Plan, t: int, row: int, fill: str, stroke: str, thick: float = 1.3) -> str:
    return element("circle", cx=plan.x(t), cy=plan.y(row), r=plan.radius, fill=fill, stroke=stroke, stroke_width=thick)


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
    return [element("path", d=path, stroke=css("hair"), fill="none", stroke_width=1)]


def _row_names(view: ReceptiveField, plan: Plan) -> list[str]:
    """Each row's name, as many as there is room for."""
    parts = [text("input x", 2, plan.y(0) + 5, font_size=16, font_weight=700, fill=css("ink"))]
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
    """The names of the measures, and how each is had."""
    twice = "2" if view.convolutions == 2 else str(view.convolutions)
    factor = "" if view.convolutions == 1 else f"{twice}·"
    named = (
        ("Formula", f"1 + {factor}(k−1)·Σd", FORMULA),
        ("Counted", "ways to y", WAYS),
        ("Gradient", "|∂y/∂x|, untrained", GRADIENT - 32),
    )
    parts = []
    for name, how, y in named:
        parts.append(text(name, 2, y, font_size=16, font_weight=700, fill=css("ink")))
        parts.append(text(how, 2, y + 18, font_size=14, fill=css("ink2")))
    parts.append(text("x changed at", 2, POKE + 5, font_size=16, font_weight=700, fill=css("ink")))
    parts.append(text("y moved", 2, MOVED + 5, font_size=16, font_weight=700, fill=css("ink")))
    return parts


def _value(number: int, y: float) -> str:
    return text(f"{number:,}", LEFT - 14, y, font_size=18, font_weight=700, text_anchor="end", fill=css("ink"))


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
            parts.append(element("path", d=path, stroke=colour, fill="none", stroke_width=thick,
                                 stroke_opacity=None if plan.single else 0.55))  # fmt: skip
    for row in range(plan.rows + 1):
        used = view.layers[row - 1].used if row else view.paths > 0
        colour = css("tcn" if row else "ink")
        if plan.single:
            parts += [_circle(plan, t, row, colour, colour) for t in np.flatnonzero(used)]
        else:
            parts += [
                element("rect", x=plan.x(a - 0.5), y=plan.y(row) - 3, width=(b - a) * plan.wide, height=6, fill=colour)
                for a, b in _runs(used)
            ]  # fmt: skip
    return parts


def _runs(marked: np.ndarray) -> list[tuple[int, int]]:
    """First places and ends of what is marked without a gap."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], marked.astype(int), [0]))))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _formula(view: ReceptiveField, plan: Plan) -> list[str]:
    """A bracket over the window of the whole stack, as far as there are steps."""
    first, last = view.output - view.back, view.output - view.back + view.formula - 1
    a, b = plan.x(max(first, 0)) - plan.wide / 2, plan.x(min(last, plan.steps - 1)) + plan.wide / 2
    y, ink = FORMULA - 6, css("ink")
    sums = " + ".join(str(layer.dilation) for layer in view.layers[:: view.convolutions])
    sums = sums if len(sums) < 26 else f"{view.layers[0].dilation} + … + {view.layers[-1].dilation}"
    factor = view.convolutions * (view.kernel - 1)
    words = f"1 + {factor} · ({sums}) = {view.formula:,}"
    half = 4.2 * len(words)
    middle = min(max((a + b) / 2, LEFT + half), RIGHT - half)
    parts = [_value(view.formula, FORMULA), element("rect", x=a, y=y - 1.5, width=b - a, height=3, fill=ink)]
    if first >= 0:
        parts.append(element("rect", x=a, y=y - 11, width=3, height=22, fill=ink))
    else:
        parts.append(
            element("path", d=f"M{a + 9} {y - 9}L{a} {y}L{a + 9} {y + 9}", fill="none", stroke=ink, stroke_width=3)
        )
    if last < plan.steps:
        parts.append(element("rect", x=b - 3, y=y - 11, width=3, height=22, fill=ink))
    else:
        parts.append(
            element("path", d=f"M{b - 9} {y - 9}L{b} {y}L{b - 9} {y + 9}", fill="none", stroke=ink, stroke_width=3)
        )
    below = b - a < 2 * half + 30
    if not below:
        parts.append(element("rect", x=middle - half, y=y - 12, width=2 * half, height=24, fill=css("ground")))
    parts.append(
        text(words, middle, y + (24 if below else 5), font_size=15, font_weight=700, text_anchor="middle", fill=ink)
    )
    return parts


def _ways(view: ReceptiveField, plan: Plan) -> list[str]:
    """How many ways lead to the output: a number in each box, or a raster of shades."""
    parts, most = [_value(view.counted, WAYS)], view.paths.max()
    first, last = view.output - view.back, view.output - view.back + view.formula - 1
    for t in range(plan.steps) if plan.single else []:
        count = view.paths[t]
        hole = count == 0 and first <= t <= last
        share = 0.12 + 0.5 * count / most if count else 0.0
        box = {"x": plan.x(t) - 0.42 * plan.wide, "y": WAYS - 18, "width": 0.84 * plan.wide, "height": 26, "rx": 4}
        parts.append(element("rect", **box, fill=css("ink" if count else "ground"), fill_opacity=share if count else 1,
                             stroke=css("wrong" if hole else "ink" if count else "edge"), stroke_width=2 if hole else 1,
                             stroke_dasharray=None if count else "3 3"))  # fmt: skip
        number = f"{int(count)}"
        if 8.2 * len(number) > plan.wide:
            continue  # the shade has to do
        colour = css("wrong" if hole else "ink" if count else "ink2")
        parts.append(text(number, plan.x(t), WAYS, font_size=15 if len(number) < 3 else 14, text_anchor="middle",
                          font_weight=700 if count else None, fill=colour))  # fmt: skip
    if not plan.single:
        for a, b in _runs(view.paths > 0):
            parts.append(element("rect", x=plan.x(a) - plan.wide / 2, y=WAYS - 16, width=max((b - a) * plan.wide, 1.0),
                                 height=20, fill=css("ink"), fill_opacity=0.55))  # fmt: skip
    if view.holes:
        words = f"{view.holes:,} holes: no way leads from there"
        parts.append(text(words, LEFT, WAYS + 26, font_size=14, fill=css("wrong"), font_weight=700))
    return parts


def _gradient(view: ReceptiveField, plan: Plan) -> list[str]:
    """Bars; a way with a gradient of exactly 0 has a cross in place of its bar."""
    parts, most = [_value(view.measured, GRADIENT - 32)], view.gradient.max() or 1.0
    parts.append(element("rect", x=LEFT, y=GRADIENT, width=RIGHT - LEFT, height=1.5, fill=css("edge")))
    latest = int(np.flatnonzero(view.gradient)[-1]) if view.gradient.any() else view.output
    first = latest - view.effective + 1
    inner, outer = [], []
    for t in np.flatnonzero(view.gradient):
        tall = max(BAR * view.gradient[t] / most, 1.5)
        x, wide = plan.x(t) - 0.36 * plan.wide, 0.72 * plan.wide
        (inner if t >= first else outer).append(f"M{x:.1f} {GRADIENT:.1f}v{-tall:.1f}h{wide:.2f}v{tall:.1f}z")
    hollow = {"fill": css("ground"), "stroke": css("tcn"), "stroke_width": 1.4}
    pale = {"fill": css("tcn"), "fill_opacity": 0.45}
    parts.append(element("path", d="".join(outer), **(hollow if plan.single else pale)))
    parts.append(element("path", d="".join(inner), fill=css("tcn")))
    edge = plan.x(first) - plan.wide / 2
    parts.append(
        element("path", d=f"M{edge} {GRADIENT}v{-BAR - 6}", stroke=css("ink"), stroke_width=2, stroke_dasharray="5 4")
    )
    end = edge > LEFT + 260
    words = f"90 % lies in the last {view.effective}"
    parts.append(text(words, edge + (-8 if end else 8), GRADIENT - BAR + 4, font_size=15, font_weight=700,
                      text_anchor="end" if end else "start", fill=css("ink")))  # fmt: skip
    zero = np.flatnonzero(view.paths)
    if len(zero) and plan.x(zero[0]) - LEFT > 170:
        parts.append(text("exactly 0 out here", plan.x(zero[0]) - plan.wide, GRADIENT - 8, font_size=15,
                          text_anchor="end", fill=css("ink2")))  # fmt: skip
    if plan.single:
        for t in np.flatnonzero((view.paths > 0) & (view.gradient == 0)):
            parts.append(
                text(
                    "×", plan.x(t), GRADIENT - 4, font_size=16, font_weight=700, text_anchor="middle", fill=css("wrong")
                )
            )
    if view.dead:
        words = f"× {view.dead} dead: a way, no gradient"
        parts.append(
            text(words, RIGHT, GRADIENT + 18, font_size=14, text_anchor="end", fill=css("wrong"), font_weight=700)
        )
    return parts


def _poke(view: ReceptiveField, plan: Plan) -> list[str]:
    """The changed input, and which outputs moved: = is the same bit for bit."""
    at = plan.x(view.poked)
    parts = [_value(view.poked + 1, POKE + 5), _value(int((view.moved > 0).sum()), MOVED + 5)]
    if plan.single:
        side, tall = 0.84 * plan.wide, 26
        for t in range(plan.steps):
            here, moved = t == view.poked, view.moved[t] > 0
            leak = moved and t < view.poked
            box = {"x": plan.x(t) - side / 2, "width": side, "height": tall, "rx": 4}
            parts.append(element("rect", **box, y=POKE - 14, fill=css("ink" if here else "ground"), stroke=css("edge")))
            parts.append(element("rect", **box, y=MOVED - 14, stroke=css("edge"),
                                 fill=css("wrong" if leak else "tcn" if moved else "ground")))  # fmt: skip
            sign = "!" if leak else "Δ" if moved else "="
            parts.append(text(sign, plan.x(t), MOVED + 5, font_size=16, font_weight=700, text_anchor="middle",
                              fill=css("ground" if moved else "ink2")))  # fmt: skip
        parts.append(text(visible(view.instead), at, POKE + 5, font_size=16, class_="mono", font_weight=700,
                          text_anchor="middle", fill=css("ground")))  # fmt: skip
    else:
        parts.append(element("path", d=f"M{at - 7} {POKE - 10}h14l-7 16z", fill=css("ink")))
        for a, b in _runs(view.moved > 0):
            for start, end, colour in ((a, min(b, view.poked), "wrong"), (max(a, view.poked), b, "tcn")):
                if end > start:
                    parts.append(element("rect", x=plan.x(start) - plan.wide / 2, y=MOVED - 12, fill=css(colour),
                                         width=max((end - start) * plan.wide, 1.0), height=22))  # fmt: skip
    edge = at - plan.wide / 2
    parts.append(
        element(
            "path", d=f"M{edge} {POKE - 22}V{MOVED + 20}", stroke=css("ink"), stroke_width=2, stroke_dasharray="5 4"
        )
    )
    return parts
