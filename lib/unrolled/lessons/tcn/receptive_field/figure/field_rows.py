"""The rows below the cone of Figure 1a: its field by formula, by counting and by gradient, and a changed input."""

from __future__ import annotations

import numpy as np

from unrolled.drawing.layout import WIDTH
from unrolled.drawing.letters import visible
from unrolled.drawing.numerals import counted
from unrolled.drawing.shapes import rect, shape
from unrolled.drawing.svg import element, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note, title
from unrolled.lessons.tcn.receptive_field.record import ReceptiveField

HEIGHT, LEFT, RIGHT = 376, 166, WIDTH - 8
TOP, CONE = 12, 114  # y of the top row of values, and the height of the stack
SINGLE = 36
LETTERS, FORMULA, WAYS, GRADIENT, POKE, MOVED = 151, 184, 218, 300, 344, 369  # baselines of what stands below
BAR, BOX = 44, 22  # height of the largest gradient; of a box in a row


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


def value(number: int, y: float) -> str:
    """A number beside the name of its row."""
    return text(f"{number:,}", LEFT - 14, y, font_size=18, font_weight=700, text_anchor="end", fill=css("ink"))


def runs(marked: np.ndarray) -> list[tuple[int, int]]:
    """First places and ends of what is marked without a gap."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], marked.astype(int), [0]))))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def formula(view: ReceptiveField, plan: Plan) -> list[str]:
    """A bracket over the window of the whole stack, as far as there are steps."""
    first, last = view.output - view.back, view.output - view.back + view.formula - 1
    a, b = plan.x(max(first, 0)) - plan.wide / 2, plan.x(min(last, plan.steps - 1)) + plan.wide / 2
    y, ink = FORMULA - 6, css("ink")
    sums = " + ".join(str(layer.dilation) for layer in view.layers[:: view.convolutions])
    sums = sums if len(sums) < 26 else f"{view.layers[0].dilation} + … + {view.layers[-1].dilation}"
    factor = view.convolutions * (view.kernel - 1)
    words = f"1 + {factor} · ({sums}) = {view.formula:,}"
    half = 4.2 * len(words)
    beside = b - a < 2 * half + 30
    middle = (a + b) / 2
    if beside:  # where there is more room: before the bracket, or after it
        middle = a - half - 8 if a - LEFT > 2 * half + 8 else b + half + 8
    middle = min(max(middle, LEFT + half), RIGHT - half)
    parts = [value(view.formula, FORMULA), rect(a, y - 1.5, b - a, 3, ink)]
    if first >= 0:
        parts.append(rect(a, y - 11, 3, 22, ink))
    else:
        parts.append(shape(f"M{a + 9} {y - 9}L{a} {y}L{a + 9} {y + 9}", "none", ink, 3))
    if last < plan.steps:
        parts.append(rect(b - 3, y - 11, 3, 22, ink))
    else:
        parts.append(shape(f"M{b - 9} {y - 9}L{b} {y}L{b - 9} {y + 9}", "none", ink, 3))
    if not beside:
        parts.append(rect(middle - half, y - 12, 2 * half, 24, "ground"))
    return [*parts, heading(words, middle, y + 5, "middle", colour=ink)]


def ways(view: ReceptiveField, plan: Plan) -> list[str]:
    """How many paths lead to the output: a number in each box, or a raster of shades."""
    parts, most = [value(view.counted, WAYS)], view.paths.max()
    for t in range(plan.steps) if plan.single else []:
        count = view.paths[t]
        hole, around = view.hole[t], view.reached[t] and not count
        share = 0.12 + 0.5 * count / most if count else 0.0
        edge = css("wrong" if hole else "ink" if view.reached[t] else "edge")
        parts.append(
            rect(
                plan.x(t) - 0.42 * plan.wide,
                WAYS - 16,
                0.84 * plan.wide,
                BOX,
                "ink" if count else "ground",
                edge,
                2 if hole else 1,
                rx=4,
                fill_opacity=share if count else 1,
                stroke_dasharray=None if view.reached[t] else "3 3",
            )
        )
        number = "id" if around else f"{int(count)}"  # only identity paths lead there
        if 8.2 * len(number) > plan.wide:
            continue  # the shade has to do
        colour = css("wrong" if hole else "ink" if view.reached[t] else "ink2")
        parts.append(text(number, plan.x(t), WAYS, font_size=15 if len(number) < 3 else 14, text_anchor="middle",
                          font_weight=700 if count else None, fill=colour))  # fmt: skip
    if not plan.single:
        for a, b in runs(view.reached):
            parts.append(
                rect(plan.x(a) - plan.wide / 2, WAYS - 16, max((b - a) * plan.wide, 1.0), BOX, "ink", fill_opacity=0.55)
            )
    if view.holes:
        words = f"{counted(view.holes, 'hole')}: no path leads from there"
        parts.append(note(words, LEFT, WAYS + 23, colour="wrong", font_weight=700))
    return parts


def gradient(view: ReceptiveField, plan: Plan) -> list[str]:
    """Bars; an input with a path and a gradient of exactly 0 has a cross in place of its bar."""
    parts, most = [value(view.measured, GRADIENT - 14)], view.gradient.max() or 1.0
    parts.append(rect(LEFT, GRADIENT, RIGHT - LEFT, 1.5, "edge"))
    first, latest = view.core
    inner, outer = [], []
    for t in np.flatnonzero(view.gradient).tolist():
        tall = max(BAR * view.gradient[t] / most, 1.5)
        x, wide = plan.x(t) - 0.36 * plan.wide, 0.72 * plan.wide
        (inner if first <= t <= latest else outer).append(f"M{x:.1f} {GRADIENT:.1f}v{-tall:.1f}h{wide:.2f}v{tall:.1f}z")
    hollow = {"fill": css("ground"), "stroke": css("tcn"), "stroke_width": 1.4}
    pale = {"fill": css("tcn"), "fill_opacity": 0.45}
    parts += [shape("".join(outer), **hollow if plan.single else pale), shape("".join(inner), "tcn")]
    parts += _core(view, plan)
    zero = np.flatnonzero(view.reached)
    if plan.x(zero[0]) - LEFT > 170:
        parts.append(label("exactly 0 out here", plan.x(zero[0]) - plan.wide, GRADIENT - 8, "end", "ink2"))
    for t in np.flatnonzero(view.closed).tolist():
        if plan.single:
            parts.append(title("×", plan.x(t), GRADIENT - 4, "middle", "wrong"))
        else:
            parts.append(rect(plan.x(t) - 1, GRADIENT - 6, 2, 6, "wrong"))
    if view.blocked:
        words = f"× {view.blocked} blocked: a path, no gradient"
        parts.append(note(words, RIGHT, GRADIENT + 17, "end", "wrong", font_weight=700))
    if view.spread:
        words = f"Last output, {len(view.spread)} initialisations: 90 % in the last {_listed(view.spread)}"
        parts.append(note(words, LEFT, GRADIENT + 17))
    return parts


def _listed(numbers: tuple[int, ...]) -> str:
    return f"{', '.join(f'{n:,}' for n in numbers[:-1])} and {numbers[-1]:,}" if len(numbers) > 1 else str(numbers[0])


def _core(view: ReceptiveField, plan: Plan) -> list[str]:
    """Dashed edges of the steps with most of the gradient, and how many these are."""
    if not view.effective:
        words = "no gradient reaches any input"
        return [heading(words, RIGHT, GRADIENT - BAR + 4, "end", "wrong")]
    first, last = view.core
    edge, end, causal = plan.x(first - 0.5), plan.x(last + 0.5), view.padding == "left"
    many = f"{view.effective:,}"
    words = f"90 % lies in the last {many}" if causal else f"90 % lies in {many} step{'s' * (view.effective != 1)}"
    before = edge > LEFT + 260
    parts = [
        shape(f"M{x} {GRADIENT}v{-BAR - 6}", edge="ink", thick=2, dash="5 4")
        for x in ([edge] if causal else [edge, end])
    ]
    x = edge - 8 if before else (edge if causal else end) + 8
    return [*parts, heading(words, x, GRADIENT - BAR + 4, "end" if before else "start")]


def poke(view: ReceptiveField, plan: Plan) -> list[str]:
    """The changed input, and which outputs moved: = is the same bit for bit."""
    at = plan.x(view.poked)
    parts = [value(view.poked + 1, POKE), value(int((view.moved > 0).sum()), MOVED)]
    if plan.single:
        side = 0.84 * plan.wide
        for t in range(plan.steps):
            here, moved = t == view.poked, view.moved[t] > 0
            leak = moved and t < view.poked
            box = {"x": plan.x(t) - side / 2, "width": side, "height": BOX, "rx": 4}
            parts.append(element("rect", **box, y=POKE - 16, fill=css("ink" if here else "ground"), stroke=css("edge")))
            parts.append(element("rect", **box, y=MOVED - 16, stroke=css("edge"),
                                 fill=css("wrong" if leak else "tcn" if moved else "ground")))  # fmt: skip
            sign = "!" if leak else "Δ" if moved else "="
            parts.append(title(sign, plan.x(t), MOVED, "middle", "ground" if moved else "ink2"))
        parts.append(title(visible(view.instead), at, POKE, "middle", "ground", class_="mono"))
    else:
        parts.append(shape(f"M{at - 7} {POKE - 12}h14l-7 14z", "ink"))
        for a, b in runs(view.moved > 0):
            for start, end, colour in ((a, min(b, view.poked), "wrong"), (max(a, view.poked), b, "tcn")):
                if end > start:
                    parts.append(
                        rect(
                            plan.x(start) - plan.wide / 2, MOVED - 16, max((end - start) * plan.wide, 1.0), BOX, colour
                        )
                    )
    edge = at - plan.wide / 2
    return [*parts, shape(f"M{edge} {POKE - 18}V{MOVED + 7}", edge="ink", thick=2, dash="5 4")]
