"""A passage with its matches underlined; over it the one looked up, the lines around it, and the share copied."""

from __future__ import annotations

import numpy as np

from unrolled.drawing.letters import Grid, beginning
from unrolled.drawing.numerals import percent
from unrolled.drawing.shapes import disc, rect
from unrolled.drawing.svg import Drawing
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note
from unrolled.lessons.shakespeare.memorised.record import Memorised

HEIGHT = 376
SIZE, COLUMNS, TOP, ROWS = 14, 52, 26, 14  # of the passage
SPOT, SPOT_COLUMNS, SPOT_ROWS = 478, 49, 11  # of the lines around a match
LEFT, RIGHT, BAR, TALL = 12, 520, 328, 18  # of the scale of shares


def describe_memorised(view: Memorised) -> str:
    """One sentence that says what share is copied, and where the match in force stands."""
    count = len(view.matches)
    words = (
        f"{view.source}: {percent(share(view))} copied in matches of {view.least} or more characters, "
        f"held-out plays {percent(usual(view)[1])}"
    )
    if view.spot is None:
        return f"{words}; no match."
    return (
        f"{words}; match {view.match + 1} of {count}, {view.matches[view.match].length} characters: "
        f"{view.spot.title}, line {view.spot.line:,}."
    )


def share(view: Memorised) -> float:
    """The share of the passage inside matches of the length in force."""
    return float(view.copied[view.baseline.least == view.least][0])


def usual(view: Memorised) -> tuple[float, float, float]:
    """The same of held-out plays: low, mean, high."""
    rows = view.baseline.low, view.baseline.mean, view.baseline.high
    low, mean, high = (float(row[view.baseline.least == view.least][0]) for row in rows)
    return low, mean, high


def memorised_drawing(view: Memorised) -> Drawing:
    """The passage, each match with a double underline, to be clicked."""
    grid = _grid(view)
    boxes = {
        k: number for number, match in enumerate(view.matches) for k in range(match.start, match.start + match.length)
    }
    return Drawing.of(
        heading(view.source, 0, 16),
        *(grid.box(k, fill=css("wash"), data_pick=number) for k, number in boxes.items()),
        *(grid.underline(match.start, match.length) for match in view.matches),
        grid.lines(),
        *_scale(view),
        height=HEIGHT,
        description=f"A passage of {len(view.text)} characters with {len(view.matches)} matches underlined.",
    )


def memorised_match(view: Memorised) -> Drawing:
    """The layer over it: a frame round the match looked up, and the lines of the play on which it stands."""
    grid = _grid(view)
    parts = []
    if view.spot is not None:
        match = view.matches[view.match]
        for x, y, wide in grid.runs(match.start, match.length):
            parts.append(rect(x - 2, y, wide + 4, grid.tall + 1, "none", "ink", 2.5, rx=3))
    return Drawing.of(*parts, *_spot(view), height=HEIGHT, description=describe_memorised(view))


def _grid(view: Memorised) -> Grid:
    return Grid(view.text, COLUMNS, SIZE, 0, TOP, leading=1.4)


def fitted(words: str) -> str:
    """As much of a passage as there is room for."""
    return beginning(words, COLUMNS, ROWS)


def _spot(view: Memorised) -> list[str]:
    if view.spot is None:
        words = f"No {view.least} characters in a row stand in the training plays."
        return [heading(words, SPOT, 16)]
    spot, match = view.spot, view.matches[view.match]
    once = "It stands nowhere else in the training plays."
    places = once if view.places == 1 else f"Place {view.place + 1:,} of {view.places:,} where it stands"
    head = f"Match {view.match + 1} of {len(view.matches)}, {match.length} characters"
    where = f"{spot.title}, line {spot.line:,}"
    before, after = spot.before, spot.after.rstrip("\n")
    grid = Grid(before + spot.match + after, SPOT_COLUMNS, SIZE, SPOT, 70, leading=1.45)
    shown, start = _near(grid, len(before), len(spot.match))
    return [
        heading(head, SPOT, 16, colour="memorised"),
        heading(where, SPOT, 37),
        note(places, SPOT, 57),
        shown.underline(start, len(spot.match)),
        shown.lines(lambda k: css("ink" if start <= k < start + len(spot.match) else "ink2")),
    ]


def _near(grid: Grid, start: int, length: int) -> tuple[Grid, int]:
    """The grid cut to as many rows as there is room for, with the match in it; and where the match begins."""
    rows = np.array([row for row, _ in grid.cells])
    first, last = rows[start], rows[start + length - 1]
    top = max(min(first - 3, rows[-1] + 1 - SPOT_ROWS), 0) if last - first + 4 <= SPOT_ROWS else first
    kept = np.flatnonzero((rows >= top) & (rows < max(top + SPOT_ROWS, last + 1)))
    words = grid.words[kept[0] : kept[-1] + 1]
    return Grid(words, SPOT_COLUMNS, SIZE, grid.left, grid.top, leading=1.45), start - int(kept[0])


def _scale(view: Memorised) -> list[str]:
    """The share copied on a scale from 0 to 100 %: this passage, and passages of held-out plays."""
    low, mean, high = usual(view)

    def x(part: float) -> float:
        return LEFT + (RIGHT - LEFT) * part

    side = RIGHT + 34
    parts = [heading(f"Share copied, in matches of {view.least} or more characters", 0, BAR - 10)]
    for part in (0, 0.25, 0.5, 0.75, 1):
        parts.append(rect(x(part) - 0.5, BAR, 1, TALL + 4, "edge"))
        parts.append(note(f"{100 * part:.0f} %", max(x(part), 14), BAR + TALL + 20, "middle"))
    return [
        *parts,
        rect(LEFT, BAR + TALL, RIGHT - LEFT, 2, "edge"),
        rect(x(low), BAR + 1, x(high) - x(low), TALL - 2, "baseline", data_part="band", fill_opacity=0.35),
        rect(x(mean) - 1, BAR + 1, 2, TALL - 2, "baseline", data_part="mean"),
        disc(x(share(view)), BAR + TALL / 2, 7, "memorised", "ground", 2, data_part="share"),
        disc(side - 14, BAR - 15, 7, "memorised"),
        heading(f"this passage: {percent(share(view))}", side, BAR - 10),
        rect(side - 24, BAR + 4, 20, 14, "baseline", fill_opacity=0.35),
        rect(side - 15, BAR + 4, 2, 14, "baseline"),
        label(f"plays it never saw: {percent(mean)} on average,", side, BAR + 16),
        label(f"8 of 10 passages {percent(low)} to {percent(high)}", side, BAR + 38),
    ]
