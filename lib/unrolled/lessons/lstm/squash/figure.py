"""A carry under different squashing functions."""

from __future__ import annotations

from typing import Any

import numpy as np
import plotly.graph_objects as go

from unrolled.drawing.numerals import signed
from unrolled.drawing.theme import COLOURS, SIZES
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


def answer(shown: Squash) -> str:
    """What each of both would do in the other's place, in two sentences."""
    kept, turned = shown.kept["as it is"], shown.kept["gate a tanh"]
    added, only = shown.written["as it is"], shown.written["candidate a σ"]
    share = f"keep {turned:.2f}" if turned > 0 else "keep nothing" if turned == 0 else "turn the carry’s sign"
    return (
        f"As a gate, σ keeps {kept:.2f} of the carry; tanh would {share} (× {signed(turned)}). As a candidate, tanh "
        f"writes {signed(added)} at each step; σ could only add ({signed(only)})."
    )


def _names(shown: Squash) -> list[str]:
    return [
        f"<b>{name}</b><br>× {signed(shown.kept[name])}, {signed(shown.written[name])} a step"
        f"<br>at the end {signed(values[-1])}"
        for name, values in shown.carry.items()
    ]


def squash_values(shown: Squash) -> dict[str, Any]:
    """What changes with the sliders."""
    values = {f"{k}.y": carry for k, carry in enumerate(shown.carry.values())}
    return values | {f"{k}.name": words for k, words in enumerate(_names(shown))}


def squash_chart(shown: Squash) -> go.Figure:
    """The carry over the steps, one line for each cell; names and numbers beside it, in places of their own."""
    figure = go.Figure()
    for (name, values), words in zip(shown.carry.items(), _names(shown), strict=True):
        colour, dash, symbol = LOOK[name]
        paint = {"color": COLOURS[colour].light}
        figure.add_scatter(
            x=np.arange(len(values)), y=values, name=words, mode="lines+markers", cliponaxis=True,
            line={**paint, "dash": dash, "width": 2.5}, marker={**paint, "symbol": symbol, "size": 7},
        )  # fmt: skip
    figure.add_annotation(
        text="From 1 on; input gate open, both sums constant", showarrow=False,
        x=0, xref="paper", xanchor="left", y=1, yref="paper", yanchor="bottom", yshift=6,
        font={"size": SIZES["tick"], "color": COLOURS["ink2"].light},
    )  # fmt: skip
    figure.update_layout(
        height=380, showlegend=True, margin={"t": 34, "l": 64, "r": 200, "b": 48},
        legend={"y": 0.5, "yanchor": "middle", "x": 1.02, "font": {"size": 15}, "tracegroupgap": 0},
        xaxis={"title": {"text": "steps"}, "range": [-0.6, len(values) - 0.4]},
        yaxis={"title": {"text": "carry"}, "range": [-4, 4]},
    )  # fmt: skip
    return figure
