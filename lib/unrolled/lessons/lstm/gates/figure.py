"""Gates over a text: all units at once, a window of them enlarged, and the text coloured by one of them."""

from __future__ import annotations

import json

import numpy as np

from unrolled.drawing.layout import HEIGHT, WIDTH, Box, picture
from unrolled.drawing.letters import ADVANCE, Grid, lay_out, visible
from unrolled.drawing.numerals import ordinal, plain, signed
from unrolled.drawing.raster import cells, is_dark
from unrolled.drawing.shapes import framed, rect, rule
from unrolled.drawing.strip import LEVELS, gate_shade, signed_shade
from unrolled.drawing.svg import Drawing, element
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note
from unrolled.lessons.lstm.gates.record import WINDOW, GateMap
from unrolled.lessons.lstm.tracking.record import Tracker

CELL, ROW = 16, 14  # size of an enlarged cell
LOWER, UPPER = picture().cut_bottom(24 + WINDOW[1] * ROW + 20, gap=6)  # a line of facts, cells, letters
(MAP_HEAD, _MAP), (TEXT_HEAD, TEXT) = (part.cut_top(22) for part in UPPER.cut_left(382, gap=24))
AXIS, MAP = _MAP.cut_left(44)  # half-lives, and the map of all units
FACTS, _ENLARGED = LOWER.cut_top(24)
NAMED, ENLARGED = _ENLARGED.cut_left(WIDTH - WINDOW[0] * CELL)  # numbers of the units, and their cells
SIZE, ROWS = 15, 13  # of the text
COLUMNS = int(TEXT.width / (SIZE * ADVANCE))
COLOUR = {"i": "input-gate", "f": "forget-gate", "o": "output-gate", "r": "gru", "z": "gru"}
NAMES = {
    "i": "input gate i", "f": "forget gate f", "g": "candidate C̃", "o": "output gate o", "c": "carry C",
    "h": "output h", "r": "reset gate r", "z": "update gate z", "n": "candidate n",
}  # fmt: skip
ORDERS = {"half-life": "by half-life in characters", "variability": "most variable on top", "number": "by number"}
HALF_LIVES = (300, 100, 30, 10, 3, 1, 0.3)  # named beside the map
LONGEST = 1000  # half-lives beyond are not told apart
MARKED = 0.06  # values this far below zero carry a minus
INK, LIGHT, CLEAR = "#14171C", "#FFFFFF", "#FFFFFF00"


def span(characters: float) -> str:
    """A half-life in words."""
    return f"over {LONGEST:,} characters" if characters > LONGEST else f"{characters:.1f} characters"


def in_words(value: float, *, gate: bool = False) -> str:
    """A value in words; gates have no sign."""
    return plain(value) if gate else signed(value)


def describe_gates(shown: GateMap) -> str:
    """One sentence that says what the panel shows."""
    unit, at = shown.unit, shown.cursor
    value = in_words(float(shown.values[unit, at]), gate=shown.name in COLOUR)
    return (
        f"Layer {shown.layer}, unit {unit + 1}, {NAMES[shown.name]} at character {at + 1} of {len(shown.text)}, "
        f"{visible(shown.text[at])}: {value}; half-life {span(shown.half_lives[unit])}, "
        f"row {shown.row + 1} of {len(shown.order)}."
    )


def gates_drawing(shown: GateMap) -> Drawing:
    """The map of all units, the window enlarged, the places of the text; without what moves with the cursor."""
    (start, grid), (H, T) = _page(shown), shown.values.shape
    levels, palette = _levels(shown)[shown.order], _palette(shown.name)
    return Drawing.of(
        _headings(shown),
        cells(levels, palette, MAP.x, MAP.y, MAP.width, MAP.height),
        element("rect", **_of(MAP), fill="transparent", data_cells=f"{T},{H},0,0"),
        *_axis(shown),
        *(grid.box(k, fill="transparent", data_pick=start + k) for k in range(len(grid.words))),
        *_enlarged(shown, levels),
        _scale(shown.name),
        height=HEIGHT,
        description=f"Map of the {NAMES[shown.name]} of {H} units over {T} characters.",
    )


def gates_cursor(shown: GateMap) -> Drawing:
    """The layer over it: the text coloured by the unit looked at, and frames in both maps."""
    (start, grid), (H, T) = _page(shown), shown.values.shape
    wide, tall = MAP.width / T, MAP.height / H
    columns, rows = _window(shown)
    (column, row), (x, y) = shown.first, grid.corner(shown.cursor - start)
    cell = ENLARGED.x + (shown.cursor - column) * CELL, ENLARGED.y + (shown.row - row) * ROW
    return Drawing.of(
        framed(MAP.x + column * wide, MAP.y + row * tall, columns * wide, rows * tall, rx=2),
        rect(MAP.x + shown.cursor * wide, MAP.y, max(wide, 1), MAP.height, "ink", opacity=0.35),
        _coloured(shown, start, grid),
        framed(x - 1, y - 1, grid.wide + 2, grid.tall + 2, rx=2),
        heading(_facts(shown), FACTS.x, FACTS.y + 15),
        framed(cell[0], ENLARGED.y, CELL, rows * ROW + 19, rx=2),
        framed(ENLARGED.x, cell[1], columns * CELL, ROW, rx=2),
        *_units(shown),
        height=HEIGHT,
        description=describe_gates(shown),
    )


