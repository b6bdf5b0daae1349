"""A carry under different squashing functions."""

from __future__ import annotations

from typing import Any

import numpy as np
import plotly.graph_objects as go

from unrolled.drawing.formula import signed
from unrolled.drawing.theme import COLOURS
from unrolled.lessons.lstm.squash.record import Squash

LOOK = {  # colour, dash, marker
    "as it is": ("carry", "solid", "square"),
    "gate a tanh": ("forget-gate", "dot", "circle"),
    "candidate a σ": ("candidate", "dash", "triangle-up"),
}


def describe_squash(shown: Squash) -> str:
    """One sentence that says what the panel shows."""
    n = len(next(iter(shown.carry.values()))) - 1
    ends = ", ".join(f"{name} {signed(values[-1])}" for name, values in shown.carry.items())
    sums = f"{signed(shown.gate)} into the gate and {signed(shown.candidate)} into the candidate"
    return f"After {n} steps with {sums}: {ends}."


def _names(shown: Squash) -> list[str]:
    return [
        f"{name}: × {signed(shown.kept[name])}, {signed(shown.written[name])} a step; at the end {signed(values[-1])}"
        for name, values in shown.carry.items()
    ]


def squash_values(shown: Squash) -> dict[str, Any]:
    """What changes with the sliders."""
    values = {f"{k}.y": carry for k, carry in enumerate(shown.carry.values())}
    return values | {f"{k}.name": words for k, words in enumerate(_names(shown))}


def squash_chart(shown: Squash) -> go.Figure:
    """The carry over the steps, one line for each cell; names and numbers in a row above."""
    figure = go.Figure()
    for (name, values), words in zip(shown.carry.items(), _names(shown), strict=True):
        colour, dash, symbol = LOOK[name]
        paint = {"color": COLOURS[colour].light}
        figure.add_scatter(
            x=np.arange(len(values)), y=values, name=words, mode="lines+markers", cliponaxis=True,
            line={**paint, "dash": dash, "width": 2.5}, marker={**paint, "symbol": symbol, "size": 7},
        )  # fmt: skip
    figure.update_layout(
        height=400, showlegend=True, margin={"t": 96, "l": 64, "r": 24, "b": 52},
        legend={"orientation": "v", "y": 1.02, "yanchor": "bottom", "x": 0, "font": {"size": 15}},
        xaxis={"title": {"text": "steps"}}, yaxis={"title": {"text": "carry"}, "range": [-4, 4]},
    )  # fmt: skip
    return figure
