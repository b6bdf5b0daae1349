"""Gates over a text: all units at once, a window of them enlarged, and the text coloured by one of them."""

from __future__ import annotations

import json

import numpy as np

from unrolled.drawing.formula import plain, signed
from unrolled.drawing.letters import Grid, visible
from unrolled.drawing.raster import cells, is_dark
from unrolled.drawing.strip import LEVELS, gate_shade, signed_shade
from unrolled.drawing.svg import Drawing, element, text
from unrolled.drawing.theme import MONO, SANS, SIZES, css
from unrolled.lessons.lstm.gates.record import WINDOW, GateMap
from unrolled.lessons.lstm.tracking.record import Tracker

WIDTH = 1060
ALL, HIGH = 500, 256  # size of the map of all units
TOP = 32
LEFT, SIZE, COLUMNS = 548, 16, 53  # of the text
LETTERS, CELL = 96, 16  # x of the enlarged cells, and their size
COLOUR = {"i": "input-gate", "f": "forget-gate", "o": "output-gate", "r": "gru", "z": "gru"}
NAMES = {
    "i": "input gate i", "f": "forget gate f", "g": "candidate C̃", "o": "output gate o", "c": "carry C",
    "h": "output h", "r": "reset gate r", "z": "update gate z", "n": "candidate n",
}  # fmt: skip
ORDERS = {"half-life": "longest half-life on top", "variability": "most variable on top", "number": "by number"}
LONGEST = 1000  # half-lives beyond are not told apart
MARKED = 0.06  # values this far below zero carry a minus
STYLE = f"text{{font-family:{SANS};font-variant-numeric:tabular-nums}} .mono{{font-family:{MONO}}}"
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
    grid, (H, T) = _grid(shown), shown.values.shape
    below = _below(grid)
    levels, palette = _levels(shown)[shown.order], _palette(shown.name)
    return Drawing.of(
        _heading(f"{_title(shown.name)}, layer {shown.layer}: all {H} units, {ORDERS[shown.sort]}", 2, 16),
        cells(levels, palette, 0, TOP, ALL, HIGH),
        element("rect", x=0, y=TOP, width=ALL, height=HIGH, fill="transparent", data_cells=f"{T},{H},0,0"),
        *(grid.box(k, fill="transparent", data_pick=k) for k in range(T)),
        *_enlarged(shown, levels, below),
        _scale(shown.name, TOP + HIGH + 12),
        width=WIDTH,
        height=_height(grid),
        description=f"Map of the {NAMES[shown.name]} of {H} units over {T} characters.",
        style=STYLE,
    )


def gates_cursor(shown: GateMap) -> Drawing:
    """The layer over it: the text coloured by the unit looked at, and frames in both maps."""
    grid, (H, T) = _grid(shown), shown.values.shape
    below = _below(grid)
    wide, tall = ALL / T, HIGH / H
    (column, row), (x, y) = shown.first, grid.corner(shown.cursor)
    width, height = min(WINDOW[0], T) * wide, min(WINDOW[1], H) * tall
    cell = LETTERS + (shown.cursor - column) * CELL, below + 34 + (shown.row - row) * CELL
    rows = min(WINDOW[1], H) * CELL
    return Drawing.of(
        _frame(column * wide, TOP + row * tall, width, height),
        element("rect", x=shown.cursor * wide, y=TOP, width=max(wide, 1), height=HIGH, fill=css("ink"), opacity=0.35),
        _coloured(shown, grid),
        _frame(x - 1, y - 1, grid.wide + 2, grid.tall + 2),
        _heading(_facts(shown), 2, below),
        _frame(cell[0], below + 34, CELL, rows + 22),
        _frame(LETTERS, cell[1], min(WINDOW[0], T) * CELL, CELL),
        element("rect", x=LETTERS - 72, y=cell[1] + 1, width=64, height=CELL - 2, fill=css("ground")),
        text(
            f"unit {shown.unit + 1}",
            LETTERS - 10,
            cell[1] + 13,
            font_size=14,
            font_weight=700,
            fill=css("ink"),
            **_right(),
        ),
        width=WIDTH,
        height=_height(grid),
        description=describe_gates(shown),
        style=STYLE,
    )


def _grid(shown: GateMap) -> Grid:
    return Grid(shown.text, COLUMNS, SIZE, LEFT, TOP, leading=1.45)


def _below(grid: Grid) -> float:
    """The baseline of the line between the upper and the lower half."""
    return max(TOP + HIGH + 40, grid.bottom) + 24


def _height(grid: Grid) -> int:
    return int(_below(grid) + 34 + WINDOW[1] * CELL + 30)


def _facts(shown: GateMap) -> str:
    unit, at = shown.unit, shown.cursor
    value = float(shown.values[unit, at])
    words = f"{NAMES[shown.name]} = {in_words(value, gate=shown.name in COLOUR)}"
    if shown.name == "c":
        words += f", tanh C = {signed(float(np.tanh(value)))}"
    return (
        f"Unit {unit + 1} at “{visible(shown.text[at])}”: {words}.  Half-life {span(shown.half_lives[unit])}, "
        f"row {shown.row + 1} of {len(shown.order)}"
    )


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


