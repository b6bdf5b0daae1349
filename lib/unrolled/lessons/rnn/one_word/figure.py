"""A network learns one word: what it says at each step, where the gradient is cut, how the losses fall."""

from __future__ import annotations

from math import log, log10

import numpy as np

from unrolled.drawing.letters import percent, visible
from unrolled.drawing.numbers import arrow, frame, signed
from unrolled.drawing.svg import Drawing, element, text
from unrolled.drawing.theme import css
from unrolled.lessons.rnn.one_word.record import OneWord
from unrolled.lessons.rnn.two_equations.figure import STYLE

WIDTH, LEFT, WIDEST = 1060, 100, 238
ROW = 19  # of a letter's bar
LOW, HIGH = -6, 1  # powers of ten of the gradients shown
CHART, CURVE = 106, 130  # heights
HALO = {"stroke": css("ground"), "stroke_width": 5, "paint_order": "stroke"}  # keeps lines out of letters
SPAN = 300  # updates on the axis of the curve, doubled as often as needed


def describe_learning(shown: OneWord) -> str:
    """One sentence that says how well the word is known."""
    t, T = shown.step, len(shown.p)
    target, best = visible(shown.letters[shown.ids[t + 1]]), visible(shown.letters[shown.p[t].argmax()])
    every = "step" if shown.window == 1 else f"{shown.window} steps"
    cut = "no cut" if shown.window >= T else f"cut every {every}"
    made = "1 update" if shown.updates == 1 else f"{shown.updates} updates"
    return (
        f"After {made}, {int(shown.right.sum())} of {T} letters of {shown.word} are right, mean loss "
        f"{shown.loss.mean():.2f} nats, gradient with {cut}. Step {t + 1}: target {target}, predicted {best} with "
        f"{percent(shown.p[t].max())}, loss {shown.loss[t]:.2f} nats."
    )


class Plan:
    """Where things stand."""

    def __init__(self, shown: OneWord):
        self.T, self.V = shown.p.shape
        self.pitch = min((WIDTH - LEFT - 6) / self.T, WIDEST)
        self.bars = 28
        self.state = self.bars + self.V * ROW + 44
        self.inputs = self.state + 34
        self.chart = self.inputs + 76
        self.curve = self.chart + CHART + 52
        self.height = self.curve + CURVE + 44
        self.span = SPAN
        while self.span < shown.updates:
            self.span *= 2
        self.top = max(1.05 * float(shown.curve[0].mean()), 1.15 * log(max(self.V, 2)))

    def left(self, t: int) -> float:
        """Left side of a column."""
        return LEFT + t * self.pitch

    def middle(self, t: int) -> float:
        """Its middle."""
        return self.left(t) + self.pitch / 2

    def update(self, n: float) -> float:
        """x of an update in the curve."""
        return LEFT + n / self.span * (WIDTH - LEFT - 180)

    def loss(self, nats: float) -> float:
        """y of a loss in the curve."""
        return self.curve + CURVE * (1 - min(nats / self.top, 1.0))


def learning_drawing(shown: OneWord) -> Drawing:
    """Bars for every letter at every step, the chain of states with its cuts, sizes of the gradient, the mean loss."""
    plan = Plan(shown)
    return Drawing.of(
        *_names(plan),
        *(_says(shown, plan, t) for t in range(plan.T)),
        *_chain(shown, plan),
        *_sizes(shown, plan),
        *_axes(plan),
        _line(shown, plan, shown.curve.mean(axis=1), stroke=css("ink"), stroke_width=3),
        *(
            element(
                "rect", x=plan.left(t), y=0, width=plan.pitch, height=plan.chart + CHART + 6, fill="transparent",
                data_pick=t,
            )
            for t in range(plan.T)
        ),
        width=WIDTH,
        height=plan.height,
        description=f"A network learns {shown.word}: {shown.updates} updates, window {shown.window}.",
        style=STYLE,
    )  # fmt: skip


def learning_cursor(shown: OneWord) -> Drawing:
    """The layer over it: a frame around a step, and the loss of its letter."""
    plan, t = Plan(shown), shown.step
    target = visible(shown.letters[shown.ids[t + 1]])
    own, mean = shown.curve[:, t], shown.curve.mean(axis=1)
    ends = _apart(plan.loss(float(mean[-1])), plan.loss(float(own[-1])), plan.curve + CURVE - 8)
    x = plan.update(float(shown.updates)) + 10
    return Drawing.of(
        frame(plan.left(t) + 1, 3, plan.pitch - 2, plan.inputs + 30, stroke_width=2.2),
        frame(plan.left(t) + 1, plan.chart - 4, plan.pitch - 2, CHART + 8, stroke_width=2.2),
        _line(shown, plan, own, stroke=css("predicted"), stroke_width=2.5, stroke_dasharray="7 4"),
        text(f"mean {mean[-1]:.2f}", x, ends[0] + 5, font_size=15, font_weight=700, fill=css("ink"), **HALO),
        text(f"step {t + 1}, {target}: {own[-1]:.2f}", x, ends[1] + 5, font_size=15, fill=css("predicted"), **HALO),
        width=WIDTH,
        height=plan.height,
        description=describe_learning(shown),
        style=STYLE,
    )


