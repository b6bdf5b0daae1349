"""Receptive field too short."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from unrolled.drawing.letters import percent
from unrolled.lessons.tcn.short_field import figure as figures
from unrolled.lessons.tcn.short_field import probe as probes
from unrolled.lessons.tcn.short_field import recipe as training
from unrolled.panels.controls import Choice, Range
from unrolled.panels.live import LivePicture
from unrolled.panels.trainer import TrainerPanel
from unrolled.runtime import one_thread
from unrolled.training.loop import Budget, Event
from unrolled.training.results import load_results


def short(name: str) -> str:
    """A network's name as a button shows it: "k = 2, d = 1, 2, 4" is 2; 1, 2, 4."""
    return name.replace("k = ", "").replace(", d = ", "; ")


class ShortFieldPanel(TrainerPanel):
    """Can it learn what it cannot see?

    Args:
        results: the runs of ``data/results/short_field.json``; by default those committed.
        net: a key of ``tcn.short_field.probe.NETS``.
        seconds: the budget of a training.

    Attributes:
        net: what is shown.
        wait, seconds, begin, stop: a training of one's own.
    """

    def __init__(
        self, results: Mapping[str, Any] | None = None, *, net: str = "k = 2, d = 1, 2, 4", seconds: float = 10
    ):
        self._results = load_results(training.NAME) if results is None else results
        self.net = Choice("Network: kernel; dilations", [(short(name), name) for name in probes.NETS], net)
        self.wait = Range("Train one here, steps back", 15, 1, 70, 1, page=10)
        self.seconds = Range("Time", seconds, 5, 60, 5, page=10, unit="s")
        self.begin, self.stop = self.buttons("Train")
        live = LivePicture(
            probes.short_field(self._results, net),
            figures.short_field_drawing,
            figures.describe_short_field,
            label="Steps from the symbol to the question",
            place=lambda view: (view.cursor, len(view.waits) - 1),
            over=figures.short_field_cursor,
            point_at="cursor",
        )
        super().__init__(
            "Receptive field too short",
            "Can a network learn what it cannot see?",
            [self.net, self.begin, self.stop],
            live,
            more=[self.wait, self.seconds],
            keys=[(["←", "→"], "steps back"), (["S"], "train"), (["X"], "stop")],
            note="A symbol, then noise, then the question which symbol it was; each diamond is one training.",
        )
        self.watch(self._other_net, self.net)

    def _other_net(self) -> None:
        self.show(probes.short_field(self._results, self.net.value))

    def prepare(self) -> Callable[[], None]:
        """Forget the run before."""
        net, wait, seconds = probes.NETS[self.net.value], int(self.wait.value), self.seconds.value
        self.change(own=np.empty((0, 2)), own_wait=wait)
        return lambda: self._train(net, wait, seconds)

    @one_thread
    def _train(self, net: training.Net, wait: int, seconds: float) -> None:
        run, points = training.begin(functools.partial(training.network, net), seed=99), []

        def measured(event: Event) -> bool:
            points.append((event.step, event.validation))
            self.change(own=np.array(points), own_wait=wait)
            return event.validation == 1

        event = self.follow(
            training.train(run, wait, Budget(seconds=seconds), evaluations=20),
            lambda event: f"{event.seconds:.0f} of {seconds:g} s, {event.step:,} updates, loss {event.loss:.2f} nats.",
            measured,
        )
        share = f"{percent(points[-1][1])} right" if points else "stopped before its first measurement"
        self.tell(f"{net.name}, {wait} steps back: {event.step:,} updates, {share}; its field is {net.field}.")
