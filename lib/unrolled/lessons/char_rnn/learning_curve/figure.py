"""Training and held-out loss against updates, beside models that only count."""

from __future__ import annotations

import numpy as np

from unrolled.drawing.axes import Axes
from unrolled.drawing.layout import picture
from unrolled.drawing.svg import Drawing
from unrolled.drawing.theme import css
from unrolled.drawing.type import note
from unrolled.measuring.records.char_rnn import LearningCurve

ROOM = picture(330)


def learning_curve_drawing(curve: LearningCurve) -> Drawing:
    """A dotted line for the text learned from, a thick one for unseen text, grey ones for the counting models."""
    end, ends = float(curve.steps[-1]), (float(curve.train[-1]), float(curve.validation[-1]))
    axes = Axes(60, 36, ROOM.width - 236, 230, (0, end), (0, 1.05 * max(curve.baselines.values(), default=4)))
    parts = axes.ticks(np.linspace(0, end, 6), range(5))
    parts += axes.titles("nats a character", "updates")
    for nats in curve.baselines.values():
        parts.append(axes.line(np.array([0, end]), np.full(2, nats), css("baseline"), thick=1.5))
    parts.append(axes.line(curve.steps, curve.train, css("lstm"), "2 5", thick=2.5))
    parts.append(axes.line(curve.steps, curve.validation, css("lstm"), thick=4))
    named = [(nats, f"{name} {nats:.2f}", "baseline") for name, nats in curve.baselines.items()]
    named += [
        (nats, f"{name} {nats:.2f}", "lstm") for name, nats in zip(("training text", "unseen text"), ends, strict=True)
    ]
    low = axes.top + axes.tall + 12.0
    for nats, words, paint in sorted(named):  # from below, each name at least a line above the one before
        x, y = axes.at(end, nats)
        low = min(y + 5, low - 17)
        parts.append(note(words, x + 10, low, colour=paint, font_weight=700))
    return Drawing.of(
        *parts,
        height=int(ROOM.height),
        description=(
            f"{curve.name}: after {end:,.0f} updates {ends[0]:.2f} nats a character on the text learned from, "
            f"{ends[1]:.2f} on unseen text."
        ),
    )
