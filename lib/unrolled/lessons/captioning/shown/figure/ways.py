"""Where the picture enters, as a chain of LSTM steps, and what three seeds of each network reach."""

from __future__ import annotations

import numpy as np

from unrolled.drawing.layout import Box
from unrolled.drawing.shapes import disc, rect, rule
from unrolled.drawing.svg import element, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note
from unrolled.lessons.captioning.shown.record import KINDS, NAMES, Scores

TITLES, ENDS = 38, 16  # heights of what stands above and below the rows
SCALE = 47  # width of an axis from 0 to 100; its numbers stand right of it
STEP, WIDE, TALL = 36, 20, 10  # from one step of the chain to the next, and its box


def drawn(scores: tuple[Scores, ...], box: Box) -> list[str]:
    """Three rows: name, chain, exact matches on three kinds of pictures, BLEU-4 on them."""
    titles, rest = box.cut_top(TITLES)
    ends, rows = rest.cut_bottom(ENDS)
    left, right = rows.cut_left(256, gap=6)
    cells = [row.columns(2 * len(KINDS), gap=10) for row in right.rows(len(NAMES))]
    parts = _titles(titles, cells[0])
    for (name, words), row in zip(NAMES.items(), left.rows(len(NAMES)), strict=True):
        parts += [heading(words, row.x, row.y + 20), chain(name, row.x + 110, row.y + 2)]
    if not scores:
        parts.append(label("not measured yet", right.x, right.y + 19, colour="ink2"))
        return parts
    parts += [part for cell in cells[0] for part in _axis(cell, rows, ends)]
    order = list(NAMES)
    for one in scores:
        values = (*(100 * one.exact), *one.bleu)
        for seeds, cell in zip(values, cells[order.index(one.shown)], strict=True):
            parts += band(seeds, cell)
    return parts


def _titles(box: Box, cells: tuple[Box, ...]) -> list[str]:
    y, bold = box.y + 14, {"font_size": 15, "font_weight": 700, "fill": css("ink")}
    kinds = [note(KINDS[k % 3], cell.x, y + 19) for k, cell in enumerate(cells)]
    return [
        text("Exact matches, %", cells[0].x, y, **bold),
        text("BLEU-4", cells[3].x, y, **bold),
        text("Where the picture enters", box.x, y, **bold),
        _square(box.x + 4, y + 9),
        note("picture", box.x + 17, y + 19),
        _circle(box.x + 82, y + 14),
        note("word", box.x + 91, y + 19),
        *kinds,
    ]


def chain(shown: str, x: float, y: float) -> str:
    """Four steps of the LSTM, inputs below it, output above; 28 high.

    The first step of *once* reads the picture in place of a word; in *merged* it joins above the LSTM.
    """
    parts, top = [], y + 8
    for k in range(4):
        left, middle = x + k * STEP, x + k * STEP + WIDE / 2
        parts.append(rect(left, top, WIDE, TALL, "wash", "ink", 1.3, rx=2))
        if k < 3:
            parts.append(_line(left + WIDE, top + TALL / 2, left + STEP, top + TALL / 2))
        alone = shown == "once" and k == 0
        if not alone:
            parts += [_circle(middle - (5 if shown == "always" else 0), y + 25), _line(middle, top, middle, y)]
        if alone:
            parts.append(_square(middle - 4, y + 21))
        elif shown == "always":
            parts.append(_square(middle + 2, y + 21))
        elif shown == "merged":
            parts += [_line(middle, y + 3, middle + 9, y + 3), _square(middle + 7, y - 1)]
    return element("g", "".join(parts), data_way=shown)


def _square(x: float, y: float) -> str:
    return rect(float(x), y, 8, 8, "negative", data_input="picture")


def _circle(x: float, y: float) -> str:
    return disc(float(x), y, 3.5, "ground", "ink", 1.3, data_input="word")


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return rule(x1, y1, x2, y2, "ink", 1.3)


def _axis(cell: Box, rows: Box, ends: Box) -> list[str]:
    """Hairlines at 0, 50 and 100 through all three rows, with numbers at the ends."""
    parts = []
    for value in (0, 50, 100):
        x = cell.x + SCALE * value / 100
        parts.append(rect(x, rows.y, 1, rows.height, "hair"))
        if value != 50:
            parts.append(note(str(value), x, ends.y + 14, "middle"))
    return parts


def band(values: np.ndarray, cell: Box) -> list[str]:
    """From the lowest seed to the highest, 0 to 100, with a dot for each, and both numbers."""
    low, high, middle = float(values.min()), float(values.max()), cell.y + cell.height / 2

    def x(value: float) -> float:
        return cell.x + SCALE * float(value) / 100

    dots = [disc(x(value), middle, 3.5, "predicted") for value in values]
    words = f"{low:.0f}" if round(low) == round(high) else f"{low:.0f}–{high:.0f}"
    return [
        rect(x(low) - 5, middle - 7, x(high) - x(low) + 10, 14, "predicted", rx=7, fill_opacity=0.22),
        *dots,
        note(words, cell.right, middle + 5, "end", "ink"),
    ]
