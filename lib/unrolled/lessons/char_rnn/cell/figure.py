"""One step of an LSTM layer: a memory that runs through, and three gates that keep, write and read it."""

from __future__ import annotations

from unrolled.drawing.formula import MATH, formula
from unrolled.drawing.layout import picture
from unrolled.drawing.shapes import rect, shape
from unrolled.drawing.svg import Drawing
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note
from unrolled.lessons.lstm.four_steps.figure.wires import box, circle, line, valve

ROOM = picture(250)
BAND, LAYERS, BUS = 72, 150, 196  # y of the memory, of the gates, and of what they all read
LEFT, RIGHT = 120, 774
FORGET, WRITE, CANDIDATE, READ = 250, 400, 480, 620  # x of the gates


def lstm_drawing() -> Drawing:
    """The cell, from the state before at the left to the state after at the right."""
    meet = BAND + 44  # of the memory and the gate that reads it
    return Drawing.of(
        rect(LEFT, 34, RIGHT - LEFT, BUS - 14, "wash", "edge", rx=12),
        line(f"M40 {BAND}H{RIGHT + 76}", True, "carry", 14),
        _arrow(RIGHT + 76, BAND, "carry"),
        line(f"M40 {BUS}H{READ}", True, "hidden", 4),
        line(f"M{LEFT + 50} {ROOM.height - 16}V{BUS}", True, "ink2", 4),
        valve(FORGET, BAND, LAYERS, True, "forget-gate"),
        *(line(f"M{x} {BUS}V{LAYERS}", True, name, 3) for x, name in _GATES),
        line(f"M{CANDIDATE} {LAYERS}V{BAND + 22}", True, "candidate", 3),
        line(f"M{WRITE} {LAYERS}V{BAND + 38}H{CANDIDATE - 13}", True, "input-gate", 3),
        circle(CANDIDATE, BAND + 38, "×", True, "input-gate", 12),
        circle(CANDIDATE, BAND, "+", True, "carry", 15),
        line(f"M{READ + 60} {BAND}V{BUS}H{RIGHT + 76}", True, "hidden", 4),
        line(f"M{READ} {LAYERS}V{meet}H{READ + 47}", True, "output-gate", 3),
        circle(READ + 60, meet, "×", True, "output-gate", 12),
        _arrow(RIGHT + 76, BUS, "hidden"),
        *(box(x, LAYERS, "tanh" if x == CANDIDATE else "σ", True, name) for x, name in _GATES),
        *_names(),
        height=int(ROOM.height),
        description=(
            "One step of an LSTM: the memory C runs through; a forget gate keeps a part of it, an input gate "
            "writes to it, and an output gate reads it into the hidden state h."
        ),
        style=MATH,
    )


_GATES = ((FORGET, "forget-gate"), (WRITE, "input-gate"), (CANDIDATE, "candidate"), (READ, "output-gate"))


def _arrow(x: float, y: float, name: str) -> str:
    return shape(f"M{x} {y - 9}l15 9 -15 9z", name)


def _names() -> list[str]:
    def said(words: str, x: float, y: float, name: str = "ink") -> str:
        return heading(words, x, y, "middle", name)

    def symbol(parts: str, x: float, y: float) -> str:
        return formula(parts, x, y, size=19, fill=css("ink"), font_weight=700)

    return [
        said("keep", FORGET, 26, "forget-gate"),
        said("write", CANDIDATE, 26, "input-gate"),
        said("read", READ + 30, 26, "output-gate"),
        *(symbol(name, x + 28, LAYERS - 10) for name, x in (("f", FORGET), ("i", WRITE - 62), ("o", READ - 62))),
        symbol("g", CANDIDATE + 32, LAYERS - 10),
        symbol("C_{t−1}", 40, BAND - 16),
        symbol("C_{t}", RIGHT + 40, BAND - 16),
        symbol("h_{t−1}", 40, BUS - 12),
        symbol("h_{t}", RIGHT + 40, BUS - 12),
        note("tanh", READ + 72, BAND + 26),
        label("memory", 40, BAND + 28, colour="ink2"),
        label("hidden state", RIGHT + 10, BUS + 24, colour="ink2"),
        label("the character", LEFT + 64, ROOM.height - 8, colour="ink2"),
        symbol("x_{t}", LEFT + 14, ROOM.height - 8),
    ]
