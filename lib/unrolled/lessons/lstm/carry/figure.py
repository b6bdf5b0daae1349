"""Carry that travels: carries along the wait, what is left of the value, the answer; and who learns to."""

from __future__ import annotations

import math

import numpy as np
import plotly.graph_objects as go

from unrolled.drawing.axes import Axes
from unrolled.drawing.layout import HEIGHT, picture
from unrolled.drawing.letters import letter
from unrolled.drawing.numerals import counted, percent, signed
from unrolled.drawing.raster import cells
from unrolled.drawing.shapes import disc, framed, rect, rule
from unrolled.drawing.strip import LEVELS, signed_shade
from unrolled.drawing.svg import Drawing, element
from unrolled.drawing.theme import COLOURS, SIZES, css, template
from unrolled.drawing.type import heading, label, note
from unrolled.lessons.lstm.carry.record import Carry, Solving

_WAY, ASIDE = picture().cut_left(606, gap=30)  # what happens on the way, and what comes of it
CARRY_HEAD, _WAY = _WAY.cut_top(24)
_CARRY, _WAY = _WAY.cut_top(160, gap=10)
LINE_HEAD, _WAY = _WAY.cut_top(24)
TIME, _LINE = _WAY.cut_bottom(40)  # tokens, and the steps' numbers
UNITS, CARRY = _CARRY.cut_left(74)
_, LINE = _LINE.cut_left(74)
ANSWER_HEAD, _ASIDE = ASIDE.cut_top(24)
FACTS, _ASIDE = _ASIDE.cut_bottom(62)
HALF_LIVES, ANSWERS = _ASIDE.cut_bottom(88)  # an axis with its heading, and the symbols' bars
ROW = 23  # of a symbol
BARS, BAR = ASIDE.x + 46, 158  # left of the bars, and their greatest width
LIMIT = 3.0  # carries beyond have the darkest colour; tanh(3) is 0.995 already
DECADES = 4  # of the line of what is left
TOKENS = 48  # steps up to which each token is written
STARTS = {"torch": "torch’s own, near 0", "one": "constant 1", "chrono": "chrono"}
LINES = {  # name, colour, dash, marker
    "chrono": ("LSTM, chrono", "lstm", "solid", "square"),
    "one": ("LSTM, forget bias 1", "forget-gate", "longdash", "diamond"),
    "torch": ("LSTM, torch’s own", "baseline", "solid", "x"),
    "gru": ("GRU", "gru", "dash", "triangle-up"),
    "rnn": ("RNN", "rnn", "dot", "circle"),
}


def span(steps: float) -> str:
    """A half-life in words."""
    return "over 10,000 steps" if steps > 10_000 else f"{steps:,.0f} steps" if steps >= 10 else f"{steps:.1f} steps"


def describe_carry(view: Carry) -> str:
    """One sentence that says what the panel shows."""
    best = int(view.answers.argmax())
    return (
        f"{view.symbol}, asked for after {counted(view.steps, 'step')}, biases initialised as "
        f"{STARTS[view.start]}: answer {view.symbols[best]} with {percent(float(view.answers[best]))}, "
        f"right for {round(view.right * len(view.symbols))} of {len(view.symbols)} symbols; at t = {view.cursor} "
        f"unit {view.row + 1} carries {signed(view.carry[view.cursor, view.row])}."
    )


def answer(view: Carry) -> str:
    """Whether the symbol survived, in two sentences."""
    best, count = view.symbols[int(view.answers.argmax())], len(view.symbols)
    verdict = "which is right" if best == view.symbol else f"but it was {view.symbol}"
    return (
        f"Asked after {counted(view.steps, 'step')}, the network answers {best} "
        f"({percent(float(view.answers.max()))}), {verdict}. With this noise it is right for "
        f"{round(view.right * count)} of {count} symbols. It was trained at T = {view.trained}."
    )


def carry_drawing(view: Carry) -> Drawing:
    """The map of the carry, units by steps; the line of what is left of the value; the answer; the half-lives."""
    steps, units = view.carry.shape
    shades = [signed_shade(level) for level in range(-LEVELS, LEVELS + 1)]
    levels = np.rint(np.clip(view.carry.T / LIMIT, -1, 1) * LEVELS) + LEVELS
    box = {"x": CARRY.x, "y": CARRY.y, "width": CARRY.width, "height": CARRY.height}
    return Drawing.of(
        heading("Carry of each unit", CARRY_HEAD.x, CARRY_HEAD.y + 16),
        note(f"blue above 0, brown below, full at ±{LIMIT:g} and beyond", 150, CARRY_HEAD.y + 16),
        cells(levels, shades, **box),
        element("rect", **box, fill="transparent", data_cells=f"{steps},{units},0,0"),
        *_units(),
        *_left_over(view),
        *_time(view),
        *_answers(view),
        *_half_lives(view),
        height=HEIGHT,
        description=f"Carries of {units} units over {view.steps} steps, and the answer at their end.",
    )


