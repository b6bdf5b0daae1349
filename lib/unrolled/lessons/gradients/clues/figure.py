"""The sky and French: a sentence with clue and answer, what networks answer, and accuracy by distance."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from unrolled.drawing.letters import Grid, percent
from unrolled.drawing.svg import Drawing, element, text
from unrolled.drawing.theme import MONO, SANS, SIZES, css
from unrolled.lessons.gradients.clues.record import Accuracies, Clues, Reader

WIDTH = 1060
PROSE, ROOM = 32, 214  # top of the sentence, and its height whatever its length
SIZE_BY_WORDS = ((14, 30, 56), (36, 24, 72), (84, 18, 96), (999, 14, 124))  # most words, size, columns
LEFT, RIGHT, TOP, BOTTOM = 58, 590, 306, 530  # of the chart
ASIDE = 690  # left of the answers
HEIGHT = 716
NAMES = {"rnn": "RNN", "gru": "GRU", "lstm": "LSTM"}
DASH = {"rnn": "2 6", "gru": "12 6", "lstm": None}
SPAN = (4, 200)  # words
STYLE = f"text{{font-family:{SANS};font-variant-numeric:tabular-nums}} .mono{{font-family:{MONO}}}"


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


def clues_drawing(view: Clues) -> Drawing:
    """The chart: share of right answers by distance, a line for each network with the band of its seeds."""
    measured = view.measured
    return Drawing.of(
        *_frame(measured),
        *(part for cell in measured.shares for part in _curve(measured, cell)),
        *_ends(measured),
        *_own(view),
        *_vocabulary(view),
        *(_hit(k, measured.distances) for k in range(len(measured.distances))),
        width=WIDTH,
        height=HEIGHT,
        description="Share of right answers by the distance between clue and answer, for RNN, GRU and LSTM.",
        style=STYLE,
    )


def clues_cursor(view: Clues) -> Drawing:
    """The layer over it: the sentence, the answers, the cursor at its distance and the shares there."""
    return Drawing.of(
        *_sentence(view),
        *_cursor(view),
        *_answers(view),
        width=WIDTH,
        height=HEIGHT,
        description=describe_clues(view),
        style=STYLE,
    )


def _heading(words: str, x: float, y: float) -> str:
    return text(words, x, y, font_size=SIZES["note"], font_weight=700, fill=css("ink"))


def _note(words: str, x: float, y: float, **more: object) -> str:
    return text(words, x, y, **({"font_size": SIZES["tick"], "fill": css("ink2")} | more))


def _sentence(view: Clues) -> list[str]:
    """The words, larger where there are few; clue and answer in boxes, distractors underlined."""
    shown = [*view.words, view.answer or "…"]
    size, columns = next(pair for most, *pair in SIZE_BY_WORDS if len(shown) <= most)
    prose = " ".join(shown)
    rows = Grid(prose, columns, size, 0, 0).rows
    grid = Grid(prose, columns, size, 4, PROSE + max(ROOM - rows * size * 1.6, 0) / 2, 1.6)
    starts = np.cumsum([0, *(len(word) + 1 for word in shown)])
    title = (
        f"{view.distance} words from clue to answer"
        if view.answer
        else "No clue: nothing here says which answer is due"
    )
    parts = [_heading(title, 2, 20)]
    if view.distractors:
        dashed = {"stroke": css("negative"), "stroke_width": 2.5, "stroke_dasharray": "5 3"}
        parts.append(element("line", x1=330, y1=19, x2=362, y2=19, **dashed))
        parts.append(_note("a distractor: not the clue", 370, 20))
    marks = [(view.clue, "carry", 2.5), (len(view.words), "target", 2.5)] if view.answer else []
    for place, paint, wide in marks:
        (x, y), long = grid.corner(int(starts[place])), len(shown[place])
        box = {"x": max(x - 3, 1), "y": y + 2, "width": long * grid.wide + 6, "height": grid.tall - 4, "rx": 4}
        parts.append(element("rect", **box, fill=css("wash"), stroke=css(paint), stroke_width=wide))
    for place in view.distractors:
        x, y = grid.corner(int(starts[place]))
        across = x + len(shown[place]) * grid.wide
        under = {"y1": y + grid.tall - 4, "y2": y + grid.tall - 4, "stroke": css("negative"), "stroke_width": 2.5}
        parts.append(element("line", x1=x, x2=across, stroke_dasharray="5 3", **under))
    return [*parts, grid.lines()]


def _x(distance: float) -> float:
    low, high = map(math.log, SPAN)
    place = (math.log(min(max(distance, SPAN[0]), SPAN[1])) - low) / (high - low)
    return LEFT + (RIGHT - LEFT) * place


def _y(share: float) -> float:
    return BOTTOM - (BOTTOM - TOP) * share


def _frame(measured: Accuracies) -> list[str]:
    edge = _x(measured.trained_to)
    parts = [
        _heading("Right answers, by distance", 2, TOP - 24),
        _note(_training(measured), 212, TOP - 24),
        element("rect", x=LEFT, y=TOP, width=edge - LEFT, height=BOTTOM - TOP, fill=css("wash")),
    ]
    for share in (0, 0.25, 0.5, 0.75, 1):
        y = _y(share)
        parts.append(element("line", x1=LEFT, y1=y, x2=RIGHT, y2=y, stroke=css("hair"), stroke_width=1))
        parts.append(_note(f"{share:.0%}", LEFT - 8, y + 5, text_anchor="end"))
    for distance in (4, 8, 16, 32, 64, 100, 200):
        parts.append(_note(str(distance), _x(distance), BOTTOM + 20, text_anchor="middle"))
    y = _y(measured.chance)
    parts.append(element("line", x1=LEFT, y1=y, x2=RIGHT, y2=y, stroke=css("baseline"), stroke_width=1.5))
    words = f"chance, and always the same answer: {measured.chance:.0%}"
    parts.append(_note(words, RIGHT - 4, y + 16, text_anchor="end"))
    words = "words from clue to answer; on grey, distances met in training"
    parts.append(_note(words, (LEFT + RIGHT) / 2, BOTTOM + 42, text_anchor="middle"))
    return parts


def _training(measured: Accuracies) -> str:
    seeds = len(next(iter(measured.shares.values())))
    target = "the answer alone is" if measured.scored == "answer" else "every word is"
    more = f" (RNN {2 * measured.updates:,})" if measured.scored == "twice" else ""
    return f"{target} a target, {measured.updates:,} updates{more}, {seeds} seeds"


def _line(distances: np.ndarray, shares: np.ndarray) -> str:
    return " ".join(f"{_x(d):.1f},{_y(s):.1f}" for d, s in zip(distances.tolist(), shares.tolist(), strict=True))


def _marker(cell: str, x: float, y: float, r: float, **paint: object) -> str:
    """Circle, triangle or square, as everywhere."""
    if cell == "rnn":
        return element("circle", cx=x, cy=y, r=r, **paint)
    if cell == "gru":
        return element("path", d=f"M{x:.1f} {y - r:.1f}l{r:.1f} {1.8 * r:.1f}h{-2 * r:.1f}z", **paint)
    return element("path", d=f"M{x - r:.1f} {y - r:.1f}h{2 * r:.1f}v{2 * r:.1f}h{-2 * r:.1f}z", **paint)


def _curve(measured: Accuracies, cell: str) -> list[str]:
    shares, paint = measured.shares[cell], css(cell)
    over, under = (
        _line(measured.distances, shares.max(axis=0)),
        _line(measured.distances[::-1], shares.min(axis=0)[::-1]),
    )
    middle = np.median(shares, axis=0)
    line = {"fill": "none", "stroke": paint, "stroke_width": 3.5, "stroke_dasharray": DASH[cell]}
    hollow = {"fill": css("ground"), "stroke": paint, "stroke_width": 2}
    return [
        element("polygon", points=f"{over} {under}", fill=paint, opacity=0.16),
        element("polyline", points=_line(measured.distances, middle), **line),
        *(
            _marker(cell, _x(d), _y(s), 5, **hollow)
            for d, s in list(zip(measured.distances.tolist(), middle.tolist(), strict=True))[::3]
        ),
    ]


def _ends(measured: Accuracies) -> list[str]:
    """Names at the lines' ends, kept apart."""
    last = {cell: float(np.median(rows[:, -1])) for cell, rows in measured.shares.items()}
    parts, above = [], TOP - 18.0
    for cell in sorted(last, key=lambda name: -last[name]):
        above = max(above + 20, _y(last[cell]))
        above = above if abs(above - _y(measured.chance)) > 16 else _y(measured.chance) - 17
        parts.append(text(NAMES[cell], RIGHT + 8, above + 5, font_size=16, font_weight=700, fill=css(cell)))
    return parts


