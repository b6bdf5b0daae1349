"""The cell of an LSTM as a diagram: the carry is a broad band, the forget gate a valve on it."""

from __future__ import annotations

from unrolled.drawing.formula import plain, signed
from unrolled.drawing.letters import visible
from unrolled.drawing.svg import element, text
from unrolled.drawing.theme import css
from unrolled.lessons.lstm.four_steps.figure.wires import box, callout, circle, column, fill, label, line, value, valve
from unrolled.lessons.lstm.four_steps.record import FourSteps

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
    parts = [_bus(lit), line(f"M{GATES['o'][0]} 228V{TOP + 13}", "o" in lit, "output-gate", 4)]
    parts += [_carry(lit), _write(lit), _output(lit)]
    for name, (x, squash) in GATES.items():
        parts.append(box(x, 243, squash, name in lit, COLOURS[name]))
        parts.append(label(SYMBOLS[name], x + 30, 243, name in lit, COLOURS[name]))
    parts.append(valve(VALVE, BAND, 228, "f" in lit or "kept" in lit, "forget-gate"))
    parts.append(label("C_{t−1}", 6, 74, "carry in" in lit, "carry"))
    parts.append(text("carry in", 4, 202, font_size=14, fill=css("ink2")))
    return "".join(parts)


def numbers(read: FourSteps) -> str:
    """The values of the chosen unit, each where it arises, and the carry that comes in for all units shown."""
    u, lit = read.unit, LIT[read.step]
    i, f, g, o, c, h = (read.at(name, u) for name in "ifgoch")
    old = read.at("old", u)
    kept, start = max(WIDE * f, 1.5), VALVE + 25
    parts = [
        column(read),
        element(
            "rect", x=start, y=BAND - kept / 2, width=PLUS - 13 - start, height=kept, fill=fill("kept" in lit, "carry")
        ),
        value(signed(old), 90, 117, "carry in" in lit),
        value(signed(f * old), 212, 117, "kept" in lit or "f" in lit),
        value(signed(c), 328, 117, "plus" in lit),
        value(signed(i * g), 310, 178, "write" in lit),
        value(signed(read.at("tanh_c", u)), 330, 40, "h" in lit),
        value(signed(h), 496, 70, "h" in lit),
        value(signed(c), 496, BAND + 30, "plus" in lit),
    ]
    for name, words in (("f", plain(f)), ("i", plain(i)), ("g", signed(g)), ("o", plain(o))):
        parts.append(value(words, GATES[name][0] + 30, 260, name in lit, "start"))
    words = f"Forget valve, unit {u + 1}"
    parts.append(callout(words, plain(f), f, VALVE, BAND - 12, "f" in lit, "forget-gate"))
    parts.append(text(f"input “{visible(read.text[read.cursor])}”", 110, 330, font_size=16, fill=css("ink")))
    return "".join(parts)


def _bus(lit: set[str]) -> str:
    used = [x for name, (x, _) in GATES.items() if name in lit]
    parts = [line(f"M40 {BUS}H{GATES['o'][0]}", False, "hidden", 5)]
    if used:
        parts.append(line(f"M40 {BUS}H{max(used) + 2}", True, "hidden", 8))
    parts += [line(f"M{x} {BUS}V258", name in lit, COLOURS[name], 4) for name, (x, _) in GATES.items()]
    return "".join(parts) + label("h_{t−1} and x_{t}", 4, 330, bool(used), "hidden")


def _carry(lit: set[str]) -> str:
    def band(start: float, end: float, part: str) -> str:
        around = element("rect", x=start, y=BAND - 11, width=end - start, height=22, fill=css("ground"))
        shape = {"x": start, "y": BAND - WIDE / 2, "width": end - start, "height": WIDE}
        return around + element("rect", **shape, fill=fill(part in lit, "carry"))

    tip = f"M{END} {BAND - 12}l16 12 -16 12z"
    return (
        band(50, VALVE - 25, "carry in")
        + band(PLUS + 13, END, "plus")
        + element("path", d=tip, fill=fill("plus" in lit, "carry"))
        + circle(PLUS, BAND, "+", "plus" in lit, "carry", 13)
        + label("C_{t}", END + 20, BAND + 8, "plus" in lit, "carry")
    )


def _write(lit: set[str]) -> str:
    i, g, is_lit = GATES["i"][0], GATES["g"][0], "write" in lit
    return (
        line(f"M{i} 228V190H{PLUS - 11}", is_lit, "input-gate", 4)
        + line(f"M{g} 228V190H{PLUS + 11}", is_lit, "candidate", 4)
        + line(f"M{PLUS} 179V{BAND + 13}", is_lit, "carry", 6)
        + circle(PLUS, 190, "×", is_lit, "carry", 11)
    )


def _output(lit: set[str]) -> str:
    is_lit, o = "h" in lit, GATES["o"][0]
    tip = f"M{END} {TOP - 8}l14 8 -14 8z"
    return (
        line(f"M{BRANCH} {BAND - 8}V{TOP}H{o - 12}", is_lit, "carry", 4)
        + line(f"M{o + 12} {TOP}H{END}", is_lit, "hidden", 5)
        + element("path", d=tip, fill=css("hidden") if is_lit else css("edge"))
        + box(BRANCH, 84, "tanh", is_lit, "hidden")
        + circle(o, TOP, "×", is_lit, "hidden", 12)
        + label("h_{t}", END + 20, TOP + 6, is_lit, "hidden")
    )
