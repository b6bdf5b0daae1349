"""Judgements against similarity: each pair a point; at the right how each coding agrees, and the pair pointed at."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan

from unrolled.drawing.layout import picture
from unrolled.drawing.log_plot import HALO
from unrolled.drawing.numerals import counted, minus, signed
from unrolled.drawing.shapes import disc, rect, ringed, rule, shape
from unrolled.drawing.svg import Drawing, element, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note, title
from unrolled.lessons.encodings.codings.figure import fit
from unrolled.lessons.encodings.distance.record import Agreement, Distances

ROOM = picture(376)
LEFT, RIGHT, TOP, BOTTOM = 34, 466, 34, 328
LOW, HIGH = -0.4, 1.06  # of the cosine
TIED = 0.05  # cosines of equal size are spread sideways by so much at most
TABLE, ROWS, ROW = 500, 60, 32  # left side of the table, first row, height of a row
ZERO, ONE, NUMBER, PAIRS = 648, 722, 772, 814  # of the bars; right ends of the numbers
EDGE = ROOM.width - 10  # right end of the last column
MEANS = 298  # top of what is told of the marked pairs
RULER = (TABLE + 96, EDGE - 44)
GOLDEN = 0.6180339887


def describe_distance(view: Distances) -> str:
    """One sentence: the agreement, and the pair pointed at."""
    coding, k = view.coding, view.cursor
    rho = "no two pairs told apart" if isnan(coding.rho) else f"rho {signed(coding.rho)} over {coding.pairs:,} pairs"
    here = "no vector" if isnan(coding.similarity[k]) else f"cosine {signed(coding.similarity[k])}"
    return f"{view.source}, {coding.name}: {rho}; {' and '.join(view.pairs[k])}: people {view.scores[k]:.1f}, {here}."


def distance_drawing(view: Distances) -> Drawing:
    """The plot, and the table without the pair pointed at."""
    return Drawing.of(
        *_axes(view),
        *_points(view),
        *_table(view),
        *_marked(view),
        height=int(ROOM.height),
        description=f"Judgements of {len(view.pairs):,} pairs against cosines under {view.coding.name}.",
    )


def distance_cursor(view: Distances) -> Drawing:
    """The layer over it: a ring round the pair pointed at with its words, and what each coding says of it."""
    return Drawing.of(*_here(view), *_pair(view), height=int(ROOM.height), description=describe_distance(view))


def _x(cosine: float) -> float:
    return LEFT + (RIGHT - LEFT) * (cosine - LOW) / (HIGH - LOW)


def _y(score: float) -> float:
    return BOTTOM - (BOTTOM - TOP) * score / 10


def _place(view: Distances, k: int) -> tuple[float, float] | None:
    """Where a pair stands; where all cosines are 0 or 1 it is moved sideways, or they would lie on a single line."""
    cosine = float(view.coding.similarity[k])
    if isnan(cosine):
        return None
    spread = TIED * (2 * (k * GOLDEN % 1) - 1) if cosine in (0.0, 1.0) else 0.0
    return _x(cosine + spread), _y(float(view.scores[k]))


def _axes(view: Distances) -> Iterator[str]:
    yield heading(f"What people say of {fit(view.source, 24)}, 0 to 10", 2, 16)
    for score in range(0, 11, 2):
        y = _y(score)
        yield rect(LEFT, y - 0.5, RIGHT - LEFT, 1, "hair")
        yield note(str(score), LEFT - 12, y + 5, "end")
    for cosine in (-0.4, 0, 0.5, 1):
        x = _x(cosine)
        yield rect(x - 0.5, BOTTOM, 1, 6, "edge")
        yield note(minus(f"{cosine:g}"), x, BOTTOM + 21, "middle")
    middle = (LEFT + RIGHT) / 2
    words = f"cosine of both words, {view.coding.name}"
    yield label(words, middle, BOTTOM + 41, "middle")


def _points(view: Distances) -> Iterator[str]:
    """Discs, and diamonds for those that are marked, above all others."""
    size = 4 if len(view.pairs) > 100 else 6
    discs, diamonds = [], []
    for k, is_marked in enumerate(view.marked.which):
        place = _place(view, k)
        if place is None:
            continue
        x, y = place
        if is_marked:
            diamonds.append(shape(f"M{x:.1f},{y - 7:.1f}l7,7l-7,7l-7,-7Z", data_pick=k))
        else:
            discs.append(disc(round(x, 1), round(y, 1), size, data_pick=k))
    yield element("g", "".join(discs), fill=css("baseline"), fill_opacity=0.5)
    if diamonds:
        paint = {"fill": css("negative"), "stroke": css("ground"), "stroke_width": 1}
        yield element("g", "".join(diamonds), **paint)


def _bar_x(rho: float) -> float:
    return ZERO + (ONE - ZERO) * min(max(rho, -1), 1)


def _table(view: Distances) -> Iterator[str]:
    yield heading("Agreement with people: rank correlation ρ", TABLE, 16)
    for x, words in ((NUMBER, "ρ"), (PAIRS, "pairs"), (EDGE, "this pair")):
        yield note(words, x, 40, "end")
    for x, words in ((ZERO, "0"), (ONE, "1")):
        yield note(words, x, 40, "middle")
    for k, coding in enumerate(view.codings):
        y = ROWS + ROW * k
        is_shown = k == view.shown
        fill, edge = (css("wash"), css("ink")) if is_shown else (css("ground"), css("ground"))
        yield rect(TABLE - 8, y - 11, ROOM.width - TABLE + 7, ROW - 4, fill, edge, 2, rx=6, data_row=k)
        yield from _row(coding, y + 10, is_shown, k)
    foot = ROWS + ROW * (len(view.codings) - 1) + 20
    yield rect(ZERO - 0.5, 46, 1, foot - 46, "edge")


def _row(coding: Agreement, y: float, is_shown: bool, k: int) -> Iterator[str]:
    weight = 700 if is_shown else 400
    yield label(coding.name, TABLE, y, font_weight=weight, pointer_events="none")
    if isnan(coding.rho):
        yield note("all alike", ZERO + 8, y)
    else:
        left, right = sorted((_bar_x(0), _bar_x(coding.rho)))
        colour = "predicted" if is_shown else "baseline"
        yield rect(left, y - 13, max(right - left, 1), 16, colour, pointer_events="none", data_part=f"rho-{k}")
        if not isnan(coding.low):
            low, high = _bar_x(coding.low), _bar_x(coding.high)
            for paint, wide in (("ground", 5), ("ink", 2)):
                yield rule(low, y - 5, high, y - 5, paint, wide, pointer_events="none")
        yield label(signed(coding.rho), NUMBER, y, "end", font_weight=weight, pointer_events="none")
    yield label(f"{coding.pairs:,}", PAIRS, y, "end", pointer_events="none")


def _marked(view: Distances) -> Iterator[str]:
    """Where the marked pairs stand on average, two rulers from 0 to 100."""
    top = MEANS
    if not view.marked.words:
        yield note("Thin lines: interval of 95 %.", TABLE, top)
        yield note("Click a point or a row to see another.", TABLE, top + 22)
        return
    number = int(view.marked.which.sum())
    yield shape(f"M{TABLE + 6},{top - 12} l7,7 l-7,7 l-7,-7 Z", "negative")
    yield heading(f"{counted(number, 'pair')}: {view.marked.words}", TABLE + 20, top)
    if not number:
        yield note("None among these pairs.", TABLE, top + 24)
        return
    yield note("mean rank among all pairs: 0 lowest, 100 highest", TABLE, top + 22)
    for k, (who, place) in enumerate((("people", view.marked.people), (view.coding.name, view.marked.coding))):
        y, (left, right) = top + 47 + 25 * k, RULER
        yield label(who, TABLE, y)
        yield rect(left, y - 6, right - left, 2, "edge")
        x = left + (right - left) * place / 100
        yield shape(f"M{x:.1f},{y - 13} l8,8 l-8,8 l-8,-8 Z", "negative", data_part=f"mean-{k}")
        yield heading(f"{place:.0f}", EDGE, y, "end")


def _here(view: Distances) -> Iterator[str]:
    place = _place(view, view.cursor)
    if place is None:
        return
    x, y = place
    yield ringed(x, y, 10)
    words = " · ".join(fit(word, 18) for word in view.pairs[view.cursor])
    at_right = x > (LEFT + RIGHT) / 2
    yield title(
        words, x - 16 if at_right else x + 16, y + (22 if y < TOP + 20 else 5), "end" if at_right else "start", **HALO
    )


def _pair(view: Distances) -> Iterator[str]:
    """The last column, and the pair in words."""
    k = view.cursor
    for row, coding in enumerate(view.codings):
        cosine, weight = coding.similarity[k], 700 if row == view.shown else 400
        words = "none" if isnan(cosine) else signed(float(cosine))
        yield label(words, EDGE, ROWS + ROW * row + 10, "end", font_weight=weight, pointer_events="none")
    y = ROWS + ROW * len(view.codings) + 14
    yield text(" · ".join(fit(word, 20) for word in view.pairs[k]), TABLE, y, font_size=17, font_weight=700,
               fill=css("ink"))  # fmt: skip
    words = f"people say {view.scores[k]:.2f} of 10, place {k + 1:,} of {len(view.pairs):,} from the highest"
    yield note(words, TABLE, y + 22)
