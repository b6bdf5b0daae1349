"""Five temperatures side by side: the same prompt, the same noise; what is copied is underlined and told."""

from __future__ import annotations

import textwrap

from unrolled.drawing.layout import Box, picture
from unrolled.drawing.letters import ADVANCE, Grid, lay_out
from unrolled.drawing.numerals import percent
from unrolled.drawing.shapes import rect
from unrolled.drawing.svg import Drawing, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note
from unrolled.measuring.records.novelty import Microscope

SIZE, LEADING = 14, 1.3
ROOM = picture(376)
_PASSAGES, SOURCE = ROOM.cut_top(326, gap=4)
FACTS = 72  # height of what stands over a passage
ROWS = int((_PASSAGES.height - FACTS) // (SIZE * LEADING))
LETTERS = 124  # in a line across the picture


def describe_microscope(view: Microscope) -> str:
    """What the columns show, and where the longest copy of the one pointed at comes from."""
    shares = "; ".join(
        f"τ = {passage.temperature:g}: {percent(passage.novelty.copied)} copied, "
        f"{percent(passage.novelty.real_words)} real words"
        for passage in view.passages
    )
    here = view.passages[view.column]
    copy = here.novelty.longest
    longest = f"{copy.length} characters, of {copy.title}, line {copy.line:,}" if copy else "none"
    return (
        f"{len(view.passages[0].text)} characters at each of {len(view.passages)} temperatures. {shares}. "
        f"Longest copy at τ = {here.temperature:g}: {longest}."
    )


def answer(view: Microscope) -> str:
    """How much of the passage pointed at is copied, and how much is language at all."""
    here = view.passages[view.column]
    unknown = textwrap.shorten(", ".join(here.novelty.unknown_words), 40, placeholder=" …")
    made_up = f", made up: {unknown}" if unknown else ""
    end = "" if made_up.endswith("…") else "."
    return (
        f"τ = {here.temperature:g}: {percent(here.novelty.copied)} copied (double underline: 15 or more characters in "
        f"a row of the plays it learned from), {percent(here.novelty.real_words)} real words{made_up}{end}"
    )


def microscope_drawing(view: Microscope) -> Drawing:
    """A column for each temperature: how new its passage is, and the passage, with copies underlined."""
    _, columns = _PASSAGES.cut_right(10)  # a line end may stand beyond the last letter
    columns = columns.columns(len(view.passages), gap=10)
    return Drawing.of(
        *(_column(view, k, column) for k, column in enumerate(columns)),
        *_source(view),
        height=int(ROOM.height),
        description=describe_microscope(view),
    )


def _source(view: Microscope) -> list[str]:
    """Where the longest copy of the column pointed at comes from, and how it goes on there."""
    passage = view.passages[view.column]
    copy = passage.novelty.longest
    if copy is None:
        return []
    copied = passage.text[copy.start : copy.start + copy.length]
    words = (
        f"Longest copy at τ = {passage.temperature:g}: “{copied}” stands in {copy.title}, line {copy.line:,}, "
        f"and goes on there: “{copy.after}”"
    ).replace("\n", "⏎")
    lines = textwrap.wrap(words, LETTERS, max_lines=2, placeholder=" …”")
    return [
        rect(0, SOURCE.y, SOURCE.width, 1, "hair"),
        *(label(line, 0, SOURCE.y + 18 + 20 * k) for k, line in enumerate(lines)),
    ]


def _parting(view: Microscope, k: int) -> int:
    """How many first characters a passage shares with the one before it."""
    if k == 0:
        return 0
    one, other = view.passages[k - 1].text, view.passages[k].text
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _grid(words: str, column: Box) -> tuple[Grid, int]:
    """A passage, or as much of it as has room with an ellipsis behind; and how many of its characters that is."""
    letters = int(column.width / (SIZE * ADVANCE)) - 1  # a line end, wider than a cell, may stand last
    shown = sum(row < ROWS for row, _ in lay_out(words, letters))
    if shown < len(words):
        shown -= 1
        words = words[:shown] + "…"
    return Grid(words, letters, SIZE, column.x, column.y + FACTS, LEADING), shown


def _column(view: Microscope, k: int, column: Box) -> str:
    passage, parting, pointed = view.passages[k], _parting(view, k), k == view.column
    grid, shown = _grid(passage.text, column)
    x, novelty = column.x, passage.novelty
    parts = [
        rect(x, column.y, column.width, column.height, "ground", data_pick=k),
        rect(x + 1, 1, column.width - 2, 28, "ink" if pointed else "ground", "ink", 1.5, rx=5, data_pick=k),
        text(
            f"τ = {passage.temperature:g}",
            x + 10,
            21,
            font_size=17,
            font_weight=700,
            fill=css("ground" if pointed else "ink"),
            data_pick=k,
        ),
        ""
        if k == 0
        else note(f"{parting} as left", x + column.width - 10, 20, "end", "ground" if pointed else "ink2", data_pick=k),
        heading(f"copied {percent(novelty.copied)}", x + 2, 47, colour="memorised"),
        label(f"real words {percent(novelty.real_words)}", x + 2, 66),
        *(
            grid.underline(copy.start, min(copy.length, shown - copy.start))
            for copy in novelty.copies
            if copy.start < shown
        ),
        grid.lines(lambda place: css("ink2") if place < parting else css("ink")),
    ]
    if 0 < parting < shown:  # where it leaves the passage at its left
        parts.append(grid.box(parting, fill="none", stroke=css("ink"), stroke_width=1.5))
    return "".join(parts)
