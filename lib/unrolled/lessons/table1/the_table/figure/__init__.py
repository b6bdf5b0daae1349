"""Table 1, drawn: the grid, and over it the cell opened with what stands behind its number."""

from __future__ import annotations

from unrolled.drawing.layout import HEIGHT
from unrolled.drawing.svg import Drawing
from unrolled.lessons.table1.the_table.figure import grid, words
from unrolled.lessons.table1.the_table.figure.detail import detail
from unrolled.lessons.table1.the_table.record import COLUMNS, Table

SHOWS = {"published": "the paper’s figures", "ours": "our figures", "difference": "ours against the paper’s"}


def describe_table(table: Table) -> str:
    """One sentence that names the cell opened, its numbers and their state."""
    row, column = table.here, table.column_name
    where = f"{row.title}{' (stand-in)' if row.stand_in else ''}, {COLUMNS[column]}"
    if column == "trivial":
        score = "not counted" if row.trivial is None else f"{words.number(row.trivial, row)} {row.unit}"
        return f"{where}: {score}, {row.why}."
    if column == "later":
        best = row.later[0] if row.later else None
        return f"{where}: " + (
            f"{best.model} reaches {words.number(best.score, row, more=int(row.higher))} {row.unit}."
            if best
            else "none collected."
        )
    mine, paper = words.ours(row, column), words.paper(row, column)
    entry = row.entries[column]
    score = entry.published if table.show == "published" else entry.score
    like = ", near trivial" if row.like_trivial(score) else ""
    if table.show == "published":
        return f"{where}: {paper}{like}; {mine}."
    if table.show == "difference" and row.ratio(column) is not None:
        change = words.difference(row, column) + (" points" if row.higher else "")
        return f"{where}: {change}, {words.verdict(row, column)}; {mine}{like}; {paper}."
    return f"{where}: {mine}{like}; {paper}."


def note(table: Table) -> str:
    """How to make the number again, or why it cannot be made, in one or two sentences; can be copied."""
    row, column, entry = table.here, table.column_name, table.entry
    if column == "trivial":
        return f"{row.why[:1].upper()}{row.why[1:]}. A model that does this has learned nothing from its input."
    if column == "later":
        return (
            f"{row.later[0].model} is the best collected here. Source: {row.later[0].source}."
            if row.later
            else "No later figure was collected."
        )
    assert entry is not None  # all other columns are models
    if not entry.command:
        return "There is no recipe for this cell, and so nothing to run."
    about = f"about {words.duration(entry.minutes)} of {entry.clock}"
    if entry.state == "no data":
        return f"Its data is not ours to ship. With your own copy: {entry.command} ({about})."
    if entry.score is None:
        return f"Not run yet: {entry.command} ({about})."
    return f"To run it again: {entry.command} ({about})."


def table_drawing(table: Table) -> Drawing:
    """The grid and what its marks mean, without what moves with the cursor."""
    return Drawing.of(
        grid.header(),
        *(grid.line(table, k) for k in range(len(table.rows))),
        grid.legend(table),
        grid.hits(table),
        height=HEIGHT,
        description=f"Table 1: {len(table.rows)} tasks by {len(COLUMNS)} columns, {SHOWS[table.show]}.",
    )


def table_cursor(table: Table) -> Drawing:
    """The layer over it: a frame around the cell opened, and below the grid all about it."""
    return Drawing.of(grid.opened(table), detail(table), height=HEIGHT, description=describe_table(table))
