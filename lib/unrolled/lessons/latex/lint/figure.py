"""A passage of LaTeX with its faults underlined and told, and its scores beside those of others."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from itertools import groupby

from unrolled.drawing.layout import picture
from unrolled.drawing.letters import Grid, lay_out
from unrolled.drawing.numerals import percent
from unrolled.drawing.shapes import rect, shape
from unrolled.drawing.svg import Drawing, element
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, note
from unrolled.lessons.latex.lint.record import LintView, Scores, Span

SIZE, LEADING, TOP, COLUMNS = 14, 1.35, 34, 62  # of the passage
ROOM = picture(374)
ROWS = int((ROOM.height - TOP) // (SIZE * LEADING))  # of the passage, in sight at once
ASIDE = 560  # left of the list and the bars
LETTERS = 42  # of a line in the list
SHOWN, LINES = 4, 2  # faults in the list, and lines of the one pointed at
ROW = 20
TABLE = 158
BARS = (("brace", "braces"), ("math", "formulas"), ("environment", "environments"), ("proof", "proofs"))
FIRST, WIDE, TALL = ASIDE + 104, 58, 32  # of the table's columns and rows
FEW = 20  # pairs below which a share says little, and both counts are told
PAINT = ("ink", "predicted", "baseline", "target")


def describe_lint(view: LintView) -> str:
    """One sentence that says what the passage does wrong."""
    count = len(view.lint.faults)
    told = f" Fault {view.fault + 1}: {view.lint.faults[view.fault].words}." if count else ""
    return f"{view.title}: {len(view.lint.text):,} characters, {_faults(count)}.{told}"


def lint_drawing(view: LintView) -> Drawing:
    """The lines of the passage around the fault pointed at; at the right the list of faults and the scores."""
    grid, start, told = _window(view)
    return Drawing.of(
        heading(view.title + told, 2, 20),
        *_marks(view, grid, start),
        grid.lines(),
        *_list(view),
        *_table(view),
        height=int(ROOM.height),
        description=describe_lint(view),
    )


def _faults(count: int) -> str:
    return {0: "no fault", 1: "1 fault"}.get(count, f"{count} faults")


def _window(view: LintView) -> tuple[Grid, int, str]:
    """The rows in sight: a grid of their characters, the place of the first one, and which rows they are, in words.

    Both ends of the fault pointed at are in sight if they are near enough.
    """
    words = view.lint.text
    rows = [row for row, _ in lay_out(words, COLUMNS)]
    count = rows[-1] + 1 if rows else 0
    middle = 0
    if view.lint.faults:
        fault = view.lint.faults[view.fault]
        ends = [rows[min(span.start, len(rows) - 1)] for span in (fault.at, fault.other) if span is not None and rows]
        middle = sum(ends[:2]) // len(ends) if ends and max(ends) - min(ends) < ROWS - 2 else ends[0] if ends else 0
    first = min(max(middle - ROWS // 2, 0), max(count - ROWS, 0))
    seen = [k for k, row in enumerate(rows) if first <= row < first + ROWS]
    start, end = (seen[0], seen[-1] + 1) if seen else (0, 0)
    told = f", lines {first + 1} to {first + ROWS} of {count}" if count > ROWS else ""
    return Grid(words[start:end], COLUMNS, SIZE, 2, TOP, LEADING), start, told


def _rows(grid: Grid, span: Span, start: int) -> Iterator[tuple[float, float, float]]:
    """Left, top and width of a span in each row in sight that it covers."""
    begin = span.start - start
    places = range(max(begin, 0), min(begin + max(span.length, 1), len(grid.words)))
    for _, group in groupby(places, lambda k: grid.cells[k][0]):
        run = list(group)
        yield *grid.corner(run[0]), len(run) * grid.wide


def _marks(view: LintView, grid: Grid, start: int) -> list[str]:
    """A wave under each fault; both ends of the one pointed at in boxes."""
    parts = []
    for k, fault in enumerate(view.lint.faults):
        pointed = k == view.fault
        for x, y, wide in _rows(grid, fault.at, start):
            box = {"x": max(x - 1, 0), "y": y + 1, "width": wide + 2, "height": grid.tall - 2, "rx": 3}
            stroke = {"stroke": css("wrong"), "stroke_width": 2} if pointed else {}
            parts.append(element("rect", **box, fill=css("wash" if pointed else "ground"), data_pick=k, **stroke))
            waves = "q1.5,-3.5 3,0 q1.5,3.5 3,0" * max(round(wide / 6), 1)
            d = f"M{x:.1f},{y + grid.tall - 3:.1f} {waves}"
            parts.append(shape(d, "none", "wrong", 1.5))
        if pointed and fault.other is not None:
            for x, y, wide in _rows(grid, fault.other, start):
                box = {"x": max(x - 1, 0), "y": y + 1, "width": wide + 2, "height": grid.tall - 2, "rx": 3}
                dashed = {"stroke": css("ink"), "stroke_width": 2, "stroke_dasharray": "4 3"}
                parts.append(element("rect", **box, fill=css("wash"), **dashed))
    return parts


def _list(view: LintView) -> list[str]:
    """Four of the faults in words, the one pointed at among them and in full."""
    faults = view.lint.faults
    first = min(max(view.fault - SHOWN // 2, 0), max(len(faults) - SHOWN, 0))
    ending = f", {first + 1} to {min(first + SHOWN, len(faults))} shown" if len(faults) > SHOWN else ""
    parts = [heading(_faults(len(faults)).capitalize() + ending, ASIDE, 20)]
    y = 28.0
    for k, fault in enumerate(faults[first : first + SHOWN], first):
        pointed = k == view.fault
        lines = textwrap.wrap(fault.words, LETTERS, break_on_hyphens=False) or [""]
        room = LINES if pointed else 1
        if len(lines) > room:
            rest = " ".join(lines[room - 1 :])
            lines = [*lines[: room - 1], f"{rest[: LETTERS - 2]} …"]
        tall = ROW * len(lines) + 2
        edge = {"stroke": css("wrong"), "stroke_width": 2} if pointed else {}
        parts.append(
            rect(ASIDE - 6, y, ROOM.width - ASIDE + 4, tall, "wash" if pointed else "ground", rx=4, data_pick=k, **edge)
        )
        for line, words in enumerate(lines):
            at = y + ROW * line + 15
            mark = note("✗", ASIDE, at, colour="wrong", data_pick=k) if line == 0 else ""
            parts += [mark, note(words, ASIDE + 18, at, colour="ink", data_pick=k)]
        y += tall
    if not faults:
        words = "Everything is closed correctly, all names exist."
        parts.append(note(words, ASIDE, 43))
    return parts


def _table(view: LintView) -> list[str]:
    """Shares closed correctly, as bars, and faults in 1,000 characters: this passage and three others."""
    columns = [("this passage", view.scores), *view.beside.items()]
    parts = [
        rect(ASIDE, TABLE - 20, ROOM.width - ASIDE - 2, 1, "hair"),
        heading("Closed", ASIDE, TABLE),
        heading("correctly", ASIDE, TABLE + 17),
    ]
    for k, (name, _) in enumerate(columns):
        for line, words in enumerate(name.split(" ", 1)):
            x = FIRST + k * WIDE
            parts.append(note(words, x, TABLE + 17 * line))
    for row, (kind, called) in enumerate(BARS):
        y = TABLE + 44 + TALL * row
        parts.append(note(called, ASIDE, y, colour="ink"))
        for k, (_, scores) in enumerate(columns):
            parts += _bar(scores, kind, FIRST + k * WIDE, y, PAINT[min(k, 3)])
    y = TABLE + 44 + TALL * len(BARS) + 4
    parts.append(note("faults", ASIDE, y, colour="ink", font_weight=700))
    for k, (_, scores) in enumerate(columns):
        words = f"{scores.per_thousand:.1f}"
        parts.append(note(words, FIRST + k * WIDE, y, colour="ink", font_weight=700))
    return [*parts, note("(in 1,000 characters)", ASIDE, y + 18)]


def _bar(scores: Scores, kind: str, x: float, y: float, paint: str) -> list[str]:
    share, room = scores.share(kind), WIDE - 12
    if share is None:
        return [note("none", x, y)]
    decided = scores.decided[kind]
    told = percent(share) if decided >= FEW else f"{scores.closed[kind]} of {decided}"
    return [
        note(told, x, y, colour="ink"),
        rect(x, y + 5, room, 7, "hair"),
        rect(x, y + 5, room * share, 7, paint, data_share=f"{kind}"),
    ]
