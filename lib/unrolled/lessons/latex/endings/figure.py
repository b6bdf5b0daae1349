r"""What a network expects after ``\end{``: bars of names, and the chance of the right one against the distance."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from unrolled.drawing.letters import Grid, lay_out, percent
from unrolled.drawing.svg import Drawing, element, text
from unrolled.drawing.theme import COLOURS, MONO, SANS, SIZES, css, template
from unrolled.lessons.latex.endings.record import Ending, RealEndings

WIDTH, HEIGHT = 1060, 620
BAR_LEFT, BAR, ROW, SHOWN = 130, 250, 27, 8
CHART, CHART_WIDE, TOP, TALL = 570, 470, 56, 226
TEXT_TOP, COLUMNS, SIZE, ROWS = 408, 112, 15, 8
STYLE = f"text{{font-family:{SANS};font-variant-numeric:tabular-nums}} .mono{{font-family:{MONO}}}"


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
        width=WIDTH,
        height=HEIGHT,
        description=f"The chance of {seen.openings[0]} at an end, against the distance from its opening.",
        style=STYLE,
    )


def ending_cursor(seen: Ending) -> Drawing:
    """The layer over it: the distance, the bars there, and the text as the network reads it."""
    x, _ = _at(seen, seen.place, 0)
    parts = [element("line", x1=x, x2=x, y1=TOP, y2=TOP + TALL, stroke=css("ink"), stroke_width=2)]
    for value, filled in ((seen.swapped[seen.place], False), (seen.right[seen.place], True)):
        y = _at(seen, seen.place, float(value))[1]
        paint = {"fill": css("predicted" if filled else "ground"), "stroke": css("predicted"), "stroke_width": 2.5}
        parts.append(element("circle", cx=x, cy=y, r=6, **paint))
    return Drawing.of(
        *parts, *_bars(seen), *_text(seen), width=WIDTH, height=HEIGHT, description=describe_ending(seen), style=STYLE
    )


def _bars(seen: Ending) -> list[str]:
    parts = [
        _heading(r"Name expected after \end{", 2, 18),
        text("square-root scale", BAR_LEFT + BAR + 60, 18, font_size=14, text_anchor="end", fill=css("ink2")),
    ]
    rows = [(name, float(p)) for name, p in zip(seen.names, seen.chances, strict=True)]
    shown = rows[:SHOWN]
    shown += [row for row in rows[SHOWN:] if row[0] in seen.openings][: max(0, 10 - SHOWN)]
    for k, (name, p) in enumerate(shown):
        y = 36 + k * ROW
        wide = max(BAR * p**0.5, 0.5)
        parts += [
            text(name[:13], BAR_LEFT - 10, y + 18, font_size=15, class_="mono", text_anchor="end", fill=css("ink")),
            element("rect", x=BAR_LEFT, y=y + 4, width=wide, height=ROW - 9, fill=css("predicted")),
            text(percent(p), BAR_LEFT + wide + 8, y + 18, font_size=15, fill=css("ink")),
        ]
        if name in seen.openings:
            words = "◀ open" if name == seen.openings[0] else "◁ open further out"
            bold = {"font_weight": 700} if name == seen.openings[0] else {}
            parts.append(text(words, BAR_LEFT + wide + 76, y + 18, font_size=14, fill=css("target"), **bold))
    rest = max(0.0, 1 - sum(p for _, p in shown))
    words = f"all other names, and none at all: {percent(rest)}"
    parts.append(text(words, BAR_LEFT, 36 + len(shown) * ROW + 16, font_size=14, fill=css("ink2")))
    return parts


def _at(seen: Ending, place: int, share: float) -> tuple[float, float]:
    return CHART + CHART_WIDE * seen.distances[place] / seen.distances[-1], TOP + TALL * (1 - share)


def _lines(seen: Ending) -> list[str]:
    parts = [_heading(f"Chance of “{seen.openings[0][:20]}” at the end", CHART - 40, 18)]
    for share in (0, 0.25, 0.5, 0.75, 1):
        _, y = _at(seen, 0, share)
        parts.append(element("line", x1=CHART, x2=CHART + CHART_WIDE, y1=y, y2=y, stroke=css("hair"), stroke_width=1))
        name = f"{100 * share:.0f} %"
        parts.append(text(name, CHART - 8, y + 5, font_size=14, text_anchor="end", fill=css("ink2")))
    last = len(seen.distances) - 1
    for place in range(0, last + 1, max(1, last // 5)):
        x, y = _at(seen, place, 0)
        name = f"{seen.distances[place]:,}"
        parts.append(text(name, x, y + 20, font_size=14, text_anchor="middle", fill=css("ink2")))
    words = "characters of other text between the source and its end"
    parts.append(
        text(words, CHART + CHART_WIDE / 2, TOP + TALL + 40, font_size=14, text_anchor="middle", fill=css("ink2"))
    )
    kinds = [
        (seen.right, f"{seen.openings[0][:16]} was opened", {"stroke": css("predicted"), "stroke_width": 3.5}),
        (
            seen.swapped, f"same text, but {seen.other} was opened",
            {"stroke": css("predicted"), "stroke_width": 2, "stroke_dasharray": "7 5"},
        ),
    ]  # fmt: skip
    upper, lower = ([_at(seen, k, float(p)) for k, p in enumerate(values)] for values in (seen.right, seen.swapped))
    area = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in [*upper, *lower[::-1]]) + "z"
    parts.append(element("path", d=area, fill=css("predicted"), fill_opacity=0.15))
    for k, (values, words, paint) in enumerate(kinds):
        points = [_at(seen, place, float(p)) for place, p in enumerate(values)]
        line = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        parts.append(element("path", d=line, fill="none", **paint))
        x, y = CHART + 210 * k, TOP + TALL + 66
        parts.append(element("line", x1=x, x2=x + 34, y1=y - 5, y2=y - 5, **paint))
        parts.append(text(words, x + 42, y, font_size=14, fill=css("ink")))
    words = "shaded: what it remembers; the rest is a guess from the text between"
    parts.append(text(words, CHART, TOP + TALL + 90, font_size=14, fill=css("ink2")))
    return parts


def _text(seen: Ending) -> list[str]:
    r"""What it reads: the source, the filler between, ``\end{``; the middle is left out where room is short."""
    ending = r"\end{"
    source, between = seen.before.splitlines(keepends=True), seen.between.splitlines(keepends=True)
    cut = [""]
    while lay_out(words := "".join([*source, *cut, *between, ending]), COLUMNS)[-1][0] >= ROWS:
        cut = ["…\n"]
        (between if len(between) > 2 or len(source) < 2 else source).pop(0)
    start = sum(map(len, source))
    grid = Grid(words, COLUMNS, SIZE, 2, TEXT_TOP + 12, 1.5)
    heading = f"What it reads: source, {seen.distances[seen.place]} characters of other text (grey), the end"
    return [
        _heading(heading, 2, TEXT_TOP - 6),
        grid.lines(lambda k: css("ink2") if start <= k < len(words) - len(ending) else css("ink")),
    ]


def _heading(words: str, x: float, y: float) -> str:
    return text(words, x, y, font_size=15, font_weight=700, fill=css("ink"))


def real_endings_chart(real: RealEndings) -> go.Figure:
    r"""Every real ``\end{`` of held-out chapters: chance of the right name, by distance, beside mere frequency."""
    figure = go.Figure(layout={"template": template(), "height": 380})
    lines = [
        (real.chance, "the network", COLOURS["lstm"].light, "solid", "square"),
        (real.base, "by frequency alone", COLOURS["baseline"].light, "2px 6px", "x"),
    ]
    for values, name, colour, dash, marker in lines:
        figure.add_scatter(
            x=real.distances, y=values, mode="lines+markers", line={"color": colour, "width": 3, "dash": dash},
            marker={"size": 9, "symbol": marker}, customdata=real.count,
            hovertemplate=name + ", about %{x} characters: %{y:.0%}, %{customdata} ends<extra></extra>",
        )  # fmt: skip
        figure.add_annotation(
            x=float(np.log10(real.distances[-1])), y=values[-1], text=name, showarrow=False, xanchor="left", xshift=10,
            font={"color": colour, "size": SIZES["tick"]},
        )  # fmt: skip
    figure.update_layout(
        title={"text": f"Right name at {int(np.sum(real.count)):,} real ends: mean chance by distance"},
        xaxis={
            "type": "log", "title": {"text": "characters since it was opened"},
            "tickvals": [30, 100, 300, 1000], "range": [1.3, 3.6],
        },
        yaxis={"title": {"text": "chance of the right name"}, "range": [0, 1.02], "tickformat": ".0%"},
    )  # fmt: skip
    return figure
