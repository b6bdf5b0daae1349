"""The gradient X-ray: the text is the axis, and over each character stands how much of the last loss reaches it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from unrolled.figures.letters import visible
from unrolled.figures.svg import Drawing, element, text
from unrolled.figures.theme import MONO, SANS, css
from unrolled.records.gradients import Line, Xray

WIDTH, HEIGHT = 1040, 432
LEFT, RIGHT, TOP, BOTTOM = 64.0, 1022.0, 36.0, 316.0  # of the plot; LEFT and RIGHT are the first and last letter
LOW, HIGH = -8.0, 1.0  # powers of ten; fixed, so that nothing rescales while a handle moves
LETTERS, NOTES, LEGEND = 342.0, 366.0, 396.0  # baselines
BEYOND = 40.0  # powers of ten that are told apart outside the plot


class Style(NamedTuple):
    """How a line is drawn, and what it is called.

    ``symbol`` is what follows the name in the legend: the quantity, with ``{}`` for h, x or C.
    """

    name: str
    symbol: str
    colour: str
    width: float
    dash: str | None = None
    marker: str = ""
    opacity: float = 1.0


STYLES = {
    "lstm": Style("LSTM", "∂L/∂{}", "lstm", 3, marker="square"),
    "gru": Style("GRU", "∂L/∂{}", "gru", 3, "12 6", "triangle"),
    "rnn": Style("RNN", "∂L/∂{}", "rnn", 3, "2 6", "circle"),
    "carry": Style("LSTM", "∂L/∂C", "carry", 2.5),
    "straight": Style("product of f", "", "forget-gate", 6, opacity=0.42),
    "linear": Style("ρ to the T−t", "", "baseline", 2),
    "bound": Style("bound", "", "baseline", 2, "7 4"),
}
AT_THE_LINE = {"carry": "LSTM carry C"}  # where the plain name would mean another line
CSS = f"text{{font-family:{SANS};font-variant-numeric:tabular-nums}} .mono{{font-family:{MONO}}}"
HALO = {"paint_order": "stroke", "stroke": css("ground"), "stroke_width": 5, "stroke_linejoin": "round"}


def number(value: float) -> str:
    """A size in few signs: "0.12", "2.2 · 10⁻⁵", "0"."""
    if value == 0 or 0.001 <= value < 1000:
        return f"{value:.2g}" if value < 10 else f"{value:.0f}"
    power = int(np.floor(np.log10(value)))
    leading = f"{value / 10.0**power:.1f}"
    if leading == "10.0":
        leading, power = "1.0", power + 1
    return f"{leading} · {_ten(power)}"


def _ten(power: int) -> str:
    return "10" + str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))


def describe_xray(shown: Xray) -> str:
    """One sentence that says what stands at the cursor."""
    back = shown.steps - 1 - shown.cursor
    where = f"At “{visible(shown.text[shown.start + shown.cursor])}”, "
    where += f"{back} step{'s' if back > 1 else ''} back, " if back else "the last one read, "
    if shown.wrt == "c":
        return (
            f"{where}the carry's gradient is {number(shown.at('carry'))}; "
            f"by the product of the forget gates alone it would be {number(shown.at('straight'))}."
        )
    lstm, rnn = shown.at("lstm"), shown.at("rnn")
    if min(lstm, rnn) == 0:
        return f"{where}the gradient is {number(lstm)} in the LSTM and {number(rnn)} in the RNN: 0 is nothing at all."
    more, less, ratio = ("LSTM", "RNN", lstm / rnn) if lstm >= rnn else ("RNN", "LSTM", rnn / lstm)
    if ratio < 1.05:
        return f"{where}LSTM and RNN get the same gradient: {number(lstm)}."
    return f"{where}the {more}'s gradient is {_times(ratio)} the {less}'s."


def _times(ratio: float) -> str:
    if ratio >= 1e6:
        return f"{number(ratio)} times"
    return f"{ratio:.1f} times" if ratio < 10 else f"{float(f'{ratio:.2g}'):,.0f} times".replace(",", " ")


def xray_drawing(shown: Xray) -> Drawing:
    """Lines, text and scale: all that does not move with the cursor."""
    return Drawing.of(
        text(_caption(shown), 2, 16, font_size=15, fill=css("ink2")),
        *_scale(),
        *_axis(shown),
        *_gap(shown),
        *(_line(shown, line) for line in reversed(shown.lines)),
        *_names(shown),
        *_legend(shown),
        *(_handle(shown, k) for k in range(shown.steps)),
        width=WIDTH,
        height=HEIGHT,
        description=f"Gradients of the last loss along a text, {shown.steps} characters back, on a logarithmic scale.",
        style=CSS,
    )


def xray_cursor(shown: Xray) -> Drawing:
    """The layer over it: the place pointed at, its word, and the values there."""
    k = shown.start + shown.cursor
    x, pitch = _x(shown, k), _pitch(shown)
    first, last = _word(shown.text, k, shown.start)
    left, wide = _x(shown, first) - pitch / 2, (last - first + 1) * pitch
    words = f"t = {shown.cursor + 1}, “{visible(shown.text[k])}”"
    return Drawing.of(
        element("rect", x=left, y=TOP, width=wide, height=BOTTOM - TOP, fill=css("ink"), opacity=0.08),
        element("rect", x=left, y=BOTTOM + 4, width=wide, height=30, fill=css("hair")),
        *(_letter(shown, j, fill=css("ink"), font_weight=700) for j in range(first, last + 1)),
        element("line", x1=x, y1=TOP, x2=x, y2=BOTTOM, stroke=css("ink"), stroke_width=2),
        *_dots(shown, x),
        text(words, min(max(x, 250.0), 820.0), NOTES, font_size=15, font_weight=700, fill=css("ink"),
             text_anchor="middle"),
        *_values(shown),
        width=WIDTH,
        height=HEIGHT,
        description=describe_xray(shown),
        style=CSS,
    )  # fmt: skip


def _caption(shown: Xray) -> str:
    matrix = f"ρ = {shown.radius:.3g} and largest singular value σ = {shown.norm:.3g}"
    if shown.trained:
        learned = "ρ and forget bias stay as learned"
        return f"Trained on 34 plays, seed {shown.seed}. The RNN's W has {matrix}; {learned}."
    return f"Untrained, seed {shown.seed}, the same number of parameters each. The RNN's W has {matrix}."


def _pitch(shown: Xray) -> float:
    return (RIGHT - LEFT) / max(len(shown.text) - 1, 9)  # so that a short text does not spread too far


def _x(shown: Xray, k: int) -> float:
    return RIGHT - (len(shown.text) - 1 - k) * _pitch(shown)


def _y(power: float) -> float:
    return BOTTOM - (power - LOW) / (HIGH - LOW) * (BOTTOM - TOP)


def _powers(line: Line) -> np.ndarray:
    with np.errstate(divide="ignore"):
        return np.clip(np.log10(line.sizes), -BEYOND, BEYOND)


def _scale() -> Iterator[str]:
    for power, words in ((1, "10"), (0, "1"), (-2, "10⁻²"), (-4, "10⁻⁴"), (-6, "10⁻⁶"), (-8, "10⁻⁸")):
        y = _y(power)
        yield element("line", x1=54, y1=y, x2=1032, y2=y, stroke=css("hair"), stroke_width=1.3)
        yield text(words, 47, y + 5, font_size=15, fill=css("ink2"), text_anchor="end")


def _axis(shown: Xray) -> Iterator[str]:
    last, pitch = len(shown.text) - 1, _pitch(shown)
    if shown.start:
        left, wide = _x(shown, 0) - pitch / 2, shown.start * pitch
        yield element("rect", x=left, y=TOP, width=wide, height=BOTTOM - TOP, fill=css("wash"))
        if wide > 80:
            yield text("cut away", left + wide / 2, (TOP + BOTTOM) / 2, font_size=15, fill=css("ink2"),
                       text_anchor="middle")  # fmt: skip
    for k in range(last + 1):
        yield _letter(shown, k, fill=css("edge" if k < shown.start else "ink2"))
    x = _x(shown, last)
    yield element("rect", x=x - 9, y=LETTERS - 19, width=18, height=26, rx=4, fill="none", stroke=css("target"),
                  stroke_width=2.5)  # fmt: skip
    yield text("◀ further back", 54, NOTES, font_size=15, fill=css("ink2"))
    yield text(
        "to be predicted", WIDTH - 2, NOTES, font_size=15, font_weight=700, fill=css("target"), text_anchor="end"
    )


def _letter(shown: Xray, k: int, **paint: object) -> str:
    sign = {" ": "·", "\n": "⏎"}.get(shown.text[k], shown.text[k])
    size = float(np.clip(_pitch(shown) / 0.6, 14, 17))
    return text(sign, _x(shown, k), LETTERS, font_size=size, class_="mono", text_anchor="middle", **paint)


def _gap(shown: Xray) -> Iterator[str]:
    """Between the carry's gradient and the product of f lies what came back through h."""
    if shown.wrt != "c":
        return
    upper, lower = (np.clip(_powers(line), LOW, HIGH) for line in shown.lines)
    xs = [_x(shown, shown.start + k) for k in range(shown.steps)]
    there, back = list(zip(xs, upper, strict=True)), list(zip(xs, lower, strict=True))
    points = " ".join(f"{x:.1f},{_y(power):.1f}" for x, power in [*there, *reversed(back)])
    yield element("polygon", points=points, fill=css("carry"), opacity=0.12)
    middle = shown.steps // 3
    if upper[middle] - lower[middle] > 0.8 and shown.steps > 12:
        y = _y((upper[middle] + lower[middle]) / 2) + 5
        yield text("came back through h", xs[middle], y, font_size=15, font_style="italic", fill=css("ink2"),
                   text_anchor="middle")  # fmt: skip


