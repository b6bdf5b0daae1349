"""TCN against RNN, GRU and LSTM, live."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from unrolled.drawing.axes import NAMES
from unrolled.lessons.tcn.race import figure as figures
from unrolled.lessons.tcn.race import probe as probes
from unrolled.lessons.tcn.race import recipe as training
from unrolled.panels.controls import Choice, Range
from unrolled.panels.live import LivePicture
from unrolled.panels.trainer import TrainerPanel
from unrolled.runtime import one_thread
from unrolled.training.loop import Budget, Event
from unrolled.training.results import load_results


class TCNRacePanel(TrainerPanel):
    """Which architecture learns it, and how fast?

    Args:
        results: the runs of ``data/results/tcn_race.json``; by default those committed.
        task: "adding" or "copy".
        seconds: the budget of a training.

    Attributes:
        task, axis: what is shown.
        architecture, seconds, begin, stop: a training of one's own.
    """

    def __init__(self, results: Mapping[str, Any] | None = None, *, task: str = "copy", seconds: float = 20):
        self._results = load_results(training.NAME) if results is None else results
        self.task = Choice("Task", [("adding problem", "adding"), ("copy memory", "copy")], task)
        self.axis = Choice("Count", [("updates", "updates"), ("seconds", "seconds")], "updates")
        self.architecture = Choice("Train one here", [(name, kind) for kind, name in NAMES.items()], "tcn")
        self.seconds = Range("Time", seconds, 5, 60, 5, page=10, unit="s")
        self.begin, self.stop = self.buttons("Train")
        shown = probes.race(self._results, task)
        last = len(shown.curves["tcn"].updates) - 1
        live = LivePicture(
            shown,
            figures.race_drawing,
            figures.describe_race,
            label="Measurement of the held-out loss",
            place=lambda view: (view.cursor, last),
            over=figures.race_cursor,
            point_at="cursor",
        )
        super().__init__(
            "TCN against RNN",
            "At equal size, which one learns it, and how fast?",
            [self.task, self.begin, self.stop],
            live,
            more=[self.axis, self.architecture, self.seconds],
            keys=[(["←", "→"], "moment"), (["S"], "train"), (["X"], "stop")],
            note="Each has the best of three learning rates; “Train” runs one of your own beside them.",
        )
        self.watch(self._other_task, self.task)
        self.watch(self._other_axis, self.axis)

    def _other_axis(self) -> None:
        self.change(axis=self.axis.value)

    def _other_task(self) -> None:
        self.show(probes.race(self._results, self.task.value, axis=self.axis.value, cursor=self.record.cursor))

    def prepare(self) -> Callable[[], None]:
        """Forget the run before."""
        task, kind, seconds = self.task.value, self.architecture.value, self.seconds.value
        rate = self.record.curves[kind].rate
        self.change(own=kind, own_points=np.empty((0, 3)))
        return lambda: self._train(task, kind, rate, seconds)

    @one_thread
    def _train(self, name: str, kind: str, rate: float, seconds: float) -> None:
        task, points = training.TASKS[name], []
        run = training.begin(task, kind, rate, seed=99)

        def measured(event: Event) -> None:
            points.append((event.step, event.seconds, event.validation))
            if name == self.task.value:
                self.change(own=kind, own_points=np.array(points))

        event = self.follow(
            training.train(run, task, rate, Budget(seconds=seconds), evaluations=20),
            lambda event: f"{NAMES[kind]}: {event.seconds:.0f} of {seconds:g} s, {event.step:,} updates.",
            measured,
        )
        end = f"held-out {self.record.unit} {points[-1][2]:.3g}" if points else "stopped before its first measurement"
        done = f"{event.step:,} updates in {event.seconds:.0f} s"
        self.tell(f"{NAMES[kind]}: {done}, {end}; no memory {task.trivial:.3g}.")
