"""Which characters may be drawn at a place, by three rules; beside it the passages that the same dice give."""

from __future__ import annotations

import numpy as np

from unrolled.drawing.layout import Box, picture
from unrolled.drawing.letters import ADVANCE, Grid, called, lay_out, letter, shorten, visible
from unrolled.drawing.numerals import percent
from unrolled.drawing.shapes import rect
from unrolled.drawing.svg import Drawing
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note
from unrolled.lessons.char_rnn.truncation.record import Truncations

ROOM = picture(366)
CHANCES, PASSAGES = ROOM.cut_left(396, gap=26)
SHOWN = 12  # characters in the list
TOP, ROW = 48, 22  # y of the list, and height of a line in it
NAME, FROM, LONGEST = 14, 32, 118  # middle of the names, left end of the bars, the longest of them
MARKS = (238, 302, 366)  # x of the rules' marks
SIZE, LEADING, LINES = 14, 1.3, 3  # of the passages


def describe_truncations(view: Truncations) -> str:
    """One sentence that says what is shown at the cursor."""
    counts = "; ".join(
        f"{name}: {kept.sum()} of {len(kept)}" for name, kept in zip(view.names[1:], view.kept_here[1:], strict=True)
    )
    return (
        f"Character {view.cursor + 1} of {len(view.texts[0])}, written with {view.names[view.row]}: "
        f"{called(view.drawn)} was drawn. Characters kept: {counts}."
    )


def answer(view: Truncations) -> str:
    """Which character was drawn, how likely it was, and which rules would have forbidden it."""
    k = view.characters.index(view.drawn)
    forbids = [_short(name) for name, kept in zip(view.names[1:], view.kept_here[1:], strict=True) if not kept[k]]
    told = {0: "all three rules allow it", 1: "{0} cuts it", 2: "{0} and {1} cut it", 3: "all three rules cut it"}
    drawn = called(view.drawn)
    likely = f"{drawn[0].upper()}{drawn[1:]} was drawn here ({percent(float(view.here[k]))}); "
    return likely + told[len(forbids)].format(*forbids) + "."


def _short(name: str) -> str:
    return name.split(",")[0]


def truncations_drawing(view: Truncations) -> Drawing:
    """The four passages; what moves with the cursor lies over them."""
    return Drawing.of(
        *(_passage(view, row, box) for row, box in enumerate(_boxes(view))),
        height=int(ROOM.height),
        description="What the same dice write with temperature alone, and with three rules on top of it.",
    )


def truncations_cursor(view: Truncations) -> Drawing:
    """The layer over it: a frame at the cursor, and the likeliest characters there with what each rule keeps."""
    grid, _ = _grid(view, view.row, _boxes(view)[view.row])
    return Drawing.of(
        grid.pointer(view.cursor), *_chances(view), height=int(ROOM.height), description=describe_truncations(view)
    )


def last_place(view: Truncations) -> int:
    """The last place of the passage pointed at that has room in the picture."""
    return _grid(view, view.row, _boxes(view)[view.row])[1] - 1


def _boxes(view: Truncations) -> tuple[Box, ...]:
    return PASSAGES.rows(len(view.texts), gap=10)


def _grid(view: Truncations, row: int, box: Box) -> tuple[Grid, int]:
    """A passage, or as much of it as has room with an ellipsis behind; and how many of its characters that is."""
    words = view.texts[row].replace("\n", visible("\n"))  # a line end is shown, and breaks no line here
    letters = int(box.width / (SIZE * ADVANCE)) - 1
    shown = sum(line < LINES for line, _ in lay_out(words, letters))
    if shown < len(words):
        shown -= 1
        words = words[:shown] + "…"
    return Grid(words, letters, SIZE, box.x + 2, box.y + 26, LEADING), shown


def _passage(view: Truncations, row: int, box: Box) -> str:
    grid, shown = _grid(view, row, box)
    parting = view.parting(row)
    same = "" if row == 0 else "the same" if parting == len(view.texts[0]) else f"the same for {parting} characters"

    def ink(k: int) -> str:
        return css("edge" if grid.words[k] == visible("\n") else "ink2" if row and k < parting else "ink")

    name = f"τ = {view.temperature:g} alone" if row == 0 else view.names[row]
    parts = [
        rect(box.x, box.y, box.width, 1, "hair"),
        heading(name, box.x + 2, box.y + 17),
        note(same, box.right - 2, box.y + 17, "end"),
        *(grid.box(k, fill=css("ground"), data_pick=k, data_row=row) for k in range(shown)),
        grid.lines(ink),
    ]
    if row and parting < shown:  # where the rule cuts the character that would have been drawn
        parts.append(grid.box(parting, fill="none", stroke=css("ink"), stroke_width=1.5))
    return "".join(parts)


def _chances(view: Truncations) -> list[str]:
    p, kept = view.here, view.kept_here[1:]
    order = np.argsort(-p, kind="stable")
    before = shorten(view.prompt + view.texts[view.row][: view.cursor], 22)
    parts = [heading(f"What may follow “{before}”?", 0, 16)]
    for x, name in zip(MARKS, view.names[1:], strict=True):
        parts.append(_middle(_short(name), x, 40))
    for place, k in enumerate(order[:SHOWN]):
        parts += _line(place, view.characters[k], float(p[k]), kept[:, k], drawn=view.characters[k] == view.drawn)
    foot = TOP + ROW * SHOWN + 6
    parts.append(rect(0, foot - 4, CHANCES.width, 1, "edge"))
    for y, name, told in (
        (foot + 16, f"kept, of {len(p)}", [str(int(row.sum())) for row in kept]),
        (foot + 38, "their probability", [percent(float(p[row].sum())) for row in kept]),
    ):
        parts.append(label(name, 2, y))
        parts += [_middle(words, x, y, bold=True) for words, x in zip(told, MARKS, strict=True)]
    return parts


def _middle(words: str, x: float, y: float, *, bold: bool = False) -> str:
    return label(words, x, y, "middle", font_weight=700 if bold else None)


def _line(place: int, name: str, share: float, kept: np.ndarray, *, drawn: bool) -> list[str]:
    """A character, its probability, and a full square where a rule keeps it."""
    y, long = TOP + place * ROW, max(LONGEST * share**0.5, 0.5)
    foot = y + ROW - 6
    parts = [
        letter(name, NAME, foot),
        rect(FROM, y + 4, long, ROW - 8, "predicted"),
        note(percent(share), FROM + long + 6, foot, colour="ink"),
    ]
    for x, keeps in zip(MARKS, kept, strict=True):
        if keeps:
            parts.append(rect(x - 7, y + 4, 14, 14, "predicted"))
        else:
            parts.append(rect(x - 5, y + 10, 10, 2, "edge"))
    if drawn:
        parts.append(rect(NAME - 12, y + 1, 24, ROW - 2, "none", "target", 2.5, rx=4))
    return parts
