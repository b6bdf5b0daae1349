"""The residual block, Figure 1b: boxes from below upwards, a table at the character, values over the text."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from unrolled.drawing.formula import MATH, formula
from unrolled.drawing.layout import WIDTH
from unrolled.drawing.letters import called
from unrolled.drawing.numerals import plain
from unrolled.drawing.shapes import rect, shape
from unrolled.drawing.strip import Strip, signed_colour
from unrolled.drawing.svg import Drawing
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note
from unrolled.lessons.tcn.residual.figure.block_diagram import diagram, diagram_values, signed
from unrolled.lessons.tcn.residual.record import CONVOLUTIONS, STAGES, Block

HEIGHT = 376
RIGHT = 392  # left edge of equation, table and strip
TABLE, ROW = 66, 19.0  # baseline of the table's heads, and its rows
STRIP, LABELS = 210, 52  # baseline of the strip's title, and room for the names of rows
COLUMNS, CELL = 31, 14  # characters on a page of the strip, and the width of one
EQUATIONS = {
    0: "x_{t}, what the level below hands up",
    1: "b + W_{0} x_{t−2d} + W_{1} x_{t−d} + W_{2} x_{t},   W = g v / |v|",
    2: "max(0, conv_{1})",
    3: "a_{1} = drop(ReLU(conv_{1}))",
    4: "b + W_{0} a_{t−2d} + W_{1} a_{t−d} + W_{2} a_{t},   W = g v / |v|",
    5: "max(0, conv_{2})",
    6: "a_{2} = drop(ReLU(conv_{2}))",
    7: "x_{t}, or W x_{t} + b where widths differ",
    8: "a_{2} + skip",
    9: "out = max(0, a_{2} + skip)",
}
TITLES = {
    0: "Input x", 1: "After convolution 1", 2: "After ReLU 1", 3: "After dropout 1", 4: "After convolution 2",
    5: "After ReLU 2", 6: "After dropout 2, a₂", 7: "What was passed on", 8: "The sum", 9: "Output",
}  # fmt: skip


def describe_block(shown: Block) -> str:
    """One sentence that says what stands at the cursor."""
    k, stage = shown.cursor, shown.stage
    channel = int(shown.shown[shown.row])
    value = signed(shown.at(stage, channel))
    name = f"channel {channel + 1}" if stage else f"input {shown.input_names[shown.row]}"
    where = f"{called(shown.text[k])}, character {k + 1} of {len(shown.text)}, {name}"
    return f"Stage {stage}, {STAGES[stage]}, at {where}: {_said(shown, channel, value)}."


def _said(shown: Block, channel: int, value: str) -> str:
    stage = shown.stage
    if stage in CONVOLUTIONS:
        taps = " ".join(map(signed, shown.taps(stage, channel)))
        bias = signed(float(shown.filters[CONVOLUTIONS[stage]].bias[channel]))
        return f"three taps give {taps}, the bias adds {bias}: {value}"
    if stage in (3, 6) and shown.dropout != "off":
        gone = shown.dropped(stage)[shown.cursor, channel]
        return "dropped" if gone else f"{value}"
    if stage == 7:
        return f"{value}, by the 1x1" if shown.mixing is not None else f"{value}, the input as it was"
    if stage == 8:
        a, b = signed(shown.at(6, channel)), signed(shown.at(7, channel))
        return f"{a} and {b} make {value}" if shown.has_path else f"{value}, the convolutions alone"
    return value


def block_drawing(shown: Block) -> Drawing:
    """All that does not move with the cursor: diagram, equation, and the lit stage over the text."""
    return Drawing.of(
        diagram(shown),
        formula(EQUATIONS[shown.stage], RIGHT + 4, 18, size=20, fill=css("ink"), font_weight=700),
        *_heads(shown),
        *_heat(shown),
        height=HEIGHT,
        description=f"A residual block with stage {shown.stage}, {STAGES[shown.stage]}, lit.",
        style=MATH,
    )


def block_cursor(shown: Block) -> Drawing:
    """The layer over it: values in the diagram, the table, frames, and what the convolution reads."""
    strip = _strip(shown)
    return Drawing.of(
        diagram_values(shown),
        *_table(shown),
        *_reads(shown, strip),
        strip.row(shown.row),
        strip.column(shown.cursor, len(shown.shown)),
        _pointer(shown, strip),
        height=HEIGHT,
        description=describe_block(shown),
        style=MATH,
    )


def _columns(shown: Block) -> tuple[str, ...]:
    """Heads of the table, after the channel."""
    d, stage = shown.dilation, shown.stage
    if stage in CONVOLUTIONS:
        return "|v|", "g", *(f"tap t−{n * d}" for n in range(shown.kernel - 1, 0, -1)), "tap t", "b", "sum"
    kept = f"kept: ÷ {1 - shown.share:g}" if shown.dropout != "off" else "off: as it was"
    skip = ("W x", "b", "skip") if shown.mixing is not None else ("x", "skip")
    return {
        0: ("x",), 2: ("conv 1", "ReLU"), 3: ("ReLU 1", kept), 5: ("conv 2", "ReLU"), 6: ("ReLU 2", kept), 7: skip,
        8: ("a₂", "skip", "sum"), 9: ("sum", "ReLU"),
    }[stage]  # fmt: skip


def _cells(shown: Block, channel: int) -> tuple[str, ...]:
    stage = shown.stage
    here = signed(shown.at(stage, channel))
    if stage in CONVOLUTIONS:
        filters = shown.filters[CONVOLUTIONS[stage]]
        own = plain(float(filters.norm[channel])), plain(float(filters.length[channel]))
        return *own, *map(signed, shown.taps(stage, channel)), signed(float(filters.bias[channel])), here
    if stage in (3, 6):
        gone = shown.dropped(stage)[shown.cursor, channel]
        return signed(shown.at(stage - 1, channel)), "dropped" if gone else here
    if stage == 7:
        return (*map(signed, shown.mixed(channel)), here) if shown.mixing is not None else (here, here)
    if stage == 8:
        return signed(shown.at(6, channel)), signed(shown.at(7, channel)) if shown.has_path else "cut", here
    return (here,) if stage == 0 else (signed(shown.at(stage - 1, channel)), here)


def _places(many: int) -> list[float]:
    start = RIGHT + 64
    return [start] + [start + min(112.0, (WIDTH - 8 - start) / many) * (k + 1) for k in range(many)]


def _heads(shown: Block) -> Iterator[str]:
    words = ("input" if shown.stage == 0 else "channel", *_columns(shown))
    title = f"At one character: {shown.name}, d = {shown.dilation}"
    yield label(title, RIGHT + 4, TABLE - 23, colour="ink2")
    for name, x in zip(words, _places(len(words) - 1), strict=True):
        yield heading(name, x, TABLE, "end", "ink2")
    for k in range(len(shown.shown)):
        yield rect(RIGHT, TABLE + 6 + k * ROW, WIDTH - RIGHT, ROW, "transparent", data_row=k)


def _table(shown: Block) -> Iterator[str]:
    for k, channel in enumerate(shown.shown.tolist()):
        y, chosen = TABLE + 6 + k * ROW, k == shown.row
        if chosen:
            yield rect(RIGHT + 1.5, y, WIDTH - RIGHT - 3, ROW, "wash", "ink", 2.5, rx=4)
        words = (_row_name(shown, k), *_cells(shown, channel))
        for place, (said, x) in enumerate(zip(words, _places(len(words) - 1), strict=True)):
            bold = 700 if chosen or place == len(words) - 1 else None
            yield label(said, x, y + 15, "end", font_weight=bold, data_cell=f"{k},{place}")


def _row_name(shown: Block, row: int) -> str:
    return shown.input_names[row] if shown.stage == 0 else str(int(shown.rows[row]) + 1)


def _strip(shown: Block) -> Strip:
    return Strip(shown.text, shown.cursor, RIGHT + LABELS, STRIP + 26, columns=COLUMNS, wide=CELL)


def _limit(shown: Block) -> float:
    """The end of the colours, the same at all stages of a block, so that stages can be compared."""
    sizes = np.abs(np.concatenate([values[:, shown.rows].ravel() for values in shown.values[1:]]))
    return float(f"{max(float(np.quantile(sizes, 0.98)), 1e-6):.1g}")


def _heat(shown: Block) -> Iterator[str]:
    strip, limit = _strip(shown), _limit(shown)
    channels = shown.shown
    many = shown.values[shown.stage].shape[1]
    count = f"the {len(channels)} of {many} channels that change most; " if many > len(channels) else ""
    yield heading(TITLES[shown.stage], RIGHT + 4, STRIP)
    said = f"{count}blue above 0, brown below, full at ±{limit:g}"
    yield note(said, RIGHT + 4, STRIP + 18)
    yield strip.cells(shown.values[shown.stage][:, channels], lambda value: signed_colour(value, limit))
    if shown.stage in (3, 6) and shown.dropout != "off":
        yield _crosses(shown, strip)
    before = "" if shown.stage == 0 else "ch. "
    yield strip.names([before + _row_name(shown, k) for k in range(len(channels))])
    yield strip.letters(len(channels))
    yield strip.hits(len(channels))


def _crosses(shown: Block, strip: Strip) -> str:
    """A cross where a value was above 0 and dropout took it."""
    gone = shown.dropped(shown.stage)[strip.start : strip.start + len(strip.words), shown.rows]
    drawn = "".join(
        f"M{strip.left + t * strip.wide + 4:g} {strip.top + row * strip.tall + 3:g}l7 7m0 -7l-7 7"
        for t, row in np.argwhere(gone).tolist()
    )
    return shape(drawn, "none", "wrong", 1.8, data_part="dropped")


def _reads(shown: Block, strip: Strip) -> Iterator[str]:
    """At a convolution's stage: marks under the characters that it reads for the one pointed at."""
    if shown.stage not in CONVOLUTIONS:
        return
    y = strip.top + len(shown.shown) * strip.tall + 22
    for t in shown.steps():
        if strip.start <= t < strip.start + len(strip.words):
            x = strip.left + (t - strip.start) * strip.wide
            yield rect(x, y, strip.wide - 1, 4, "tcn", data_reads=t)


def _pointer(shown: Block, strip: Strip) -> str:
    """Which character is pointed at, in words."""
    y = strip.top + len(shown.shown) * strip.tall + 44
    words = f"{called(shown.text[shown.cursor])}, character {shown.cursor + 1} of {len(shown.text)}"
    padding = sum(t < 0 for t in shown.steps())
    if shown.stage in CONVOLUTIONS:
        reads = f"bars: the characters it reads{f', {padding} of them padding' if padding else ''}"
        words = f"{words}; {reads}"
    return note(words, RIGHT + 4, y, colour="ink", font_weight=700)
