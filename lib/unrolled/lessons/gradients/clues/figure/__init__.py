"""The sky and French: a sentence with clue and answer, what networks answer, and accuracy by distance."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from unrolled.drawing.axes import Axes
from unrolled.drawing.layout import Box, picture
from unrolled.drawing.numerals import percent
from unrolled.drawing.shapes import disc, rect, rule, shape
from unrolled.drawing.svg import Drawing, hit
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note, title
from unrolled.lessons.gradients.clues.figure.sentence import SENTENCE, sentence_rows
from unrolled.lessons.gradients.clues.record import Accuracies, Clues, Reader

FRAME = picture(380)
_, _rest = FRAME.cut_top(SENTENCE.height, gap=6)
_left, _right = _rest.cut_left(540, gap=28)
HEADING, _left = _left.cut_top(30)
SHARES, _left = _left.cut_bottom(38)
AXIS, _left = _left.cut_bottom(44)
_, _left = _left.cut_left(50)  # for the scale
ENDS, PLOT = _left.cut_right(62)
ANSWERS = _right.cut_top(24)[1].rows(4)  # three networks, and the learner's own
NAMES = {"rnn": "RNN", "gru": "GRU", "lstm": "LSTM"}
DASH = {"rnn": "2 6", "gru": "12 6", "lstm": None}
SPAN = (4, 200)  # words
AXES = Axes.over(PLOT, SPAN, (0, 1), log_x=True, gap=9, drop=18)


def describe_clues(view: Clues) -> str:
    """One sentence that says what the panel shows."""
    if not view.answer:
        said = "; ".join(f"{reader.name} says {reader.candidates[0][0]}" for reader in view.readers)
        return f"A sentence of {len(view.words)} words without a clue: {said}."
    said = ", ".join(f"{reader.name} {percent(reader.probability)}" for reader in view.readers)
    return (
        f"{view.words[view.clue]} and {view.answer}, {view.distance} words apart: the answer has the probability "
        f"{said}."
    )


def answered(view: Clues) -> str:
    """One sentence that says how often the networks of the curves are right at this distance."""
    if not view.answer:
        return "This sentence has no clue, so nobody can know its answer. Write “I grew up in” and a country."
    medians = {NAMES[cell]: f"{_spread(view, rows)[1]:.0%}" for cell, rows in view.measured.shares.items()}
    (first, share), *others = medians.items()
    rest = ", ".join(f"{name} {its}" for name, its in others)
    return f"{view.distance} words apart, {first} gets {share} of the synthetic test sentences right, {rest}."


def clues_drawing(view: Clues) -> Drawing:
    """The chart: share of right answers by distance, a line for each network with the band of its seeds."""
    measured = view.measured
    return Drawing.of(
        *_frame(measured),
        *(part for cell in measured.shares for part in _curve(measured, cell)),
        *_ends(measured),
        *_own(view),
        *(_hit(k, measured.distances) for k in range(len(measured.distances))),
        height=FRAME.height,
        description="Share of right answers by the distance between clue and answer, for RNN, GRU and LSTM.",
    )


def clues_cursor(view: Clues) -> Drawing:
    """The layer over it: the sentence, the answers, the cursor at its distance and the shares there."""
    return Drawing.of(
        *sentence_rows(view), *_cursor(view), *_answers(view), height=FRAME.height, description=describe_clues(view)
    )


def _frame(measured: Accuracies) -> list[str]:
    shares = (0, 0.25, 0.5, 0.75, 1)
    _, y = AXES.at(4, measured.chance)
    words = "words from clue to answer; on grey, distances met in training"
    return [
        heading("Right answers", 2, HEADING.y + 16),
        note(_training(measured), 120, HEADING.y + 16),
        rect(PLOT.x, PLOT.y, AXES.at(measured.trained_to, 0)[0] - PLOT.x, PLOT.height, "wash"),
        *AXES.across(shares, [f"{share:.0%}" for share in shares]),
        *AXES.below((4, 8, 16, 32, 64, 100, 200)),
        rule(PLOT.x, y, PLOT.right, y, "baseline", 1.5),
        note("chance", ENDS.x + 8, y + 5),
        note(words, PLOT.x + PLOT.width / 2, AXIS.y + 38, "middle"),
    ]


def _training(measured: Accuracies) -> str:
    seeds = len(next(iter(measured.shares.values())))
    target = "the answer alone is" if measured.scored == "answer" else "every word is"
    more = f" (RNN {2 * measured.updates:,})" if measured.scored == "twice" else ""
    return f"{target} a target, {measured.updates:,} updates{more}, {seeds} seeds"


def _marker(cell: str, x: float, y: float, r: float, **paint: object) -> str:
    """Circle, triangle or square, as everywhere."""
    if cell == "rnn":
        return disc(x, y, r, **paint)
    if cell == "gru":
        return shape(f"M{x:.1f} {y - r:.1f}l{r:.1f} {1.8 * r:.1f}h{-2 * r:.1f}z", **paint)
    return shape(f"M{x - r:.1f} {y - r:.1f}h{2 * r:.1f}v{2 * r:.1f}h{-2 * r:.1f}z", **paint)


def _curve(measured: Accuracies, cell: str) -> list[str]:
    shares, paint = measured.shares[cell], css(cell)
    distances, middle = measured.distances, np.median(shares, axis=0)
    hollow = {"fill": css("ground"), "stroke": paint, "stroke_width": 2}
    return [
        AXES.band(distances, shares.min(axis=0), shares.max(axis=0), paint),
        AXES.line(distances, middle, paint, DASH[cell], 3.5),
        *(_marker(cell, x, y, 5, **hollow) for x, y in AXES.places(distances, middle)[::3]),
    ]


def _ends(measured: Accuracies) -> list[str]:
    """Names at the lines' ends, kept apart, and above that of the line of chance."""
    last = {cell: float(np.median(rows[:, -1])) for cell, rows in measured.shares.items()}
    cells, ys = sorted(last, key=lambda cell: -last[cell]), []
    for cell in cells:
        ys.append(max(AXES.at(4, last[cell])[1], ys[-1] + 20 if ys else PLOT.y))
    below = AXES.at(4, measured.chance)[1] + 3
    for k in range(len(ys) - 1, -1, -1):
        below = ys[k] = min(ys[k], below - 20)
    return [title(NAMES[cell], ENDS.x + 8, y + 5, colour=cell) for cell, y in zip(cells, ys, strict=True)]


