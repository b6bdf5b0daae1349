"""The whole picture: what stays with a caption, and the layer that follows the cursor."""

from __future__ import annotations

import numpy as np

from unrolled.drawing.layout import HEIGHT, WIDTH, Box
from unrolled.drawing.numbers import frame
from unrolled.drawing.numerals import percent, plain
from unrolled.drawing.raster import cells, photograph
from unrolled.drawing.shapes import rect
from unrolled.drawing.strip import LEVELS
from unrolled.drawing.svg import Drawing, element, hit, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note
from unrolled.lessons.captioning.word_by_word.figure.maps import heat_map, palette, scale_end, tile
from unrolled.lessons.captioning.word_by_word.figure.ribbon import NUMBERS, TALL, Ribbon
from unrolled.lessons.captioning.word_by_word.figure.sentence import describe_word, matters
from unrolled.lessons.captioning.word_by_word.record import WordByWord

_FRAME = Box(2, 2, WIDTH - 4, HEIGHT - 4)  # for frames around what stands at the edge
_TOP, _LOWER = _FRAME.cut_top(86, gap=8)
PREFIX, _WORDS = _TOP.cut_left(104)
_, WORDS = _WORDS.cut_right(12)  # for the sign that words follow
_FOOT, _LOWER = _LOWER.cut_bottom(24)
_HEADS, _BODY = _LOWER.cut_top(22)
SIDE = _BODY.height  # of a large map
PHOTO, _REST = _BODY.cut_left(SIDE, gap=14)
HEAT, _REST = _REST.cut_left(SIDE, gap=14)
CONTROLS, BARS = _REST.cut_left(112, gap=26)
SMALL = 88  # side of a small map
PROMPT = 21  # letters of what was written before
NAMES, RIGHT = 104, 52  # room for the names left of the bars, and for the numbers


def caption_drawing(shown: WordByWord) -> Drawing:
    """The ribbon of words with the line of the cell state, and the drawing."""
    ribbon = Ribbon(shown, WORDS)
    return Drawing.of(
        *_prefix(shown),
        *ribbon.cell_state(),
        *ribbon.words(),
        *ribbon.hits(),
        _head("The drawing", PHOTO),
        tile(PHOTO),
        photograph(shown.image, PHOTO.x, PHOTO.y, PHOTO.width, PHOTO.height),
        *_scale(shown),
        height=HEIGHT,
        description=f"The caption “{' '.join(shown.words)}”, its drawing, and what each word depends on.",
    )


def word_cursor(shown: WordByWord) -> Drawing:
    """The layer over it: maps and likeliest words at the cursor."""
    t, limit = shown.cursor, scale_end(shown.heat)
    return Drawing.of(
        *Ribbon(shown, WORDS).cursor(),
        note(f"{shown.kept[t]:.2f}", PREFIX.right - 12, PREFIX.bottom - 4, "end", "carry", font_weight=700),
        _head(f"Lost by “{_cut(shown.words[t], 18)}”", HEAT),
        *heat_map(shown.image, shown.heat[t], limit, HEAT),
        *(_patch(shown, box) for box in (PHOTO, HEAT)),
        *_controls(shown, limit),
        *_bars(shown),
        height=HEIGHT,
        description=describe_word(shown),
    )


def _prefix(shown: WordByWord) -> list[str]:
    """What is read before the first word: the picture, then START; and the names of the rows."""
    x, y = PREFIX.x, PREFIX.y
    small = Box(x, y, TALL, TALL)
    return [
        tile(small),
        photograph(shown.image[::2, ::2], x + 2, y + 2, TALL - 4, TALL - 4),
        label("START", x + 38, y + 19.5, colour="ink2"),
        note("probability", x, y + TALL + 14),
        note("picture", x, y + TALL + NUMBERS + 18, colour="carry", font_weight=700),
        note("in C", x, PREFIX.bottom - 4, colour="carry", font_weight=700),
    ]


