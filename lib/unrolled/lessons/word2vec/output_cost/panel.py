"""The cost of an answer."""

from __future__ import annotations

import threading
from dataclasses import replace

from unrolled.lessons.word2vec.output_cost import figure as figures
from unrolled.lessons.word2vec.output_cost import probe as probes
from unrolled.lessons.word2vec.output_cost.record import OutputCost
from unrolled.panels.background import BackgroundPanel
from unrolled.panels.controls import Button, Presets, Range
from unrolled.panels.live import LivePicture

KEPT = 6  # measurements of this machine that stay in the picture


class OutputCostPanel(BackgroundPanel):
    """How many output vectors does one pair change?

    The picture's cursor goes from word to word that is to be predicted.

    Args:
        power: of ten: words of the vocabulary.
        size: dimensions.
        negatives: of negative sampling.

    Attributes:
        power, presets, size, negatives, pairs, measure: the controls.
    """

    _patient = False

    def __init__(self, *, power: float = 4.0, size: int = 300, negatives: int = 5):
        self.power = Range("Words: 10 to the power", power, 2, 6, 0.05, page=0.5)
        self.presets = Presets("Words", self.power, [("10,000", 4.0), ("100,000", 5.0), ("a million", 6.0)])
        self.size = Range("Dimensions", size, 50, 1000, 50, page=100)
        self.negatives = Range("Negatives", negatives, 1, 20, 1, page=5)
        self.pairs = Range("Pairs: 10 to the power", 10, 6, 12, 0.5, page=1)
        self.measure = Button("Measure here", key="t")
        live = LivePicture(
            self._cost(),
            figures.output_cost_drawing,
            figures.describe_output_cost,
            label="Word to predict",
            place=lambda view: (view.index, len(view.words) - 1),
            over=figures.output_cost_way,
            point_at="index",
        )
        super().__init__(
            "The cost of an answer",
            "How many output vectors does one pair change?",
            [self.power, self.presets, self.measure],
            live,
            more=[self.negatives, self.size, self.pairs],
            keys=[(["←", "→"], "word"), (["T"], "measure here")],
            note="Times between the measured points are estimates. Beyond the 39,429 words with a count, Zipf’s law "
            "continues.",
        )
        self.watch(self._update, self.power, self.size, self.negatives, self.pairs)
        self.watch(self._measure, self.measure)

    def _cost(self, index: int = 0) -> OutputCost:
        return probes.output_cost(
            round(10**self.power.value), int(self.size.value), int(self.negatives.value), 10**self.pairs.value,
            index=index,
        )  # fmt: skip

    def _update(self) -> None:
        cost = self._cost(self.record.index)
        now = self.record  # asked last: a measurement may have ended meanwhile
        self.show(replace(cost, here=now.here, measuring=now.measuring))

    def _measure(self) -> None:
        if self.record.measuring:
            return
        self.show(replace(self.record, measuring=True))
        self._background.start(self._job)

    def _job(self, stopped: threading.Event) -> None:
        here = self.record.here
        try:
            here = (*here, probes.measure_here(self.record.V, self.record.D))[-KEPT:]
        finally:
            if not stopped.is_set():
                self.show(replace(self.record, here=here, measuring=False))
