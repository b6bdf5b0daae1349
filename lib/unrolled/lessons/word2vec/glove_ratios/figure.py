"""The table of ratios of co-occurrence, with a scale from 1 / 100 to 100 beside it."""

from __future__ import annotations

import math

from unrolled.drawing.layout import WIDTH
from unrolled.drawing.log_plot import HALO
from unrolled.drawing.numerals import scientific
from unrolled.drawing.shapes import disc, rect, rule, shape
from unrolled.drawing.svg import Drawing, element, escape, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, note, title
from unrolled.lessons.word2vec.glove_ratios.record import RatioRow, Ratios

ROWS, TOP, TALL = 6, 80.0, 39.0
HEIGHT = int(TOP + ROWS * TALL + 62)
COUNTS, SHARES = (190.0, 268.0), (364.0, 458.0)  # right ends of columns
LEFT, RIGHT = 496.0, 722.0  # of the scale
NEAR, FAR = 0.01, 100.0


def describe_ratios(view: Ratios) -> str:
    """One sentence that says what the table shows."""
    a, b = view.words
    said = ", ".join(f"{row.word} {ratio_words(row.ratio)} ({_side(row, view)})" for row in view.rows)
    return f"P(k | {a}) / P(k | {b}) within {view.window} words: {said}."


def ratio_words(ratio: float) -> str:
    """A ratio in a few signs."""
    if math.isnan(ratio):
        return "none"
    if math.isinf(ratio):
        return "∞"
    return "0" if ratio == 0 else f"{ratio:.3f}" if ratio < 0.1 else f"{ratio:.2f}" if ratio < 10 else f"{ratio:,.0f}"


def ratio_drawing(view: Ratios) -> Drawing:
    """A row for each word: counts, shares, the ratio with its interval, and the paper's numbers under ours."""
    a, b = view.words
    return Drawing.of(
        *_head(view),
        *_scale(view),
        *(part for k, row in enumerate(view.rows) for part in _row(row, view, TOP + k * TALL)),
        *_telling(a, view.telling[0], TOP + ROWS * TALL + 34),
        *_telling(b, view.telling[1], TOP + ROWS * TALL + 56),
        height=HEIGHT,
        description=describe_ratios(view),
    )


def _cut(word: str, room: int = 13) -> str:
    return word if len(word) <= room else word[: room - 1] + "…"


def _head(view: Ratios) -> list[str]:
    a, b = (_cut(word, 9) for word in view.words)
    facts = "; ".join(
        f"{_cut(word)}: {often:,} times, {around:,} words around it"
        for word, often, around in zip(view.words, view.often, view.around, strict=True)
    )
    parts = [
        note(f"{facts}; corpus of {view.corpus / 1e6:.1f} million words", 0, 16),
        heading("near", 0, 52),
        note("times near", COUNTS[1], 35, "end"),
        note("share of what is near", SHARES[1], 35, "end"),
        heading("ratio", WIDTH, 52, "end"),
    ]
    for word, x in zip((a, b) * 2, COUNTS + SHARES, strict=True):
        parts.append(heading(word, x, 52, "end"))
    return [*parts, rect(0, TOP - 22, WIDTH, 1.5, "edge")]


def _place(ratio: float) -> float:
    """x of a ratio on the logarithmic scale, held inside."""
    inside = min(max(ratio, NEAR), FAR)
    return LEFT + (RIGHT - LEFT) * (math.log10(inside) + 2) / 4


def _scale(view: Ratios) -> list[str]:
    a, b = (_cut(word, 9) for word in view.words)
    foot = TOP + ROWS * TALL - 8
    parts = [heading(f"◂ with {b}", LEFT, 52, colour="negative"), heading(f"with {a} ▸", RIGHT, 52, "end", "predicted")]
    for power, words in ((-2, "1/100"), (-1, "1/10"), (0, "1"), (1, "10"), (2, "100")):
        x = _place(10.0**power)
        parts.append(rect(x - 0.75, TOP - 20, 1.5 + (power == 0), foot - TOP + 20, "edge" if power == 0 else "hair"))
        parts.append(note(words, x, foot + 17, "middle"))
    return parts


def _side(row: RatioRow, view: Ratios) -> str:
    if row.first + row.second == 0:
        return "near neither"
    return {1: f"with {view.words[0]}", -1: f"with {view.words[1]}", 0: "can't tell"}[row.side]


def _row(row: RatioRow, view: Ratios, y: float) -> list[str]:
    parts = [
        title(_cut(row.word), 0, y + 6),
        *_numbers(row, y),
        *_interval(row, y),
        title(ratio_words(row.ratio), WIDTH, y + 6, "end"),
        note(_cut(_side(row, view), 16), WIDTH - 52, y + 6, "end"),
    ]
    if row.published:
        x = _place(row.published.ratio)
        parts += [
            note("paper, 6 billion words", COUNTS[1], y + 22, "end"),
            note(scientific(row.published.first), SHARES[0], y + 22, "end"),
            note(scientific(row.published.second), SHARES[1], y + 22, "end"),
            note(f"{row.published.ratio:g}", WIDTH, y + 22, "end"),
            shape(f"M{x:.1f},{y + 11} l6,6 l-6,6 l-6,-6 Z", "ground", "baseline", 2, data_part="paper"),
        ]
    return parts


def _numbers(row: RatioRow, y: float) -> list[str]:
    written = (f"{row.first:,}", f"{row.second:,}", scientific(row.p_first), scientific(row.p_second))
    style = {"font_size": 16, "fill": css("ink"), "text_anchor": "end"}
    return [text(words, x, y + 6, **style) for words, x in zip(written, COUNTS + SHARES, strict=True)]


def _interval(row: RatioRow, y: float) -> list[str]:
    """The interval as a bar, the ratio as a point: filled where the counts tell, hollow where they do not."""
    if row.first + row.second == 0:
        words = "too rare: no count at all"
        return [note(words, (LEFT + RIGHT) / 2, y + 6, "middle", **HALO)]
    colour = css({1: "predicted", -1: "negative", 0: "ink2"}[row.side])
    low, high, x = _place(row.low), _place(row.high), _place(row.ratio)
    dash = None if row.side else "4 3"
    parts = [rule(low, y, high, y, colour, 3, dash)]
    sign = {"fill": colour if row.side else css("ground"), "stroke": colour, "stroke_width": 2.5}
    if row.low < NEAR:
        parts.append(shape(f"M{LEFT - 9:.1f},{y} l11,-7 v14 Z", data_arrow="down", **sign))
    if row.high > FAR:
        parts.append(shape(f"M{RIGHT + 9:.1f},{y} l-11,-7 v14 Z", data_arrow="up", **sign))
    if NEAR <= row.ratio <= FAR:
        parts.append(disc(x, y, 7, data_part="ratio", **sign))
    return parts


def _telling(word: str, others: tuple[str, ...], y: float) -> list[str]:
    bold = element("tspan", escape(f"Most surely with {_cut(word)}:"), font_weight=700)
    said = ", ".join(_cut(other, 18) for other in others) or "no word that the counts can vouch for"
    whole = bold + element("tspan", escape(said), dx=8)
    return [element("text", whole, x=0, y=y, font_size=15, fill=css("ink"))]