def _of(box: Box) -> dict[str, float]:
    return {"x": box.x, "y": box.y, "width": box.width, "height": box.height}


def _window(shown: GateMap) -> tuple[int, int]:
    """Columns and rows enlarged: all there are, up to the window's."""
    H, T = shown.values.shape
    return min(WINDOW[0], T), min(WINDOW[1], H)


def _page(shown: GateMap) -> tuple[int, Grid]:
    """So many lines of the text as there is room for, the character looked at among them; and where they begin."""
    rows = [row for row, _ in lay_out(shown.text, COLUMNS)]
    first = rows[shown.cursor] // ROWS * ROWS
    start = rows.index(first)
    length = sum(first <= row < first + ROWS for row in rows)
    leading = TEXT.height / ROWS / SIZE
    return start, Grid(shown.text[start : start + length], COLUMNS, SIZE, TEXT.x, TEXT.y, leading=leading)


def _headings(shown: GateMap) -> str:
    words = f"{NAMES[shown.name][0].upper() + NAMES[shown.name][1:]} of {len(shown.values)} units"
    bold = element("tspan", words, font_weight=700, font_size=15, fill=css("ink"))
    order = element("tspan", ORDERS[shown.sort], dx=8, font_size=14, fill=css("ink2"))
    rows = [row for row, _ in lay_out(shown.text, COLUMNS)]
    page, last = rows[shown.cursor] // ROWS, rows[-1] // ROWS
    parts = [element("text", bold + order, x=MAP_HEAD.x, y=MAP_HEAD.y + 15)]
    if last:
        words = f"part {page + 1} of {last + 1}"
        parts.append(note(words, TEXT_HEAD.right, TEXT_HEAD.y + 15, "end"))
    return "".join(parts)


def _axis(shown: GateMap) -> list[str]:
    """Where, from the longest half-life down, the units fall below a round number."""
    if shown.sort != "half-life":
        return []
    lasting, parts, free = shown.half_lives[shown.order], [], MAP.y + 8
    for value in HALF_LIVES:
        row = int((lasting >= value).sum())
        y = MAP.y + MAP.height * row / len(lasting)
        if not 0 < row < len(lasting) or y < free:
            continue
        parts += [rule(MAP.x - 6, y, MAP.x, y, "edge", 1.5), note(f"{value:g}", MAP.x - 9, y + 5, "end")]
        free = y + 17
    return parts


def _facts(shown: GateMap) -> str:
    unit, at = shown.unit, shown.cursor
    value = float(shown.values[unit, at])
    words = f"{NAMES[shown.name]} = {in_words(value, gate=shown.name in COLOUR)}"
    if shown.name == "c":
        words += f", tanh C = {signed(float(np.tanh(value)))}"
    return f"Unit {unit + 1} at “{visible(shown.text[at])}”: {words}; half-life {span(shown.half_lives[unit])}"


def _levels(shown: GateMap) -> np.ndarray:
    """Values as places in the palette: a carry by its tanh, which is what leaves the cell."""
    if shown.name in COLOUR:
        return np.rint(np.clip(shown.values, 0, 1) * LEVELS).astype(int)
    values = np.tanh(shown.values) if shown.name == "c" else shown.values
    return LEVELS + np.rint(np.clip(values, -1, 1) * LEVELS).astype(int)


def _palette(name: str) -> list[str]:
    """The colours of the levels, then a dark and a light one for marks, and none at all."""
    if name in COLOUR:
        shades = [gate_shade(COLOUR[name], level) for level in range(LEVELS + 1)]
    else:
        shades = [signed_shade(level) for level in range(-LEVELS, LEVELS + 1)]
    return [*shades, INK, LIGHT, CLEAR]


def _enlarged(shown: GateMap, levels: np.ndarray) -> list[str]:
    (columns, rows), (column, row) = _window(shown), shown.first
    part = levels[row : row + rows, column : column + columns]
    units = shown.order[row : row + rows]
    box = {"x": ENLARGED.x, "y": ENLARGED.y, "width": columns * CELL, "height": rows * ROW}
    values = shown.values[units, column : column + columns]
    letters = shown.text[column : column + columns]
    tip = [
        [f"unit {unit + 1}" for unit in units],
        [visible(letter) for letter in letters],
        [in_words(float(value), gate=shown.name in COLOUR) for value in values.ravel()],
    ]
    return [
        cells(_marked(part, shown.name), _palette(shown.name), **box),
        element(
            "rect",
            **box,
            fill="transparent",
            stroke=css("edge"),
            stroke_width=1,
            data_cells=f"{columns},{rows},{column},{row}",
            data_tip=json.dumps(tip, ensure_ascii=False),
        ),
        *(
            label(visible(letter), ENLARGED.x + (k + 0.5) * CELL, ENLARGED.y + rows * ROW + 15, "middle", class_="mono")
            for k, letter in enumerate(letters)
        ),
    ]


