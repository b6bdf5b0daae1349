r"""What a network expects after ``\end{``: bars of names, and the probability of the right one against the distance."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import plotly.graph_objects as go

from unrolled.drawing.axes import Axes, joined
from unrolled.drawing.layout import picture
from unrolled.drawing.letters import Grid, lay_out
from unrolled.drawing.numerals import percent
from unrolled.drawing.shapes import disc, rect, rule, shape
from unrolled.drawing.svg import Drawing, element
from unrolled.drawing.theme import COLOURS, SIZES, css, template
from unrolled.drawing.type import heading, note
from unrolled.lessons.latex.endings.record import Ending, RealEndings

ROOM = picture(374)
WIDTH, HEIGHT = int(ROOM.width), int(ROOM.height)
BAR_LEFT, BAR, ROW, SHOWN = 104, 170, 22, 6
CHART, CHART_WIDE, TOP, TALL = 500, 380, 34, 136
TEXT_TOP, COLUMNS, SIZE, LEADING = 262, 104, 14, 1.35
ROWS = int((HEIGHT - TEXT_TOP - 4) // (SIZE * LEADING))


def describe_ending(seen: Ending) -> str:
    """One sentence that says what the panel shows."""
    right, swapped = float(seen.right[seen.place]), float(seen.swapped[seen.place])
    return (
        f"{seen.distances[seen.place]} characters after the source, {seen.names[0]} is likeliest "
        f"({percent(float(seen.chances[0]))}); {seen.openings[0]}, which is open, has {percent(right)}, and would have "
        f"{percent(swapped)} if {seen.other} had been opened in its place."
    )


def ending_drawing(seen: Ending) -> Drawing:
    """The lines against the distance; without what moves with it."""
    return Drawing.of(
        *_lines(seen),
        height=HEIGHT,
        description=f"The probability of {seen.openings[0]} at an end, against the distance from its opening.",
    )


def ending_cursor(seen: Ending) -> Drawing:
    """The layer over it: the distance, the bars there, and the text as the network reads it."""
    axes, distance = _axes(seen), seen.distances[seen.place]
    x, _ = axes.at(distance, 0)
    parts = [rule(x, TOP, x, TOP + TALL, "ink", 2)]
    for value, filled in ((seen.swapped[seen.place], False), (seen.right[seen.place], True)):
        y = axes.at(distance, float(value))[1]
        parts.append(disc(x, y, 6, "predicted" if filled else "ground", "predicted", 2.5))
    return Drawing.of(*parts, *_bars(seen), *_text(seen), height=HEIGHT, description=describe_ending(seen))


def _bars(seen: Ending) -> list[str]:
    parts = [heading(r"Name expected after \end{", 2, 16)]
    rows = [(name, float(p)) for name, p in zip(seen.names, seen.chances, strict=True)]
    shown = rows[:SHOWN]
    shown += [row for row in rows[SHOWN:] if row[0] in seen.openings][:2]
    for k, (name, p) in enumerate(shown):
        y = 26 + k * ROW
        wide = max(BAR * p, 0.5)
        parts += [
            note(name[:11], BAR_LEFT - 8, y + 15, "end", "ink", class_="mono"),
            rect(BAR_LEFT, y + 3, wide, ROW - 7, "predicted"),
            note(percent(p), BAR_LEFT + wide + 8, y + 15, colour="ink"),
        ]
        if name in seen.openings:
            words = "◀ open" if name == seen.openings[0] else "◁ open further out"
            bold = 700 if name == seen.openings[0] else None
            parts.append(note(words, BAR_LEFT + wide + 60, y + 15, colour="target", font_weight=bold))
    rest = max(0.0, 1 - sum(p for _, p in shown))
    words = f"all other names, or none: {percent(rest)}"
    return [*parts, note(words, BAR_LEFT, 26 + len(shown) * ROW + 16)]


def _axes(seen: Ending) -> Axes:
    return Axes(CHART, TOP, CHART_WIDE, TALL, (0, float(seen.distances[-1])), (0, 1), drop=18)


def _lines(seen: Ending) -> list[str]:
    axes, last = _axes(seen), len(seen.distances) - 1
    parts = [heading(f"Probability of “{seen.openings[0][:20]}” at the end", CHART - 50, 16)]
    parts += axes.across((0, 0.5, 1), ("0 %", "50 %", "100 %"))
    shown = [seen.distances[k] for k in range(0, last, max(1, last // 5))]
    parts += axes.below(shown)
    if last % max(1, last // 5) == 0:
        parts.append(note(f"{seen.distances[last]:,}", CHART + CHART_WIDE, axes.bottom + 18, "end"))
    words = "characters between"
    parts.append(note(words, CHART + CHART_WIDE / 2, TOP + TALL + 35, "middle"))
    kinds = [
        (seen.right, f"{seen.openings[0][:12]} was opened", {"stroke": css("predicted"), "stroke_width": 3.5}),
        (
            seen.swapped, f"the same, but {seen.other} was opened",
            {"stroke": css("predicted"), "stroke_width": 2, "stroke_dasharray": "7 5"},
        ),
    ]  # fmt: skip
    guessed = np.minimum(seen.right, seen.swapped)  # where the right name loses nothing, nothing is shaded
    upper, lower = (axes.places(seen.distances, values) for values in (seen.right, guessed))
    area = joined([*upper, *lower[::-1]]) + "z"
    parts.append(shape(area, "predicted", fill_opacity=0.15))
    for k, (values, words, paint) in enumerate(kinds):
        parts.append(shape(joined(axes.places(seen.distances, values)), "none", **paint))
        x, y = CHART - 50 + 196 * k, TOP + TALL + 56
        parts += [element("line", x1=x, x2=x + 30, y1=y - 5, y2=y - 5, **paint), note(words, x + 38, y, colour="ink")]
    return parts


def _text(seen: Ending) -> list[str]:
    r"""What it reads: the source, the filler between, ``\end{``; the middle is left out where room is short."""
    ending = r"\end{"
    source = [
        line[k : k + COLUMNS] for line in seen.before.splitlines(keepends=True) for k in range(0, len(line), COLUMNS)
    ]
    between = seen.between.splitlines(keepends=True)
    cut = [""]
    while lay_out(words := "".join([*source, *cut, *between, ending]), COLUMNS)[-1][0] >= ROWS:
        cut = ["…\n"]
        (between if len(between) > 2 or len(source) < 2 else source).pop(0)
    start = sum(map(len, source))
    grid = Grid(words, COLUMNS, SIZE, 2, TEXT_TOP + 4, LEADING)
    above = f"What it reads: the source, {seen.distances[seen.place]} characters of other text (grey), the end"
    return [
        heading(above, 2, TEXT_TOP - 4),
        grid.lines(lambda k: css("ink2") if start <= k < len(words) - len(ending) else css("ink")),
    ]


KINDS = {"proof": ("ink", "square"), "lemma": ("baseline", "diamond"), "enumerate": ("lstm", "circle")}


def real_endings_chart(real: Mapping[str, RealEndings]) -> go.Figure:
    r"""Real ``\end{`` of held-out chapters: the probability of the right name, as it is and with another name opened.

    Args:
        real: by the right name, one of ``KINDS``.
    """
    figure = go.Figure(layout={"template": template(), "height": 340})
    for name, one in real.items():
        colour, symbol = COLOURS[KINDS[name][0]].light, KINDS[name][1]
        for values, dash, told in ((one.chance, "solid", ""), (one.swapped, "dot", ", another name opened")):
            figure.add_scatter(
                x=one.distances, y=values, mode="lines+markers", line={"color": colour, "width": 2.5, "dash": dash},
                marker={"size": 9, "symbol": symbol + "-open" * bool(told)}, customdata=one.count,
                hovertemplate=f"{name}{told}, about %{{x}} characters: %{{y:.0%}}, %{{customdata}} ends<extra></extra>",
            )  # fmt: skip
        figure.add_annotation(
            x=float(np.log10(one.distances[-1])), y=one.chance[-1], text=name, showarrow=False, xanchor="left",
            xshift=10, font={"color": colour, "size": SIZES["tick"]},
        )  # fmt: skip
    figure.update_layout(
        title={"text": "Probability of the right name at real ends; dotted: another name was opened"},
        xaxis={
            "type": "log", "title": {"text": "characters since it was opened"},
            "tickvals": [100, 200, 500, 1000, 2000], "range": [1.9, 3.4],
        },
        yaxis={"title": {"text": "probability of the right name"}, "range": [0, 1.02], "tickformat": ".0%"},
    )  # fmt: skip
    return figure
