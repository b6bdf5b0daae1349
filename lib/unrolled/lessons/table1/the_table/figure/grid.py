"""The table's grid: where cells lie, and what stands in them."""

from __future__ import annotations

import json

from unrolled.drawing.layout import Box, picture
from unrolled.drawing.numbers import frame
from unrolled.drawing.shapes import rect, shape
from unrolled.drawing.svg import element, hit, text
from unrolled.drawing.theme import css
from unrolled.drawing.tiles import text_width
from unrolled.drawing.type import note
from unrolled.lessons.table1.the_table.figure import marks, words
from unrolled.lessons.table1.the_table.record import COLUMNS, MODELS, Row, Table

HEAD, _BELOW = picture().cut_top(20)
BODY, _BELOW = _BELOW.cut_top(228)
LEGEND, DETAIL = _BELOW.cut_top(18, gap=2)
TALLEST = 19.0  # a row
METRIC, SIZE, CELLS = 162, 258, 266  # left of the metric, right of the size, left of the cells
WIDE, NARROW = 82, 68  # a model's column, and those of the trivial and the later
NUMBER, LONE = 48, 54  # right edge of a number within its cell, with room for marks or without


def tall(table: Table) -> float:
    """Height of a row."""
    return min(TALLEST, BODY.height / len(table.rows))


def box(table: Table, row: int, column: int) -> Box:
    """Where a cell lies."""
    over = max(0, column - len(MODELS))
    x = CELLS + WIDE * min(column, len(MODELS)) + NARROW * over
    wide = WIDE if column < len(MODELS) else NARROW
    return Box(x, BODY.y + row * tall(table), wide, tall(table))


def shown(table: Table, row: Row, column: str) -> str:
    """What a cell says, without its marks."""
    precise = 1 if row.higher else 0  # beside the best of others, tenths of a percent say little
    if column == "trivial":
        if row.trivial is None:
            return words.STATES["no data" if row.lacks_data else "not run"]
        return words.number(row.trivial, row, precise)
    if column == "later":
        return words.number(row.later[0].score, row, precise) if row.later else "–"
    entry = row.entries[column]
    if table.show == "published":
        return "–" if entry.published is None else words.number(entry.published, row)
    if entry.score is None:
        return words.STATES[entry.state]
    if table.show == "difference":
        return "–" if row.against(column) is None else words.difference(row, column)
    return words.number(entry.score, row)


def header() -> str:
    """Names of the columns."""
    parts = [text("Task", 2, HEAD.bottom - 6), text("size ≈", SIZE, HEAD.bottom - 6, text_anchor="end")]
    for k, name in enumerate(COLUMNS.values()):
        x = CELLS + WIDE * min(k, len(MODELS)) + NARROW * max(0, k - len(MODELS))
        parts.append(text(name, x + (6 if k <= len(MODELS) else 1), HEAD.bottom - 6))
    line = rect(0, HEAD.bottom - 1, HEAD.width, 1.5, "ink")
    return element("g", "".join(parts), font_size=14, font_weight=700, fill=css("ink")) + line


def line(table: Table, k: int) -> str:
    """A row of the table."""
    row, high = table.rows[k], tall(table)
    y = BODY.y + k * high
    base = y + high / 2 + 5
    new = row.stand_in and k and not table.rows[k - 1].stand_in
    rule = rect(0, y, HEAD.width, 1.5 if new else 1, "ink" if new else "hair")
    named = [
        note(words.SHORT.get(row.name, row.title), 2, base, colour="ink"),
        note(words.POINTS_OF if row.higher and table.show == "difference" else words.METRICS[row.metric], METRIC, base),
        note(words.size(row.size), SIZE, base, "end"),
    ]
    cells = [_cell(table, row, name, box(table, k, column), base) for column, name in enumerate(COLUMNS)]
    click = hit(0, y, CELLS, high, data_row=k)
    return (rule if k else "") + "".join([*named, *cells]) + click


def _cell(table: Table, row: Row, column: str, place: Box, base: float) -> str:
    said = shown(table, row, column)
    if not any(letter.isdigit() for letter in said):  # a state
        return note(said, place.x + 6, base, data_cell=f"{row.name} {column}")
    bold, italic, signs, doubt = _look(table, row, column)
    right = place.x + max(
        NUMBER if column in MODELS else LONE, 2 + text_width(said, 14) * (0.94 if table.show == "difference" else 0.9)
    )
    number = note(
        said,
        right,
        base,
        "end",
        "ink",
        font_weight=700 if bold else None,
        font_style="italic" if italic else None,
        data_cell=f"{row.name} {column}",
    )
    mark = (
        shape(
            f"M{right - 0.9 * text_width(said, 14):.1f} {base + 2.6:.1f}H{right:.1f}", edge="ink", thick=1.3, dash="2 2"
        )
        if doubt
        else ""
    )
    return number + mark + marks.drawn(signs, right + 3, base)


