"""Surprise along the text: the text on its colours, running means of all readers, and what cost most."""

from __future__ import annotations

import math

import numpy as np

from unrolled.drawing.axes import Axes
from unrolled.drawing.letters import Grid, visible
from unrolled.drawing.log_plot import Style
from unrolled.drawing.numerals import ordinal, percent
from unrolled.drawing.shapes import rect, rule
from unrolled.drawing.svg import Drawing, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note
from unrolled.lessons.char_rnn.surprisal.figure import colour, scale
from unrolled.lessons.shakespeare.reading.record import Reading, Word

HEIGHT = 376
COLUMNS, SIZE, ROWS, LEADING = 54, 14, 16, 1.35
SIDE, LEFT, RIGHT = 484, 510, 890  # of what stands at the right; of the plot
TOP, FOOT = 28, 122
MEANS, LIST = 230, 292  # y of the headings of the means and of the words
STYLES = (Style("lstm", 3.0), Style("lstm", 1.8, "7 4"), Style("baseline", 1.8), Style("ink2", 1.8, "2 4"))


def describe_reading(view: Reading) -> str:
    """One sentence that says what the panel shows."""
    read, k = view.shown, view.shown.cursor
    if k == 0:
        return f"Character 1 of {len(read.text)}, {visible(read.text[0])}: nothing stands before it."
    means = ", ".join(f"{name} {bits:.2f}" for name, bits in view.means[view.title].items())
    return (
        f"Character {k + 1} of {len(read.text)}, {visible(read.text[k])}: {read.bits[k]:.1f} bits for {view.reader}; "
        f"means of the text: {means}."
    )


def reading_drawing(view: Reading) -> Drawing:
    """Text, curves, means of all texts, and the most surprising words."""
    read, grid = view.shown, _grid(view)
    return Drawing.of(
        heading(f"{view.title}, as {view.reader} reads it", 2, 16),
        *(grid.box(k, fill=colour(bits)[0], data_pick=k) for k, bits in enumerate(read.bits)),
        grid.lines(lambda k: colour(read.bits[k])[1]),
        scale(HEIGHT - 32),
        heading(f"Surprise in bits, mean over the last {view.window} characters", SIDE, 16),
        *_scale(view),
        *(_curve(view, name, STYLES[k % len(STYLES)]) for k, name in enumerate(view.reads)),
        *_readers(view),
        *_means(view),
        *_words(view),
        height=HEIGHT,
        description=f"A text of {len(read.text)} characters, each on the colour of its surprisal, and running means.",
    )


def reading_cursor(view: Reading) -> Drawing:
    """The layer over it: the place in text and plot, and what was expected there."""
    grid, k = _grid(view), view.shown.cursor
    across, _ = _axes(view).at(k, 0)
    return Drawing.of(
        grid.pointer(k),
        rect(across - 1, TOP, 2, FOOT - TOP, "ink"),
        *_here(view),
        height=HEIGHT,
        description=describe_reading(view),
    )


def rows(words: str) -> int:
    """How many lines a text takes; there is room for ROWS."""
    return Grid(words, COLUMNS, SIZE, 2, 0).rows


def _grid(view: Reading) -> Grid:
    return Grid(view.shown.text, COLUMNS, SIZE, 2, 26, leading=LEADING)


def _most(view: Reading) -> int:
    """The upper end of the scale: even, and 4 bits at least."""
    peaks = [np.nanmax(curve, initial=0.0) for curve in view.curves.values()]
    return max(4, 2 * math.ceil(max(peaks) / 2))


def _axes(view: Reading) -> Axes:
    return Axes(LEFT, TOP, RIGHT - LEFT, FOOT - TOP, (0, max(len(view.shown.text) - 1, 1)), (0, _most(view)))


def _scale(view: Reading) -> list[str]:
    most = _most(view)
    parts = _axes(view).across(range(0, most + 1, 2 if most <= 8 else 4))
    last = len(view.shown.text)
    ends = {LEFT: ("1", "start"), (LEFT + RIGHT) / 2: ("place in the text", "middle"), RIGHT: (f"{last:,}", "end")}
    for x, (words, anchor) in ends.items():
        parts.append(note(words, x, FOOT + 17, anchor))
    return parts


def _curve(view: Reading, name: str, style: Style) -> str:
    curve = view.curves[name]
    there = np.flatnonzero(~np.isnan(curve))[:: 1 + len(curve) // 600]  # no more points than the plot has pixels
    if not len(there):
        return ""
    more = {"stroke_linejoin": "round", "data_part": name}
    return _axes(view).line(there, curve[there], css(style.colour), style.dash, style.width, **more)


def _here(view: Reading) -> list[str]:
    """Two lines under the plot: what came at the cursor, and what was expected there."""
    read, k = view.shown, view.shown.cursor
    if k == 0:
        lines = ["Nothing stands before the first character.", ""]
    else:
        p = percent(2 ** -read.bits[k])
        came = f"Came: {visible(read.text[k])}, {p}, {read.bits[k]:.1f} bits, {ordinal(int(read.ranks[k]))} likeliest"
        likely = ",  ".join(f"{visible(name)} {percent(share)}" for name, share in read.candidates[k][:5])
        lines = [came, f"Expected: {likely}"]
    return [
        note(words, SIDE, FOOT + 62 + 20 * line, colour="ink", font_weight=400 if line else 700)
        for line, words in enumerate(lines)
    ]


def _readers(view: Reading) -> list[str]:
    """Which curve is whose, in one line under the plot."""
    parts, wide = [], (RIGHT - SIDE) / max(len(view.reads), 1)
    for k, name in enumerate(view.reads):
        style, x = STYLES[k % len(STYLES)], SIDE + wide * k
        parts.append(rule(x, FOOT + 33, x + 24, FOOT + 33, style.colour, style.width, style.dash))
        weight = 700 if name == view.reader else 400
        parts.append(note(name, x + 30, FOOT + 38, colour="ink", font_weight=weight))
    return parts


def _means(view: Reading) -> list[str]:
    """Mean bits a character of every text, for the reader shown."""
    parts = [heading(f"Mean bits a character, {view.reader}", SIDE, MEANS)]
    wide = (RIGHT - SIDE) / max(len(view.means), 1)
    for k, (title, means) in enumerate(view.means.items()):
        x, bits = SIDE + wide * (k + 0.5), means.get(view.reader, math.nan)
        weight, fill = (700, css("ink")) if title == view.title else (400, css("ink2"))
        words = {"text_anchor": "middle", "font_weight": weight, "fill": fill}
        if title == view.title:
            parts.append(rect(x - wide / 2 + 1, MEANS + 5, wide - 2, 38, "wash", "edge", 1, rx=4))
        parts.append(text(title, x, MEANS + 20, font_size=14, **words))
        parts.append(text("–" if math.isnan(bits) else f"{bits:.2f}", x, MEANS + 38, font_size=15, **words))
    return parts


def _words(view: Reading) -> list[str]:
    words = f"What cost {view.reader} most, in bits a word" if view.words else "No words in this text"
    parts = [heading(words, SIDE, LIST)]
    for k, word in enumerate(view.words[:4]):
        x, y = SIDE + 210 * (k // 2), LIST + 22 + 20 * (k % 2)
        parts += [label(f"{word.bits:.0f}", x + 24, y, "end"), label(_name(word), x + 34, y)]
    return parts


def _name(word: Word) -> str:
    letters = word.letters if len(word.letters) <= 20 else word.letters[:19] + "…"
    return letters if word.nth == 1 else f"{letters}, {ordinal(word.nth)} time"
