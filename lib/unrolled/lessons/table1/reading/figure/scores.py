"""All scores of a task on one axis: a row a model, the paper's mark above ours, the numbers at the right."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from unrolled.drawing.axes import Axes
from unrolled.drawing.layout import Box
from unrolled.drawing.log_plot import marker
from unrolled.drawing.numerals import power_of_ten
from unrolled.drawing.shapes import rect, shape
from unrolled.drawing.svg import element, hit, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note, title
from unrolled.lessons.table1.reading.record import NOTHING, Reading, Score, percent, score_text

SPAN = 20  # the largest loss over the smallest, from which on the axis is logarithmic
HEAD, FOOT, NAMES, TABLE = 50, 22, 108, 316  # heights of heading and ticks, widths of names and numbers
ENDS = (58, 142, 216, 308)  # of the four columns of numbers


def axes(view: Reading, box: Box) -> Axes:
    """The frame of the marks: what is lost across, logarithmic where it spans decades, else from 0."""
    scores = [score for one in view.scores for score in (one.published, *one.seeds) if score is not None]
    lost = [view.lost(score) for score in (view.trivial, *scores)] + view.floors.tolist()
    _, frame = box.cut_right(TABLE, gap=18)
    _, frame = frame.cut_left(NAMES)
    place = (frame.x, frame.y + HEAD, frame.width, frame.height - HEAD - FOOT)
    if max(lost) / max(min(lost), 1e-12) < SPAN:
        return Axes(*place, (0, max(lost) * 1.05), (0, 1))
    return Axes(*place, (max(min(lost), 1e-12) / 1.6, max(lost) * 1.3), (0, 1), log_x=True)


def drawn(view: Reading, box: Box) -> Iterator[str]:
    """Heading, axis, rows and the line of the trivial score."""
    frame = axes(view, box)
    trivial = score_text(view.trivial, accuracy=view.higher)
    words = f"{view.title}: a model that learned nothing scores {trivial}{' %' * view.higher}"
    yield title(words, box.x, box.y + 16)
    yield from _head(view, box, frame)
    tall = frame.tall / len(view.scores)
    for k, one in enumerate(view.scores):
        row = Box(box.x, frame.top + k * tall, box.width, tall)
        yield from _row(view, one, row, frame, at=k)
    yield from _lines(view, frame)


def _head(view: Reading, box: Box, frame: Axes) -> Iterator[str]:
    """Ticks below in the unit, above as shares of the trivial loss; heads of the columns."""
    grey = {"font_size": 14, "fill": css("ink2")}
    bottom, top, right = frame.top + frame.tall, frame.top - 8, box.right - TABLE
    yield note("% of trivial", box.x, top)
    yield note(view.unit, box.x, bottom + 17)
    for value, words in _ticks(frame):
        x, _ = frame.at(value, 0)
        yield rect(x - 0.5, frame.top, 1, frame.tall, "hair")
        yield note(words, x, bottom + 17, "middle")
    trivial = view.lost(view.trivial)
    for share in (0.0001, 0.001, 0.01, 0.1, 1) if frame.log_x else (0, 0.25, 0.5, 0.75, 1):
        if frame.x[0] <= share * trivial:
            x, _ = frame.at(share * trivial, 0)
            bold = {"font_weight": 700, "fill": css("ink")} if share == 1 else {}
            yield text(f"{100 * share:g} %", x, top, text_anchor="middle", **(grey | bold))
    for k, (words, sign) in enumerate((("paper", "circle"), ("ours", "diamond"))):
        x = right + ENDS[2 * k]
        yield marker(sign, x - 54, top - 5, css("ink"))
        yield note(words, x, top, "end")
        yield note("share", right + ENDS[2 * k + 1] - 16, top, "end")
    yield note(_marks(view), box.right, box.y + 16, "end")


def _marks(view: Reading) -> str:
    """What the two marks beside numbers mean, those that are there."""
    scores = [score for one in view.scores for score in (one.published, one.ours) if score is not None]
    failed = any(view.share(score) >= NOTHING for score in scores)
    short = any(one.short for one in view.scores)
    return " · ".join(["✗ 96 % or more"] * failed + ["* out of time or still improving"] * short)


def _ticks(frame: Axes) -> list[tuple[float, str]]:
    low, high = frame.x
    if frame.log_x:
        powers = range(math.ceil(math.log10(low)), math.floor(math.log10(high)) + 1)
        return [(10.0**power, power_of_ten(power) if power < -2 else f"{10.0**power:g}") for power in powers]
    return [(float(value), f"{value:g}") for value in np.arange(0, high, 2)]


def _row(view: Reading, one: Score, row: Box, frame: Axes, *, at: int) -> Iterator[str]:
    """A model's name, its two marks, its four numbers."""
    here, middle, colour = at == view.row, row.y + row.height / 2, css(_colour(one.model))
    if here:
        yield rect(row.x, row.y, row.width, row.height, "ink", rx=4, opacity=0.09)
    weight = 700 if here else None
    yield heading(one.name, row.x + 6, middle + 5)
    yield shape(f"M{frame.left:.1f} {middle:.1f}h{frame.wide:.1f}", edge="hair", thick=1.5, dash="1 4")
    if one.published is not None:
        x, _ = frame.at(view.lost(one.published), 0)
        yield element("g", marker("circle", x, middle - 5, colour), data_mark=f"paper {one.model}")
    if one.ours is not None:
        ends = [frame.at(view.lost(score), 0)[0] for score in (one.seeds.min(), one.seeds.max())]
        yield shape(f"M{min(ends):.1f} {middle + 5:.1f}H{max(ends):.1f}", edge=colour, thick=3)
        x, _ = frame.at(view.lost(one.ours), 0)
        yield element("g", marker("diamond", x, middle + 5, colour), data_mark=f"ours {one.model}")
    left = row.right - TABLE
    for k, score in enumerate((one.published, one.ours)):
        paint = {"font_size": 15, "text_anchor": "end", "font_weight": weight}
        if score is None:
            words = "–" if k == 0 else "not run"
            yield text(words, left + ENDS[2 * k], middle + 5, fill=css("ink2"), **paint)
            continue
        share = view.share(score)
        words = score_text(score, accuracy=view.higher)
        star = "*" if k and one.short else ""
        yield text(words, left + ENDS[2 * k], middle + 5, fill=css("ink"), data_score=f"{k} {one.model}", **paint)
        if star:
            yield label(star, left + ENDS[2 * k] + 2, middle + 5, colour="ink2")
        failed = share >= NOTHING
        told = {"fill": css("wrong" if failed else "ink2"), "data_share": f"{k} {one.model}"}
        yield text(percent(share), left + ENDS[2 * k + 1] - 16, middle + 5, **(paint | told))
        if failed:
            yield label("✗", left + ENDS[2 * k + 1], middle + 5, "end", "wrong")
    yield hit(row.x, row.y, row.width, row.height, data_row=at)


def _colour(model: str) -> str:
    return {"fair_lstm": "lstm", "min_gru": "gru"}.get(model, model)


def _lines(view: Reading, frame: Axes) -> Iterator[str]:
    """The trivial score, and dashed that at another wait."""
    x, _ = frame.at(view.lost(view.trivial), 0)
    path = f"M{x:.1f} {frame.top - 4}v{frame.tall + 4}"
    paint = {"stroke": css("baseline"), "stroke_width": 2.5, "style": "pointer-events:none"}
    yield shape(path, data_line="trivial", **paint)
    if view.wait != view.paper_wait:
        x, _ = frame.at(view.floor, 0)
        yield shape(f"M{x:.1f} {frame.top}v{frame.tall}", dash="6 4", data_line="wait", **paint)