def _own(view: Clues) -> list[str]:
    """The curve of the network trained here."""
    if not len(view.live):
        return []
    points, paint = AXES.places(view.measured.distances, view.live), css(view.live_cell)
    x, y = points[9]
    return [
        AXES.line(view.measured.distances, view.live, paint, "7 3", 2),
        *(_marker(view.live_cell, *point, 4, fill=paint) for point in points),
        heading("yours", x, y + (24 if y < PLOT.y + 20 else -12), colour=paint),
    ]


def _hit(k: int, distances: np.ndarray) -> str:
    """A click puts the slider on this distance."""
    edges = [PLOT.x, *((a + b) / 2 for (a, _), (b, _) in pairwise(AXES.at(d, 0) for d in distances)), PLOT.right]
    return hit(edges[k], PLOT.y, edges[k + 1] - edges[k], PLOT.height, data_pick=int(distances[k]) - SPAN[0])


def _cursor(view: Clues) -> list[str]:
    """A line at the distance of the sentence, and what the networks reach there, in a row below."""
    if not view.answer:
        return [note("The sentence has no clue, so no distance.", 2, SHARES.y + 16)]
    (x, _), measured = AXES.at(view.distance, 0), view.measured
    parts = [rule(x, PLOT.y - 6, x, PLOT.bottom, paint, wide) for paint, wide in (("ground", 5), ("ink", 2))]
    parts.append(note(f"at {view.distance} words", 2, SHARES.y + 16))
    _, room = SHARES.cut_left(110)
    for place, (cell, rows) in zip(room.columns(3), measured.shares.items(), strict=True):
        low, middle, high = _spread(view, rows)
        at, y = place.x + 6, place.y + 16
        paint = {"fill": css("ground"), "stroke": css(cell), "stroke_width": 2}
        parts += [_marker(cell, at, y - 5, 5, **paint), title(f"{NAMES[cell]} {middle:.0%}", at + 12, y, colour=cell)]
        parts.append(note(f"{low:.0%} to {high:.0%}", at + 12, y + 19))
    return parts


def _spread(view: Clues, rows: np.ndarray) -> list[float]:
    """Least, median and largest share of the seeds ``(seeds, N)`` at the sentence's distance."""
    found = (rows.min(axis=0), np.median(rows, axis=0), rows.max(axis=0))
    return [float(np.interp(view.distance, view.measured.distances, shares)) for shares in found]


def _answers(view: Clues) -> list[str]:
    """What each network says next: its likeliest words, the true answer boxed."""
    x, y = _right.x, _right.y + 16
    parts = [heading("What they say next", x, y), note("2,500 updates, seed 0", x + 152, y)]
    for reader, place in zip(view.readers, ANSWERS, strict=False):
        parts += _reader(reader, view.answer, place)
    for place in ANSWERS[len(view.readers) :]:
        parts.append(title("yours", place.x, place.y + 16, colour="ink2"))
        parts.append(note("Train one (S): it will answer here.", place.x + 60, place.y + 16))
    return parts


def _reader(reader: Reader, answer: str, place: Box) -> list[str]:
    names, bars = place.cut_left(150)
    parts = [
        rule(place.x, place.y, place.right, place.y, "hair", 1),
        title(reader.name, place.x, place.y + 15, colour=reader.cell),
        _marker(reader.cell, place.x + 8, place.y + 32, 5, fill="none", stroke=css(reader.cell), stroke_width=2),
    ]
    rows = Box(bars.x, bars.y + 1.5, bars.width, place.height - 3).rows(3)
    for (word, p), row in zip(reader.candidates, rows, strict=True):
        y, wide = row.y + row.height / 2 + 5, max((row.width - 78) * p, 0.5)
        bold = 700 if word == answer else 400
        parts.append(label(word, names.right - 6, y, "end", font_weight=bold))
        parts.append(rect(row.x + 4, row.y + 2, wide, row.height - 4, "predicted"))
        parts.append(note(percent(p), row.x + 10 + wide, y, colour="ink"))
        if word == answer:
            parts.append(rect(names.right - 88, row.y, 86, row.height, "none", "target", 2.2, rx=4))
    return parts
