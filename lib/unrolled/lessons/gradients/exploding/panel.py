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
        self.steps = Range("Steps in time, T", steps, 1, 100, 1, page=10, ticks=[1, 25, 50, 75, 100])
        self.threshold = Range("Clip the gradient to", threshold, 0.1, 100, 0.1, page=5, ticks=[0.1, 25, 50, 75, 100])
        self.rate = Range("Learning rate", rate, 0.01, 1, 0.01, page=0.1, ticks=[0.01, 0.25, 0.5, 0.75, 1])
        self._column, self._row = probes.nearest(w, b)
        self._view = self._measure()
        live = LivePicture(
            self._view,
            figures.cliff_drawing,
            figures.describe_cliff,
            label="Start of both descents",
            place=lambda view: (view.column, len(probes.WEIGHTS) - 1, ROWS - view.row, ROWS),
            over=figures.cliff_paths,
        )
        super().__init__(
            "Exploding",
            "Where does a step downhill lead at a cliff?",
            [self.steps, self.threshold, self.rate],
            live,
            keys=[(["←", "→"], "weight"), (["↑", "↓"], "bias")],
            note="Click or drag on the surface to choose where both descents begin.",
        )
        self.watch(self._show, self.steps, self.threshold, self.rate)
        self.watch(self._move, live, trait="cursor")
        self.watch(self._move, live, trait="row")

    def view(self) -> Cliff:
        """What is shown now, as a record."""
        return self._view

    def _measure(self) -> Cliff:
        return probes.cliff(int(self.steps.value), self._column, self._row, self.rate.value, self.threshold.value)

    def _show(self) -> None:
        self._view = self._measure()
        self.live.show(self._view)

    def _move(self) -> None:
        place = self.live.cursor, ROWS - self.live.row
        if place != (self._column, self._row):
            self._column, self._row = place
            self._show()
