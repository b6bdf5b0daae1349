"""A list of the best words as bars, the input words hatched where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from unrolled.drawing.numerals import plain
from unrolled.drawing.shapes import rect, shape
from unrolled.drawing.svg import element
from unrolled.drawing.theme import css
from unrolled.drawing.type import label
from unrolled.lessons.analogies.arithmetic.record import Candidate

TALL = 24  # of a row
HATCH = element(
    "defs",
    element(
        "pattern",
        shape("M0 8L8 0M-2 2L2 -2M6 10L10 6", edge="ink2", thick=1.3),
        id="unrolled-left-out",
        width=8,
        height=8,
        patternUnits="userSpaceOnUse",
    ),
)


def candidate_bars(shown: Sequence[Candidate], x: float, y: float, width: float, *, word: float = 116) -> list[str]:
    """Rank, word, bar and score of each; longer bar = nearer, at the width's end a score of 1.

    Args:
        shown: best first.
        x: of the left side.
        y: of the top of the first row.
        width: of the whole list.
        word: room for a word.
    """
    left = x + 26 + word
    long = width - 26 - word - 52
    parts = []
    for k, one in enumerate(shown):
        middle = y + TALL * (k + 0.5)
        first, ink = one.rank == 1, css("ink" if one.rank else "ink2")
        weight = 700 if first else 400
        rank = f"{one.rank}" if one.rank else "–"
        if first:
            parts.append(rect(x, middle - 12, width, 24, "none", "ink", 2, rx=6))
        parts.append(label(rank, x + 18, middle + 5, "end", font_weight=weight, colour=ink))
        parts.append(label(short(one.word, 14), x + 28, middle + 5, font_weight=weight, colour=ink))
        paint = {"fill": css("predicted"), "fill_opacity": 1 if first else 0.5}
        if one.is_input:
            paint = {"fill": "url(#unrolled-left-out)", "stroke": css("ink2"), "stroke_width": 1}
        parts.append(rect(left, middle - 8, max(min(one.score, 1), 0) * long, 16, **paint))
        score = plain(one.score, 3)
        parts.append(label(score, x + width - 6, middle + 5, "end", colour=ink))
    return parts


def short(word: str, letters: int) -> str:
    """A word cut to so many letters, with a sign that it was."""
    return word if len(word) <= letters else word[: letters - 1] + "…"
