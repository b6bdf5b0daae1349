"""The cliff: a loss over weight and bias, two descents on it, and their gradients update by update."""

from __future__ import annotations

from math import isfinite

import numpy as np

from unrolled.drawing.axes import Axes, joined
from unrolled.drawing.layout import Box, picture
from unrolled.drawing.numerals import minus, power_of_ten, short_exponent
from unrolled.drawing.shapes import disc, rect, ringed, shape
from unrolled.drawing.svg import Drawing, element
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note
from unrolled.lessons.gradients.exploding.record import Cliff, Descent

FRAME = picture(378)
_left, _right = FRAME.cut_left(496, gap=22)
HEADING, _left = _left.cut_top(28)
AXIS, _left = _left.cut_bottom(44)
_, _left = _left.cut_left(50)  # for the values of b
SCALE, SURFACE = _left.cut_right(62, gap=12)
OUTCOME, _right = _right.cut_top(84)
_right = _right.cut_left(42)[1].cut_right(12)[1]  # powers of ten stand at the left, half a number at the right
UPDATES, _right = _right.cut_bottom(42)
NORM, LOSS = (box.cut_top(22)[1] for box in _right.rows(2, gap=10))
NORMS, LOSSES = (-6, 6), (-6, 1)  # powers of ten; fixed, so that nothing rescales in a drag
LEVELS = ((0.0, 0.0), (0.003, 0.07), (0.03, 0.14), (0.1, 0.24), (0.5, 0.36), (1.5, 0.5), (2.5, 0.64))  # loss, ink
PAINT = {"clipped": ("predicted", None), "plain": ("negative", "7 5")}
HALO = ".halo{paint-order:stroke;stroke-width:4px;stroke-linejoin:round}"  # a style


def describe_cliff(view: Cliff) -> str:
    """One sentence with both outcomes."""
    w, b = view.weights_at_start
    return (
        f"From w = {_short(w)}, b = {_short(b)}, after {view.steps} steps in time: not clipped, the largest gradient "
        f"is {_short(view.plain.norm.max())} and the loss ends {_at_loss(view.plain)}; clipped to "
        f"{view.threshold:g} it ends {_at_loss(view.clipped)}."
    )


def cliff_drawing(view: Cliff) -> Drawing:
    """The surface: the stronger the shade, the larger the loss. Each place on it can be picked as a start."""
    return Drawing.of(
        heading(f"Loss of one unit after T = {view.steps}", SURFACE.x + 12, HEADING.y + 18),
        *_levels(view),
        *_axes(view),
        *_scale(),
        _places(view),
        height=FRAME.height,
        description=f"The loss over weight w and bias b of a network of one unit after {view.steps} steps in time.",
        style=HALO,
    )


def cliff_paths(view: Cliff) -> Drawing:
    """The layer over it: both descents, the start, and gradient and loss at each update."""
    return Drawing.of(
        *_descent(view, "clipped"),
        *_descent(view, "plain"),  # dashed, so that the other shows through where both agree
        _start(view),
        *_outcomes(view),
        *_chart(view, "norm", "Gradient norm", NORM, NORMS),
        note(_largest(view), NORM.right, NORM.y - 8, "end"),
        *_chart(view, "loss", "Loss", LOSS, LOSSES),
        height=FRAME.height,
        description=describe_cliff(view),
        style=HALO,
    )


def _at(view: Cliff, w: float, b: float) -> tuple[float, float]:
    """Where a weight and a bias lie; the surface's cells are centred on their values."""
    half = (view.weights[1] - view.weights[0]) / 2, (view.biases[1] - view.biases[0]) / 2
    low, high = view.weights[0] - half[0], view.weights[-1] + half[0]
    least, most = view.biases[0] - half[1], view.biases[-1] + half[1]
    across, up = (w - low) / (high - low), (b - least) / (most - least)
    return SURFACE.x + SURFACE.width * across, SURFACE.bottom - SURFACE.height * up


