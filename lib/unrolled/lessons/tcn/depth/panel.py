"""Gradient by depth."""

from __future__ import annotations

from unrolled.lessons.tcn.depth import figure as figures
from unrolled.lessons.tcn.depth import probe as probes
from unrolled.lessons.tcn.depth.record import Depth
from unrolled.panels.controls import Choice, Presets, Range
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel


class DepthPanel(Panel):
    """How much of the loss's gradient reaches the lowest level, with skip connections and without?

    Args:
        levels: n, from 2 to 16.
        start: "torch" or "he".
        measure: "values" or "weights".

    Attributes:
        levels, presets, start, measure: the controls.
    """

    def __init__(self, *, levels: int = 4, start: str = "torch", measure: str = "values"):
        self.levels = Range("Levels", levels, 2, 16, 1, page=4, unit="blocks")
        self.presets = Presets("Presets", self.levels, [("Figure 1: 3", 3), ("8", 8), ("16", 16)])
        self.start = Choice("Initialisation", [("PyTorch’s", "torch"), ("He’s", "he")], start)
        self.measure = Choice("Gradient by", [("output", "values"), ("weights", "weights")], measure)
        live = LivePicture(
            self._look(),
            figures.depth_drawing,
            figures.describe_depth,
            label="Level pointed at",
            place=lambda shown: (shown.cursor, len(shown.sizes["identity"].middle) - 1),
            over=figures.depth_cursor,
            point_at=probes.point_at,
        )
        super().__init__(
            "Gradient by depth",
            "How much of the gradient reaches the lowest level?",
            [self.levels, self.presets, self.start],
            live,
            more=[self.measure],
            keys=[(["←", "→"], "level")],
            note=figures.describe_depth,
        )
        self.watch(self._update, self.levels, self.start, self.measure)

    def _look(self, cursor: int = 0) -> Depth:
        return probes.depth(int(self.levels.value), self.start.value, self.measure.value, cursor=cursor)

    def _update(self) -> None:
        self.show(self._look(self.record.cursor))
