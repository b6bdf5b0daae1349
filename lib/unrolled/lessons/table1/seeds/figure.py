"""All seeds of two models as dots, and below them every difference that n seeds a side could have shown."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from unrolled.drawing.axes import Axes
from unrolled.drawing.layout import picture
from unrolled.drawing.log_plot import HALO, marker
from unrolled.drawing.numerals import counted, minus, percent, signed
from unrolled.drawing.shapes import disc, rect, shape
from unrolled.drawing.svg import Drawing, element
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, note
from unrolled.lessons.table1.seeds.record import Noise, Side

HEIGHT = 366
DOTS, LOWER = picture(HEIGHT).cut_top(158, gap=10)
NUMBERS, PLOT = LOWER.cut_right(250, gap=20)
NAMES, BARS = 176, 61  # width of the names; bars of the histogram, an odd number, so that one stands around 0
SETTINGS = {"supplement": "supplement", "repository": "repository", "size": "table’s size"}


def noise_drawing(view: Noise) -> Drawing:
    """Dots above; below, the differences and what they amount to."""
    return Drawing.of(
        *_dots(view),
        *(_differences(view) if len(view.differences) else ()),
        *_numbers(view),
        height=HEIGHT,
        description=describe_noise(view),
    )


def describe_noise(view: Noise) -> str:
    """One sentence that says what the panel shows."""
    missing = [side.name for side in (view.one, view.other) if not len(side.scores)]
    if missing:
        return f"{' and '.join(dict.fromkeys(missing))} on {view.task}: not run, so there is nothing to compare."
    told = " and ".join(f"{side.name} {side.mean:.3f}" for side in (view.one, view.other))
    if view.wrong is None or view.difference is None:
        return f"{told} on {view.task}; one seed alone says nothing about noise, so no probability can be told."
    each = f"{view.count} seed{'s' * (view.count > 1)} each"
    if view.one.model == view.other.model:
        return f"{told}: the same runs twice. With {each} one of them looks better all the same, by chance."
    return (f"{told}: difference {abs(view.difference):.3f}, standard error {view.error:.3f} with {each}; the order "
            f"would be the other one in {percent(view.wrong)} of draws.")  # fmt: skip


def _colour(side: Side) -> str:
    return {"fair_lstm": "lstm", "min_gru": "gru"}.get(side.model, side.model)


def _scale(view: Noise) -> Axes:
    """Of the scores: all that are shown, and some room."""
    sides = (view.one, view.other)
    spans = [
        side.mean + sign * side.deviation
        for side in sides
        if side.mean is not None and side.deviation is not None
        for sign in (-1, 1)
    ]
    scores = [
        *spans,
        *view.one.scores,
        *view.other.scores,
        *(side.published for side in sides if side.published is not None),
    ]
    low, high = (min(scores), max(scores)) if scores else (0.0, 1.0)
    room = max(0.06 * (high - low), 0.01)
    return Axes(DOTS.x + NAMES, DOTS.y + 26, DOTS.width - NAMES - 20, 104, (low - room, high + room), (0, 1))


def _ticks(low: float, high: float, most: int = 7) -> np.ndarray:
    """Round numbers between, at most so many."""
    step = 10 ** np.floor(np.log10((high - low) / most))
    step *= next(times for times in (1, 2, 5, 10) if (high - low) / (times * step) <= most)
    return np.round(np.arange(np.ceil(low / step), np.floor(high / step) + 1) * step, 9) + 0.0


def _dots(view: Noise) -> Iterator[str]:
    """A row a model: its seeds, their mean with the standard error of n seeds, the paper's score."""
    frame = _scale(view)
    yield heading(f"{view.task}: {view.unit} of every seed, test set", DOTS.x, DOTS.y + 16)
    yield note("│ mean ± standard error · ○ the paper", DOTS.right, DOTS.y + 16, "end")
    for value in _ticks(*frame.x):
        x, bottom = frame.at(float(value), 0)
        yield rect(x - 0.5, frame.top, 1, frame.tall, "hair")
        yield note(f"{value:g}", x, bottom + 18, "middle")
    for k, side in enumerate((view.one, view.other)):
        yield from _side(view, side, frame, frame.top + frame.tall * (0.25 + 0.5 * k), row=k)


def _side(view: Noise, side: Side, frame: Axes, middle: float, *, row: int) -> Iterator[str]:
    count = len(side.scores)
    yield heading(side.name, DOTS.x, middle - 2)
    words = f"{SETTINGS[side.settings]}, {counted(count, 'seed')}" if count else "not run"
    yield note(words, DOTS.x, middle + 16)
    colour = css(_colour(side))
    if side.published is not None:
        x, _ = frame.at(side.published, 0)
        yield element("g", marker("circle", x, middle, css("ink")), data_paper=row)
    if side.mean is None:
        return
    x, _ = frame.at(side.mean, 0)
    if side.deviation is not None:
        error = side.deviation / np.sqrt(view.count)
        low, high = (frame.at(side.mean + sign * error, 0)[0] for sign in (-1, 1))
        yield rect(low, middle - 18, high - low, 36, colour, rx=3, fill_opacity=0.18, data_error=row)
    yield shape(f"M{x:.1f} {middle - 20}v40", edge=colour, thick=3, data_mean=row)
    for k, score in enumerate(side.scores):
        x, _ = frame.at(float(score), 0)
        y = middle + (-8, 8, 0)[k % 3] * (count > 1)
        yield disc(x, y, 5, colour, "ground", fill_opacity=0.75, data_seed=row)