def _levels(view: Cliff) -> list[str]:
    """Each level of the loss as one shape, made of runs along the rows: a small drawing of ten thousand cells."""
    rows, columns = view.surface.shape
    wide, tall = SURFACE.width / columns, SURFACE.height / rows
    level = np.searchsorted([least for least, _ in LEVELS], view.surface, side="right") - 1
    shapes: list[list[str]] = [[] for _ in LEVELS]
    for row in range(rows):
        y = SURFACE.bottom - (row + 1) * tall
        ends = np.flatnonzero(np.diff(level[row])) + 1
        for first, last in zip([0, *ends], [*ends, columns], strict=True):
            length = (last - first) * wide
            shapes[level[row, first]].append(
                f"M{SURFACE.x + first * wide:.1f} {y:.1f}h{length:.1f}v{tall:.2f}h-{length:.1f}z"
            )
    return [
        element("path", d="".join(shape), fill=css("ink"), fill_opacity=ink, shape_rendering="crispEdges")
        for shape, (_, ink) in zip(shapes, LEVELS, strict=True)
        if shape and ink
    ]


def _rectangle(box: Box) -> dict[str, float]:
    return {"x": box.x, "y": box.y, "width": box.width, "height": box.height}


def _axes(view: Cliff) -> list[str]:
    parts = [
        element("rect", **_rectangle(SURFACE), fill="none", stroke=css("edge"), stroke_width=1.5),
        label("bias b", 2, HEADING.y + 18),
        label("weight w", SURFACE.x + SURFACE.width / 2, AXIS.bottom - 4, "middle"),
        note("click or drag: another start", AXIS.right, AXIS.bottom - 4, "end"),
    ]
    for w in (0, 0.5, 1, 1.5, 2, 2.5, 3):
        x, _ = _at(view, w, 0)
        parts.append(note(f"{w:g}", x, AXIS.y + 18, "middle"))
    for b in (-1, -0.5, 0, 0.5):
        _, y = _at(view, 0, b)
        parts.append(note(_short(b), SURFACE.x - 8, y + 5, "end"))
    return parts


def _scale() -> list[str]:
    """What the shades mean, beside the surface: each from the number at its lower edge on."""
    _, bar = SCALE.cut_top(22)
    parts = [note("loss", SCALE.x, SCALE.y + 12)]
    for (least, ink), place in zip(LEVELS[::-1], bar.cut_top(7 * 26)[0].rows(7), strict=True):
        shade, _ = place.cut_left(20)
        paint = {"fill": css("ink"), "fill_opacity": ink, "stroke": css("edge"), "stroke_width": 1}
        parts += [element("rect", **_rectangle(shade), **paint), note(f"{least:g}", shade.right + 6, shade.bottom + 4)]
    return parts


