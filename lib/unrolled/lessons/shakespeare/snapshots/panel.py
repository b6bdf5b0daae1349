"""Learning to write."""

from __future__ import annotations

from unrolled.lessons.shakespeare.snapshots import figure as figures
from unrolled.lessons.shakespeare.snapshots import probe as probes
from unrolled.lessons.shakespeare.snapshots.record import Learning
from unrolled.panels.controls import Choice, Play, Range
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel
from unrolled.training.shakespeare import NAME


class SnapshotsPanel(Panel):
    """What does it learn first?

    The picture's cursor is the snapshot, too.

    Args:
        learning: what was measured; by default the committed results of the plays' network.
        step: updates of the snapshot shown first; the nearest one is taken.

    Attributes:
        snapshot, temperature, play: the controls.
    """

    live: LivePicture

    def __init__(self, learning: Learning | None = None, *, step: int = 0):
        learning = learning or probes.learning(NAME)
        steps = [snapshot.step for snapshot in learning.snapshots]
        index = min(range(len(steps)), key=lambda k: abs(steps[k] - step))
        self.snapshot = Range("Snapshot", index + 1, 1, len(steps), 1, page=3, unit=f"of {len(steps)}")
        taus = [f"{tau:g}" for tau in learning.now.writings]
        self.temperature = Choice("Temperature τ", [(tau, tau) for tau in taus], f"{learning.temperature:g}")
        self.play = Play()
        live = LivePicture(
            probes.point_at(learning, index, learning.temperature),
            figures.learning_drawing,
            figures.describe_learning,
            label="Snapshot",
            place=lambda view: (view.index, len(view.snapshots) - 1),
            over=figures.learning_now,
        )
        super().__init__(
            "Learning to write",
            "What does it learn first?",
            [self.snapshot, self.temperature, self.play],
            live,
            keys=[(["←", "→"], "snapshot"), (["P"], "play")],
            note=f"{learning.about[0].upper()}{learning.about[1:]}. Each snapshot writes after a blank line, "
            "with the same noise.",
        )
        self.watch(self._update, self.snapshot, self.temperature)
        self.watch(self._choose_snapshot, live, trait="cursor")
        self.watch(self._restart, self.play, trait="playing")
        self.watch(self._next, self.play, trait="ticks")

    def _update(self) -> None:
        self.show(probes.point_at(self.record, int(self.snapshot.value) - 1, float(self.temperature.value)))

    def _choose_snapshot(self) -> None:
        """The picture's cursor moves the slider, which updates."""
        self.snapshot.value = self.live.cursor + 1

    def _restart(self) -> None:
        """Play at the end begins anew."""
        if self.play.playing and self.record.index == len(self.record.snapshots) - 1:
            self.snapshot.value = 1

    def _next(self) -> None:
        last = len(self.record.snapshots)
        self.snapshot.value = min(self.record.index + 2, last)
        if self.record.index == last - 1:
            self.play.playing = False
