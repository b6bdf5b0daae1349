"""A part held by hand: two bars for each character, two passages from the same noise."""

from __future__ import annotations

import numpy as np

from unrolled.drawing.letters import Grid, lay_out, percent, shorten, visible
from unrolled.drawing.svg import Drawing, element, text
from unrolled.drawing.theme import MONO, SANS, css
from unrolled.lessons.lstm.intervene.record import Comparison

WIDTH = 1060
SHOWN, NEW = 13, 3  # the untouched network's likeliest characters, and the changed one's that are not among them
SLOT, LEFT = 66, 4
TOP, TALL = 44, 150  # of the bars
TEXT_TOP, SIZE, COLUMNS, ROWS = 290, 16, 52, 11
SECOND = 538  # x of the second passage
STYLE = f"text{{font-family:{SANS};font-variant-numeric:tabular-nums}} .mono{{font-family:{MONO}}}"


def describe_intervention(shown: Comparison) -> str:
    """One sentence that says what the panel shows."""
    held = shown.held or "nothing held"
    best = int(shown.changed.argmax())
    return (
        f"With {held}, after “{shorten(shown.prompt, 18)}” {visible(shown.characters[best])} is likeliest "
        f"({percent(float(shown.changed[best]))}; untouched {visible(shown.characters[0])}, "
        f"{percent(float(shown.untouched[0]))}); divergence {shown.bits:.2f} bits; {_agreement(shown)}."
    )


def _agreement(shown: Comparison) -> str:
    if shown.passages[0] == shown.passages[1]:
        return "both passages are the same"
    if shown.same < 2:
        return "they part at the first character" if shown.same == 0 else "they part after one character"
    return f"they part after {shown.same} characters"


def intervention_drawing(shown: Comparison) -> Drawing:
    """Bars above, passages below; hollow is the untouched network, filled the changed one."""
    grids = [_grid(passage, x) for passage, x in zip(shown.passages, (LEFT, SECOND), strict=True)]
    return Drawing.of(
        *_bars(shown),
        _verdict(shown),
        _head(LEFT, "Untouched", filled=False),
        _head(SECOND, shown.held[:1].upper() + shown.held[1:] or "Nothing held", filled=True),
        _passage(shown, grids[0]),
        element("g", _passage(shown, grids[1]), opacity=0.45 if shown.pending else 1),
        width=WIDTH,
        height=int(TEXT_TOP + ROWS * SIZE * 1.5) + 10,
        description=describe_intervention(shown),
        style=STYLE,
    )


def _chosen(shown: Comparison) -> list[int]:
    """Places of the characters to draw: the untouched network's likeliest, then what the change brings up."""
    first = list(range(min(SHOWN, len(shown.characters))))
    likely = np.argsort(-shown.changed, kind="stable")[:SHOWN].tolist()
    return first + [k for k in likely if k not in first][:NEW]


def _bars(shown: Comparison) -> list[str]:
    words = f"Next character after “{shorten(shown.prompt, 30)}”"
    parts = [
        text(words, LEFT, 16, font_size=15, font_weight=700, fill=css("ink")),
        text("in %, on a square-root scale, τ = 1", WIDTH - 2, 16, font_size=14, fill=css("ink2"), text_anchor="end"),
        element("line", x1=LEFT, x2=WIDTH - 2, y1=TOP + TALL, y2=TOP + TALL, stroke=css("edge"), stroke_width=1.5),
    ]
    for slot, k in enumerate(_chosen(shown)):
        x = LEFT + slot * SLOT + 6
        for p, at, filled in ((shown.untouched[k], x, False), (shown.changed[k], x + 28, True)):
            parts.append(_bar(float(p), at, filled=filled))
        parts.append(
            text(visible(shown.characters[k]), x + 26, TOP + TALL + 21, font_size=18, class_="mono", **_middle())
        )
    return parts


def _bar(p: float, x: float, *, filled: bool) -> str:
    tall = max(TALL * p**0.5, 0.5)
    box = {"x": float(x), "y": TOP + TALL - tall, "width": 24, "height": tall}
    paint = {"fill": css("predicted")} if filled else {"fill": css("ground"), "stroke": css("ink"), "stroke_width": 2}
    number = f"{100 * p:.0f}" if p >= 0.095 else f"{100 * p:.1f}" if p >= 0.01 else ""
    label = text(number, x + 12, TOP + TALL - tall - 5, font_size=14, fill=css("ink"), text_anchor="middle")
    return element("rect", **box, **paint) + label


def _verdict(shown: Comparison) -> str:
    words = f"Kullback–Leibler divergence, untouched to held: {shown.bits:.2f} bits"
    return text(words, LEFT, TOP + TALL + 52, font_size=16, font_weight=700, fill=css("ink"))


def _head(x: float, words: str, *, filled: bool) -> str:
    box = {"x": float(x), "y": TEXT_TOP - 30, "width": 14, "height": 14, "stroke_width": 2}
    colours = ("predicted", "predicted") if filled else ("ground", "ink")
    paint = dict(zip(("fill", "stroke"), map(css, colours), strict=True))
    label = text(words, x + 24, TEXT_TOP - 18, font_size=15, font_weight=700, fill=css("ink"))
    return element("rect", **box, **paint) + label


def _grid(passage: str, x: float) -> Grid:
    """A passage laid out, cut where it needs more rows than there are: the picture keeps its height."""
    rows = [row for row, _ in lay_out(passage, COLUMNS)]
    fitting = sum(row < ROWS for row in rows)
    words = passage if fitting == len(passage) else passage[: fitting - 1] + "…"
    return Grid(words, COLUMNS, SIZE, x, TEXT_TOP, leading=1.5)


def _passage(shown: Comparison, grid: Grid) -> str:
    """A passage, grey as far as both agree, with a frame where they part."""
    part = shown.same
    letters = grid.lines(lambda k: css("ink2") if k < part else css("ink"))
    if part >= len(grid.words):
        return letters
    x, y = grid.corner(part)
    box = {"x": x - 2, "y": y, "width": grid.wide + 4, "height": grid.tall, "rx": 3, "fill": "none"}
    return letters + element("rect", **box, stroke=css("ink"), stroke_width=2.5)


def _middle() -> dict[str, str]:
    return {"text_anchor": "middle", "fill": css("ink")}
