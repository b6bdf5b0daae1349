"""Dropout in a sequence: masks drawn over time, what they leave of a state, what trainings with them reached."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from unrolled.drawing.axes import Axes, joined
from unrolled.drawing.layout import Box, picture
from unrolled.drawing.letters import visible
from unrolled.drawing.numerals import percent
from unrolled.drawing.shapes import rect, shape
from unrolled.drawing.svg import Drawing, hit
from unrolled.drawing.theme import COLOURS, SIZES, css, template
from unrolled.drawing.type import heading, label, note, title
from unrolled.lessons.rnn.dropout.record import Masked, Masks, Study

FRAME = picture()
HALVES = FRAME.columns(2, gap=34)
TOP, TALL = 26, 11  # of the masks, and of one unit
KEY = 244  # the line that says what the cells mean
CHARTS = tuple(Box(half.x + 34, 300, half.width - 36, 71) for half in HALVES)
NAMES = {"one": "One mask for the whole text", "each": "A fresh mask at each step"}
DASH = {"one": None, "each": "7 5"}
SHORT = {"one": "one mask", "each": "fresh masks"}
SHADES = 4  # of each sign


def describe_masks(view: Masks) -> str:
    """One sentence with what is left at the cursor."""
    k = view.cursor
    told = [
        f"{'one mask' if kind.name == 'one' else 'fresh masks'}: {kind.heard[k]:.0%} of the units heard at every step "
        f"so far, state {kind.alike[k]:.2f} alike"
        for kind in view.kinds
    ]
    return f"Step {k + 1} of {len(view.text)}, {visible(view.text[k])}, rate {view.rate:g}; {'; '.join(told)}."


def remark(view: Masks) -> str:
    """What to say in the status line: what is left at the cursor, in both ways."""
    k = view.cursor
    heard = ", ".join(f"{percent(float(kind.heard[k]))} with {SHORT[kind.name]}" for kind in view.kinds)
    alike = " and ".join(f"{kind.alike[k]:.2f}" for kind in view.kinds)
    return f"Units never removed up to step {k + 1}: {heard}. Likeness to the state without dropout: {alike}."


def masks_drawing(view: Masks) -> Drawing:
    """Units by steps: coloured where kept, crossed out where removed; below, what is left over time."""
    parts = []
    for place, kind in enumerate(view.kinds):
        left, wide = _frame(view, place)
        parts += _block(view, kind, left, wide)
    parts += _chart(view, 0, "Units heard at every step so far", "heard")
    parts += _chart(view, 1, "How alike the state is to the one without dropout", "alike")
    return Drawing.of(
        *parts,
        _key(),
        height=FRAME.height,
        description=f"Masks over {len(view.text)} steps at a rate of {view.rate:g}, and what they leave of the state.",
    )


def masks_cursor(view: Masks) -> Drawing:
    """The layer over it: a frame round the step, and the values there."""
    k, parts = view.cursor, []
    for place, kind in enumerate(view.kinds):
        left, wide = _frame(view, place)
        column, tall = wide / len(view.text), kind.kept.shape[1] * TALL
        parts.append(rect(left + k * column - 1, TOP - 2, column + 2, tall + 25, "none", "ink", 2.5, rx=3))
    for box, what in zip(CHARTS, ("heard", "alike"), strict=True):
        x, _ = _axes(view, box).at(k, 0)
        parts.append(rect(x - 1, box.y, 2, box.height, "ink"))
        parts += _named(view, box.x, box.y - 12, what)
    return Drawing.of(*parts, height=FRAME.height, description=describe_masks(view))


def _frame(view: Masks, place: int) -> tuple[float, float]:
    """Left edge and width of a block; a single one gets all the room that its cells can use."""
    box = HALVES[place] if len(view.kinds) > 1 else FRAME
    return box.x + 2, min(box.width - 4, 34.0 * len(view.text))


def _block(view: Masks, kind: Masked, left: float, wide: float) -> list[str]:
    T, units = kind.kept.shape
    column = wide / T
    level = np.clip(np.ceil(np.abs(kind.states) * SHADES), 1, SHADES).astype(int) * np.sign(kind.states).astype(int)
    cells: dict[int, list[str]] = {}
    hatched, crossed = [], []
    for t in range(T):
        x = left + t * column
        for unit in range(units):
            y = TOP + unit * TALL
            if not kind.kept[t, unit]:
                crossed.append(
                    f"M{x + 2:.1f} {y + 2}l{column - 4:.1f} {TALL - 4}m0 {4 - TALL}l{4 - column:.1f} {TALL - 4}"
                )
                continue
            cells.setdefault(int(level[t, unit]), []).append(
                f"M{x:.1f} {y}h{column - 1:.1f}v{TALL - 1}h{1 - column:.1f}z"
            )
            if kind.states[t, unit] < 0:
                hatched.append(f"M{x + 2:.1f} {y + TALL - 3}l{min(column, TALL) - 5:.1f} {5 - min(column, TALL):.1f}")
    foot, right = TOP + units * TALL + 17, left + (HALVES[0].width - 4)
    return [
        title(NAMES[kind.name], left, 17),
        note(f"{units} of {view.units} units", right, 17, "end"),
        *(
            shape("".join(d), "predicted" if of > 0 else "negative", fill_opacity=0.2 * abs(of))
            for of, d in sorted(cells.items())
        ),
        shape("".join(hatched) or "M0 0", edge="negative", thick=1.2),
        shape("".join(crossed) or "M0 0", "none", "edge", 1.2),
        *(
            note(visible(character), left + (t + 0.5) * column, foot, "middle", "ink", class_="mono")
            for t, character in enumerate(view.text)
        ),
        *(hit(left + t * column, TOP, column, units * TALL + 26, data_pick=t) for t in range(T)),
    ]


def _key() -> str:
    y = KEY
    step = (("negative", 0.8, "below 0, hatched"), ("predicted", 0.8, "above 0"))
    parts, x = [], 2.0
    for paint, opacity, words in step:
        parts += [rect(x, y - 12, 16, 14, paint, fill_opacity=opacity), note(words, x + 24, y)]
        x += 150
    parts.append(shape(f"M{x} {y - 11}l12 11m0 -11l-12 11", edge="edge", thick=1.5))
    parts.append(note("removed: heard neither by the others nor by the readout", x + 22, y))
    return "".join(parts)


def _axes(view: Masks, box: Box) -> Axes:
    return Axes.over(box, (0, max(len(view.text) - 1, 1)), (0, 1))


def _chart(view: Masks, place: int, name: str, what: str) -> list[str]:
    axes = _axes(view, CHARTS[place])
    return [
        heading(name, HALVES[place].x + 2, axes.top - 32),
        *axes.across((0, 0.5, 1)),
        *(shape(joined(axes.places(range(len(view.text)), getattr(kind, what))), **_line(kind)) for kind in view.kinds),
    ]


def _named(view: Masks, x: float, y: float, what: str) -> list[str]:
    """The lines of a chart by name, with their values at the cursor."""
    parts = []
    for kind in view.kinds:
        words = f"{SHORT[kind.name]} {getattr(kind, what)[view.cursor]:.2f}"
        parts += [shape(f"M{x} {y - 5}h34", **_line(kind)), label(words, x + 42, y)]
        x += 190
    return parts


def _line(kind: Masked) -> dict[str, object]:
    return {"fill": "none", "stroke": css("ink"), "stroke_width": 2.5, "stroke_dasharray": DASH[kind.name]}


# Kind of dropout to colour and dash: all of one plain RNN, so that line and marker tell kinds apart, not colour alone.
LINES = {
    "none": ("baseline", "solid", "circle"),
    "nodes, one mask": ("predicted", "solid", "square"),
    "nodes, each step": ("negative", "8px 5px", "x"),
    "readout, one mask": ("predicted", "2px 4px", "square-open"),
    "readout, each step": ("negative", "2px 4px", "x-open"),
}


def play_chart(studies: list[Study]) -> go.Figure:
    """Held-out loss over updates on a single play; bands over seeds."""
    figure = _curves(studies, "updates", "held-out loss, nats a character", least=0.035)
    ends = {study.kind: study.values[:, -1] for study in studies}
    best = min(ends, key=lambda kind: ends[kind].mean())
    gain = ends["none"].mean() - ends[best].mean()
    figure.update_layout(
        title={"text": f"A single play: “{best}” ends lowest, {gain:.2f} nats below no dropout"},
        yaxis_range=[min(v.values.min() for v in studies) - 0.03, max(v.values[:, 1:].max() for v in studies) + 0.06],
    )
    return figure


def recall_chart(studies: list[Study]) -> go.Figure:
    """The share of symbols recalled after so many steps; bands over seeds."""
    figure = _curves(studies, "steps between the symbol and the question", "share recalled without dropout", least=0.07)
    one, each = (
        next(study for study in studies if study.kind == f"nodes, {name}") for name in ("one mask", "each step")
    )
    k = int(np.abs(one.values.mean(axis=0) - each.values.mean(axis=0)).argmax())
    figure.update_layout(
        title={
            "text": f"Over {one.at[k]} steps {one.values[:, k].mean():.0%} are recalled with one mask, "
            f"{each.values[:, k].mean():.0%} with fresh ones"
        },
        yaxis_range=[0, 1.08],
    )
    figure.add_hline(y=1 / 8, line={"color": COLOURS["baseline"].light, "width": 1, "dash": "dot"})
    figure.add_annotation(
        x=float(studies[0].at[0]), y=1 / 8, text="guessing", showarrow=False, xanchor="left", yshift=10,
        font={"size": SIZES["tick"], "color": COLOURS["baseline"].light},
    )  # fmt: skip
    return figure


def _curves(studies: list[Study], across: str, up: str, *, least: float) -> go.Figure:
    """Means over seeds with bands; each line is named at its end."""
    figure = go.Figure(layout={"template": template(), "height": 420})
    for study in studies:
        paint, dash, symbol = LINES[study.kind]
        colour = COLOURS[paint].light
        figure.add_scatter(
            x=np.concatenate([study.at, study.at[::-1]]),
            y=np.concatenate([study.values.max(axis=0), study.values.min(axis=0)[::-1]]),
            fill="toself", mode="lines", line={"width": 0}, fillcolor=colour, opacity=0.18, hoverinfo="skip",
        )  # fmt: skip
        figure.add_scatter(
            x=study.at, y=study.values.mean(axis=0), mode="lines+markers",
            line={"color": colour, "width": 2.5, "dash": dash}, marker={"size": 8, "symbol": symbol},
            hovertemplate=study.kind + ": %{y:.3f} at %{x}<extra></extra>",
        )  # fmt: skip
    below = -np.inf
    for study in sorted(studies, key=lambda study: study.values[:, -1].mean()):
        height = study.values[:, -1].mean()
        below = max(height, below + least)
        figure.add_annotation(
            x=study.at[-1], y=below, text=f"{study.kind} {height:.2f}", showarrow=False, xanchor="left", xshift=10,
            font={"size": SIZES["tick"], "color": COLOURS[LINES[study.kind][0]].light},
        )  # fmt: skip
    at = studies[0].at
    ticks = at if len(at) < 8 else at[3::4]
    axis = {"title": {"text": across}, "range": [0, 1.27 * float(at[-1])], "tickvals": ticks.tolist()}
    figure.update_layout(xaxis=axis, yaxis={"title": {"text": up}})
    return figure
