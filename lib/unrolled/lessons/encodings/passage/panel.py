"""A passage of the learner's under the classifiers of genres."""

from __future__ import annotations

from collections.abc import Sequence

from unrolled.datasets import english
from unrolled.datasets.word_vectors import WordVectors
from unrolled.lessons.encodings.genres.dataset import passages
from unrolled.lessons.encodings.genres.dataset.classifiers import GenreClassifiers, genre_classifiers
from unrolled.lessons.encodings.passage import figure as figures
from unrolled.lessons.encodings.passage import probe as probes
from unrolled.lessons.encodings.passage.record import Passage
from unrolled.panels.controls import Button, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel


class PassagePanel(Panel):
    """Which words tell the genre of a passage?

    The picture's cursor goes through the codings.

    Args:
        vectors: those of the dense coding.
        classifiers: by default the shipped ones.
        examples: passages with the number of their genre; by default Brown's texts that these never read.

    Attributes:
        another, text: the controls; ``another`` brings another passage.
    """

    def __init__(
        self,
        vectors: WordVectors,
        *,
        classifiers: GenreClassifiers | None = None,
        examples: Sequence[tuple[str, int]] | None = None,
    ):
        classifiers = classifiers or genre_classifiers()
        self._readers = probes.Readers(classifiers, vectors)
        self._examples = examples or probes.held_out(passages(english.brown()), classifiers.seed)
        self.text = TextBox("A passage: change it, or type your own", self._examples[0][0], rows=1)
        self.another = Button("Another passage", key="n")
        live = LivePicture(
            self._read(),
            figures.passage_drawing,
            figures.describe_passage,
            label="Coding",
            place=lambda view: (view.shown, len(view.guesses) - 1),
            point_at="shown",
        )
        super().__init__(
            "One passage",
            "Which words tell its genre?",
            [self.text, self.another],
            live,
            keys=[(["←", "→"], "coding"), (["N"], "another passage")],
            note="4,096 words or buckets, or 100 dimensions; these texts were not trained on. Told is what a word "
            "adds to this genre’s score, above the mean of all.",
        )
        self.watch(self._again, self.text)
        self.watch(self._another_passage, self.another)

    def _read(self, shown: int = 0) -> Passage:
        truth = next((genre for text, genre in self._examples if text == self.text.value), -1)
        return self._readers.read(self.text.value, truth, shown)

    def _again(self) -> None:
        self.show(self._read(self.record.shown))

    def _another_passage(self) -> None:
        self.text.value = self._examples[self.another.presses % len(self._examples)][0]
