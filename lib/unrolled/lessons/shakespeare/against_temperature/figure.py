"""A measure against temperature, with held-out plays as the yardstick; over it a cursor and a passage."""

from __future__ import annotations

from itertools import pairwise
from math import ceil

import numpy as np

from unrolled.drawing.letters import Grid
from unrolled.drawing.numerals import percent
from unrolled.drawing.svg import Drawing, element, text
from unrolled.drawing.theme import css
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
    plot = _Plot(measure, taus)
    ours, plays = measure.network, list(measure.plays.values())
    level = plot.y(_mean(measure))
    parts = [
        text(measure.question, 0, 16, font_size=15, font_weight=700, fill=css("ink")),
        *plot.axes(),
        element(
            "rect", x=LEFT, y=plot.y(max(plays)), width=RIGHT - LEFT,
            height=max(plot.y(min(plays)) - plot.y(max(plays)), 1.0), fill=css("baseline"), fill_opacity=0.25,
        ),
        element("rect", x=LEFT, y=level - 1, width=RIGHT - LEFT, height=2, fill=css("baseline")),
        plot.band(ours.min(axis=0), ours.max(axis=0)),
        plot.line(ours.mean(axis=0)),
        *_legend(view),
        *plot.hits(),
    ]  # fmt: skip
    return Drawing.of(
        *parts, height=HEIGHT, description=f"{measure.name} against temperature from {taus[0]:g} to {taus[-1]:g}."
    )


def against_cursor(view: Against) -> Drawing:
    """The layer over it: a line at the temperature pointed at, the values there, and the passage."""
    measure, taus = view.measure, view.written.temperatures
    plot = _Plot(measure, taus)
    tau, mean = float(taus[view.cursor]), float(measure.network[:, view.cursor].mean())
    x = plot.x(tau)
    prompt = view.written.prompts[view.passage].strip()
    grid = Grid(view.written.passages[view.passage][view.cursor], COLUMNS, SIZE, PASSAGE, 50, leading=1.5)
    grid = grid if grid.rows <= ROWS else _first_rows(grid)
    return Drawing.of(
        element("rect", x=x - 1, y=TOP, width=2, height=BOTTOM - TOP, fill=css("ink")),
        element("circle", cx=x, cy=plot.y(mean), r=6, fill=css("ground"), stroke=css("ink"), stroke_width=2.5),
        text(_verdict(view), 0, BOTTOM + 66, font_size=15, font_weight=700, fill=css("ink")),
        text(f"At τ = {tau:.1f}, after {prompt}", PASSAGE, 16, font_size=15, font_weight=700, fill=css("ink")),
        text(
            f"beginning of passage {view.passage + 1} of {len(view.written.prompts)}",
            PASSAGE,
            37,
            font_size=14,
            fill=css("ink2"),
        ),
        grid.lines(),
        height=HEIGHT,
        description=describe_against(view),
    )


class _Plot:
    """From temperatures and values to places in the picture."""

    def __init__(self, measure: Measure, taus: np.ndarray):
        self._taus, self._bits = taus, measure.unit == "bits"
        self._most = float(ceil(max(measure.network.max(), *measure.plays.values()))) if self._bits else 1.0

    def x(self, tau: float) -> float:
        return LEFT + (RIGHT - LEFT) * tau / float(self._taus[-1])

    def y(self, value: float) -> float:
        return float(BOTTOM - (BOTTOM - TOP) * value / self._most)

    def _points(self, values: np.ndarray) -> list[str]:
        return [f"{self.x(tau):.1f} {self.y(value):.1f}" for tau, value in zip(self._taus, values, strict=True)]

    def line(self, values: np.ndarray) -> str:
        d = "M" + "L".join(self._points(values))
        return element("path", d=d, fill="none", stroke=css("lstm"), stroke_width=3, stroke_linejoin="round")

    def band(self, low: np.ndarray, high: np.ndarray) -> str:
        d = "M" + "L".join([*self._points(high), *reversed(self._points(low))]) + "Z"
        return element("path", d=d, fill=css("lstm"), fill_opacity=0.2)

    def axes(self) -> list[str]:
        parts = []
        for value in range(int(self._most) + 1) if self._bits else np.linspace(0, 1, 6).tolist():
            y = self.y(value)
            words = f"{value}" if self._bits else f"{100 * value:.0f} %"
            parts.append(element("rect", x=LEFT, y=y - 0.5, width=RIGHT - LEFT, height=1, fill=css("hair")))
            parts.append(text(words, LEFT - 8, y + 5, font_size=14, fill=css("ink2"), text_anchor="end"))
        for tau in (0, 0.5, 1, 1.5, 2):
            place = {"x": self.x(tau), "y": BOTTOM + 20, "font_size": 14, "fill": css("ink2")}
            parts.append(text(f"{tau:g}", **place, text_anchor="middle"))
        middle = {"x": (LEFT + RIGHT) / 2, "y": BOTTOM + 40, "font_size": 15, "fill": css("ink")}
        parts.append(text("temperature τ", **middle, text_anchor="middle"))
        if self._bits:
            parts.append(text("bits", LEFT - 8, TOP - 14, font_size=14, fill=css("ink2"), text_anchor="end"))
        return parts

    def hits(self) -> list[str]:
        wide = (RIGHT - LEFT) / (len(self._taus) - 1)
        middles = [self.x(float(tau)) for tau in self._taus]
        edges = [max(middles[0] - wide / 2, 0.0), *(x + wide / 2 for x in middles)]
        return [
            element(
                "rect", x=left, y=TOP - 8, width=right - left, height=BOTTOM - TOP + 28,
                fill="transparent", data_pick=k,
            )
            for k, (left, right) in enumerate(pairwise(edges))
        ]  # fmt: skip


def _legend(view: Against) -> list[str]:
    words = f"network, {len(view.written.prompts)} passages: mean and range"
    note = {"font_size": 14, "fill": css("ink")}
    held = "plays it never saw"
    return [
        element("rect", x=LEFT, y=28, width=24, height=14, fill=css("lstm"), fill_opacity=0.2),
        element("rect", x=LEFT, y=33.5, width=24, height=3, fill=css("lstm")),
        text(words, LEFT + 30, 40, **note),
        element("rect", x=LEFT + 286, y=28, width=24, height=14, fill=css("baseline"), fill_opacity=0.25),
        element("rect", x=LEFT + 286, y=34, width=24, height=2, fill=css("baseline")),
        text(held, LEFT + 316, 40, **note),
    ]


def _verdict(view: Against) -> str:
    measure = view.measure
    ours = measure.network[:, view.cursor]
    tau = f"τ = {view.written.temperatures[view.cursor]:.1f}"
    spread = f"{_shown(measure, ours.min())} to {_shown(measure, ours.max())}"
    return f"{tau}: network {_shown(measure, ours.mean())} ({spread}); plays {_shown(measure, _mean(measure))}"


def _mean(measure: Measure) -> float:
    return float(np.mean(list(measure.plays.values())))


def _shown(measure: Measure, value: float) -> str:
    return f"{value:.2f} bits" if measure.unit == "bits" else percent(value)


def _first_rows(grid: Grid) -> Grid:
    """The rows that have room, with an ellipsis in place of the rest."""
    kept = sum(row < ROWS for row, _ in grid.cells)
    return Grid(grid.words[: kept - 1].rstrip() + "…", COLUMNS, SIZE, grid.left, grid.top, leading=1.5)
