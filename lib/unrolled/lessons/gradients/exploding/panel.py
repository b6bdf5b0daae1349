"""Exploding."""

from __future__ import annotations

from unrolled.lessons.gradients.exploding import figure as figures
from unrolled.lessons.gradients.exploding import probe as probes
from unrolled.lessons.gradients.exploding.record import Cliff
from unrolled.panels.controls import Range
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

ROWS = len(probes.BIASES) - 1


class ExplodingPanel(Panel):
    """Where does a step downhill lead at a cliff?

    The picture's cursor is where both descents begin: left and right move the
    weight, up and down the bias.

    Args:
        w, b: where the descents begin; the nearest place is taken.
        steps: T.
        rate: the learning rate.
        threshold: of the clipped descent.

    Attributes:
        steps, threshold, rate: the controls.
    """

    def __init__(self, *, w: float = 2.2, b: float = -0.2, steps: int = 30, rate: float = 0.1, threshold: float = 1.0):
        self.steps = Range("Steps in time, T", steps, 1, 100, 1, page=10)
        self.threshold = Range("Clip the gradient to", threshold, 0.1, 100, 0.1, page=5)
        self.rate = Range("Learning rate", rate, 0.01, 1, 0.01, page=0.1)
        live = LivePicture(
            self._measure(*probes.nearest(w, b)),
            figures.cliff_drawing,
            figures.describe_cliff,
            label="Start of both descents",
            place=lambda view: (view.column, len(probes.WEIGHTS) - 1, ROWS - view.row, ROWS),
            over=figures.cliff_paths,
            point_at=lambda _, cursor, row: self._measure(cursor, ROWS - row),
        )
        super().__init__(
            "Exploding",
            "Where does a step downhill lead at a cliff?",
            [self.steps, self.threshold, self.rate],
            live,
            keys=[(["←", "→"], "weight"), (["↑", "↓"], "bias")],
            note=figures.describe_cliff,
        )
        self.watch(self._descend_again, self.steps, self.threshold, self.rate)

    def _measure(self, column: int, row: int) -> Cliff:
        return probes.cliff(int(self.steps.value), column, row, self.rate.value, self.threshold.value)

    def _descend_again(self) -> None:
        self.show(self._measure(self.record.column, self.record.row))
