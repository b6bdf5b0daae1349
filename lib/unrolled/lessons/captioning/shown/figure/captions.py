"""What each network writes, how each word depends on the picture, and how it goes on once the picture is swapped."""

from __future__ import annotations

from html import escape

import numpy as np

from unrolled.drawing.layout import Box
from unrolled.drawing.letters import shorten
from unrolled.drawing.raster import photograph
from unrolled.drawing.shapes import rect
from unrolled.drawing.svg import element, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import label, note
from unrolled.lessons.captioning.shown.record import NAMES, Reading, ShownView

LEGEND, HEAD = 20, 100  # height of the legend, width of the names
BAR, ADVANCE, NARROW = 14, 7.4, 28  # height of a full bar; width of a letter at 15 px; of the narrowest column
LONGEST, KEPT = 92, 60  # letters of the line below, and of what was written before the swap


def drawn(view: ShownView, box: Box) -> list[str]:
    """Both pictures at the left, the three networks one below the other."""
    tiles, rest = box.cut_left(104, gap=14)
    legend, rest = rest.cut_top(LEGEND)
    upper, lower = tiles.rows(2, gap=4)
    parts = [*_tile(upper, view.image, "the picture"), *_tile(lower, view.other, f"or {view.other_name}")]
    parts += _legend(legend)
    for one, row in zip(view.readings, rest.rows(len(NAMES)), strict=True):
        parts += _reading(view, one, row)
    return parts


def _tile(box: Box, image: np.ndarray, name: str) -> list[str]:
    side = box.height - 20
    return [
        rect(
            box.x + 1.0, box.y, side, side, "#FFFFFF", "edge", rx=8
        ),  # in the dark theme, too: the drawings are made for white
        photograph(image, box.x + 6, box.y + 5, side - 10, side - 10),
        note(name, box.x + 1, box.bottom - 4),
    ]


def _legend(box: Box) -> list[str]:
    y, second, third = box.y + 14, box.x + HEAD + 224, box.x + HEAD + 462
    return [
        note("What moves:", box.x, y),
        rect(box.x + HEAD, y - 11, 10, 11, "none", "ink"),
        note("if it saw only the other picture", box.x + HEAD + 16, y),
        rect(second, y - 11, 10, 11, "predicted"),
        note("if swapped before this word", second + 16, y),
        note("%: probability", third, y),
    ]


def _reading(view: ShownView, one: Reading, box: Box) -> list[str]:
    """Bars, words, probabilities, and how it goes on after the swap."""
    head, rest = box.cut_left(HEAD)
    base = box.y + BAR + 4
    mark, colour = ("✓ right", "right") if one.right else ("✗ not right", "wrong")
    parts = [
        note(NAMES[one.shown], head.x, base + 14, colour="ink", font_weight=700),
        note(mark, head.x, base + 29, colour=colour),
        note("%", rest.x - 6, base + 29, "end"),
        note("swapped:", head.x, base + 44),
        _swapped(one, view.cut, rest.x, base + 44),
    ]
    columns = _columns(one.words, rest)
    for k, column in enumerate(columns):
        parts += _step(one, k, column, base, view.cut)
    if len(columns) < len(one.words):
        parts.append(label("…", rest.right, base + 14, "end"))
    return parts


def _swapped(one: Reading, cut: int, x: float, y: float) -> str:
    """The caption with the pictures swapped: what was written before in grey, what follows in bold."""
    after = one.after(cut)
    if after == one.caption:
        return note("goes on as before", x, y)
    kept, follows = " ".join(one.caption[:cut]), " ".join(after[cut:]) or "ends here"
    kept = shorten(kept, KEPT)
    room = LONGEST - len(kept)
    follows = follows if len(follows) <= room else follows[: room - 1] + "…"
    spans = element("tspan", escape(kept + " "), fill=css("ink2")) if kept else ""
    spans += element("tspan", escape(follows), fill=css("ink"), font_weight=700)
    return element("text", spans, x=x, y=y, font_size=14, style="white-space:pre")


def _step(one: Reading, k: int, box: Box, base: float, cut: int) -> list[str]:
    """One word under its two bars; a click swaps the pictures just before it."""
    middle, absent, removed = box.x + box.width / 2, BAR * float(one.absent[k]), BAR * float(one.removed[k])
    centred = {"text_anchor": "middle", "font_size": 14, "fill": css("ink2")}
    parts = [
        rect(middle - 11, base - absent, 10, absent, "none", "ink"),
        rect(middle + 1, base - removed, 10, removed, "predicted"),
        rect(middle - 13, base, 26, 1, "edge"),
        text(one.words[k] or "END", middle, base + 14, **centred | _ink(one.words[k])),
        note(f"{100 * one.probabilities[k]:.0f}", middle, base + 29, "middle"),
    ]
    if k == cut:
        parts.append(rect(box.x - 1.5, base - BAR, 3, BAR + 31, "negative", data_cut=one.shown))
    return [*parts, rect(box.x, box.y, box.width, box.height - 18, "transparent", data_pick=k)]


def _ink(word: str) -> dict[str, object]:
    return {"font_size": 15, "fill": css("ink")} if word else {"font_style": "italic"}


def _columns(words: tuple[str, ...], box: Box) -> list[Box]:
    """A column for each word; those that do not fit are left out."""
    found, x = [], box.x + 4
    for word in words:
        wide = max(NARROW, ADVANCE * len(word) + 8)
        if x + wide > box.right:
            break
        found.append(Box(x, box.y, wide, box.height))
        x += wide
    return found
