"""Memory horizon: a text of which only the last n characters may be read; held-out loss against n."""

from __future__ import annotations

from math import log10

import numpy as np
import plotly.graph_objects as go

from unrolled.drawing.letters import Grid, ordinal, percent, visible
from unrolled.drawing.svg import Drawing, element, text
from unrolled.drawing.theme import COLOURS, MONO, SANS, SIZES, css, template
from unrolled.lessons.gradients.horizon.record import Horizon, Reach

WIDTH = 1060
COLUMNS, SIZE, TOP = 54, 17, 36
LEAST_ROWS = 6
BARS, BAR, ROW = 690, 230, 30
CHART_LEFT, CHART_WIDE, CHART_TALL = 50, 500, 150
MOST_BITS = 12
DASHES = {"rnn": "2px 6px", "gru": "12px 6px", "lstm": "solid"}
MARKERS = {"rnn": "circle", "gru": "triangle-up", "lstm": "square"}
STYLE = f"text{{font-family:{SANS};font-variant-numeric:tabular-nums}} .mono{{font-family:{MONO}}}"


def describe_horizon(view: Horizon) -> str:
    """One sentence that says what the panel shows."""
    name, cut, whole = view.came
    return (
        f"Character {view.place + 1} of {len(view.text)}, {visible(name)}: {percent(cut)} with the last "
        f"{view.context} character{'s' * (view.context != 1)}, {percent(whole)} with all {view.place}."
    )


def horizon_drawing(view: Horizon) -> Drawing:
    """The text, each character to be picked."""
    grid = _grid(view)
    return Drawing.of(
        *(grid.box(k, fill=css("ground"), data_pick=k) for k in range(len(view.text))),
        grid.lines(),
        width=WIDTH,
        height=_height(grid),
        description=f"A text of {len(view.text)} characters, one of which is to be predicted.",
        style=STYLE,
    )


def horizon_cut(view: Horizon) -> Drawing:
    """The layer over it: what may be read, what was cut away, the chances with and without, and the surprisal by n."""
    grid = _grid(view)
    words = f"It may read {view.context} character{'s' * (view.context != 1)} to predict the framed one"
    return Drawing.of(
        text(words, 2, 20, font_size=16, font_weight=700, fill=css("ink")),
        *_veils(grid, view),
        *_expected(view),
        *_curve(view, grid.top_of_chart),
        width=WIDTH,
        height=_height(grid),
        description=describe_horizon(view),
        style=STYLE,
    )


class _Text(Grid):
    """The text, and below it room for the curve."""

    @property
    def top_of_chart(self) -> float:
        return max(self.bottom, TOP + LEAST_ROWS * self.tall) + 62


def _grid(view: Horizon) -> _Text:
    return _Text(view.text, COLUMNS, SIZE, 2, TOP)


def _height(grid: _Text) -> int:
    return int(grid.top_of_chart + CHART_TALL + 52)


def _veils(grid: Grid, view: Horizon) -> list[str]:
    """A veil and a stroke over what is cut away, a line under what is read, a frame round what is asked."""
    first, last = view.place - view.context, len(view.text)
    parts = []
    for x, y, wide in grid.runs(0, first):
        parts.append(_veil(x, y, wide, grid.tall))
        parts.append(element("rect", x=x, y=y + grid.tall / 2, width=wide, height=1.2, fill=css("baseline")))
    for x, y, wide in grid.runs(first, view.context):
        parts.append(element("rect", x=x, y=y + grid.tall - 4, width=wide, height=3, fill=css("predicted")))
    parts += [_veil(x, y, wide, grid.tall) for x, y, wide in grid.runs(view.place + 1, last - view.place - 1)]
    x, y = grid.corner(view.place)
    frame = {"x": x - 2, "y": y - 1, "width": grid.wide + 4, "height": grid.tall + 2, "rx": 3, "fill": "none"}
    parts.append(element("rect", **frame, stroke=css("target"), stroke_width=2.5))
    return parts


def _veil(x: float, y: float, wide: float, tall: float) -> str:
    return element("rect", x=x, y=y, width=wide, height=tall, fill=css("ground"), fill_opacity=0.6)


