"""Table 8 as a table of marks and words; over it the cell looked at, its best words, and what explains it."""

from __future__ import annotations

import textwrap

from unrolled.drawing.numerals import ordinal, plain
from unrolled.drawing.shapes import disc, rect, shape
from unrolled.drawing.svg import Drawing, element
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, note
from unrolled.lessons.analogies.candidates.figure import HATCH, TALL, candidate_bars, short
from unrolled.lessons.analogies.table8.record import Cell, Table8

HEIGHT = 376
HEAD, CELL, ROW, TOP = 134, 166, 30, 50  # width of row names and of cells, height of rows, top of the table
SIDE, SIDE_WIDE, LINE = 648, 246, 18  # of what stands beside the table
LETTERS, ROOM = 38, 19  # of a line beside the table; of the words of a cell
LISTED, LINES = 5, 9  # words beside the table; lines of explanation
CLOSE = 5  # places that count as close


def describe_table8(shown: Table8) -> str:
    """One sentence that says how many come first, and what is seen in the cell looked at."""
    cell = shown.cell
    inputs = "allowed" if shown.allowed else "left out"
    return (
        f"{shown.within(1)} of the paper's {shown.count} answers come first, {shown.within(CLOSE)} in the first five, "
        f"of {shown.size:,} words, {shown.method}, inputs {inputs}; {question(cell)}: {outcome(cell)}."
    )


def question(cell: Cell) -> str:
    """The example in words: "copper : Cu = gold : ?"."""
    return f"{cell.pair[0]} : {cell.pair[1]} = {cell.word} : ?"


def outcome(cell: Cell) -> str:
    """What came out, in words."""
    if cell.missing:
        return f"not asked, no vector for {' and '.join(cell.missing)}"
    if cell.place == 1:
        return f"{cell.answer}, as in the paper"
    where = ordinal(cell.place) if cell.place else "without a place"
    return f"{cell.answer}; the paper's {cell.paper} is {where}"


def table8_drawing(shown: Table8) -> Drawing:
    """The table; each cell can be clicked."""
    parts = [*_legend(shown)]
    for k, cells in enumerate(shown.cells):
        y = TOP + ROW * k
        a, b = cells[0].pair
        parts += [rect(0, y, HEAD + 3 * CELL, 1, "hair"), note(f"{a} – {b}", 2, y + 20)]
        for j, cell in enumerate(cells):
            parts += _cell(cell, HEAD + CELL * j, y, k, j)
    bottom = TOP + ROW * len(shown.cells)
    parts.append(rect(0, bottom, HEAD + 3 * CELL, 1, "hair"))
    if any(cell.note for cells in shown.cells for cell in cells):
        words = "† The paper's own answer is wrong or doubtful."
        parts.append(note(words, HEAD, bottom + 20))
    return Drawing.of(HATCH, *parts, height=HEIGHT, description="The thirty examples of Table 8.")


def table8_cursor(shown: Table8) -> Drawing:
    """The layer over it: a frame round the cell looked at, and what was measured there."""
    cell = shown.cell
    parts = [
        rect(HEAD + CELL * shown.column + 1, TOP + ROW * shown.row + 2, CELL - 2, ROW - 3, "none", "ink", 2.5, rx=5)
    ]
    parts.append(heading(question(cell), SIDE, 16))
    listed, y = cell.candidates[:LISTED], 34.0
    if listed:
        parts.append(note("nearest; hatched: input words", SIDE, y + 4))
        parts += candidate_bars(listed, SIDE, y + 12, SIDE_WIDE, word=104)
        y += 12 + TALL * len(listed)
    y += 26
    parts.append(heading(_verdict(cell), SIDE, y))
    for k, line in enumerate(_reasons(cell)[:LINES]):
        parts.append(note(line, SIDE, y + 22 + LINE * k, colour="ink"))
    return Drawing.of(*parts, height=HEIGHT, description=describe_table8(shown))


