"""From a character to the chances of the next one, with the sizes of everything on the way."""

from __future__ import annotations

from math import log10

from unrolled.drawing.layout import picture
from unrolled.drawing.letters import visible
from unrolled.drawing.numerals import duration, rounded
from unrolled.drawing.shapes import rect, shape
from unrolled.drawing.svg import Drawing, element, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import label, note, title
from unrolled.measuring.records.shape import Shape

ROOM = picture(364)
NETWORK, SCALE = ROOM.cut_top(228)
AXIS = NETWORK.y + 106  # y of the arrows
FOOT = NETWORK.bottom - 8  # of the sizes' names
LEAST, MOST = 3.0, 8.0  # powers of ten of parameters on the scale
PLAYS = 4.3e6  # characters of the plays that the networks of this course learn from


def describe_shape(shape: Shape) -> str:
    """One sentence with the sizes."""
    known = "measured" if shape.measured else "forecast"
    pace = "" if shape.speed is None else f", {shape.speed:,.0f} characters a second in training ({known})"
    return (
        f"{visible(shape.character)} is number {shape.place} of {shape.characters}; {shape.layers} × {shape.hidden} "
        f"LSTM units: {sum(shape.parameters):,} parameters, {_size(shape.training_bytes)} while training{pace}."
    )


def _size(count: float) -> str:
    return f"{count / 2**30:.1f} GiB" if count >= 2**30 else f"{count / 2**20:.0f} MiB"


def shape_drawing(shape: Shape, marks: tuple[tuple[str, int], ...] = ()) -> Drawing:
    """Character, 1-of-N vector, layers with state, softmax; parameters beside each arrow; the total on a scale.

    Args:
        shape: the record.
        marks: names and parameters of other networks, for the scale.
    """
    left, right = 186, ROOM.right - 42  # of the weights
    gap = (right - left) / (shape.layers + 1)
    box, letter = {"x": 8, "y": AXIS - 28, "width": 56, "height": 56}, {"font_size": 30, "class_": "mono"}
    parts = [
        label("character", 2, 16, colour="ink2"),
        element("rect", **box, rx=8, fill=css("wash"), stroke=css("ink"), stroke_width=2),
        text(visible(shape.character), 36, AXIS + 10, **letter, text_anchor="middle", fill=css("ink")),
        _arrow(68, 116, AXIS),
        *_one_hot(shape, 128),
    ]
    x = 148.0
    for k, count in enumerate(shape.parameters):
        last = k == shape.layers
        place = left + gap * (k + 1) - 10
        parts.append(_arrow(x + 8, place - 10, AXIS))
        middle = (x + place) / 2
        parts.append(label(_count(count), middle, AXIS - 12, "middle"))
        parts.append(note(_formula(shape, k), middle, AXIS + 22, "middle"))
        if last:
            parts += _column(place, shape.characters, "softmax", f"{shape.characters} chances", css("predicted"))
        else:
            parts += _column(place, shape.hidden, f"layer {k + 1}", f"H = {shape.hidden}", css("lstm"))
            parts.append(_loop(place, shape.hidden))
        x = place + 22
    return Drawing.of(*parts, *_scale(shape, marks), height=int(ROOM.height), description=describe_shape(shape))


def _count(count: int) -> str:
    return f"{count / 1e6:.2f} M" if count >= 1e6 else f"{count:,}"


def _formula(shape: Shape, k: int) -> str:
    if k == shape.layers:
        return "V (H + 1)"
    return "4H (V + H + 1)" if k == 0 else "4H (2H + 1)"


def _arrow(x: float, to: float, y: float) -> str:
    line = rect(x, y - 1, max(to - x - 6, 1.0), 2, "ink2")
    return line + shape(f"M{to:.1f},{y} l-9,-5 v10 Z", "ink2")


def _one_hot(shape: Shape, x: float) -> list[str]:
    """V places, the one filled and named."""
    top, tall = AXIS - 76, 152
    y = top + tall * (shape.place + 0.5) / shape.characters
    return [
        label("1-of-N", x + 10, 16, "middle", "ink2"),
        rect(x, top, 20, tall, "ground", "ink", 1.5),
        rect(x, y - 2, 20, 4, "ink"),
        note(f"1 at {shape.place}", x - 6, y + (16 if y < AXIS - 20 else -6), "end", "ink"),
        note(f"V = {shape.characters}", x + 10, FOOT, "middle"),
    ]


def _tall(size: int) -> float:
    return 8 + 136 * (min(size, 1024) / 1024) ** 0.5


def _column(x: float, size: int, name: str, below: str, paint: str) -> list[str]:
    """A vector as a bar as tall as its size, on a square-root scale."""
    tall = _tall(size)
    return [
        label(name, x + 10, 16, "middle", "ink2"),
        rect(x, AXIS - tall / 2, 20, tall, paint, rx=3),
        note(below, x + 10, FOOT, "middle"),
    ]


def _loop(x: float, size: int) -> str:
    """The state that goes round from one character to the next."""
    foot = AXIS + _tall(size) / 2 + 4
    arc = f"M{x + 17:.1f},{foot:.1f} c22,18 -36,18 -17,5"
    return shape(arc, "none", "carry", 3) + shape(f"M{x + 7:.1f},{foot:.1f} l-10,1 l7,8 Z", "carry")


def _scale(shape: Shape, marks: tuple[tuple[str, int], ...]) -> list[str]:
    left, right, y = 40, ROOM.right - 52, SCALE.y + 68
    total = sum(shape.parameters)

    def at(count: float) -> float:
        return left + (right - left) * (min(max(log10(count), LEAST), MOST) - LEAST) / (MOST - LEAST)

    parts = [rect(0, SCALE.y, ROOM.width, 1, "hair"), rect(left, y, right - left, 2, "edge")]
    for power, name in enumerate(("1,000", "10,000", "100,000", "1 million", "10 million", "100 million"), 3):
        parts += [rect(at(10**power) - 0.5, y - 5, 1, 12, "edge"), note(name, at(10**power), y + 24, "middle")]
    for name, count in marks:
        parts.append(rect(at(count) - 1.5, y - 16, 3, 16, "baseline"))
        parts.append(note(name, at(count), y - 22, "end" if count < 2e6 else "start"))
    words = f"{total:,} parameters"
    place = at(total)
    parts.append(element("path", d=f"M{place:.1f},{y} l-9,-17 h18 Z", fill=css("lstm")))
    parts.append(title(words, min(max(place, left + 60), right - 60), y - 44, "middle"))
    pace = "press Measure" if shape.speed is None else f"{rounded(shape.speed, 2)} characters a second"
    known = "" if shape.speed is None else " (measured)" if shape.measured else " (forecast)"
    memory = f"{_size(shape.training_bytes)} while training, 64 × 100 characters a step"
    return [
        *parts,
        label(memory, 4, ROOM.bottom - 8),
        label(f"{pace} in training{known}", ROOM.right - 4, ROOM.bottom - 8, "end"),
    ]


def answer(shape: Shape) -> str:
    """How large and how fast, and what a measurement would take."""
    large = f"{sum(shape.parameters):,} parameters"
    if shape.speed is None:
        return f"{large}. Measure trains this very network."
    plays = f"{large}; to train once on the 34 plays takes {duration(PLAYS / shape.speed)}"
    if shape.measured:
        return f"{plays}, measured on this machine."
    return f"{plays}, by a forecast from two small networks. Measure trains this one for a second or two."
