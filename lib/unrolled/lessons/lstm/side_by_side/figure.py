"""The repeating module of a plain RNN beside that of an LSTM, with values, on the same text."""

from __future__ import annotations

import numpy as np

from unrolled.drawing.formula import MATH
from unrolled.drawing.layout import Box, picture
from unrolled.drawing.letters import called, visible
from unrolled.drawing.numerals import plain, signed
from unrolled.drawing.shapes import shape
from unrolled.drawing.strip import Strip, signed_colour
from unrolled.drawing.svg import Drawing, element, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading
from unrolled.lessons.lstm.four_steps.figure.wires import box, circle, label, line, value
from unrolled.lessons.lstm.side_by_side.record import LAGS, WINDOW, SideBySide

FRAME = picture()
_MODULES, _TEXTS = FRAME.cut_top(172)
RNN, LSTM = _MODULES.cut_left(288, gap=24)
SIDE = 58  # of a module's neighbours, on either side
HIGH, LOW = 26, 146  # y of the top and the foot of the modules
BAND, LAYERS_Y, FOOT = 48, 106, 132  # y of the carry, of the layers, and of what is handed on as h
LEFT, WIDE, TALL = 66, 13.5, 13  # of the cells over the text
RNN_STRIP, LSTM_STRIP = _TEXTS.y + 22, _TEXTS.y + 22 + WINDOW * TALL + 26
CARRY = 22.0  # end of the carry's colours; beyond, the colour is the last


def describe_side_by_side(read: SideBySide) -> str:
    """One sentence that says what the panel shows."""
    k, u = read.cursor, read.row
    rnn, carry, output = (signed(of[k, u]) for of in (read.rnn["h"], read.lstm["c"], read.lstm["h"]))
    shown = [name for name in read.alike if name.startswith("RNN") or name.lower().endswith(f" {read.part}")]
    back = ", ".join(f"{name} {_told(read.alike[name][1])}" for name in shown)
    return (
        f"Character {k + 1} of {len(read.text)}, {called(read.text[k])}, unit {u + 1}: RNN h {rnn}; "
        f"LSTM C {carry}, h {output}. "
        f"Autocorrelation at {LAGS[1]} characters: {back}."
    )


def _told(alike: float) -> str:
    return signed(alike) if np.isfinite(alike) else "unknown"


def side_by_side_drawing(read: SideBySide) -> Drawing:
    """Both modules, and both networks' units over the text; without what moves with the cursor."""
    return Drawing.of(
        *(_neighbours(part) for part in (RNN, LSTM)),
        _rnn(),
        _lstm(),
        *_heat(read),
        height=FRAME.height,
        description="The repeating module of a plain RNN and of an LSTM, and their units over a text.",
        style=MATH,
    )


def side_by_side_cursor(read: SideBySide) -> Drawing:
    """The layer over it: values of the unit chosen, characters that go in, frames."""
    k, u = read.cursor, read.row
    upper, lower = _strip(read, RNN_STRIP), _strip(read, LSTM_STRIP)
    row = u - read.window[0]
    return Drawing.of(
        heading(f"Plain RNN, one layer: unit {u + 1} of {read.rnn['h'].shape[1]}", RNN.x, 15),
        heading(f"LSTM, four layers: unit {u + 1} of {read.lstm['h'].shape[1]}", LSTM.x, 15),
        *(_inputs(read, part) for part in (RNN, LSTM)),
        *_values(read, k, u),
        upper.row(row),
        lower.row(row),
        upper.column(k, len(read.window), letter=False),
        lower.column(k, len(read.window)),
        height=FRAME.height,
        description=describe_side_by_side(read),
        style=MATH,
    )


def _module(part: Box) -> tuple[float, float]:
    """Left and right edge of the open module."""
    return part.x + SIDE, part.right - SIDE


def _neighbours(part: Box) -> str:
    """The modules of the character before and after, closed, and the frame of the open one."""
    start, end = _module(part)
    frame = {"y": HIGH, "height": LOW - HIGH, "rx": 9, "stroke_width": 1.8, "stroke": css("edge")}
    parts = [element("rect", x=start, width=end - start, fill=css("wash"), **frame)]
    for x in (part.x + 1, part.right - 41):
        parts.append(element("rect", x=x, width=40, fill=css("ground"), **frame))
        parts.append(text("A", x + 20, 94, font_size=20, text_anchor="middle", fill=css("ink2"), class_="math"))
    return "".join(parts)


def _arrow(x: float, y: float, name: str) -> str:
    return shape(f"M{x} {y - 7}l12 7 -12 7z", name)


def _rnn() -> str:
    start, end = _module(RNN)
    middle, y = (start + end) / 2, LAYERS_Y - 10
    return (
        line(f"M{RNN.x + 41} {FOOT}H{middle - 40}V{y}H{middle - 24}", True, "hidden", 5)
        + line(f"M{middle} {LOW + 6}V{y + 15}", True, "ink2", 3)
        + line(f"M{middle + 24} {y}H{middle + 40}V{FOOT}H{end + 6}", True, "hidden", 5)
        + _arrow(end + 5, FOOT, "hidden")
        + box(middle, y, "tanh", True, "rnn")
        + label("h_{t}", end - 42, y - 6, True, "hidden")
    )


LAYERS = (("f", "σ", "forget-gate"), ("i", "σ", "input-gate"), ("g", "tanh", "candidate"), ("o", "σ", "output-gate"))


