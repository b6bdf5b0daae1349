"""What truncated backpropagation leaves unlearnable: riddles by windows."""

from __future__ import annotations

from collections.abc import Sequence

from unrolled.drawing.formula import MATH
from unrolled.drawing.letters import visible
from unrolled.drawing.svg import Drawing, element, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note, title
from unrolled.lessons.rnn.riddles.record import Riddle

LEFT, PITCH = 176, 65
TOP, ROW, TALL, WIDE = 64, 106, 60, 48


def riddles_drawing(riddles: Sequence[Riddle]) -> Drawing:
    """A bar for each riddle and window: how many networks learned both answers; below it the ways left open."""
    total = riddles[0].losses.shape[1]
    head = f"How many of {total} networks learned both answers; open: answers whose way back to the clue is not cut"
    parts = [heading(head, 2, 18), label("window", 2, 48, colour="ink2")]
    longest = max(len(riddle.learned) for riddle in riddles)
    for window in range(1, longest + 1):
        parts.append(text(str(window), _middle(window), 48, font_size=16, text_anchor="middle", fill=css("ink")))
    for row, riddle in enumerate(riddles):
        y = TOP + row * ROW
        word = "".join(map(visible, riddle.word))
        parts.append(text(word, 2, y + 34, font_size=19, class_="mono", fill=css("ink")))
        parts.append(label(f"{riddle.between} between", 2, y + 58, colour="ink2"))
        parts += [_cell(riddle, window, y, total) for window in range(1, len(riddle.learned) + 1)]
    said = "; ".join(f"{riddle.word}: {', '.join(map(str, riddle.learned))}" for riddle in riddles)
    return Drawing.of(
        *parts,
        height=TOP + ROW * len(riddles),
        description=f"Networks of {total} that learned both answers, by window from 1 on. {said}.",
        style=MATH,
    )


def _middle(window: int) -> float:
    return LEFT + (window - 0.5) * PITCH


def _cell(riddle: Riddle, window: int, y: float, total: int) -> str:
    learned, ways = int(riddle.learned[window - 1]), int(riddle.open[window - 1])
    x, tall = _middle(window), TALL * learned / total
    frame = {"x": x - WIDE / 2, "width": WIDE, "stroke": css("edge"), "stroke_width": 1}
    bar = element("rect", y=y + TALL - tall + 6, height=tall, **(frame | {"fill": css("rnn")})) if learned else ""
    inside = tall > 22  # where its number has room
    foot = y + 6 + TALL - (8 if inside else tall + 6)
    return (
        element("rect", y=y + 6, height=TALL, **(frame | {"fill": css("ground")}))
        + bar
        + title(str(learned), x, foot, "middle", "ground" if inside else "ink")
        + note(f"{ways} open", x, y + TALL + 26, "middle")
    )
