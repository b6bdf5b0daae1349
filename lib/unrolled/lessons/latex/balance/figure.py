"""Pairs by their distance: closed correctly, still open, or expected to close."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import plotly.graph_objects as go

from unrolled.drawing.numerals import percent
from unrolled.drawing.theme import COLOURS, SIZES, template
from unrolled.lessons.latex.balance.record import Balance, Line

NETWORKS = 4  # lines of networks, at most
SHADES = ("#9DB8F2", "#5C86EE", COLOURS["lstm"].light, "#02206B")
SYMBOLS = ("circle-open", "circle", "triangle-up", "star")
TITLES = {
    "closed": "{}: share closed correctly",
    "open": "{}: share still open",
    "expected": "{}: probability of the sign that closes, on real source",
}
AXES = {
    "closed": ("characters from opening to end", "closed correctly"),
    "open": ("characters since it was opened", "still open"),
    "expected": ("characters from opening to closing", "probability of what closes"),
}


class Slot(NamedTuple):
    """How a line of the chart is drawn, whoever stands in it."""

    colour: str
    symbol: str
    dash: str
    width: float


SLOTS = (
    Slot(COLOURS["target"].light, "square", "solid", 3.5),
    Slot(COLOURS["baseline"].light, "diamond", "dash", 2.5),
    *(Slot(shade, symbol, "solid", 2.5) for shade, symbol in zip(SHADES, SYMBOLS, strict=True)),
)


def slotted(view: Balance) -> list[Line | None]:
    """Which line stands in which slot: real source, counting, networks in their order."""
    found: list[Line | None] = [None] * len(SLOTS)
    networks = [line for line in view.lines if line.role == "network"][:NETWORKS]
    for line in view.lines:
        if line.role != "network":
            found[0 if line.role == "real" else 1] = line
    for k, line in enumerate(networks):
        found[4 if len(networks) == 1 else 2 + k] = line
    return found


def describe_balance(view: Balance) -> str:
    """One sentence: the value of each line at the longest distance where it was counted."""
    told = []
    for line in view.lines:
        held = np.flatnonzero(~np.isnan(line.values))
        if len(held):
            told.append(
                f"{line.name} {percent(float(line.values[held[-1]]))} at {line.distances[held[-1]]:,.0f} characters"
            )
    title = TITLES[view.question].format(view.kind.capitalize())
    return f"{title}. {'; '.join(told) or 'Too few of them were counted'}."


def hover(line: Line) -> list[str]:
    """What pointing at each value tells."""
    return [
        f"{line.name}, {distance:,.0f} characters: {percent(float(value)) if value == value else 'none'} of {count:,}"
        for distance, value, count in zip(line.distances, line.values, line.counts.tolist(), strict=True)
    ]


def balance_chart(view: Balance) -> go.Figure:
    """A line for each writer or reader over a logarithmic axis of distances."""
    figure = go.Figure(layout={"template": template(), "height": 360})
    for slot, line in zip(SLOTS, slotted(view), strict=True):
        figure.add_scatter(
            x=[] if line is None else line.distances, y=[] if line is None else line.values,
            name="" if line is None else line.name, visible=line is not None, mode="lines+markers", connectgaps=True,
            line={"color": slot.colour, "width": slot.width, "dash": slot.dash},
            marker={"symbol": slot.symbol, "size": 10}, hovertext=[] if line is None else hover(line), hoverinfo="text",
        )  # fmt: skip
    below, beside = AXES[view.question]
    figure.update_layout(
        title={"text": TITLES[view.question].format(view.kind.capitalize())},
        showlegend=True,
        legend={"x": 1.02, "y": 1, "font": {"size": SIZES["tick"]}},
        margin={"r": 190, "t": 40, "b": 48},
        xaxis={
            "type": "log", "title": {"text": below}, "range": [0, 4.2],
            "tickvals": [1, 10, 100, 1_000, 10_000], "ticktext": ["1", "10", "100", "1,000", "10,000"],
        },
        yaxis={"title": {"text": beside}, "range": [-0.03, 1.03], "tickformat": ".0%"},
    )  # fmt: skip
    return figure
