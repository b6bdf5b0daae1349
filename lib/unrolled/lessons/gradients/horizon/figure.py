"""Memory horizon: a text of which only the last n characters may be read; held-out loss against n."""

from __future__ import annotations

from math import log10

import numpy as np
import plotly.graph_objects as go

from unrolled.drawing.axes import Axes
from unrolled.drawing.layout import picture
from unrolled.drawing.letters import ADVANCE, Grid, letter, visible
from unrolled.drawing.numerals import counted, ordinal, percent
from unrolled.drawing.shapes import disc, rect
from unrolled.drawing.svg import Drawing
from unrolled.drawing.theme import COLOURS, SIZES, css, template
from unrolled.drawing.type import heading, label, note, title
from unrolled.lessons.gradients.horizon.record import Horizon, Reach

FRAME = picture(376)
_left, EXPECTED = FRAME.cut_left(556, gap=26)
HEADING, _left = _left.cut_top(26)
TEXT, _left = _left.cut_top(196)
CURVE_NAME, _left = _left.cut_top(28)
AXIS, _left = _left.cut_bottom(42)
CURVE = _left.cut_left(34)[1].cut_right(14)[1]  # the scale stands left of it, half of the last number right
SIZES_OF_TEXT, LEADING = (20, 17, 15), 1.4  # the first one that fits
ROWS = int(TEXT.height / (SIZES_OF_TEXT[-1] * LEADING))  # of a text that is longer than fits
ENOUGH = 0.1  # bits: less is no difference
MOST_BITS = 12
DASHES = {"rnn": "2px 6px", "gru": "12px 6px", "lstm": "solid"}
MARKERS = {"rnn": "circle", "gru": "triangle-up", "lstm": "square"}


def describe_horizon(view: Horizon) -> str:
    """One sentence that says what the panel shows."""
    name, cut, whole = view.came
    return (
        f"Character {view.place + 1} of {len(view.text)}, {visible(name)}: {percent(cut)} with the last "
        f"{counted(view.context, 'character')}, {percent(whole)} with all {view.place}."
    )


def enough(view: Horizon) -> str:
    """One sentence that says from how many characters on more of them change nothing."""
    far = np.flatnonzero(np.abs(view.bits - view.bits[-1]) > ENOUGH)
    n = view.contexts[far[-1] + 1] if len(far) else view.contexts[0]
    return f"From {counted(n, 'character')} on, its surprisal stays within {ENOUGH} bits."


def horizon_drawing(view: Horizon) -> Drawing:
    """The text, each character to be picked."""
    page = _Page(view)
    return Drawing.of(
        *(page.grid.box(k, fill=css("ground"), data_pick=page.first + k) for k in range(len(page.grid.words))),
        page.grid.lines(),
        *page.lines_told(),
        height=FRAME.height,
        description=f"A text of {len(view.text)} characters, one of which is to be predicted.",
    )


def horizon_cut(view: Horizon) -> Drawing:
    """The layer over it: what may be read, what was cut away, the chances with and without, and the surprisal by n."""
    words = f"It may read {counted(view.context, 'character')} to predict the framed one"
    return Drawing.of(
        title(words, 2, HEADING.y + 18),
        *_Page(view).veils(view),
        *_expected(view),
        *_curve(view),
        height=FRAME.height,
        description=describe_horizon(view),
    )


