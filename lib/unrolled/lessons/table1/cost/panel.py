"""What a score costs, live."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from unrolled.benchmark.folder import Folder
from unrolled.benchmark.tasks import TASKS
from unrolled.lessons.table1.cost import figure as figures
from unrolled.lessons.table1.cost import probe as probes
from unrolled.lessons.table1.cost.record import Cost
from unrolled.panels.controls import Choice
from unrolled.panels.live import LivePicture
from unrolled.panels.menu import Menu
from unrolled.panels.panel import Panel

SHOWN = ("jsb", "nottingham", "adding", "copy", "seq_mnist", "perm_mnist", "brown_words", "shakespeare_characters")
AGAINST = [
    ("minutes of a core", "minutes"),
    ("parameters", "parameters"),
    ("ms an update", "milliseconds"),
    ("memory an update", "bytes"),
    ("length of a sequence", "length"),
]
SETTINGS = [("table’s sizes", "size"), ("the paper’s", "supplement"), ("program’s", "repository")]


class CostPanel(Panel):
    """What does a better score cost?

    Args:
        runs: of ``benchmark.folder.Folder.read``; by default those of the repository.
        study: the runs of ``data/results/table1_cost.json``; by default those committed.
        task: a name of :data:`SHOWN`.
        against: "minutes", "parameters", "milliseconds", "bytes" or "length".

    Attributes:
        task, against, settings: the controls; by length, task and settings change nothing.
    """

    def __init__(
        self,
        runs: Mapping[str, Mapping[str, Any]] | None = None,
        study: Mapping[str, Mapping[str, Any]] | None = None,
        *,
        task: str = "jsb",
        against: str = "minutes",
    ):
        self._runs = Folder.usual().read(lambda _: None) if runs is None else runs
        self._study = probes.committed() if study is None else study
        self.task = Menu("Task", [(TASKS[name].title, name) for name in SHOWN], task)
        self.against = Menu("Against", AGAINST, against)
        self.settings = Choice("Settings", SETTINGS, "size")
        super().__init__(
            "Cost",
            "What does a better score cost?",
            [self.task, self.against, self.settings],
            LivePicture(self._view(), figures.cost_drawing, figures.describe_cost),
            note=figures.describe_cost,
        )
        self.watch(self._view, self.task, self.against, self.settings)

    def _view(self) -> Cost:
        return probes.cost(
            self._runs, self._study, self.task.value, settings=self.settings.value, against=self.against.value
        )
