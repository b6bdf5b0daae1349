"""Phrases."""

from __future__ import annotations

from unrolled.lessons.word2vec.phrases import dataset as datasets
from unrolled.lessons.word2vec.phrases import figure as figures
from unrolled.lessons.word2vec.phrases import probe as probes
from unrolled.lessons.word2vec.phrases.dataset import Bigrams
from unrolled.lessons.word2vec.phrases.record import Phrases
from unrolled.panels.controls import Presets, Range, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

SENTENCE = (
    "The mayor of New York has been to South Africa and to the United States, more than once, "
    "by way of San Francisco, in the middle of a civil war."
)


class PhrasesPanel(Panel):
    """Which pairs of words become one word?

    The picture's cursor goes down the list.

    Args:
        table: of pairs; by default that of the English corpus.
        power: of ten: the threshold.
        discount: δ.
        sentence: yours, at the start.

    Attributes:
        power, presets, discount, word, sentence: the controls; ``word`` is looked for, empty shows what is joined.
    """

    def __init__(
        self, table: Bigrams | None = None, *, power: float = 2.0, discount: int = 5, sentence: str = SENTENCE
    ):
        self._table = table or datasets.bigrams()
        self.power = Range("Threshold: 10 to the power", power, 0.4, 4.5, 0.05, page=0.5, ticks=[1, 2, 3, 4])
        choices = [("10", 1.0), ("word2phrase’s 100", 2.0), ("1,000", 3.0)]
        self.presets = Presets("Threshold", self.power, choices)
        self.discount = Range("Discount δ", discount, 0, 50, 1, page=5, ticks=[0, 5, 25, 50])
        self.word = TextBox("Look for a word", "", rows=1)
        self.sentence = TextBox("Your sentence", sentence, rows=2)
        self._words, self._sentence = "", probes.split(sentence)
        self._shown = self._view(0)
        live = LivePicture(
            self._shown,
            figures.phrases_drawing,
            figures.describe_phrases,
            label="Pair",
            place=lambda view: (view.index, max(view.total - 1, 0)),
            over=figures.phrases_cursor,
        )
        super().__init__(
            "Phrases",
            "Which pairs of words become one word?",
            [self.power, self.presets, self.discount, self.word, self.sentence],
            live,
            keys=[(["←", "→"], "pair"), (["Page"], "ten pairs")],
            note="Counted in the English corpus, 3.4 million words. “As a word”: the place the pair would have among "
            "all words by frequency.",
        )
        self.watch(self._again, self.power, self.discount)
        self.watch(self._look, self.word)
        self.watch(self._read, self.sentence)
        self.watch(self._move, live, trait="cursor")

    def view(self) -> Phrases:
        """What is shown now, as a record."""
        return self._shown

    def _view(self, index: int) -> Phrases:
        scored = probes.scored(self._table, int(self.discount.value))
        return probes.phrases(scored, 10**self.power.value, self._sentence, word=self._words, index=index)

    def _show(self, index: int) -> None:
        self._shown = self._view(index)
        self.live.show(self._shown)

    def _again(self) -> None:
        self._show(self._shown.index)

    def _look(self) -> None:
        word = self.word.value.strip()
        if word:
            self._table.vocabulary.number(word)  # an unknown one is told, and the last list stays
        self._words = word
        self._show(0)

    def _read(self) -> None:
        self._sentence = probes.split(self.sentence.value)
        self._again()

    def _move(self) -> None:
        if self.live.cursor != self._shown.index:
            self._show(self.live.cursor)
