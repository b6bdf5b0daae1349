"""Four columns of captioned pictures, and beside them the opened one with what its caption gets right."""

from __future__ import annotations

import textwrap

from unrolled.drawing.layout import Box, picture
from unrolled.drawing.numbers import frame
from unrolled.drawing.numerals import percent
from unrolled.drawing.raster import photograph
from unrolled.drawing.shapes import rect
from unrolled.drawing.svg import Drawing, element, hit, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note
from unrolled.lessons.captioning.gallery.record import ATTRIBUTES, ROWS, Entry, Gallery
from unrolled.measuring.records.captions import GROUPS

WHOLE = picture()
SIDE, WALL = WHOLE.cut_right(256, gap=22)
COLUMNS = WALL.columns(len(GROUPS), gap=12)
HEAD = 66  # height above the pictures: the group's name in two lines, its count, a bar
SMALL, LARGE = 58, 124  # sides of drawings
LINE = 17  # height of a line of 14 pixels
SHORT = ("without errors", "with minor errors", "somewhat related", "unrelated")  # the groups in a few words


def describe_gallery(shown: Gallery) -> str:
    """One sentence with the four shares, the page and the opened picture."""
    shares = ", ".join(f"{name} {percent(share)}" for name, share in zip(GROUPS, shown.shares(), strict=True))
    words = f"{len(shown)} {shown.shelf}: {shares}; page {shown.page + 1} of {shown.pages}; "
    entry = shown.opened
    if entry is None:
        return f"{words}no caption {GROUPS[shown.column]}."
    return (
        f"{words}picture {entry.place + 1} has the caption “{entry.caption}”, which {_verb(shown.column)}"
        f"{_listed(entry)}; its reference is “{entry.reading.reference}”."
    )


def remark(shown: Gallery) -> str:
    """What the network gets right on this shelf, and where the opened caption is wrong: two lines at most."""
    if shown.waiting:
        return f"The network is writing the captions of “{shown.waiting}”: a moment."
    words = (
        f"{percent(shown.shares()[0])} of {len(shown):,} captions are without errors; "
        f"{percent(shown.copied())} stand word for word in training. "
    )
    entry = shown.opened
    if entry is None:
        return f"{words}None {_verb(shown.column)}."
    sentence = "a copied sentence" if entry.copied else "a new sentence"
    return f"{words}Picture {entry.place + 1}: {sentence}, {SHORT[shown.column]}."


def gallery_drawing(shown: Gallery) -> Drawing:
    """The page: of each group its share and ``ROWS`` pictures with their captions."""
    shares = shown.shares()
    parts = []
    for column, box in enumerate(COLUMNS):
        parts += _head(box, column, len(shown.groups[column]), shares[column])
        for row, entry in enumerate(shown.in_sight(column)):
            parts += [*_cell(_box(column, row), entry, shown), _hit(_box(column, row), column, shown.page * ROWS + row)]
    page = f"Page {shown.page + 1} of {shown.pages}"
    parts.append(note(page, SIDE.right, SIDE.bottom - 4, "end"))
    return Drawing.of(
        *parts,
        height=round(WHOLE.height),
        description=f"Captions of {len(shown)} {shown.shelf} in four groups, page {shown.page + 1} of {shown.pages}.",
    )


def gallery_opened(shown: Gallery) -> Drawing:
    """The layer over it: a frame around the opened picture, and its details beside the page."""
    entry, parts = shown.opened, []
    if entry is not None:
        box = _box(shown.column, shown.in_sight(shown.column).index(entry))
        parts = [frame(box.x + 1.5, box.y - 3, box.width - 3, box.height, stroke_width=2.5), *_side(entry, shown)]
    else:
        words = textwrap.wrap(f"No caption of this shelf {_verb(shown.column)}.", 32)
        parts = [
            text(line, SIDE.x, SIDE.y + 24 + 20 * k, font_size=16, fill=css("ink")) for k, line in enumerate(words)
        ]
    return Drawing.of(*parts, height=round(WHOLE.height), description=describe_gallery(shown))


def _box(column: int, row: int) -> Box:
    _, below = COLUMNS[column].cut_top(HEAD, gap=5)
    return below.rows(ROWS, gap=5)[row]


def _verb(column: int) -> str:
    return GROUPS[column] if column < 2 else f"is {GROUPS[column]}"


