"""σ against tanh."""

from __future__ import annotations

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
        self.gate = Range("Into the forget gate", gate, -4, 4, 0.1, page=1)
        self.candidate = Range("Into the candidate", candidate, -4, 4, 0.1, page=1)
        self.moods = Presets("Gate", self.gate, [("forget −2", -2.0), ("half 0", 0.0), ("keep 2", 2.0)])
        super().__init__(
            "σ against tanh",
            "Why is a gate a σ, and the candidate a tanh?",
            [self.moods, self.gate, self.candidate],
            LiveChart(self._measure(), figures.squash_chart, figures.squash_values, figures.describe_squash),
            keys=[(["←", "→"], "0.1"), (["Page"], "1")],
            note=figures.answer,
        )
        self.watch(self._measure, self.gate, self.candidate)

    def _measure(self) -> Squash:
        return probes.squash(self.gate.value, self.candidate.value)
