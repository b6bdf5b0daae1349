"""A TDNN at work: frames, units over time, evidence; and right answers by the frame at which a syllable begins."""

from __future__ import annotations

import numpy as np

from unrolled.drawing.axes import Axes
from unrolled.drawing.shapes import rect, shape
from unrolled.drawing.svg import Drawing, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note, title
from unrolled.lessons.tcn.tdnn.record import Heard

HEIGHT = 376
LEFT, SIDE, TOP = 92, 24, 22  # of the frames; each is SIDE wide
BAND, UNIT, CLASS = 7, 6, 19  # heights of a row of frames, of units, of classes
UNITS, CLASSES, ANSWERS = 150, 212, 290  # upper edges of units and classes; baseline over the answers
BAR, ANSWER = 100, 25  # width of a bar of 1; height of a row of answers
CHART, LEGEND = 500, 322  # left edge of the chart's column; baseline of its legend
LINES = {
    "tdnn": ("TDNN", "tcn", None),
    "equal": ("all at once", "baseline", "12 6"),
    "wide": ("all at once", "ink", "2 6"),
}


def describe_tdnn(view: Heard) -> str:
    """One sentence that says what the panel shows."""
    says, other = view.classes[int(view.evidence.argmax())], view.classes[int(view.at_once.argmax())]
    where = (
        "as in training" if view.trained[0] <= view.onset <= view.trained[1] else "later or earlier than in training"
    )
    return (
        f"Synthetic {view.classes[view.kind]} from frame {view.onset + 1}, {where}: the TDNN says {says} "
        f"({view.evidence.max():.2f}), the network that sees all at once {other} ({view.at_once.max():.2f})."
    )


def tdnn_drawing(view: Heard) -> Drawing:
    """What stays: right answers by onset."""
    said = f"Right answers of {len(view.right)} networks by the frame at which a syllable begins."
    return Drawing.of(*_by_onset(view), height=HEIGHT, description=said)


def tdnn_heard(view: Heard) -> Drawing:
    """The layer over it: one syllable, the units over time, both answers."""
    bands = view.frames.shape[1]
    parts = [title("Frames, 16 bands (synthetic)", LEFT, 15)]
    parts += _raster(view.frames.T[::-1], TOP, BAND, 0, 1.2)
    low = TOP + bands * BAND
    start = LEFT + view.onset * SIDE
    parts.append(shape(f"M{start} {low + 6}h{8 * SIDE}", edge="target", thick=4))
    parts += [note("syllable", LEFT - 12, low + 11, "end"), heading("8 units", LEFT - 12, UNITS + 30, "end")]
    parts += [*_raster(view.hidden, UNITS, UNIT, 2, 1.0), heading("3 classes", LEFT - 12, CLASSES + 34, "end")]
    for k, name in enumerate(view.classes):
        top = CLASSES + CLASS * k
        parts += _raster(view.firings[k : k + 1], top, CLASS - 3, 6, 1.0)
        parts.append(label(name, LEFT + 6 * SIDE - 10, top + 13, "end"))
    parts += [*_answers(view, ANSWERS), _axes(view).upright(view.onset, css("ink"), "5 4")]
    return Drawing.of(*parts, height=HEIGHT, description=describe_tdnn(view))


def _axes(view: Heard) -> Axes:
    return Axes(CHART + 52, 44, 330, 216, (0, float(view.right["tdnn"].shape[1] - 1)), (0.0, 1.0))


def _raster(values: np.ndarray, top: float, tall: float, first: int, most: float) -> list[str]:
    """Rows of values over time; the first of them belongs to frame ``first``: its window ends there.

    Sixteen shades, and one path for each: a picture that moves should be short.
    """
    shades: dict[int, list[str]] = {}
    for row, line in enumerate(values):
        for t, value in enumerate(line):
            shade = round(15 * float(min(max(value / most, 0.0), 1.0)))
            box = f"M{LEFT + (t + first) * SIDE} {top + row * tall:g}h{SIDE - 1}v{tall - 1:g}h{1 - SIDE}z"
            shades.setdefault(shade, []).append(box)
    return [
        shape("".join(boxes), "ink", fill_opacity=0.04 + 0.96 * shade / 15) for shade, boxes in sorted(shades.items())
    ]


def _answers(view: Heard, top: float) -> list[str]:
    """Evidence of the TDNN and the outputs of the other network; the right class is framed."""
    parts = []
    for name, values, x in (("TDNN: mean over time", view.evidence, 2), ("All at once", view.at_once, 240)):
        parts.append(title(name, x, top))
        for k, value in enumerate(values):
            y = top + 8 + ANSWER * k
            parts.append(text(view.classes[k], x + 30, y + 16, font_size=16, text_anchor="end", fill=css("ink")))
            parts.append(
                rect(x + 40, y, max(BAR * float(value), 1.0), 20, "predicted" if k == int(values.argmax()) else "edge")
            )
            parts.append(label(f"{value:.2f}", x + 46 + BAR * float(value), y + 15))
            if k == view.kind:
                parts.append(rect(x, y - 2, BAR + 86, 24, "none", "target", 2.5, rx=4))
    return parts


def _by_onset(view: Heard) -> list[str]:
    onsets = np.arange(view.right["tdnn"].shape[1])
    axes = _axes(view)
    parts = axes.ticks([], [0, 0.25, 0.5, 0.75, 1], ["0", "25 %", "50 %", "75 %", "100 %"])
    for onset in onsets:
        x, y = axes.at(onset, 0)
        parts.append(note(f"{onset + 1}", x, y + 19, "middle"))
    parts += axes.titles("Right answers, three seeds", "frame at which the syllable begins")
    a, _ = axes.at(view.trained[0], 0)
    b, _ = axes.at(view.trained[1], 0)
    parts.append(rect(a - 8, axes.top, b - a + 16, axes.tall, "wash"))
    parts.append(note("trained", (a + b) / 2, axes.top + 80, "middle"))
    parts += axes.level(view.chance, "chance", css("baseline"))
    for row, (name, (words, colour, dash)) in enumerate(LINES.items()):
        right = view.right[name]
        parts.append(axes.band(onsets, right.min(axis=0), right.max(axis=0), css(colour)))
        parts.append(axes.line(onsets, np.median(right, axis=0), css(colour), dash))
        y = LEGEND + 24 * row
        parts.append(shape(f"M{CHART + 2} {y - 5}h50", edge=colour, thick=3, dash=dash))
        parts.append(label(f"{words}, {view.parameters[name]:,} parameters", CHART + 62, y))
    return parts
