"""Carry that travels."""

from __future__ import annotations

from collections.abc import Mapping

from unrolled.datasets import recall
from unrolled.lessons.lstm.carry import figure as figures
from unrolled.lessons.lstm.carry import probe as probes
from unrolled.models.char_rnn import CharRNN
from unrolled.panels.controls import Button, Choice, Range
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

NAMES = {"torch": "near 0", "one": "1", "chrono": "chrono"}  # on the buttons


class CarryPanel(Panel):
    """Does a symbol survive so many steps of noise?

    Args:
        models: trained LSTMs of one layer, by the biases they began with: "torch", "one", "chrono".
        trained: the T of their training.
        start: whose carry is shown first.

    Attributes:
        start, symbol, steps, noise: the controls; ``noise`` draws other noise.
    """

    def __init__(self, models: Mapping[str, CharRNN], *, trained: int = 200, start: str = "chrono"):
        self._models, self._trained = dict(models), trained
        self._journeys: dict[str, probes.Journey] = {}  # of this noise, made when first looked at
        self._seed = 0
        self.start = Choice("Forget bias at the start", [(NAMES[name], name) for name in self._models], start)
        self.symbol = Choice("Symbol at t = 0", [(name, name) for name in recall.SYMBOLS], "C")
        self.steps = Range("Question at T", trained, 1, probes.LONGEST, 1, page=50)
        self.noise = Button("New noise", key="n")
        shown = self._journey().at(self.symbol.value, int(self.steps.value))
        live = LivePicture(
            shown,
            figures.carry_drawing,
            figures.describe_carry,
            label="Step, and unit",
            place=lambda view: (view.cursor, view.steps, view.row, view.carry.shape[1] - 1),
            over=figures.carry_cursor,
            point_at=probes.point_at,
        )
        super().__init__(
            "Carry that travels",
            "Does a symbol survive the noise until it is asked for?",
            [self.start, self.symbol, self.steps],
            live,
            more=[self.noise],
            keys=[(["←", "→"], "step"), (["↑", "↓"], "unit"), (["N"], "new noise")],
            note=figures.answer,
        )
        self.watch(self._ask, self.start, self.symbol, self.steps)
        self.watch(self._draw_noise, self.noise)

    def _journey(self) -> probes.Journey:
        start = self.start.value
        if start not in self._journeys:
            self._journeys[start] = probes.Journey(self._models[start], start, self._trained, self._seed)
        return self._journeys[start]

    def _ask(self) -> None:
        """The cursor stays at the question where it stood there, and at its step elsewhere."""
        before, steps = self.record, int(self.steps.value)
        cursor = steps if before.cursor == before.steps else min(before.cursor, steps)
        self.show(self._journey().at(self.symbol.value, steps, cursor, before.row))

    def _draw_noise(self) -> None:
        self._seed, self._journeys = self._seed + 1, {}
        self._ask()
