"""The gradient X-ray: the text is the axis, and over each character stands how much of the last loss reaches it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from unrolled.drawing.layout import picture
from unrolled.drawing.letters import visible
from unrolled.drawing.log_plot import LogPlot, Path, Style, marker, powers_of_ten
from unrolled.drawing.shapes import disc, rect, rule
from unrolled.drawing.svg import Drawing, element, hit, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note, title
from unrolled.lessons.gradients.x_ray.figure.sentence import describe_xray, number, what_is_left
from unrolled.lessons.gradients.x_ray.record import Xray

__all__ = ["LEFT", "LINES", "PLOT", "RIGHT", "describe_xray", "number", "what_is_left", "xray_cursor", "xray_drawing"]

FRAME = picture(374)
CAPTION, _rest = FRAME.cut_top(24, gap=8)  # the gap is for the tips of arrows
LEGEND, _rest = _rest.cut_bottom(48)
NOTES, _rest = _rest.cut_bottom(24)
LETTERS, _rest = _rest.cut_bottom(30, gap=4)
_, AREA = _rest.cut_left(44)  # the scale stands left of it
LEFT, RIGHT = AREA.x + 12, AREA.right - 12  # middle of the first and of the last letter
PLOT = LogPlot(RIGHT, AREA.y, AREA.bottom, low=-8, high=1)  # fixed, so that nothing rescales while a handle moves
LEGEND_COLUMNS = LEGEND.columns(7)
SAMPLE = 28  # length of a line in the legend
_NOTE = NOTES.y + 17  # a baseline


class Named(NamedTuple):
    """What a line is called in the legend, how it is drawn, and what it is called in the plot, if otherwise.

    In the legend the quantity follows the name, with ``{}`` for h, x or C.
    """

    name: str
    quantity: str
    style: Style
    at_line: str = ""


LINES = {
    "lstm": Named("LSTM", "∂L/∂{}", Style("lstm", 3, marker="square")),
    "gru": Named("GRU", "∂L/∂{}", Style("gru", 3, "12 6", "triangle")),
    "rnn": Named("RNN", "∂L/∂{}", Style("rnn", 3, "2 6", "circle")),
    "tcn": Named("TCN", "∂L/∂{}", Style("tcn", 3, "14 5 3 5", "diamond")),
    "carry": Named("LSTM", "∂L/∂C", Style("carry", 2.5), "LSTM carry C"),
    "straight": Named("product of f", "", Style("forget-gate", 6, opacity=0.42)),
    "linear": Named("ρ to the T−t", "", Style("baseline", 2)),
    "bound": Named("bound", "", Style("baseline", 2, "7 4")),
}


def xray_drawing(shown: Xray) -> Drawing:
    """Lines, text and scale: all that does not move with the cursor."""
    paths = _paths(shown)
    return Drawing.of(
        note(_caption(shown), 2, CAPTION.bottom - 7),
        *_scale(),
        *_axis(shown),
        *_gap(shown),
        *_field(shown),
        *(PLOT.line(paths[key], LINES[key].style, data_line=key) for key in reversed(paths)),
        *_names(shown, paths),
        *_legend(shown),
        *(_handle(shown, k) for k in range(shown.steps)),
        height=FRAME.height,
        description=f"Gradients of one loss along a text, {shown.steps} characters back, on a logarithmic scale.",
    )


def xray_cursor(shown: Xray) -> Drawing:
    """The layer over it: the place pointed at, its word, and the values there."""
    x, pitch = _x(shown, shown.cursor), _pitch(shown)
    first, last = _word(shown)
    left = max(_x(shown, first) - pitch / 2, AREA.x)
    wide = _x(shown, last) + pitch / 2 - left
    over, word = {"y": AREA.y, "height": AREA.height}, {"y": LETTERS.y, "height": LETTERS.height}
    return Drawing.of(
        element("rect", x=left, width=wide, **over, fill=css("ink"), opacity=0.08),
        element("rect", x=left, width=wide, **word, fill=css("hair")),
        *(_letter(shown, j, fill=css("ink"), font_weight=700) for j in range(first, last + 1)),
        _target(shown),
        rule(x, AREA.y, x, AREA.bottom, "ink", 2),
        *_dots(shown, x),
        *_place(shown, x),
        *_values(shown),
        height=FRAME.height,
        description=describe_xray(shown),
    )


def _place(shown: Xray, x: float) -> Iterator[str]:
    """Which step this is, under the cursor, between what else stands on that line."""
    words = f"t = {shown.cursor + 1}, “{visible(shown.text[shown.cursor])}”"
    middle = min(max(x, AREA.x + 44), _told(shown) - 52)
    yield heading(words, middle, _NOTE, "middle")
    if middle > AREA.x + 160:
        yield label("◀ further back", AREA.x, _NOTE, colour="ink2")


def _caption(shown: Xray) -> str:
    if shown.field is not None and shown.levels is not None:
        as_is = " as trained" * shown.trained
        tcn = f"TCN: {shown.levels} level{'s' * (shown.levels > 1)}{as_is}, k = 3, receptive field {shown.field}."
        made = "Trained on 34 plays" if shown.trained else "Untrained"
        return f"{made}, seed {shown.seed}, the same number of parameters each. {tcn}"
    matrix = f"ρ = {shown.radius:.2f} and largest singular value σ = {shown.norm:.2f}"
    if shown.trained:
        learned = "ρ and forget bias stay as learned"
        return f"Trained on 34 plays, seed {shown.seed}. The RNN's W has {matrix}; {learned}."
    return f"Untrained, seed {shown.seed}, the same number of parameters each. The RNN's W has {matrix}."


def _pitch(shown: Xray) -> float:
    return (RIGHT - LEFT) / max(len(shown.text) - 1, 9)  # so that a short text does not spread too far


def _x(shown: Xray, k: int) -> float:
    return RIGHT - (len(shown.text) - 1 - k) * _pitch(shown)


def _scale() -> Iterator[str]:
    for power, words in ((1, "10"), (0, "1"), (-2, "10⁻²"), (-4, "10⁻⁴"), (-6, "10⁻⁶"), (-8, "10⁻⁸")):
        y = PLOT.y(power)
        yield rule(AREA.x, y, AREA.right, y, "hair", 1.3)
        yield label(words, AREA.x - 6, y + 5, "end", "ink2")


def _axis(shown: Xray) -> Iterator[str]:
    last, pitch = len(shown.text) - 1, _pitch(shown)
    if not shown.at_the_end:
        left = _x(shown, shown.steps) + pitch / 2
        wide = AREA.right - left
        yield rect(left, AREA.y, wide, AREA.height, "wash", data_part="unread")
        if wide > 80:
            yield label("not read", left + wide / 2, AREA.y + AREA.height / 2, "middle", "ink2")
    for k in range(last + 1):
        yield _letter(shown, k, fill=css("edge" if k > shown.steps else "ink2"))
    yield heading("to be predicted", _told(shown), _NOTE, colour="target")


def _told(shown: Xray) -> float:
    """Where the words "to be predicted" begin: below their character, as far as there is room."""
    return min(max(_x(shown, shown.steps) - 9, AREA.x + 100), AREA.right - 118)


def _target(shown: Xray) -> str:
    """The box round what is to be predicted; it lies over the band of the word before it."""
    wide = min(18.0, _pitch(shown) + 4)
    return rect(
        _x(shown, shown.steps) - wide / 2,
        LETTERS.y + 2,
        wide,
        LETTERS.height - 4,
        "none",
        "target",
        2.5,
        rx=4,
        data_part="target",
    )


def _letter(shown: Xray, k: int, **paint: object) -> str:
    sign = {" ": "·", "\n": "⏎"}.get(shown.text[k], shown.text[k])
    size = float(np.clip(_pitch(shown) / 0.6, 14, 17))
    return text(sign, _x(shown, k), LETTERS.y + 20, font_size=size, class_="mono", text_anchor="middle", **paint)


def _gap(shown: Xray) -> Iterator[str]:
    """Between the carry's gradient and the product of f lies what came back through h."""
    if shown.wrt != "c":
        return
    upper, lower = (np.clip(powers_of_ten(line.sizes), PLOT.low, PLOT.high) for line in shown.lines)
    xs = [_x(shown, k) for k in range(shown.steps)]
    there, back = list(zip(xs, upper, strict=True)), list(zip(xs, lower, strict=True))
    points = " ".join(f"{x:.1f},{PLOT.y(power):.1f}" for x, power in [*there, *reversed(back)])
    yield element("polygon", points=points, fill=css("carry"), opacity=0.12)
    middle = shown.steps // 3
    if upper[middle] - lower[middle] > 0.8 and shown.steps > 12:
        y = PLOT.y((upper[middle] + lower[middle]) / 2) + 5
        yield label("came back through h", xs[middle], y, "middle", "ink2", font_style="italic")


