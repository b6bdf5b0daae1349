"""Against temperature."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from unrolled.lessons.shakespeare.against_temperature import figure as figures
from unrolled.lessons.shakespeare.against_temperature import probe as probes
from unrolled.lessons.shakespeare.against_temperature.record import Against
from unrolled.panels.controls import Button
from unrolled.panels.live import LivePicture
from unrolled.panels.menu import Menu
from unrolled.panels.panel import Panel


class AgainstTemperaturePanel(Panel):
    """What does temperature change, and where is it like a real play?

    Shows what a study measured (``shakespeare/against_temperature/probe.py``). The picture's cursor is the temperature.

    Args:
        measure: shown at the start, a key of ``shakespeare.against_temperature.probe.MEASURES``.
        temperature: pointed at, at the start.

    Attributes:
        measure, another: the controls; ``another`` goes to the next passage.
    """

    def __init__(self, measure: str = "real words", temperature: float = 0.8):
        self._measures, written = probes.load_against()
        self.measure = Menu("Measure", [(found.name, key) for key, found in self._measures.items()], measure)
        self.another = Button("Another passage", key="a")
        cursor = int(np.abs(written.temperatures - temperature).argmin())
        live = LivePicture(
            Against(self._measures[measure], written, cursor),
            figures.against_drawing,
            figures.describe_against,
            label="Temperature",
            place=lambda view: (view.cursor, len(view.written.temperatures) - 1),
            over=figures.against_cursor,
            point_at="cursor",
        )
        super().__init__(
            "Against temperature",
            "Where is it like a play that it never saw?",
            [self.measure, self.another],
            live,
            keys=[(["←", "→"], "τ by 0.1"), (["A"], "another passage")],
            note=f"Measured on {written.length:,} characters at each τ, and on pieces of that length of four "
            "plays. Entropy of plays: at τ = 1.",
        )
        self.watch(self._update, self.measure, self.another)

    def _update(self) -> None:
        passage = self.another.presses % len(self.record.written.prompts)
        self.show(replace(self.record, measure=self._measures[self.measure.value], passage=passage))
