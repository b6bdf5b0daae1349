"""A race of six architectures, live."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from unrolled.lessons.table1.live_race import figure as figures
from unrolled.lessons.table1.live_race import probe as probes
from unrolled.lessons.table1.live_race import recipe as training
from unrolled.lessons.table1.live_race.record import LiveRace
from unrolled.panels.controls import Choice
from unrolled.panels.live import LivePicture
from unrolled.panels.menu import Menu
from unrolled.panels.trainer import TrainerPanel
from unrolled.runtime import one_core

FIRST_SEED = 100  # of races in the panel; those of the study are below
DRAWN = 0.4  # seconds between two pictures


class LiveRacePanel(TrainerPanel):
    """Which network learns it first, if each gets as much time?

    The race runs in a thread of its own; each press of *Start* begins anew, with another seed. Moves of the controls
    while it runs are for the next race, but for what the axis counts.

    Args:
        results: the runs of ``data/results/table1_race.json``; by default those committed.
        task: "adding", "copy", "digits", "permuted" or "chorales".
        seconds: of a race, 60 or 20.

    Attributes:
        task, seconds, axis, begin, stop: the controls.
        racers: of the last race, by model; empty before the first.
    """

    def __init__(self, results: Mapping[str, Any] | None = None, *, task: str = "adding", seconds: int = 60):
        self._results = probes.committed() if results is None else results
        self._races, self.racers = 0, {}
        self.task = Menu("Task", [(small.task.title, name) for name, small in training.RACES.items()], task)
        self.seconds = Choice("Time", [(f"{one} s", str(one)) for one in training.SECONDS], str(seconds))
        self.axis = Choice("Count", [("seconds", "seconds"), ("updates", "updates")], "seconds")
        self.begin, self.stop = self.buttons()
        first = self._empty()
        super().__init__(
            "A race you can run",
            "Which network learns it first, if each gets as much time?",
            [self.task, self.seconds, self.begin, self.stop],
            LivePicture(first, figures.race_drawing, figures.describe_race),
            more=[self.axis],
            keys=[(["S"], "start"), (["X"], "stop")],
            note=figures.outlook(first),
        )
        self.watch(self._next, self.task, self.seconds)
        self.watch(lambda: self.change(axis=self.axis.value), self.axis)

    def budget(self) -> float:
        """Seconds of the processor in all."""
        return float(self.seconds.value)

    def prepare(self) -> Callable[[], None]:
        """A race as the controls say."""
        name, self._races = self.task.value, self._races + 1
        self.racers = training.line_up(name, FIRST_SEED + self._races)
        self.show(replace(self._empty(), own=probes.curves(self.racers)))
        return lambda: self._run(name, self.budget())

    def _empty(self) -> LiveRace:
        return probes.view(self._results, self.task.value, self.budget(), self.axis.value)

    def _next(self) -> None:
        """While no race is on, show what to expect of the next."""
        empty = self._empty()
        self.look_ahead(empty, figures.outlook(empty))

    def _run(self, name: str, seconds: float) -> None:
        drawn, share = 0.0, seconds / len(self.racers)
        measurements = max(2, round(training.MEASUREMENTS * seconds / probes.LONGEST))
        self.tell("Drawing the examples…")
        with one_core():
            for _ in training.run_race(name, self.racers, seconds, measurements=measurements):
                if self.stopping:
                    break
                if time.monotonic() - drawn > DRAWN:
                    used = min(racer.seconds for racer in self.racers.values())
                    updates = sum(racer.run.step for racer in self.racers.values())
                    self._draw()
                    self.tell(f"Each has had {used:.1f} of {share:.2g} s; {updates:,} updates in all.")
                    drawn = time.monotonic()
        self._draw()
        self.tell(figures.verdict(self.record, "Stopped" if self.stopping else "Done"))

    def _draw(self) -> None:
        self.change(own=probes.curves(self.racers))
