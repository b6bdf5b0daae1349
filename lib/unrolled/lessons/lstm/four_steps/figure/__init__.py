"""The four steps of an LSTM: diagram, equations, code, table and text, lit together."""

from __future__ import annotations

from unrolled.drawing.numerals import plain, signed
from unrolled.drawing.svg import Drawing
from unrolled.lessons.lstm.four_steps.figure.cell import numbers, wiring
from unrolled.lessons.lstm.four_steps.figure.sheet import Sheet
from unrolled.lessons.lstm.four_steps.record import FourSteps

STEPS = {1: "forget", 2: "input and candidate", 3: "update of the carry", 4: "output"}


def _cells(read: FourSteps, u: int) -> tuple[str, ...]:
    i, f, g, o, c, h = (read.at(name, u) for name in "ifgoch")
    old = read.at("old", u)
    return {
        1: (signed(read.raw("f", u)), plain(f), signed(old), signed(f * old)),
        2: (signed(read.raw("i", u)), plain(i), signed(read.raw("g", u)), signed(g), signed(i * g)),
        3: (signed(old), signed(f * old), signed(i * g), signed(c)),
        4: (signed(read.raw("o", u)), plain(o), signed(c), signed(read.at("tanh_c", u)), signed(h)),
    }[read.step]


def _said(read: FourSteps) -> str:
    u = read.unit
    i, f, g, o, c, h = (read.at(name, u) for name in "ifgoch")
    old, out = read.at("old", u), read.at("tanh_c", u)
    return {
        1: f"unit {u + 1} has f = {plain(f)}, so its carry goes from {signed(old)} to {signed(f * old)}",
        2: f"unit {u + 1} has i = {plain(i)} and the candidate {signed(g)}, so it adds {signed(i * g)}",
        3: f"unit {u + 1} keeps {signed(f * old)} and adds {signed(i * g)}, so its carry is now {signed(c)}",
        4: f"unit {u + 1} has o = {plain(o)} and tanh C = {signed(out)}, so its output h is {signed(h)}",
    }[read.step]


SHEET = Sheet(
    cell="an LSTM",
    steps=STEPS,
    said=_said,
    wiring=wiring,
    numbers=numbers,
    equations=(
        (1, "f_{t} = σ(W_{f} [h_{t−1}, x_{t}] + b_{f})"),
        (2, "i_{t} = σ(W_{i} [h_{t−1}, x_{t}] + b_{i})"),
        (2, "C̃_{t} = tanh(W_{C} [h_{t−1}, x_{t}] + b_{C})"),
        (3, "C_{t} = f_{t} ⊙ C_{t−1} + i_{t} ⊙ C̃_{t}"),
        (4, "o_{t} = σ(W_{o} [h_{t−1}, x_{t}] + b_{o})"),
        (4, "h_{t} = o_{t} ⊙ tanh(C_{t})"),
    ),
    code=(
        ("i, f, g, o = (from_x + self.h_to_gates(h))", {1: ["f"], 2: ["i", "g"], 4: ["o"]}),
        ("    .chunk(4, dim=1)", {}),
        ("i, f, g, o = sigmoid(i), sigmoid(f),", {1: ["sigmoid(f)"], 2: ["sigmoid(i)"]}),
        ("    tanh(g), sigmoid(o)", {2: ["tanh(g)"], 4: ["sigmoid(o)"]}),
        ("c = f * c + i * g", {3: ["c = f * c + i * g"]}),
        ("return LSTMStep(i, f, g, o, c, o * tanh(c))", {4: ["o * tanh(c)"]}),
    ),
    words={
        1: "Forget: which share of each old value is kept, from 0 (none) to 1 (all).",
        2: "Input and candidate: what could be added (C̃), and how much of it is added (i).",
        3: "Update: what is kept of the old carry, plus what is added. Nothing else.",
        4: "Output: the carry through tanh, and how much of that leaves the cell as h (o).",
    },
    columns={
        1: ("before σ", "f", "C before", "f ⊙ C"),
        2: ("before σ", "i", "before tanh", "C̃", "i ⊙ C̃"),
        3: ("C before", "f ⊙ C before", "i ⊙ C̃", "C after"),
        4: ("before σ", "o", "C", "tanh C", "h"),
    },
    cells=_cells,
    colours={1: "forget-gate", 2: "input-gate", 3: "carry", 4: "output-gate"},
    shown={1: ("f", "Forget gate f"), 2: ("i", "Input gate i"), 3: ("c", "Carry C"), 4: ("o", "Output gate o")},
)


def describe_four_steps(read: FourSteps) -> str:
    """One sentence that says what the panel shows."""
    return SHEET.describe(read)


def four_steps_drawing(read: FourSteps) -> Drawing:
    """All that does not move with the cursor: diagram, equations, code, and the lit gate over the text."""
    return SHEET.drawing(read)


def four_steps_cursor(read: FourSteps) -> Drawing:
    """The layer over it: the numbers at the cursor, and the frames."""
    return SHEET.cursor(read)
