"""Train word vectors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from unrolled import runtime
from unrolled.datasets import english, word_vectors
from unrolled.datasets.word_vectors import WordVectors
from unrolled.datasets.words import MemoryCorpus, WordVocabulary
from unrolled.lessons.word2vec.word_training import figure as figures
from unrolled.lessons.word2vec.word_training import probe as probes
from unrolled.lessons.word2vec.word_training import recipe as training
from unrolled.lessons.word2vec.word_training.dataset import kinds
from unrolled.lessons.word2vec.word_training.record import WordTraining
from unrolled.panels.controls import Choice, Range, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.trainer import TrainerPanel
from unrolled.training.word2vec import Event, Recipe, Run, start, train

MODELS = [("Skip-gram", "skip-gram"), ("CBOW", "cbow")]
SIZES = [("50", "50"), ("100", "100")]
MEASURED = {"size": 100, "window": 5, "negatives": 5}  # what the ranges to expect were measured with
REDRAWN = 0.5  # seconds between two pictures
WORDS = "france, cat, copper, monday, seven"


class WordTrainingPanel(TrainerPanel):
    """What do word vectors learn in so many seconds?

    Before the first training the picture shows vectors that were trained before.
    The training runs in a thread of its own and ends when its seconds are used
    up or *Stop* is pressed; either way what was learned stays, as ``run`` and ``vectors``.

    Args:
        corpus: to train on; by default the English corpus, which the first training reads in some seconds.
        before: vectors to show until then, with words of all kinds; by default those shipped with the project.
        words: pairs of word and kind for the map; all of them have to be in corpus and vectors.
        seconds: the budget at the start.
        model: "skip-gram" or "cbow".

    Attributes:
        model, size, window, negatives, seconds, words, begin, stop: the controls.
        run: the last training, or None.
    """

    live: LivePicture

    def __init__(
        self,
        corpus: MemoryCorpus | None = None,
        *,
        before: WordVectors | None = None,
        words: tuple[tuple[str, str], ...] = kinds(),
        near: str = WORDS,
        seconds: float = 20,
        model: str = "skip-gram",
    ):
        self._corpus, self._pairs = corpus, words
        self._before = before or word_vectors.ours()
        self.model = Choice("Model", MODELS, model)
        self.size = Choice("Dimensions", SIZES, "100")
        self.window = Range("Largest window", 5, 1, 10, 1, page=2)
        self.negatives = Range("Negatives", 5, 1, 15, 1, page=5)
        self.seconds = Range("Time", seconds, 10, 60, 5, page=10, unit="s")
        self.words = TextBox("Neighbours of", near, rows=2)
        self.begin, self.stop = self.buttons()
        self.run: Run | None = None
        self._asked = probes.asked(near, self._before.vocabulary)
        super().__init__(
            "Train word vectors",
            "What do they learn in so many seconds?",
            [self.model, self.seconds, self.begin, self.stop],
            LivePicture(
                self._first(),
                figures.training_drawing,
                figures.describe_training,
                label="Word of the map",
                place=lambda view: (view.cursor, len(view.map.words) - 1),
                over=figures.training_cursor,
            ),
            more=[self.size, self.window, self.negatives, self.words],
            keys=[(["S"], "start"), (["X"], "stop"), (["←", "→"], "word")],
            note="Press Start: the corpus is read first, 3 to 5 seconds once for this kernel.",
        )
        self.watch(self._ask, self.words)
        self.watch(self._point, self.live, trait="cursor")  # under the lock: a training may draw at the same time

    @property
    def vectors(self) -> WordVectors:
        """What was learned, ready for any other panel.

        Raises:
            TrainingError: if nothing was trained yet.
        """
        run = self.learned(self.run)
        assert self._corpus is not None  # the training has read it
        return run.vectors(self._corpus, self._about(run.recipe))

    def recipe(self) -> Recipe:
        """What the controls say, as a recipe."""
        return Recipe(
            model=self.model.value,
            size=int(self.size.value),
            window=int(self.window.value),
            negatives=int(self.negatives.value),
            epochs=1,  # of a corpus that goes round as often as the seconds allow
            threads=runtime.thread_count(runtime.limits()),
        )

    def prepare(self) -> Callable[[], None]:
        """A training as the controls say."""
        recipe, seconds = self.recipe(), self.seconds.value
        probes.asked(self.words.value, self._vocabulary)
        return lambda: self._train(recipe, seconds)

    @property
    def _vocabulary(self) -> WordVocabulary:
        return self._before.vocabulary if self._corpus is None or self.run is None else self._corpus.vocabulary

    def _about(self, recipe: Recipe) -> str:
        name = next(name for name, value in MODELS if value == recipe.model)
        negatives = f"{recipe.negatives} negative{'s' * (recipe.negatives > 1)}"
        return f"{name}, {recipe.size} dimensions, window {recipe.window}, {negatives}"

    def _first(self) -> WordTraining:
        """What is shown before the first training."""
        vectors, vocabulary = self._before.vectors, self._before.vocabulary
        found = probes.word_map(vectors, vocabulary, words=self._pairs)
        near = probes.neighbours(vectors, vocabulary, self._asked)
        about = "Vectors shipped with the project, 8.6 million words" if self._before.about else ""
        return WordTraining(about, found, near, scores={"kind": found.share})

    def _train(self, recipe: Recipe, seconds: float) -> None:
        if self._corpus is None:
            self.tell("Reading 3.6 million words of English, once for this kernel…")
            self._corpus = english.corpus()
        corpus = self._corpus
        asked = probes.asked(self.words.value, corpus.vocabulary)
        self.tell("Measuring the pace for half a second; after an installation the loops are compiled first…")
        passes = training.affordable(corpus, training.pace(corpus, recipe), seconds)
        run = start(corpus, recipe)
        self.run, self._asked = run, asked
        expected = probes.expected(recipe.model, passes) if self._as_measured(recipe) else {}
        chance = (1 + recipe.negatives) * float(np.log(2))
        # Of the whole training, shown with its first vectors: until then the picture is of those before.
        fixed: dict[str, Any] = {"about": self._about(recipe), "passes": passes, "chance": chance, "expected": expected}
        drawn, event = 0.0, None
        for event in train(run, training.Rounds(corpus, passes), every=REDRAWN / 2):
            if event.seconds - drawn > REDRAWN or event.share == 1:
                drawn = event.seconds
                self._picture(run, corpus, event, fixed)
                self.tell(f"{event.words:,} words read, rate {event.rate:.3f}, {event.seconds_left:.0f} s left.")
            if self.stopping:
                break
        self._picture(run, corpus, event, fixed)
        self._end(recipe, event)

    def _as_measured(self, recipe: Recipe) -> bool:
        return all(getattr(recipe, name) == value for name, value in MEASURED.items())

    def _picture(self, run: Run, corpus: MemoryCorpus, event: Event, fixed: dict[str, Any]) -> None:
        """Look at the vectors as they are now, and show it."""
        vocabulary, vectors = corpus.vocabulary, run.inputs
        found = probes.word_map(vectors, vocabulary, before=self.record.map.places, words=self._pairs)
        near = probes.neighbours(vectors, vocabulary, self._asked)
        self.change(
            map=found, neighbours=near, share=event.share, pace=event.pace, seconds_left=event.seconds_left,
            curve=np.array(run.curve), scores={"kind": found.share}, **fixed,
        )  # fmt: skip

    def _end(self, recipe: Recipe, event: Event) -> None:
        if event.share < 1:
            self.tell(
                f"Stopped after {event.seconds:.0f} s: the rate had not fallen to zero, so no score is asked for."
            )
            return
        self.tell(f"Done after {event.seconds:.0f} s; asking four sections of analogy questions…")
        self.change(scores={"kind": self.record.map.share, **probes.analogy_shares(self.vectors)})
        self.tell(self._verdict(recipe, event))

    def _verdict(self, recipe: Recipe, event: Event) -> str:
        done = f"Done after {event.seconds:.0f} s, {event.pace:,.0f} words a second on {recipe.threads} thread"
        done += "s" * (recipe.threads > 1)
        expected, scores = self.record.expected, self.record.scores
        if not expected:
            return f"{done}. What to expect of such a training was not measured."
        off = [name for name, (low, high) in expected.items() if name in scores and not low <= scores[name] <= high]
        return f"{done}. " + (f"Not as expected: {', '.join(off)}." if off else "All scores are as expected.")

    def _ask(self) -> None:
        self._asked = probes.asked(self.words.value, self._vocabulary)
        vectors = self._before.vectors if self.run is None else self.run.inputs
        self.change(neighbours=probes.neighbours(vectors, self._vocabulary, self._asked))

    def _point(self) -> None:
        if self.live.cursor != self.record.cursor:
            self.change(cursor=self.live.cursor)