def _head(words: str, box: Box) -> str:
    return heading(words, box.x, box.y - 7)


def _patch(shown: WordByWord, box: Box) -> str:
    """The frame of the worst patch, where one matters."""
    if not matters(shown):
        return ""
    pixel, (row, column) = box.width / shown.size, shown.worst
    at = box.x + column * shown.stride * pixel, box.y + row * shown.stride * pixel, *(shown.side * pixel,) * 2
    return frame(*at, stroke="#FFFFFF", stroke_width=5) + frame(*at, stroke="#14171C", stroke_width=2.5)


def _scale(shown: WordByWord) -> list[str]:
    """The colours of the maps, and what the frame is."""
    limit, y = scale_end(shown.heat), HEAT.bottom + 8
    box = {"x": HEAT.x + 66, "y": y, "width": 100, "height": 13}
    return [
        element("rect", **box, fill="#FFFFFF"),
        cells(np.arange(2 * LEVELS + 1)[None], palette(), **box),
        element("rect", **box, fill="none", stroke=css("edge")),
        note(f"gains {limit:.1f}", box["x"] - 6, y + 12, "end"),
        note(f"loses {limit:.1f} nats", box["x"] + 106, y + 12),
        note("frame: the worst patch", PHOTO.x, y + 12),
    ]


def _controls(shown: WordByWord, limit: float) -> list[str]:
    """Two small maps: the other words, and shuffled places; with their correlations."""
    t = shown.cursor
    held = (
        ("other words", shown.control[t], f"r = {plain(shown.agreement[t])}"),
        ("shuffled", shown.shuffled[t], f"|r| < {shown.chance[t]:.2f}"),
    )
    parts = []
    for k, (name, values, number) in enumerate(held):
        y = _HEADS.y + 22 + k * (SIDE + 24) / 2
        parts += [
            note(name, CONTROLS.x, y - 7, colour="ink", font_weight=700),
            *heat_map(shown.image[::2, ::2], values, limit, Box(CONTROLS.x, y, SMALL, SMALL)),
            note(number, CONTROLS.x, y + SMALL + 16),
        ]
    return parts


def _bars(shown: WordByWord) -> list[str]:
    """The likeliest words at the cursor; a mark where each stands after other pictures."""
    t, tall = shown.cursor, BARS.height / len(shown.names[shown.cursor])
    parts = [_head(f"After “{_before(shown)}”", BARS)]
    left, room = BARS.x + NAMES, BARS.width - NAMES - RIGHT
    for k, (name, p, apart) in enumerate(zip(shown.names[t], shown.likely[t], shown.elsewhere[t], strict=True)):
        y, written = BARS.y + k * tall, k == shown.rank[t]
        ink = {"font_size": 15, "fill": css("ink"), "font_weight": 700 if written else 400}
        parts += [
            text(_cut(name, 13), left - 8, y + tall / 2 + 5, text_anchor="end", **ink),
            rect(left, y + 4, max(room * float(p), 1.0), tall - 8, "predicted" if written else "edge"),
            rect(left + room * float(apart) - 1.5, y + 1, 3, tall - 2, "ink", "ground", 1),
            text(percent(float(p)).replace("under ", "<"), BARS.right, y + tall / 2 + 5, text_anchor="end", **ink),
            hit(BARS.x, y, BARS.width, tall, data_row=k),
        ]
    words = f"▌ mean after {shown.pictures} other pictures"
    return [*parts, note(words, BARS.right, BARS.bottom + 20, "end")]


def _before(shown: WordByWord) -> str:
    """The last words before the cursor, as many as there is room for."""
    words, first = ("START", *shown.words[: shown.cursor]), shown.cursor
    while first > 0 and len(" ".join(words[first - 1 :])) <= PROMPT:
        first -= 1
    return ("… " if first else "") + _cut(" ".join(words[first:]), PROMPT)


def _cut(word: str, length: int) -> str:
    return word if len(word) <= length else word[: length - 1] + "…"
