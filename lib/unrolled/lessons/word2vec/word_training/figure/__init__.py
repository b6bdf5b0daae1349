"""Word vectors while they are trained: progress, loss, neighbours, a map of six kinds of words, and scores."""

from __future__ import annotations

from unrolled.drawing.axes import joined
from unrolled.drawing.layout import HEIGHT, WIDTH
from unrolled.drawing.numerals import percent, plain
from unrolled.drawing.shapes import disc, rect, rule, shape
from unrolled.drawing.svg import Drawing, element
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note, title
from unrolled.lessons.word2vec.word_training.figure.word_map import Box, Plane, drawn_map, legend, pointed
from unrolled.lessons.word2vec.word_training.record import Neighbours, WordTraining

FRAME = Box(436.0, 66.0, WIDTH - 1.0, 300.0)  # of the map
PLOT = Box(36.0, 66.0, 404.0, 152.0)  # of the loss
TABLE, ROW = 216.0, 22.0  # first line of neighbours, and from one to the next
LINE = 45  # letters of a line of neighbours
SCORES, TRACK = 368.0, 166.0  # upper edge of their bars, and how long these are
NAMES = {
    "kind": "own kind",
    "family": "family",
    "comparative": "comparative",
    "plural": "plural",
    "nationality": "nationality",
}


def describe_training(view: WordTraining) -> str:
    """One sentence that says how the training stands, and what the word pointed at is near to."""
    shown, k = view.map, view.cursor
    near = shown.nearest[k]
    at = f"{shown.words[k]} ({shown.kinds[k]}) is nearest to {shown.words[near]} ({shown.kinds[near]})"
    words = sum(shown.at_home)
    return f"{_state(view)} {words} of {len(shown.words)} words are nearest to one of their kind; {at}."


def _state(view: WordTraining) -> str:
    if not view.passes:
        return f"Not trained here yet; shown are vectors trained before: {view.about}."
    loss = f", loss {view.curve[-1, 1]:.2f} nats a pair" if len(view.curve) else ""
    return f"{view.about}: {percent(view.share)} of {view.passes:.1f} passes{loss}."


def training_drawing(view: WordTraining) -> Drawing:
    """What is known about a training at this moment."""
    plane = Plane(view.map, FRAME)
    return Drawing.of(
        *_progress(view),
        *_loss(view),
        *_table(view.neighbours),
        *_title(
            "Words of six kinds",
            f"filled: nearest is of its kind; {percent(view.map.variance)} of variance",
            FRAME.left,
        ),
        *drawn_map(plane),
        *legend(plane, FRAME.bottom + 18),
        *_scores(view),
        height=HEIGHT,
        description=describe_training(view),
    )


def training_cursor(view: WordTraining) -> Drawing:
    """The layer over it: the word pointed at."""
    plane = Plane(view.map, FRAME)
    return Drawing.of(
        *pointed(plane, view.cursor, FRAME.bottom + 38), height=HEIGHT, description=describe_training(view)
    )


def _title(words: str, rest: str, x: float, y: float = 58.0) -> list[str]:
    bold = element("tspan", words, font_weight=700, fill=css("ink"))
    return [element("text", bold + element("tspan", rest, dx=8, fill=css("ink2")), x=x, y=y, font_size=15)]


def _progress(view: WordTraining) -> list[str]:
    """What is trained, a bar, pace and time left."""
    if view.passes:
        left = f"{view.seconds_left:.0f} s left" if view.share < 1 else "done"
        at = f"{view.share * view.passes:.1f} of {view.passes:.1f} passes, {view.pace:,.0f} words a second, {left}"
    else:
        at = "trained before, until you press Start"
    parts = [
        title(view.about, 0, 16),
        label(at, WIDTH, 16, "end", "ink2"),
        rect(0.75, 25, WIDTH - 1.5, 10, "none", "edge", 1.5, rx=5),
    ]
    if view.share > 0:
        wide = max(12.0, (WIDTH - 1.5) * view.share)
        parts.append(rect(0.75, 25, wide, 10, "ink", rx=5, data_part="done"))
    return parts