def _own(view: Clues) -> list[str]:
    """The curve of the network trained here."""
    if not len(view.live):
        return []
    points = list(zip(view.measured.distances.tolist(), view.live.tolist(), strict=True))
    line = {"fill": "none", "stroke": css(view.live_cell), "stroke_width": 2, "stroke_dasharray": "7 3"}
    solid = {"fill": css(view.live_cell)}
    x, y = _x(points[9][0]), _y(points[9][1])
    return [
        element("polyline", points=_line(view.measured.distances, view.live), **line),
        *(_marker(view.live_cell, _x(d), _y(s), 4, **solid) for d, s in points),
        text("yours", x, y + (24 if y < TOP + 20 else -12), font_size=15, font_weight=700, fill=css(view.live_cell)),
    ]


def _hit(k: int, distances: np.ndarray) -> str:
    """A click puts the slider on this distance."""
    edges = [LEFT, *((_x(a) + _x(b)) / 2 for a, b in pairwise(distances)), RIGHT]
    box = {"x": edges[k], "y": TOP, "width": edges[k + 1] - edges[k], "height": BOTTOM - TOP}
    return element("rect", **box, fill="transparent", data_pick=int(distances[k]) - SPAN[0])


def _cursor(view: Clues) -> list[str]:
    """A line at the distance of the sentence, and what the networks reach there, in a row below."""
    if not view.answer:
        return [_note("The sentence has no clue, so no distance.", LEFT, BOTTOM + 72)]
    x, measured = _x(view.distance), view.measured
    parts = [
        element("line", x1=x, y1=TOP - 6, x2=x, y2=BOTTOM, stroke=css(paint), stroke_width=wide)
        for paint, wide in (("ground", 5), ("ink", 2))
    ]
    parts.append(_note(f"at {view.distance} words", LEFT, BOTTOM + 72))
    for k, (cell, rows) in enumerate(measured.shares.items()):
        low, middle, high = (np.interp(view.distance, measured.distances, f(rows)) for f in _SPREAD)
        at = LEFT + 104 + 158 * k
        paint = {"fill": css("ground"), "stroke": css(cell), "stroke_width": 2}
        parts.append(_marker(cell, at, BOTTOM + 67, 5, **paint))
        parts.append(
            text(f"{NAMES[cell]} {middle:.0%}", at + 12, BOTTOM + 72, font_size=16, font_weight=700, fill=css(cell))
        )
        parts.append(_note(f"{low:.0%} to {high:.0%}", at + 12, BOTTOM + 92))
    return parts