def carry_cursor(view: Carry) -> Drawing:
    """The layer over it: a line at the step, a frame around the unit, its numbers, and its half-life."""
    x, tall = _x(view, view.cursor + 0.5), CARRY.height / view.carry.shape[1]
    parts = [
        rule(x, box.y - 3, x, box.bottom + 3, paint, wide)
        for box in (CARRY, LINE)
        for paint, wide in (("ground", 5), ("ink", 2))
    ]
    parts.append(framed(CARRY.x - 2, CARRY.y + view.row * tall - 1.5, CARRY.width + 4, tall + 3, 2, 4))
    carry, gate = view.carry[view.cursor, view.row], view.forget[view.cursor, view.row]
    lasting = view.half_life[view.row]
    parts += [
        heading(
            f"Unit {view.row + 1} at t = {view.cursor}, “{view.tokens[view.cursor]}” comes in", FACTS.x, FACTS.y + 18
        ),
        *(
            label(words, FACTS.x, FACTS.y + y)
            for y, words in ((38, f"carry {signed(carry)}, forget gate {gate:.2f}"), (58, f"half-life {span(lasting)}"))
        ),
        disc(_log_x(lasting), _dots(), 7, "none", "ink", 2.5),
    ]
    return Drawing.of(*parts, height=HEIGHT, description=describe_carry(view))


def _x(view: Carry, step: float) -> float:
    return CARRY.x + CARRY.width * step / (view.steps + 1)


def _units() -> list[str]:
    """How the rows are ordered."""
    right = UNITS.right - 8
    return [
        note("longest", right, UNITS.y + 12, "end"),
        note("half-life", right, UNITS.y + 28, "end"),
        note("shortest", right, UNITS.bottom - 2, "end"),
    ]


def _left_over(view: Carry) -> list[str]:
    """How far apart the carries of two symbols are, on a logarithmic scale."""
    axes = Axes.over(LINE, (0, view.steps + 1), (10 ** (0.5 - DECADES), 10**0.5), log_y=True)
    powers, steps = [10.0**-k for k in range(DECADES)], np.arange(view.steps + 1) + 0.5
    points = axes.places(steps, view.difference)
    parts = [
        heading("What is left of the value", LINE_HEAD.x, LINE_HEAD.y + 16),
        note("distance between the carries for two symbols, by their length", 196, LINE_HEAD.y + 16),
        *axes.across(powers),
        axes.line(steps, view.difference, css("carry"), thick=3.5, stroke_linejoin="round"),
    ]
    if len(points) <= 40:
        parts += [disc(a, b, 3.5, "carry") for a, b in points]
    if float(view.difference[-1]) < 10 ** (0.5 - DECADES):
        parts.append(note("below the scale: forgotten", LINE.right - 24, LINE.bottom - 8, "end"))
    return parts


def _time(view: Carry) -> list[str]:
    """Ticks, and the symbols themselves: all of a short wait, the ends of a long one."""
    y = TIME.y + 17
    ticks = sorted({0, view.steps, *(round(view.steps * part / 4) for part in (1, 2, 3))})
    parts = [
        note(str(t), _x(view, t + 0.5), y + 18, "middle") for t in (ticks if view.steps > 12 else range(view.steps + 1))
    ]
    shown = range(view.steps + 1) if view.steps <= TOKENS else (0, view.steps)
    for t in shown:
        bold = 700 if t in (0, view.steps) else 400
        colour = "ink" if bold == 700 else "ink2"
        parts.append(letter(view.tokens[t], _x(view, t + 0.5), y, 16, colour, font_weight=bold))
    if view.steps > TOKENS:
        middle = (CARRY.x + CARRY.right) / 2
        parts.append(note(f"{view.steps - 1} steps of noise", middle, y, "middle"))
    return [*parts, note("step t", TIME.x, y + 18)]


