"""One character ahead: the text itself as the axis; over it a cursor, and what was expected there."""

from __future__ import annotations

from unrolled.drawing.letters import Grid, ordinal, percent, shorten, visible
from unrolled.drawing.svg import Drawing, element, text
from unrolled.drawing.theme import MONO, SANS, SIZES, SURPRISAL, css
from unrolled.measuring.records.surprisal import Surprisal

WIDTH = 1060
COLUMNS, SIZE = 56, 17
LEFT = 620  # of the bars
BAR, ROW = 250, 27
LEAST_ROWS = 12


def colour(bits: float) -> tuple[str, str]:
    """Ground and letter colour for a surprisal in bits."""
    ground = next(paint for least, paint in reversed(SURPRISAL) if bits >= least)
    return ground, "#FFFFFF" if bits >= 6 else "#14171C"


def describe_surprisal(read: Surprisal) -> str:
    """One sentence that says what the panel shows."""
    T, k = len(read.text), read.cursor
    if k == 0:
        return f"Character 1 of {T}, {visible(read.text[0])}: nothing stands before it, so nothing is expected."
    return (
        f"Character {k + 1} of {T}, {visible(read.text[k])}: {read.bits[k]:.1f} bits, "
        f"{percent(2 ** -read.bits[k])}; mean of the text {read.bits[1:].mean():.2f} bits."
    )


STYLE = f"text{{font-family:{SANS};font-variant-numeric:tabular-nums}} .mono{{font-family:{MONO}}}"


def surprisal_drawing(read: Surprisal) -> Drawing:
    """The text, each character on the colour of its surprisal."""
    grid = _grid(read)
    height = _height(grid)
    return Drawing.of(
        text("Each character on the colour of its surprisal", 2, 16, font_size=15, font_weight=700, fill=css("ink")),
        *(grid.box(k, fill=colour(bits)[0], data_pick=k) for k, bits in enumerate(read.bits)),
        grid.lines(lambda k: colour(read.bits[k])[1]),
        scale(height - 34),
        width=WIDTH,
        height=height,
        description=f"A text of {len(read.text)} characters, each on the colour of its surprisal.",
        style=STYLE,
    )


def surprisal_cursor(read: Surprisal) -> Drawing:
    """The layer over it: a frame at the cursor, and the likeliest characters there."""
    grid = _grid(read)
    return Drawing.of(
        _cursor(grid, read.cursor),
        *_expected(read),
        width=WIDTH,
        height=_height(grid),
        description=describe_surprisal(read),
        style=STYLE,
    )


def _grid(read: Surprisal) -> Grid:
    return Grid(read.text, COLUMNS, SIZE, 2, 34)


def _height(grid: Grid) -> int:
    return int(max(34 + LEAST_ROWS * grid.tall, grid.bottom, 34 + 13 * ROW + 14)) + 44


def _cursor(grid: Grid, k: int) -> str:
    x, y = grid.corner(k)
    frame = {"width": grid.wide + 4, "height": grid.tall + 2, "rx": 3, "fill": "none"}
    return element("rect", x=x - 2, y=y - 1, **frame, stroke=css("ground"), stroke_width=5) + element(
        "rect", x=x - 2, y=y - 1, **frame, stroke=css("ink"), stroke_width=2.5
    )


def scale(y: float) -> str:
    """What the colours stand for, in a row at the left."""
    parts, wide = [], 62
    for k, (least, paint) in enumerate(SURPRISAL):
        x = 2 + k * wide
        parts.append(element("rect", x=x, y=y, width=wide, height=14, fill=paint, stroke=css("edge"), stroke_width=1))
        parts.append(text(f"{least:g}", x, y + 30, font_size=SIZES["tick"], fill=css("ink2")))
    words = "bits and more: white was expected, brown was not"
    parts.append(text(words, 2 + 6 * wide + 10, y + 13, font_size=14, fill=css("ink2")))
    return "".join(parts)


def _expected(read: Surprisal) -> list[str]:
    k = read.cursor
    if k == 0:
        words = "Nothing stands before the first character."
        return [text(words, LEFT, 16, font_size=15, font_weight=700, fill=css("ink"))]
    rows = list(read.candidates[k])
    came, p = read.text[k], float(2 ** -read.bits[k])
    words = f"Expected after “{shorten(read.text[:k], 18)}”"
    parts = [text(words, LEFT, 16, font_size=15, font_weight=700, fill=css("ink"))]
    parts.append(text("square-root scale", WIDTH - 2, 16, font_size=14, fill=css("ink2"), text_anchor="end"))
    among = [name for name, _ in rows]
    for place, (name, share) in enumerate(rows):
        parts.append(_bar(place, name, share, is_target=name == came))
    if came not in among:
        parts.append(_bar(len(rows), came, p, is_target=True))
        words = f"{ordinal(int(read.ranks[k]))} in the list"
        parts.append(text(words, LEFT + 250, 34 + len(rows) * ROW + 18, font_size=14, fill=css("ink2")))
    y = 34 + 11 * ROW + 26
    facts = [
        f"Came: {visible(came)}, {percent(p)}, {read.bits[k]:.2f} bits, {ordinal(int(read.ranks[k]))} likeliest",
        f"Unsure before it: {read.entropy[k]:.2f} bits.  Mean of the text: {read.bits[1:].mean():.2f} bits",
    ]
    for line, words in enumerate(facts):
        parts.append(
            text(words, LEFT, y + 24 * line, font_size=15, font_weight=700 if line == 0 else 400, fill=css("ink"))
        )
    return parts


def _bar(place: int, name: str, share: float, *, is_target: bool) -> str:
    y = 34 + place * ROW
    parts = [
        text(visible(name), LEFT + 26, y + 18, font_size=17, class_="mono", text_anchor="middle", fill=css("ink")),
        element("rect", x=LEFT + 44, y=y + 3, width=max(BAR * share**0.5, 0.5), height=ROW - 8, fill=css("predicted")),
        text(percent(share), LEFT + 44 + BAR * share**0.5 + 8, y + 18, font_size=15, fill=css("ink")),
    ]
    if is_target:
        box = {"x": LEFT + 14, "y": y + 1, "width": 24, "height": ROW - 4, "rx": 4, "fill": "none"}
        parts.append(element("rect", **box, stroke=css("target"), stroke_width=2.5))
        parts.append(text("▶", LEFT - 2, y + 18, font_size=14, fill=css("target")))
    return "".join(parts)
