"""What must be kept between two steps: the rings of a TCN, and bars beside the states of recurrent networks."""

from __future__ import annotations

import math

from unrolled.drawing.band_plot import NAMES
from unrolled.drawing.letters import visible
from unrolled.drawing.svg import Drawing, element, text
from unrolled.drawing.theme import MONO, SANS, css
from unrolled.lessons.tcn.streaming.record import Ring, Streaming

WIDTH, HEIGHT = 1060, 560
LEFT, ROW, ROWS = 150, 27, 9
BARS = 720
STYLE = f"text{{font-family:{SANS};font-variant-numeric:tabular-nums}} .mono{{font-family:{MONO}}}"


def describe_streaming(view: Streaming) -> str:
    """One sentence that says what the panel shows."""
    kept = ", ".join(f"{NAMES[name]} {number:,}" for name, number in view.kept.items())
    return (
        f"Step {view.t + 1} of {len(view.text)}, {visible(view.text[view.t])}: numbers kept for a sequence, at equal "
        f"size: "
        f"{kept}; the TCN sees {view.field:,} steps."
    )


def streaming_drawing(view: Streaming) -> Drawing:
    """The bars, which do not move with time."""
    parts = [text("At equal size, numbers kept for a sequence", BARS - 60, 24, font_size=16, font_weight=700,
                  fill=css("ink"))]  # fmt: skip
    parts += _bars(view.kept, 44)
    parts.append(text("Multiply-adds of a step", BARS - 60, 232, font_size=16, font_weight=700, fill=css("ink")))
    parts += _bars(view.multiplied, 252)
    parts.append(text("Parameters", BARS - 60, 440, font_size=16, font_weight=700, fill=css("ink")))
    for k, (name, size) in enumerate(view.parameters.items()):
        x = BARS - 60 + 96 * k
        parts.append(text(NAMES[name], x, 466, font_size=15, font_weight=700, fill=css(name)))
        parts.append(text(f"{size:,}", x, 488, font_size=15, fill=css("ink")))
    words = f"The TCN sees {view.field:,} steps, and not one more."
    parts.append(text(words, BARS - 60, 526, font_size=15, fill=css("ink2")))
    said = "Bars: numbers kept, multiply-adds and parameters of four architectures of equal size."
    return Drawing.of(*parts, width=WIDTH, height=HEIGHT, description=said, style=STYLE)


def _bars(values: dict[str, int], top: float) -> list[str]:
    """Bars on a scale of powers of ten, with their numbers."""
    parts, most = [], max(math.log10(max(value, 10)) for value in values.values())
    for row, (name, value) in enumerate(values.items()):
        y = top + 36 * row
        wide = 230 * math.log10(max(value, 1)) / most
        parts.append(
            text(NAMES[name], BARS - 10, y + 18, font_size=15, font_weight=700, text_anchor="end", fill=css(name))
        )
        parts.append(element("rect", x=BARS, y=y + 2, width=max(wide, 1.0), height=22, fill=css(name)))
        parts.append(text(f"{value:,}", BARS + wide + 8, y + 18, font_size=15, fill=css("ink")))
    parts.append(text("scale of powers of ten", BARS, top + 36 * len(values) + 8, font_size=14, fill=css("ink2")))
    return parts


def streaming_rings(view: Streaming) -> Drawing:
    """The layer that moves with time: what is read, what is in the rings, which slot is overwritten."""
    first = max(0, min(view.t - 14, len(view.text) - 30))
    parts = [text("Reads", 2, 26, font_size=16, font_weight=700, fill=css("ink"))]
    for place, step in enumerate(range(first, min(first + 30, len(view.text)))):
        x, here = LEFT + 16 * place, step == view.t
        if here:
            parts.append(element("rect", x=x - 8, y=9, width=16, height=24, rx=3, fill=css("ink")))
        parts.append(
            text(visible(view.text[step]), x, 26, font_size=16, class_="mono", text_anchor="middle",
                 fill=css("ground" if here else "ink" if step < view.t else "edge"))
        )  # fmt: skip
    words = "Slots hold the inputs of earlier steps: letters in the first ring, numbers of steps above it."
    parts.append(text(words, 2, 58, font_size=14, fill=css("ink2")))
    shown = view.rings[:ROWS]
    for row, ring in enumerate(shown):
        parts += _ring(view, ring, 84 + row * 48)
    if not shown:
        parts.append(text("Kernel 1 reads the present alone: nothing is kept.", 2, 110, font_size=15, fill=css("ink")))
    y = HEIGHT - 22
    parts += [
        element("rect", x=2, y=y - 14, width=18, height=18, rx=3, fill=css("tcn")),
        text("read now", 26, y, font_size=14, fill=css("ink")),
        element(
            "rect", x=110, y=y - 14, width=18, height=18, rx=3, fill=css("tcn"), stroke=css("wrong"), stroke_width=3
        ),
        text("read last, then overwritten by this step's input", 136, y, font_size=14, fill=css("ink")),
    ]
    return Drawing.of(*parts, width=WIDTH, height=HEIGHT, description=describe_streaming(view), style=STYLE)


def _ring(view: Streaming, ring: Ring, y: float) -> list[str]:
    parts = [text(f"level {ring.level}, {'first' if ring.convolution == 1 else 'second'}", 2, y + 10, font_size=15,
                  font_weight=700, fill=css("ink"))]  # fmt: skip
    parts.append(text(f"d = {ring.dilation}, {len(ring.slots)} slots", 2, y + 28, font_size=14, fill=css("ink2")))
    wide = min(30.0, 480 / max(len(ring.slots), 1))
    for place, step in enumerate(ring.slots):
        x, read, last = LEFT + place * wide, place in ring.read, place == ring.overwritten
        parts.append(element("rect", x=x, y=y, width=wide - 2, height=ROW, rx=3, fill=css("tcn" if read else "ground"),
                             stroke=css("wrong" if last else "edge"), stroke_width=3 if last else 1))  # fmt: skip
        if step >= 0 and wide >= 18:
            inputs = ring.level == ring.convolution == 1
            parts.append(text(visible(view.text[step]) if inputs else str(step + 1), x + wide / 2 - 1, y + 19,
                              font_size=15 if inputs else 14, class_="mono" if inputs else None, text_anchor="middle",
                              fill=css("ground" if read else "ink")))  # fmt: skip
    return parts