def _legend(shown: Table8) -> list[str]:
    words = f"{shown.within(1)} of {shown.count} come first, {shown.within(CLOSE)} in the first five."
    rest = shown.count - shown.asked
    words += f" {rest} could not be asked." if rest else ""
    parts = [heading(words, 2, 16), note("The paper's answer is:", 2, 41)]
    x = 148.0
    for place, words in ((1, "first"), (2, "second to fifth"), (9, "further down"), (0, "without a place")):
        parts += [_mark(place, x + 8, 36), note(words, x + 22, 41)]
        x += 42 + 6.8 * len(words)
    return parts


def _mark(place: int, x: float, y: float) -> str:
    """A disc with a tick: first. A half disc: close. A ring: further down. A dash: no place."""
    if place == 0:
        return rect(x - 7, y - 1, 14, 2, "ink2")
    if place == 1:
        tick = shape(f"M{x - 4} {y}l3 3.5l5.5 -6.5", "none", "ground", 2)
        return disc(x, y, 8, "right") + tick
    ring = disc(x, y, 7, "ground", "ink2", 2)
    return ring + (shape(f"M{x} {y - 7}a7 7 0 0 0 0 14z", "ink2") if place <= CLOSE else "")


def _cell(cell: Cell, x: float, y: float, row: int, column: int) -> list[str]:
    answer = "not asked" if cell.missing else short(cell.answer, ROOM - len(cell.word))
    heading = (
        element("tspan", f"{_safe(cell.word)}: ") + element("tspan", _safe(answer), font_weight=700)
        + (element("tspan", " †") if cell.note else "")
    )  # fmt: skip
    return [
        _mark(cell.place, x + 13, y + 15),
        element("text", heading, x=x + 27, y=y + 20, font_size=14, fill=css("ink")),
        rect(x, y, CELL, ROW, "transparent", data_pick=column, data_row=row),
    ]


def _safe(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _place(place: int) -> str:
    return ordinal(place) if place else "no place"


def _verdict(cell: Cell) -> str:
    if cell.missing:
        return "It could not be asked."
    if cell.place == 1:
        return f"{cell.answer}, as in the paper"
    return f"The paper's {cell.paper}: {_place(cell.place)}"


def _reasons(cell: Cell) -> list[str]:
    """Lines that explain it: the reason first, then what was measured besides."""
    words = [_reason(cell)]
    if cell.note and cell.kind != "paper":
        words.append(f"† {cell.note}{_better(cell)}")
    if cell.senses and cell.kind != "sense":
        words.append(_senses(cell))
    return [line for one in words if one for line in textwrap.wrap(one, LETTERS)]


def _reason(cell: Cell) -> str:
    """The explanation, by its kind."""
    rare = cell.rarest
    return {
        "first": "",
        "missing": f"There is no vector for {' and '.join(cell.missing)} among so few words: allow more.",
        "no vector": f"There is no vector for {cell.paper.lower()}.",
        "input": "A input word comes first. With these left out, the paper's answer would.",
        "paper": f"† {cell.note}{_better(cell)}",
        "sense": _senses(cell),
        "near": f"Close: it is {plain(cell.behind, 3)} behind the first.",
        "rare": f"A rare word: {rare.word} is word {rare.place:,} of a list by frequency.",
        "other": f"It is {plain(cell.behind, 3)} behind the first, and nothing we measure says why.",
    }[cell.kind]


def _better(cell: Cell) -> str:
    """Where the answers that would be right stand."""
    found = [f"{one.word} {ordinal(one.place)}" for one in cell.better if one.place]
    none = [one.word for one in cell.better if not one.place]
    words = [*found, *([f"no place for {' and '.join(none)}"] if none else [])]
    return f" Here: {', '.join(words)}." if words else ""


def _senses(cell: Cell) -> str:
    near = "; ".join(f"“{sense.word}” lies near {', '.join(sense.near)}" for sense in cell.senses)
    others = " and ".join(sense.other for sense in cell.senses)
    it = "it shares" if len(cell.senses) == 1 else "they share"
    moved = f" Without what {it} with {others}, {cell.paper.lower()} would be {ordinal(cell.parted)}."
    return f"Two senses in one vector: {near}." + (moved if cell.parted else "")
