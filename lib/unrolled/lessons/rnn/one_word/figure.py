"""A network learns one word: what it says at each step, where the gradient is cut, how the losses fall."""

from __future__ import annotations

from collections.abc import Mapping
from math import log, log10

import numpy as np

from unrolled.drawing.formula import MATH
from unrolled.drawing.layout import picture
from unrolled.drawing.letters import visible
from unrolled.drawing.numbers import arrow, frame
from unrolled.drawing.numerals import percent, signed
from unrolled.drawing.shapes import disc, rect, shape
from unrolled.drawing.svg import Drawing, element, hit, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note, title
from unrolled.lessons.rnn.one_word.record import OneWord

CURVE, NAMES = 208, 76  # width of the curve at the right; of the names at the left
VERDICT, ROWS, ROW = 22, 164, 22  # heights: of the first line, of all letters' bars at most, of one bar at most
LOW, HIGH = -6, 1  # powers of ten of the gradients shown
HALO = {"stroke": css("ground"), "stroke_width": 5, "paint_order": "stroke"}  # keeps lines out of letters
SHARES, LOGITS, BOTH = 100, 130, 190  # widths of a column that has room for them
MEAN = {"stroke": css("ink"), "stroke_width": 3}
OWN = {"stroke": css("predicted"), "stroke_width": 2.5, "stroke_dasharray": "7 4"}
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
        self.frame = picture()
        curve, word = self.frame.cut_right(CURVE, gap=18)
        _, self.word = word.cut_left(NAMES)
        self.boxes = self.word.columns(self.T)
        self.pitch = self.boxes[0].width
        self.row = min(ROW, ROWS / self.V)
        self.bars = VERDICT
        self.state = self.bars + self.V * self.row + 40
        self.inputs = self.state + 32
        self.heading = self.inputs + 50
        _, below = self.word.cut_top(self.heading + 10)
        _, self.chart = below.cut_bottom(3)
        _, curve = curve.cut_top(66)
        _, self.curve = curve.cut_bottom(26)
        self.span = SPAN
        while self.span < shown.updates:
            self.span *= 2
        self.top = max(1.05 * float(shown.curve[0].mean()), 1.15 * log(max(self.V, 2)))

    def left(self, t: int) -> float:
        """Left side of a column."""
        return self.boxes[t].x

    def middle(self, t: int) -> float:
        """Its middle."""
        return self.left(t) + self.pitch / 2

    def update(self, n: float) -> float:
        """x of an update in the curve."""
        return self.curve.x + n / self.span * self.curve.width

    def loss(self, nats: float) -> float:
        """y of a loss in the curve."""
        return self.curve.y + self.curve.height * (1 - min(nats / self.top, 1.0))


def learning_drawing(shown: OneWord) -> Drawing:
    """Bars for every letter at every step, the chain of states with its cuts, sizes of the gradient, the mean loss."""
    plan = Plan(shown)
    return Drawing.of(
        *_names(plan),
        *(_says(shown, plan, t) for t in range(plan.T)),
        *_chain(shown, plan),
        *_sizes(shown, plan),
        *_axes(shown, plan),
        _line(shown, plan, shown.curve.mean(axis=1), **MEAN),
        *(hit(plan.left(t), 0, plan.pitch, plan.frame.height, data_pick=t) for t in range(plan.T)),
        height=plan.frame.height,
        description=f"A network learns {shown.word}: {shown.updates} updates, window {shown.window}.",
        style=MATH,
    )


def learning_cursor(shown: OneWord) -> Drawing:
    """The layer over it: a frame around a step, and the loss of its letter."""
    plan, t = Plan(shown), shown.step
    target = visible(shown.letters[shown.ids[t + 1]])
    own, column = shown.curve[:, t], {"x": plan.left(t) + 2.5, "width": plan.pitch - 5, "stroke_width": 2.2}
    return Drawing.of(
        frame(y=1.5, height=plan.inputs + 29, **column),
        frame(y=plan.chart.y - 3, height=plan.chart.height + 4.5, **column),
        _line(shown, plan, own, **OWN),
        *_key(plan, 58, f"step {t + 1}, target {target}: {own[-1]:.2f}", OWN),
        height=plan.frame.height,
        description=describe_learning(shown),
        style=MATH,
    )


