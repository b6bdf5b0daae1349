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

    def __init__(self, learning: Learning | None = None, *, step: int = 0):
        learning = learning or probes.learning(NAME)
        steps = [snapshot.step for snapshot in learning.snapshots]
        index = min(range(len(steps)), key=lambda k: abs(steps[k] - step))
        self._view = probes.point_at(learning, index, learning.temperature)
        self.snapshot = Range("Snapshot", index + 1, 1, len(steps), 1, page=3, unit=f"of {len(steps)}")
        taus = [f"{tau:g}" for tau in learning.now.writings]
        self.temperature = Choice("Temperature τ", [(tau, tau) for tau in taus], f"{learning.temperature:g}")
        self.play = Play()
        live = LivePicture(
            self._view,
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
        self.watch(self._follow, live, trait="cursor")
        self.watch(self._restart, self.play, trait="playing")
        self.watch(self._next, self.play, trait="ticks")

    def view(self) -> Learning:
        """What is shown now, as a record."""
        return self._view

    def _update(self) -> None:
        self._view = probes.point_at(self._view, int(self.snapshot.value) - 1, float(self.temperature.value))
        self.live.show(self._view)

    def _follow(self) -> None:
        self.snapshot.value = self.live.cursor + 1

    def _restart(self) -> None:
        """Play at the end begins anew."""
        if self.play.playing and self._view.index == len(self._view.snapshots) - 1:
            self.snapshot.value = 1

    def _next(self) -> None:
        last = len(self._view.snapshots)
        self.snapshot.value = min(self._view.index + 2, last)
        if self._view.index == last - 1:
            self.play.playing = False