def _apart(first: float, second: float, lowest: float) -> tuple[float, float]:
    """Two heights, moved until labels there touch neither each other nor the axis."""
    short = max(18 - abs(first - second), 0)
    sign = 1 if first > second else -1
    first, second = first + sign * short / 2, second - sign * short / 2
    up = max(first - lowest, second - lowest, 0)
    return first - up, second - up


def _names(plan: Plan) -> list[str]:
    rows = (
        (plan.bars + 14, "output", "y, softmax" if plan.pitch > 130 else "softmax y"),
        (plan.state - 4, "state", "gradient ←"),
        (plan.inputs + 20, "input", ""),
    )
    return [
        text(name, 2, y, font_size=16, font_weight=700, fill=css("ink"))
        + text(below, 2, y + 20, font_size=15, fill=css("ink2"))
        for y, name, below in rows
    ]


def _says(shown: OneWord, plan: Plan, t: int) -> str:
    """The bars of a step, the target's boxed; over them whether the likeliest letter is right."""
    x, target = plan.left(t) + 10, int(shown.ids[t + 1])
    room = plan.pitch - 20
    numbers = 46 if plan.pitch > 130 else 0  # room for the logits
    full = room - (66 if plan.pitch > 120 else 22) - numbers
    right = bool(shown.right[t])
    parts = [
        text(
            "✓ right" if right and plan.pitch > 100 else "✓" if right else "✗", plan.middle(t), 20, font_size=16,
            font_weight=700, text_anchor="middle", fill=css("right" if right else "wrong"),
        )
    ]  # fmt: skip
    names = []
    for k, letter in enumerate(shown.letters):
        y, p = plan.bars + k * ROW, float(shown.p[t, k])
        bold = {"font_weight": 700} if k == target else {}
        names.append(text(visible(letter), x + 8, y + 15, **bold))
        if numbers:
            logit = signed(float(shown.logits[t, k]), 1)
            parts.append(text(logit, x + 56, y + 14.5, font_size=14, text_anchor="end", fill=css("ink"), **bold))
        bar = {"width": max(full * p, 0.6), "height": ROW - 6, "fill": css("predicted")}
        parts.append(element("rect", x=x + 18 + numbers, y=y + 3, **bar))
        if plan.pitch > 120 and p >= 0.01:
            parts.append(text(percent(p), x + 22 + numbers + full * p, y + 14.5, font_size=14, fill=css("ink"), **bold))
    parts.append(element("g", "".join(names), font_size=16, class_="mono", text_anchor="middle", fill=css("ink")))
    parts.append(frame(x - 3, plan.bars + target * ROW, room + 6, ROW, stroke_width=2.5))
    return "".join(parts)


def _chain(shown: OneWord, plan: Plan) -> list[str]:
    """States and inputs; between them the way of the gradient, from right to left, or the place where it is cut."""
    parts, y = [], plan.state
    for t in range(plan.T):
        x = plan.middle(t)
        parts.append(arrow(((x, plan.inputs - 2), (x, y + 16)), thick=1.3, colour=css("edge")))
        parts.append(arrow(((x, y - 16), (x, y - 36)), thick=1.3, colour=css("edge")))
        circle = {"r": 14, "fill": css("ground"), "stroke": css("ink"), "stroke_width": 1.6}
        parts.append(element("circle", cx=x, cy=y, **circle))
        parts.append(text("h", x, y + 5, font_size=16, class_="math", text_anchor="middle", fill=css("ink")))
        box = {"width": 26, "height": 28, "rx": 3, "fill": css("wash"), "stroke": css("edge")}
        parts.append(element("rect", x=x - 13, y=plan.inputs, **box))
        letter = visible(shown.letters[shown.ids[t]])
        parts.append(
            text(letter, x, plan.inputs + 20, font_size=17, class_="mono", text_anchor="middle", fill=css("ink"))
        )
        if t == plan.T - 1:
            continue
        if shown.cut(t):
            parts.append(_cut(plan.left(t + 1), plan))
        else:
            parts.append(arrow(((plan.middle(t + 1) - 16, y), (x + 16, y)), thick=_thick(float(shown.of_last[t]))))
    return parts


def _thick(size: float) -> float:
    """A line as thick as the gradient is large, on the scale of the chart."""
    return 1.0 + 5.0 * _share(size)


