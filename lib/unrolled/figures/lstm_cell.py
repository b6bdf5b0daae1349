"""The cell of an LSTM as a diagram: the carry is a broad band, the forget gate a valve on it."""

from __future__ import annotations

from unrolled.figures.formula import formula, plain, signed
from unrolled.figures.letters import visible
from unrolled.figures.strip import signed_colour
from unrolled.figures.svg import element, text
from unrolled.figures.theme import css
from unrolled.records.four_steps import FourSteps

BAND, BUS, TOP = 132, 300, 44  # y of the carry, of h and x, of the output
VALVE, PLUS, BRANCH, END = 140, 275, 368, 466  # x along the carry
GATES = {"f": (VALVE, "σ"), "i": (228, "σ"), "g": (322, "tanh"), "o": (424, "σ")}
COLOURS = {"f": "forget-gate", "i": "input-gate", "g": "candidate", "o": "output-gate"}
SYMBOLS = {"f": "f", "i": "i", "g": "C̃", "o": "o"}
WIDE = 16  # of the carry
LIT = {1: {"f", "carry in"}, 2: {"i", "g", "write"}, 3: {"carry in", "kept", "write", "plus"}, 4: {"o", "plus", "h"}}


def wiring(step: int) -> str:
    """Lines, boxes and names; what the step uses in colour, the rest grey."""
    lit = LIT[step]
    parts = [_bus(lit), _line(f"M{GATES['o'][0]} 228V{TOP + 13}", "o" in lit, "output-gate", 4)]
    parts += [_carry(lit), _write(lit), _output(lit)]
    parts += [_gate(name, name in lit) for name in GATES]
    parts += [_valve("f" in lit or "kept" in lit), _label("C_{t−1}", 6, 74, "carry in" in lit, "carry")]
    parts.append(text("carry in", 4, 202, font_size=14, fill=css("ink2")))
    return "".join(parts)


def numbers(read: FourSteps) -> str:
    """The values of the chosen unit, each where it arises, and the carry that comes in for all units shown."""
    u, lit = read.unit, LIT[read.step]
    i, f, g, o, c, h = (read.at(name, u) for name in "ifgoch")
    before = read.at("c_before", u)
    kept = max(WIDE * f, 1.5)
    colour = _colour("kept" in lit, "carry")
    parts = [_column(read)]
    parts.append(
        element("rect", x=VALVE + 25, y=BAND - kept / 2, width=PLUS - 13 - VALVE - 25, height=kept, fill=colour)
    )
    parts += [
        _value(signed(before), 90, 117, "carry in" in lit),
        _value(signed(f * before), 212, 117, "kept" in lit or "f" in lit),
        _value(signed(c), 328, 117, "plus" in lit),
        _value(signed(i * g), 310, 178, "write" in lit),
        _value(signed(read.at("tanh_c", u)), 330, 40, "h" in lit),
        _value(signed(h), 496, 70, "h" in lit),
        _value(signed(c), 496, BAND + 30, "plus" in lit),
    ]
    for name, value in (("f", plain(f)), ("i", plain(i)), ("g", signed(g)), ("o", plain(o))):
        parts.append(_value(value, GATES[name][0] + 30, 260, name in lit, "start"))
    parts.append(_callout(f, u, "f" in lit))
    input_ = f"input “{visible(read.text[read.cursor])}”"
    parts.append(text(input_, 110, 330, font_size=16, fill=css("ink")))
    return "".join(parts)


def _colour(is_lit: bool, name: str) -> str:
    return css(name) if is_lit else css("hair")


def _line(path: str, is_lit: bool, name: str, width: float) -> str:
    stroke = css(name) if is_lit else css("edge")
    return element(
        "path", d=path, fill="none", stroke=stroke, stroke_width=width if is_lit else 2.5, stroke_linejoin="round",
        opacity=None if is_lit else 0.6,
    )  # fmt: skip


def _label(words: str, x: float, y: float, is_lit: bool, name: str) -> str:
    return formula(words, x, y, size=20, fill=css(name) if is_lit else css("ink2"), font_weight=700)


def _value(words: str, x: float, y: float, is_lit: bool, anchor: str = "middle") -> str:
    paint = {"fill": css("ink"), "font_weight": 700} if is_lit else {"fill": css("ink2")}
    return text(words, x, y, font_size=15, text_anchor=anchor, **paint)


def _bus(lit: set[str]) -> str:
    used = [GATES[name][0] for name in GATES if name in lit]
    parts = [_line(f"M40 {BUS}H{GATES['o'][0]}", False, "hidden", 5)]
    if used:
        parts.append(_line(f"M40 {BUS}H{max(used) + 2}", True, "hidden", 8))
    for name, (x, _) in GATES.items():
        parts.append(_line(f"M{x} {BUS}V258", name in lit, COLOURS[name], 4))
    return "".join(parts) + _label("h_{t−1} and x_{t}", 4, 330, bool(used), "hidden")


def _carry(lit: set[str]) -> str:
    def band(start: float, end: float, part: str) -> str:
        around = element("rect", x=start, y=BAND - 11, width=end - start, height=22, fill=css("ground"))
        return around + element(
            "rect", x=start, y=BAND - WIDE / 2, width=end - start, height=WIDE, fill=_colour(part in lit, "carry")
        )

    tip = f"M{END} {BAND - 12}l16 12 -16 12z"
    return (
        band(50, VALVE - 25, "carry in")
        + band(PLUS + 13, END, "plus")
        + element("path", d=tip, fill=_colour("plus" in lit, "carry"))
        + _circle(PLUS, BAND, "+", "plus" in lit, "carry", 13)
        + _label("C_{t}", END + 20, BAND + 8, "plus" in lit, "carry")
    )


