"""The cell opened: what it is, its seeds, recipe and cost, what else it could have been, and its learning curves."""

from __future__ import annotations

import itertools
import math

import numpy as np

from unrolled.drawing.axes import Axes
from unrolled.drawing.shapes import rect, shape
from unrolled.drawing.theme import css
from unrolled.drawing.tiles import sentence, sentence_lines
from unrolled.drawing.type import heading, note
from unrolled.lessons.table1.the_table.figure import words
from unrolled.lessons.table1.the_table.figure.grid import DETAIL
from unrolled.lessons.table1.the_table.record import COLUMNS, Entry, Row, Table

CURVE, TEXTS = DETAIL.cut_left(296, gap=10)
LEFT, RIGHT, FOOT = 50, 74, 20  # of the curve: room for numbers, for names of levels, and for the last line
LINE, LINES = 16, 6  # below the heading
TIGHT = 1.06  # widths are estimated a little too large
APART = 17  # of two names beside the curve
SETTINGS = {"size": "the table’s size", "supplement": "the supplement", "repository": "the repository"}
DASHES = (None, "6 3", "2 3", "9 3 2 3", "1 4", "12 4")
COLOURS = {"fair_lstm": "lstm", "min_gru": "gru"}


def detail(table: Table) -> str:
    """The whole of it."""
    if table.entry is None:
        return _lines(table, DETAIL.x + 2, DETAIL.width - 4)
    return _curve(table.here, table.entry) + _lines(table, TEXTS.x, TEXTS.width)


def _lines(table: Table, x: float, width: float) -> str:
    """A heading, and below it paragraphs."""
    first, told = _told(table)
    y, wide = DETAIL.y + 13, width * TIGHT
    parts = [heading(first, x, y)]
    left = LINES
    for said in filter(None, told):
        parts.append(sentence(said, x, y + LINE, wide, most=left))
        count = len(sentence_lines(said, wide, most=left))
        y, left = y + LINE * count, left - count
    return "".join(parts)


def _told(table: Table) -> tuple[str, list[str]]:
    """The heading, and the paragraphs."""
    row, column = table.here, table.column_name
    if column == "trivial":
        return _of_trivial(row)
    if column == "later":
        return _of_later(row)
    entry = row.entries[column]
    where = f"{COLUMNS[column]} on {row.title}"
    recipe = f"{words.architecture(entry)}; {words.training(entry)}." if entry.recipe else ""
    beside = f"A stand-in for {row.stand_in}" if row.stand_in else _upper(words.paper(row, column))
    scores = f"{beside}; {_scores(row, entry)}."
    return where, [f"{scores} {_others(row, entry)}".strip(), f"{_upper(recipe)} {_cost(row, entry)}".strip()]


def _upper(said: str) -> str:
    return said[:1].upper() + said[1:]


def _scores(row: Row, entry: Entry) -> str:
    if entry.score is None:
        return words.ours(row, entry.model)
    every = ", ".join(words.number(score, row, more=1) for score in entry.scores[:4])
    more = "" if len(entry.scores) <= 4 else ", …"
    spread = "" if entry.spread is None else f" (spread {words.spread_of(row, entry)})"
    done, whole = entry.done
    ended = (
        f"time ended at {entry.steps} {done:,} of {whole:,}"
        if entry.state == "budget"
        else f"all {whole:,} {entry.steps}s"
    )
    return f"ours {every}{more}{spread}, {ended}" + (f", {words.still(row)}" if entry.improving else "")


def _cost(row: Row, entry: Entry) -> str:
    if not entry.recipe:
        return ""
    if entry.score is None:
        return f"A run would take about {words.duration(entry.minutes)} of one core."
    of_table = "" if row.size is None or row.stand_in else f", {100 * entry.parameters / row.size:.0f} % of the table’s"
    each = " each" if len(entry.seeds) > 1 else ""
    return f"{entry.parameters:,} parameters{of_table}; {words.duration(entry.minutes)} of {entry.clock}{each}."


def _others(row: Row, entry: Entry) -> str:
    """What the other protocol and other settings give, and why the settings are not those asked for."""
    if entry.steps == "update":
        return "In bits, on two validation plays, after the last update; so both protocols are one."
    also = "; ".join(f"{name} {words.number(score, row, more=1)}" for name, score in entry.others)
    why = f"Settings of {SETTINGS.get(entry.settings, entry.settings)}: {entry.why}." if entry.why else ""
    return f"{f'Also: {also}.' if also else ''} {why}".strip()


def _of_trivial(row: Row) -> tuple[str, list[str]]:
    if row.trivial is None:
        return f"Trivial on {row.title}: not counted", [f"It would be: {row.why}."]
    paper = [COLUMNS[name] for name, entry in row.entries.items() if row.like_trivial(entry.published)]
    mine = [COLUMNS[name] for name, entry in row.entries.items() if row.like_trivial(entry.score)]
    first = f"Trivial on {row.title}: {words.number(row.trivial, row, more=1)} {row.unit}"
    near = [f"{whose}: {', '.join(names) or 'none'}" for whose, names in (("the paper’s", paper), ("ours", mine))]
    return first, [f"It learns nothing from the input: {row.why}.",
                     f"No better than this by more than 4 % are — {'; '.join(near)}."]  # fmt: skip


