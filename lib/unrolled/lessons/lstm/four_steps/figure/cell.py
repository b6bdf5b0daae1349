"""The cell of an LSTM as a diagram: the carry is a broad band, the forget gate a valve on it."""

from __future__ import annotations

from unrolled.drawing.numerals import plain, signed
from unrolled.drawing.shapes import rect, shape
from unrolled.drawing.theme import css
from unrolled.drawing.type import note
from unrolled.lessons.lstm.four_steps.figure.wires import (
    COLUMN,
    box,
    callout,
    circle,
    column,
    fill,
    heard,
    hears,
    label,
    line,
    value,
    valve,
)
from unrolled.lessons.lstm.four_steps.record import FourSteps

TOP, BAND, WRITE, ROW, BUS = 42, 104, 144, 174, 200  # y of output, carry, written product, layers, and of h and x
VALVE, PLUS, BRANCH, END = 140, 274, 358, 446  # x along the carry
GATES = {"f": (VALVE, "σ"), "i": (230, "σ"), "g": (318, "tanh"), "o": (418, "σ")}
COLOURS = {"f": "forget-gate", "i": "input-gate", "g": "candidate", "o": "output-gate"}
SYMBOLS = {"f": "f", "i": "i", "g": "C̃", "o": "o"}
WIDE = 16  # of the carry
LIT = {1: {"f", "carry in"}, 2: {"i", "g", "write"}, 3: {"carry in", "kept", "write", "plus"}, 4: {"o", "plus", "h"}}


def wiring(step: int) -> str:
    """Lines, boxes and names; what the step uses in colour, the rest grey."""
    lit = LIT[step]
    parts = [_bus(lit), line(f"M{GATES['o'][0]} {ROW}V{TOP + 13}", "o" in lit, "output-gate", 4)]
    parts += [_carry(lit), _write(lit), _output(lit)]
    for name, (x, squash) in GATES.items():
        parts.append(box(x, ROW, squash, name in lit, COLOURS[name]))
        parts.append(label(SYMBOLS[name], x + 29, ROW - 2, name in lit, COLOURS[name]))
    parts.append(valve(VALVE, BAND, ROW - 15, "f" in lit or "kept" in lit, "forget-gate"))
    parts += [label("C_{t−1}", 4, COLUMN - 9, "carry in" in lit, "carry"), note("carry in", 4, COLUMN + 104)]
    return "".join(parts)


def numbers(read: FourSteps) -> str:
    """The values of the chosen unit, each where it arises, and the carry that comes in for all units shown."""
    u, lit = read.unit, LIT[read.step]
    i, f, g, o, c, h = (read.at(name, u) for name in "ifgoch")
    old = read.at("old", u)
    kept, start = max(WIDE * f, 1.5), VALVE + 25
    parts = [
        column(read),
        rect(start, BAND - kept / 2, PLUS - 13 - start, kept, fill("kept" in lit, "carry")),
        value(signed(old), 84, BAND - 13, "carry in" in lit),
        value(signed(f * old), 212, BAND - 13, "kept" in lit or "f" in lit),
        value(signed(i * g), PLUS + 12, WRITE - 12, "write" in lit, "start"),
        value(signed(read.at("tanh_c", u)), BRANCH - 30, TOP + 37, "h" in lit, "end"),
        value(signed(h), END + 38, TOP + 27, "h" in lit),
        value(signed(c), END + 38, BAND + 29, "plus" in lit),
    ]
    for name, words in (("f", plain(f)), ("i", plain(i)), ("g", signed(g)), ("o", plain(o))):
        parts.append(value(words, GATES[name][0] + 29, ROW + 16, name in lit, "start"))
    words = f"Forget valve, unit {u + 1}"
    parts.append(callout(words, plain(f), f, VALVE, BAND - 12, "f" in lit, "forget-gate"))
    parts.append(heard(read.text[read.cursor], BUS))
    return "".join(parts)


def _bus(lit: set[str]) -> str:
    used = [x for name, (x, _) in GATES.items() if name in lit]
    parts = [line(f"M4 {BUS}H{GATES['o'][0]}", False, "hidden", 5)]
    if used:
        parts.append(line(f"M4 {BUS}H{max(used) + 2}", True, "hidden", 8))
    parts += [line(f"M{x} {BUS}V{ROW}", name in lit, COLOURS[name], 4) for name, (x, _) in GATES.items()]
    return "".join(parts) + hears(BUS, bool(used))


def _carry(lit: set[str]) -> str:
    def band(start: float, end: float, part: str) -> str:
        around = rect(start, BAND - 11, end - start, 22, "ground")
        return around + rect(start, BAND - WIDE / 2, end - start, WIDE, fill(part in lit, "carry"))

    tip = f"M{END} {BAND - 12}l16 12 -16 12z"
    return (
        band(50, VALVE - 25, "carry in")
        + band(PLUS + 13, END, "plus")
        + shape(tip, fill("plus" in lit, "carry"))
        + circle(PLUS, BAND, "+", "plus" in lit, "carry", 13)
        + label("C_{t}", END + 18, BAND + 8, "plus" in lit, "carry")
    )


def _write(lit: set[str]) -> str:
    i, g, is_lit = GATES["i"][0], GATES["g"][0], "write" in lit
    return (
        line(f"M{i} {ROW}V{WRITE}H{PLUS - 11}", is_lit, "input-gate", 4)
        + line(f"M{g} {ROW}V{WRITE}H{PLUS + 11}", is_lit, "candidate", 4)
        + line(f"M{PLUS} {WRITE - 11}V{BAND + 13}", is_lit, "carry", 6)
        + circle(PLUS, WRITE, "×", is_lit, "carry", 11)
    )


def _output(lit: set[str]) -> str:
    is_lit, o = "h" in lit, GATES["o"][0]
    tip = f"M{END} {TOP - 8}l14 8 -14 8z"
    return (
        line(f"M{BRANCH} {BAND - 8}V{TOP}H{o - 12}", is_lit, "carry", 4)
        + line(f"M{o + 12} {TOP}H{END}", is_lit, "hidden", 5)
        + shape(tip, css("hidden") if is_lit else css("edge"))
        + box(BRANCH, TOP + 32, "tanh", is_lit, "hidden")
        + circle(o, TOP, "×", is_lit, "hidden", 12)
        + label("h_{t}", END + 18, TOP + 6, is_lit, "hidden")
    )
