"""Two passages side by side after the same opening lines; over them, a line under the sentence in force."""

from __future__ import annotations

from unrolled.drawing.layout import WIDTH
from unrolled.drawing.letters import Grid, beginning, shorten
from unrolled.drawing.numerals import counted
from unrolled.drawing.shapes import rect
from unrolled.drawing.svg import Drawing
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, note
from unrolled.lessons.shakespeare.passages.record import Pair, Passage

HEIGHT, GAP = 376, 34
WIDE = (WIDTH - GAP) / 2
SIZE, COLUMNS, ROWS = 14, 51, 11
OPENING = 100  # characters of the opening's end, on one line
TOP = 86  # of the two texts
FACTS = 20  # pixels from one line of facts to the next


def describe_pair(view: Pair) -> str:
    """One sentence that says what the two columns show, and where the cursor is."""
    at = view.opening
    return (
        f"{at.title}, line {at.line:,}; sentence {view.sentence + 1}. "
        f"Ours at τ = {view.temperature:g}: {_sentence(view.ours, view.sentence)}; "
        f"his: {_sentence(view.his, view.sentence)}."
    )


def pair_drawing(view: Pair) -> Drawing:
    """The end of the opening, and below it what the model wrote and what the play has; unknown words in frames."""
    ours, his = grids(view)
    at = view.opening
    names = f"Ours: the network, τ = {view.temperature:g}", f"His: {at.title}"
    opening = Grid(shorten(at.text.rstrip("\n"), OPENING), OPENING, SIZE, 0, 24)
    return Drawing.of(
        heading(f"Both go on from here: {at.title}, line {at.line:,}", 0, 15),
        opening.lines(lambda _: css("ink2")),
        rect(0, 50, WIDTH, 1.5, "hair"),
        *(
            part
            for name, grid, passage in zip(names, (ours, his), (view.ours, view.his), strict=True)
            for part in _column(name, grid, passage)
        ),
        rect((WIDTH - 1.5) / 2, 51, 1.5, HEIGHT - 51, "hair"),
        height=HEIGHT,
        description=f"Two passages of {len(view.ours.text)} characters, ours and his, after the same opening.",
    )


def pair_cursor(view: Pair) -> Drawing:
    """The layer over it: the sentence in force, underlined in both, and what there is to say about both passages."""
    ours, his = grids(view)
    y = HEIGHT - 6 - 2 * FACTS
    parts = []
    for grid, passage, x in ((ours, view.ours, 0.0), (his, view.his, WIDE + GAP)):
        if view.sentence < len(passage.sentences):
            parts += [
                rect(left, top + grid.tall - 3, wide, 3, "ink")
                for left, top, wide in grid.runs(*passage.sentences[view.sentence])
            ]
        for line, (words, weight) in enumerate(_facts(passage, view.sentence)):
            parts.append(note(words, x, y + FACTS * line, colour="ink", font_weight=weight))
    return Drawing.of(*parts, height=HEIGHT, description=describe_pair(view))


def fitted(words: str) -> str:
    """As much of a passage as a column has room for."""
    return beginning(words, COLUMNS, ROWS)


def grids(view: Pair) -> tuple[Grid, Grid]:
    """Where each character of ours and of his is drawn."""
    ours, his = (
        Grid(passage.text, COLUMNS, SIZE, left, TOP, leading=1.45)
        for passage, left in ((view.ours, 0.0), (view.his, WIDE + GAP))
    )
    return ours, his


def _column(name: str, grid: Grid, passage: Passage) -> list[str]:
    x, y = grid.left, grid.top
    parts = [heading(name, x, y - 13)]
    for k, (start, length) in enumerate(passage.sentences):
        parts += [
            rect(left, top, wide, grid.tall, "ground", data_pick=k) for left, top, wide in grid.runs(start, length)
        ]
    parts.append(grid.lines())
    for start, length in passage.unknown:
        for left, top, wide in grid.runs(start, length):
            parts.append(
                rect(left - 1, top + 1.5, wide + 2, grid.tall - 5, "none", "ink", 1.5, rx=3, stroke_dasharray="4 3")
            )
    return parts


def _facts(passage: Passage, k: int) -> list[tuple[str, int]]:
    count = len(passage.unknown)
    unknown = ", ".join(dict.fromkeys(passage.text[start : start + length] for start, length in passage.unknown))
    speakers = ", ".join(f"{name} *" if name in passage.strangers else name for name in passage.speakers)
    foot = "  (* not in this play)" if passage.strangers else ""
    return [
        (f"Sentence {k + 1}: {_sentence(passage, k)}", 700),
        (_cut(f"{count} of {passage.words} words in no training play{': ' if count else ''}{unknown}"), 400),
        (_cut(f"Speakers: {speakers or 'none new'}{foot}"), 400),
    ]


def _sentence(passage: Passage, k: int) -> str:
    if k >= len(passage.sentences):
        return f"there are only {len(passage.sentences)}"
    start, length = passage.sentences[k]
    words = len(passage.text[start : start + length].split())
    cut = ", cut here" if start + length == len(passage.text) and passage.text[-1] not in ".?!" else ""
    return f"{counted(words, 'word')}{cut}"


def _cut(words: str, room: int = 64) -> str:
    return words if len(words) <= room else words[: room - 1] + "…"
