"""Learning to write: what a snapshot writes; beside it the loss, and what can be done how well, over the updates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import isnan, log10

from unrolled.drawing.axes import hairline, joined
from unrolled.drawing.layout import WIDTH
from unrolled.drawing.letters import Grid
from unrolled.drawing.numerals import percent
from unrolled.drawing.shapes import disc, rect, shape
from unrolled.drawing.svg import Drawing
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, note
from unrolled.lessons.shakespeare.snapshots.record import Learning, Snapshot

HEIGHT = 376
COLUMNS, SIZE, TOP, ROWS = 46, 14, 46, 15
NAMES, LEFT, RIGHT, NOW = 416, 590, 772, 784  # of the curves: their names, begin and end of the updates, the numbers
LOSS = (12, 82)  # top and bottom of the plot
FIRST_ROW, ROW, TALL = 110, 30, 22
MOST = 4.6  # nats
START = 8  # where the untrained network stands on the axis, which has no 0
SKILLS = {
    "letters": "characters as often",
    "short": "short words are real",
    "headings": "NAME: after a blank line",
    "commands": "\\commands exist",
    "lines": "lines as long",
    "long": "long words are real",
    "names": "speakers of the plays",
    "triples": "3-word runs are known",
    "sentences": "paragraphs end in . ? !",
}
MOST_SKILLS = 7


def describe_learning(view: Learning) -> str:
    """One sentence that says what is shown."""
    now, skills = view.now, view.writing.skills
    return (
        f"After {now.step:,} updates, {amount(now.characters)} read in {told(now.minutes)}: {now.nats:.2f} nats; "
        f"at τ = {view.temperature:g} {percent(skills['words'])} of its words are real, "
        f"{percent(skills['long'])} of the long ones."
    ).replace("nan %", "none")


def learning_drawing(view: Learning) -> Drawing:
    """Loss and skills over the updates, at one temperature."""
    return Drawing.of(
        *_loss(view),
        *(part for k, name in enumerate(_shown(view)) for part in _skill(view, name, FIRST_ROW + ROW * k)),
        *_axis(view),
        *_columns(view),
        height=HEIGHT,
        description=f"Loss and skills of {len(view.snapshots)} snapshots of a training.",
    )


def learning_now(view: Learning) -> Drawing:
    """The layer over it: what the snapshot wrote, and a line through the curves with the values there."""
    return Drawing.of(*_written(view), *_cursor(view), height=HEIGHT, description=describe_learning(view))


def amount(characters: int) -> str:
    """Characters in words: "nothing", "41,000 characters", "1.0 million characters"."""
    if not characters:
        return "nothing"
    return f"{characters / 1e6:.1f} million characters" if characters >= 1e6 else f"{characters:,.0f} characters"


def told(minutes: float) -> str:
    """A time of training: "no time", "15 s", "about 12 min", "about 2.5 h"."""
    if not minutes:
        return "no time"
    if minutes < 1.5:
        return f"about {60 * minutes:.0f} s"
    return f"about {minutes:.0f} min" if minutes < 90 else f"about {minutes / 60:.1f} h"


def _shown(view: Learning) -> list[str]:
    return [name for name in SKILLS if name in view.real][:MOST_SKILLS]


def _x(view: Learning, step: float) -> float:
    low, high = log10(START), log10(max(view.snapshots[-1].step, 10 * START))
    return LEFT + (RIGHT - LEFT) * (log10(max(step, START)) - low) / (high - low)


def _y(nats: float) -> float:
    top, bottom = LOSS
    return bottom - (bottom - top) * min(nats, MOST) / MOST


def _loss(view: Learning) -> Iterator[str]:
    yield heading("Loss, nats", NAMES, 16)
    for nats in range(0, int(MOST) + 1, 2):
        yield hairline(LEFT, RIGHT, _y(nats))
        yield note(str(nats), LEFT - 8, _y(nats) + 5, "end")
    yield note("thick: held-out text", NAMES, 38)
    yield note("dotted: training", NAMES, 57)
    seen = {snapshot.step for snapshot in view.snapshots}
    held = [(snapshot.step, snapshot.nats) for snapshot in view.snapshots]
    held += [(step, nats) for step, _, nats in view.curve.tolist() if step not in seen]
    yield _path([(_x(view, step), _y(nats)) for step, nats in sorted(held)], css("lstm"), 4)
    train = [(_x(view, step), _y(nats)) for step, nats, _ in view.curve.tolist()]
    yield _path(train, css("lstm"), 2, dash="2 4")


def _skill(view: Learning, name: str, y: float) -> Iterator[str]:
    """A small curve from 0 to 1; dashed: held-out text; a triangle where it is nearly reached."""

    def height(share: float) -> float:
        return y + TALL * (1 - share)

    real = view.real[name]
    yield note(SKILLS[name], NAMES, y + 16, colour="ink")
    yield note(percent(real), WIDTH, y + 16, "end")
    yield rect(LEFT, y + TALL - 0.5, RIGHT - LEFT, 1, "edge")
    yield _path([(LEFT, height(real)), (RIGHT, height(real))], css("baseline"), 1.5, dash="6 4")
    points = [(_x(view, one.step), height(one.writings[view.temperature].skills[name])) for one in view.snapshots]
    for run in _runs(points):
        yield _path(run, css("lstm"), 2.5)
    first = view.first[name]
    if first is not None:
        x, reached = points[first]
        yield shape(f"M{x:.1f},{reached - 3:.1f} l6,-9 h-12 Z", "ink")


def _runs(points: Sequence[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """The points without gaps; a lone one is doubled, so that it shows."""
    runs: list[list[tuple[float, float]]] = [[]]
    for x, y in points:
        if isnan(y):
            runs.append([])
        else:
            runs[-1].append((x, y))
    return [run if len(run) > 1 else [*run, (run[0][0] + 2, run[0][1])] for run in runs if run]


def _path(points: Sequence[tuple[float, float]], colour: str, wide: float, dash: str | None = None) -> str:
    return shape(joined(points), "none", colour, wide, dash, stroke_linejoin="round")


def _foot(view: Learning) -> float:
    return FIRST_ROW + ROW * len(_shown(view)) - 6


def _axis(view: Learning) -> Iterator[str]:
    y = _foot(view)
    last = view.snapshots[-1].step
    steps = [0, *(step for step in (20, 100, 500, 10_000, 50_000) if step <= last)]
    for step in steps:
        x = _x(view, step)
        yield rect(x - 0.5, y, 1, 6, "edge")
        yield note(f"{step:,}", x, y + 20, "middle")
    yield note("now", NOW, FIRST_ROW - 6)
    yield note("real text", WIDTH, FIRST_ROW - 6, "end")
    words = "updates, logarithmic   ▼ nine tenths of real text"
    yield note(words, RIGHT, y + 42, "end")


def _columns(view: Learning) -> Iterator[str]:
    """A column to click for each snapshot, halfway to its neighbours."""
    xs = [_x(view, snapshot.step) for snapshot in view.snapshots]
    edges = [LEFT - 10.0, *((a + b) / 2 for a, b in pairwise(xs)), RIGHT + 10.0]
    for k, (left, right) in enumerate(pairwise(edges)):
        yield rect(left, LOSS[0], right - left, _foot(view) - LOSS[0], "ground", fill_opacity=0, data_pick=k)


def _cursor(view: Learning) -> Iterator[str]:
    now: Snapshot = view.now
    x = _x(view, now.step)
    yield rect(x - 1, LOSS[0] - 6, 2, _foot(view) - LOSS[0] + 6, "ink")
    yield _dot(x, _y(now.nats))
    yield heading(f"{now.nats:.2f}", NOW, _y(now.nats) + 5)
    for k, name in enumerate(_shown(view)):
        share, y = view.writing.skills[name], FIRST_ROW + ROW * k
        words = "none" if isnan(share) else percent(share)
        yield heading(words, NOW, y + 16)
        if not isnan(share):
            yield _dot(x, y + TALL * (1 - share))


def _dot(x: float, y: float) -> str:
    return disc(x, y, 5, "ground", "ink", 2.5)


def _written(view: Learning) -> Iterator[str]:
    """The text, with words that do not exist underlined and headings in a box."""
    now, writing = view.now, view.writing
    words = f"After {now.step:,} updates: {amount(now.characters)} read"
    yield heading(words, 2, 16)
    lengths = f"words of {writing.word_length:.1f} letters (real text {view.real_word_length:.1f})"
    yield note(f"{told(now.minutes)} of training; {lengths}", 2, 36)
    grid = Grid(writing.text, COLUMNS, SIZE, 4, TOP, leading=1.4)
    last = next((k for k, (row, _) in enumerate(grid.cells) if row >= ROWS), len(writing.text))
    if last < len(writing.text):
        grid = Grid(writing.text[:last], COLUMNS, SIZE, 4, TOP, leading=1.4)
    for start, length, sign in _spans(writing.marks[:last]):
        for x, y, run in grid.runs(start, length):
            if sign == "h":
                yield rect(x - 2, y + 1, run + 4, grid.tall - 3, "wash", "edge", 1, rx=3)
            elif sign == "x":
                line = f"M{x:.1f},{y + grid.tall - 2:.1f} h{run:.1f}"
                yield shape(line, edge="negative", thick=2, dash="3 2")
    yield grid.lines(lambda k: css("negative" if writing.marks[k] == "x" else "ink"))
    y = TOP + ROWS * grid.tall + 20
    yield shape(f"M4,{y + 3:.1f} h34", edge="negative", thick=2, dash="3 2")
    yield note("not in the training text", 46, y)


def _spans(marks: str) -> Iterator[tuple[int, int, str]]:
    """Start, length and sign of each run of one sign."""
    start = 0
    for k in range(1, len(marks) + 1):
        if k == len(marks) or marks[k] != marks[start]:
            yield start, k - start, marks[start]
            start = k