def _look(table: Table, row: Row, column: str) -> tuple[bool, bool, list[marks.Mark], bool]:
    """Whether a number is bold or italic, its marks, and whether protocols or settings disagree on it."""
    if column not in MODELS:
        return False, False, [], False
    entry = row.entries[column]
    if table.show == "published":
        like = [marks.trivial_like()] if row.like_trivial(entry.published) else []
        return column in row.best, False, like, False
    signs = [marks.verdict(words.verdict(row, column))] if table.show == "difference" else []
    signs += [marks.trivial_like()] if row.like_trivial(entry.score) else []
    signs += [marks.clock()] if entry.state == "budget" else []
    full = table.show == "difference" and entry.state == "budget"  # no room for a third mark
    signs += [marks.improving(row.higher)] if entry.improving and not full else []
    signs += [marks.seeds(len(entry.seeds))] if table.show == "ours" and len(entry.seeds) > 1 else []
    return column in row.winners(), bool(entry.why), signs, row.disagrees(column)


def legend(table: Table) -> str:
    """What the marks mean."""
    told: list[tuple[marks.Mark | str, str]] = [("9.9", "best")]
    told += [(marks.trivial_like(), "within 4 % of trivial, or worse")]
    if table.show == "published":
        told += [("–", "not in the paper")]
    else:
        told += [(marks.clock(), "time ended first"), (marks.improving(False), "still improving")]
        told += [("italic", "other settings"), ("dotted", "protocol matters")]
        told += [(marks.seeds(2), "seeds")] if table.show == "ours" else []
    if table.show == "difference":
        told[1] = (marks.trivial_like(), "trivial")
        told += [(marks.verdict("better"), "better"), (marks.verdict("worse"), "worse than paper")]
    elif table.show == "ours":
        told[1] = (marks.trivial_like(), "near trivial")
    x, base, parts = 2.0, LEGEND.y + 14, []
    for sign, meaning in told:
        wide, drawing = _sample(sign, x, base)
        parts.append(drawing + note(meaning, x + wide + 3, base))
        x += wide + 3 + text_width(meaning, 14) + 12
    rule = rect(0, LEGEND.y - 1, LEGEND.width, 1.5, "ink")
    return rule + "".join(parts)


def _sample(sign: marks.Mark | str, x: float, base: float) -> tuple[float, str]:
    """A mark, or a number as it looks, for the legend."""
    if not isinstance(sign, str):
        return sign[0], sign[1](x, base)
    if sign == "italic":
        return 20, note("9.9", x, base, colour="ink", font_style="italic")
    if sign == "dotted":
        path = shape(f"M{x:g} {base + 2.6:g}h20", edge="ink", thick=1.3, dash="2 2")
        return 20, note("9.9", x, base, colour="ink") + path
    return 8 + 4 * len(sign), note(sign, x, base, colour="ink", font_weight=700)


def hits(table: Table) -> str:
    """What can be clicked, and what hovering tells: the models' cells, and those of the last two columns."""
    count, names = len(table.rows), [row.title for row in table.rows]
    parts = []
    for first, columns in ((0, MODELS), (len(MODELS), tuple(COLUMNS)[len(MODELS) :])):
        corner = box(table, 0, first)
        tips = [_tip(row, column) for row in table.rows for column in columns]
        told = json.dumps([names, [COLUMNS[column] for column in columns], tips], ensure_ascii=False)
        parts.append(
            hit(
                corner.x,
                corner.y,
                corner.width * len(columns),
                corner.height * count,
                data_cells=f"{len(columns)},{count},{first},0",
                data_tip=told,
            )
        )
    return "".join(parts)


def _tip(row: Row, column: str) -> str:
    if column == "trivial":
        return row.why
    if column == "later":
        return (
            f"{row.later[0].model} {words.number(row.later[0].score, row, int(row.higher))}"
            if row.later
            else "none collected"
        )
    return f"{words.paper(row, column)}; {words.ours(row, column)}"


def opened(table: Table) -> str:
    """A frame around the cell opened."""
    place = box(table, table.row, table.column)
    wide = min(place.width, HEAD.width - 2 - place.x)
    around = (place.x + 1, place.y + 0.5, wide - 2, place.height)
    return frame(*around, stroke=css("ground"), stroke_width=5) + frame(*around, stroke_width=2.4)
