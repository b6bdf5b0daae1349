"""Bias, measured."""

from __future__ import annotations

from unrolled.datasets.word_vectors import WordVectors
from unrolled.lessons.analogies.bias import figure as figures
from unrolled.lessons.analogies.bias import probe as probes
from unrolled.lessons.analogies.bias.dataset import OCCUPATIONS
from unrolled.lessons.analogies.bias.record import Bias
from unrolled.lessons.analogies.vectors.panel import vectors_choice
from unrolled.panels.controls import Button, Choice, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

PAIR, PAIRS, CHANCE = "pair", "pairs", "chance"


class BiasPanel(Panel):
    """Do words for occupations lean to one side, more than by chance?

    The picture's cursor goes through the words in the order of the axis.

    Args:
        vectors: one or more sets of word vectors; with more than one, there is a choice.
        words: on the axis at the start.
        word: the one looked at, at the start.
        seed: of random pairs and partitions.

    Attributes:
        which, axis, another, words: the controls; ``which`` shows if there is a choice, ``another`` with random
            pairs.
    """

    live: LivePicture

    def __init__(
        self,
        *vectors: WordVectors,
        words: tuple[str, ...] = OCCUPATIONS,
        word: str = "doctor",
        seed: int = 0,
    ):
        self._measures = [probes.Measure(one, seed=seed) for one in vectors]
        self._word = word
        self.which = vectors_choice(vectors)
        count = min(len(probes.known_pairs(one)) for one in vectors)
        self.axis = Choice(
            "Axis", [("he – she", PAIR), (f"{count} such pairs", PAIRS), ("random pairs", CHANCE)], PAIRS
        )
        self.another = Button("Other random pairs", key="r")
        self.words = TextBox("Words", " ".join(words), rows=6)
        live = LivePicture(
            self._look(),
            figures.bias_drawing,
            figures.describe_bias,
            label="Word",
            place=lambda shown: (shown.word, len(shown.words) - 1),
            over=figures.bias_cursor,
        )
        super().__init__(
            "Bias, measured",
            "Do occupations lean to one side, more than by chance?",
            [*([self.which] if len(vectors) > 1 else []), self.axis, self.another],
            live,
            more=[self.words],
            keys=[(["←", "→"], "word"), (["R"], "other pairs")],
            note="This measures the texts the vectors were trained on: not people, and not what would be right.",
        )
        self._arrange()
        self.watch(self._update, self.which, self.axis, self.words, self.another)
        self.watch(self._choose_word, live, trait="cursor")

    def _look(self) -> Bias:
        return self._measures[int(self.which.value)].look(
            probes.words_of(self.words.value), which=self.axis.value, draw=self.another.presses, word=self._word
        )

    def _arrange(self) -> None:
        self.another.layout.display = "" if self.axis.value == CHANCE else "none"

    def _update(self) -> None:
        self._arrange()
        self.show(self._look())

    def _choose_word(self) -> None:
        """The word pointed at is looked at, and again whenever it is back in the list."""
        if self.live.cursor != self.record.word:
            self._word = self.record.words[self.live.cursor]
            self._update()
