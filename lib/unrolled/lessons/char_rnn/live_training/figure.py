"""A training while it runs: held-out loss against wall time, counting models as yardsticks, the expected range."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from unrolled.drawing.theme import COLOURS, SIZES, template
from unrolled.lessons.char_rnn.live_training.record import LiveTraining
from unrolled.units import Loss

TOP = 4.6  # nats; the uniform baseline of the plays is at 4.33


def describe_training(view: LiveTraining) -> str:
    """One sentence that says how the training stands."""
    if not len(view.seconds):
        return view.note
    so_far = f"After {view.seconds[-1]:.0f} of {view.budget:.0f} seconds"
    if not np.isfinite(view.validation[-1]):
        return f"{so_far}: the loss is no number any more, the training has run away. {view.note}".rstrip()
    loss = Loss(float(view.validation[-1]))
    return (f"{so_far}: {loss.nats:.2f} nats = {loss.bits:.2f} bits a character on held-out text. {view.note}").rstrip()


def outlook(view: LiveTraining) -> str:
    """What to expect of a training that has not begun."""
    if not len(view.expected):
        return f"Press Start: it trains for {view.budget:g} seconds. No run with these settings was measured before."
    _, low, high = view.expected[-1]
    return (
        f"Press Start: it trains for {view.budget:g} seconds. The band is what {view.expected[-1, 0]:.0f} seconds "
        f"gave before: {low:.2f} to {high:.2f} nats a character."
    )


def training_values(view: LiveTraining) -> dict[str, object]:
    """What changes in :func:`live_training_chart` while a training runs."""
    low, high = view.expected[:, 1], view.expected[:, 2]
    end = f"<b>now {view.validation[-1]:.2f}</b>" if len(view.seconds) else ""
    baselines = np.repeat(list(view.baselines.values()), 3)
    baselines[2::3] = np.nan
    values: dict[str, object] = {
        "0.x": np.concatenate([view.expected[:, 0], view.expected[::-1, 0]]),
        "0.y": np.concatenate([high, low[::-1]]),
        "1.x": view.seconds,
        "1.y": view.train,
        "2.x": view.seconds,
        "2.y": view.validation,
        "3.x": [view.budget] if end else [],
        "3.y": [0] if end else [],  # in the corner, which no line ever reaches
        "3.text": [end] if end else [],
        "4.y": baselines,
        "4.x": np.tile([0, view.budget, np.nan], len(view.baselines)),
        "5.x": np.full(len(view.baselines), view.budget),
        "5.y": np.array(list(view.baselines.values())),
        "5.text": [f"{name} {nats:.2f}" for name, nats in view.baselines.items()],
        "layout.xaxis.range": [0, view.budget],
        "layout.yaxis.range": [0, _top(view)],
    }
    colour = COLOURS[view.cell].light
    values |= {f"{trace}.line.color": colour for trace in (1, 2)}
    values |= {"2.marker.color": colour, "3.textfont.color": colour}
    return values


def _top(view: LiveTraining) -> float:
    """The end of the axis: above every loss that is a number, for a training may run away."""
    losses = np.concatenate([view.train, view.validation, list(view.baselines.values())])
    return float(max(TOP, 1.06 * losses[np.isfinite(losses)].max(initial=0)))


def live_training_chart(view: LiveTraining) -> go.Figure:
    """Held-out loss (thick) and training loss (thin) over seconds; grey lines: counting models; band: measured runs."""
    colour, grey = COLOURS["lstm"].light, COLOURS["baseline"].light
    figure = go.Figure(layout={"template": template()})
    figure.add_scatter(
        fill="toself",
        fillcolor="rgba(7,75,238,0.2)",
        line={"width": 5, "color": "rgba(7,75,238,0.2)"},
        mode="lines",
        hoverinfo="skip",
    )
    figure.add_scatter(
        mode="lines", line={"color": colour, "width": 2, "dash": "dot"},
        hovertemplate="%{y:.3f} nats, training, after %{x:.0f} s<extra></extra>",
    )  # fmt: skip
    figure.add_scatter(
        mode="lines+markers", line={"color": colour, "width": 4}, marker={"size": 7, "symbol": "square"},
        hovertemplate="%{y:.3f} nats, held-out text, after %{x:.0f} s<extra></extra>",
    )  # fmt: skip
    figure.add_scatter(
        mode="text", textposition="top left", textfont={"color": colour, "size": 17}, hoverinfo="skip", cliponaxis=False
    )
    figure.add_scatter(mode="lines", line={"color": grey, "width": 1.5}, hoverinfo="skip")
    figure.add_scatter(
        mode="text",
        textposition="middle right",
        textfont={"color": grey, "size": 14},
        hoverinfo="skip",
        cliponaxis=False,
    )
    figure.add_annotation(
        text="thick: held-out text   dotted: training text", x=0, y=1, xref="paper", yref="paper", xanchor="left",
        yanchor="bottom", showarrow=False, font={"size": SIZES["tick"], "color": COLOURS["ink2"].light},
    )  # fmt: skip
    figure.update_layout(margin={"t": 28, "b": 48, "l": 52, "r": 92}, height=376)
    figure.update_xaxes(title="seconds of training")
    figure.update_yaxes(title="nats a character", range=[0, TOP])
    for name, value in training_values(view).items():
        first, attribute = name.split(".", 1)
        if first == "layout":
            figure.layout[attribute] = value
        else:
            figure.data[int(first)][attribute] = value
    return figure
