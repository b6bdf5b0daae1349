"""One kernel on a row of an image: convolution, banded matrix, loop, and the image with one row as high a kernel."""

from __future__ import annotations

import numpy as np

from unrolled.drawing.numbers import shade
from unrolled.drawing.numerals import minus, plain
from unrolled.drawing.shapes import rect, shape
from unrolled.drawing.svg import Drawing, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import label, title
from unrolled.lessons.tcn.one_dimension.record import OneDimension

HEIGHT = 374
TOP, FILTERED = 28, 210  # upper edge of the images and of the matrix; left edge of the second image
PIXEL, CELL = 4.6, 17.4  # sides of a pixel of the images and of a cell of the row
ROW, KERNEL, OUT, LOOP = 194, 242, 290, 344  # y of what stands below the images
LEFT, MATRIX = 96, 7.4  # left edge of the row; side of an entry of the matrix
MATRIX_LEFT = 640


def describe_one_dimension(view: OneDimension) -> str:
    """One sentence that says what the panel shows."""
    reads = [str(place + 1) if 0 <= place < len(view.outputs) else "a zero" for place in view.places[view.t]]
    return (
        f"Row {view.row + 1}, output {view.t + 1} of {len(view.outputs)} reads {', '.join(reads)} and is "
        f"{plain(view.outputs[view.t])}; convolution, matrix and loop differ by {view.apart:.0e} at most."
    )


def _grey(value: float) -> str:
    """Ink by value, 0 to 1."""
    level = round(255 - 231 * min(max(value, 0.0), 1.0))
    return f"rgb({level},{level},{level})"


def one_dimension_drawing(view: OneDimension) -> Drawing:
    """All but what moves with the output."""
    T, limit = len(view.outputs), max(float(np.abs(view.outputs).max()), 1e-9)
    wide, side = T * PIXEL, T * MATRIX
    parts = [_title("The image", 2), _title("A kernel one row high over all of it", FILTERED)]
    parts += _raster(view.image, 2, TOP, PIXEL, _grey)
    top = max(float(np.abs(view.filtered).max()), 1e-9)
    parts += _raster(view.filtered, FILTERED, TOP, PIXEL, lambda value: shade(value, top)[0])
    for left in (2, FILTERED):
        parts.append(rect(left - 2, TOP - 2 + view.row * PIXEL, wide + 4, PIXEL + 4, "none", "target", 2.5))
    weights = ", ".join(minus(f"{weight:g}") for weight in view.kernel)
    weights = weights if len(weights) < 32 else f"{weights[:30]} …"
    parts.append(label(f"w = {weights}", FILTERED + wide + 20, TOP + 16, colour="ink2"))
    parts.append(label(f"d = {view.dilation}", FILTERED + wide + 20, TOP + 38, colour="ink2"))
    for name, y in (("x, the row", ROW), ("tap j", KERNEL), ("output y", OUT), ("as a loop", LOOP - 15)):
        parts.append(title(name, 2, y + 15))
    for t in range(T):
        parts += [_cell(t, ROW, _grey(view.image[view.row, t])), _cell(t, OUT, shade(float(view.outputs[t]), limit)[0])]
    parts += [_title("The same as a matrix", MATRIX_LEFT), rect(MATRIX_LEFT, TOP, side, side, "ground", "edge")]
    most = max(float(np.abs(view.kernel).max()), 1e-9)
    for t, s in zip(*np.nonzero(view.matrix), strict=True):
        parts.append(
            rect(MATRIX_LEFT + s * MATRIX, TOP + t * MATRIX, MATRIX, MATRIX, shade(float(view.matrix[t, s]), most)[0])
        )
    for words, y in (
        (f"{len(view.kernel)} weights, not {T} × {T}", TOP + side + 22),
        (f"all differ by {view.apart:.0e} at most", TOP + side + 44),
    ):
        parts.append(label(words, MATRIX_LEFT, y, colour="ink2"))
    hits = [rect(LEFT + t * CELL, ROW - 4, CELL, OUT - ROW + 30, "transparent", data_pick=t) for t in range(T)]
    return Drawing.of(
        *parts,
        *hits,
        height=HEIGHT,
        description=f"Row {view.row + 1} of an image under a kernel of {len(view.kernel)} weights.",
    )


def _title(words: str, x: float) -> str:
    return title(words, x, 16)


def _raster(values: np.ndarray, left: float, top: float, side: float, colour) -> list[str]:
    """A raster, runs of one colour in one rectangle."""
    parts = [rect(left, top, values.shape[1] * side, len(values) * side, colour(0.0), "edge")]
    blank = colour(0.0)
    for r, line in enumerate(values):
        fills = [colour(float(round(value, 2))) for value in line]
        t = 0
        while t < len(fills):
            end = t + 1
            while end < len(fills) and fills[end] == fills[t]:
                end += 1
            if fills[t] != blank:
                parts.append(rect(left + t * side, top + r * side, (end - t) * side + 0.2, side + 0.2, fills[t]))
            t = end
    return parts


def _cell(t: int, y: float, fill: str) -> str:
    return rect(LEFT + t * CELL, y, CELL - 1.5, 22, fill, "edge", rx=2)


def one_dimension_cursor(view: OneDimension) -> Drawing:
    """The layer over it: one output, the pixels it reads, its row of the matrix, its turn of the loop."""
    T, t, parts = len(view.outputs), view.t, []
    middle, ink = LEFT + (t + 0.5) * CELL, css("ink")
    terms = []
    for tap, (weight, place) in enumerate(zip(view.kernel, view.places[t], strict=True)):
        x = LEFT + place * CELL
        inside = 0 <= place < T
        terms.append(f"{plain(weight)} · {plain(view.image[view.row, place])}" if inside else f"{plain(weight)} · 0")
        if not -1.5 <= place < T + 2.5:
            continue
        parts.append(rect(x, KERNEL - 2, CELL - 1.5, 22, "ground", ink, 2, rx=3))
        parts.append(label(f"{tap}", x + CELL / 2 - 1, KERNEL + 15, "middle", colour=ink))
        if inside:
            parts.append(_frame(x, ROW))
        parts.append(shape(f"M{x + CELL / 2} {ROW + 24}V{KERNEL - 4}", edge=ink, thick=1.5))
        down = f"M{x + CELL / 2} {KERNEL + 22}L{middle} {OUT - 3}"
        parts.append(shape(down, edge="tcn", thick=2))
    parts.append(_frame(LEFT + t * CELL, OUT))
    parts.append(rect(MATRIX_LEFT - 2, TOP - 2 + t * MATRIX, T * MATRIX + 4, MATRIX + 4, "none", "tcn", 2.5))
    mono = {"font_size": 15, "class_": "mono", "fill": ink, "xml_space": "preserve"}
    loop = f"y[{t + 1}] = Σ_j w[j] · x[{t + 1} − {t - int(view.places[t, 0])} + j · {view.dilation}]"
    total = f"     = {' + '.join(terms[:4])}{' + …' * (len(terms) > 4)} = {plain(view.outputs[t])}"
    parts += [text(loop, LEFT, LOOP, **mono), text(total, LEFT, LOOP + 23, **mono)]
    return Drawing.of(*parts, height=HEIGHT, description=describe_one_dimension(view))


def _frame(x: float, y: float) -> str:
    return rect(x - 2, y - 2, CELL + 2.5, 26, "none", "tcn", 3, rx=3)