def _listed(entry: Entry) -> str:
    """The attributes that differ, after a comma."""
    wrong = [name for name in ATTRIBUTES if getattr(entry.reading, name) is False]
    return f", wrong in {' and '.join(wrong)}" if wrong else ""


def _head(box: Box, column: int, count: int, share: float) -> list[str]:
    lines = textwrap.wrap(GROUPS[column], 18)
    bar = {"x": box.x, "y": box.y + HEAD - 9, "height": 6, "rx": 3}
    return [
        *(heading(line, box.x, box.y + 15 + 18 * k) for k, line in enumerate(lines)),
        label(f"{count}: {percent(share)}", box.x, box.y + 51),
        element("rect", **bar, width=box.width, fill=css("hair")),
        *([element("rect", **bar, width=max(6, box.width * share), fill=css("ink2"))] if count else []),
    ]


def _cell(box: Box, entry: Entry, shown: Gallery) -> list[str]:
    left = box.x + 6
    return [
        *_tile(entry, shown, left, box.y, SMALL),
        *_lines(entry.caption, 20, left, box.y + SMALL + 16, most=int((box.height - SMALL - 6) // LINE)),
    ]


def _hit(box: Box, column: int, row: int) -> str:
    return hit(box.x, box.y, box.width, box.height, data_pick=column, data_row=row)


def _tile(entry: Entry, shown: Gallery, x: float, y: float, side: float) -> list[str]:
    """A drawing on white, in both themes."""
    ground = rect(x, y, side, side, "#FFFFFF", "hair", rx=6)
    drawn = shown.images.get(entry.place)
    inside = side - 6
    return [ground, *([photograph(drawn, x + 3, y + 3, inside, inside)] if drawn is not None else [])]


def _lines(words: str, columns: int, x: float, y: float, *, most: int, **paint: object) -> list[str]:
    """A caption in lines, the last one cut where there are too many; “(no word)” for an empty one."""
    lines = textwrap.wrap(words or "(no word)", columns, max_lines=most, placeholder=" …")
    paint = {"font_size": 14, "fill": css("ink")} | paint
    return [text(line, x, y + LINE * k, **paint) for k, line in enumerate(lines)]


def _side(entry: Entry, shown: Gallery) -> list[str]:
    """The large drawing, which attributes agree, caption and reference, and what differs in words."""
    parts = _tile(entry, shown, SIDE.x, SIDE.y + 2, LARGE)
    for k, name in enumerate(ATTRIBUTES):
        parts += _agreement(name, getattr(entry.reading, name), SIDE.x + LARGE + 14, SIDE.y + 22 + 24 * k)
    y = SIDE.y + LARGE + 26
    for name, words in (("The network wrote", entry.caption), ("The reference", entry.reading.reference)):
        written = _lines(words, 36, SIDE.x, y + LINE, most=3, font_weight=700 if name != "The reference" else 400)
        parts += [note(name, SIDE.x, y), *written]
        y += LINE * (len(written) + 1) + 6
    for line in _differences(entry):
        if y + LINE > SIDE.bottom - 20:  # the page's number stands below
            break
        wrapped = _lines(line, 36, SIDE.x, y, most=2, fill=css("wrong"))
        parts += wrapped
        y += LINE * len(wrapped) + 3
    return parts


def _agreement(name: str, agrees: bool | None, x: float, y: float) -> list[str]:
    sign, colour = {True: ("✓", "right"), False: ("✗", "wrong"), None: ("–", "ink2")}[agrees]
    return [
        text(sign, x, y, font_size=17, font_weight=700, fill=css(colour)),
        label(f"no {name}" if agrees is None else name, x + 22, y, colour="ink2" if agrees is None else "ink"),
    ]


def _differences(entry: Entry) -> list[str]:
    """A line for each attribute that is wrong: what the caption says, and what it should say."""
    found = []
    for name in ATTRIBUTES:
        if getattr(entry.reading, name) is False:
            written, true = (_value(getattr(side, name)) for side in (entry.written, entry.true))
            found.append(f"✗ {name}: {written}, not {true}")
    return found


def _value(held: int | frozenset[str] | tuple[str, ...]) -> str:
    if isinstance(held, int):
        return str(held) if held else "none"
    words = sorted(held) if isinstance(held, frozenset) else held
    return " + ".join(words) or "none"
