"""The four steps of an LSTM: diagram, equations, code, table and text, lit together."""

from __future__ import annotations

from unrolled.figures.formula import code_line, formula, plain, signed
from unrolled.figures.lstm_cell import carry_limit, numbers, wiring
from unrolled.figures.strip import Strip, gate_colour, signed_colour
from unrolled.figures.svg import Drawing, element, text
from unrolled.figures.theme import MONO, SANS, css
from unrolled.records.four_steps import FourSteps

WIDTH, HEIGHT = 1060, 592
RIGHT = 546  # of equations, code and table
TABLE, ROW = 226, 20.5
STRIP = 424
STEPS = {1: "forget", 2: "input and candidate", 3: "update of the carry", 4: "output"}
COLOURS = {1: "forget-gate", 2: "input-gate", 3: "carry", 4: "output-gate"}
WORDS = {
    1: "Forget: how much of each old value stays, from 0, dropped, to 1, kept.",
    2: "Input and candidate: what could be written (C̃), and how much of it is (i).",
    3: "Update: the old carry through its valve, plus what is written. Nothing else.",
    4: "Output: the carry, squashed, and how much of it is said now (o).",
}
EQUATIONS = (  # step, words, column and line
    (1, "f_{t} = σ(W_{f} [h_{t−1}, x_{t}] + b_{f})", 0, 0),
    (2, "i_{t} = σ(W_{i} [h_{t−1}, x_{t}] + b_{i})", 0, 1),
    (2, "C̃_{t} = tanh(W_{C} [h_{t−1}, x_{t}] + b_{C})", 0, 2),
    (3, "C_{t} = f_{t} ∗ C_{t−1} + i_{t} ∗ C̃_{t}", 1, 0),
    (4, "o_{t} = σ(W_{o} [h_{t−1}, x_{t}] + b_{o})", 1, 1),
    (4, "h_{t} = o_{t} ∗ tanh(C_{t})", 1, 2),
)
CODE = (  # lines of LSTMCell.step, and what of them each step lights
    ("i, f, g, o = (from_x + self.h_to_gates(h)).chunk(4, dim=1)", {1: ["f"], 2: ["i", "g"], 4: ["o"]}),
    (
        "i, f, g, o = sigmoid(i), sigmoid(f), tanh(g), sigmoid(o)",
        {1: ["sigmoid(f)"], 2: ["sigmoid(i)", "tanh(g)"], 4: ["sigmoid(o)"]},
    ),
    ("c = f * c + i * g", {3: ["c = f * c + i * g"]}),
    ("return LSTMStep(i, f, g, o, c, o * tanh(c))", {4: ["o * tanh(c)"]}),
)  # fmt: skip
COLUMNS = {
    1: ("before σ", "f", "C before", "f ∗ C"),
    2: ("before σ", "i", "before tanh", "C̃", "i ∗ C̃"),
    3: ("C before", "f ∗ C before", "i ∗ C̃", "C after"),
    4: ("before σ", "o", "C", "tanh C", "h"),
}
SHOWN = {1: ("f", "Forget gate f"), 2: ("i", "Input gate i"), 3: ("c", "Carry C"), 4: ("o", "Output gate o")}
STYLE = (
    f"text{{font-family:{SANS};font-variant-numeric:tabular-nums}} .mono{{font-family:{MONO}}} "
    '.math{font-family:"STIX Two Math","Cambria Math",Georgia,"Liberation Serif",serif;font-style:italic}'
)


def describe_four_steps(read: FourSteps) -> str:
    """One sentence that says what the panel shows."""
    u, k = read.unit, read.cursor
    where = f"Step {read.step}, {STEPS[read.step]}, character {k + 1} of {len(read.text)}, {_called(read.text[k])}"
    i, f, g, o, c, h = (read.at(name, u) for name in "ifgoch")
    before = read.at("c_before", u)
    said = {
        1: f"f = {plain(f)}, so its carry goes from {signed(before)} to {signed(f * before)}",
        2: f"i = {plain(i)} of the candidate {signed(g)}, so {signed(i * g)} is written",
        3: f"{signed(f * before)} kept and {signed(i * g)} written make {signed(c)}",
        4: f"o = {plain(o)}, so of the carry {signed(c)} it says {signed(h)}",
    }
    return f"{where}: unit {u + 1} has {said[read.step]}." if read.step != 3 else f"{where}: in unit {u + 1} {said[3]}."


def _called(character: str) -> str:
    return {"\n": "a line end", " ": "a blank"}.get(character, f"“{character}”")


def _strip(read: FourSteps) -> Strip:
    return Strip(read.text, read.cursor, 84, STRIP + 10)


def four_steps_drawing(read: FourSteps) -> Drawing:
    """All that does not move with the cursor: diagram, equations, code, and the lit gate over the text."""
    step = read.step
    return Drawing.of(
        text("Lit: what this step uses. Grey: the other steps.", 0, 14, font_size=15, fill=css("ink2")),
        wiring(step),
        text(WORDS[step], 0, 366, font_size=15, font_weight=700, fill=css("ink")),
        *_equations(step),
        *_code(step),
        *_table_frame(read),
        *_heat(read),
        width=WIDTH,
        height=HEIGHT,
        description=f"The cell of an LSTM with step {step}, {STEPS[step]}, lit.",
        style=STYLE,
    )


def four_steps_cursor(read: FourSteps) -> Drawing:
    """The layer over it: the numbers at the cursor, and the frames."""
    strip, rows = _strip(read), len(read.window)
    row = read.row - read.first
    return Drawing.of(
        numbers(read),
        *_table(read),
        strip.row(row),
        strip.column(read.cursor, rows),
        _pointer(read, strip),
        width=WIDTH,
        height=HEIGHT,
        description=describe_four_steps(read),
        style=STYLE,
    )