def _loss(view: WordTraining) -> list[str]:
    """The loss against the share of the training done; the scale runs from 0 to knowing nothing."""
    top = view.chance or 1.0

    def place(share: float, loss: float) -> tuple[float, float]:
        down = 1 - min(loss / top, 1.0)
        return PLOT.left + share * (PLOT.right - PLOT.left), PLOT.top + 6 + down * (PLOT.bottom - PLOT.top - 6)

    parts = _title("Loss", "nats a pair of words", 0)
    parts.append(rule(PLOT.left, PLOT.bottom, PLOT.right, PLOT.bottom, "edge"))
    parts.append(note("0", PLOT.left - 8, PLOT.bottom + 5, "end"))
    if not view.passes:
        words = "The curve comes with the training."
        middle = (PLOT.left + PLOT.right) / 2, (PLOT.top + PLOT.bottom) / 2
        return [*parts, label(words, *middle, anchor="middle", colour="ink2")]
    _, y = place(0, view.chance)
    parts += [
        rule(PLOT.left, y, PLOT.right, y, "baseline", 1.5),
        note(f"{view.chance:.1f}", PLOT.left - 8, y + 5, "end"),
        note("knows nothing", PLOT.right, y + 16, "end", "baseline"),
        note("start", PLOT.left, PLOT.bottom + 18),
        note(f"{view.passes:.1f} passes", PLOT.right, PLOT.bottom + 18, "end"),
    ]
    if len(view.curve):
        points = [place(*point) for point in view.curve.tolist()]
        drawn = joined(points)
        x, y = points[-1]
        parts += [
            shape(drawn, "none", "ink", 2.5, data_part="loss"),
            disc(x, y, 4, "ink"),
            heading(f"{view.curve[-1, 1]:.2f}", min(x, PLOT.right - 20), y + 22, "middle"),
        ]
    return parts


def _table(found: tuple[Neighbours, ...]) -> list[str]:
    parts = _title("Neighbours", "nearest first; the first one's cosine", 0, TABLE - 24)
    for k, one in enumerate(found):
        y = TABLE + k * ROW
        parts += [
            heading(_cut(one.word, 11), 0, y),
            note(_fitting([word for word, _ in one.nearest]), 88, y, colour="ink"),
        ]
        if one.nearest:
            cosine = plain(one.nearest[0][1])
            parts.append(note(cosine, PLOT.right, y, "end"))
    return parts


def _fitting(words: list[str], room: int = LINE - 9) -> str:
    """As many of the words as a line holds, at least one."""
    line = ""
    for word in words:
        longer = f"{line}, {word}" if line else _cut(word, room)
        if len(longer) > room:
            break
        line = longer
    return line


def _cut(word: str, room: int) -> str:
    return word if len(word) <= room else word[: room - 1] + "…"


def _scores(view: WordTraining) -> list[str]:
    """A bar for each score, with the range to expect, where it was measured, as two upright lines."""
    marks = "; lines: range to expect" if view.expected else ""
    parts = [note(f"Scores: share of correct answers{marks}", 0, SCORES - 22)]
    for k, (name, words) in enumerate(NAMES.items()):
        x = k * (WIDTH - TRACK) / (len(NAMES) - 1)
        value, range_ = view.scores.get(name), view.expected.get(name)
        said = percent(value) if value is not None else "at the end"
        weight = 700 if value is not None else 400
        parts += [
            note(words, x, SCORES - 4, colour="ink"),
            note(said, x + TRACK, SCORES - 4, "end", "ink", font_weight=weight),
            rect(x + 0.75, SCORES + 1, TRACK - 1.5, 8, "none", "edge", 1.5),
        ]
        if value:
            parts.append(
                rect(x + 0.75, SCORES + 1, max(1.0, (TRACK - 1.5) * value), 8, "predicted", data_part=f"score-{name}")
            )
        if range_:
            low, high = (x + TRACK * share for share in range_)
            drawn = f"M{low:.1f},{SCORES - 1} v12 M{high:.1f},{SCORES - 1} v12"
            parts.append(shape(drawn, "none", "ink", 2.5, data_part=f"expected-{name}"))
    return parts
