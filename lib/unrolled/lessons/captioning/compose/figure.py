"""Eighteen compositions in a table, the one looked at with its captions word by word, and a picture of one's own."""

from __future__ import annotations

from unrolled.drawing.layout import HEIGHT, Box, picture
from unrolled.drawing.numerals import percent
from unrolled.drawing.shapes import framed, rect
from unrolled.drawing.svg import Drawing, element, hit, text
from unrolled.drawing.theme import css
from unrolled.drawing.tiles import mark, sentence, text_width, tile
from unrolled.drawing.type import heading, note
from unrolled.lessons.captioning.compose.record import PEOPLE, TONES, VENDORS, Caption, Own, Table

_, _FRAME = picture().cut_left(4)
LEFT, RIGHT = _FRAME.cut_left(450, gap=24)
TITLE, _GRID = LEFT.cut_top(22)
NAMES, _GRID = _GRID.cut_top(34)
LEGEND, GRID = _GRID.cut_bottom(24)
TILE = 58
EXPLAINED = {
    "new triple": "A new triple: training has each two of role, person and tone together, never all three.",
    "new pair": "A new pair: two of role, person and tone never occur together in training.",
    "": "In training as Noto draws it",
}


def describe(shown: Table | Own) -> str:
    """One sentence that says what the panel shows."""
    return describe_own(shown) if isinstance(shown, Own) else describe_table(shown)


def describe_table(shown: Table) -> str:
    """Whether the composition looked at is new, and whether its two captions are right."""
    kind, k = shown.kinds[shown.place], shown.place
    judged = [
        f"{name} {'right' if caption.right else 'wrong'} (p\u00a0{_p(caption)})"
        for name, caption in ((name, shown.captions[vendor][k]) for vendor, name in VENDORS.items())
    ]
    known = f"is a {kind}" if kind else "is in training"
    return f"“{shown.references[k]}” {known}. Captions: {judged[0]}, {judged[1]}."


def describe_own(shown: Own) -> str:
    """What the network writes about a learner's picture, and how little that means."""
    return (
        f"It writes “{shown.caption.text}” with p\u00a0{_p(shown.caption)}. It knows only drawings of "
        "emoji: of a photograph it can only say which emoji it resembles."
    )


def compose_drawing(shown: Table | Own) -> Drawing:
    """The still part: the table, or the learner's own picture."""
    return own_drawing(shown) if isinstance(shown, Own) else table_drawing(shown)


def table_drawing(shown: Table) -> Drawing:
    """A row for each person, a column for each tone; below each drawing whether its caption is right."""
    held = shown.held_out
    score = f"{shown.right()} of 18 captions right" + (f"; of {len(held)} new ones {shown.right(held)}" if held else "")
    parts = [heading(f"{_role(shown)}, by {VENDORS[shown.vendor]}: {score}", TITLE.x, TITLE.y + 15)]
    for cursor, tone in enumerate(TONES):
        lines = (tone or "yellow").replace("-", "-\n").split("\n")
        x = _cell(0, cursor).x + TILE / 2
        y = NAMES.bottom - 6 - 15 * (len(lines) - 1)
        parts += [note(line, x, y + 15 * k, "middle") for k, line in enumerate(lines)]
    for row, person in enumerate(PEOPLE):
        parts.append(note(person, GRID.x, _cell(row, 0).y + TILE / 2 + 5))
        parts += [_composition(shown, row, cursor) for cursor in range(len(TONES))]
    legend = "✓ and ✗: the caption is right or wrong; new: not in training."
    parts.append(note(legend, LEGEND.x, LEGEND.y + 18))
    return _framed(parts, describe_table(shown))


def table_cursor(shown: Table | Own) -> Drawing:
    """What moves: the frame around the composition looked at, and its two captions."""
    if isinstance(shown, Own):
        return _framed([], describe_own(shown))
    box, k = _cell(shown.row, shown.cursor), shown.place
    explained = EXPLAINED[shown.kinds[k]] or ""
    if not shown.kinds[k]:
        explained += (
            ", and as Twemoji does." if shown.trained["twemoji"][k] else "; Twemoji's drawing is new to the network."
        )
    head, blocks = RIGHT.cut_top(78)
    parts = [
        framed(box.x - 4, box.y - 4, TILE + 8, box.height + 2, 3, 6, rx=7),
        sentence(shown.references[k], head.x, head.y + 15, head.width, size=15, most=2, font_weight=700),
        sentence(
            explained,
            head.x,
            head.y + 36 if len(shown.references[k]) < 56 else head.y + 52,
            head.width,
            most=2,
            fill=css("ink2"),
        ),
    ]
    for (vendor, name), block in zip(VENDORS.items(), blocks.rows(2, gap=6), strict=True):
        parts += _captioned(shown.images[vendor][k], name, shown.captions[vendor][k], block)
    return _framed(parts, describe_table(shown))


