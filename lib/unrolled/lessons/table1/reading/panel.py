"""How to read a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from unrolled.benchmark.folder import Folder
from unrolled.lessons.table1.reading import figure as figures
from unrolled.lessons.table1.reading import probe as probes
from unrolled.lessons.table1.reading.record import Reading
from unrolled.panels.controls import Range
from unrolled.panels.live import LivePicture
from unrolled.panels.menu import Menu
from unrolled.panels.panel import Panel

TASKS = [
    ("Copy memory", "copy"), ("Adding problem", "adding"), ("JSB chorales", "jsb"), ("Nottingham", "nottingham"),
    ("Sequential MNIST", "seq_mnist"), ("Permuted MNIST", "perm_mnist"),
]  # fmt: skip


class ReadingPanel(Panel):
    """How far is each score from that of a model that learned nothing?

    Args:
        runs: of ``Folder.read``; by default the repository's own.
        task: to begin with.
        wait: T of copy memory, from 100 to 2000.

    Attributes:
        task: the row of the table.
        wait: in sight for copy memory alone.
    """

    def __init__(self, runs: Mapping[str, Any] | None = None, *, task: str = "copy", wait: int = 1000):
        self._runs = Folder.usual().read() if runs is None else runs
        self.task = Menu("Task", TASKS, task)
        low, high = map(int, probes.WAITS[[0, -1]])
        self.wait = Range("Trivial loss for a wait of", wait, low, high, 50, page=500, unit="steps")
        live = LivePicture(
            self._read(None),
            figures.reading_drawing,
            figures.describe_reading,
            label="Model pointed at",
            place=lambda view: (0, 0, view.row, len(view.scores) - 1),
            point_at=probes.point_at,
        )
        super().__init__(
            "How to read a table",
            "How far is each score from that of a model that learned nothing?",
            [self.task, self.wait],
            live,
            keys=[(["↑", "↓"], "model")],
            note=figures.describe_reading,
        )
        self._hide()
        self.watch(self._update, self.task, self.wait)

    def _read(self, row: int | None) -> Reading:
        return probes.reading(self._runs, self.task.value, wait=int(self.wait.value), row=row)

    def _hide(self) -> None:
        self.wait.layout.display = "" if self.task.value == "copy" else "none"

    def _update(self) -> None:
        self._hide()
        self.show(self._read(self.record.row))