def _field(shown: Xray) -> Iterator[str]:
    """Where the TCN's receptive field begins; what lies before it cannot move its prediction."""
    if shown.field is None or shown.field >= shown.steps:
        return
    x = _x(shown, shown.steps - shown.field) - _pitch(shown) / 2
    yield rule(x, AREA.y, x, AREA.bottom, "tcn", 2, "14 5 3 5", data_part="field")
    words = f"TCN: exactly 0 before the last {shown.field}"
    room = {"x": x + 8} if x < RIGHT - 280 else {"x": x - 8, "text_anchor": "end"}
    yield text(words, y=AREA.y + 16, font_size=15, font_weight=700, fill=css("tcn"), **room)


def _paths(shown: Xray) -> dict[str, Path]:
    xs = [_x(shown, k) for k in range(shown.steps)]
    return {line.key: PLOT.path(xs, line.sizes) for line in shown.lines}


def _names(shown: Xray, paths: dict[str, Path]) -> Iterator[str]:
    named = [(LINES[key].at_line or LINES[key].name, LINES[key].style.colour, path) for key, path in paths.items()]
    yield from PLOT.names(named, _x(shown, 0))


def _legend(shown: Xray) -> Iterator[str]:
    for line, place in zip(shown.lines, LEGEND_COLUMNS, strict=False):
        name, quantity, style, _ = LINES[line.key]
        y = place.y + 13
        yield rule(place.x, y, place.x + SAMPLE, y, style.colour, style.width, style.dash, opacity=style.opacity)
        if style.marker:
            yield marker(style.marker, place.x + SAMPLE / 2, y, css(style.colour))
        words = f"{name} {quantity.format(shown.wrt)}".rstrip()
        yield note(words, place.x + SAMPLE + 6, y + 5, colour="ink", font_weight=700)