def _answers(view: Carry) -> list[str]:
    chance, bottom = BARS + BAR / len(view.symbols), ANSWERS.y + ROW * len(view.symbols)
    parts = [
        heading(f"The answer at t = {view.steps}", ASIDE.x, ANSWER_HEAD.y + 16),
        rule(chance, ANSWERS.y, chance, bottom, "baseline", 1.5),
        note(f"chance, {percent(1 / len(view.symbols))}", chance - 6, bottom + 15),
    ]
    for k, (name, p) in enumerate(zip(view.symbols, view.answers.tolist(), strict=True)):
        y = ANSWERS.y + ROW * k
        wide = max(BAR * p, 0.5)
        asked = name == view.symbol
        parts.append(letter(name, ASIDE.x + 26, y + 17, font_weight=700 if asked else 400))
        parts.append(rect(BARS, y + 3, wide, 17, "predicted"))
        beside = max(BARS + wide, chance) + 8  # never on the line of chance
        parts.append(label(percent(p), beside, y + 17))
        if asked:
            parts.append(rect(ASIDE.x + 14, y + 1, 24, 21, "none", "target", 2.5, rx=4))
            parts.append(note("▶", ASIDE.x - 3, y + 17, colour="target"))
    return parts


def _log_x(steps: float) -> float:
    """Place of a half-life on its axis, 0.1 to 10,000 steps."""
    power = min(max(math.log10(max(float(steps), 1e-9)), -1), 4)
    return ASIDE.x + 12 + (ASIDE.width - 34) * (power + 1) / 5


def _dots() -> float:
    """y of the axis of the half-lives."""
    return HALF_LIVES.y + 60


def _half_lives(view: Carry) -> list[str]:
    y = _dots()
    parts = [
        heading("Half-life of the units", ASIDE.x, HALF_LIVES.y + 18),
        rule(_log_x(0.1), y, _log_x(1e4), y, "edge", 1),
    ]
    for power, name in ((-1, "0.1"), (0, "1"), (1, "10"), (2, "100"), (3, "1,000"), (4, "steps")):
        parts.append(note(name, _log_x(10.0**power), y + 25, "middle"))
    parts += [disc(_log_x(steps), y, 4.5, "forget-gate", opacity=0.55) for steps in view.half_life.tolist()]
    x = _log_x(view.steps)
    return [*parts, rule(x, y - 16, x, y + 10, "ink", 2), note(f"T = {view.steps}", x, y - 20, "middle")]


def solving_chart(found: Solving) -> go.Figure:
    """Updates until solved against the wait: a line of medians and the band of all seeds; unsolved runs at the top."""
    figure = go.Figure(layout={"template": template()})
    cap = found.budget
    for start, (name, colour, dash, marker) in LINES.items():
        if start not in found.updates:
            continue
        updates = np.where(np.isnan(found.updates[start]), cap, found.updates[start])
        paint = COLOURS[colour].light
        red, green, blue = (int(paint[k : k + 2], 16) for k in (1, 3, 5))
        figure.add_scatter(
            x=np.concatenate([found.waits, found.waits[::-1]]),
            y=np.concatenate([updates.max(axis=0), updates.min(axis=0)[::-1]]),
            fill="toself", fillcolor=f"rgba({red},{green},{blue},0.15)", mode="none", hoverinfo="skip",
        )  # fmt: skip
        middle = np.median(updates, axis=0)
        figure.add_scatter(
            x=found.waits, y=middle, mode="lines+markers", line={"color": paint, "width": 3, "dash": dash},
            marker={"size": 10, "symbol": marker},
            hovertemplate=name + ": %{y:.0f} updates at T = %{x}<extra></extra>",
        )  # fmt: skip
    for start, y in _ends(found).items():
        name, colour, _, _ = LINES[start]
        figure.add_annotation(
            x=1.01, xref="paper", xanchor="left", y=y, text=f"<b>{name}</b>", showarrow=False,
            font={"color": COLOURS[colour].light, "size": SIZES["note"]},
        )  # fmt: skip
    figure.add_hline(y=cap, line={"color": COLOURS["baseline"].light, "width": 1, "dash": "dash"})
    figure.add_annotation(
        x=0, xref="paper", xanchor="left", y=cap, yanchor="bottom", showarrow=False,
        text=f"not solved in {cap:,} updates", font={"color": COLOURS["baseline"].light, "size": SIZES["tick"]},
    )  # fmt: skip
    figure.update_layout(height=400, margin={"r": 190, "t": 24})
    figure.update_xaxes(title="steps T between symbol and question", type="log", tickvals=found.waits.tolist())
    figure.update_yaxes(title="updates until solved", range=[0, 1.12 * cap])
    return figure


def _ends(found: Solving) -> dict[str, float]:
    """Heights for the names at the lines' ends, kept apart."""
    last = {
        start: float(np.median(np.where(np.isnan(rows[:, -1]), found.budget, rows[:, -1])))
        for start, rows in found.updates.items()
    }
    apart, height, ends = 0.075 * found.budget, 1.1 * found.budget, {}
    for start in sorted(last, key=lambda name: -last[name]):
        height = min(last[start], height)
        ends[start] = height
        height -= apart
    return ends
