"""Pictures of character-level models: the next character, and softmax by hand."""

from __future__ import annotations

from math import exp, log, log2

import numpy as np
import plotly.graph_objects as go

from unrolled.drawing.layout import Box
from unrolled.drawing.letters import visible
from unrolled.drawing.numerals import percent
from unrolled.drawing.shapes import rect
from unrolled.drawing.svg import Drawing, element, text
from unrolled.drawing.theme import COLOURS, SIZES, css, template
from unrolled.drawing.type import heading, label, note, title
from unrolled.measuring.records.char_rnn import Softmax, TemperatureView

SHOWN = 20  # bars; the other characters share the last one
TICKS = (0, 0.01, 0.05, 0.10, 0.25, 0.50, 1.0)
ROOM = Box(0, 0, 436, 372)  # the passage stands beside it
_HEAD, _BELOW = ROOM.cut_top(40, gap=14)
_ENTROPY, _CHANCES = _BELOW.cut_bottom(56)
_NAMES, _PLOT = _CHANCES.cut_bottom(50)
KEY = 150  # left of what the signs mean
LEFT, RIGHT, TOP, BOTTOM = 52, 428, int(_PLOT.y), int(_PLOT.bottom)
BOX = {False: 10, True: 16}  # half the width of the box round a character, and round "rest"


def _height(p: float) -> float:
    """Pixels of a probability on the square-root scale, which keeps small ones visible up to 100 %."""
    return (BOTTOM - TOP) * p**0.5


def describe_temperature(view: TemperatureView) -> str:
    """One sentence that says what the temperature panel shows."""
    prompt = "".join(visible(c) if c == "\n" else c for c in view.next.prompt[-24:])
    cut = "…" if len(view.next.prompt) > 24 else ""
    return (
        f"At temperature {view.temperature:.2f} after “{cut}{prompt}”, {visible(view.next.characters[0])} is likeliest "
        f"({percent(view.now[0])}), entropy {view.entropy:.2f} of {_most_bits(view):.2f} bits."
    )


def unsureness(view: TemperatureView) -> str:
    """How loosely the network speaks, in words that need no logarithm."""
    if view.temperature == 0:
        return "τ = 0: the likeliest character comes every time."
    return f"τ = {view.temperature:.2f}: as unsure as among {2**view.entropy:.1f} equally likely characters."


def _most_bits(view: TemperatureView) -> float:
    return log2(len(view.next.characters))


def temperature_drawing(view: TemperatureView) -> Drawing:
    """Bars for the likeliest next characters, marks for temperature 1, and the entropy below.

    ``panels/js/temperature.js`` moves the parts marked with ``data-part``; they
    are drawn here, once, so that page and static picture cannot differ.
    """
    shown = min(SHOWN, len(view.next.characters))
    rest = len(view.next.characters) - shown
    return Drawing.of(
        _frame(rest),
        *_bars(view, shown, rest),
        *_entropy(view),
        width=int(ROOM.width),
        height=int(ROOM.height),
        description=describe_temperature(view),
        data_top=TOP,
        data_bottom=BOTTOM,
        data_left=LEFT,
        data_right=RIGHT,
        data_shown=shown,
    )


def _frame(rest: int) -> str:
    parts = [
        heading("Which character comes next?", 0, 16),
        note("square-root scale", ROOM.right, 16, "end"),
        # the row begins beside the value of the first bar, which may stand as high as it
        rect(KEY, 26, 15, 15, "predicted"),
        label("now", KEY + 22, 39),
        rect(KEY + 76, 32, 22, 3, "ink"),
        label("as trained, τ = 1", KEY + 105, 39),
        label(
            f"Boxed: the first character drawn.{f' Rest: {rest} others.' if rest else ''}",
            LEFT,
            _NAMES.bottom - 6,
            colour="ink2",
        ),
    ]
    for p in TICKS:
        y = BOTTOM - _height(p)
        parts += [rect(LEFT, y - 0.5, RIGHT - LEFT, 1, "hair"), note(f"{100 * p:.0f} %", LEFT - 8, y + 5, "end")]
    return "".join(parts)