def _values(shown: Xray) -> Iterator[str]:
    for line, place in zip(shown.lines, LEGEND_COLUMNS, strict=False):
        words = number(float(line.sizes[shown.cursor]))
        yield title(words, place.x + SAMPLE + 6, place.bottom - 7, data_value=line.key)


def _dots(shown: Xray, x: float) -> Iterator[str]:
    for line in shown.lines:
        power = powers_of_ten(line.sizes)[shown.cursor]
        if PLOT.holds(power):
            yield disc(x, PLOT.y(power), 4, LINES[line.key].style.colour, "ground", 1.5)


def _handle(shown: Xray, k: int) -> str:
    """A column to click or drag over."""
    pitch = _pitch(shown)
    x = max(_x(shown, k) - pitch / 2, 0.0)
    return hit(x, AREA.y, pitch, LETTERS.bottom - AREA.y, data_pick=k)


def _word(shown: Xray) -> tuple[int, int]:
    """First and last place of the word around the cursor, within what is read."""
    words, first, last = shown.text[: shown.steps], shown.cursor, shown.cursor
    while words[shown.cursor].isalnum() and first > 0 and words[first - 1].isalnum():
        first -= 1
    while words[shown.cursor].isalnum() and last + 1 < len(words) and words[last + 1].isalnum():
        last += 1
    return first, last
