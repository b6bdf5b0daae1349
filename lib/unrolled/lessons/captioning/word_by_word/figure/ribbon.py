"""The words of a caption in a row, as large as fits; what does not fit at the smallest size is on a further page."""

from __future__ import annotations

import numpy as np

from unrolled.drawing.layout import Box
from unrolled.drawing.numbers import frame
from unrolled.drawing.shapes import disc, rect, shape
from unrolled.drawing.svg import hit, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import note
from unrolled.lessons.captioning.word_by_word.record import WordByWord

SIZES = (17, 16, 15, 14)
NARROW, BROAD = "fijlrt'.-", "mwMWEND"
NARROWEST = 44  # width of a box, with room for "100 %" below the word
TALL = 28  # of a word's box
NUMBERS = 18  # height of the row of probabilities
HIGHEST = 1.0  # of the axis of the cell state


class Ribbon:
    """Where the words stand.

    Args:
        shown: the caption.
        box: room for the words, their probabilities and the line of the cell state.

    Attributes:
        places: of the words on the page, by number: x and width.
        size: of the letters.
        more: whether words stand before and behind the page.
    """

    def __init__(self, shown: WordByWord, box: Box):
        self.shown, self.box = shown, box
        for size in SIZES:
            self.size, widths = size, [_wide(word, size) for word in shown.words]
            if sum(widths) <= box.width:
                break
        page = next(page for page in _pages(widths, box.width) if shown.cursor in page)
        xs = box.x + np.cumsum([0, *(widths[k] for k in page)])
        self.places = {k: (float(x), widths[k]) for k, x in zip(page, xs, strict=False)}
        self.more = page[0] > 0, page[-1] < len(widths) - 1

    def words(self) -> list[str]:
        """Boxes with words, probabilities below; a dashed edge for words that were not the likeliest."""
        parts = []
        for k, (x, wide) in self.places.items():
            dash = "4 3" if self.shown.rank[k] else None
            middle = {"text_anchor": "middle", "fill": css("ink")}
            parts += [
                rect(x + 1.5, self.box.y + 2, wide - 3, TALL - 4, "wash", "edge", 1.2, rx=4, stroke_dasharray=dash),
                text(self.shown.words[k], x + wide / 2, self.box.y + 19.5, font_size=self.size, **middle),
                note(_short(float(self.shown.p[k])), x + wide / 2, self.box.y + TALL + 14, "middle", "ink"),
            ]
        for there, x, sign in zip(self.more, (self.box.x - 5, self.box.right + 6), ("‹", "›"), strict=True):
            if there:
                parts.append(text(sign, x, self.box.y + 19, font_size=18, text_anchor="middle", fill=css("ink2")))
        return parts

    def cell_state(self) -> list[str]:
        """A line through how much the cell state at each word differs from that after other pictures."""
        points = [(self.places[k][0] + self.places[k][1] / 2, self.height(k)) for k in self.places]
        (first, _), (last, _) = points[0], points[-1]
        line = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        foot, top = self.box.bottom, self.box.y + TALL + NUMBERS + 4
        return [
            shape(f"M{first:.1f} {foot:.1f}L{line}L{last:.1f} {foot:.1f}z", "carry", opacity=0.18),
            *(shape(f"M{self.box.x} {y}H{self.box.right}", edge="hair") for y in (top, foot)),
            shape(f"M{line}", "none", "carry", 2.5),
            *(disc(x, y, 3.5, "carry") for x, y in points),
        ]

    def height(self, k: int) -> float:
        """y of a word on the line of the cell state."""
        top = self.box.y + TALL + NUMBERS + 4
        return self.box.bottom - (self.box.bottom - top) * min(float(self.shown.kept[k]) / HIGHEST, 1.0)

    def hits(self) -> list[str]:
        """What can be clicked: a column for each word, invisible."""
        return [hit(x, self.box.y, wide, self.box.height, data_pick=k) for k, (x, wide) in self.places.items()]

    def cursor(self) -> list[str]:
        """The frame around the word at the cursor, and its point on the line."""
        x, wide = self.places[self.shown.cursor]
        return [
            frame(x + 0.5, self.box.y + 1, wide - 1, TALL + NUMBERS - 2),
            disc(x + wide / 2, self.height(self.shown.cursor), 5.5, "carry", "ink", 2),
        ]


def _wide(word: str, size: float) -> float:
    """About the width of a word's box: letters differ too much for one mean."""
    letters = sum(0.32 if letter in NARROW else 0.82 if letter in BROAD else 0.56 for letter in word)
    return max(size * letters + 12, NARROWEST)


def _pages(widths: list[float], room: float) -> list[list[int]]:
    """Numbers of the words page by page."""
    pages, used = [[]], 0.0
    for k, wide in enumerate(widths):
        if pages[-1] and used + wide > room:
            pages.append([])
            used = 0.0
        pages[-1].append(k)
        used += wide
    return pages


def _short(p: float) -> str:
    return f"{100 * p:.0f} %" if p >= 0.005 else "<1 %"
