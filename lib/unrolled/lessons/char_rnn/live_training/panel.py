"""Train it yourself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import torch

from unrolled import runtime
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.char_rnn.live_training import figure as figures
from unrolled.lessons.char_rnn.live_training.record import LiveTraining
from unrolled.measuring import char_rnn as probes
from unrolled.measuring.shape import ShapeError, afford
from unrolled.models.char_rnn import CharRNN
from unrolled.panels.controls import Choice, Range, TextBox
from unrolled.panels.live import LiveChart
from unrolled.panels.trainer import TrainerPanel
from unrolled.training import live
from unrolled.training.char_rnn import Recipe
from unrolled.training.loop import Event, Run

CELLS = [("RNN", "rnn"), ("GRU", "gru"), ("LSTM", "lstm")]
CORPORA = [("34 plays", "plays"), ("Folk tunes", "tunes"), ("Your text", "own")]
MASKS = [("one for a window", "window"), ("fresh each step", "step")]
SAMPLE, TEMPERATURE = 160, 0.8
WRITES = 4.0  # seconds between two samples: writing takes time from learning


class TrainingPanel(TrainerPanel):
    """What can it learn in so many seconds?

    The training runs in a thread of its own, so that cells and other panels can
    still be used. It ends when its seconds are used up or *Stop* is pressed;
    either way what was learned stays, as ``run``, ``model`` and ``vocabulary``.

    Args:
        seconds: the budget at the start.
        corpus: "plays", "tunes" or "own".

    Attributes:
        corpus, own, cell, layers, hidden, window, dropout, masks, seconds, begin, stop: the controls.
        run: the last training, or None.
    """

    def __init__(self, *, seconds: float = 60, corpus: str = "plays"):
        granted = runtime.limits()

        def too_wide(units: float) -> str:
            try:
                afford(live.MOST_CHARACTERS, units, int(self.layers.value), granted)
            except ShapeError as error:
                return str(error)
            return ""

        self.corpus = Choice("Text", CORPORA, corpus)
        self.own = TextBox("Paste it here", "", rows=2)
        self.cell = Choice("Cell", CELLS, "lstm")
        self.layers = Range("Layers", 1, 1, 3, 1, page=1)
        self.hidden = Range("Units in a layer", 256, 16, 512, 16, page=64, outside=too_wide)
        self.window = Range("Window", 50, 5, 200, 5, page=50, unit="steps")
        self.dropout = Range("Dropout", 0, 0, 0.7, 0.05, page=0.1)
        self.masks = Choice("Its masks", MASKS, "window")
        self.seconds = Range("Time", seconds, 5, 300, 5, page=60, unit="s")
        self.begin, self.stop = self.buttons()
        self.run: Run | None = None
        self._learned: Vocabulary | None = None  # of the run
        shown = self._empty()
        super().__init__(
            "Train it yourself",
            "What can it learn in so many seconds?",
            [self.seconds, self.cell, self.begin, self.stop],
            LiveChart(
                shown,
                figures.live_training_chart,
                figures.training_values,
                figures.describe_training,
                passage=lambda view: view.sample,
                caption=f"What it writes now, at τ = {TEMPERATURE}",
            ),
            more=[self.corpus, self.own, self.layers, self.hidden, self.window, self.dropout, self.masks],
            keys=[(["S"], "start"), (["X"], "stop")],
            note=figures.outlook(shown),
        )
        self._show_own()
        self.watch(self._show_own, self.corpus)
        self.watch(self._expect, self.cell, self.layers, self.hidden, self.window, self.dropout, self.seconds)

    @property
    def model(self) -> CharRNN:
        """What was learned, ready for any other panel.

        Raises:
            TrainingError: if nothing was trained yet.
        """
        return self.learned(self.run).model.eval()

    @property
    def vocabulary(self) -> Vocabulary:
        """The characters of :attr:`model`, which other panels want with it.

        Raises:
            TrainingError: if nothing was trained yet.
        """
        return self.learned(self._learned)

    def recipe(self) -> Recipe:
        """What the controls say, as a recipe."""
        cell = self.cell.value
        return replace(
            live.LIVE,
            cell=cell,
            rate=live.RATES[cell],
            layers=int(self.layers.value),
            hidden=int(self.hidden.value),
            window=int(self.window.value),
            dropout=self.dropout.value,
            dropout_per_step=self.masks.value == "step",
            seconds=self.seconds.value,
        )

    def _empty(self) -> LiveTraining:
        expected = live.expected(self.recipe()) if self.corpus.value == "plays" else np.empty((0, 3))
        none, budget, cell = np.empty(0), self.seconds.value, self.cell.value
        return LiveTraining(none, none, none, budget, {}, expected, "", "Not started.", cell)

    def _show_own(self) -> None:
        self.own.layout.display = "" if self.corpus.value == "own" else "none"
        self._expect()

    def _expect(self) -> None:
        """Before a training, and after one, show what to expect of the next."""
        empty = self._empty()
        self.look_ahead(empty, figures.outlook(empty))

    def prepare(self) -> Callable[[], None]:
        """A training as the controls say."""
        recipe = self.recipe()
        material = live.own_text(self.own.value) if self.corpus.value == "own" else None
        self.show(self._empty())
        return lambda: self._train(recipe, material)

    def _train(self, recipe: Recipe, material: live.Material | None) -> None:
        self.tell("Reading the text and counting its characters…")
        material = material or (live.plays() if self.corpus.value == "plays" else live.tunes())
        V = len(material.vocabulary)
        afford(V, recipe.hidden, recipe.layers, runtime.limits())
        self.change(baselines=material.baselines)
        run, events = live.begin(recipe, material)
        write = _writer(run, material)
        self.run, self._learned, written = run, material.vocabulary, -WRITES

        def measured(event: Event) -> None:
            nonlocal written
            _, train, held = run.curve[-1]
            now = event.seconds - written > WRITES or event.share == 1
            written = event.seconds if now else written
            shown = self.record
            self.change(
                seconds=np.append(shown.seconds, event.seconds),
                train=np.append(shown.train, train),
                validation=np.append(shown.validation, held),
                sample=write() if now else shown.sample,
            )

        event = self.follow(
            events,
            lambda event: (
                f"{event.seconds:.0f} of {recipe.seconds:g} s, {event.step:,} updates, "
                f"{event.seconds_left:.0f} s left; training loss {event.loss:.2f} nats."
            ),
            measured,
        )
        self.change(note=self._verdict(recipe, event))
        self.tell(self.record.note)

    def _verdict(self, recipe: Recipe, last: Event) -> str:
        pace = f"{last.characters / last.seconds:,.0f} characters a second"
        if not len(self.record.validation):
            return f"Stopped after {last.seconds:.0f} s, before the first measurement; {pace}."
        reached = self.record.validation[-1]
        beaten = [name for name, nats in self.record.baselines.items() if reached < nats]
        better = f"better than {beaten[-1]}" if beaten else "no better than chance"
        ended = "Stopped" if last.share < 1 else "Done"
        words = f"{ended} after {last.seconds:.0f} s: {reached:.2f} nats, {better}; {pace}."
        if last.share == 1 and len(self.record.expected):
            low, high = self.record.expected[-1, 1:]
            words += f" Runs measured before: {low:.2f} to {high:.2f}, at {live.expected_pace(recipe):,.0f}."
        return words


def _writer(run: Run, material: live.Material) -> Callable[[], str]:
    """Writes with what the network knows by now, always with the same noise."""
    start = material.vocabulary.encode("\n" if "\n" in material.vocabulary else material.vocabulary.characters[0])
    noise = probes.gumbel_noise(0, SAMPLE, len(material.vocabulary))
    temperature = torch.tensor([TEMPERATURE])

    def write() -> str:
        run.model.eval()
        logits, state = probes.read(run.model, start)
        return material.vocabulary.decode(probes.sample(run.model, logits, state, noise, temperature)[0])

    return write