def _of_later(row: Row) -> tuple[str, list[str]]:
    if not row.later:
        return f"Later work on {row.title}: none collected", ["No later figure on the same task was collected here."]
    by_source: dict[str, list[str]] = {}
    for one in row.later:
        said = f"{one.model} {words.number(one.score, row, more=int(row.higher))}"
        by_source.setdefault(one.source, []).append(said)
    told = "; ".join(f"{', '.join(found)} ({source})" for source, found in by_source.items())
    return f"Later work on {row.title}, in {row.unit}", [f"{told}.", *row.notes]


def _curve(row: Row, entry: Entry) -> str:
    """The validation score of each seed, and the trivial and the paper's levels where they fit."""
    if not entry.curves:
        said = note("no run, no curve", CURVE.x + 138, CURVE.y + 60, "middle")
        return (
            rect(
                CURVE.x + 1,
                CURVE.y + 6,
                CURVE.width - 20,
                CURVE.height - 14,
                "none",
                "edge",
                rx=6,
                stroke_dasharray="4 4",
            )
            + said
        )
    every = np.concatenate([curve[:, 1] for curve in entry.curves])
    levels = {"trivial": row.trivial, "paper": row.against(entry.model)}
    low, high, log = _range(row, every, [level for level in levels.values() if level is not None])
    last = max(curve[-1, 0] for curve in entry.curves)
    first = min(curve[0, 0] for curve in entry.curves)
    axes = Axes(
        CURVE.x + LEFT, CURVE.y + 8, CURVE.width - LEFT - RIGHT, CURVE.height - 8 - FOOT,
        (first, max(last, first + 1)), (low, high), log_y=log,
    )  # fmt: skip
    return "".join(_plotted(axes, row, entry, levels))


def _plotted(axes: Axes, row: Row, entry: Entry, levels: dict[str, float | None]) -> list[str]:
    colour, parts = css(COLOURS.get(entry.model, entry.model)), []
    (low, high), bottom = axes.y, axes.top + axes.tall
    parts.append(rect(axes.left, axes.top, axes.wide, axes.tall, "none", "hair"))
    for value, y in ((high, axes.top + 9), (low, bottom)):
        parts.append(note(_tick(value), axes.left - 6, y, "end"))
    under = f"{entry.steps} {axes.x[0]:,.0f} to {axes.x[1]:,.0f}, validation"
    parts.append(note(under, axes.left, bottom + 16))
    heights = []
    for name, level in levels.items():
        if level is None or not low <= level <= high:
            continue
        _, y = axes.at(axes.x[0], level)
        dash = None if name == "trivial" else "3 3"
        parts.append(
            shape(f"M{axes.left:g} {y:.1f}h{axes.wide + 4:g}", edge="baseline", thick=1.6, dash=dash, data_level=name)
        )
        heights.append((y, name))
    for (_, name), y in zip(sorted(heights), _apart([y for y, _ in sorted(heights)], bottom), strict=True):
        parts.append(note(name, axes.left + axes.wide + 8, y + 5))
    for curve, dash in zip(entry.curves, itertools.cycle(DASHES)):
        parts.append(axes.line(curve[:, 0], curve[:, 1], colour, dash, 1.8))
    return parts


def _apart(ys: list[float], bottom: float) -> list[float]:
    """Two heights at least a line apart, above the bottom."""
    if len(ys) == 2 and ys[1] - ys[0] < APART:
        upper = min(sum(ys) / 2 - APART / 2, bottom - APART - 2)
        return [upper, upper + APART]
    return ys


def _range(row: Row, scores: np.ndarray, levels: list[float]) -> tuple[float, float, bool]:
    """The axis: all scores, and levels that do not press them flat; logarithmic where losses span a decade."""
    low, high = float(scores.min()), float(scores.max())
    log = not row.higher and low > 0 and high / low > 10
    if log:
        fits = [level for level in levels if level > 0 and low / 30 <= level <= 30 * high]
        low, high = min([low, *fits]), max([high, *fits])
        return 10 ** math.floor(math.log10(low)), 10 ** math.ceil(math.log10(high)), True
    room = max(high - low, 1e-9, 0.02 * high)
    fits = [level for level in levels if low - room <= level <= high + room]
    low, high = min([low, *fits]), max([high, *fits])
    margin = 0.06 * max(high - low, 1e-9)
    return max(low - margin, 0.0), high + margin, False


def _tick(value: float) -> str:
    """A short number."""
    return f"{value:.0e}".replace("e-0", "e-") if 0 < value < 0.01 else f"{value:.3g}"