def _places() -> dict[str, float]:
    start, _ = _module(LSTM)
    return {name: start + 42 + k * 98 for k, (name, _, _) in enumerate(LAYERS)}


def _lstm() -> str:
    (_, end), at = _module(LSTM), _places()
    write, out = at["g"], at["o"] + 99
    product = BAND + 30
    parts = [
        line(f"M{LSTM.x + 41} {BAND}H{end + 6}", True, "carry", 14),
        _arrow(end + 5, BAND, "carry"),
        line(f"M{LSTM.x + 41} {FOOT}H{at['o']}", True, "hidden", 5),
        line(f"M{at['f'] - 30} {LOW + 6}V{FOOT}", True, "ink2", 3),
    ]
    for name, squash, colour in LAYERS:
        top = {"i": f"V{product}H{write - 11}", "o": f"V{LAYERS_Y}"}.get(name, f"V{BAND}")
        parts += [line(f"M{at[name]} {FOOT}{top}", True, colour, 3), box(at[name], LAYERS_Y, squash, True, colour)]
        parts.append(label({"g": "C̃"}.get(name, name), at[name] + 28, LAYERS_Y - 2, True, colour))
    meet = LAYERS_Y + 8  # of the squashed carry and the output gate
    parts += [
        circle(at["f"], BAND, "×", True, "forget-gate", 12),
        circle(write, product, "×", True, "carry", 10),
        circle(write, BAND, "+", True, "carry", 12),
        line(f"M{at['o']} {LAYERS_Y - 15}V{product}H{out - 34}V{meet}H{out - 10}", True, "output-gate", 3),
        line(f"M{out} {meet}V{FOOT}H{end + 6}", True, "hidden", 4),
        line(f"M{out} {BAND}V{meet}", True, "carry", 3),
        box(out, product, "tanh", True, "hidden"),
        circle(out, meet, "×", True, "hidden", 10),
        _arrow(end + 5, FOOT, "hidden"),
        label("C_{t}", end - 84, HIGH - 8, True, "carry"),
        label("h_{t}", end - 84, LOW + 20, True, "hidden"),
    ]
    return "".join(parts)


def _inputs(read: SideBySide, part: Box) -> str:
    """What each of the three modules hears."""
    start, end = _module(part)
    middle = _places()["f"] - 30 if part == LSTM else (start + end) / 2
    parts = []
    for x, k in ((part.x + 21, read.cursor - 1), (middle, read.cursor), (part.right - 21, read.cursor + 1)):
        if 0 <= k < len(read.text):
            weight = 700 if k == read.cursor else 400
            words = f"“{visible(read.text[k])}”"
            paint = {"font_weight": weight, "text_anchor": "middle", "fill": css("ink")}
            parts.append(text(words, x, LOW + 20, font_size=17, **paint))
    return "".join(parts)


def _values(read: SideBySide, k: int, u: int) -> list[str]:
    start, end = _module(RNN)
    at, far = _places(), _module(LSTM)[1]
    gates = {name: float(read.lstm[name][k, u]) for name in "ifgoch"}
    h, before = float(read.rnn["h"][k, u]), float(read.rnn["before"][k, u])
    parts = [
        value(f"before tanh {signed(before)}", start + 8, HIGH + 22, True, "start"),
        value(signed(h), end - 4, LAYERS_Y + 10, True, "end"),
        value(signed(gates["c"]), far - 54, HIGH - 9, True, "start"),
        value(signed(gates["h"]), far - 54, LOW + 19, True, "start"),
    ]
    for name in "fio":
        parts.append(value(plain(gates[name]), at[name] + 28, LAYERS_Y + 16, True, "start"))
    return [*parts, value(signed(gates["g"]), at["g"] + 28, LAYERS_Y + 16, True, "start")]


def _strip(read: SideBySide, top: float) -> Strip:
    return Strip(read.text, read.cursor, LEFT, top, wide=WIDE, tall=TALL)


def _heat(read: SideBySide) -> list[str]:
    """Units of both over the one text; above each network's the autocorrelation of its units."""
    parts, units = [], list(read.window)
    title = {"c": f"LSTM: carry C, full colour at ±{CARRY:.0f}", "h": "LSTM: output h, −1 to +1"}[read.part]
    for top, words, values, limit in (
        (RNN_STRIP, "RNN: state h, −1 to +1", read.rnn["h"], 1.0),
        (LSTM_STRIP, title, read.lstm[read.part], CARRY if read.part == "c" else 1.0),
    ):
        strip = _strip(read, top)
        parts += [
            heading(words, LEFT, top - 8),
            strip.cells(values[:, units], lambda v, limit=limit: signed_colour(v, limit)),
            strip.names([f"unit {unit + 1}" for unit in units]),
            strip.hits(len(units)),
        ]
    paint = {"font_size": 15, "fill": css("ink"), "text_anchor": "end"}
    for network, top in (("RNN", RNN_STRIP), ("LSTM", LSTM_STRIP)):
        parts.append(text(_alike(read, network), LEFT + 60 * WIDE, top - 8, **paint))
    return [*parts, _strip(read, LSTM_STRIP).letters(len(units))]


def _alike(read: SideBySide, network: str) -> str:
    """The autocorrelation at each of ``LAGS``, in three numbers for each state of a network."""
    states = {name.split(" ")[-1]: of for name, of in read.alike.items() if name.startswith(network)}
    told = [f"{name} {', '.join(signed(x) if np.isfinite(x) else '–' for x in of)}" for name, of in states.items()]
    return "autocorrelation at {}, {}, {}: ".format(*LAGS) + "; ".join(told)