def _line(shown: Xray, line: Line) -> str:
    style, powers = STYLES[line.key], _powers(line)
    xs = [_x(shown, shown.start + k) for k in range(shown.steps)]
    pieces, arrows = _inside(xs, powers)
    drawn = "".join("M" + " L".join(f"{x:.1f},{_y(power):.1f}" for x, power in piece) for piece in pieces)
    paint = {"stroke": css(style.colour), "stroke_width": style.width, "opacity": style.opacity}
    parts = []
    if drawn:
        parts.append(
            element("path", d=drawn, fill="none", stroke_dasharray=style.dash, stroke_linejoin="round",
                    stroke_linecap="round", data_line=line.key, **paint)
        )  # fmt: skip
    parts += [_arrow(x, up, css(style.colour)) for x, up in arrows]
    if style.marker:
        every = max(1, round(shown.steps / 6))
        places = [k for k in range(shown.steps - 1, -1, -every) if LOW <= powers[k] <= HIGH]
        parts += [_marker(style.marker, xs[k], _y(powers[k]), css(style.colour)) for k in places]
    return "".join(parts)


def _inside(xs: list[float], powers: np.ndarray) -> tuple[list[list[tuple[float, float]]], list[tuple[float, bool]]]:
    """The pieces of a line that lie in the plot, and where it leaves (x, and whether upwards), read from the right."""
    pieces, arrows = [], []
    for k in range(len(xs) - 1, -1, -1):
        here = LOW <= powers[k] <= HIGH
        before = k + 1 < len(xs) and LOW <= powers[k + 1] <= HIGH
        if here and not before:
            pieces.append([_crossing(xs, powers, k + 1, k)] if k + 1 < len(xs) else [])
        if here:
            pieces[-1].append((xs[k], powers[k]))
        if before and not here:
            crossing = _crossing(xs, powers, k, k + 1)
            pieces[-1].append(crossing)
            arrows.append((crossing[0], bool(powers[k] > HIGH)))
    if not pieces:  # never inside
        arrows.append((xs[-1], bool(powers[-1] > HIGH)))
    return pieces, arrows


