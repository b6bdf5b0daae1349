"""What must be kept between two steps: the rings of a TCN, and bars beside the states of recurrent networks."""

from __future__ import annotations

import math

from unrolled.drawing.axes import NAMES
from unrolled.drawing.letters import letter, visible
from unrolled.drawing.shapes import rect
from unrolled.drawing.svg import Drawing, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note, title
from unrolled.lessons.tcn.streaming.record import Ring, Streaming

HEIGHT = 376
LEFT, TOP, PITCH, ROW, ROWS = 112, 54, 46, 26, 6  # of the rings: left and upper edge, a row's share and height, rows
LETTER, SHOWN = 14.5, 30  # width of a letter that is read; letters in sight
SLOT, ALL = 28.0, 440  # width of a slot at most; of a ring at most
BARS, BAR, BAR_ROW = 640, 160, 28  # left edge of the bars, their width at most, and the height of a row
KEPT, WORK = 18, 184  # baselines of the headings over the bars


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
    parts = [
        title("Numbers kept between two steps", BARS - 60, KEPT),
        *_bars(view.kept, KEPT + 12),
        title("Multiply-adds of a step", BARS - 60, WORK),
        *_bars(view.multiplied, WORK + 12),
    ]
    for words, y in (
        (f"About {view.parameters['tcn']:,} parameters each.", HEIGHT - 30),
        (f"The TCN sees {view.field:,} steps, and not one more.", HEIGHT - 8),
    ):
        parts.append(label(words, BARS - 60, y, colour="ink2"))
    said = "Bars: numbers kept and multiply-adds of a step, of four architectures of equal size."
    return Drawing.of(*parts, height=HEIGHT, description=said)


def _bars(values: dict[str, int], top: float) -> list[str]:
    """Bars on a scale of powers of ten, with their numbers."""
    parts, most = [], max(math.log10(max(value, 10)) for value in values.values())
    for row, (name, value) in enumerate(values.items()):
        y = top + BAR_ROW * row
        wide = BAR * math.log10(max(value, 1)) / most
        parts += [heading(NAMES[name], BARS - 10, y + 16, "end", name), rect(BARS, y + 1, max(wide, 1.0), 20, name)]
        parts.append(label(f"{value:,}", BARS + wide + 8, y + 16))
    below = top + BAR_ROW * len(values) + 14
    return [*parts, note("scale of powers of ten", BARS, below)]


def streaming_rings(view: Streaming) -> Drawing:
    """The layer that moves with time: what is read, what is in the rings, which slot is overwritten."""
    first = max(0, min(view.t - 14, len(view.text) - SHOWN))
    parts = [title("Reads", 2, 18)]
    for place, step in enumerate(range(first, min(first + SHOWN, len(view.text)))):
        x, here = LEFT + LETTER * (place + 0.5), step == view.t
        if here:
            parts.append(rect(x - 8, 2, 16, 22, "ink", rx=3))
        parts.append(letter(view.text[step], x, 18, 16, "ground" if here else "ink" if step < view.t else "edge"))
    words = "A slot holds an earlier step’s input: a letter in the first ring, else the step’s number."
    parts.append(note(words, 2, 42))
    for row, ring in enumerate(view.rings[:ROWS]):
        parts += _ring(view, ring, TOP + row * PITCH)
    if not view.rings:
        parts.append(label("Kernel 1 reads the present alone: nothing is kept.", 2, 90))
    if len(view.rings) > ROWS:
        words = "… and the longer rings of the levels above"
        parts.append(note(words, LEFT, TOP + ROWS * PITCH + 10))
    y = HEIGHT - 8
    parts += [
        rect(2, y - 14, 18, 18, "tcn", rx=3),
        note("read now", 26, y, colour="ink"),
        rect(110, y - 14, 18, 18, "tcn", "wrong", 3, rx=3),
        note("read, then overwritten by this step's input", 136, y, colour="ink"),
    ]
    return Drawing.of(*parts, height=HEIGHT, description=describe_streaming(view))


def _ring(view: Streaming, ring: Ring, y: float) -> list[str]:
    name = f"level {ring.level}, {'1st' if ring.convolution == 1 else '2nd'}"
    parts = [heading(name, 2, y + 9), note(f"d = {ring.dilation}, {len(ring.slots)} slots", 2, y + 26)]
    wide = min(SLOT, ALL / max(len(ring.slots), 1))
    for place, step in enumerate(ring.slots):
        x, read, last = LEFT + place * wide, place in ring.read, place == ring.overwritten
        parts.append(
            rect(x, y, wide - 2, ROW, "tcn" if read else "ground", "wrong" if last else "edge", 3 if last else 1, rx=3)
        )
        if step >= 0 and wide >= 18:
            inputs = ring.level == ring.convolution == 1
            parts.append(text(visible(view.text[step]) if inputs else str(step + 1), x + wide / 2 - 1, y + 19,
                              font_size=15 if inputs else 14, class_="mono" if inputs else None, text_anchor="middle",
                              fill=css("ground" if read else "ink")))  # fmt: skip
    return parts
