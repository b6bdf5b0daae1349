"""One string, six machines: a row of bars for each network, its mean, and what each one guessed at the cursor."""

from __future__ import annotations

import math

from unrolled.drawing.layout import picture
from unrolled.drawing.letters import called, letter, shorten
from unrolled.drawing.numerals import signed
from unrolled.drawing.shapes import rect, shape
from unrolled.drawing.strip import Strip
from unrolled.drawing.svg import Drawing, text
from unrolled.drawing.theme import SIZES, css
from unrolled.drawing.type import heading, label, note
from unrolled.lessons.table1.one_string.record import Machine, OneString

ROOM = picture(360)
COLUMNS, WIDE, ROW, TOP = 68, 10.5, 30, 28
LEFT = 92  # of the first character
MEAN = LEFT + COLUMNS * WIDE + 62  # right end of the means
MOST = {False: 8.0, True: 4.0}  # bits of a full bar; differences go both ways
SHOWN = 4  # guesses of each machine
COLOURS = {"fair_lstm": "lstm", "min_gru": "gru"}  # a row's name stands beside it


def describe_one_string(view: OneString) -> str:
    """One sentence that says what the panel shows."""
    T, k = len(view.text), view.cursor
    if k == 0:
        return f"Character 1 of {T}, {called(view.text[0])}: nothing stands before it, so nobody expects anything."
    heights = {machine.title: view.heights(machine)[k] for machine in view.machines}
    least, most = min(heights, key=heights.__getitem__), max(heights, key=heights.__getitem__)
    best, last = view.machines[0], view.machines[-1]
    place = f"Character {k + 1} of {T}, {called(view.text[k])}"
    if view.against_best:
        return (
            f"{place}, against {best.title}: {least} {signed(heights[least], 1)} bits, "
            f"{most} {signed(heights[most], 1)}. "
            f"Mean of the text: {last.title} {view.mean(last):+.2f}."
        )
    return (
        f"{place}: {least} {heights[least]:.1f} bits, {most} {heights[most]:.1f}. "
        f"Mean of the text: {best.title} {best.mean:.2f}, {last.title} {last.mean:.2f}."
    )


def one_string_drawing(view: OneString) -> Drawing:
    """The page of the text with the cursor: bars over its characters, and the means of the whole text."""
    strip, count = _strip(view), len(view.machines)
    last = strip.start + len(strip.words)
    part = f", characters {strip.start + 1} to {last} of {len(view.text)}" if len(view.text) > COLUMNS else ""
    return _framed(
        heading(_heading(view) + part, 2, 16),
        heading("mean", MEAN, 16, "end"),
        *(part for row, machine in enumerate(view.machines) for part in _row(view, strip, row, machine)),
        strip.letters(count),
        strip.hits(count),
        description=f"What {count} networks paid for each of {len(view.text)} characters, the lowest mean first.",
    )


def one_string_cursor(view: OneString) -> Drawing:
    """The layer over it: a frame around the character pointed at, and what each network guessed there."""
    strip = _strip(view)
    return _framed(
        strip.column(view.cursor, len(view.machines)), *_guesses(view), description=describe_one_string(view)
    )


def _strip(view: OneString) -> Strip:
    return Strip(view.text, view.cursor, LEFT, TOP, COLUMNS, WIDE, ROW)


def _heading(view: OneString) -> str:
    most = f"{MOST[view.against_best]:g}"
    if view.against_best:
        return f"Bits more (up) or fewer (down) than {view.machines[0].title}; a full bar is {most} or more"
    return f"Surprisal of each character; a full bar is {most} bits or more"


def _framed(*parts: str, description: str) -> Drawing:
    return Drawing.of(*parts, height=int(ROOM.height), description=description)


def _row(view: OneString, strip: Strip, row: int, machine: Machine) -> list[str]:
    """A network's name, its bars and its mean."""
    top, tall = TOP + row * ROW, ROW - 4
    base = top + (tall / 2 if view.against_best else tall)
    unit = (base - top) / MOST[view.against_best]
    shapes, heights = [], view.heights(machine)[strip.start : strip.start + len(strip.words)]
    for column, bits in enumerate(heights.tolist()):
        high = min(max(bits * unit, top - base), base - top)
        shapes.append(f"M{strip.left + column * WIDE:g} {base:g}v{-high:.1f}h{WIDE - 1.5:g}v{high:.1f}z")
    mean = view.mean(machine)
    sign = "+" if view.against_best and row else ""
    name = {"font_size": SIZES["note"], "fill": css("ink"), "font_weight": 400 if row else 700}
    return [
        text(machine.title, LEFT - 10, top + 19, text_anchor="end", **name),
        shape("".join(shapes), COLOURS.get(machine.model, machine.model), data_part=machine.model),
        rect(strip.left, base, len(strip.words) * WIDE, 1, "edge"),
        text("–" if math.isnan(mean) else f"{sign}{mean:.2f}", MEAN, top + 19, text_anchor="end", **name),
    ]


def _guesses(view: OneString) -> list[str]:
    """In two columns, best mean first: what each network paid here, and what it thought likeliest."""
    k, head = view.cursor, TOP + len(view.machines) * ROW + 54
    if k == 0:
        words = "Nothing stands before the first character. Click another one, or move with the arrow keys."
        return [heading(words, 2, head)]
    words = f"After “{shorten(view.text[:k], 24)}” came {called(view.text[k])}. Bits paid, and likeliest guesses:"
    parts = [heading(words, 2, head)]
    per_column = math.ceil(len(view.machines) / 2)
    for place, machine in enumerate(view.machines):
        x, y = 2 + 456 * (place // per_column), head + 28 + 25 * (place % per_column)
        parts += [label(machine.title, x, y), heading(f"{machine.read.bits[k]:.1f}", x + 116, y, "end")]
        for number, (name, share) in enumerate(machine.read.candidates[k][:SHOWN]):
            parts += _guess(name, share, x + 136 + 76 * number, y, came=name == view.text[k])
    return parts


def _guess(name: str, share: float, x: float, y: float, *, came: bool) -> list[str]:
    """A character and its probability; the one that came stands in a frame."""
    chance = f"{100 * share:.0f} %" if share >= 0.01 else "< 1 %"
    parts = [letter(name, x + 8, y, 16), note(chance, x + 20, y)]
    if came:
        parts.append(rect(x - 4, y - 17, 70, 23, "none", "target", 2, rx=4))
    return parts
