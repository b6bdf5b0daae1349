"""Carries over a long text, with and without a forget gate."""

from __future__ import annotations

from typing import Any

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from unrolled.drawing.numerals import percent
from unrolled.drawing.theme import COLOURS
from unrolled.lessons.lstm.lstm_1997.record import LongReading

LOOK = {"no forget gate": ("baseline", "dot"), "with forget gate": ("lstm", "solid")}
HEADINGS = ("<b>Mean size of the carry</b>", "<b>Loss, bits a character</b>")
BITS = (1.5, 4.5)  # the axis of the loss
NAMES_APART = 0.36  # of an axis, between the middles of two names of two lines each


def describe_long_reading(read: LongReading) -> str:
    """One sentence that says what the panel shows."""
    how = f"reset every {read.every} characters" if read.every else "never reset"
    T = len(next(iter(read.carry.values())))
    ends = "; ".join(
        f"{name}: mean carry {read.carry[name][-1]:.1f}, {percent(float(read.full[name][-1]))} of the units saturated, "
        f"{read.bits[name].mean():.2f} bits"
        for name in read.carry
    )
    return f"{read.title}, after {T:,} characters, {how}: {ends}."


def answer(read: LongReading) -> str:
    """What became of the carries, and what it cost, in two sentences."""
    (bare, full), (gated, some) = (
        (f"{read.carry[name][-1]:,.1f}", percent(float(read.full[name][-1]))) for name in LOOK
    )
    loss = " and ".join(f"{read.bits[name].mean():.2f}" for name in LOOK)
    return (
        f"Without a forget gate the mean carry ends at {bare}, and {full} of the units are saturated (|C| > 3); "
        f"with one, at {gated} and {some}. The loss is {loss} bits."
    )


def _top(read: LongReading) -> float:
    """Upper end of the axis of the carry: nothing a reset leaves is drawn larger than it is."""
    return max(1.1 * float(max(of.max() for of in read.carry.values())), 12.0)


def _ends(read: LongReading) -> list[dict[str, Any]]:
    """Names with numbers at the ends of the lines, kept apart; first those of the carry, then those of the loss."""
    carry = {name: float(of[-1]) for name, of in read.carry.items()}
    loss = {name: float(of.mean()) for name, of in read.bits.items()}
    ends = []
    for found, axis, words in ((carry, (0.0, _top(read)), "{:,.1f} at the end"), (loss, BITS, "{:.2f} on average")):
        heights = _apart(found, *axis)
        for name, number in found.items():
            font = {"color": COLOURS[LOOK[name][0]].light, "size": 14}
            ends.append({"y": heights[name], "text": f"{name}<br><b>{words.format(number)}</b>", "font": font})
    return ends


def _apart(found: dict[str, float], low: float, high: float) -> dict[str, float]:
    """Heights for labels of two lines, inside the axis and far enough from each other."""
    room = NAMES_APART * (high - low)
    lower, upper = sorted(found, key=lambda name: found[name])
    below = min(max(found[lower], low + room / 2), high - 1.5 * room)
    return {lower: below, upper: min(max(found[upper], below + room), high - room / 2)}


def long_reading_values(read: LongReading) -> dict[str, Any]:
    """What changes with the controls."""
    values: dict[str, Any] = {}
    for k, name in enumerate(read.carry):
        values |= {f"{2 * k}.y": read.carry[name], f"{2 * k + 1}.y": read.bits[name]}
    for k, end in enumerate(_ends(read), len(HEADINGS)):
        values |= {f"layout.annotations[{k}].{part}": end[part] for part in ("y", "text")}
    return values | {"layout.yaxis.range": [0.0, _top(read)]}


def long_reading_chart(read: LongReading) -> go.Figure:
    """Above the size of the carry, below the loss, both along the text."""
    figure = make_subplots(
        rows=2, cols=1, shared_xaxes=True, vertical_spacing=0.15, row_heights=[0.55, 0.45], subplot_titles=HEADINGS
    )
    for name in read.carry:
        colour, dash = LOOK[name]
        line = {"color": COLOURS[colour].light, "dash": dash, "width": 2.5}
        T = len(read.carry[name])
        places = read.block * (0.5 + np.arange(len(read.bits[name])))
        figure.add_scatter(x=np.arange(1, T + 1), y=read.carry[name], name=name, line=line, row=1, col=1)
        figure.add_scatter(x=places, y=read.bits[name], name=name, line=line, row=2, col=1)
    figure.update_annotations(font={"size": 15}, x=0, xanchor="left")
    for k, end in enumerate(_ends(read)):
        axis = "y" if k < len(read.carry) else "y2"
        figure.add_annotation(x=1.01, xref="paper", xanchor="left", yref=axis, align="left", showarrow=False, **end)
    figure.update_layout(height=380, showlegend=False, margin={"t": 28, "l": 64, "r": 150, "b": 48})
    figure.update_yaxes(title_text="|C|", tickformat="~s", range=[0.0, _top(read)], row=1)
    figure.update_yaxes(title_text="bits", range=BITS, row=2)
    figure.update_xaxes(tickformat=",")
    figure.update_xaxes(title_text="characters read", row=2)
    return figure
