"""Lines of text in the theme's sizes: what stands over a part, what names its parts, and what explains them."""

from __future__ import annotations

from unrolled.drawing.shapes import paint
from unrolled.drawing.svg import text
from unrolled.drawing.theme import SIZES


def title(words: str, x: float | str, y: float, anchor: str | None = None, colour: str = "ink", **more: object) -> str:
    """A large line in bold, over a picture or a large part of it."""
    bold = {"font_size": SIZES["label"], "font_weight": 700, "text_anchor": anchor, "fill": paint(colour)}
    return text(words, x, y, **(bold | more))


def heading(
    words: str, x: float | str, y: float, anchor: str | None = None, colour: str = "ink", **more: object
) -> str:
    """A line in bold, over a part or for what is in force."""
    bold = {"font_size": SIZES["note"], "font_weight": 700, "text_anchor": anchor, "fill": paint(colour)}
    return text(words, x, y, **(bold | more))


def label(words: str, x: float | str, y: float, anchor: str | None = None, colour: str = "ink", **more: object) -> str:
    """A line that names or says something."""
    return text(words, x, y, **({"font_size": SIZES["note"], "text_anchor": anchor, "fill": paint(colour)} | more))


def note(words: str, x: float | str, y: float, anchor: str | None = None, colour: str = "ink2", **more: object) -> str:
    """A small line that explains, or a value of an axis."""
    return text(words, x, y, **({"font_size": SIZES["tick"], "text_anchor": anchor, "fill": paint(colour)} | more))
