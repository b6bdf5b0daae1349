"""How much of a difference is noise?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from unrolled.benchmark.folder import Folder
from unrolled.benchmark.recipes import MODELS
from unrolled.lessons.table1.seeds import figure as figures
from unrolled.lessons.table1.seeds import probe as probes
from unrolled.lessons.table1.seeds.record import Noise
from unrolled.panels.controls import Range
from unrolled.panels.live import LivePicture
from unrolled.panels.menu import Menu
from unrolled.panels.panel import Panel


class SeedsPanel(Panel):
    """Would other seeds have put these two models in the other order?

    Args:
        runs: of ``Folder.read``; by default the repository's own.
        one: the first model.
        other: the second.
        count: seeds that each side reports, from 1 to 8.

    Attributes:
        one, other, count: the controls.
    """

    def __init__(
        self,
        runs: Mapping[str, Any] | None = None,
        *,
        one: str = "tcn",
        other: str = "fair_lstm",
        count: int = 1,
    ):
        self._runs = Folder.usual().read() if runs is None else runs
        names = [(name, model) for model, name in MODELS.items()]
        self.one, self.other = Menu("One model", names, one), Menu("Another", names, other)
        self.count = Range("Seeds that each side reports", count, 1, probes.MOST, 1, page=2)
        live = LivePicture(self._look(), figures.noise_drawing, figures.describe_noise)
        super().__init__(
            "How much is noise?",
            "Would other seeds have put these two models in the other order?",
            [self.one, self.other, self.count],
            live,
            note=figures.describe_noise,
        )
        self.watch(self._look, self.one, self.other, self.count)

    def _look(self) -> Noise:
        return probes.noise(self._runs, self.one.value, self.other.value, int(self.count.value))
