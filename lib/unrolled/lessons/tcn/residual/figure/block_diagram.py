"""Figure 1b as a drawing: two rounds of convolution, weight norm, ReLU and dropout, and the skip connection."""

from __future__ import annotations

from typing import NamedTuple

from unrolled.drawing import numerals
from unrolled.drawing.numerals import counted, plain
from unrolled.drawing.shapes import disc, rect, shape
from unrolled.drawing.svg import text
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note
from unrolled.lessons.tcn.residual.record import CONVOLUTIONS, Block

MAIN, SIDE = 100, 318  # x of the middle of both branches
WIDE, SIDE_WIDE, TALL = 196, 92, 23
VALUE = MAIN + WIDE / 2 + 8
INPUT, SUM, LAST, OUTPUT = 366, 82, 50, 17  # baselines and middles
MIX = 208  # middle of what the skip connection passes


CONV = "Dilated causal conv"


def signed(value: float) -> str:
    """A number with its sign; "0" only where it is exactly that, as after a ReLU."""
    return "0" if value == 0 else numerals.signed(value)


class Part(NamedTuple):
    """A box: the middle of its height, its words, and the stages at which it is lit; the first one's value is told."""

    y: float
    words: str
    stages: tuple[int, ...]


PARTS = (
    Part(330, CONV, (1,)),
    Part(303, "Weight norm", (1,)),
    Part(276, "ReLU", (2,)),
    Part(249, "Dropout", (3,)),
    Part(201, CONV, (4,)),
    Part(174, "Weight norm", (4,)),
    Part(147, "ReLU", (5,)),
    Part(120, "Dropout", (6,)),
    Part(LAST, "ReLU", (9,)),
)


def _told(part: Part, dilation: int) -> Part:
    return part._replace(words=f"{CONV}, d = {dilation}") if part.words == CONV else part


def _box(part: Part, lit: bool, x: float = MAIN, wide: float = WIDE, dash: str | None = None) -> str:
    paint = {"fill": css("tcn"), "stroke": css("tcn")} if lit else {"fill": css("ground"), "stroke": css("edge")}
    return rect(x - wide / 2, part.y - TALL / 2, wide, TALL, thick=2, rx=5, stroke_dasharray=dash, **paint) + label(
        part.words, x, part.y + 5, "middle", "ground" if lit else "ink", font_weight=700 if lit else None
    )


def _line(*points: tuple[float, float], lit: bool = False, dash: str | None = None) -> str:
    drawn = "M" + " L".join(f"{x:g},{y:g}" for x, y in points)
    return shape(drawn, "none", "tcn" if lit else "edge", 5 if lit else 2.5, dash, stroke_linejoin="round")


def diagram(shown: Block) -> str:
    """Boxes and lines, the lit stage filled; a cut skip connection is dashed and crossed out."""
    stage, is_mixed = shown.stage, shown.mixing is not None
    C, H = shown.widths
    lit_path, dash = stage in (7, 8) and shown.has_path, None if shown.has_path else "3 6"
    parts = [
        _line((MAIN, INPUT - 16), (MAIN, OUTPUT + 6), lit=False),
        _line((MAIN, INPUT - 22), (SIDE, INPUT - 22), (SIDE, SUM), (MAIN + 13, SUM), lit=lit_path, dash=dash),
        *(_box(_told(part, shown.dilation), stage in part.stages) for part in PARTS),
        _sum(stage == 8),
        _label(f"input x, {counted(C, 'channel')}", INPUT, stage == 0),
        _label(f"output, {counted(H, 'channel')}", OUTPUT, stage == 9),
    ]
    if is_mixed:
        parts.append(_box(Part(MIX, "1×1 conv", (7,)), stage == 7, SIDE, SIDE_WIDE))
        parts.append(_aside(f"{C} → {H}: needed", MIX + 27))
    else:
        parts.append(_box(Part(MIX, "identity", (7,)), stage == 7, SIDE, SIDE_WIDE, "4 4"))
        parts.append(_aside(f"{C} = {H}: no 1×1", MIX + 27))
    if not shown.has_path:
        cross = f"M{SIDE - 12},{SUM + 28} l24,24 m0,-24 l-24,24"
        parts += [shape(cross, "none", "wrong", 4), heading("cut", SIDE + 18, SUM + 46, colour="wrong")]
    return "".join(parts)


def _aside(words: str, y: float) -> str:
    return note(words, SIDE, y, "middle", paint_order="stroke", stroke=css("ground"), stroke_width=5)


def _sum(lit: bool) -> str:
    sign = {"fill": css("ground" if lit else "ink"), "font_weight": 700, "text_anchor": "middle"}
    return disc(MAIN, SUM, 13, "tcn" if lit else "ground", "tcn" if lit else "edge", 2) + text(
        "+", MAIN, SUM + 6, font_size=20, **sign
    )


def _label(words: str, y: float, lit: bool) -> str:
    said = heading(words, MAIN, y, "middle", "tcn" if lit else "ink")
    return rect(MAIN - WIDE / 2, y - 15, WIDE, 21, "ground") + said


def diagram_values(shown: Block) -> str:
    """Beside each part its value in the channel pointed at, at the character pointed at."""
    row = min(shown.row, len(shown.rows) - 1)
    channel = int(shown.rows[row])
    drawn = []
    for part in PARTS:
        stage, key = part.stages[0], str(part.stages[0])
        if part.words == "Weight norm":
            filters = shown.filters[CONVOLUTIONS[stage]]
            words, key = f"g {plain(float(filters.length[channel]))}", f"g{stage}"
        elif stage in (3, 6) and shown.dropped(stage)[shown.cursor, channel]:
            words = "dropped"
        else:
            words = signed(shown.at(stage, channel))
        drawn.append(_value(words, VALUE, part.y + 5, shown.stage == stage, key))
    drawn.append(_value(signed(shown.at(8, channel)), MAIN + 22, SUM - 8, shown.stage == 8, "8"))
    path = signed(shown.at(7, channel)) if shown.has_path else "0"
    drawn.append(_value(path, SIDE - 8, SUM + 20, shown.stage == 7, "7", "end"))
    drawn.append(_value(f"values: channel {channel + 1}", VALUE, OUTPUT, False, "channel"))
    return "".join(drawn)


def _value(words: str, x: float, y: float, lit: bool, part: str, anchor: str = "start") -> str:
    weight, colour = (700, "ink") if lit else (400, "ink2")
    return label(
        words,
        x,
        y,
        anchor,
        colour=colour,
        font_weight=weight,
        data_value=part,
        paint_order="stroke",
        stroke=css("ground"),
        stroke_width=5,
    )