class _Page:
    """The text, as far as there is room: of a long one the lines round the character to predict.

    Attributes:
        grid: the text in sight.
        first: the place of its first character.
    """

    def __init__(self, view: Horizon):
        grids = (_grid(view.text, size) for size in SIZES_OF_TEXT)
        whole = next((grid for grid in grids if grid.bottom <= TEXT.bottom), _grid(view.text, SIZES_OF_TEXT[-1]))
        rows = [row for row, _ in whole.cells]
        self._top = min(max(rows[view.place] - ROWS // 2, 0), max(whole.rows - ROWS, 0))
        self._rows, self.first = whole.rows, rows.index(self._top)
        self._last = next((k for k, row in enumerate(rows) if row >= self._top + ROWS), len(rows))
        self.grid = _grid(view.text[self.first : self._last], whole.size)

    def lines_told(self) -> list[str]:
        """Which lines these are, where there are more."""
        if self._rows <= ROWS:
            return []
        words = f"lines {self._top + 1} to {self._top + ROWS} of {self._rows}"
        return [note(words, TEXT.right, HEADING.y + 18, "end")]

    def veils(self, view: Horizon) -> list[str]:
        """A veil and a stroke over what is cut away, a line under what is read, a frame round what is asked."""
        grid, parts = self.grid, []
        for x, y, wide in self._runs(0, view.place - view.context):
            parts += [_veil(x, y, wide, grid.tall), rect(x, y + grid.tall / 2, wide, 1.2, "baseline")]
        for x, y, wide in self._runs(view.place - view.context, view.place):
            parts.append(rect(x, y + grid.tall - 3, wide, 3, "predicted"))
        parts += [_veil(x, y, wide, grid.tall) for x, y, wide in self._runs(view.place + 1, len(view.text))]
        x, y = grid.corner(view.place - self.first)
        return [*parts, rect(x - 2, y - 1, grid.wide + 4, grid.tall + 2, "none", "target", 2.5, rx=3)]

    def _runs(self, start: int, stop: int) -> list[tuple[float, float, float]]:
        """Left, top and width of each line's share of a passage, as far as it is in sight."""
        start, stop = max(start, self.first), min(stop, self._last)
        return self.grid.runs(start - self.first, max(stop - start, 0))


def _grid(words: str, size: float) -> Grid:
    return Grid(words, int((TEXT.width - 8) / (size * ADVANCE)), size, 4, TEXT.y, LEADING)


def _veil(x: float, y: float, wide: float, tall: float) -> str:
    return rect(x, y, wide, tall, "ground", fill_opacity=0.6)


def _expected(view: Horizon) -> list[str]:
    """Bars: with n characters; marks: with all of them."""
    above, rest = EXPECTED.cut_top(26)
    legend, rest = rest.cut_top(28)
    comes, rest = rest.cut_bottom(46)
    x, y = EXPECTED.x, legend.y + 14
    parts = [
        title("Expected next", x, above.y + 18),
        note("square-root scale", EXPECTED.right, above.y + 18, "end"),
        rect(x, y - 11, 16, 12, "predicted"),
        note(f"with the last {view.context}", x + 22, y, colour="ink"),
        rect(x + 166, y - 13, 3, 16, "ink"),
        note(f"with all {view.place}", x + 176, y, colour="ink"),
    ]
    rows = list(view.candidates)
    if view.came[0] not in [name for name, _, _ in rows]:
        rows.append(view.came)
    _, bars = rest.cut_left(44)
    _, bars = bars.cut_right(58)
    for (name, cut, whole), row in zip(rows, rest.rows(9), strict=False):
        y, middle = row.y, row.y + row.height / 2
        at = bars.x - 1.5 + bars.width * whole**0.5
        parts += [
            letter(name, x + 26, middle + 5),
            rect(bars.x, y + 5, max(bars.width * cut**0.5, 0.5), row.height - 10, "predicted"),
            rect(at, y + 1, 3, row.height - 2, "ink"),
            label(percent(cut), EXPECTED.right, middle + 5, "end"),
        ]
        if name == view.came[0]:
            parts.append(rect(x + 14, y + 1, 24, row.height - 2, "none", "target", 2.5, rx=4))
            parts.append(note("▶", x - 4, middle + 5, colour="target"))
    name, cut, whole = view.came
    words = f"Comes: {visible(name)}, {ordinal(view.rank)} likeliest;"
    parts.append(heading(words, x, comes.y + 18))
    words = f"{percent(cut)} with {view.context}, {percent(whole)} with all {view.place}"
    return [*parts, label(words, x, comes.y + 40)]


def _curve(view: Horizon) -> list[str]:
    """The surprisal of the character that comes, for every n measured; n on a log axis."""
    axes = Axes.over(CURVE, (1, 500), (0, MOST_BITS), log_x=True, gap=10, drop=18)
    bits = float(view.bits[view.contexts == view.context][0])
    middle, points = CURVE.x + CURVE.width / 2, axes.places(view.contexts, view.bits)
    parts = [
        heading(f"Surprisal of {visible(view.came[0])}, bits", 2, CURVE_NAME.y + 18),
        heading(f"n = {view.context}: {bits:.1f} bits", CURVE.right, CURVE_NAME.y + 18, "end"),
        *axes.ticks((1, 2, 5, 10, 20, 50, 100, 200, 500), (0, 4, 8, 12)),
        label("characters it may read, n", middle, AXIS.bottom - 4, "middle"),
        axes.line(view.contexts, view.bits, css("predicted"), thick=2.5),
        *(disc(x, y, 3.5, "predicted") for x, y in points),
    ]
    x, y = axes.at(view.context, bits)
    return [*parts, rect(x - 1, CURVE.y, 2, CURVE.height, "ink"), disc(x, y, 6, "ground", "ink", 2.5)]


def horizon_chart(reaches: list[Reach]) -> go.Figure:
    """Held-out loss against the characters that may be read; a band over seeds; at the right edge the carried state."""
    figure = go.Figure(layout={"template": template(), "height": 560})
    ends = []
    for reach in reaches:
        counting = reach.cell == "counting"
        colour = COLOURS["baseline" if counting else reach.cell].light
        middle = reach.nats.mean(axis=0)
        if len(reach.nats) > 1:
            figure.add_scatter(
                x=np.concatenate([reach.contexts, reach.contexts[::-1]]),
                y=np.concatenate([reach.nats.max(axis=0), reach.nats.min(axis=0)[::-1]]),
                fill="toself", mode="lines", line={"width": 0}, fillcolor=colour, opacity=0.18, hoverinfo="skip",
            )  # fmt: skip
        big = reach.name.startswith("LSTM 2")
        figure.add_scatter(
            x=reach.contexts, y=middle, mode="lines+markers",
            line={"color": colour, "width": 4 if big else 2.5, "dash": DASHES.get(reach.cell, "solid")},
            marker={"size": 9 if big else 7, "symbol": MARKERS.get(reach.cell, "diamond")},
            hovertemplate=reach.name + ", %{x} characters: %{y:.2f} nats<extra></extra>",
        )  # fmt: skip
        if counting:
            k = (len(middle) - 1) // 2
            figure.add_annotation(
                x=log10(reach.contexts[k]), y=middle[k], text="a model that counts", showarrow=False, xanchor="right",
                yshift=-16, font={"color": colour, "size": SIZES["tick"]},
            )  # fmt: skip
        else:
            words = f"{reach.name}, carried {reach.carried.mean():.2f}"
            ends.append((middle[-1], reach.contexts[-1], words, colour))
    for (_, x, words, colour), y in zip(ends, _apart([end[0] for end in ends]), strict=True):
        figure.add_annotation(
            x=log10(x), y=y, text=words, showarrow=False, xanchor="left", xshift=8,
            font={"color": colour, "size": SIZES["tick"]},
        )  # fmt: skip
    best = min(reaches, key=lambda reach: reach.nats.mean(axis=0)[-1])
    last = _first_within(best, 0.01)
    figure.update_layout(
        title={"text": f"{best.name}: {last} characters bring it to within 0.01 nats of the longest context"},
        xaxis={
            "type": "log", "title": {"text": "characters it may read, from a zero state"}, "range": [-0.05, 3.35],
            "tickvals": [1, 2, 5, 10, 20, 50, 100, 200, 500],
        },
        yaxis={"title": {"text": "held-out loss, nats a character"}},
    )  # fmt: skip
    return figure


def _first_within(reach: Reach, nats: float) -> int:
    """The fewest characters from which on the loss stays so near to that of the longest context."""
    far = np.flatnonzero(reach.nats.mean(axis=0) > reach.nats.mean(axis=0)[-1] + nats)
    return int(reach.contexts[far[-1] + 1]) if len(far) else int(reach.contexts[0])


def _apart(heights: list[float], least: float = 0.09) -> list[float]:
    """Heights for labels, in the same order, moved up where two would overlap."""
    placed: dict[int, float] = {}
    below = -np.inf
    for k in np.argsort(heights):
        below = placed[int(k)] = max(heights[k], below + least)
    return [placed[k] for k in range(len(heights))]
