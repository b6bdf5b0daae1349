"""The cell of a GRU as a diagram: its state is carry and output in one, and a single valve keeps and writes."""

from __future__ import annotations

from unrolled.drawing.numerals import plain, signed
from unrolled.drawing.shapes import rect, shape
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
from unrolled.lessons.lstm.four_steps.record import GRUSteps

BAND, MIX, ROW, BUS, WIDE = 104, 144, 174, 200, 16  # y of state, mixing product, layers, h and x; width of the state
Z, R, RESET, N, END = 140, 232, 318, 400, 446  # x of the layers z, r, n, of the reset product, and of the end
LIT = {1: {"r"}, 2: {"z", "in"}, 3: {"n", "reset"}, 4: {"in", "kept", "mix", "out"}}
COLOURS = {"r": "baseline", "z": "gru", "n": "candidate"}


def wiring(step: int) -> str:
    """Lines, boxes and names; what the step uses in colour, the rest grey."""
    lit = LIT[step]
    parts = [_bus(lit), _reset(lit), _band(lit), _mix(lit)]
    for name, x, squash in (("z", Z, "σ"), ("r", R, "σ"), ("n", N, "tanh")):
        parts.append(box(x, ROW, squash, name in lit, COLOURS[name]))
        parts.append(label(name, x + 29, ROW - 6, name in lit, COLOURS[name]))
    parts.append(valve(Z, BAND, ROW - 15, "z" in lit or "kept" in lit, "gru"))
    parts += [label("h_{t−1}", 4, COLUMN - 9, "in" in lit, "hidden"), note("state in", 4, COLUMN + 104)]
    return "".join(parts)


def numbers(read: GRUSteps) -> str:
    """The values of the chosen unit, each where it arises, and the state that comes in for all units shown."""
    u, lit = read.unit, LIT[read.step]
    r, z, n, h = (read.at(name, u) for name in "rznh")
    old, h_n = read.at("old", u), read.raw("h_n", u)
    kept, start = max(WIDE * z, 1.5), Z + 25
    parts = [
        column(read),
        rect(start, BAND - kept / 2, N - 13 - start, kept, fill("kept" in lit, "gru")),
        value(signed(old), 84, BAND - 13, "in" in lit),
        value(signed(z * old), 268, BAND - 13, "kept" in lit or "z" in lit),
        value(signed((1 - z) * n), N + 12, MIX - 12, "mix" in lit, "start"),
        value(signed(h), END + 38, BAND + 29, "out" in lit),
        value(plain(1 - z), 268, MIX - 7, "mix" in lit or "z" in lit, "start"),
        value(plain(z), Z + 29, ROW + 16, "z" in lit, "start"),
        value(plain(r), R + 29, ROW + 17, "r" in lit, "start"),
        value(signed(n), N + 29, ROW + 16, "n" in lit, "start"),
        value(signed(h_n), RESET + 6, ROW + 17, "reset" in lit, "start"),
        value(signed(r * h_n), RESET + 12, ROW - 7, "reset" in lit, "start"),
        callout(f"Update valve, unit {u + 1}", plain(z), z, Z, BAND - 12, "z" in lit, "gru"),
        heard(read.text[read.cursor], BUS),
    ]
    return "".join(parts)


def _bus(lit: set[str]) -> str:
    places = {"z": Z, "r": R, "n": N}
    used = [x for name, x in places.items() if name in lit]
    parts = [line(f"M4 {BUS}H{N}", False, "hidden", 5)]
    if used:
        parts.append(line(f"M4 {BUS}H{max(used) + 2}", True, "hidden", 8))
    parts += [line(f"M{x} {BUS}V{ROW}", name in lit, COLOURS[name], 4) for name, x in places.items()]
    return "".join(parts) + hears(BUS, bool(used))


def _reset(lit: set[str]) -> str:
    is_lit = "reset" in lit
    return (
        line(f"M{RESET} {BUS}V{ROW + 11}", is_lit, "hidden", 4)
        + line(f"M{R + 24} {ROW}H{RESET - 11}", is_lit or "r" in lit, "baseline", 4)
        + line(f"M{RESET + 11} {ROW}H{N - 24}", is_lit, "hidden", 4)
        + circle(RESET, ROW, "×", is_lit, "hidden", 11)
    )


def _band(lit: set[str]) -> str:
    bands = ((50, Z - 25, "in"), (N + 13, END, "out"))
    drawn = "".join(rect(a, BAND - WIDE / 2, b - a, WIDE, fill(part in lit, "gru")) for a, b, part in bands)
    return (
        drawn
        + shape(f"M{END} {BAND - 12}l16 12 -16 12z", fill("out" in lit, "gru"))
        + circle(N, BAND, "+", "out" in lit, "gru", 13)
        + label("h_{t}", END + 18, BAND + 8, "out" in lit, "hidden")
    )


def _mix(lit: set[str]) -> str:
    is_lit = "mix" in lit
    return (
        line(f"M{Z} {MIX}H{N - 11}", is_lit or "z" in lit, "gru", 3, "7 5")
        + label("1 − z", 212, MIX - 7, is_lit or "z" in lit, "gru")
        + line(f"M{N} {ROW - 15}V{MIX}", is_lit or "n" in lit, "candidate", 4)
        + line(f"M{N} {MIX - 11}V{BAND + 13}", is_lit, "gru", 6)
        + circle(N, MIX, "×", is_lit, "gru", 11)
    )
