"""σ against tanh."""

from __future__ import annotations

import plotly.graph_objects as go

from unrolled.lessons.lstm.squash import figure as figures
from unrolled.lessons.lstm.squash import probe as probes
from unrolled.lessons.lstm.squash.record import Squash
from unrolled.panels.controls import Presets, Range
from unrolled.panels.live import LiveChart
from unrolled.panels.panel import Panel


class SquashPanel(Panel):
    """Why is a gate a σ, and the candidate a tanh?

    Args:
        gate: what goes into the forget gate at the start.
        candidate: what goes into the candidate.

    Attributes:
        gate, candidate, moods: the controls; ``moods`` sets the gate to named values.
    """

    def __init__(self, *, gate: float = 2.0, candidate: float = 0.5):
        self.gate = Range("Into the forget gate", gate, -4, 4, 0.1, page=1, ticks=[-4, -2, 0, 2, 4])
        self.candidate = Range("Into the candidate", candidate, -4, 4, 0.1, page=1, ticks=[-4, -2, 0, 2, 4])
        self.moods = Presets("Gate", self.gate, [("forget −2", -2.0), ("half 0", 0.0), ("keep 2", 2.0)])
        self._shown = self._measure()
        super().__init__(
            "σ against tanh",
            "Why is a gate a σ, and the candidate a tanh?",
            [self.gate, self.moods, self.candidate],
            LiveChart(self._shown, figures.squash_chart, figures.squash_values, figures.describe_squash),
            keys=[(["←", "→"], "0.1"), (["Page"], "1")],
            note="The carry starts at 1; the input gate is open; both sums stay the same at each step.",
        )
        self.watch(self._update, self.gate, self.candidate)

    def view(self) -> Squash:
        """What is shown now, as a record."""
        return self._shown

    def figure(self) -> go.Figure:
        """The chart as shown."""
        return figures.squash_chart(self._shown)

    def _measure(self) -> Squash:
        return probes.squash(self.gate.value, self.candidate.value)

    def _update(self) -> None:
        self._shown = self._measure()
        self.live.show(self._shown)
