"""The repeating module of a plain RNN beside that of an LSTM, with values, on the same text."""

from __future__ import annotations

import numpy as np

from unrolled.drawing.formula import STYLE, plain, signed
from unrolled.drawing.letters import called, visible
from unrolled.drawing.strip import Strip, signed_colour
from unrolled.drawing.svg import Drawing, element, text
from unrolled.drawing.theme import css
from unrolled.lessons.lstm.four_steps.figure.wires import box, circle, label, line, value
from unrolled.lessons.lstm.side_by_side.record import LAGS, SideBySide

WIDTH, HEIGHT = 1060, 640
LEFT, RIGHT = 0, 400  # where either part begins
WIDE = {LEFT: 340, RIGHT: 660}  # and how wide it is
HIGH, LOW = 70, 218  # y of the top and the foot of the modules
BAND, FOOT = 100, 190  # y of the carry, and of what is handed on as h
RNN_STRIP, LSTM_STRIP = 350, 500
CARRY = 22.0  # end of the carry's colours; beyond, the colour is the last


def describe_side_by_side(read: SideBySide) -> str:
    """One sentence that says what the panel shows."""
    k, u = read.cursor, read.row
    back = {name: f"{signed(of[1])}" if np.isfinite(of[1]) else "unknown" for name, of in read.alike.items()}
    return (
        f"Character {k + 1} of {len(read.text)}, {called(read.text[k])}, unit {u + 1}: the RNN has h = "
        f"{signed(read.rnn['h'][k, u])}, the LSTM C = {signed(read.lstm['c'][k, u])} and h = "
        f"{signed(read.lstm['h'][k, u])}; likeness of a unit to itself 5 characters before: {_listed(back)}."
    )


