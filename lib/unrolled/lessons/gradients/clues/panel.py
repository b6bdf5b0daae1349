"""The sky and French."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from typing import Any

import numpy as np

from unrolled.lessons.gradients.clues import dataset as task
from unrolled.lessons.gradients.clues import figure as figures
from unrolled.lessons.gradients.clues import probe as probes
from unrolled.lessons.gradients.clues import recipe as training
from unrolled.lessons.gradients.clues.record import Clues
from unrolled.models.char_rnn import CharRNN
from unrolled.panels.controls import Button, Choice, Presets, Range, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.trainer import TrainerPanel
from unrolled.runtime import one_thread
from unrolled.training.loop import Event, Run

SKY = "the clouds are in the"
FRENCH = "I grew up in France and so I still speak fluent"
STUDIES = [
    ("words 1,000", "every 1000"), ("words 2,500", "every 2500"), ("RNN 5,000", "twice 2500"),
    ("answer 250", "answer 250"), ("answer 1,000", "answer 1000"),
]  # fmt: skip
CELLS = [("RNN", "rnn"), ("GRU", "gru"), ("LSTM", "lstm")]
TESTED = 4.0  # seconds between two tests of the network in training


class CluesPanel(TrainerPanel):
    """How far may a clue stand from its answer?

    The picture's cursor is the distance.

    Args:
        models: trained networks by cell, whose answers are shown.
        results: the runs of ``data/results/clues.json``.
        text: the sentence to start with.
        seconds: the budget of a training.

    Attributes:
        distance, another, slide, text, study: the sentence, and the committed runs beside it.
        begin, stop, cell, longest, seconds: a training of one's own, with sentences up to a small distance.
        run: the last training, or None.
    """

    live: LivePicture

    def __init__(
        self,
        models: Mapping[str, CharRNN],
        results: Mapping[str, Mapping[str, Any]],
        *,
        text: str = FRENCH,
        seconds: float = 20,
    ):
        self._models, self._results = dict(models), results
        self.run: Run | None = None
        self._draws, self._own = 0, np.empty(0)  # sentences drawn, accuracy of one's own network
        self._own_cell = ""
        low, high = task.SHORTEST, max(training.DISTANCES)
        self.distance = Range("Distance", 7, low, high, 1, page=20, unit="words")  # the running string's
        self.another = Button("Another sentence", key="n")
        self.begin, self.stop = self.buttons("Train")
        self.cell = Choice("Train one here", CELLS, "lstm")
        self.longest = Range("Up to distance", 12, 4, 32, 1, page=4, unit="words")
        self.seconds = Range("Time", seconds, 5, 60, 5, page=10, unit="s")
        self.study = Choice("Targets and updates of the curves", STUDIES, "every 2500")
        known = f"Words they know: {' '.join(task.WORDS)}"
        self.text = TextBox("Sentence without its last word: write your own", text, hint=known)
        self.slide = Presets("Slide 4", self.text, [("sky", SKY), ("French", FRENCH)])
        shown = self._measure()
        live = LivePicture(
            shown,
            figures.clues_drawing,
            figures.describe_clues,
            label="Words from clue to answer",
            place=lambda view: (max(view.distance, low) - low, high - low),
            over=figures.clues_cursor,
        )
        super().__init__(
            "The sky and French",
            "How far may a clue stand from its answer?",
            [self.distance, self.another, self.begin, self.stop],
            live,
            more=[self.cell, self.longest, self.seconds, self.slide, self.study, self.text],
            keys=[(["←", "→"], "distance"), (["N"], "another"), (["S"], "train"), (["X"], "stop")],
            note=figures.answered(shown),
        )
        self.watch(self._go, self.distance)
        self.watch(self._draw_another, self.another)
        self.watch(self._read, self.text, self.study)
        self.watch(self._pick_distance, live, trait="cursor")

    def show(self, record: Clues) -> None:
        """The status line says how often networks are right at the sentence's distance."""
        self.note = figures.answered(record)
        super().show(record)

    def _measure(self) -> Clues:
        scored, updates = self.study.value.split()
        measured = probes.accuracies(self._results, scored, int(updates))
        networks = {figures.NAMES[cell]: model for cell, model in self._models.items()}
        if self.run is not None and not self.busy:
            networks["yours"] = self.run.model
        return probes.with_live(probes.view(self.text.value, networks, measured), self._own, self._own_cell)

    def _read(self) -> None:
        """Ask all networks again; the slider goes to the distance of a sentence that the learner wrote."""
        self.show(self._measure())
        if self.distance.low <= self.record.distance <= self.distance.high:
            self.distance.value = self.record.distance

    def _go(self) -> None:
        """Write a sentence of this distance, unless the slider has followed the text."""
        if self.distance.value != self.record.distance:
            self._write()

    def _write(self) -> None:
        country = list(task.LANGUAGES)[self._draws % len(task.LANGUAGES)]
        self.text.value = probes.generated(country, int(self.distance.value), self._draws)

    def _draw_another(self) -> None:
        self._draws += 1
        self._write()

    def _pick_distance(self) -> None:
        """A click or a key in the picture moves the slider; a sentence without a clue stands at the shortest one."""
        wanted = self.live.cursor + task.SHORTEST
        if wanted != max(self.record.distance, task.SHORTEST):
            self.distance.value = wanted

    def recipe(self) -> training.Recipe:
        """What the controls say; the answer alone is scored, since seconds are few."""
        return training.Recipe(
            self.cell.value, "answer", int(self.longest.value), steps=None, seconds=self.seconds.value
        )

    def prepare(self) -> Callable[[], None]:
        """Forget the network before."""
        recipe = self.recipe()
        self._own, self._own_cell, self.run = np.empty(0), recipe.cell, None
        self._read()
        return lambda: self._train(recipe)

    @one_thread
    def _train(self, recipe: training.Recipe) -> None:
        run, events = training.begin(recipe)
        last = self.follow(self._tested(run, events), lambda event: _progress(event, recipe), lambda _: None)
        self._end(recipe, run, last)

    def _tested(self, run: Run, events: Iterator[Event]) -> Generator[Event]:
        """The events of a training, which is tested now and then between two of them."""
        tested = 0.0
        for event in events:
            if event.seconds - tested > TESTED:
                tested = event.seconds
                self._test(run)
            yield event

    def _test(self, run: Run) -> None:
        self._own = np.array(training.by_distance(run.model))
        self.show(probes.with_live(self.record, self._own, self._own_cell))

    def _end(self, recipe: training.Recipe, run: Run, last: Event) -> None:
        """Test it once more, and let it answer beside the others."""
        self._test(run)
        self.run = run
        self.show(probes.asked(self.record, run.model, "yours"))
        reached = [d for d, share in zip(training.DISTANCES, self._own, strict=True) if share >= 0.9]
        far = f"90 % right up to {max(reached)} words" if reached else "90 % right at no distance"
        self.tell(f"{last.step:,} updates in {last.seconds:.0f} s, distances up to {recipe.longest}: {far}.")


def _progress(event: Event, recipe: training.Recipe) -> str:
    return (
        f"{event.seconds:.0f} of {recipe.seconds:g} s, {event.step:,} updates; loss at the answer "
        f"{event.loss:.2f} nats (chance {np.log(len(task.LANGUAGES)):.2f})."
    )