def _crossing(xs: list[float], powers: np.ndarray, out: int, inside: int) -> tuple[float, float]:
    """Where the line between a point outside and its neighbour inside meets the edge."""
    edge = HIGH if powers[out] > HIGH else LOW
    share = (edge - powers[inside]) / (powers[out] - powers[inside])
    return xs[inside] + share * (xs[out] - xs[inside]), edge


def _arrow(x: float, up: bool, colour: str) -> str:
    tip, foot = (TOP - 7, TOP + 5) if up else (BOTTOM + 2, BOTTOM - 10)
    return element("path", d=f"M{x:.1f},{tip} l7,{foot - tip} h-14 Z", fill=colour, data_arrow="up" if up else "down")


def _marker(shape: str, x: float, y: float, colour: str) -> str:
    paint = {"fill": css("ground"), "stroke": colour, "stroke_width": 2}
    if shape == "circle":
        return element("circle", cx=x, cy=y, r=5, **paint)
    if shape == "square":
        return element("rect", x=x - 5, y=y - 5, width=10, height=10, **paint)
    return element("path", d=f"M{x:.1f},{y - 6:.1f} l6,11 h-12 Z", **paint)


def _names(shown: Xray) -> Iterator[str]:
    """Each line's name near its far end, moved apart where they would touch."""
    x = _x(shown, shown.start)
    at_right = x > WIDTH - 260
    wanted = sorted((float(_y(np.clip(_powers(line)[0], LOW, HIGH))) - 9, line.key) for line in shown.lines)
    ys: list[float] = []
    for y, _ in wanted:
        ys.append(max(y, TOP + 16, ys[-1] + 18 if ys else 0))
    floor = BOTTOM - 6
    for k in range(len(ys) - 1, -1, -1):  # what was pushed out below goes up again
        ys[k] = min(ys[k], floor)
        floor = ys[k] - 18
    for y, (_, key) in zip(ys, wanted, strict=True):
        style = STYLES[key]
        words = AT_THE_LINE.get(key, style.name)
        yield text(words, x + (-14 if at_right else 16), y, font_size=15, font_weight=700, fill=css(style.colour),
                   text_anchor="end" if at_right else "start", **HALO)  # fmt: skip