def _differences(view: Noise) -> Iterator[str]:
    """The histogram; what lies on the other side of 0 than the difference of all seeds is drawn in another colour."""
    reach = max(1.08 * float(np.abs(view.differences).max()), 1e-3)
    frame = Axes(PLOT.x + 4, PLOT.y + 44, PLOT.width - 8, PLOT.height - 44 - 38, (-reach, reach), (0, 1))
    edges = np.linspace(-reach, reach, BARS + 1)
    sign = 1 if (view.difference or 0) >= 0 else -1
    turned, tied = view.differences * sign < -1e-9, np.abs(view.differences) < 1e-9
    parts = [np.histogram(view.differences[which], edges, weights=view.weights[which])[0]
             for which in (~turned & ~tied, turned, tied)]  # fmt: skip
    most = float(np.sum(parts, axis=0).max())
    words = f"Difference of means of {view.count} seed{'s' * (view.count > 1)} each: all draws with replacement"
    yield heading(words, PLOT.x, PLOT.y + 14)
    wide, base = frame.wide / BARS, frame.top + frame.tall
    feet = np.zeros(BARS)
    for name, colour, heights in zip(("same", "other", "tied"), ("baseline", "wrong", "edge"), parts, strict=True):
        for k in np.flatnonzero(heights):
            tall = float(heights[k]) / most * frame.tall
            yield rect(
                frame.left + float(k) * wide + 0.5, base - float(feet[k]) - tall, wide - 1, tall, colour, data_bar=name
            )
            feet[k] += tall
    zero, _ = frame.at(0, 0)
    yield shape(f"M{zero:.1f} {frame.top - 6}V{base:.1f}", edge="ink", thick=2)
    yield rect(frame.left, base, frame.wide, 1, "edge")
    for value in _ticks(-reach, reach):
        yield note(minus(f"{value:g}"), frame.at(float(value), 0)[0], base + 18, "middle")
    if view.one.model != view.other.model:
        yield note(f"← {view.other.name} better", zero - 8, frame.top - 8, "end", font_weight=700, **HALO)
        yield note(f"{view.one.name} better →", zero + 8, frame.top - 8, font_weight=700, **HALO)
        yield from _paper(view, frame, base)


def _paper(view: Noise, frame: Axes, base: float) -> Iterator[str]:
    """The paper's difference as a mark on the axis, or an arrow where it lies outside."""
    if view.one.published is None or view.other.published is None:
        return
    difference = view.other.published - view.one.published
    x, _ = frame.at(difference, 0)
    yield element("g", marker("circle", x, base, css("ink")), data_part="paper")
    outside = abs(difference) > frame.x[1]
    words = f"the paper’s difference{', further out' if outside else ''}: {signed(difference)}"
    end = "end" if x > frame.left + frame.wide / 2 else "start"
    yield note(words, min(max(x, frame.left + 8), frame.left + frame.wide - 8), base + 36, end)


def _numbers(view: Noise) -> Iterator[str]:
    """The difference, its standard error, how often the order would be the other one."""
    if view.difference is None:
        yield heading("Nothing to compare yet", PLOT.x, PLOT.y + 14)
        yield note("At least one of the two was not run on this task.", PLOT.x, PLOT.y + 38)
        return
    rows = [("difference of all seeds", f"{abs(view.difference):.3f}")]
    if view.error is None or view.wrong is None:
        rows += [("standard error", "one seed: unknown"), ("the other order", "unknown")]
    else:
        ratio = f"{abs(view.difference) / view.error:.2g}" if view.error > 0 else "–"
        rows += [
            (f"standard error, n = {view.count}", f"{view.error:.3f}"),
            ("difference / error", ratio),
            ("the other order", percent(view.wrong)),
        ]
    better = f"{view.better.name} ahead" if view.one.model != view.other.model else "The same runs twice"
    yield heading(better, NUMBERS.x, NUMBERS.y + 14)
    for k, (words, value) in enumerate(rows):
        y = NUMBERS.y + 44 + 28 * k
        last = k == len(rows) - 1
        yield note(words, NUMBERS.x, y)
        yield note(
            value,
            NUMBERS.right,
            y,
            "end",
            data_number=words,
            font_size=17 if last else 15,
            font_weight=700,
            colour="wrong" if last and view.wrong else "ink",
        )
    if view.wrong is not None:
        yield note("How often n seeds each would show", NUMBERS.x, NUMBERS.bottom - 24)
        yield note("the opposite: the red bars.", NUMBERS.x, NUMBERS.bottom - 6)
