"""A small GloVe in training: the weight of a pair, the loss, and neighbours beside those of other vectors."""

from __future__ import annotations

import math

from unrolled.drawing.axes import joined
from unrolled.drawing.layout import WIDTH
from unrolled.drawing.numerals import percent
from unrolled.drawing.shapes import disc, rect, rule, shape
from unrolled.drawing.svg import Drawing, element
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, note
from unrolled.lessons.word2vec.glove_training.record import Column, GloveTraining

HEIGHT = 378
LEFT, RIGHT = (26.0, 426.0), (520.0, 888.0)  # of both plots, across
TOP, FOOT = 42.0, 128.0  # of both, up and down
LOW, HIGH = -1.0, 4.0  # powers of ten of X
WORD, COLUMN, GAP = 74.0, 266.0, 10.0  # widths of the table's columns
TABLE, ROW = 240.0, 23.0
LETTER = 6.9


def describe_glove(view: GloveTraining) -> str:
    """One sentence that says how the training stands and what the sets of vectors say."""
    if len(view.curve):
        state = (
            f"GloVe, {percent(view.share)} of the training done, {view.steps:,} updates, loss {view.curve[-1, 1]:.2f}"
        )
    else:
        state = "GloVe is not trained yet"
    weights = f"x_max {view.most:g}, α {view.power:g}"
    homes = [f"{one.name} {one.at_home} of {one.kinds}" for one in view.columns if one.neighbours]
    return f"{state}; {weights}. Words nearest to one of their kind: {'; '.join(homes) or 'none yet'}."


def glove_drawing(view: GloveTraining) -> Drawing:
    """Weights and loss above, the table of neighbours below."""
    return Drawing.of(
        *_weights(view),
        *_loss(view),
        *_table(view),
        height=HEIGHT,
        description=describe_glove(view),
        style=".math{font-style:italic}",
    )


def _title(words: str, rest: str, x: float, y: float) -> str:
    spans = element("tspan", words, font_weight=700, fill=css("ink")) + element("tspan", rest, dx=8, fill=css("ink2"))
    return element("text", spans, x=x, y=y, font_size=15)


def _across(power: float) -> float:
    return LEFT[0] + (LEFT[1] - LEFT[0]) * (min(max(power, LOW), HIGH) - LOW) / (HIGH - LOW)


def _weights(view: GloveTraining) -> list[str]:
    """f(x) over the counts; behind it, which share of pairs has such a count, and which share of the weight."""
    parts = [_title("How much a pair counts", "f(x) = min(1, (x / x_max)^α)", 0, 16)]
    parts += _pairs(view)
    points = []
    for k in range(101):
        power = LOW + (HIGH - LOW) * k / 100
        value = min(1.0, 10**power / view.most) ** view.power
        points.append((_across(power), FOOT - value * (FOOT - TOP)))
    x = _across(math.log10(view.most))
    parts += [
        rule(LEFT[0], FOOT, LEFT[1], FOOT, "edge"),
        rule(x, TOP, x, FOOT, "ink", 1.5, "4 3"),
        shape(joined(points), "none", "ink", 3, data_part="f"),
        note(f"x_max = {view.most:g}", x + 8, TOP - 8, colour="ink"),
        note("1", LEFT[0] - 8, TOP + 5, "end"),
        note("0", LEFT[0] - 8, FOOT + 5, "end"),
    ]
    for power, words in ((-1, "0.1"), (0, "1"), (1, "10"), (2, "100"), (3, "1,000"), (4, "10,000")):
        parts.append(note(words, _across(power), FOOT + 18, "middle"))
    return [*parts, note("x: how often a pair stands together", LEFT[0], FOOT + 36)]