def _enlarged(shown: GateMap, levels: np.ndarray, below: float) -> list[str]:
    (H, T), (column, row) = shown.values.shape, shown.first
    columns, rows = min(WINDOW[0], T), min(WINDOW[1], H)
    part = levels[row : row + rows, column : column + columns]
    units = shown.order[row : row + rows]
    top, gate = below + 34, shown.name in COLOUR
    box = {"x": LETTERS, "y": top, "width": columns * CELL, "height": rows * CELL}
    values = shown.values[units, column : column + columns]
    letters = shown.text[column : column + columns]
    tip = [
        [f"unit {unit + 1}" for unit in units],
        [visible(letter) for letter in letters],
        [in_words(float(value), gate=gate) for value in values.ravel()],
    ]
    marked = _marked(part, shown.name)
    parts = [cells(marked, _palette(shown.name), **box)]
    parts.append(
        element(
            "rect", **box, fill="transparent", stroke=css("edge"), stroke_width=1,
            data_cells=f"{columns},{rows},{column},{row}", data_tip=json.dumps(tip, ensure_ascii=False),
        )
    )  # fmt: skip
    for k, unit in enumerate(units):
        name = f"{unit + 1}"
        parts.append(text(name, LETTERS - 10, top + k * CELL + 13, font_size=14, fill=css("ink2"), **_right()))
    baseline = top + rows * CELL + 17
    for k, letter in enumerate(letters):
        x = LETTERS + (k + 0.5) * CELL
        parts.append(
            text(visible(letter), x, baseline, font_size=15, class_="mono", text_anchor="middle", fill=css("ink"))
        )
    words = f"Enlarged: characters {column + 1} to {column + columns} of {T}, rows {row + 1} to {row + rows}"
    parts.append(text(words, LETTERS, top - 10, font_size=SIZES["tick"], fill=css("ink2")))
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


def _coloured(shown: GateMap, grid: Grid) -> str:
    """The text, each character on the colour of the unit's value, underlined where that is below zero."""
    levels, palette = _levels(shown)[shown.unit], _palette(shown.name)
    columns = 1 + max(column for _, column in grid.cells)
    picture = np.full((grid.rows * 12, columns), palette.index(CLEAR))
    for level, (row, column) in zip(levels, grid.cells, strict=True):
        picture[12 * row : 12 * row + 12, column] = level
        if shown.name not in COLOUR and level < LEVELS * (1 - MARKED):
            picture[12 * row + 11, column] = palette.index(INK)
    dark = [is_dark(colour) for colour in palette]
    words = f"The text, coloured by unit {shown.unit + 1}’s {NAMES[shown.name]}"
    return "".join(
        (
            _heading(words, LEFT, 16),
            cells(picture, palette, LEFT, TOP, columns * grid.wide, grid.rows * grid.tall),
            grid.lines(lambda k: LIGHT if dark[levels[k]] else INK),
        )
    )


def _scale(name: str, y: float) -> str:
    """The colours with their ends named."""
    gate = name in COLOUR
    shades = _palette(name)[:-3]
    ends = ("closed 0", "1 open") if gate else ("−1", "+1")
    x = 70 if gate else 30
    box = {"x": x, "y": y, "width": 150, "height": 14}
    parts = [
        text(ends[0], x - 8, y + 12, font_size=14, fill=css("ink2"), **_right()),
        cells(np.arange(len(shades))[None], shades, **box),
        element("rect", **box, fill="none", stroke=css("edge"), stroke_width=1),
    ]
    words = {"c": "tanh C; marked − or underlined: below zero"}.get(name, "marked − or underlined: below zero")
    parts.append(text(ends[1] + ("" if gate else f"   {words}"), x + 158, y + 12, font_size=14, fill=css("ink2")))
    return "".join(parts)


def _heading(words: str, x: float, y: float) -> str:
    return text(words, x, y, font_size=15, font_weight=700, fill=css("ink"))


def _title(name: str) -> str:
    return NAMES[name][0].upper() + NAMES[name][1:]


def _right() -> dict[str, str]:
    return {"text_anchor": "end"}


def _frame(x: float, y: float, width: float, height: float) -> str:
    box = {"x": float(x), "y": float(y), "width": float(width), "height": float(height), "fill": "none", "rx": 2}
    outer = element("rect", **box, stroke=css("ground"), stroke_width=5)
    return outer + element("rect", **box, stroke=css("ink"), stroke_width=2.5)


def describe_tracker(found: Tracker) -> str:
    """A unit that tracks something, with its score and the yardsticks, in a sentence."""
    side = "high" if found.sign > 0 else "low"
    if found.measure == "AUC":
        side += " there"
    else:
        side = "grows with it" if found.sign > 0 else "falls with it"
    return (
        f"Layer {found.layer}, unit {found.unit + 1}: {found.words}, carry {side}. On test plays: "
        f"{found.measure} {abs(found.test):.2f}; best of all units by chance {found.shuffled_most:.2f}; "
        f"the character alone {found.character:.2f}."
    )