def _bars(view: TemperatureView, shown: int, rest: int) -> list[str]:
    slot = (RIGHT - LEFT) / (shown + bool(rest))
    wide = min(15.0, 0.68 * slot)
    now, then = list(view.now[:shown]), list(view.as_trained[:shown])
    names = [visible(character) for character in view.next.characters[:shown]]
    if rest:
        now.append(float(view.now[shown:].sum()))
        then.append(float(view.as_trained[shown:].sum()))
        names.append("rest")
    parts = []
    for k, (p, p1, name) in enumerate(zip(now, then, names, strict=True)):
        parts += _bar(k, LEFT + slot * (k + 0.5), wide, p, p1, name, rest=k == shown)
    drawn = _drawn_slot(view, shown)
    half = BOX[drawn == shown]
    left = max(LEFT + 2, LEFT + slot / 2 - wide / 2)
    return [
        *parts,
        rect(LEFT, BOTTOM - 0.75, RIGHT - LEFT, 1.5, "ink"),
        element(
            "rect",
            **{"x": LEFT + slot * (drawn + 0.5) - half, "y": BOTTOM + 3, "width": 2 * half, "height": 25, "rx": 5},
            **{"fill": "none", "stroke": css("ink"), "stroke_width": 2.2, "data_part": "box"},
            visibility="hidden" if drawn < 0 else None,
        ),
        title(percent(view.now[0]), left, BOTTOM - _height(max(now[0], then[0])) - 8, data_part="top-value"),
    ]


def _bar(k: int, x: float, wide: float, p: float, p1: float, name: str, *, rest: bool) -> list[str]:
    """The bar of one character around x, its mark for temperature 1, and its name."""
    dashed = {"fill": css("ground"), "stroke": css("edge"), "stroke_dasharray": "3 3"}
    paint = dashed if rest else {"fill": css("predicted")}
    face = {"font_size": SIZES["tick"]} if rest else {"font_size": 17, "class_": "mono"}
    return [
        rect(x - wide / 2, BOTTOM - _height(p), wide, _height(p), data_part=f"bar-{k}", **paint),
        rect(x - wide / 2 - 3, BOTTOM - _height(p1) - 1.5, wide + 6, 3, "ink", data_part=f"mark-{k}"),
        text(name, x, BOTTOM + 20, text_anchor="middle", fill=css("ink"), data_part=f"name-{k}", **face),
    ]


def _drawn_slot(view: TemperatureView, shown: int) -> int:
    """Which bar the first drawn character belongs to; -1 where nothing is drawn yet."""
    passage = view.samples.at(view.temperature)
    return min(view.next.characters.index(passage[0]), shown) if passage else -1


def _entropy(view: TemperatureView) -> list[str]:
    y, most, wide = _ENTROPY.y + 22, _most_bits(view), RIGHT - LEFT
    mark = LEFT + wide * view.entropy_as_trained / most
    anchor = "end" if mark > RIGHT - 60 else "middle"
    return [
        heading(f"Entropy {view.entropy:.2f} bits", LEFT, y - 8, data_part="entropy-value"),
        label(f"at most {most:.2f}: all {len(view.next.characters)} alike", RIGHT, y - 8, "end", "ink2"),
        rect(LEFT, y, wide, 13, "wash", "edge", 1.5, rx=3),
        rect(LEFT, y, wide * view.entropy / most, 13, "ink", data_part="entropy-bar"),
        rect(mark - 1.5, y - 4, 3, 21, "ink", "ground", 1, data_part="entropy-mark"),
        note(f"τ = 1: {view.entropy_as_trained:.2f}", mark, y + 28, anchor, data_part="entropy-mark-value"),
    ]


def next_character_chart(view: TemperatureView) -> go.Figure:
    """The same bars as a chart to keep: probability of the likeliest characters, now and at temperature 1."""
    shown = min(SHOWN, len(view.next.characters))
    names = [visible(character) for character in view.next.characters[:shown]]
    places = list(range(shown))
    figure = go.Figure(layout={"template": template()})
    figure.add_bar(
        x=places, y=view.now[:shown], name="now", marker_color=COLOURS["predicted"].light,
        customdata=names, hovertemplate="%{customdata}: %{y:.1%} now<extra></extra>",
    )  # fmt: skip
    figure.add_scatter(
        x=places, y=view.as_trained[:shown], mode="markers", name="as trained", customdata=names,
        marker={"symbol": "line-ew", "size": 18, "line": {"width": 3, "color": COLOURS["ink"].light}},
        hovertemplate="%{customdata}: %{y:.1%} as trained<extra></extra>",
    )  # fmt: skip
    figure.update_layout(
        title=f"After the prompt {names[0]} is likeliest: {percent(view.now[0])} at τ = {view.temperature:.2f}"
    )
    figure.update_xaxes(
        tickvals=places, ticktext=names, title="next character, likeliest first; dash: as trained, τ = 1"
    )
    figure.update_yaxes(tickformat=".0%", range=[0, 1], title="probability")
    return figure


