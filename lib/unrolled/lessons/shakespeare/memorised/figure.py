"""A passage with its matches underlined; over it the one looked up, the lines around it, and the share copied."""

from __future__ import annotations

import numpy as np

from unrolled.drawing.letters import Grid, percent
from unrolled.drawing.svg import Drawing, element, text
from unrolled.drawing.theme import MONO, SANS, css
from unrolled.lessons.shakespeare.memorised.record import Memorised

WIDTH = 1060
SIZE, COLUMNS, TOP = 16, 56, 36  # of the passage
SPOT, SPOT_SIZE, SPOT_COLUMNS, SPOT_ROWS = 600, 15, 50, 11  # of the lines around a match
LEFT, RIGHT, TALL = 58, 560, 120  # of the chart
LEAST_HEIGHT = 318  # of all that stands above the chart
STYLE = f"text{{font-family:{SANS};font-variant-numeric:tabular-nums}} .mono{{font-family:{MONO}}}"


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
        text(view.source, 0, 18, font_size=16, font_weight=700, fill=css("ink")),
        *(grid.box(k, fill=css("wash"), data_pick=number) for k, number in boxes.items()),
        *(grid.underline(match.start, match.length) for match in view.matches),
        grid.lines(),
        *_chart(view, _chart_top(view)),
        width=WIDTH,
        height=_height(view),
        description=f"A passage of {len(view.text)} characters with {len(view.matches)} matches underlined.",
        style=STYLE,
    )


def memorised_match(view: Memorised) -> Drawing:
    """The layer over it: a frame round the match looked up, and the lines of the play on which it stands."""
    grid = _grid(view)
    parts = []
    if view.spot is not None:
        match = view.matches[view.match]
        for x, y, wide in grid.runs(match.start, match.length):
            frame = {"x": x - 2, "y": y, "width": wide + 4, "height": grid.tall + 1, "rx": 3, "fill": "none"}
            parts.append(element("rect", **frame, stroke=css("ink"), stroke_width=2.5))
    return Drawing.of(
        *parts,
        *_spot(view),
        width=WIDTH,
        height=_height(view),
        description=describe_memorised(view),
        style=STYLE,
    )


def _grid(view: Memorised) -> Grid:
    return Grid(view.text, COLUMNS, SIZE, 0, TOP, leading=1.5)


def _chart_top(view: Memorised) -> float:
    return max(_grid(view).bottom, LEAST_HEIGHT) + 58


def _height(view: Memorised) -> int:
    return int(_chart_top(view) + TALL + 48)


def _spot(view: Memorised) -> list[str]:
    if view.spot is None:
        words = f"No {view.least} characters in a row stand in the training plays."
        return [text(words, SPOT, 18, font_size=16, font_weight=700, fill=css("ink"))]
    spot, match = view.spot, view.matches[view.match]
    once = "It stands nowhere else in the training plays."
    places = once if view.places == 1 else f"Place {view.place + 1:,} of {view.places:,} where it stands"
    head = f"Match {view.match + 1} of {len(view.matches)}, {match.length} characters"
    where = f"{spot.title}, line {spot.line:,}"
    before, after = spot.before, spot.after.rstrip("\n")
    grid = Grid(before + spot.match + after, SPOT_COLUMNS, SPOT_SIZE, SPOT, 86, leading=1.5)
    shown, start = _near(grid, len(before), len(spot.match))
    return [
        text(head, SPOT, 18, font_size=16, font_weight=700, fill=css("memorised")),
        text(where, SPOT, 42, font_size=16, font_weight=700, fill=css("ink")),
        text(places, SPOT, 66, font_size=15, fill=css("ink2")),
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
    return Grid(words, SPOT_COLUMNS, SPOT_SIZE, grid.left, grid.top, leading=1.5), start - int(kept[0])


def _chart(view: Memorised, top: float) -> list[str]:
    """Share copied against the least length of a match: this passage, and passages of held-out plays."""
    base = view.baseline
    low, high = int(base.least[0]), int(base.least[-1])

    def at(least: float, part: float) -> tuple[float, float]:
        return LEFT + (RIGHT - LEFT) * (least - low) / (high - low), top + TALL * (1 - part)

    def path(values: np.ndarray) -> str:
        points = (at(least, part) for least, part in zip(base.least, values, strict=True))
        return "L".join(f"{x:.1f} {y:.1f}" for x, y in points)

    parts = [text("Share copied, by the least length of a match", 0, top - 22, font_size=15, font_weight=700,
                  fill=css("ink"))]  # fmt: skip
    for part in (0, 0.5, 1):
        _, y = at(low, part)
        parts.append(element("rect", x=LEFT, y=y - 0.5, width=RIGHT - LEFT, height=1, fill=css("hair")))
        parts.append(text(f"{100 * part:.0f} %", LEFT - 8, y + 5, font_size=14, fill=css("ink2"), text_anchor="end"))
    for least in (*range(10, high, 5), high):
        x, y = at(least, 0)
        parts.append(text(f"{least}", x, y + 20, font_size=14, fill=css("ink2"), text_anchor="middle"))
    x, y = at((low + high) / 2, 0)
    parts.append(text("characters in a row", x, y + 40, font_size=15, fill=css("ink"), text_anchor="middle"))
    back = "L".join(reversed(path(base.low).split("L")))
    x, _ = at(view.least, 0)
    _, y = at(view.least, share(view))
    return [
        *parts,
        element("path", d=f"M{path(base.high)}L{back}Z", fill=css("baseline"), fill_opacity=0.25),
        element("path", d=f"M{path(base.mean)}", fill="none", stroke=css("baseline"), stroke_width=2),
        element("path", d=f"M{path(view.copied)}", fill="none", stroke=css("memorised"), stroke_width=3),
        element("rect", x=x - 1, y=top, width=2, height=TALL, fill=css("ink")),
        element("circle", cx=x, cy=y, r=6, fill=css("ground"), stroke=css("memorised"), stroke_width=3),
        *_shares(view, top),
    ]


def _shares(view: Memorised, top: float) -> list[str]:
    """The numbers at the length in force, which are also the legend."""
    less, mean, more = usual(view)
    x = SPOT + 34
    return [
        text(f"In matches of {view.least} or more", SPOT, top - 22, font_size=15, font_weight=700, fill=css("ink")),
        element("rect", x=SPOT, y=top + 9, width=24, height=3, fill=css("memorised")),
        text(f"this passage: {percent(share(view))}", x, top + 16, font_size=16, font_weight=700, fill=css("ink")),
        element("rect", x=SPOT, y=top + 34, width=24, height=16, fill=css("baseline"), fill_opacity=0.25),
        element("rect", x=SPOT, y=top + 41, width=24, height=2, fill=css("baseline")),
        text(f"four plays it never saw: {percent(mean)}", x, top + 48, font_size=16, fill=css("ink")),
        text(f"8 of 10 of their passages of {view.baseline.length} characters:", x, top + 76, font_size=15,
             fill=css("ink2")),
        text(f"{percent(less)} to {percent(more)}", x, top + 98, font_size=15, fill=css("ink2")),
    ]  # fmt: skip
