"""The sentence of the sky and French: clue and answer in boxes, and a ribbon where there are too many words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from unrolled.drawing.layout import Box, picture
from unrolled.drawing.letters import ADVANCE, Grid
from unrolled.drawing.shapes import rect, rule
from unrolled.drawing.svg import element
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, note
from unrolled.lessons.gradients.clues.record import Clues

SENTENCE, _ = picture().cut_top(122)
_, PROSE = SENTENCE.cut_top(24)  # the same room whatever the sentence's length
SIZE_BY_ROWS = ((24, 2), (20, 3), (16, 4))  # size of the letters and the rows that fit
LEADING = 1.5


def sentence_rows(view: Clues) -> list[str]:
    """The words, larger where there are few; where there are too many, those in between become a ribbon."""
    title = (
        f"{view.distance} words from clue to answer"
        if view.answer
        else "No clue: nothing here says which answer is expected"
    )
    parts = [heading(title, 2, SENTENCE.y + 17)]
    if view.distractors:
        y = SENTENCE.y + 16
        parts.append(rule(420, y, 452, y, "negative", 2.5, "5 3"))
        parts.append(note("a distractor: not the clue", 460, SENTENCE.y + 17))
    shown = list(enumerate([*view.words, view.answer or "…"]))
    for size, rows in SIZE_BY_ROWS:
        found = _grid(shown, size, PROSE.y).rows
        if found <= rows:
            top = PROSE.y + (PROSE.height - found * size * LEADING) / 2
            return [*parts, *_prose(view, shown, size, top)]
    return [*parts, *_abridged(view, shown)]


def _grid(shown: Sequence[tuple[int, str]], size: float, top: float) -> Grid:
    columns = int((PROSE.width - 8) / (size * ADVANCE))
    return Grid(" ".join(word for _, word in shown), columns, size, PROSE.x + 4, top, LEADING)


def _prose(view: Clues, shown: Sequence[tuple[int, str]], size: float, top: float) -> list[str]:
    """Words with their places in the sentence; clue and answer in boxes, distractors underlined."""
    grid, start, parts = _grid(shown, size, top), 0, []
    for place, word in shown:
        (x, y), long = grid.corner(start), len(word) * grid.wide
        start += len(word) + 1
        if view.answer and place in (view.clue, len(view.words)):
            paint = css("carry" if place == view.clue else "target")
            parts.append(rect(max(x - 3, 1), y + 2, long + 6, grid.tall - 4, "wash", paint, 2.5, rx=4))
        elif place in view.distractors:
            parts.append(rule(x, y + grid.tall - 3, x + long, y + grid.tall - 3, "negative", 2.5, "5 3"))
    return [*parts, grid.lines()]


def _abridged(view: Clues, shown: list[tuple[int, str]]) -> list[str]:
    """A row of words round the clue, a row up to the answer, and between them a ribbon: a block for each other word."""
    size, rows = SIZE_BY_ROWS[-1][0], PROSE.rows(4)
    columns = int((PROSE.width - 8) / (size * ADVANCE))

    def filled(words: Sequence[tuple[int, str]]) -> int:
        """How many of the words a row has room for, with an ellipsis at its end."""
        lengths = np.cumsum([len(word) + 1 for _, word in words])
        return int(np.searchsorted(lengths, columns - 4, side="right"))

    begin = 0 if view.clue < filled(shown) else view.clue - 4
    end = begin + filled(shown[begin:])
    last = max(len(shown) - filled(shown[::-1]), end)
    head = [*([(-1, "…")] if begin else []), *shown[begin:end], (-1, "…")]
    between = shown[end:last]
    return [
        *_prose(view, head, size, rows[0].y),
        *_ribbon(view, [place for place, _ in between], rows[1], rows[2]),
        *_prose(view, [(-1, "…"), *shown[last:]], size, rows[3].y),
    ]


def _ribbon(view: Clues, places: list[int], row: Box, below: Box) -> list[str]:
    pitch = min(12.0, (row.width - 8) / max(len(places), 1))
    parts = []
    for k, place in enumerate(places):
        box = {"x": row.x + 4 + k * pitch, "width": pitch * 0.7}
        if place in view.distractors:
            tall = {"y": row.y + 3, "height": row.height - 6}
            parts.append(element("rect", **box, **tall, fill=css("negative")))
        else:
            parts.append(element("rect", **box, y=row.y + 8, height=row.height - 14, fill=css("edge")))
    others = dict.fromkeys(view.words[place] for place in places if place in view.distractors)
    words = f"{len(places)} more words" + (f", among them {', '.join(list(others)[:5])}" if others else "")
    return [*parts, note(words, below.x + 4, below.y + 16)]
