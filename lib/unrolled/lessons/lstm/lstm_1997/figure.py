"""Carries over a long text, with and without a forget gate."""

from __future__ import annotations

from typing import Any

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from unrolled.drawing.letters import percent
from unrolled.drawing.theme import COLOURS
from unrolled.lessons.lstm.lstm_1997.record import LongReading

LOOK = {"no forget gate": ("baseline", "dot"), "with forget gate": ("lstm", "solid")}


def describe_long_reading(read: LongReading) -> str:
    """One sentence that says what the panel shows."""
    how = f"reset every {read.every} characters" if read.every else "never reset"
    T = len(next(iter(read.carry.values())))
    ends = "; ".join(
        f"{name}: mean carry {read.carry[name][-1]:.1f}, {percent(float(read.full[name][-1]))} of the units full, "
        f"{read.bits[name].mean():.2f} bits"
        for name in read.carry
    )
    return f"{read.title}, after {T:,} characters, {how}: {ends}."


def _heading(read: LongReading) -> str:
    parts = (f"{name}: {read.carry[name][-1]:.1f} at the end" for name in read.carry)
    return "Mean size of the carry · " + " · ".join(parts)


def _loss_heading(read: LongReading) -> str:
    parts = (f"{name}: {read.bits[name].mean():.2f}" for name in read.carry)
    return "Loss, bits a character · " + " · ".join(parts)


def long_reading_values(read: LongReading) -> dict[str, Any]:
    """What changes with the controls."""
    values: dict[str, Any] = {}
    for k, name in enumerate(read.carry):
        values |= {f"{2 * k}.y": read.carry[name], f"{2 * k + 1}.y": read.bits[name]}
    headings = {"layout.annotations[0].text": _heading(read), "layout.annotations[1].text": _loss_heading(read)}
    top = max(1.1 * float(max(of.max() for of in read.carry.values())), 12.0)
    return values | headings | {"layout.yaxis.range": [0.0, top]}


def long_reading_chart(read: LongReading) -> go.Figure:
    """Above the size of the carry, below the loss, both along the text."""
    figure = make_subplots(
        rows=2, cols=1, shared_xaxes=True, vertical_spacing=0.16, row_heights=[0.55, 0.45],
        subplot_titles=(_heading(read), _loss_heading(read)),
    )  # fmt: skip
    for name in read.carry:
        colour, dash = LOOK[name]
        line = {"color": COLOURS[colour].light, "dash": dash, "width": 2.5}
        T = len(read.carry[name])
        places = read.block * (0.5 + np.arange(len(read.bits[name])))
        figure.add_scatter(x=np.arange(1, T + 1), y=read.carry[name], name=name, line=line, row=1, col=1)
        figure.add_scatter(x=places, y=read.bits[name], name=name, line=line, showlegend=False, row=2, col=1)
    figure.update_annotations(font={"size": 15}, x=0, xanchor="left")
    figure.update_layout(
        height=470, showlegend=True, margin={"t": 64, "l": 64, "r": 24, "b": 52},
        legend={"orientation": "h", "y": 1.1, "yanchor": "bottom", "x": 0, "font": {"size": 15}},
    )  # fmt: skip
    figure.update_yaxes(title_text="mean |C|", range=long_reading_values(read)["layout.yaxis.range"], row=1)
    figure.update_yaxes(title_text="bits", range=[1.5, 4.5], row=2)
    figure.update_xaxes(title_text="characters read", row=2)
    return figure
