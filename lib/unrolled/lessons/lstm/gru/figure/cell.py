"""The cell of a GRU as a diagram: its state is carry and output in one, and a single valve keeps and writes."""

from __future__ import annotations

from unrolled.drawing.formula import plain, signed
from unrolled.drawing.letters import visible
from unrolled.drawing.svg import element, text
from unrolled.drawing.theme import css
from unrolled.lessons.lstm.four_steps.figure.wires import box, callout, circle, column, fill, label, line, value, valve
from unrolled.lessons.lstm.four_steps.record import GRUSteps

BAND, BUS, WIDE = 132, 300, 16  # y of the state's band and of what all layers hear; width of the band
Z, R, RESET, N, PLUS, END = (
    140,
    228,
    305,
    392,
    392,
    466,
)  # x of the layers, of the reset product, of the sum, of the end
ROW = 243  # y of the layers
LIT = {1: {"r"}, 2: {"z", "in"}, 3: {"n", "reset"}, 4: {"in", "kept", "mix", "out"}}
COLOURS = {"r": "baseline", "z": "gru", "n": "candidate"}


def wiring(step: int) -> str:
    """Lines, boxes and names; what the step uses in colour, the rest grey."""
    lit = LIT[step]
    parts = [_bus(lit), _reset(lit), _band(lit), _mix(lit)]
    for name, x, squash in (("z", Z, "σ"), ("r", R, "σ"), ("n", N, "tanh")):
        parts.append(box(x, ROW, squash, name in lit, COLOURS[name]))
        parts.append(label(name, x + 8, 281, name in lit, COLOURS[name]))
    parts.append(valve(Z, BAND, 228, "z" in lit or "kept" in lit, "gru"))
    parts.append(label("h_{t−1}", 6, 74, "in" in lit, "hidden"))
    parts.append(text("state in", 4, 202, font_size=14, fill=css("ink2")))
    return "".join(parts)


def numbers(read: GRUSteps) -> str:
    """The values of the chosen unit, each where it arises, and the state that comes in for all units shown."""
    u, lit = read.unit, LIT[read.step]
    r, z, n, h = (read.at(name, u) for name in "rznh")
    old, h_n = read.at("old", u), read.raw("h_n", u)
    kept, start = max(WIDE * z, 1.5), Z + 25
    band = {"x": start, "y": BAND - kept / 2, "width": PLUS - 13 - start, "height": kept}
    parts = [
        column(read),
        element("rect", **band, fill=fill("kept" in lit, "gru")),
        value(signed(old), 90, 117, "in" in lit),
        value(signed(z * old), 262, 117, "kept" in lit or "z" in lit),
        value(signed((1 - z) * n), 412, 172, "mix" in lit, "start"),
        value(signed(h), 496, BAND + 30, "out" in lit),
        value(plain(1 - z), 300, 182, "mix" in lit or "z" in lit),
        value(plain(z), Z + 24, 281, "z" in lit, "start"),
        value(plain(r), R + 24, 281, "r" in lit, "start"),
        value(signed(n), N + 24, 281, "n" in lit, "start"),
        value(signed(h_n), RESET + 6, 281, "reset" in lit, "start"),
        value(signed(r * h_n), RESET + 12, 224, "reset" in lit, "start"),
    ]
    parts.append(callout(f"Update valve, unit {u + 1}", plain(z), z, Z, BAND - 12, "z" in lit, "gru"))
    parts.append(text(f"input “{visible(read.text[read.cursor])}”", 110, 330, font_size=16, fill=css("ink")))
    return "".join(parts)


def _bus(lit: set[str]) -> str:
    places = {"z": Z, "r": R, "n": N}
    used = [x for name, x in places.items() if name in lit]
    parts = [line(f"M40 {BUS}H{N}", False, "hidden", 5)]
    if used:
        parts.append(line(f"M40 {BUS}H{max(used) + 2}", True, "hidden", 8))
    parts += [line(f"M{x} {BUS}V258", name in lit, COLOURS[name], 4) for name, x in places.items()]
    return "".join(parts) + label("h_{t−1} and x_{t}", 4, 330, bool(used), "hidden")


def _reset(lit: set[str]) -> str:
    is_lit = "reset" in lit
    return (
        line(f"M{RESET} {BUS}V{ROW + 11}", is_lit, "hidden", 4)
        + line(f"M{R + 24} {ROW}H{RESET - 11}", is_lit or "r" in lit, "baseline", 4)
        + line(f"M{RESET + 11} {ROW}H{N - 24}", is_lit, "hidden", 4)
        + circle(RESET, ROW, "×", is_lit, "hidden", 11)
    )


def _band(lit: set[str]) -> str:
    bands = ((50, Z - 25, "in"), (PLUS + 13, END, "out"))
    drawn = "".join(
        element("rect", x=a, y=BAND - WIDE / 2, width=b - a, height=WIDE, fill=fill(part in lit, "gru"))
        for a, b, part in bands
    )
    return (
        drawn
        + element("path", d=f"M{END} {BAND - 12}l16 12 -16 12z", fill=fill("out" in lit, "gru"))
        + circle(PLUS, BAND, "+", "out" in lit, "gru", 13)
        + label("h_{t}", END + 20, BAND + 8, "out" in lit, "hidden")
    )


def _mix(lit: set[str]) -> str:
    is_lit = "mix" in lit
    return (
        line(f"M{Z} 206H340V190H{N - 11}", is_lit or "z" in lit, "gru", 3, "7 5")
        + label("1 − z", 216, 196, is_lit or "z" in lit, "gru")
        + line(f"M{N} 228V201", is_lit or "n" in lit, "candidate", 4)
        + line(f"M{N} 179V{BAND + 13}", is_lit, "gru", 6)
        + circle(N, 190, "×", is_lit, "gru", 11)
    )
