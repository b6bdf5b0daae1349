"""A GRU in four views: its steps, its units over a text, a gate held by hand, and what it keeps."""

from __future__ import annotations

import numpy as np

from unrolled.drawing.axes import Axes
from unrolled.drawing.formula import MATH
from unrolled.drawing.layout import Box
from unrolled.drawing.numerals import percent, plain, signed
from unrolled.drawing.shapes import rule
from unrolled.drawing.strip import Strip, gate_colour
from unrolled.drawing.svg import Drawing
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note, title
from unrolled.lessons.lstm.four_steps.figure.sheet import FRAME, Sheet
from unrolled.lessons.lstm.four_steps.record import GRUSteps
from unrolled.lessons.lstm.gates import figure as gates
from unrolled.lessons.lstm.gates.record import GateMap
from unrolled.lessons.lstm.gru.figure.cell import numbers, wiring
from unrolled.lessons.lstm.gru.record import GRUMemory
from unrolled.lessons.lstm.intervene import figure as intervene
from unrolled.lessons.lstm.intervene.record import Comparison

View = GRUSteps | GateMap | Comparison | GRUMemory
STEPS = {1: "reset", 2: "update gate", 3: "candidate", 4: "mix"}
EMPTY = Drawing.of(height=1, description="")


def _cells(read: GRUSteps, u: int) -> tuple[str, ...]:
    r, z, n, h = (read.at(name, u) for name in "rznh")
    old, h_n, x_n = read.at("old", u), read.raw("h_n", u), read.raw("x_n", u)
    return {
        1: (signed(read.raw("r", u)), plain(r), signed(h_n), signed(r * h_n)),
        2: (signed(read.raw("z", u)), plain(z), signed(old), signed(z * old)),
        3: (signed(x_n), signed(r * h_n), signed(x_n + r * h_n), signed(n)),
        4: (signed(old), signed(z * old), signed((1 - z) * n), signed(h)),
    }[read.step]


def _said(read: GRUSteps) -> str:
    u = read.unit
    r, z, n, h = (read.at(name, u) for name in "rznh")
    old, h_n = read.at("old", u), read.raw("h_n", u)
    return {
        1: f"unit {u + 1} has r = {plain(r)}: of {signed(h_n)} from the state {signed(r * h_n)} reaches its candidate",
        2: f"unit {u + 1} has z = {plain(z)}, so of {signed(old)} it keeps {signed(z * old)}",
        3: f"unit {u + 1} has the candidate {signed(n)}",
        4: f"unit {u + 1} keeps {signed(z * old)} and adds {signed((1 - z) * n)}, so its state is now {signed(h)}",
    }[read.step]


SHEET = Sheet(
    cell="a GRU",
    steps=STEPS,
    said=_said,
    wiring=wiring,
    numbers=numbers,
    equations=(
        (1, "r_{t} = σ(W_{r} [h_{t−1}, x_{t}] + b_{r})"),
        (2, "z_{t} = σ(W_{z} [h_{t−1}, x_{t}] + b_{z})"),
        (3, "n_{t} = tanh(W_{n}x_{t} + b_{n} + r_{t} ⊙ (U_{n}h_{t−1} + b′_{n}))"),
        (4, "h_{t} = (1 − z_{t}) ⊙ n_{t} + z_{t} ⊙ h_{t−1}"),
    ),
    code=(
        ("r = sigmoid(x_r + h_r)", {1: ["r = sigmoid(x_r + h_r)"]}),
        ("z = sigmoid(x_z + h_z)", {2: ["z = sigmoid(x_z + h_z)"]}),
        ("n = tanh(x_n + r * h_n)", {3: ["n = tanh(x_n + r * h_n)"]}),
        ("return GRUStep(r, z, n,", {}),
        ("    (1 - z) * n + z * h)", {4: ["(1 - z) * n + z * h"]}),
    ),
    words={
        1: "Reset: how much of the old state reaches the candidate.",
        2: "Update gate: how much is kept (z), and so how much is replaced (1 − z).",
        3: "Candidate: the new value, made from the character and from what r lets through.",
        4: "Mix: old and new in shares that sum to 1. The new h is memory and output in one.",
    },
    columns={
        1: ("before σ", "r", "U h", "r ⊙ U h"),
        2: ("before σ", "z", "h before", "z ⊙ h"),
        3: ("from x", "r ⊙ U h", "before tanh", "n"),
        4: ("h before", "z ⊙ h before", "(1 − z) ⊙ n", "h after"),
    },
    cells=_cells,
    colours={1: "baseline", 2: "gru", 3: "candidate", 4: "gru"},
    shown={1: ("r", "Reset gate r"), 2: ("z", "Update gate z"), 3: ("n", "Candidate n"), 4: ("h", "State h")},
)


def describe_gru(shown: View) -> str:
    """One sentence that says what the panel shows."""
    if isinstance(shown, GateMap):
        return gates.describe_gates(shown)
    if isinstance(shown, Comparison):
        return intervene.describe_intervention(shown)
    if isinstance(shown, GRUMemory):
        return _describe_memory(shown)
    return SHEET.describe(shown)


