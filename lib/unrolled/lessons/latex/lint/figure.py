"""A passage of LaTeX with its faults underlined and told, and its scores beside those of others."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from itertools import groupby

import plotly.graph_objects as go

from unrolled.drawing.letters import Grid, percent
from unrolled.drawing.svg import Drawing, element, text
from unrolled.drawing.theme import COLOURS, MONO, SANS, SIZES, css, template
from unrolled.lessons.latex.lint.record import LintView, Scores, Span

WIDTH = 1060
COLUMNS, SIZE, TOP = 72, 14, 40
ASIDE = 640  # left of the list and the bars
LETTERS = 58  # of a line in the list
SHOWN = 7  # faults in the list
ROW = 19
TABLE = TOP + SHOWN * (2 * ROW + 6) + 44
BARS = (("brace", "braces"), ("math", "formulas"), ("environment", "environments"), ("proof", "proofs"))
FIRST, WIDE = ASIDE + 112, 78  # of the table's columns
PAINT = ("ink", "predicted", "baseline", "target")
HEIGHT = TABLE + 60 + 40 * (len(BARS) + 1)


def describe_lint(view: LintView) -> str:
    """One sentence that says what the passage does wrong."""
    count = len(view.lint.faults)
    told = f" Fault {view.fault + 1}: {view.lint.faults[view.fault].words}." if count else ""
    return f"{view.title}: {len(view.lint.text):,} characters, {_faults(count)}.{told}"


def lint_drawing(view: LintView) -> Drawing:
    """The passage, with waves under what is wrong; at the right the list of faults and the scores."""
    grid = Grid(view.lint.text, COLUMNS, SIZE, 2, TOP, leading=1.4)
    return Drawing.of(
        text(view.title, 2, 20, font_size=SIZES["note"], font_weight=700, fill=css("ink")),
        *_marks(view, grid),
        grid.lines(),
        *_list(view),
        *_table(view),
        width=WIDTH,
        height=int(max(HEIGHT, grid.bottom + 16)),
        description=describe_lint(view),
        style=f"text{{font-family:{SANS};font-variant-numeric:tabular-nums}} .mono{{font-family:{MONO}}}",
    )


def _faults(count: int) -> str:
    return {0: "no fault", 1: "1 fault"}.get(count, f"{count} faults")


def _rows(grid: Grid, span: Span) -> Iterator[tuple[float, float, float]]:
    """Left, top and width of a span in each row it covers."""
    places = range(span.start, min(span.start + max(span.length, 1), len(grid.words)))
    for _, group in groupby(places, lambda k: grid.cells[k][0]):
        run = list(group)
        yield *grid.corner(run[0]), len(run) * grid.wide


def _marks(view: LintView, grid: Grid) -> list[str]:
    """A wave under each fault; both ends of the one pointed at in boxes."""
    parts = []
    for k, fault in enumerate(view.lint.faults):
        pointed = k == view.fault
        for x, y, wide in _rows(grid, fault.at):
            box = {"x": max(x - 1, 0), "y": y + 1, "width": wide + 2, "height": grid.tall - 2, "rx": 3}
            stroke = {"stroke": css("wrong"), "stroke_width": 2} if pointed else {}
            parts.append(element("rect", **box, fill=css("wash" if pointed else "ground"), data_pick=k, **stroke))
            waves = "q1.5,-3.5 3,0 q1.5,3.5 3,0" * max(round(wide / 6), 1)
            d = f"M{x:.1f},{y + grid.tall - 3:.1f} {waves}"
            parts.append(element("path", d=d, fill="none", stroke=css("wrong"), stroke_width=1.5))
        if pointed and fault.other is not None:
            for x, y, wide in _rows(grid, fault.other):
                box = {"x": max(x - 1, 0), "y": y + 1, "width": wide + 2, "height": grid.tall - 2, "rx": 3}
                dashed = {"stroke": css("ink"), "stroke_width": 2, "stroke_dasharray": "4 3"}
                parts.append(element("rect", **box, fill=css("wash"), **dashed))
    return parts


def _list(view: LintView) -> list[str]:
    """Seven of the faults in words, the one pointed at among them."""
    faults = view.lint.faults
    first = min(max(view.fault - SHOWN // 2, 0), max(len(faults) - SHOWN, 0))
    ending = f", {first + 1} to {min(first + SHOWN, len(faults))} shown" if len(faults) > SHOWN else ""
    head = {"font_size": SIZES["note"], "font_weight": 700, "fill": css("ink")}
    parts = [text(_faults(len(faults)).capitalize() + ending, ASIDE, 20, **head)]
    y = float(TOP)
    for k, fault in enumerate(faults[first : first + SHOWN], first):
        lines = textwrap.wrap(fault.words, LETTERS, break_on_hyphens=False) or [""]
        lines = [lines[0], " ".join(lines[1:])[:LETTERS]] if len(lines) > 1 else lines
        tall, pointed = ROW * len(lines) + 4, k == view.fault
        edge = {"stroke": css("wrong"), "stroke_width": 2} if pointed else {}
        box = {"x": ASIDE - 6, "y": y, "width": WIDTH - ASIDE + 4, "height": tall, "rx": 4}
        parts.append(element("rect", **box, fill=css("wash" if pointed else "ground"), data_pick=k, **edge))
        for line, words in enumerate(lines):
            at = y + ROW * line + 15
            mark = text("✗", ASIDE, at, font_size=14, fill=css("wrong"), data_pick=k) if line == 0 else ""
            parts += [mark, text(words, ASIDE + 18, at, font_size=14, fill=css("ink"), data_pick=k)]
        y += tall + 2
    if not faults:
        words = "Nothing is closed wrongly, and all names exist."
        parts.append(text(words, ASIDE, TOP + 15, font_size=14, fill=css("ink2")))
    return parts


def _table(view: LintView) -> list[str]:
    """Shares closed as they should be, as bars, and faults in 1,000 characters: this passage and three others."""
    columns = [("this passage", view.scores), *view.beside.items()]
    parts = [
        element("rect", x=ASIDE, y=TABLE - 26, width=WIDTH - ASIDE - 2, height=1, fill=css("hair")),
        text("Closed as it should be", ASIDE, TABLE - 4, font_size=SIZES["note"], font_weight=700, fill=css("ink")),
    ]
    for k, (name, _) in enumerate(columns):
        for line, words in enumerate(name.split(" ", 1)):
            x = FIRST + k * WIDE
            parts.append(text(words, x, TABLE + 18 + 17 * line, font_size=14, fill=css("ink2")))
    for row, (kind, called) in enumerate(BARS):
        y = TABLE + 62 + 40 * row
        parts.append(text(called, ASIDE, y, font_size=14, fill=css("ink")))
        for k, (_, scores) in enumerate(columns):
            parts += _bar(scores, kind, FIRST + k * WIDE, y, PAINT[min(k, 3)])
    y = TABLE + 62 + 40 * len(BARS)
    parts.append(text("faults in 1,000", ASIDE, y, font_size=14, font_weight=700, fill=css("ink")))
    for k, (_, scores) in enumerate(columns):
        words = f"{scores.per_thousand:.1f}"
        parts.append(text(words, FIRST + k * WIDE, y, font_size=14, font_weight=700, fill=css("ink")))
    return parts


def _bar(scores: Scores, kind: str, x: float, y: float, paint: str) -> list[str]:
    share, room = scores.share(kind), WIDE - 14
    if share is None:
        return [text("none yet", x, y, font_size=14, fill=css("ink2"))]
    return [
        text(percent(share), x, y, font_size=14, fill=css("ink")),
        element("rect", x=x, y=y + 5, width=room, height=7, fill=css("hair")),
        element("rect", x=x, y=y + 5, width=room * share, height=7, fill=css(paint), data_share=f"{kind}"),
    ]


def lint_chart(measured: Mapping[str, tuple[Mapping[str, float], Scores]]) -> go.Figure:
    """Faults in 1,000 characters: the network by temperature, and by updates at τ = 1; others as lines.

    Args:
        measured: by who wrote, facts (``tau``, ``step``) and scores.
    """
    figure = go.Figure(layout={"template": template(), "height": 420})
    heated = [(facts["tau"], scores) for name, (facts, scores) in measured.items() if name.startswith("tau ")]
    trained = [(facts["step"], scores) for facts, scores in (one for one in measured.values() if "step" in one[0])]
    for axis, points, called in (("x", heated, "τ = %{x}"), ("x2", trained, "after %{x} updates")):
        figure.add_scatter(
            x=[at for at, _ in points], y=[scores.per_thousand for _, scores in points], xaxis=axis,
            mode="lines+markers", line={"color": COLOURS["lstm"].light, "width": 2.5}, marker={"size": 9},
            hovertemplate=called + ": %{y:.2f}<extra></extra>",
        )  # fmt: skip
    for name, called, paint, dash in (
        ("5-gram", "5-gram", "baseline", "dash"),
        ("real", "real source", "target", "dot"),
    ):
        value = measured[name][1].per_thousand
        figure.add_shape(
            type="line",
            xref="paper",
            x0=0,
            x1=1,
            y0=value,
            y1=value,
            line={"color": COLOURS[paint].light, "dash": dash},
        )
        figure.add_annotation(
            xref="paper", x=0.5, y=value, text=f"{called} {value:.1f}", showarrow=False, yshift=11, xanchor="center",
            font={"size": SIZES["tick"], "color": COLOURS[paint].light},
        )  # fmt: skip
    best = min(heated, key=lambda one: one[1].per_thousand)
    figure.update_layout(
        title={"text": f"Fewest faults at τ = {best[0]:g}: {best[1].per_thousand:.1f} in 1,000 characters"},
        xaxis={"title": {"text": "temperature τ"}, "domain": [0, 0.44]},
        xaxis2={"title": {"text": "updates of the training, τ = 1"}, "domain": [0.56, 1], "type": "log", "dtick": 1},
        yaxis={"title": {"text": "faults in 1,000 characters"}, "rangemode": "tozero"},
    )
    return figure
