"""Formulas and code in drawings: parts that are lit, the rest grey but in place."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from unrolled.drawing.svg import element
from unrolled.drawing.theme import css

INDEX = 14  # size of indices, the smallest type there is
ADVANCE = 0.6  # of the mono faces

MATH = '.math{font-family:"STIX Two Math","Cambria Math",Georgia,"Liberation Serif",serif;font-style:italic}'  # a style


def formula(parts: str, x: float, y: float, *, size: float = 17, **paint: object) -> str:
    """A line of mathematics; ``f_{t}`` writes an index."""
    spans, lowered = [], False
    for k, piece in enumerate(parts.replace("}", "_{").split("_{")):
        is_index = k % 2 == 1
        down = 4 * (is_index - lowered)
        lowered = is_index
        spans.append(element("tspan", escape(piece), font_size=INDEX if is_index else None, dy=down or None))
    return element("text", "".join(spans), x=x, y=y, font_size=size, class_="math", **paint)


def code_line(line: str, lit: Sequence[str], x: float, y: float, colour: str, *, size: float = 14) -> str:
    """A line of code, grey; the first place of each lit part stands out on a ground of its colour."""
    wide = size * ADVANCE
    letters = {"font_size": size, "class_": "mono", "style": "white-space:pre", "lengthAdjust": "spacing"}
    drawn = [element("text", escape(line), x=x, y=y, fill=css("edge"), textLength=len(line) * wide, **letters)]
    for part in lit:
        start = x + line.index(part) * wide
        ground = {"x": start - 1, "y": y - size + 1, "width": len(part) * wide + 2, "height": size + 4, "rx": 3}
        drawn.append(element("rect", **ground, fill=css("ground")))
        drawn.append(element("rect", **ground, fill=colour, opacity=0.16))
        words = {"fill": css("ink"), "font_weight": 700, "textLength": len(part) * wide}
        drawn.append(element("text", escape(part), x=start, y=y, **words, **letters))
    return "".join(drawn)
