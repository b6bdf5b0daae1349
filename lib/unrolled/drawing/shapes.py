"""Rectangles, discs, straight lines and shapes; colours are names of the theme, or anything that SVG knows.

Like ``element``, they take any attribute, so that several can be handed over as one dictionary.
"""

from __future__ import annotations

from typing import Any

from unrolled.drawing.svg import element
from unrolled.drawing.theme import css


def paint(colour: Any) -> Any:
    """The theme's colour of this name; what SVG knows as a colour stays.

    Raises:
        KeyError: if it is neither.
    """
    known = colour is None or colour in ("none", "transparent") or colour.startswith(("#", "rgb(", "var(", "url("))
    return colour if known else css(colour)


def rect(
    x: float,
    y: float,
    width: float,
    height: float,
    fill: Any = None,
    edge: Any = None,
    thick: Any = None,
    **more: object,
) -> str:
    """A rectangle, with an edge of this colour and width."""
    box = {"x": x, "y": y, "width": width, "height": height}
    return element("rect", **(box | _painted(fill, edge, thick) | more))


def disc(x: float, y: float, r: float, fill: Any = None, edge: Any = None, thick: Any = None, **more: object) -> str:
    """A disc around a point, or a ring where ``fill`` is none."""
    return element("circle", **({"cx": x, "cy": y, "r": r} | _painted(fill, edge, thick) | more))


def framed(x: float, y: float, width: float, height: float, thick: float = 2.5, rim: float = 5, **more: object) -> str:
    """The frame of what is pointed at, on a rim of the ground: it is seen on every colour."""
    lines = (("ground", rim), ("ink", thick))
    return "".join(rect(x, y, width, height, "none", colour, wide, **more) for colour, wide in lines)


def ringed(x: float, y: float, r: float, thick: float = 2.5) -> str:
    """The ring of the point that is pointed at, likewise."""
    return disc(x, y, r, "none", "ground", 6) + disc(x, y, r, "none", "ink", thick)


def rule(
    x1: float, y1: float, x2: float, y2: float, colour: Any, thick: Any = None, dash: Any = None, **more: object
) -> str:
    """A straight line from point to point."""
    ends = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
    return element("line", **(ends | _painted(None, colour, thick, dash) | more))


def shape(d: str, fill: Any = None, edge: Any = None, thick: Any = None, dash: Any = None, **more: object) -> str:
    """A path by its data."""
    return element("path", **({"d": d} | _painted(fill, edge, thick, dash) | more))


def _painted(fill: Any, edge: Any, thick: Any, dash: Any = None) -> dict[str, Any]:
    return {"fill": paint(fill), "stroke": paint(edge), "stroke_width": thick, "stroke_dasharray": dash}
