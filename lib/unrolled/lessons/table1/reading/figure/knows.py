"""What a model knows that learned nothing: the shares of the answers, or one number."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from unrolled.drawing.axes import Axes, joined
from unrolled.drawing.layout import Box
from unrolled.drawing.log_plot import HALO, marker
from unrolled.drawing.shapes import disc, rect, shape
from unrolled.drawing.svg import element
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, note
from unrolled.lessons.table1.reading.record import Reading, score_text

LEFT, TITLE, FOOT = 46, 24, 20  # room for the numbers of the scale, for the title, for the names below
LOWEST_C, OCTAVE = 3, 12  # the first C among the keys from A0
ROOT = math.sqrt(1 / 6)


def drawn(view: Reading, box: Box) -> Iterator[str]:
    """The part of the task."""
    title, plot = box.cut_top(TITLE)
    words, parts = {
        "copy": _waits, "adding": _sums, "jsb": _keys, "nottingham": _keys, "seq_mnist": _digits, "perm_mnist": _digits,
    }[view.task](view, plot)  # fmt: skip
    yield heading(words, title.x, title.y + 16)
    yield from parts


def _keys(view: Reading, box: Box) -> tuple[str, list[str]]:
    """88 bars up, the shares; 88 down, what each key costs in nats when it is always said with its share."""
    p = view.shares
    costs = -(p * np.log(p) + (1 - p) * np.log1p(-p))
    words = (f"All it knows: how often each of {len(p)} keys sounds in training. On the test set that costs "
             f"{score_text(view.measured)} nats a step.")  # fmt: skip
    wide, base = (box.width - LEFT) / len(p), box.y + 66
    parts = [
        note("50 %", box.x + LEFT - 8, base - 50 + 5, "end"),
        note("nats", box.x + LEFT - 8, base + 26, "end"),
        rect(box.x + LEFT, base - 50.5, box.width - LEFT, 1, "hair"),
        note(
            "above: share of steps in which it sounds; below: nats that this leaves, "
            f"{costs.sum():.1f} in all on the training pieces",
            box.right,
            box.y + 10,
            "end",
        ),
    ]
    for key, (share, cost) in enumerate(zip(p, costs, strict=True)):
        x = box.x + LEFT + key * wide
        parts.append(rect(x + 1, base - 100 * share, wide - 2, float(100 * share), "baseline", data_key=key))
        parts.append(rect(x + 1, base + 1, wide - 2, float(46 * cost), "carry"))
        if key % OCTAVE == LOWEST_C:
            last = key == len(p) - 1
            place = (box.right, box.bottom - 2, "end") if last else (x + wide / 2, box.bottom - 2, "middle")
            parts.append(note(f"C{key // OCTAVE + 1}", *place))
    return words, parts


def _digits(view: Reading, box: Box) -> tuple[str, list[str]]:
    most, wide = int(view.shares.argmax()), 46
    words = (f"All it knows: {most} is the most frequent digit in training. On the test set that is right "
             f"{score_text(view.measured, accuracy=True)} % of the time.")  # fmt: skip
    base, parts = box.bottom - FOOT, []
    for digit, share in enumerate(view.shares):
        x, tall = box.x + LEFT + digit * (wide + 14), float(500 * share)
        colour = css("ink" if digit == most else "baseline")
        parts.append(rect(x, base - tall, wide, tall, colour, data_digit=digit))
        parts.append(note(f"{100 * share:.1f} %", x + wide / 2, base - tall - 5, "middle"))
        parts.append(note(str(digit), x + wide / 2, base + 16, "middle", font_weight=700, colour="ink"))
    return words, [*parts, note("share in training", box.right, base + 16, "end")]


def _sums(view: Reading, box: Box) -> tuple[str, list[str]]:
    """The triangular density of a sum of two numbers, the answer 1, and how far it is off."""
    words = (f"All it knows: the mean of such a sum is 1. The variance 1/6 = {view.trivial:.3f} remains; "
             f"{view.measured:.3f} on our 1,000 test examples.")  # fmt: skip
    frame = Axes(box.x + LEFT, box.y + 22, 560, box.height - 22 - FOOT, (0, 2), (0, 1))
    points = [frame.at(*point) for point in ((0, 0), (1, 1), (2, 0))]
    path = joined(points) + "Z"
    (low, base), (high, _), (one, _) = (frame.at(sum_, 0) for sum_ in (1 - ROOT, 1 + ROOT, 1))
    parts = [
        shape(path, "baseline", "baseline", 2, fill_opacity=0.35),
        rect(low, frame.top, high - low, frame.tall, "carry", fill_opacity=0.18),
        shape(f"M{one:.1f} {frame.top - 4}V{base:.1f}", edge="ink", thick=2.5),
        note("always 1", one, frame.top - 8, "middle", font_weight=700, colour="ink"),
        note("how often each sum comes", frame.left + frame.wide + 16, frame.top + 22),
        note(f"blue: 1 ± {ROOT:.2f},", frame.left + frame.wide + 16, frame.top + 46),
        note("the root of 1/6", frame.left + frame.wide + 16, frame.top + 64),
    ]
    parts += [note(f"{value:g}", frame.at(value, 0)[0], base + 17, "middle") for value in (0, 0.5, 1, 1.5, 2)]
    return words, parts


def _waits(view: Reading, box: Box) -> tuple[str, list[str]]:
    """Nats a step without memory by the wait, with the paper's wait and the one chosen."""
    words = (
        "All it knows: where an answer is expected, and that it is one of 8. That costs 10 ln 8 / (T + 20) nats a step."
    )
    frame = Axes(box.x + LEFT, box.y + 6, box.width - LEFT - 190, box.height - 6 - FOOT, (0, 2050), (0.005, 0.2),
                 log_y=True)  # fmt: skip
    parts = frame.ticks([0, 500, 1000, 1500, 2000], [0.01, 0.1])
    parts.append(frame.line(view.waits, view.floors, css("baseline"), None, 3))
    paper, floor = frame.at(view.paper_wait, view.trivial), frame.at(view.wait, view.floor)
    parts.append(note("T", frame.left + frame.wide + 12, frame.top + frame.tall + 19))
    x = frame.left + frame.wide + 14
    published = {one.model: one.published for one in view.scores}
    for model, shift in (("lstm", -12), ("gru", 0), ("rnn", 12)):
        score = published.get(model)
        if score is not None:
            _, y = frame.at(0, score)
            parts.append(element("g", marker("circle", paper[0] + shift, y, css(model)), data_paper=model))
    parts.append(note(f"LSTM, GRU, RNN of the paper at T = {view.paper_wait:,}", paper[0] + 26, paper[1] - 8, **HALO))
    if view.wait != view.paper_wait:
        parts.append(frame.upright(float(view.wait), css("ink"), "6 4"))
        times = view.floor / view.trivial
        parts += [
            note(f"T = {view.wait:,}: {score_text(view.floor)}", x, frame.top + 20, font_weight=700, colour="ink"),
            note(f"{times:.2g} × the loss,", x, frame.top + 42),
            note("still nothing remembered", x, frame.top + 60),
            disc(floor[0], floor[1], 6, "ink", data_part="wait"),
        ]
    return words, parts
