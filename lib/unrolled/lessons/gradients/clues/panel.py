"""The sky and French."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
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
    ("every word, 1,000 updates", "every 1000"), ("every word, 2,500", "every 2500"),
    ("RNN 5,000", "twice 2500"),
    ("the answer alone, 250", "answer 250"), ("the answer alone, 1,000", "answer 1000"),
]  # fmt: skip
CELLS = [("RNN", "rnn"), ("GRU", "gru"), ("LSTM", "lstm")]
TESTED = 4.0  # seconds between two tests of the network in training
TOLD = 0.5  # seconds between two words about the progress


class CluesPanel(TrainerPanel):
    """How far may a clue stand from its answer?

    Args:
        models: trained networks by cell, whose answers are shown.
        results: the runs of ``data/results/clues.json``.
        text: the sentence to start with.
        seconds: the budget of a training.

    Attributes:
        distance, another, slide, text, study: the sentence, and the committed runs beside it.
        cell, longest, seconds, begin, stop: a training of one's own, with sentences up to a small distance.
        run: the last training, or None.
    """

    def __init__(
        self,
        models: Mapping[str, CharRNN],
        results: Mapping[str, Mapping[str, Any]],
        *,
        text: str = FRENCH,
        seconds: float = 20,
    ):
        self._models, self._results = dict(models), results
        self._draws, self._own, self.run = 0, np.empty(0), None  # sentences drawn, accuracy of one's own network
        self._own_cell = ""
        low, high = task.SHORTEST, max(training.DISTANCES)
        self.text = TextBox("Sentence without its last word: write your own", text, rows=2)
        self.text.layout.flex, self.text.layout.max_width = "1 1 600px", "none"  # long sentences want the whole row
        self.distance = Range(
            "Distance", 7, low, high, 1, page=20, ticks=[4, 50, 100, 150, 200], unit="words"
        )  # the running string's
        self.another = Button("Another sentence", key="n")
        self.slide = Presets("Slide 3", self.text, [("sky", SKY), ("French", FRENCH)])
        self.study = Choice("Trained on", STUDIES, "every 2500")
        self.cell = Choice("Train one here", CELLS, "lstm")
        self.longest = Range("Up to distance", 12, 4, 32, 1, page=4, ticks=[4, 12, 20, 32], unit="words")
        self.seconds = Range("Time", seconds, 5, 60, 5, page=10, ticks=[5, 20, 40, 60], unit="s")
        self.begin, self.stop = self.buttons("Train")
        self._view = self._measure()
        live = LivePicture(
            self._view,
            figures.clues_drawing,
            figures.describe_clues,
            label="Words from clue to answer",
            place=lambda view: (max(view.distance, low) - low, high - low),
            over=figures.clues_cursor,
        )
        super().__init__(
            "The sky and French",
            "How far may a clue stand from its answer?",
            [
                self.distance, self.another, self.slide, self.study,
                self.cell, self.longest, self.seconds, self.begin, self.stop, self.text,
            ],
            live,
            keys=[(["←", "→"], "distance"), (["N"], "another sentence"), (["S"], "train"), (["X"], "stop")],
            note="Synthetic sentences. Line: median of three seeds; band: all of them.",
        )  # fmt: skip
        self.watch(self._generate, self.distance)
        self.watch(self._draw_another, self.another, trait="presses")
        self.watch(self._show, self.text, self.study)
        self.watch(self._move, live, trait="cursor")

    def view(self) -> Clues:
        """What is shown now, as a record."""
        return self._view

    def _measure(self) -> Clues:
        scored, updates = self.study.value.split()
        measured = probes.accuracies(self._results, scored, int(updates))
        networks = {figures.NAMES[cell]: model for cell, model in self._models.items()}
        if self.run is not None and not self.busy:
            networks["yours"] = self.run.model
        return probes.with_live(probes.view(self.text.value, networks, measured), self._own, self._own_cell)

    def _show(self) -> None:
        self._view = self._measure()
        self.live.show(self._view)
        self._follow()

    def _follow(self) -> None:
        """Where the learner wrote a sentence with a clue, the slider goes to its distance."""
        distance = self._view.distance
        if self.distance.low <= distance <= self.distance.high and distance != self.distance.value:
            self._following = True
            self.distance.value = distance
            self._following = False

    _following = False

    def _generate(self) -> None:
        if not self._following:
            country = list(task.LANGUAGES)[self._draws % len(task.LANGUAGES)]
            self.text.value = probes.generated(country, int(self.distance.value), self._draws)

    def _draw_another(self) -> None:
        self._draws += 1
        self._generate()

    def _move(self) -> None:
        wanted = self.live.cursor + task.SHORTEST
        if wanted != max(self._view.distance, task.SHORTEST):
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
        self._show()
        return lambda: self._train(recipe)

    @one_thread
    def _train(self, recipe: training.Recipe) -> None:
        run, events = training.begin(recipe)
        tested = told = 0.0
        for event in events:
            if event.seconds - tested > TESTED:
                tested = event.seconds
                self._test(run)
            if time.monotonic() - told > TOLD:
                told = time.monotonic()
                self.tell(
                    f"{event.seconds:.0f} of {recipe.seconds:g} s, {event.step:,} updates; loss at the answer "
                    f"{event.loss:.2f} nats (chance {np.log(len(task.LANGUAGES)):.2f})."
                )
            if self.stopping:
                break
        events.close()
        self._end(recipe, run, event)

    def _test(self, run: Run) -> None:
        self._own = np.array(training.by_distance(run.model))
        self._view = probes.with_live(self._view, self._own, self._own_cell)
        self.live.show(self._view)

    def _end(self, recipe: training.Recipe, run: Run, last: Event) -> None:
        """Test it once more, and let it answer beside the others."""
        self._test(run)
        self.run = run
        self._view = probes.asked(self._view, run.model, "yours")
        self.live.show(self._view)
        reached = [d for d, share in zip(training.DISTANCES, self._own, strict=True) if share >= 0.9]
        far = f"90 % right up to {max(reached)} words" if reached else "90 % right at no distance"
        self.tell(f"{last.step:,} updates in {last.seconds:.0f} s, distances up to {recipe.longest}: {far}.")