def _share(size: float) -> float:
    return min(max((log10(max(size, 1e-30)) - LOW) / (HIGH - LOW), 0.0), 1.0)


def _cut(x: float, plan: Plan) -> str:
    """A dashed line through state and chart, with its word."""
    line = element(
        "path", d=f"M{x:.1f},{plan.state - 30} V{plan.inputs + 30} M{x:.1f},{plan.chart} v{CHART}", stroke=css("wrong"),
        stroke_width=2.2,
        stroke_dasharray="5 4",
    )  # fmt: skip
    ground = element("rect", x=x - 17, y=plan.state - 11, width=34, height=22, rx=4, fill=css("ground"))
    return line + ground + text("cut", x, plan.state + 5, font_size=15, text_anchor="middle", fill=css("wrong"))


def _sizes(shown: OneWord, plan: Plan) -> list[str]:
    """Length of the gradient by each state, on a logarithmic scale: of the last loss, and of all."""
    foot = plan.chart + CHART
    y = plan.chart - 20
    legend = (
        text("Size of the gradient at h:", 2, y, font_size=15, font_weight=700, fill=css("ink"))
        + element("rect", x=206, y=y - 12, width=14, height=14, fill=css("rnn"))
        + text("of the last letter's loss", 226, y, font_size=15, fill=css("ink"))
        + element("rect", x=410, y=y - 12, width=14, height=14, fill="none", stroke=css("ink2"), stroke_width=1.5)
        + text("of all losses added. Arrows are as thick as the filled bars are high.", 430, y, font_size=15,
               fill=css("ink"))
    )  # fmt: skip
    parts = [legend]
    for power in range(LOW, HIGH + 1):
        at = foot - CHART * (power - LOW) / (HIGH - LOW)
        parts.append(element("rect", x=LEFT, y=at, width=WIDTH - LEFT - 4, height=1, fill=css("hair")))
        if power in (-6, -3, 0):
            words = {-6: "0.000001", -3: "0.001", 0: "1"}[power]
            parts.append(text(words, LEFT - 8, at + 5, font_size=14, text_anchor="end", fill=css("ink2")))
    wide = min(26.0, plan.pitch / 2 - 10)
    for t in range(plan.T):
        x = plan.middle(t)
        for size, at, paint in (
            (float(shown.of_last[t]), x - wide - 1, {"fill": css("rnn")}),
            (float(shown.of_all[t]), x + 3, {"fill": "none", "stroke": css("ink2"), "stroke_width": 1.5}),
        ):
            tall = CHART * _share(size)
            if size == 0:
                parts.append(text("0", at + wide / 2, foot - 4, font_size=15, text_anchor="middle", fill=css("ink")))
            elif tall > 0.5:
                parts.append(element("rect", x=at, y=foot - tall, width=wide, height=tall, **paint))
    parts.append(element("rect", x=LEFT, y=foot, width=WIDTH - LEFT - 4, height=1.5, fill=css("edge")))
    return parts


def _axes(plan: Plan) -> list[str]:
    foot, right = plan.curve + CURVE, plan.update(plan.span)
    parts = [
        text("Loss in nats, by updates", 2, plan.curve - 16, font_size=15, font_weight=700, fill=css("ink")),
        element("rect", x=LEFT, y=foot, width=right - LEFT, height=1.5, fill=css("edge")),
        text("0", LEFT - 8, foot + 5, font_size=14, text_anchor="end", fill=css("ink2")),
    ]
    lines = {2: "a coin between two letters"} | ({plan.V: "any letter"} if plan.V > 2 else {})
    for count, words in lines.items():
        y = plan.loss(log(count))
        parts.append(element("rect", x=LEFT, y=y, width=right - LEFT, height=1.2, fill=css("baseline")))
        parts.append(
            text(f"ln {count} = {log(count):.2f}", LEFT - 8, y + 5, font_size=14, text_anchor="end", fill=css("ink2"))
        )
        parts.append(text(words, right - 4, y - 5, font_size=14, text_anchor="end", fill=css("ink2")))
    for k in range(4):
        n = plan.span * k // 3
        parts.append(text(f"{n:,}", plan.update(n), foot + 22, font_size=14, text_anchor="middle", fill=css("ink2")))
    return parts


def _line(shown: OneWord, plan: Plan, losses: np.ndarray, **paint: object) -> str:
    every = max(len(losses) // 300, 1)  # no more points than there are pixels to tell them apart
    keep = sorted({*range(0, len(losses), every), len(losses) - 1})
    points = " ".join(f"{plan.update(shown.curve_at[k]):.1f},{plan.loss(float(losses[k])):.1f}" for k in keep)
    return element("polyline", points=points, fill="none", **paint)