def _units(shown: GateMap) -> list[str]:
    """The units' numbers left of their rows of cells."""
    first, rows = shown.first[1], _window(shown)[1]
    looks = {True: ("unit ", "ink", 700), False: ("", "ink2", None)}
    parts = []
    for k, unit in enumerate(shown.order[first : first + rows]):
        words, colour, weight = looks[first + k == shown.row]
        y = ENLARGED.y + k * ROW + 12
        parts.append(note(f"{words}{unit + 1}", NAMED.right - 8, y, "end", colour, font_weight=weight))
    return parts


def _marked(part: np.ndarray, name: str) -> np.ndarray:
    """Each cell as 8 x 8 points, with a line to its right and a minus in those below zero."""
    points = part.repeat(8, axis=0).repeat(8, axis=1)
    palette = _palette(name)
    ink, light = palette.index(INK), palette.index(LIGHT, len(palette) - 2)
    if name not in COLOUR:
        for r, c in zip(*np.nonzero(part < LEVELS * (1 - MARKED)), strict=True):
            points[8 * r + 4, 8 * c + 2 : 8 * c + 6] = light if is_dark(palette[part[r, c]]) else ink
    return points


def _coloured(shown: GateMap, start: int, grid: Grid) -> str:
    """The text, each character on the colour of the unit's value, underlined where that is below zero."""
    levels, palette = _levels(shown)[shown.unit][start : start + len(grid.words)], _palette(shown.name)
    columns = 1 + max(column for _, column in grid.cells)
    points = np.full((grid.rows * 12, columns), palette.index(CLEAR))
    for level, (row, column) in zip(levels, grid.cells, strict=True):
        points[12 * row : 12 * row + 12, column] = level
        if shown.name not in COLOUR and level < LEVELS * (1 - MARKED):
            points[12 * row + 11, column] = palette.index(INK)
    dark = [is_dark(colour) for colour in palette]
    words = f"The text, coloured by unit {shown.unit + 1}’s {NAMES[shown.name]}"
    return "".join(
        (
            heading(words, TEXT_HEAD.x, TEXT_HEAD.y + 15),
            cells(points, palette, TEXT.x, TEXT.y, columns * grid.wide, grid.rows * grid.tall),
            grid.lines(lambda k: LIGHT if dark[levels[k]] else INK),
        )
    )


def _scale(name: str) -> str:
    """The colours with their ends named, marked as the cells and the letters are below zero."""
    gate = name in COLOUR
    ends = ("closed 0", "1 open") if gate else ("tanh C  −1" if name == "c" else "−1", "+1")
    shades = np.arange(len(_palette(name)) - 3)[None]
    y, right = FACTS.y + 3, FACTS.right - (54 if gate else 28)
    box = {"x": right - 112, "y": y, "width": 112, "height": 14}
    parts = [
        note(ends[0], box["x"] - 7, y + 12, "end"),
        cells(_marked(shades[:, ::4], name), _palette(name), **box),
        element("rect", **box, fill="none", stroke=css("edge"), stroke_width=1),
        note(ends[1], right + 7, y + 12),
    ]
    if not gate:
        parts.append(rect(box["x"], y + 14, box["width"] * 4 / 9, 1.5, "ink"))
    return "".join(parts)


def describe_memory(shown: GateMap) -> str:
    """How long the unit looked at keeps a value, among all units of the layer, in a sentence."""
    lasting = shown.half_lives[shown.unit]
    place = 1 + int((shown.half_lives > lasting).sum())
    rank = "longest" if place == 1 else f"{ordinal(place)} longest"
    return (
        f"Unit {shown.unit + 1} of layer {shown.layer}: half of a value is left after {span(lasting)}, by its keeping "
        f"gate alone. That is the {rank} of {len(shown.order)} units."
    )


def describe_tracker(found: Tracker) -> str:
    """A unit that tracks something, with its score and the yardsticks, in a sentence."""
    side = "high" if found.sign > 0 else "low"
    if found.measure == "AUC":
        side += " there"
    else:
        side = "grows with it" if found.sign > 0 else "falls with it"
    return (
        f"Layer {found.layer}, unit {found.unit + 1}: {found.words}, carry {side}. On test plays: "
        f"{found.measure} {abs(found.test):.2f}; best unit on shuffled labels {found.shuffled_most:.2f}; "
        f"from the present character alone {found.character:.2f}."
    )