def _expected(view: Horizon) -> list[str]:
    """Bars: with n characters; marks: with all of them."""
    parts = [
        text("Expected next", BARS, 20, font_size=16, font_weight=700, fill=css("ink")),
        text("square-root scale", WIDTH - 2, 20, font_size=14, text_anchor="end", fill=css("ink2")),
        element("rect", x=BARS, y=36, width=16, height=12, fill=css("predicted")),
        text(f"with the last {view.context}", BARS + 22, 47, font_size=14, fill=css("ink")),
        element("rect", x=BARS + 176, y=34, width=3, height=16, fill=css("ink")),
        text(f"with all {view.place}", BARS + 186, 47, font_size=14, fill=css("ink")),
    ]
    rows = list(view.candidates)
    names = [name for name, _, _ in rows]
    if view.came[0] not in names:
        rows.append(view.came)
    for row, (name, cut, whole) in enumerate(rows):
        y = 62 + row * ROW
        parts += [
            text(visible(name), BARS + 26, y + 19, font_size=17, class_="mono", text_anchor="middle", fill=css("ink")),
            element("rect", x=BARS + 44, y=y + 4, width=max(BAR * cut**0.5, 0.5), height=18, fill=css("predicted")),
            element("rect", x=BARS + 42.5 + BAR * whole**0.5, y=y, width=3, height=26, fill=css("ink")),
            text(percent(cut), WIDTH - 2, y + 19, font_size=15, text_anchor="end", fill=css("ink")),
        ]
        if name == view.came[0]:
            box = {"x": BARS + 14, "y": y, "width": 24, "height": 26, "rx": 4, "fill": "none"}
            parts.append(element("rect", **box, stroke=css("target"), stroke_width=2.5))
            parts.append(text("▶", BARS - 4, y + 18, font_size=14, fill=css("target")))
    name, cut, whole = view.came
    words = f"Comes: {visible(name)}, {ordinal(view.rank)} likeliest; {percent(cut)} with {view.context},"
    y = 62 + 9 * ROW + 22
    parts.append(text(words, BARS, y, font_size=15, font_weight=700, fill=css("ink")))
    parts.append(text(f"{percent(whole)} with all {view.place}", BARS, y + 22, font_size=15, fill=css("ink")))
    return parts


def _curve(view: Horizon, top: float) -> list[str]:
    """The surprisal of the character that comes, for every n measured; n on a log axis."""

    def at(n: float, bits: float) -> tuple[float, float]:
        share = log10(n) / log10(500)
        return CHART_LEFT + CHART_WIDE * share, top + CHART_TALL * (1 - min(bits, MOST_BITS) / MOST_BITS)

    words = f"Surprisal of {visible(view.came[0])}, bits"
    parts = [text(words, 2, top - 16, font_size=15, font_weight=700, fill=css("ink"))]
    for bits in (0, 4, 8, 12):
        _, y = at(1, bits)
        parts.append(element("rect", x=CHART_LEFT, y=y - 0.5, width=CHART_WIDE, height=1, fill=css("hair")))
        parts.append(text(f"{bits}", CHART_LEFT - 10, y + 5, font_size=14, text_anchor="end", fill=css("ink2")))
    for n in (1, 2, 5, 10, 20, 50, 100, 200, 500):
        x, y = at(n, 0)
        parts.append(text(f"{n}", x, y + 20, font_size=14, text_anchor="middle", fill=css("ink2")))
    x, y = at(22, 0)
    parts.append(text("characters it may read", x, y + 42, font_size=15, text_anchor="middle", fill=css("ink")))
    points = [at(n, bits) for n, bits in zip(view.contexts, view.bits, strict=True)]
    line = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    parts.append(element("path", d=line, fill="none", stroke=css("predicted"), stroke_width=2.5))
    parts += [element("circle", cx=x, cy=y, r=3.5, fill=css("predicted")) for x, y in points]
    bits = float(view.bits[view.contexts == view.context][0])
    x, y = at(view.context, bits)
    parts.append(element("rect", x=x - 1, y=top, width=2, height=CHART_TALL, fill=css("ink")))
    parts.append(element("circle", cx=x, cy=y, r=6, fill=css("ground"), stroke=css("ink"), stroke_width=2.5))
    words = f"n = {view.context}: {bits:.1f} bits"
    parts.append(
        text(
            words, CHART_LEFT + CHART_WIDE, top - 16, font_size=15, font_weight=700, text_anchor="end", fill=css("ink")
        )
    )
    return parts


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