def _pointer(read: FourSteps, strip: Strip) -> str:
    """A mark below the character pointed at, with words on the side where there is room."""
    x = strip.left + (read.cursor - strip.start + 0.5) * strip.wide
    y = strip.top + len(read.window) * strip.tall + 42
    words = f"{_called(read.text[read.cursor])}, character {read.cursor + 1} of {len(read.text)}"
    paint = {"y": y, "font_size": 14, "font_weight": 700, "fill": css("ink")}
    if x < WIDTH / 2:
        return text(f"▲ {words}", x=x - 6, **paint)
    return text(f"{words} ▲", x=x + 6, text_anchor="end", **paint)


def _equations(step: int) -> list[str]:
    drawn = []
    for lit, words, column, line in EQUATIONS:
        paint = {"fill": css("ink"), "font_weight": 700} if lit == step else {"fill": css("edge")}
        drawn.append(formula(words, RIGHT + 8 + 276 * column, 24 + 29 * line, size=18, **paint))
    return drawn


def _code(step: int) -> list[str]:
    frame = {"x": RIGHT, "y": 98, "width": WIDTH - RIGHT, "height": 4 * 21 + 14, "rx": 5}
    drawn = [element("rect", **frame, fill=css("wash"), stroke=css("hair"), stroke_width=1.5)]
    for k, (line, lit) in enumerate(CODE):
        drawn.append(code_line(line, lit.get(step, []), RIGHT + 6, 119 + 21 * k, css(COLOURS[step])))
    return drawn


def _places(step: int) -> list[float]:
    """Right ends of the table's columns, the first of them that of the unit."""
    many = len(COLUMNS[step])
    return [RIGHT + 44] + [RIGHT + 44 + (WIDTH - 8 - RIGHT - 44) * (k + 1) / many for k in range(many)]


def _table_frame(read: FourSteps) -> list[str]:
    paint = {"font_size": 15, "font_weight": 700, "text_anchor": "end", "fill": css("ink2")}
    names = ("unit", *COLUMNS[read.step])
    drawn = [text(name, x, TABLE, **paint) for name, x in zip(names, _places(read.step), strict=True)]
    for k in range(len(read.window)):
        box = {"x": RIGHT, "y": TABLE + 6 + k * ROW, "width": WIDTH - RIGHT, "height": ROW}
        drawn.append(element("rect", **box, fill="transparent", data_row=read.first + k))
    return drawn


def _cells(read: FourSteps, u: int) -> tuple[str, ...]:
    i, f, g, o, c, h = (read.at(name, u) for name in "ifgoch")
    before = read.at("c_before", u)
    return {
        1: (signed(read.raw("f", u)), plain(f), signed(before), signed(f * before)),
        2: (signed(read.raw("i", u)), plain(i), signed(read.raw("g", u)), signed(g), signed(i * g)),
        3: (signed(before), signed(f * before), signed(i * g), signed(c)),
        4: (signed(read.raw("o", u)), plain(o), signed(c), signed(read.at("tanh_c", u)), signed(h)),
    }[read.step]


def _table(read: FourSteps) -> list[str]:
    drawn = []
    for k, unit in enumerate(read.window):
        y, is_chosen = TABLE + 6 + k * ROW, unit == read.unit
        if is_chosen:
            box = {"x": RIGHT + 1.5, "y": y, "width": WIDTH - RIGHT - 3, "height": ROW, "rx": 4}
            drawn.append(element("rect", **box, fill=css("wash"), stroke=css("ink"), stroke_width=2.5))
        paint = {"font_size": 16, "text_anchor": "end", "fill": css("ink"), "font_weight": 700 if is_chosen else None}
        for words, x in zip((str(unit + 1), *_cells(read, unit)), _places(read.step), strict=True):
            drawn.append(text(words, x, y + 15.5, **paint))
    return drawn


def _heat(read: FourSteps) -> list[str]:
    strip, units = _strip(read), list(read.window)
    name, words = SHOWN[read.step]
    values = read.values[name][:, units]
    limit = carry_limit(read)
    if name == "c":
        cells = strip.cells(values, lambda value: signed_colour(value, limit))
    else:
        cells = strip.cells(values, lambda value: gate_colour(COLOURS[read.step], value))
    part = ""
    if len(read.text) > len(strip.words):
        part = f", characters {strip.start + 1} to {strip.start + len(strip.words)}"
    return [
        text(f"{words} over the text{part}", 0, STRIP, font_size=15, font_weight=700, fill=css("ink")),
        *_key(read.step, limit),
        cells,
        strip.names([f"unit {unit + 1}" for unit in units]),
        strip.letters(len(units)),
        strip.hits(len(units)),
    ]


def _key(step: int, limit: float) -> list[str]:
    if step == 3:
        ends, shades = (f"−{limit:.0f}", f"+{limit:.0f}"), [signed_colour(k / 6 - 1, 1) for k in range(13)]
    else:
        ends, shades = ("closed 0", "1 open"), [gate_colour(COLOURS[step], k / 12) for k in range(13)]
    x, y = WIDTH - 176, STRIP - 12
    paint = {"font_size": 14, "fill": css("ink2"), "y": STRIP}
    boxes = [element("rect", x=x + 8 * k, y=y, width=8, height=14, fill=fill) for k, fill in enumerate(shades)]
    frame = element("rect", x=x, y=y, width=104, height=14, fill="none", stroke=css("edge"), stroke_width=1)
    return [
        *boxes, frame, text(ends[0], x=x - 8, text_anchor="end", **paint), text(ends[1], x=x + 112, **paint),
    ]  # fmt: skip
