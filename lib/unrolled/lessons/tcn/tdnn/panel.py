"""A TDNN and a network that sees all frames at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from unrolled.lessons.tcn.tdnn import dataset as syllables
from unrolled.lessons.tcn.tdnn import figure as figures
from unrolled.lessons.tcn.tdnn import probe as probes
from unrolled.lessons.tcn.tdnn import recipe as training
from unrolled.lessons.tcn.tdnn.record import Heard
from unrolled.panels.controls import Button, Choice
from unrolled.panels.live import LivePicture
from unrolled.panels.trainer import TrainerPanel
from unrolled.training.results import load_results


class TDNNPanel(TrainerPanel):
    """Does it matter when a syllable begins?

    Two networks are trained when the panel is made, in about two seconds.

    Args:
        results: the runs of ``data/results/tdnn.json``; by default those committed.
        updates: of each of the two trainings.

    Attributes:
        kind, draw: the syllable; its onset is the picture's cursor.
        begin, stop: another training, with other weights.
    """

    def __init__(self, results: Mapping[str, Any] | None = None, *, updates: int = training.UPDATES):
        self._results = load_results(training.NAME) if results is None else results
        self._updates, self._seed = updates, 0
        networks = training.trained(0, updates)
        assert networks is not None  # nobody cancels it
        self._networks = networks
        names = [(name, str(k)) for k, name in enumerate(syllables.CLASSES)]
        self.kind = Choice("Syllable", names, "0")
        self.draw = Button("Another voice", key="n")
        self.begin, self.stop = self.buttons("Train anew")
        live = LivePicture(
            self._measure(onset=3),
            figures.tdnn_drawing,
            figures.describe_tdnn,
            label="Frame at which the syllable begins",
            place=lambda view: (view.onset, syllables.LATEST),
            over=figures.tdnn_heard,
            point_at=lambda _, onset: self._measure(onset),
        )
        super().__init__(
            "A TDNN and a TCN",
            "Does it matter when a syllable begins?",
            [self.kind, self.begin, self.stop],
            live,
            more=[self.draw],
            keys=[(["←", "→"], "onset"), (["N"], "another voice"), (["S"], "train anew"), (["X"], "stop")],
            note="Synthetic syllables, not speech; in training they began at frames 3 to 5.",
        )
        self.watch(self._update, self.kind, self.draw)

    def _measure(self, onset: int) -> Heard:
        return probes.heard(
            self._networks, self._results, kind=int(self.kind.value), onset=onset, seed=self.draw.presses
        )

    def _update(self) -> None:
        self.show(self._measure(self.record.onset))

    def prepare(self) -> Callable[[], None]:
        """Other weights at the start."""
        self._seed += 1
        return self._train

    def _train(self) -> None:
        self.tell("Training both networks …")
        networks = training.trained(self._seed, self._updates, cancelled=lambda: self.stopping)
        if networks is None:
            self.tell("Stopped: the two networks of before stay.")
            return
        self._networks = networks
        self._update()
        self.tell(f"Both trained anew for {self._updates} updates, from weights of seed {self._seed}.")