_SPREAD = (lambda rows: rows.min(axis=0), lambda rows: np.median(rows, axis=0), lambda rows: rows.max(axis=0))


def _answers(view: Clues) -> list[str]:
    """What each network says next: its likeliest words, the true answer boxed."""
    parts = [_heading("What they say next", ASIDE, TOP - 24), _note("2,500 updates, seed 0", ASIDE + 152, TOP - 24)]
    y = TOP - 8
    for reader in view.readers:
        parts += _reader(reader, view.answer, y)
        y += 78
    return parts


def _reader(reader: Reader, answer: str, y: float) -> list[str]:
    parts = [
        text(reader.name, ASIDE, y + 16, font_size=16, font_weight=700, fill=css(reader.cell)),
        _marker(reader.cell, ASIDE + 8, y + 34, 5, fill="none", stroke=css(reader.cell), stroke_width=2),
    ]
    for k, (word, p) in enumerate(reader.candidates):
        top, wide = y + 23 * k, max(130 * p, 0.5)
        bold = 700 if word == answer else 400
        parts.append(
            text(word, ASIDE + 172, top + 15, font_size=16, text_anchor="end", font_weight=bold, fill=css("ink"))
        )
        parts.append(element("rect", x=ASIDE + 182, y=top + 2, width=wide, height=15, fill=css("predicted")))
        parts.append(text(percent(p), ASIDE + 190 + wide, top + 15, font_size=14, fill=css("ink")))
        if word == answer:
            box = {"x": ASIDE + 90, "y": top - 1, "width": 86, "height": 21, "rx": 4, "fill": "none"}
            parts.append(element("rect", **box, stroke=css("target"), stroke_width=2.2))
    return parts


def _vocabulary(view: Clues) -> list[str]:
    """The words one may use."""
    lines = [""]
    for word in view.known:
        if len(lines[-1]) + len(word) > 140:
            lines.append("")
        lines[-1] += f"{word} "
    return [
        _note(line.strip() if k else f"Words they know: {line.strip()}", 2, HEIGHT - 8 - 19 * (len(lines) - 1 - k))
        for k, line in enumerate(lines)
    ]
