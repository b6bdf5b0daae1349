"""A measure against temperature, with held-out plays as the yardstick; over it a cursor and a passage."""

from __future__ import annotations

from itertools import pairwise
from math import ceil

import numpy as np

from unrolled.drawing.axes import Axes
from unrolled.drawing.letters import Grid
from unrolled.drawing.numerals import percent
from unrolled.drawing.shapes import disc, rect
from unrolled.drawing.svg import Drawing, hit, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, note
from unrolled.lessons.shakespeare.against_temperature.record import Against, Measure

HEIGHT = 376
LEFT, RIGHT, TOP, BOTTOM = 58, 486, 66, 304
PASSAGE = 524  # x of the passage
SIZE, COLUMNS, ROWS = 14, 44, 15


def describe_against(view: Against) -> str:
    """One sentence that says what the measure is at the cursor, and for held-out plays."""
    ours = view.measure.network[:, view.cursor]
    return (
        f"{view.measure.name} at τ = {view.written.temperatures[view.cursor]:.1f}: "
        f"{_shown(view.measure, ours.mean())}, from {_shown(view.measure, ours.min())} to "
        f"{_shown(view.measure, ours.max())}; plays it never saw {_shown(view.measure, _mean(view.measure))}."
    )


def against_drawing(view: Against) -> Drawing:
    """Axes, the network's line with a band over its passages, and the line of the held-out plays."""
    measure, taus = view.measure, view.written.temperatures
    axes, ours = _axes(measure, taus), measure.network
    level, low, high = (axes.at(0, value)[1] for value in (_mean(measure), *_ends(measure)))
    parts = [
        heading(measure.question, 0, 16),
        *_scale(axes, measure),
        rect(LEFT, high, RIGHT - LEFT, max(low - high, 1.0), "baseline", fill_opacity=0.25),
        rect(LEFT, level - 1, RIGHT - LEFT, 2, "baseline"),
        axes.band(taus, ours.min(axis=0), ours.max(axis=0), css("lstm"), 0.2),
        axes.line(taus, ours.mean(axis=0), css("lstm"), thick=3, stroke_linejoin="round"),
        *_legend(view),
        *_hits(axes, taus),
    ]
    return Drawing.of(
        *parts, height=HEIGHT, description=f"{measure.name} against temperature from {taus[0]:g} to {taus[-1]:g}."
    )


def against_cursor(view: Against) -> Drawing:
    """The layer over it: a line at the temperature pointed at, the values there, and the passage."""
    measure, taus = view.measure, view.written.temperatures
    tau, mean = float(taus[view.cursor]), float(measure.network[:, view.cursor].mean())
    x, y = _axes(measure, taus).at(tau, mean)
    prompt = view.written.prompts[view.passage].strip()
    grid = Grid(view.written.passages[view.passage][view.cursor], COLUMNS, SIZE, PASSAGE, 50, leading=1.5)
    grid = grid if grid.rows <= ROWS else _first_rows(grid)
    return Drawing.of(
        rect(x - 1, TOP, 2, BOTTOM - TOP, "ink"),
        disc(x, y, 6, "ground", "ink", 2.5),
        heading(_verdict(view), 0, BOTTOM + 66),
        heading(f"At τ = {tau:.1f}, after {prompt}", PASSAGE, 16),
        note(f"beginning of passage {view.passage + 1} of {len(view.written.prompts)}", PASSAGE, 37),
        grid.lines(),
        height=HEIGHT,
        description=describe_against(view),
    )


def _axes(measure: Measure, taus: np.ndarray) -> Axes:
    bits = measure.unit == "bits"
    most = float(ceil(max(measure.network.max(), *measure.plays.values()))) if bits else 1.0
    return Axes(LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP, (0, float(taus[-1])), (0, most), drop=20)


def _scale(axes: Axes, measure: Measure) -> list[str]:
    bits = measure.unit == "bits"
    ys = range(int(axes.y[1]) + 1) if bits else np.linspace(0, 1, 6).tolist()
    middle = {"x": (LEFT + RIGHT) / 2, "y": BOTTOM + 40, "font_size": 15, "fill": css("ink")}
    parts = [
        *axes.ticks((0, 0.5, 1, 1.5, 2), ys, [f"{y}" if bits else f"{100 * y:.0f} %" for y in ys]),
        text("temperature τ", **middle, text_anchor="middle"),
    ]
    if bits:
        parts.append(note("bits", LEFT - 8, TOP - 14, "end"))
    return parts


def _hits(axes: Axes, taus: np.ndarray) -> list[str]:
    wide = (RIGHT - LEFT) / (len(taus) - 1)
    middles = [axes.at(float(tau), 0)[0] for tau in taus]
    edges = [max(middles[0] - wide / 2, 0.0), *(x + wide / 2 for x in middles)]
    return [
        hit(left, TOP - 8, right - left, BOTTOM - TOP + 28, data_pick=k)
        for k, (left, right) in enumerate(pairwise(edges))
    ]


def _legend(view: Against) -> list[str]:
    words = f"network, {len(view.written.prompts)} passages: mean and range"
    held = "plays it never saw"
    return [
        rect(LEFT, 28, 24, 14, "lstm", fill_opacity=0.2),
        rect(LEFT, 33.5, 24, 3, "lstm"),
        note(words, LEFT + 30, 40, colour="ink"),
        rect(LEFT + 286, 28, 24, 14, "baseline", fill_opacity=0.25),
        rect(LEFT + 286, 34, 24, 2, "baseline"),
        note(held, LEFT + 316, 40, colour="ink"),
    ]


def _verdict(view: Against) -> str:
    measure = view.measure
    ours = measure.network[:, view.cursor]
    tau = f"τ = {view.written.temperatures[view.cursor]:.1f}"
    spread = f"{_shown(measure, ours.min())} to {_shown(measure, ours.max())}"
    return f"{tau}: network {_shown(measure, ours.mean())} ({spread}); plays {_shown(measure, _mean(measure))}"


def _ends(measure: Measure) -> tuple[float, float]:
    return min(measure.plays.values()), max(measure.plays.values())


def _mean(measure: Measure) -> float:
    return float(np.mean(list(measure.plays.values())))


def _shown(measure: Measure, value: float) -> str:
    return f"{value:.2f} bits" if measure.unit == "bits" else percent(value)


def _first_rows(grid: Grid) -> Grid:
    """The rows that have room, with an ellipsis in place of the rest."""
    kept = sum(row < ROWS for row, _ in grid.cells)
    return Grid(grid.words[: kept - 1].rstrip() + "…", COLUMNS, SIZE, grid.left, grid.top, leading=1.5)
