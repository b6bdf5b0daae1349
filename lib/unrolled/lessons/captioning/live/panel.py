"""Train a captioner, and watch its captions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from unrolled.datasets import emoji
from unrolled.datasets.caption_words import CaptionVocabulary
from unrolled.datasets.captioned import Captioned
from unrolled.lessons.captioning.live import figure as figures
from unrolled.lessons.captioning.live import probe as probes
from unrolled.lessons.captioning.live import recipe as training
from unrolled.lessons.captioning.live.probe import Setting
from unrolled.lessons.captioning.live.recipe import LIVE, Seen
from unrolled.lessons.captioning.live.record import LiveCaptions
from unrolled.models.captioner import Captioner
from unrolled.panels.controls import Choice, Range
from unrolled.panels.live import LivePicture
from unrolled.panels.trainer import TrainerPanel
from unrolled.training.captioning import Recipe
from unrolled.training.loop import Event, Run

ENCODERS = [("trained", "trained"), ("from scratch", "scratch")]
SHOWN = [("once", "once"), ("always", "always"), ("merged", "merged")]
READS = [("the true words", "true"), ("its own words", "own")]
SIZES = ("size", "channels", "features", "embedding", "hidden")


class LivePanel(TrainerPanel):
    """What does it write after so many seconds?

    The training runs in a thread of its own and ends when its seconds are used up or *Stop* is pressed; either way
    what was learned stays, as ``run`` and ``model``.

    Args:
        model: a captioner that gives its sizes and, if wanted, its encoder; then only the new decoder learns.
        words: its vocabulary.
        seconds: the budget at the start.
        encoder: "trained" or "scratch".
        shown: "once", "always" or "merged".
        data: to train on; by default all training pictures.

    Attributes:
        encoder, shown, begin, stop, seconds, reads, batch_size, rate: the controls.
        run: the last training, or None.
    """

    def __init__(
        self,
        model: Captioner,
        words: CaptionVocabulary,
        *,
        seconds: float = 20,
        encoder: str = "trained",
        shown: str = "merged",
        data: Captioned | None = None,
    ):
        self._lender, self._words, self._data = model, words, data
        self._seen: dict[str, Seen] = {}  # by the lent encoder, kept for the next training
        self._pictures, self._images = probes.watched_pictures()
        self._held = emoji.held_out("validation", "compositions")
        self.encoder = Choice("The encoder", ENCODERS, encoder)
        self.shown = Choice("The picture is shown", SHOWN, shown)
        self.begin, self.stop = self.buttons()
        self.seconds = Range("Time", seconds, 5, 60, 5, page=20, unit="s")
        self.reads = Choice("While training it reads", READS, "true")
        self.batch_size = Range("Pictures in an update", LIVE.batch, 16, 256, 16, page=64)
        self.rate = Range("Learning rate × 1,000", 1000 * LIVE.rate, 0.5, 16, 0.5, page=4)
        self.run: Run[Captioner] | None = None
        first = self._empty()
        super().__init__(
            "Train a captioner",
            "What does it write after so many seconds?",
            [self.encoder, self.shown, self.begin, self.stop],
            LivePicture(first, figures.live_drawing, figures.describe_live),
            more=[self.seconds, self.reads, self.batch_size, self.rate],
            keys=[(["S"], "start"), (["X"], "stop")],
            note=figures.outlook(first),
        )
        self.watch(self._expect, self.encoder, self.shown, self.seconds, self.reads, self.batch_size, self.rate)

    @property
    def model(self) -> Captioner:
        """What was learned, ready for any other panel.

        Raises:
            TrainingError: if nothing was trained yet.
        """
        return self.learned(self.run).model.eval()

    def recipe(self) -> Recipe:
        """What the controls say, as a recipe."""
        sizes: dict[str, Any] = {name: self._lender.config[name] for name in SIZES}
        return replace(
            LIVE,
            shown=self.shown.value,
            batch=int(self.batch_size.value),
            rate=self.rate.value / 1000,
            seconds=self.seconds.value,
            frozen=float(self.encoder.value == "trained"),
            **sizes,
        )

    def prepare(self) -> Callable[[], None]:
        """A training as the controls say."""
        recipe, own_words = self.recipe(), self.reads.value == "own"
        self.show(self._empty())
        return lambda: self._train(recipe, own_words)

    def _empty(self) -> LiveCaptions:
        """Before a training: pictures without captions."""
        watched = tuple(
            probes.marked("", references, image)
            for references, image in zip(self._pictures.references, self._images, strict=True)
        )
        return LiveCaptions(watched, self.seconds.value, len(self._held), expected=self._expected())

    def _expected(self) -> tuple[float, float] | None:
        recipe = self.recipe()
        as_measured = (recipe.batch, recipe.rate) == (LIVE.batch, LIVE.rate) and self.reads.value == "true"
        setting = Setting(self.encoder.value, recipe.shown, self.seconds.value)
        return probes.expected(setting) if as_measured else None

    def _expect(self) -> None:
        """While nothing is in training, show what to expect of the next."""
        empty = self._empty()
        self.look_ahead(empty, figures.outlook(empty))

    def _train(self, recipe: Recipe, own_words: bool) -> None:
        frozen = recipe.frozen == 1
        self.tell("Reading the pictures…" if not frozen else "The encoder reads all pictures once…")
        encoder = self._lender.encoder if frozen else None
        data = self._data or emoji.training()
        seen, held, pictures = (
            self._looked(name, one, frozen=frozen)
            for name, one in (("training", data), ("held", self._held), ("watched", self._pictures))
        )
        run = training.begin(recipe, len(self._words), encoder)
        self.run = run

        def measured(event: Event | None = None) -> None:
            watched = probes.watch(run.model, pictures, self._images, self._words)
            shown = replace(self.record, watched=watched, begun=True)
            if event is not None and event.validation is not None:
                points = {
                    "seconds": event.seconds, "train": run.curve[-1][1], "heldout": event.validation,
                    "exact": probes.exact_share(run.model, held, self._words),
                }  # fmt: skip
                shown = replace(shown, **{name: np.append(getattr(shown, name), one) for name, one in points.items()})
            self.show(shown)

        measured()  # what an untrained network writes
        event = self.follow(
            training.events(
                recipe, run, seen, self._words,
                lambda model: probes.heldout_loss(model, held, self._words), own_words=own_words,
            ),
            lambda event: (
                f"{event.seconds:.0f} of {recipe.seconds:g} s, {event.step:,} updates of {recipe.batch} pictures; "
                f"training loss {event.loss:.2f} nats a word, {event.seconds_left:.0f} s left."
            ),
            measured,
        )  # fmt: skip
        self.tell(figures.verdict(self.record, "Done" if event.share == 1 else "Stopped"))

    def _looked(self, name: str, data: Captioned, *, frozen: bool) -> Seen:
        """Pictures, and their vectors by the lent encoder, computed once for all trainings."""
        if not frozen:
            return Seen(data)
        if name not in self._seen:
            self._seen[name] = Seen(data, training.look(self._lender.encoder, data))
        return self._seen[name]