def _listed(back: dict[str, str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in back.items())


def side_by_side_drawing(read: SideBySide) -> Drawing:
    """Both modules, and both networks' units over the text; without what moves with the cursor."""
    return Drawing.of(
        _title(f"Plain RNN, {read.rnn['h'].shape[1]} units: one layer", LEFT, 16),
        _title(f"LSTM, {read.lstm['h'].shape[1]} units: four layers", RIGHT, 16),
        *(_neighbours(left) for left in (LEFT, RIGHT)),
        _rnn(),
        _lstm(),
        *_heat(read),
        _alike(read),
        width=WIDTH,
        height=HEIGHT,
        description="The repeating module of a plain RNN and of an LSTM, and their units over a text.",
        style=STYLE,
    )


def side_by_side_cursor(read: SideBySide) -> Drawing:
    """The layer over it: values of the unit chosen, characters that go in, frames."""
    k, u = read.cursor, read.row
    upper, lower = _strip(read, RNN_STRIP), _strip(read, LSTM_STRIP)
    row = u - read.window[0]
    return Drawing.of(
        *(_inputs(read, left) for left in (LEFT, RIGHT)),
        *_values(read, k, u),
        upper.row(row),
        lower.row(row),
        upper.column(k, len(read.window)),
        lower.column(k, len(read.window)),
        width=WIDTH,
        height=HEIGHT,
        description=describe_side_by_side(read),
        style=STYLE,
    )


def _title(words: str, x: float, y: float) -> str:
    return text(words, x, y, font_size=16, font_weight=700, fill=css("ink"))


def _module(left: float) -> tuple[float, float]:
    """Left and right edge of the open module."""
    return left + 70, left + WIDE[left] - 70


def _neighbours(left: float) -> str:
    """The modules of the character before and after, closed, and the frame of the open one."""
    start, end = _module(left)
    frame = {"y": HIGH, "height": LOW - HIGH, "rx": 9, "stroke_width": 1.8, "stroke": css("edge")}
    parts = [element("rect", x=start, width=end - start, fill=css("wash"), **frame)]
    for x in (left, end + 20):
        parts.append(element("rect", x=x, width=50, fill=css("ground"), **frame))
        parts.append(text("A", x + 25, 150, font_size=20, text_anchor="middle", fill=css("ink2"), class_="math"))
    return "".join(parts)


def _arrow(x: float, y: float, name: str) -> str:
    return element("path", d=f"M{x} {y - 7}l12 7 -12 7z", fill=css(name))


def _rnn() -> str:
    start, end = _module(LEFT)
    middle = (start + end) / 2
    return (
        line(f"M{LEFT + 50} {FOOT}H{middle - 36}V160H{middle - 24}", True, "hidden", 5)
        + line(f"M{middle} {LOW + 16}V176", True, "ink2", 3)
        + line(f"M{middle + 24} 160H{middle + 50}V{FOOT}H{end + 10}", True, "hidden", 5)
        + line(f"M{middle + 50} 160V{HIGH - 16}", True, "hidden", 3)
        + _arrow(end + 8, FOOT, "hidden")
        + box(middle, 160, "tanh", True, "rnn")
        + label("h_{t}", middle + 58, HIGH - 14, True, "hidden")
    )


LAYERS = (("f", "σ", "forget-gate"), ("i", "σ", "input-gate"), ("g", "tanh", "candidate"), ("o", "σ", "output-gate"))


def _places() -> dict[str, float]:
    start, end = _module(RIGHT)
    return {name: start + 60 + k * (end - start - 200) / 3 for k, (name, _, _) in enumerate(LAYERS)}


def _lstm() -> str:
    (_, end), at = _module(RIGHT), _places()
    write = at["g"]
    parts = [
        line(f"M{RIGHT + 50} {BAND}H{end + 8}", True, "carry", 14),
        _arrow(end + 8, BAND, "carry"),
        line(f"M{RIGHT + 50} {FOOT + 16}H{at['o']}", True, "hidden", 5),
        line(f"M{at['f'] - 30} {LOW + 16}V{FOOT + 16}", True, "ink2", 3),
    ]
    for name, squash, colour in LAYERS:
        top = {"i": f"V134H{write - 11}", "o": "V160"}.get(name, f"V{BAND}")
        parts.append(line(f"M{at[name]} {FOOT + 16}{top}", True, colour, 3))
        parts.append(box(at[name], 172, squash, True, colour))
        parts.append(label({"g": "C̃"}.get(name, name), at[name] + 28, 172, True, colour))
    out = at["o"] + 96
    parts += [
        circle(at["f"], BAND, "×", True, "forget-gate", 12),
        circle(write, 134, "×", True, "carry", 10),
        circle(write, BAND, "+", True, "carry", 12),
        line(f"M{at['o']} 158V146H{at['o'] + 68}V178H{out - 10}", True, "output-gate", 3),
        line(f"M{out} 178V{FOOT + 16}H{end + 8}", True, "hidden", 4),
        line(f"M{out} {BAND}V178", True, "carry", 3),
        box(out, 132, "tanh", True, "hidden"),
        circle(out, 178, "×", True, "hidden", 10),
        _arrow(end + 8, FOOT + 16, "hidden"),
        label("C_{t}", end - 88, HIGH - 10, True, "carry"),
        label("h_{t}", end - 88, LOW + 22, True, "hidden"),
    ]
    return "".join(parts)


def _inputs(read: SideBySide, left: float) -> str:
    """What each of the three modules hears."""
    start, end = _module(left)
    middle = _places()["f"] - 30 if left == RIGHT else (start + end) / 2
    parts = []
    for x, k in ((left + 25, read.cursor - 1), (middle, read.cursor), (end + 45, read.cursor + 1)):
        if 0 <= k < len(read.text):
            weight = 700 if k == read.cursor else 400
            words = f"“{visible(read.text[k])}”"
            paint = {"font_weight": weight, "text_anchor": "middle", "fill": css("ink")}
            parts.append(text(words, x, LOW + 36, font_size=18, **paint))
    return "".join(parts)


def _values(read: SideBySide, k: int, u: int) -> list[str]:
    start, end = _module(LEFT)
    middle, at = (start + end) / 2, _places()
    gates = {name: float(read.lstm[name][k, u]) for name in "ifgoch"}
    h, before = float(read.rnn["h"][k, u]), float(read.rnn["before"][k, u])
    far = _module(RIGHT)[1]
    parts = [
        value(f"unit {u + 1}", start + 8, HIGH + 20, True, "start"),
        value(f"before tanh {signed(before)}", start + 8, 134, True, "start"),
        value(signed(h), middle + 56, 120, True, "start"),
        value(f"unit {u + 1}", _module(RIGHT)[0] + 8, HIGH + 18, True, "start"),
        value(signed(gates["c"]), far - 58, HIGH - 11, True, "start"),
        value(signed(gates["h"]), far - 58, LOW + 21, True, "start"),
    ]
    for name in "fio":
        parts.append(value(plain(gates[name]), at[name] + 28, 190, True, "start"))
    parts.append(value(signed(gates["g"]), at["g"] + 28, 190, True, "start"))
    return parts


def _strip(read: SideBySide, top: float) -> Strip:
    return Strip(read.text, read.cursor, 84, top, tall=13)


def _heat(read: SideBySide) -> list[str]:
    parts, units = [], list(read.window)
    for top, words, values, limit in (
        (RNN_STRIP, "RNN: hidden state h, −1 to +1", read.rnn["h"], 1.0),
        (LSTM_STRIP, f"LSTM: carry C, −{CARRY:.0f} to +{CARRY:.0f}", read.lstm["c"], CARRY),
    ):
        strip = _strip(read, top)
        parts += [
            text(words, 0, top - 10, font_size=15, font_weight=700, fill=css("ink")),
            strip.cells(values[:, units], lambda v, limit=limit: signed_colour(v, limit)),
            strip.names([f"unit {unit + 1}" for unit in units]),
            strip.letters(len(units)),
            strip.hits(len(units)),
        ]
    return parts


def _alike(read: SideBySide) -> str:
    """How like itself a unit was some characters before, in three numbers for each state."""
    back = "{}, {} and {} characters before".format(*LAGS)
    words = f"How like itself a unit was {back}: autocorrelation, mean over units"
    parts = [text(words, 0, 286, font_size=15, font_weight=700, fill=css("ink"))]
    for k, (name, of) in enumerate(read.alike.items()):
        numbers = ",  ".join(signed(x) if np.isfinite(x) else "–" for x in of)
        x = 330 * k
        parts.append(text(f"{name}:  {numbers}", x, 310, font_size=15, fill=css("ink")))
    return "".join(parts)