def _names(plan: Plan) -> list[str]:
    rows = (
        (plan.bars + 16, "output", "y, softmax" if plan.pitch > LOGITS else "softmax y"),
        (plan.state - 2, "state", "gradient ←"),
        (plan.inputs + 20, "input", ""),
    )
    return [title(name, 2, y) + label(below, 2, y + 20, colour="ink2") for y, name, below in rows]


def _says(shown: OneWord, plan: Plan, t: int) -> str:
    """The bars of a step, the target's boxed; over them whether the likeliest letter is right."""
    x, target = plan.left(t) + 6, int(shown.ids[t + 1])
    room, row, right = plan.pitch - 12, plan.row, bool(shown.right[t])
    numbers = 46 if plan.pitch > LOGITS else 0  # room for the logits
    shares = plan.pitch > (BOTH if numbers else SHARES)
    full = room - (62 if shares else 20) - numbers
    share = f"{shown.p[t, target]:.0%}"
    verdict = (
        f"✓ {share} right"
        if right and plan.pitch > SHARES
        else f"{'✓' if right else '✗'}{' ' if len(share) < 4 else ''}{share}"
    )
    parts = [note(verdict, plan.middle(t), 17, "middle", "right" if right else "wrong", font_weight=700)]
    names = []
    for k, letter in enumerate(shown.letters):
        y, p = plan.bars + k * row, float(shown.p[t, k])
        foot = y + row / 2 + 5
        bold = 700 if k == target else None
        names.append(text(visible(letter), x + 8, foot, font_weight=bold))
        if numbers:
            logit = signed(float(shown.logits[t, k]), 1)
            parts.append(note(logit, x + 56, foot, "end", "ink", font_weight=bold))
        parts.append(rect(x + 18 + numbers, y + 3, max(full * p, 0.6), row - 6, "predicted"))
        if shares and p >= 0.01:
            parts.append(note(percent(p), x + 22 + numbers + full * p, foot, colour="ink", font_weight=bold))
    size = 16 if row > 15 else 14
    parts.append(element("g", "".join(names), font_size=size, class_="mono", text_anchor="middle", fill=css("ink")))
    parts.append(frame(x - 2, plan.bars + target * row - 0.5, room + 4, row + 1, stroke_width=2.2))
    return "".join(parts)


def _chain(shown: OneWord, plan: Plan) -> list[str]:
    """States and inputs; between them the way of the gradient, from right to left, or the place where it is cut."""
    parts, y = [], plan.state
    for t in range(plan.T):
        x = plan.middle(t)
        parts.append(arrow(((x, plan.inputs - 2), (x, y + 15)), thick=1.3, colour=css("edge")))
        parts.append(arrow(((x, y - 15), (x, y - 35)), thick=1.3, colour=css("edge")))
        parts.append(disc(x, y, 13, "ground", "ink", 1.6))
        parts.append(text("h", x, y + 5, font_size=16, class_="math", text_anchor="middle", fill=css("ink")))
        parts.append(rect(x - 13, plan.inputs, 26, 28, "wash", "edge", rx=3))
        letter = visible(shown.letters[shown.ids[t]])
        parts.append(
            text(letter, x, plan.inputs + 20, font_size=17, class_="mono", text_anchor="middle", fill=css("ink"))
        )
        if t == plan.T - 1:
            continue
        if shown.cut(t):
            parts.append(_cut(plan.left(t + 1), plan))
        else:
            parts.append(arrow(((plan.middle(t + 1) - 15, y), (x + 15, y)), thick=_thick(float(shown.of_last[t]))))
    return parts


def _thick(size: float) -> float:
    """A line as thick as the gradient is large, on the scale of the chart."""
    return 1.0 + 5.0 * _share(size)


def _share(size: float) -> float:
    return min(max((log10(max(size, 1e-30)) - LOW) / (HIGH - LOW), 0.0), 1.0)