def _pairs(view: GloveTraining) -> list[str]:
    """Bars of two kinds for each bin: hollow for its share of pairs, filled for its share of the weight."""
    if not len(view.pairs):
        return [note("the pairs are counted at Start", LEFT[1], FOOT - 12, "end")]
    parts, most = [], max(view.pairs.max(), view.weight.max())
    for k, (pairs, weight) in enumerate(zip(view.pairs, view.weight, strict=True)):
        left, right = (_across(math.log10(edge)) for edge in view.edges[k : k + 2])
        for share, name in ((weight, "weight"), (pairs, "pairs")):
            tall = 0.72 * (FOOT - TOP) * float(share / most)
            paint = {"fill": css("predicted"), "opacity": 0.45} if name == "weight" else {
                "fill": "none", "stroke": css("baseline"), "stroke_width": 1.5}  # fmt: skip
            parts.append(rect(left + 1.5, FOOT - tall, right - left - 3, tall, data_part=f"{name}-{k}", **paint))
    y, x = FOOT + 56, LEFT[0]
    return [
        *parts,
        rect(x, y - 11, 14, 11, "none", "baseline", 1.5),
        note("share of the pairs", x + 20, y),
        rect(x + 170, y - 11, 14, 11, "predicted", opacity=0.45),
        note("share of the weight", x + 190, y),
    ]


def _loss(view: GloveTraining) -> list[str]:
    done = f"{view.steps:,} updates in {view.seconds:.0f} s" if view.steps else "comes with the training"
    parts = [
        _title("Loss", "mean squared error of log x, weighted", RIGHT[0] - 44, 16),
        note(done, RIGHT[1], FOOT + 36, "end"),
        rule(RIGHT[0], FOOT, RIGHT[1], FOOT, "edge"),
        note("0", RIGHT[0] - 8, FOOT + 5, "end"),
        note("start", RIGHT[0], FOOT + 18),
        note("end", RIGHT[1], FOOT + 18, "end"),
    ]
    if not view.constant:
        return parts

    def place(share: float, loss: float) -> tuple[float, float]:
        inside = min(loss / view.constant, 1.2)
        return RIGHT[0] + share * (RIGHT[1] - RIGHT[0]), FOOT - inside / 1.2 * (FOOT - TOP)

    y = place(0, view.constant)[1]
    parts += [
        rule(RIGHT[0], y, RIGHT[1], y, "baseline", 1.5),
        note(f"{view.constant:.2f}", RIGHT[0] - 8, y + 5, "end"),
        note("one number for all pairs", RIGHT[1], y - 6, "end", "baseline"),
    ]
    if len(view.curve):
        points = [place(*point) for point in view.curve.tolist()]
        x, y = points[-1]
        drawn = joined(points)
        parts += [
            shape(drawn, "none", "ink", 2.5, data_part="loss"),
            disc(x, y, 4, "ink"),
            heading(f"{view.curve[-1, 1]:.2f}", min(max(x, RIGHT[0] + 20), RIGHT[1] - 20), y - 12, "middle"),
        ]
    return parts


def _table(view: GloveTraining) -> list[str]:
    parts = [heading("near", 0, TABLE - 30), rect(0, TABLE - 4, WIDTH, 1.5, "edge")]
    words = next((one.neighbours for one in view.columns if one.neighbours), ())
    for k, one in enumerate(words):
        y = TABLE + 16 + k * ROW
        parts.append(heading(_cut(one.word, 9), 0, y))
    for number, one in enumerate(view.columns):
        parts += _column(one, WORD + number * (COLUMN + GAP))
    return parts


def _column(one: Column, x: float) -> list[str]:
    home = f"{one.at_home} of {one.kinds} by kind" if one.neighbours else "not trained yet"
    parts = [heading(one.name, x, TABLE - 30), note(f"{one.about}; {home}" if one.about else home, x, TABLE - 12)]
    for k, near in enumerate(one.neighbours):
        words = _line([word for word, _ in near.nearest]) or "not among its words"
        parts.append(note(words, x, TABLE + 16 + k * ROW, colour="ink"))
    return parts


def _line(words: list[str]) -> str:
    """As many of the words as fit into a column, joined by commas, one at least."""
    room, line = int(COLUMN / LETTER), ""
    for word in words:
        longer = f"{line}, {word}" if line else _cut(word, room)
        if len(longer) > room:
            break
        line = longer
    return line


def _cut(word: str, room: int) -> str:
    return word if len(word) <= room else word[: room - 1] + "…"
