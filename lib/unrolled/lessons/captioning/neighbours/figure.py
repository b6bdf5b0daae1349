"""A picture, its captions, and its nearest training drawings in two rows."""

from __future__ import annotations

from unrolled.drawing.layout import HEIGHT, Box, picture
from unrolled.drawing.svg import Drawing, element, text
from unrolled.drawing.theme import css
from unrolled.drawing.tiles import mark, sentence, tile
from unrolled.drawing.type import heading, label, note
from unrolled.lessons.captioning.neighbours.record import Neighbour, Neighbourhood, Side

LARGE, SMALL, MARKS = 6, 6, 3  # neighbours with a caption, those without, attributes beside a drawing
_, _FRAME = picture().cut_left(4)
TOP, _ROWS = _FRAME.cut_top(96, gap=10)
QUERY, TEXTS = TOP.cut_left(92, gap=16)
ROWS = _ROWS.rows(2)
TILE, THUMB, GAP = 58, 34, 4


def describe_neighbours(shown: Neighbourhood) -> str:
    """One sentence that says what the panel shows."""
    return f"{shown.title}, “{shown.references[0]}”: {answer(shown)}" if shown.references else answer(shown)


def answer(shown: Neighbourhood) -> str:
    """Which drawings are near, in two sentences."""
    near = shown.features.neighbours[0]
    if not shown.references:
        return (
            f"{shown.title} has no reference to compare with, and the network knows only drawings of emoji. By "
            f"features “{near.caption}” is nearest, at {near.distance:.2f}."
        )
    found = [
        f"{count} share{'s' if count == 1 else ''} the {name}, by pixels {shown.pixels.agreeing(name)[0]}"
        for name in ("tone", "role", "thing", "who")
        for count, asked in [shown.features.agreeing(name)]
        if asked
    ][:1]
    agreed = f"Of the {shown.k} nearest by {_whose(shown)}, {found[0]}." if found else "Nothing can be compared."
    judged = [_judged(shown.features.right), _judged(shown.pixels.right), _judged(shown.right)]
    return f"{agreed} Their consensus is {judged[0]} by features, {judged[1]} by pixels; the network is {judged[2]}."


def neighbours_drawing(shown: Neighbourhood) -> Drawing:
    """The picture and four captions above; nearest by features, then nearest by pixels."""
    titles = (f"Nearest by {_whose(shown)}: 1 − cosine, centred", "Nearest by pixels: root mean square difference")
    return Drawing.of(
        tile(shown.image, QUERY.x, QUERY.y + 2, 92),
        *_captions(shown),
        *(
            part
            for side, box, title, digits in zip((shown.features, shown.pixels), ROWS, titles, (3, 1), strict=True)
            for part in _row(side, box, title, digits)
        ),
        height=HEIGHT,
        description=describe_neighbours(shown),
    )


def _whose(shown: Neighbourhood) -> str:
    return "features" if shown.trained else "untrained features"


def _judged(right: bool | None) -> str:
    return "right" if right else "wrong"


def _captions(shown: Neighbourhood) -> list[str]:
    votes = f"of {shown.k}" if shown.k > 1 else "of one"
    lines = (
        ("Reference", shown.references[0] if shown.references else "none: a picture of your own", None),
        ("The network writes", shown.written or "(nothing)", shown.right),
        (f"Consensus {votes}, features", shown.features.consensus, shown.features.right),
        (f"Consensus {votes}, pixels", shown.pixels.consensus, shown.pixels.right),
    )
    parts = []
    for (name, words, right), box in zip(lines, TEXTS.rows(4), strict=True):
        y = box.y + 17
        parts.append(label(name, box.x, y, colour="ink2"))
        parts.append(sentence(words, box.x + 216, y, box.width - 216, size=16, most=1, font_weight=600))
        if right is not None:
            sign, colour = mark(right)
            parts.append(text(sign, box.x + 194, y, font_size=17, font_weight=700, fill=colour))
    return parts


def _row(side: Side, box: Box, title: str, digits: int) -> list[str]:
    large, thumbs = box.cut_left(774)
    parts = [heading(title, box.x, box.y + 14)]
    for one, column in zip(side.neighbours, large.columns(LARGE), strict=False):
        parts += _neighbour(one, column, digits)
    for k, one in enumerate(side.neighbours[LARGE : LARGE + SMALL]):
        x = thumbs.x + k % 3 * (THUMB + GAP)
        parts.append(tile(one.image, x, thumbs.y + 21 + k // 3 * (THUMB + GAP), THUMB))
    rest = side.neighbours[LARGE:]
    if rest:
        lines = (f"7 to {LARGE + len(rest)}" if len(rest) > 1 else "the 7th", f"up to {rest[-1].distance:.{digits}f}")
        y = thumbs.y + 35 + (1 + (len(rest) - 1) // 3) * (THUMB + GAP)
        parts += [note(line, thumbs.x, y + 16 * k) for k, line in enumerate(lines)]
    return parts


def _neighbour(one: Neighbour, box: Box, digits: int) -> list[str]:
    x, y = box.x + TILE + 7, box.y + 21
    parts = [
        tile(one.image, box.x, y, TILE),
        note(f"{one.distance:.{digits}f}", x, y + 11, colour="ink", font_weight=600),
        sentence(one.caption, box.x, y + TILE + 15, box.width - 6),
    ]
    for k, (name, same) in enumerate(one.shared[:MARKS]):
        sign, colour = mark(same)
        span = element("tspan", sign, fill=colour, font_weight=700) + element("tspan", f" {name}", fill=css("ink"))
        parts.append(element("text", span, x=x, y=y + 27 + 15 * k, font_size=14))
    return parts