def _cut(x: float, plan: Plan) -> str:
    """A dashed line through state and chart, with its word."""
    line = shape(
        f"M{x:.1f},{plan.state - 26:.1f} V{plan.inputs + 28} M{x:.1f},{plan.chart.y} V{plan.chart.bottom}",
        edge="wrong",
        thick=2.2,
        dash="5 4",
    )
    ground = rect(x - 13, plan.state - 11, 26, 22, "ground", rx=4)
    return line + ground + label("cut", x, plan.state + 5, "middle", "wrong")


def _sizes(shown: OneWord, plan: Plan) -> list[str]:
    """Length of the gradient by each state, on a logarithmic scale: of the last loss, and of all."""
    box, y = plan.chart, plan.heading
    legend = (
        heading("Size of the gradient at h:", 2, y)
        + rect(200, y - 12, 14, 14, "rnn")
        + label("of the last letter's loss", 220, y)
        + rect(396, y - 12, 14, 14, "none", "ink2", 1.5)
        + label("of all losses added", 416, y)
    )
    parts = [legend]
    for power in range(LOW, HIGH + 1):
        at = box.bottom - box.height * (power - LOW) / (HIGH - LOW)
        parts.append(rect(box.x, at, box.width, 1, "hair"))
        if power in (-6, -3, 0):
            words = {-6: "0.000001", -3: "0.001", 0: "1"}[power]
            foot = min(at + 5, box.bottom)
            parts.append(note(words, box.x - 8, foot, "end"))
    wide = min(26.0, plan.pitch / 2 - 10)
    for t in range(plan.T):
        x = plan.middle(t)
        for size, at, paint in (
            (float(shown.of_last[t]), x - wide - 1, {"fill": css("rnn")}),
            (float(shown.of_all[t]), x + 3, {"fill": "none", "stroke": css("ink2"), "stroke_width": 1.5}),
        ):
            tall = box.height * _share(size)
            if size == 0:
                parts.append(label("0", at + wide / 2, box.bottom - 4, "middle"))
            elif tall > 0.5:
                parts.append(rect(at, box.bottom - tall, wide, tall, **paint))
    return [*parts, rect(box.x, box.bottom, box.width, 1.5, "edge")]


def _axes(shown: OneWord, plan: Plan) -> list[str]:
    box = plan.curve
    parts = [
        heading("Loss in nats by updates", box.x, 16),
        *_key(plan, 37, f"mean {shown.curve[-1].mean():.2f}", MEAN),
        rect(box.x, box.bottom, box.width, 1.5, "edge"),
    ]
    lines = {2: "a coin"} | ({plan.V: "any letter"} if plan.V > 2 else {})
    for count, words in lines.items():
        y = plan.loss(log(count))
        parts.append(rect(box.x, y, box.width, 1.2, "baseline"))
        name = {"font_size": 14, "text_anchor": "end", "fill": css("ink2"), **HALO}
        parts.append(text(f"{words}: ln {count} = {log(count):.2f}", box.right, y - 5, **name))
    for k, anchor in enumerate(("start", "middle", "middle", "end")):
        n = plan.span * k // 3
        parts.append(note(f"{n:,}", plan.update(n), box.bottom + 20, anchor))
    return parts


def _key(plan: Plan, y: float, words: str, line: Mapping[str, object]) -> list[str]:
    """A piece of a line and its name, with the value now."""
    x = plan.curve.x
    return [shape(f"M{x},{y - 5}h30", **line), label(words, x + 38, y, font_weight=600, fill=line["stroke"])]


def _line(shown: OneWord, plan: Plan, losses: np.ndarray, **paint: object) -> str:
    every = max(len(losses) // 300, 1)  # no more points than there are pixels to tell them apart
    keep = sorted({*range(0, len(losses), every), len(losses) - 1})
    points = " ".join(f"{plan.update(shown.curve_at[k]):.1f},{plan.loss(float(losses[k])):.1f}" for k in keep)
    return element("polyline", points=points, fill="none", **paint)
