"""A small GloVe, trained beside skip-gram."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from unrolled.datasets import word_vectors
from unrolled.datasets.word_vectors import WordVectors
from unrolled.datasets.words import MemoryCorpus, WordVocabulary
from unrolled.lessons.word2vec.glove_ratios.dataset import counted
from unrolled.lessons.word2vec.glove_training import figure as figures
from unrolled.lessons.word2vec.glove_training import probe as probes
from unrolled.lessons.word2vec.glove_training import recipe as training
from unrolled.lessons.word2vec.glove_training.record import Column, GloveTraining
from unrolled.lessons.word2vec.word_training.probe import asked
from unrolled.models.glove import GloVe
from unrolled.panels.controls import Choice, Range, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.trainer import TrainerPanel

SIZES = [("25", "25"), ("50", "50"), ("100", "100")]
REDRAWN = 0.5  # seconds between two pictures


def shipped() -> dict[str, WordVectors]:
    """The vectors that come with the project, by a short name."""
    ours, glove = word_vectors.ours(), word_vectors.glove()
    return {
        "Skip-gram, shipped": replace(ours, about="8.6 million words"),
        "GloVe, published": replace(glove, about="6 billion words"),
    }


class GlovePanel(TrainerPanel):
    """Counting first, or predicting word by word: does it come to the same?

    All vectors answer from the same words: the most frequent ones of the corpus.

    Args:
        corpus: to count in, such as ``english.corpus()``.
        beside: vectors to show beside GloVe's, by name; ``about`` of each in a few words. By default those shipped
            with the project. ``{"Skip-gram, yours": panel.vectors}`` takes what a WordTrainingPanel has learned.
        words: how many words GloVe learns.
        near: words to show neighbours of.
        seconds: the budget at the start.

    Attributes:
        most, power, size, seconds, words, begin, stop: the controls.
        model: what was trained last, or None.
    """

    def __init__(
        self,
        corpus: MemoryCorpus,
        *,
        beside: Mapping[str, WordVectors] | None = None,
        words: int = training.WORDS,
        near: str = "france, dog, water, red, seven",
        seconds: float = 15,
    ):
        self._corpus = corpus
        few = corpus.vocabulary
        self._vocabulary = WordVocabulary(few.words[:words], few.counts[:words])
        given = shipped() if beside is None else beside
        self._beside = {name: probes.common(vectors, self._vocabulary) for name, vectors in given.items()}
        self._counts: np.ndarray | None = None
        self.model: GloVe | None = None
        self.most = Range("x_max", 10, 1, 100, 1, page=10)
        self.power = Range("Power α", 0.75, 0, 1, 0.05, page=0.25)
        self.size = Choice("Dimensions", SIZES, "50")
        self.seconds = Range("Time", seconds, 5, 60, 5, page=15, unit="s")
        self.words = TextBox("Neighbours of", near, rows=2)
        self.begin, self.stop = self.buttons()
        self._asked = self._read()
        shown = GloveTraining(self.most.value, self.power.value, self._columns())
        super().__init__(
            "GloVe beside skip-gram",
            "Does counting first lead to the same neighbours?",
            [self.most, self.power, self.begin, self.stop],
            LivePicture(shown, figures.glove_drawing, figures.describe_glove),
            more=[self.seconds, self.size, self.words],
            keys=[(["S"], "start"), (["X"], "stop")],
            note=f"All columns answer from the {len(self._vocabulary):,} most frequent words of the corpus.",
        )
        self.watch(self._ask, self.words)
        self.watch(self._weigh, self.most, self.power)

    @property
    def vectors(self) -> WordVectors:
        """What was learned, ready for any other panel.

        Raises:
            TrainingError: if nothing was trained yet.
        """
        about = f"{self._corpus.raw_words / 1e6:.1f} million words"
        return training.vectors(self.learned(self.model), self._vocabulary, about)

    def recipe(self) -> training.Recipe:
        """What the controls say, as a recipe."""
        return training.Recipe(
            size=int(self.size.value), most=self.most.value, power=self.power.value, seconds=self.seconds.value
        )

    def prepare(self) -> Callable[[], None]:
        """A training as the controls say."""
        recipe = self.recipe()
        self._asked = self._read()
        return lambda: self._train(recipe)

    def _read(self) -> tuple[str, ...]:
        return tuple(self._vocabulary.words[k] for k in asked(self.words.value, self._vocabulary))

    def _columns(self) -> tuple[Column, ...]:
        beside = (probes.column(name, vectors, self._asked) for name, vectors in self._beside.items())
        return (self._own(), *beside)

    def _own(self) -> Column:
        name = "GloVe, trained here"
        return Column(name, "") if self.model is None else probes.column(name, self.vectors, self._asked)

    def _train(self, recipe: training.Recipe) -> None:
        if self._counts is None:
            self.tell("Counting which words stand together, within ten words of each other…")
            self._counts = counted(self._corpus, len(self._vocabulary), training.WINDOW)
            self._tally = probes.tally(self._counts)
        constant = probes.constant_loss(self._counts, recipe.most, recipe.power)
        self.model = training.begin(self._vocabulary, recipe)
        self.change(constant=constant, curve=np.empty((0, 2)), share=0.0, steps=0, seconds=0.0, **self._weights(recipe))
        losses, drawn = [], 0.0
        for event in training.train(self.model, self._counts, recipe):
            losses.append(event.loss)
            if event.seconds - drawn > REDRAWN or event.share == 1 or self.stopping:
                drawn = event.seconds
                self._picture(event, float(np.mean(losses)))
                losses = []
                self.tell(f"{event.step:,} updates, {max(0.0, recipe.seconds - event.seconds):.0f} s left.")
            if self.stopping:
                break
        ended = "Done" if event.share == 1 else "Stopped"
        own = self.record.columns[0]
        self.tell(
            f"{ended} after {event.seconds:.0f} s and {event.step:,} updates: loss {self.record.curve[-1, 1]:.2f}, "
            f"{own.at_home} of {own.kinds} words are nearest to one of their kind."
        )

    def _picture(self, event: training.Event, loss: float) -> None:
        curve = np.vstack([self.record.curve, [event.share, loss]])
        columns = (self._own(), *self.record.columns[1:])
        self.change(columns=columns, curve=curve, share=event.share, steps=event.step, seconds=event.seconds)

    def _weights(self, recipe: training.Recipe) -> dict[str, object]:
        """What the picture of the weights shows; bars only when the pairs have been counted."""
        found: dict[str, object] = {"most": recipe.most, "power": recipe.power}
        if self._counts is not None:
            often, means = self._tally
            found |= {
                "edges": probes.EDGES,
                "pairs": often / max(often.sum(), 1),
                "weight": probes.weight_shares(often, means, recipe.most, recipe.power),
            }
        return found

    def _weigh(self) -> None:
        self.change(**self._weights(self.recipe()))

    def _ask(self) -> None:
        self._asked = self._read()
        self.change(columns=self._columns())
