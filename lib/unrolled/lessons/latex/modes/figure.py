"""A text coloured by one unit's carry, its label underlined; beside it its scores, and what holding it changes."""

from __future__ import annotations

import math
from itertools import groupby

import numpy as np

from unrolled.drawing.layout import picture
from unrolled.drawing.letters import Grid, lay_out, visible
from unrolled.drawing.numerals import percent, plain, signed
from unrolled.drawing.raster import is_dark
from unrolled.drawing.shapes import rect
from unrolled.drawing.strip import LEVELS, signed_colour, signed_shade
from unrolled.drawing.svg import Drawing
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, note
from unrolled.lessons.latex.modes.record import ModeView

ROOM = picture(374)
WIDTH, HEIGHT = int(ROOM.width), int(ROOM.height)
COLUMNS, SIZE, LEADING, TOP = 61, 14, 1.4, 44  # of the text
ROWS = int((HEIGHT - TOP) // (SIZE * LEADING))
ASIDE, NUMBERS, BAR = 544, 684, 140  # left of the scores, of their bars, and the width of those
ROW = 23
INK, LIGHT = "#14171C", "#FFFFFF"


def fits(words: str) -> str:
    """As much of a text as has room in the picture."""
    return words[: sum(row < ROWS for row, _ in lay_out(words, COLUMNS))]


def describe_mode(view: ModeView) -> str:
    """One sentence that says what the panel shows."""
    at = view.cursor
    score = "the same everywhere here" if math.isnan(view.score) else f"{view.measure} {view.score:.2f} on this text"
    return (
        f"Layer {view.layer}, unit {view.unit + 1}, {view.words}: {score}. Character {at + 1} of {len(view.text)}, "
        f"{visible(view.text[at])}: carry {signed(float(view.carry[at]))}, {_truth(view)}."
    )


def mode_drawing(view: ModeView) -> Drawing:
    """The text on the colours of the carry, scores, and what holding changes; without the cursor."""
    grid, limit = _grid(view), _limit(view)
    fills = [signed_colour(float(value), limit) for value in view.carry]
    return Drawing.of(
        heading(f"Carry of unit {view.unit + 1}, layer {view.layer}; underlined: {_label(view)}", 2, 16),
        *(grid.box(k, fill=fill, data_pick=k) for k, fill in enumerate(fills)),
        *_underlines(view, grid),
        grid.lines(lambda k: LIGHT if is_dark(fills[k]) else INK),
        _scale(limit),
        *_scores(view),
        *_use(view),
        height=HEIGHT,
        description=f"A text of {len(view.text)} characters, coloured by the carry of a unit.",
    )


def mode_cursor(view: ModeView) -> Drawing:
    """The layer over it: a frame at the cursor, and the value there."""
    grid, at = _grid(view), view.cursor
    words = f"“{visible(view.text[at])}”, character {at + 1}: carry {signed(float(view.carry[at]))}, {_truth(view)}"
    return Drawing.of(
        grid.pointer(at), note(words, 2, 37, colour="ink"), height=HEIGHT, description=describe_mode(view)
    )


def _label(view: ModeView) -> str:
    return view.words if view.measure == "AUC" else f"{view.words}, above its middle here"


def _truth(view: ModeView) -> str:
    value = view.truth[view.cursor]
    if view.measure == "AUC":
        return view.words if value else "not " + view.words
    return f"{view.words}: {value:.0f}"


def _grid(view: ModeView) -> Grid:
    return Grid(view.text, COLUMNS, SIZE, 2, TOP, LEADING)


def _limit(view: ModeView) -> float:
    """The carry that has the darkest colour: nearly the largest here, so that one peak does not pale the rest."""
    return max(float(np.quantile(np.abs(view.carry), 0.95)), 0.1)


def _underlines(view: ModeView, grid: Grid) -> list[str]:
    """A line under the characters with the label; for a number, under those above its middle."""
    marked = view.truth > (0 if view.measure == "AUC" else np.median(view.truth))
    parts = []
    for yes, group in groupby(range(len(view.text)), lambda k: bool(marked[k])):
        run = list(group)
        if yes:
            for x, y, wide in grid.runs(run[0], len(run)):
                parts.append(rect(x, y + grid.tall - 3, wide, 3, INK))
    return parts


def _scale(limit: float) -> str:
    y, left = HEIGHT - 18, NUMBERS - 30
    parts = [note(f"colour: {signed(-limit)}", left - 8, y + 12, "end")]
    for k in range(-LEVELS, LEVELS + 1):
        parts.append(rect(left + 5 * (k + LEVELS), y, 5, 14, signed_shade(k)))
    parts.append(note(signed(limit), left + 5 * (2 * LEVELS + 1) + 8, y + 12))
    return "".join(parts)


def _scores(view: ModeView) -> list[str]:
    chance = 0.5 if view.measure == "AUC" else 0.0
    parts = [heading(f"{_capital(view.measure)} ({chance:g} is chance)", ASIDE, 16)]
    rows = [("this text", view.score, "predicted", True)]
    if view.found:
        found = view.found
        rows += [
            ("other chapters", found.test, "predicted", True),
            ("its whole layer", found.linear, "carry", False),
            ("character alone", found.character, "baseline", False),
            ("lucky unit", found.shuffled_most, "baseline", False),
        ]
    for k, (name, score, colour, bold) in enumerate(rows):
        y = 24 + k * ROW
        parts.append(note(name, NUMBERS - 8, y + 16, "end", "ink", **{"font_weight": 700} if bold else {}))
        if math.isnan(score):
            parts.append(note("the same everywhere", NUMBERS, y + 16))
            continue
        wide = BAR * max(min((score - chance) / (1 - chance), 1), 0.003)
        parts.append(rect(NUMBERS, y + 4, wide, ROW - 8, colour))
        parts.append(note(plain(score), NUMBERS + wide + 8, y + 16, colour="ink"))
    if not view.found:
        words = "not the unit that was chosen for this label"
        parts.append(note(words, ASIDE, 24 + ROW + 16))
    return parts


def _use(view: ModeView) -> list[str]:
    """The loss, and the probability of the closing character, with the unit as it is and held at two values."""
    top = 24 + 5 * ROW + 20
    parts = [heading("Is it used? The carry held while it reads", ASIDE, top)]
    if view.use is None:
        words = "nothing to hold: the label is the same everywhere"
        if not math.isnan(view.score):
            words = "measuring …"
        return [*parts, note(words, ASIDE, top + 24)]
    used = view.use
    names = ("untouched", f"at {signed(used.held[0])} (inside)", f"at {signed(used.held[1])} (outside)")
    most = max(used.bits)
    parts.append(note("bits a character", NUMBERS, top + 20))
    for k, (name, bits) in enumerate(zip(names, used.bits, strict=True)):
        parts += _row(name, bits / most, f"{bits:.3f}", top + 24 + k * ROW, filled=k > 0)
    if used.closing:
        below = top + 24 + 3 * ROW + 18
        words = "probability of what closes it"
        parts.append(note(words, NUMBERS, below))
        most = max(used.closing)
        for k, (name, p) in enumerate(zip(names, used.closing, strict=True)):
            parts += _row(name, p / most if most else 0, percent(p), below + 4 + k * (ROW - 4), filled=k > 0)
    return parts


def _row(name: str, share: float, number: str, y: float, *, filled: bool) -> list[str]:
    paint = {"fill": css("predicted")} if filled else {"fill": css("ground"), "stroke": css("ink"), "stroke_width": 2}
    wide = max(BAR * share, 0.5)
    return [
        note(name, NUMBERS - 8, y + 15, "end", "ink"),
        rect(NUMBERS, y + 4, wide, 12, **paint),
        note(number, NUMBERS + wide + 8, y + 15, colour="ink"),
    ]


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
