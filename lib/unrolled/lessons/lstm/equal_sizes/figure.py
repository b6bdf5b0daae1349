"""RNN, GRU and LSTM of equal size on the same task."""

from __future__ import annotations

import plotly.graph_objects as go

from unrolled.drawing.theme import COLOURS
from unrolled.lessons.lstm.equal_sizes.record import EqualSizes

DASH = {"rnn": "2px 6px", "gru": "12px 6px", "lstm": "solid"}


def equal_sizes_chart(study: EqualSizes) -> go.Figure:
    """Held-out loss over the updates: the mean of the seeds, the band from the best to the worst, names at the ends."""
    figure = go.Figure()
    for cell, curves in study.curves.items():
        colour, mean = COLOURS[cell].light, curves.mean(axis=0)
        for edge, fill in ((curves.max(axis=0), None), (curves.min(axis=0), "tonexty")):
            figure.add_scatter(
                x=study.updates, y=edge, mode="lines", line={"width": 0, "color": colour}, fill=fill, opacity=0.25,
                hoverinfo="skip", showlegend=False,
            )  # fmt: skip
        figure.add_scatter(
            x=study.updates, y=mean, name=cell.upper(), mode="lines",
            line={"color": colour, "width": 3, "dash": DASH[cell]}, hovertemplate="%{y:.2f} nats",
        )  # fmt: skip
    seeds = len(next(iter(study.final.values())))
    words = "mean and band of 3 seeds" if seeds == 3 else f"{seeds} of 3 seeds trained so far"
    best = min(study.final, key=lambda cell: study.final[cell].mean())
    figure.update_layout(
        title=f"At equal size and after as many updates, the {best.upper()} has the lowest loss ({words})",
        xaxis={"title": {"text": "updates"}, "range": [0, study.updates[-1]]},
        yaxis={"title": {"text": "held-out loss, nats a character"}, "range": [1.6, 2.3]},
        height=420,
        margin={"r": 190},
    )
    _name_ends(figure, study)
    return figure


def _name_ends(figure: go.Figure, study: EqualSizes) -> None:
    """Names at the ends of the lines, kept apart where these come close."""
    ends = sorted((float(curves.mean(axis=0)[-1]), cell) for cell, curves in study.curves.items())
    places: list[float] = []
    for end, cell in ends:
        y = max(end, places[-1] + 0.045) if places else end
        places.append(y)
        words = f"{cell.upper()} {study.widths[cell]} units: {end:.2f}"
        paint = {"size": 15, "color": COLOURS[cell].light}
        figure.add_annotation(
            x=study.updates[-1], y=y, text=words, xanchor="left", xshift=6, showarrow=False, font=paint
        )