def _column(k: int) -> float:
    return 4 + k * 148.5


def _legend(shown: Xray) -> Iterator[str]:
    for k, line in enumerate(shown.lines):
        style, x = STYLES[line.key], _column(k)
        paint = {"stroke": css(style.colour), "stroke_width": style.width, "opacity": style.opacity}
        yield element("line", x1=x, y1=LEGEND - 5, x2=x + 34, y2=LEGEND - 5, stroke_dasharray=style.dash, **paint)
        if style.marker:
            yield _marker(style.marker, x + 17, LEGEND - 5, css(style.colour))
        words = f"{style.name} {style.symbol.format(shown.wrt)}".rstrip()
        yield text(words, x + 42, LEGEND, font_size=15, font_weight=700, fill=css("ink"))


def _values(shown: Xray) -> Iterator[str]:
    for k, line in enumerate(shown.lines):
        words = number(float(line.sizes[shown.cursor]))
        yield text(words, _column(k) + 42, LEGEND + 25, font_size=17, font_weight=700, fill=css("ink"),
                   data_value=line.key)  # fmt: skip


def _dots(shown: Xray, x: float) -> Iterator[str]:
    for line in shown.lines:
        power = _powers(line)[shown.cursor]
        if LOW <= power <= HIGH:
            yield element("circle", cx=x, cy=float(_y(power)), r=4, fill=css(STYLES[line.key].colour),
                          stroke=css("ground"), stroke_width=1.5)  # fmt: skip


def _handle(shown: Xray, k: int) -> str:
    """A column to click or drag over."""
    pitch = _pitch(shown)
    x = max(_x(shown, shown.start + k) - pitch / 2, 0.0)
    return element("rect", x=x, y=TOP, width=pitch, height=LETTERS + 10 - TOP, fill="transparent", data_pick=k)


def _word(words: str, k: int, start: int) -> tuple[int, int]:
    """First and last place of the word around place k, within what is read."""
    first = last = k
    while words[k].isalnum() and first > start and words[first - 1].isalnum():
        first -= 1
    while words[k].isalnum() and last + 2 < len(words) and words[last + 1].isalnum():
        last += 1
    return first, last
