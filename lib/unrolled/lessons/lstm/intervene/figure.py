"""A part held by hand: two bars for each character, two passages from the same noise."""

from __future__ import annotations

from html import escape

import numpy as np

from unrolled.drawing.layout import HEIGHT, Box, picture
from unrolled.drawing.letters import ADVANCE, Grid, lay_out, letter, shorten, visible
from unrolled.drawing.numerals import percent
from unrolled.drawing.shapes import rect, rule
from unrolled.drawing.svg import Drawing, element
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, note
from unrolled.lessons.lstm.intervene.record import Comparison

SHOWN, NEW = 13, 3  # the untouched network's likeliest characters, and the changed one's that are not among them
SIZE, ROWS = 15, 8  # of the passages
_, _FRAME = picture().cut_left(4)  # for frames around what stands at the edge
_PASSAGES, _UPPER = _FRAME.cut_bottom(ROWS * 19.5)
HEADS, _UPPER = _UPPER.cut_bottom(28, gap=4)
TITLE, _BARS = _UPPER.cut_top(22)
LETTERS, BARS = _BARS.cut_bottom(24)
ABOVE = 20  # room over the bars, for a number
SLOT = 55  # width of a character's two bars
LEFT, RIGHT = _PASSAGES.columns(2, gap=28)
COLUMNS = int(LEFT.width / (SIZE * ADVANCE))


def describe_intervention(shown: Comparison) -> str:
    """One sentence that says what the panel shows."""
    held = shown.held or "nothing held"
    best = int(shown.changed.argmax())
    return (
        f"With {held}, after “{shorten(shown.prompt, 18)}” {visible(shown.characters[best])} is likeliest "
        f"({percent(float(shown.changed[best]))}; untouched {visible(shown.characters[0])}, "
        f"{percent(float(shown.untouched[0]))}); divergence {shown.bits:.2f} bits; {_agreement(shown)}."
    )


def answer(shown: Comparison, temperature: float) -> str:
    """What holding changes, in two sentences."""
    if not shown.held:
        return "Nothing is held, so both networks are one and the same, and so are their passages."
    return (
        f"{_upper(shown.held)}: what comes next diverges by {shown.bits:.2f} bits. "
        f"Both go on with the same noise, at τ = {temperature:g}: {_agreement(shown)}."
    )


def _agreement(shown: Comparison) -> str:
    if shown.passages[0] == shown.passages[1]:
        return "both passages are the same"
    if shown.same < 2:
        return "they part at the first character" if shown.same == 0 else "they part after one character"
    return f"they part after {shown.same} characters"


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def intervention_drawing(shown: Comparison) -> Drawing:
    """Bars above, passages below; hollow is the untouched network, filled the changed one."""
    grids = [_grid(passage, box) for passage, box in zip(shown.passages, (LEFT, RIGHT), strict=True)]
    return Drawing.of(
        *_title(shown),
        *_bars(shown),
        _head(LEFT.x, "Untouched", filled=False),
        _head(RIGHT.x, _upper(shown.held) or "Nothing held", filled=True),
        _passage(shown, grids[0]),
        element("g", _passage(shown, grids[1]), opacity=0.45 if shown.pending else 1),
        height=HEIGHT,
        description=describe_intervention(shown),
    )


def _chosen(shown: Comparison) -> list[int]:
    """Places of the characters to draw: the untouched network's likeliest, then what the change brings up."""
    first = list(range(min(SHOWN, len(shown.characters))))
    likely = np.argsort(-shown.changed, kind="stable")[:SHOWN].tolist()
    return first + [k for k in likely if k not in first][:NEW]


def _title(shown: Comparison) -> list[str]:
    words = f"Next character after “{shorten(shown.prompt, 24)}”"
    bold = {"font_size": 15, "font_weight": 700, "fill": css("ink")}
    scale = element("tspan", "in %, square-root scale, τ = 1", dx=10, font_size=14, fill=css("ink2"))
    y, divergence = TITLE.y + 15, f"Kullback–Leibler divergence {shown.bits:.2f} bits"
    return [
        element("text", element("tspan", escape(words), **bold) + scale, x=TITLE.x, y=y),
        heading(divergence, TITLE.right, y, "end"),
    ]


def _bars(shown: Comparison) -> list[str]:
    parts = [rule(BARS.x, BARS.bottom, BARS.right, BARS.bottom, "edge", 1.5)]
    for slot, k in enumerate(_chosen(shown)):
        x = BARS.x + slot * SLOT + 4
        for p, at, filled in ((shown.untouched[k], x, False), (shown.changed[k], x + 25, True)):
            parts.append(_bar(float(p), at, filled=filled))
        parts.append(letter(shown.characters[k], x + 23, LETTERS.y + 19, 18))
    return parts


def _bar(p: float, x: float, *, filled: bool) -> str:
    tall = max((BARS.height - ABOVE) * p**0.5, 0.5)
    paint = {"fill": css("predicted")} if filled else {"fill": css("ground"), "stroke": css("ink"), "stroke_width": 2}
    number = f"{100 * p:.0f}" if p >= 0.095 else f"{100 * p:.1f}" if p >= 0.01 else ""
    bar = rect(float(x), BARS.bottom - tall, 21, tall, **paint)
    return bar + note(number, x + 10.5, BARS.bottom - tall - 5, "middle", "ink")


def _head(x: float, words: str, *, filled: bool) -> str:
    colours = ("predicted", "predicted") if filled else ("ground", "ink")
    paint = dict(zip(("fill", "stroke"), map(css, colours), strict=True))
    label = heading(words, x + 24, HEADS.y + 19)
    return rect(float(x), HEADS.y + 7, 14, 14, thick=2, **paint) + label


def _grid(passage: str, box: Box) -> Grid:
    """A passage laid out, cut where it needs more rows than there are: the picture keeps its height."""
    rows = [row for row, _ in lay_out(passage, COLUMNS)]
    fitting = sum(row < ROWS for row in rows)
    words = passage if fitting == len(passage) else passage[: fitting - 1] + "…"
    return Grid(words, COLUMNS, SIZE, box.x, box.y, leading=box.height / ROWS / SIZE)


def _passage(shown: Comparison, grid: Grid) -> str:
    """A passage, grey as far as both agree, with a frame where they part."""
    part = shown.same
    letters = grid.lines(lambda k: css("ink2") if k < part else css("ink"))
    if part >= len(grid.words):
        return letters
    x, y = grid.corner(part)
    return letters + rect(x - 2, y, grid.wide + 4, grid.tall, "none", "ink", 2.5, rx=3)