def _write(lit: set[str]) -> str:
    i, g, is_lit = GATES["i"][0], GATES["g"][0], "write" in lit
    return (
        _line(f"M{i} 228V190H{PLUS - 11}", is_lit, "input-gate", 4)
        + _line(f"M{g} 228V190H{PLUS + 11}", is_lit, "candidate", 4)
        + _line(f"M{PLUS} 179V{BAND + 13}", is_lit, "carry", 6)
        + _circle(PLUS, 190, "×", is_lit, "carry", 11)
    )


def _output(lit: set[str]) -> str:
    is_lit, o = "h" in lit, GATES["o"][0]
    return (
        _line(f"M{BRANCH} {BAND - 8}V{TOP}H{o - 12}", is_lit, "carry", 4)
        + _line(f"M{o + 12} {TOP}H{END}", is_lit, "hidden", 5)
        + element("path", d=f"M{END} {TOP - 8}l14 8 -14 8z", fill=css("hidden") if is_lit else css("edge"))
        + _box(BRANCH, 84, "tanh", is_lit, "hidden")
        + _circle(o, TOP, "×", is_lit, "hidden", 12)
        + _label("h_{t}", END + 20, TOP + 6, is_lit, "hidden")
    )


def _gate(name: str, is_lit: bool) -> str:
    x, squash = GATES[name]
    return _box(x, 243, squash, is_lit, COLOURS[name]) + _label(SYMBOLS[name], x + 30, 243, is_lit, COLOURS[name])


def _box(x: float, y: float, words: str, is_lit: bool, name: str) -> str:
    box = {"x": x - 24, "y": y - 16, "width": 48, "height": 32, "rx": 6, "stroke_width": 2.2}
    fill, edge = (css(name), css(name)) if is_lit else (css("ground"), css("edge"))
    ink = css("ground") if is_lit else css("ink2")
    return element("rect", **box, fill=fill, stroke=edge) + text(
        words, x, y + 6, font_size=17, class_="math", text_anchor="middle", fill=ink, font_weight=700
    )


def _circle(x: float, y: float, sign: str, is_lit: bool, name: str, radius: float) -> str:
    edge, ink = (css(name), css("ink")) if is_lit else (css("edge"), css("ink2"))
    ring = element("circle", cx=x, cy=y, r=radius, fill=css("ground"), stroke=edge, stroke_width=2.5)
    return ring + text(sign, x, y + 6.5, font_size=19, text_anchor="middle", fill=ink, font_weight=700)


def _valve(is_lit: bool) -> str:
    colour = css("forget-gate") if is_lit else css("edge")
    tie = f"M{VALVE - 24} {BAND - 22}V{BAND + 22}L{VALVE + 24} {BAND - 22}V{BAND + 22}z"
    return (
        _line(f"M{VALVE} 228V{BAND}", is_lit, "forget-gate", 4)
        + element("path", d=tie, fill=css("ground"), stroke=colour, stroke_width=2.6, stroke_linejoin="round")
        + element("circle", cx=VALVE, cy=BAND, r=5, fill=colour)
    )


def _callout(f: float, unit: int, is_lit: bool) -> str:
    edge = css("forget-gate") if is_lit else css("edge")
    bar = {"x": 76, "height": 13, "y": 61}
    return (
        _line(f"M{VALVE} 82V{BAND - 12}", is_lit, "forget-gate", 3)
        + element("rect", x=66, y=26, width=176, height=56, rx=7, fill=css("ground"), stroke=edge, stroke_width=2.2)
        + text(f"Forget valve, unit {unit + 1}", 76, 47, font_size=15, font_weight=700, fill=css("ink"))
        + element("rect", **bar, width=104, fill=css("ground"), stroke=edge, stroke_width=1.5)
        + element("rect", **bar, width=104 * f, fill=edge)
        + text(plain(f), 232, 73, font_size=16, font_weight=700, fill=css("ink"), text_anchor="end")
    )


def _column(read: FourSteps) -> str:
    """The carry that comes in, a cell for each unit shown."""
    parts, tall = [], 12
    values = [read.at("c_before", unit) for unit in read.window]
    limit = carry_limit(read)
    for k, value in enumerate(values):
        box = {"x": 4, "y": 84 + k * tall, "width": 44, "height": tall}
        parts.append(element("rect", **box, fill=signed_colour(value, limit), stroke=css("edge"), stroke_width=1))
        if value < 0:
            strokes = "".join(f"M{x} {84 + (k + 1) * tall - 3}l6 {6 - tall}" for x in (10, 20, 30))
            parts.append(element("path", d=strokes, stroke="#5A2600", stroke_width=1.2, fill="none"))
    y = 84 + (read.row - read.first) * tall
    parts.append(element("rect", x=2, y=y, width=48, height=tall, fill="none", stroke=css("ink"), stroke_width=2.8))
    return "".join(parts)


def carry_limit(read: FourSteps) -> float:
    """The largest carry of the units shown, over the whole text: the end of their colour scale."""
    return max(float(abs(read.values["c"][:, list(read.window)]).max()), 1e-6)