def own_drawing(shown: Own) -> Drawing:
    """The picture, what is left of it at 32 pixels, the caption, and the training drawing nearest to it."""
    left, right = LEFT.columns(2, gap=16)
    side = left.width
    below, near = side + 44, Box(RIGHT.x, RIGHT.y + 190, RIGHT.width, 150)
    honest = (
        "The network has only seen drawings of emoji, on white, one thing at a time, and never a photograph. It still "
        "names the emoji that it finds most like it. It can be sure, and wrong."
    )
    parts = [
        heading("Your picture", left.x, left.y + 15),
        tile(shown.image, left.x, left.y + 24, side),
        heading("What it reads: 32 × 32 pixels", right.x, right.y + 15),
        element("g", tile(shown.seen, right.x, right.y + 24, side), style="image-rendering:pixelated"),
        sentence(honest, LEFT.x, LEFT.y + below, LEFT.width, most=5, fill=css("ink2")),
        heading("It writes", RIGHT.x, RIGHT.y + 15),
        note(f"p of the whole {percent(shown.caption.whole)}", RIGHT.right, RIGHT.y + 15, "end"),
        *_words(shown.caption, Box(RIGHT.x, RIGHT.y + 26, RIGHT.width, 146)),
        heading("Nearest training drawing, by features", near.x, near.y + 15),
        tile(shown.nearest, near.x, near.y + 24, 110),
        sentence(shown.nearest_caption, near.x + 124, near.y + 56, near.width - 124, size=15),
        note(f"1 − cosine: {shown.distance:.2f}", near.x + 124, near.y + 36),
    ]
    return _framed(parts, describe_own(shown))


def _role(shown: Table) -> str:
    return "no role" if shown.role == "alone" else shown.role


def _cell(row: int, cursor: int) -> Box:
    """Where a composition stands: its drawing, and a line below it."""
    _, cells = GRID.cut_left(60)
    box = cells.rows(len(PEOPLE))[row].columns(len(TONES))[cursor]
    return Box(box.x, box.y + 4, box.width, box.height - 8)


def _composition(shown: Table, row: int, cursor: int) -> str:
    k, box = len(TONES) * row + cursor, _cell(row, cursor)
    sign, colour = mark(bool(shown.captions[shown.vendor][k].right))
    held, y = bool(shown.kinds[k]), box.y + TILE + 18
    line = element("tspan", sign, fill=colour, font_weight=700)
    if held:
        line += element("tspan", " new", fill=css("ink"), font_weight=700)
    click = hit(box.x, box.y, TILE, box.height, data_pick=cursor, data_row=row)
    drawn = tile(shown.images[shown.vendor][k], box.x, box.y, TILE, frame="ink" if held else "hair", thick=2)
    return drawn + element("text", line, x=box.x + TILE / 2, y=y, font_size=15, text_anchor="middle") + click


def _captioned(image, name: str, caption: Caption, box: Box) -> list[str]:
    sign, colour = mark(bool(caption.right))
    span = element("tspan", sign, fill=colour, font_weight=700) + element("tspan", f" p {percent(caption.whole)}")
    words = Box(box.x + 100, box.y, box.width - 100, box.height)
    return [
        tile(image, box.x, box.y, 86),
        heading(name, box.x, box.y + 105),
        element("text", span, x=box.x, y=box.y + 124, font_size=15, fill=css("ink")),
        *_words(caption, words),
    ]


def _words(caption: Caption, box: Box) -> list[str]:
    """Each word with its probability below it and as a bar, END with them."""
    parts, x, y = [], box.x, box.y
    for word, p in zip((*caption.words, "END"), caption.p.tolist(), strict=True):
        wide = max(text_width(word, 16) + 8, 52.0)
        if x + wide > box.right and x > box.x:
            x, y = box.x, y + 47
        if y + 44 > box.bottom + 4:
            parts.append(heading("…", x, y + 15))
            break
        parts += [text(word, x, y + 15, font_size=16, fill=css("ink")), rect(x, y + 20, wide - 6, 4, "hair")]
        parts += [rect(x, y + 20, (wide - 6) * p, 4, "predicted"), note(percent(p), x, y + 38)]
        x += wide + 4
    return parts


def _p(caption: Caption) -> str:
    """The caption's probability, kept in one line."""
    return percent(caption.whole).replace(" ", "\u00a0")


def _framed(parts: list[str], description: str) -> Drawing:
    return Drawing.of(*parts, height=HEIGHT, description=description)