def answer_gru(shown: View, temperature: float) -> str:
    """The answer below the picture: for a gate that is held what it changes, else what the picture shows."""
    return intervene.answer(shown, temperature) if isinstance(shown, Comparison) else describe_gru(shown)


def gru_drawing(shown: View) -> Drawing:
    """The view, without what moves with the cursor."""
    if isinstance(shown, GateMap):
        return gates.gates_drawing(shown)
    if isinstance(shown, Comparison):
        return intervene.intervention_drawing(shown)
    if isinstance(shown, GRUMemory):
        return _memory(shown)
    return SHEET.drawing(shown)


def gru_cursor(shown: View) -> Drawing:
    """The layer over it."""
    if isinstance(shown, GateMap):
        return gates.gates_cursor(shown)
    if isinstance(shown, Comparison):
        return EMPTY
    if isinstance(shown, GRUMemory):
        return _memory_cursor(shown)
    return SHEET.cursor(shown)


LEFT = 66  # of plot and strip
_UPPER, _LOWER = FRAME.cut_top(190)
PLOT = Box(LEFT, _UPPER.y + 26, 520, _UPPER.height - 26 - 24)  # of the lifetimes
STRIP = _LOWER.y + 34  # y of the first unit's row
SHORTEST, LONGEST = 0.1, 250.0  # characters, the ends of its scale; a text of 500 has at most 250
LOOK = {"gru": ("12 6", "GRU"), "lstm": (None, "LSTM")}


def _describe_memory(shown: GRUMemory) -> str:
    steps = shown.steps
    after = min(steps.cursor + 10, len(steps.text) - 1)
    share = float(shown.kept[after, steps.row - steps.first])
    middle = ", ".join(f"{LOOK[cell][1]} {np.median(of):.1f}" for cell, of in shown.lifetimes.items())
    return (
        f"Of unit {steps.unit + 1} at character {steps.cursor + 1}, {percent(share)} is left "
        f"{after - steps.cursor} characters later. In the median unit, half lasts {middle} characters."
    )


def _memory(shown: GRUMemory) -> Drawing:
    """Lifetimes of all units on a log scale; below, a page of the text."""
    strip, units = _strip(shown), shown.steps.window
    title = "How many characters half of a value lasts, by the keeping gate alone: mean over this text"
    words = "What is left of the state at ▼, after each later character (product of z)"
    return Drawing.of(
        heading(title, _UPPER.x, 15),
        _axes(),
        *(_curve(cell, of) for cell, of in shown.lifetimes.items()),
        *_facts(shown),
        heading(words, _LOWER.x, STRIP - 18),
        strip.names([f"unit {unit + 1}" for unit in units]),
        strip.letters(len(units)),
        strip.hits(len(units)),
        height=FRAME.height,
        description="Lifetimes of the units of a GRU and an LSTM.",
        style=MATH,
    )


def _memory_cursor(shown: GRUMemory) -> Drawing:
    steps, strip = shown.steps, _strip(shown)
    x = strip.left + (steps.cursor - strip.start + 0.5) * strip.wide
    shares = np.nan_to_num(shown.kept, nan=0.0)
    return Drawing.of(
        strip.cells(shares, lambda share: gate_colour("gru", share)),
        strip.row(steps.row - steps.first),
        strip.column(steps.cursor, len(steps.window)),
        note("▼", x, STRIP - 3, "middle", "ink"),
        height=FRAME.height,
        description=_describe_memory(shown),
        style=MATH,
    )


def _strip(shown: GRUMemory) -> Strip:
    return Strip(shown.steps.text, shown.steps.cursor, LEFT, STRIP, wide=13.5, tall=16)


AXES = Axes.over(PLOT, (0, 1), (SHORTEST, LONGEST), log_y=True, drop=18)


def _axes() -> str:
    words = "of the units, the longest first"
    shares = (0, 0.25, 0.5, 0.75, 1)
    return "".join(
        [
            *AXES.across((0.1, 1, 10, 100)),
            *AXES.below(shares, map(percent, shares)),
            note(words, PLOT.right + 28, PLOT.bottom + 18),
        ]
    )


def _curve(cell: str, of: np.ndarray) -> str:
    """Lifetimes, longest first, over the share of the units."""
    return AXES.line((np.arange(len(of)) + 0.5) / len(of), of, css(cell), LOOK[cell][0], 3)


def _facts(shown: GRUMemory) -> list[str]:
    """The networks' names with line and numbers, beside the plot."""
    parts, x = [], PLOT.right + 28
    beside = Box(x, PLOT.y, FRAME.right - x, PLOT.height)
    for (cell, of), block in zip(shown.lifetimes.items(), beside.rows(2, gap=6), strict=True):
        dash, name = LOOK[cell]
        y = block.y + 14
        parts += [rule(x, y - 5, x + 40, y - 5, cell, 3, dash), title(f"{name}, {len(of)} units", x + 50, y)]
        said = f"median unit: {np.median(of):.1f} characters", f"longest tenth: {of[len(of) // 10]:.1f} and more"
        parts += [label(words, x + 50, y + 20 + 20 * k) for k, words in enumerate(said)]
    return parts
