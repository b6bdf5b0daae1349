"""An update of word2vec as arrows in two dimensions: who is pulled, who is pushed, and how far."""

from __future__ import annotations

import numpy as np

from unrolled.drawing.arrow_map import Frame, label, label_places, wide
from unrolled.drawing.shapes import disc, rect, rule
from unrolled.drawing.svg import element
from unrolled.drawing.theme import css
from unrolled.lessons.word2vec.pair_factory.record import Update

FRAME = Frame(560, 28, 332, 308)
REACH = 1.8  # from the middle to the upper edge, in units of the vectors: fixed, so that lengths can be compared
HEAD = 9
NAMED = 8  # words around that get a name in CBOW; more would leave no room for the negatives


def update_arrows(update: Update) -> list[str]:
    """Candidates as circles with the way they go, the input as an arrow from the origin, before and after."""
    middle = _at(np.zeros(2))
    before, after = (vectors.mean(axis=0) for vectors in update.inputs)
    many = len(update.sources) > 1
    names = _unique(update)
    parts = [FRAME.drawn(), *_axes(middle)]
    lines = [(middle, _at(before)), (middle, _at(after))]
    for k in names.values():
        parts.append(_line(middle, _at(update.outputs[0, k]), "hair", 1.2))
    for k in names.values():
        lines.append((_at(update.outputs[0, k]), _at(update.outputs[1, k])))
        parts += _candidate(update, k)
    for start, end in update.inputs.transpose(1, 0, 2) if many else ():
        parts.append(_square(_at(start)))
        parts += _arrow(_at(start), _at(end), "ink2", 2)
    parts += _arrow(middle, _at(before), "baseline", 2.5, dash="5 4")
    parts += _arrow(middle, _at(after), "ink", 4)
    return parts + _labels(update, names, lines)


def _unique(update: Update) -> dict[str, int]:
    """The first place of each candidate: a word drawn twice is one point."""
    return {word: update.candidates.index(word) for word in dict.fromkeys(update.candidates)}


def _at(vector: np.ndarray) -> np.ndarray:
    """A vector in pixels; what is beyond the frame lies on its edge, in the same direction."""
    scale, half = FRAME.height / 2 / REACH, np.array([FRAME.width, FRAME.height]) / 2
    moved = vector * scale
    inside = min(1.0, float(((half - 6) / np.maximum(np.abs(moved), 1e-9)).min()))
    return np.array([FRAME.x, FRAME.y]) + half + moved * inside * [1, -1]


def _axes(middle: np.ndarray) -> list[str]:
    x, y = map(float, middle)
    line = {"stroke": css("hair"), "stroke_width": 1.5}
    return [
        element("line", x1=FRAME.x, y1=y, x2=FRAME.x + FRAME.width, y2=y, **line),
        element("line", x1=x, y1=FRAME.y, x2=x, y2=FRAME.y + FRAME.height, **line),
    ]


def _candidate(update: Update, k: int) -> list[str]:
    """A circle, filled for the target, and where it goes: solid is pulled, dashed is pushed."""
    colour = "predicted" if k == 0 else "negative"
    start, end = (_at(vectors[k]) for vectors in update.outputs)
    ground = css(colour) if k == 0 else css("ground")
    mark = disc(float(start[0]), float(start[1]), 5, ground, colour, 2.2)
    return [mark, *_arrow(start, end, colour, 3, dash=None if k == 0 else "5 3")]


def _square(at: np.ndarray) -> str:
    return rect(float(at[0]) - 4, float(at[1]) - 4, 8, 8, "ground", "ink2", 1.8)


def _line(start: np.ndarray, end: np.ndarray, colour: str, thick: float, dash: str | None = None) -> str:
    return rule(float(start[0]), float(start[1]), float(end[0]), float(end[1]), colour, thick, dash)


def _arrow(start: np.ndarray, end: np.ndarray, colour: str, thick: float, dash: str | None = None) -> list[str]:
    """A line with a head, smaller where the way is short; nothing where it is under two pixels."""
    length = float(np.hypot(*(end - start)))
    if length < 2:
        return []
    way, head = (end - start) / length, min(HEAD + thick, 0.8 * length)
    base, side = end - way * head, np.array([-way[1], way[0]]) * head * 0.48
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in (end, base + side, base - side))
    return [_line(start, base, colour, thick, dash), element("polygon", points=points, fill=css(colour))]


def _labels(update: Update, names: dict[str, int], lines: list[tuple[np.ndarray, np.ndarray]]) -> list[str]:
    """Names of the target and the input first, then of the rest, where they find room; the table has them all."""
    many = len(update.sources) > 1
    before, after = (_at(vectors.mean(axis=0)) for vectors in update.inputs)
    source = "mean" if many else update.sources[0]
    wanted = [(source, after, "ink", True), ("before", before, "baseline", False)]
    for word, k in names.items():
        sign, colour = ("+ ", "predicted") if k == 0 else ("− ", "negative")
        wanted.append((sign + word, _at(update.outputs[0, k]), colour, True))
    for k, word in enumerate(update.sources if many else ()):
        shown = word if len(update.sources) <= NAMED else ""
        wanted.append((shown, _at(update.inputs[0, k]), "ink2", False))
    ends = [_at(vector) for vector in update.outputs[1, list(names.values())]]
    marks = np.array([at for _, at, _, _ in wanted] + ends)
    widths = [wide(words, bold=bold) if words else 0 for words, _, _, bold in wanted] + [0] * len(ends)
    places = label_places(marks, widths, FRAME, lines)
    return [
        label(words, place, colour=colour, bold=bold)
        for (words, _, colour, bold), place in zip(wanted, places, strict=False)
        if words
    ]
