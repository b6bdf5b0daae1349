"""Each model at its score and its cost, a bar over its seeds; beside it the numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from unrolled.drawing.axes import Axes
from unrolled.drawing.layout import picture
from unrolled.drawing.log_plot import HALO, marker
from unrolled.drawing.numerals import short_exponent
from unrolled.drawing.shapes import disc, shape
from unrolled.drawing.svg import element, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note, title
from unrolled.lessons.table1.cost.figure.words import AXES, SCALED, SCORES, UNITS, plain, score_words
from unrolled.lessons.table1.cost.record import Cost, Mark
from unrolled.lessons.table1.live_race.figure import colour
from unrolled.lessons.table1.the_table.record import COLUMNS

_CHART, TABLE = picture().cut_left(540, gap=22)
PLOT = _CHART.cut_left(62)[1].cut_top(60)[1].cut_bottom(52)[1].cut_right(10)[1]
SHAPES = {
    "tcn": "circle",
    "lstm": "square",
    "fair_lstm": "square",
    "gru": "diamond",
    "min_gru": "diamond",
    "rnn": "triangle",
}
FILLED = ("fair_lstm", "min_gru")  # a variant has the shape of the network it varies, with a dot in it
ENDS = (200, 262, 332)  # right edges of the table's numbers, from its left
HEAD, ROW = 62, 46
Corners = tuple[float, float, float, float]  # left, upper, right, lower
TALL, LETTER = 16.0, 9.2  # of a mark's name


def drawn(view: Cost) -> Iterator[str]:
    """Plot and table."""
    yield title(f"{view.title}, {view.settings}", 4, 20)
    yield from _table(view)
    if not view.run:
        known = any(mark.scores for mark in view.marks)
        words = "This cost was not measured yet." if known else "No run with these settings yet."
        yield text(words, PLOT.x + 20, PLOT.y + 60, font_size=16, fill=css("ink2"))
        return
    frame = frame_of(view)
    rows = ticks_of(frame.y, frame.log_y)
    across = ticks_of(frame.x, True)
    yield from frame.ticks(across, rows, [short_exponent(f"{row:g}") for row in rows])
    yield label(AXES[view.against], PLOT.x + PLOT.width / 2, PLOT.bottom + 42, "middle")
    yield note(SCORES[view.metric], 4, 41)
    taken = [(x - 9, y - 9, x + 9, y + 9) for x, y in (_place(frame, view, mark) for mark in view.run)]
    if view.trivial is not None and frame.y[0] <= view.trivial <= frame.y[1]:
        name = f"reading nothing: {score_words(view.trivial, view.metric)}"
        _, y = frame.at(1, view.trivial)
        wide = len(name) * 7.6
        above = (PLOT.right - wide, y - 24, PLOT.right, y + 2)
        free = not any(_over(above, mark) for mark in taken)
        yield from frame.level(view.trivial, name, css("baseline"), above=free)
        taken.append(above if free else (PLOT.x, y - 2, PLOT.x + wide, y + 24))
    for mark in view.run:
        yield from _mark(frame, view, mark, taken)


def frame_of(view: Cost) -> Axes:
    """Axes that hold every seed and, where it is near, the trivial score."""
    costs = [mark.costs[view.against] / SCALED[view.against] for mark in view.run]
    scores = [score for mark in view.run for score in mark.scores]
    log = view.metric == "loss" and min(scores) > 0 and max(scores) < 1
    held = scores if view.trivial is None else [*scores, view.trivial]
    low, high = min(held), max(held)
    if log:
        rows = (10 ** math.floor(math.log10(low)), 10 ** math.ceil(math.log10(high * 1.2)))
    else:
        pad = 0.12 * (high - low) or 0.1 * abs(high) or 1.0
        rows = (low - pad, high + pad)
        if view.metric == "accuracy":
            rows = (max(rows[0], 0.0), min(rows[1], 100.0))
    return Axes(PLOT.x, PLOT.y, PLOT.width, PLOT.height, (min(costs) / 1.6, max(costs) * 1.6), rows, True, log)


def ticks_of(ends: tuple[float, float], log: bool) -> list[float]:
    """Round numbers within the ends: powers of ten, with 2 and 5 where these are few; or some six even steps."""
    low, high = ends
    if not log:
        step = 10 ** math.floor(math.log10((high - low) / 3))
        step *= 1 if (high - low) / step <= 7 else 2 if (high - low) / step <= 14 else 5
        return [k * step for k in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    for digits in ((1,), (1, 3), (1, 2, 5), (1, 1.5, 2, 3, 4, 5, 6, 8)):
        found = [
            digit * 10.0**power for power in powers for digit in digits if low * 0.999 <= digit * 10.0**power <= high
        ]
        if len(found) >= 3:
            break
    return found


def _place(frame: Axes, view: Cost, mark: Mark) -> tuple[float, float]:
    mean = sum(mark.scores) / len(mark.scores)
    return frame.at(mark.costs[view.against] / SCALED[view.against], mean)


def _mark(frame: Axes, view: Cost, mark: Mark, taken: list[Corners]) -> Iterator[str]:
    """A bar from the lowest to the highest seed, the mark, and its name where there is room."""
    x, y = _place(frame, view, mark)
    (_, low), (_, high) = (frame.at(1, pick(mark.scores)) for pick in (min, max))
    if len(mark.scores) > 1:
        bar = f"M{x:.1f} {low:.1f}V{high:.1f}M{x - 5:.1f} {low:.1f}h10M{x - 5:.1f} {high:.1f}h10"
        yield shape(bar, "none", colour(mark.model), 2, data_seeds=mark.model)
    yield sign(mark.model, x, y)
    words = COLUMNS[mark.model]
    wide = len(words) * LETTER
    left, top = _room(x, y, wide, taken)
    at = {"x": left} if left > x else {"x": left + wide, "text_anchor": "end"}
    yield text(words, y=top + 13, font_size=15, font_weight=700, fill=colour(mark.model), **at, **HALO)


def sign(model: str, x: float, y: float) -> str:
    """The mark of a model."""
    dot = disc(x, y, 2.4, colour(model)) if model in FILLED else ""
    return element("g", marker(SHAPES[model], x, y, colour(model)) + dot, data_mark=model)


def _room(x: float, y: float, wide: float, taken: list[Corners]) -> tuple[float, float]:
    """The left upper corner of a name beside a mark that lies over no other; it is then taken."""
    sides: Sequence[tuple[float, float]] = [
        (left, y - 8 + shift)
        for shift in (0, -18, 18, -34, 34, -50, 50, -66, 66)
        for left in (x + 12, x - 12 - wide)
        if PLOT.x <= left and left + wide <= PLOT.right + 8
    ]
    for left, top in sides:
        box = (left, top, left + wide, top + TALL)
        inside = PLOT.y <= top and top + TALL <= PLOT.bottom
        if inside and not any(_over(box, other) for other in taken):
            break
    taken.append((left, top, left + wide, top + TALL))
    return left, top


def _over(one: Corners, other: Corners) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _table(view: Cost) -> Iterator[str]:
    """Score, seeds and cost of each model."""
    heads = ("score", "seeds", UNITS[view.against])
    for words, right in zip(heads, ENDS, strict=True):
        yield note(words, TABLE.x + right, HEAD - 22, "end")
    for row, mark in enumerate(view.marks):
        y = HEAD + ROW * row + 8
        yield sign(mark.model, TABLE.x + 8, y - 5)
        yield heading(COLUMNS[mark.model], TABLE.x + 24, y)
        if mark.scores:
            cost = plain(mark.costs[view.against], view.against) if view.against in mark.costs else "–"
            score = score_words(sum(mark.scores) / len(mark.scores), view.metric)
            for words, right in zip((score, str(len(mark.scores)), cost), ENDS, strict=True):
                yield label(words, TABLE.x + right, y, "end")
        yield note(_state(mark), TABLE.x + 24, y + 18)


def _state(mark: Mark) -> str:
    """What stands behind the number, without the seeds, which have a column, in one line of the table."""
    return mark.words.split(" seed", 1)[-1].removeprefix("s").removeprefix(", ").removeprefix("budget: ")