def _places(view: Cliff) -> str:
    """One part that stands for all places where a descent can begin; rows count from the top."""
    rows, columns = (size // view.fine for size in view.surface.shape)
    return element("rect", **_rectangle(SURFACE), fill="transparent", data_cells=f"{columns},{rows},0,0")


def _inside(x: float, y: float) -> bool:
    return SURFACE.x <= x <= SURFACE.right and SURFACE.y <= y <= SURFACE.bottom


def _descent(view: Cliff, name: str) -> list[str]:
    """The path as far as it stays in the picture, and an arrow at the edge where it leaves."""
    descent, (paint, dash) = getattr(view, name), PAINT[name]
    points = [_at(view, w, b) for w, b in zip(descent.w, descent.b, strict=True)]
    shown, parts = [points[0]], []
    for point in points[1:]:
        if not (isfinite(point[0]) and isfinite(point[1]) and _inside(*point)):
            edge = _leave(shown[-1], point)
            parts.append(_arrow(edge, shown[-1], paint))
            shown.append(edge)
            break
        shown.append(point)
    line = joined(shown)
    parts[:0] = [
        shape(line, "none", "ground", 5, stroke_linejoin="round"),
        shape(line, "none", paint, 2.5, dash),
        *(_mark(name, x, y, 2.6) for x, y in shown[1 : len(shown) - bool(parts)]),
    ]
    return parts


def _leave(here: tuple[float, float], there: tuple[float, float]) -> tuple[float, float]:
    """Where the line from a point inside towards one outside, however far, meets the frame."""
    dx, dy = (min(max(end - start, -1e9), 1e9) for start, end in zip(here, there, strict=True))
    shares = [1.0]
    for start, way, low, high in ((here[0], dx, SURFACE.x, SURFACE.right), (here[1], dy, SURFACE.y, SURFACE.bottom)):
        if way:
            shares.append(max(((high if way > 0 else low) - start) / way, 0.0))
    share = min(shares)
    return here[0] + share * dx, here[1] + share * dy


def _arrow(tip: tuple[float, float], tail: tuple[float, float], paint: str) -> str:
    dx, dy = tip[0] - tail[0], tip[1] - tail[1]
    length = max((dx * dx + dy * dy) ** 0.5, 1e-6)
    dx, dy = 13 * dx / length, 13 * dy / length
    wings = f"M{tip[0]:.1f} {tip[1]:.1f}l{-dx - dy / 2:.1f} {-dy + dx / 2:.1f}l{dy:.1f} {-dx:.1f}z"
    return shape(wings, paint, "ground", 1.5)


def _mark(name: str, x: float, y: float, size: float) -> str:
    """A disc for the clipped descent, a cross for the other."""
    paint = css(PAINT[name][0])
    if name == "clipped":
        return disc(x, y, size, paint)
    cross = f"M{x - size:.1f} {y - size:.1f}l{2 * size} {2 * size}m0 -{2 * size}l-{2 * size} {2 * size}"
    return shape(cross, "none", paint, 2)


def _start(view: Cliff) -> str:
    return ringed(*_at(view, *view.weights_at_start), 9)


def _chart(view: Cliff, what: str, name: str, box: Box, powers: tuple[int, int]) -> list[str]:
    low, high = powers
    updates = len(view.plain.w) - 1
    axes = Axes.over(box, (0, updates), (10.0**low, 10.0**high), log_y=True, drop=18)
    ticks = range(low, high + 1, 3 if high > 1 else 2)
    parts = [heading(name, box.x, box.y - 8)]
    parts += axes.across((10.0**power for power in ticks), map(power_of_ten, ticks))
    if what == "norm":
        _, y = axes.at(0, view.threshold)
        parts.append(rect(box.x, y - 0.75, box.width, 1.5, "baseline"))
        words = f"clipped to {view.threshold:g}"
        parts.append(note(words, box.right, y - 5, "end", "baseline", class_="halo", stroke=css("ground")))
    for curve in ("clipped", "plain"):
        values, (paint, dash) = np.nan_to_num(getattr(getattr(view, curve), what), nan=np.inf), PAINT[curve]
        points = axes.places(range(updates + 1), values)
        parts.append(axes.line(range(updates + 1), values, css(paint), dash, 2.5))
        parts += [_mark(curve, x, y, 3) for x, y in points[:: updates // 6]]
    if what == "loss":
        parts += axes.below(range(0, updates + 1, 20))
        x = box.x + box.width / 2
        parts.append(label("update", x, UPDATES.bottom - 4, "middle"))
    return parts


def _outcomes(view: Cliff) -> list[str]:
    """How each descent is drawn, and how it ends."""
    parts = []
    for (name, words), place in zip(
        (("plain", "not clipped"), ("clipped", f"clipped to {view.threshold:g}")), OUTCOME.rows(2), strict=True
    ):
        (paint, dash), descent = PAINT[name], getattr(view, name)
        y = place.y + 14
        line = f"M{place.x} {y}h34"
        parts += [shape(line, "none", paint, 2.5, dash), _mark(name, place.x + 17, y, 3.5)]
        parts.append(heading(f"{words}: loss ends {_at_loss(descent)}", place.x + 42, y + 5))
        where = f"at w = {_short(descent.w[-1])}, b = {_short(descent.b[-1])}"
        where += "" if _inside(*_at(view, descent.w[-1], descent.b[-1])) else ", outside the picture"
        parts.append(note(where, place.x + 42, y + 23))
    return parts


def _largest(view: Cliff) -> str:
    """The largest gradient that either descent meets."""
    norms = view.plain.norm if view.plain.norm.max() >= view.clipped.norm.max() else view.clipped.norm
    k = int(norms.argmax())
    return f"peak {_short(norms[k])}, update {k}"


def _at_loss(descent: Descent) -> str:
    said = _loss(descent)
    return said if said.startswith("under") else f"at {said}"


def _loss(descent: Descent) -> str:
    value = descent.loss[-1]
    return "under 0.0001" if value < 1e-4 else f"{value:.4f}" if value < 0.01 else f"{value:.2f}"


def _short(value: float) -> str:
    """A number of any size in few signs."""
    size = abs(value)
    if size >= 1e7 or 0 < size < 1e-3:
        return short_exponent(f"{value:.0e}")
    return minus(f"{value:z,.0f}" if size >= 100 else f"{float(f'{value:.3g}'):zg}")