def describe_softmax(view: Softmax) -> str:
    """One sentence that says what the softmax panel shows."""
    shares = ", ".join(f"{name} {percent(p)}" for name, p in zip(view.labels, view.probabilities, strict=True))
    return f"At temperature {view.temperature:.2f} the softmax of the logits gives {shares}."


def softmax_answer(view: Softmax) -> str:
    """What decides between the first two: the gap between their logits, divided by the temperature."""
    if view.temperature == 0:
        return "At τ = 0 the largest logit takes all, however small its lead."
    (one, other, *_), gap = view.labels, float(view.logits[0] - view.logits[1])
    if gap == 0:
        return f"{one} and {other} have the same logit, so they are equally likely at every temperature."
    more, less = (one, other) if gap > 0 else (other, one)
    power = abs(gap) / view.temperature
    times = f"exp({power:.3g}) = {exp(power):,.2f}" if power < log(1e4) else "more than 10,000"
    return (
        f"The logit of {more} is {abs(gap):g} above that of {less}; divided by τ = {view.temperature:.2f}, that is "
        f"{power:.3g}. So {more} is {times} times as likely."
    )


def softmax_values(view: Softmax) -> dict[str, object]:
    """What changes in :func:`softmax_chart` while a control moves."""
    names = [f"<b>{name}</b><br>logit {logit:g}" for name, logit in zip(view.labels, view.logits, strict=True)]
    return {
        "0.y": view.probabilities,
        "1.y": view.as_trained,
        **{f"2.{name}": value for name, value in _above(view).items()},
        "layout.xaxis.ticktext": [name.replace("-", "−") for name in names],
    }


def _above(view: Softmax) -> dict[str, object]:
    """The probabilities in words, above bar and mark."""
    return {
        "y": np.maximum(view.probabilities, view.as_trained) + 0.015,
        "text": [f"{p:.1%}" for p in view.probabilities],
    }


def softmax_chart(view: Softmax) -> go.Figure:
    """Softmax of a handful of logits: filled bars now, marks at temperature 1."""
    places = list(range(len(view.labels)))
    figure = go.Figure(layout={"template": template()})
    figure.add_bar(
        x=places, y=view.probabilities, marker_color=COLOURS["predicted"].light, width=0.5,
        hovertemplate="%{y:.2%}<extra></extra>",
    )  # fmt: skip
    figure.add_scatter(
        x=places, y=view.as_trained, mode="markers", hovertemplate="%{y:.2%} as trained<extra></extra>",
        marker={"symbol": "line-ew", "size": 60, "line": {"width": 3, "color": COLOURS["ink"].light}},
    )  # fmt: skip
    figure.add_scatter(
        x=places, mode="text", textposition="top center", cliponaxis=False, hoverinfo="skip",
        textfont={"size": SIZES["label"], "color": COLOURS["ink"].light}, **_above(view),
    )  # fmt: skip
    figure.add_annotation(
        x=1, xref="paper", xanchor="right", y=1, yref="paper", yanchor="bottom", showarrow=False,
        text="filled: now   ▬ at τ = 1", font={"color": COLOURS["ink2"].light, "size": SIZES["tick"]},
    )  # fmt: skip
    figure.update_layout(margin={"t": 28, "b": 52}, height=320)
    figure.update_xaxes(
        tickvals=places, ticktext=softmax_values(view)["layout.xaxis.ticktext"], tickfont={"size": SIZES["label"]}
    )
    figure.update_yaxes(range=[0, 1.12], tickvals=[0, 0.25, 0.5, 0.75, 1], tickformat=".0%", title="probability")
    return figure
