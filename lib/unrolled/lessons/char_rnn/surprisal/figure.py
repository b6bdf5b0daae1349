"""One character ahead: the text itself as the axis; over it a cursor, and what was expected there."""

from __future__ import annotations

from dataclasses import dataclass

from unrolled.drawing.layout import picture
from unrolled.drawing.letters import ADVANCE, Grid, called, letter, shorten, visible
from unrolled.drawing.numerals import ordinal, percent
from unrolled.drawing.shapes import rect
from unrolled.drawing.svg import Drawing
from unrolled.drawing.theme import SURPRISAL
from unrolled.drawing.type import heading, label, note
from unrolled.measuring.records.surprisal import Surprisal

ROOM = picture(368)
_HEAD, _BELOW = ROOM.cut_top(26)
_FOOT, _MIDDLE = _BELOW.cut_bottom(34, gap=6)
TEXT, EXPECTED = _MIDDLE.cut_left(528, gap=24)
SIZES_OF_LETTERS = (17, 15.5, 14)  # the largest with which the whole text has room
ROW = EXPECTED.height / 11  # ten candidates, and what came where it is none of them
NAME, FROM, LONGEST = EXPECTED.x + 28, EXPECTED.x + 48, 214  # of the bars


def colour(bits: float) -> tuple[str, str]:
    """Ground and letter colour for a surprisal in bits."""
    ground = next(paint for least, paint in reversed(SURPRISAL) if bits >= least)
    return ground, "#FFFFFF" if bits >= 6 else "#14171C"


def describe_surprisal(read: Surprisal) -> str:
    """One sentence that says what the panel shows."""
    T, k = len(read.text), read.cursor
    if k == 0:
        return f"Character 1 of {T}, {visible(read.text[0])}: nothing stands before it, so nothing is expected."
    return (
        f"Character {k + 1} of {T}, {visible(read.text[k])}: {read.bits[k]:.1f} bits, "
        f"{percent(2 ** -read.bits[k])}; mean of the text {read.bits[1:].mean():.2f} bits."
    )


def answer(read: Surprisal) -> str:
    """What came at the cursor, how surprising that was, and how unsure the model had been."""
    k = read.cursor
    if k == 0:
        return "Nothing stands before the first character. Click another one, or move with the arrow keys."
    came = called(read.text[k])
    return (
        f"{came[0].upper()}{came[1:]} came with {percent(2 ** -read.bits[k])}, {read.bits[k]:.1f} bits: the "
        f"{ordinal(int(read.ranks[k]))} in the list. Unsure before it: {read.entropy[k]:.1f} bits. "
        f"Mean of the text: {read.bits[1:].mean():.2f} bits."
    )


@dataclass(frozen=True)
class Page:
    """As much of a text as has room, with the cursor in it.

    Attributes:
        grid: its characters.
        start: place of the first of them in the text.
        lines: number of its first line and of its last, counted from 1, and how many the text has.
    """

    grid: Grid
    start: int
    lines: tuple[int, int, int]


def page(read: Surprisal) -> Page:
    """The page with the cursor; nearly all texts have one page."""
    for size in SIZES_OF_LETTERS:
        whole = _grid(read.text, size)
        rows = int(TEXT.height // whole.tall)
        if whole.rows <= rows:
            return Page(whole, 0, (1, whole.rows, whole.rows))
    number = whole.cells[read.cursor][0] // rows
    places = [k for k, (row, _) in enumerate(whole.cells) if row // rows == number]
    lines = (number * rows + 1, min((number + 1) * rows, whole.rows), whole.rows)
    return Page(_grid(read.text[places[0] : places[-1] + 1], size), places[0], lines)


def _grid(words: str, size: float) -> Grid:
    columns = int((TEXT.width - 6) / (size * ADVANCE))
    return Grid(words, columns, size, TEXT.x + 3, TEXT.y, leading=1.5)


def surprisal_drawing(read: Surprisal) -> Drawing:
    """The text, each character on the colour of its surprisal."""
    here = page(read)
    first, last, lines = here.lines
    part = f", lines {first} to {last} of {lines}" if (first, last) != (1, lines) else ""
    return _framed(
        heading(f"Each character on the colour of its surprisal{part}", 2, 16),
        *(
            here.grid.box(k, fill=colour(read.bits[here.start + k])[0], data_pick=here.start + k)
            for k in range(len(here.grid.words))
        ),
        here.grid.lines(lambda k: colour(read.bits[here.start + k])[1]),
        scale(_FOOT.y),
        note("bars: √ scale", ROOM.right - 2, _FOOT.y + 13, "end"),
        description=f"A text of {len(read.text)} characters, each on the colour of its surprisal.",
    )


def surprisal_cursor(read: Surprisal) -> Drawing:
    """The layer over it: a frame at the cursor, and the likeliest characters there."""
    here = page(read)
    return _framed(here.grid.pointer(read.cursor - here.start), *_expected(read), description=describe_surprisal(read))


def _framed(*parts: str, description: str) -> Drawing:
    return Drawing.of(*parts, height=int(ROOM.height), description=description)


def scale(y: float) -> str:
    """What the colours stand for, in a row at the left."""
    parts, wide = [], 62
    for k, (least, paint) in enumerate(SURPRISAL):
        x = 2 + k * wide
        parts += [rect(x, y, wide, 14, paint, "edge", 1), note(f"{least:g}", x, y + 30)]
    words = "bits and more: white was expected, brown was not"
    parts.append(note(words, 2 + 6 * wide + 10, y + 13))
    return "".join(parts)


def _expected(read: Surprisal) -> list[str]:
    k = read.cursor
    if k == 0:
        return [heading("Nothing is expected here.", EXPECTED.x, 16)]
    came, rows = read.text[k], list(read.candidates[k])
    parts = [heading(f"Expected after “{shorten(read.text[:k], 18)}”", EXPECTED.x, 16)]
    among = [name for name, _ in rows]
    for place, (name, share) in enumerate(rows):
        parts.append(_bar(place, name, share, is_target=name == came))
    if came not in among:
        parts.append(_bar(len(rows), came, float(2 ** -read.bits[k]), is_target=True))
        words = f"{ordinal(int(read.ranks[k]))} in the list"
        parts.append(note(words, ROOM.right - 2, _row(len(rows)) + ROW - 7, "end"))
    return parts


def _row(place: int) -> float:
    return EXPECTED.y + place * ROW


def _bar(place: int, name: str, share: float, *, is_target: bool) -> str:
    y, long = _row(place), max(LONGEST * share**0.5, 0.5)
    foot = y + ROW - 7
    parts = [
        letter(name, NAME, foot),
        rect(FROM, y + 4, long, ROW - 8, "predicted"),
        label(percent(share), FROM + long + 8, foot),
    ]
    if is_target:
        parts.append(rect(NAME - 12, y + 1, 24, ROW - 2, "none", "target", 2.5, rx=4))
        parts.append(note("▶", EXPECTED.x - 2, foot, colour="target"))
    return "".join(parts)
