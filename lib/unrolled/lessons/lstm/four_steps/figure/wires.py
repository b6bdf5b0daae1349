"""Pieces of a cell's diagram: lines, boxes, circles and values; lit in their colour, or grey in their place."""

from __future__ import annotations

from unrolled.drawing.formula import formula
from unrolled.drawing.letters import visible
from unrolled.drawing.shapes import disc, rect, shape
from unrolled.drawing.strip import signed_colour
from unrolled.drawing.svg import element, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, title
from unrolled.lessons.lstm.four_steps.record import FourSteps

COLUMN, CELL = 60, 11  # y of the memory that comes in, and the height of one of its cells


def fill(is_lit: bool, name: str) -> str:
    """Colour of a band."""
    return css(name) if is_lit else css("hair")


def line(path: str, is_lit: bool, name: str, width: float, dash: str | None = None) -> str:
    """A wire along an SVG path."""
    return shape(
        path,
        "none",
        css(name) if is_lit else css("edge"),
        width if is_lit else 2.5,
        dash,
        stroke_linejoin="round",
        opacity=None if is_lit else 0.6,
    )


def label(words: str, x: float, y: float, is_lit: bool, name: str) -> str:
    """A symbol."""
    return formula(words, x, y, size=20, fill=css(name) if is_lit else css("ink2"), font_weight=700)


def value(words: str, x: float, y: float, is_lit: bool, anchor: str = "middle") -> str:
    """A number where it arises."""
    paint = {"fill": css("ink"), "font_weight": 700} if is_lit else {"fill": css("ink2")}
    return text(words, x, y, font_size=15, text_anchor=anchor, **paint)


def box(x: float, y: float, words: str, is_lit: bool, name: str) -> str:
    """A layer of the cell, around its centre."""
    inside, edge = (css(name), css(name)) if is_lit else (css("ground"), css("edge"))
    ink = css("ground") if is_lit else css("ink2")
    return rect(x - 24, y - 15, 48, 30, inside, edge, 2.2, rx=6) + text(
        words, x, y + 6, font_size=17, class_="math", text_anchor="middle", fill=ink, font_weight=700
    )


def circle(x: float, y: float, sign: str, is_lit: bool, name: str, radius: float) -> str:
    """An operation, unit by unit."""
    edge, ink = (css(name), css("ink")) if is_lit else (css("edge"), css("ink2"))
    ring = disc(x, y, radius, "ground", edge, 2.5)
    return ring + text(sign, x, y + 6.5, font_size=19, text_anchor="middle", fill=ink, font_weight=700)


def valve(x: float, y: float, from_y: float, is_lit: bool, name: str) -> str:
    """A valve on the band, moved from below."""
    colour = css(name) if is_lit else css("edge")
    tie = f"M{x - 24} {y - 20}V{y + 20}L{x + 24} {y - 20}V{y + 20}z"
    return (
        line(f"M{x} {from_y}V{y}", is_lit, name, 4)
        + shape(tie, "ground", colour, 2.6, stroke_linejoin="round")
        + disc(x, y, 5, colour)
    )


def callout(words: str, share: str, opening: float, x: float, to_y: float, is_lit: bool, name: str) -> str:
    """How far the valve below is open: in words, as a bar, and as a number."""
    edge = css(name) if is_lit else css("edge")
    bar = {"x": 76, "height": 12, "y": 48}
    return (
        line(f"M{x} 67V{to_y}", is_lit, name, 3)
        + rect(66, 25, 178, 42, "ground", edge, 2.2, rx=7)
        + heading(words, 76, 42)
        + element("rect", **bar, width=112, fill=css("ground"), stroke=edge, stroke_width=1.5)
        + element("rect", **bar, width=112 * opening, fill=edge)
        + title(share, 234, 60, "end")
    )


def column(read: FourSteps) -> str:
    """The memory that comes in, a cell for each unit shown, the chosen one framed."""
    parts = []
    for k, unit in enumerate(read.window):
        old, y = read.at("old", unit), COLUMN + k * CELL
        frame = {"x": 4, "y": y, "width": 44, "height": CELL, "stroke": css("edge"), "stroke_width": 1}
        parts.append(element("rect", **frame, fill=signed_colour(old, read.limit)))
        if old < 0:
            strokes = "".join(f"M{x} {y + CELL - 3}l6 {6 - CELL}" for x in (10, 20, 30))
            parts.append(shape(strokes, "none", "#5A2600", 1.2))
    frame = {"x": 2, "y": COLUMN + (read.row - read.first) * CELL, "width": 48, "height": CELL}
    parts.append(element("rect", **frame, fill="none", stroke=css("ink"), stroke_width=2.8))
    return "".join(parts)


def hears(y: float, is_lit: bool) -> str:
    """What all layers hear, named above the line at this height."""
    return label("h_{t−1}, x_{t}", 4, y - 9, is_lit, "hidden")


def heard(character: str, y: float) -> str:
    """The character that comes in, beside that name."""
    return text(f"“{visible(character)}”", 80, y - 9, font_size=16, fill=css("ink"))
