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

SENTENCE = "The mayor of New York has been to South Africa and the United States more than once."


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
        self.power = Range("Threshold: 10 to the power", power, 0.4, 4.5, 0.05, page=0.5)
        choices = [("10", 1.0), ("100", 2.0), ("1,000", 3.0)]
        self.presets = Presets("Threshold", self.power, choices)
        self.discount = Range("Discount δ", discount, 0, 50, 1, page=5)
        self.word = TextBox("Look for a word", "", rows=1)
        self.sentence = TextBox("Your sentence", sentence, rows=2)
        live = LivePicture(
            self._join(probes.split(sentence)),
            figures.phrases_drawing,
            figures.describe_phrases,
            label="Pair",
            place=lambda view: (view.index, max(view.total - 1, 0)),
            over=figures.phrases_cursor,
            point_at=lambda view, index: self._join(view.sentence, view.word, index),
        )
        super().__init__(
            "Phrases",
            "Which pairs of words become one word?",
            [self.power, self.presets, self.discount],
            live,
            more=[self.word, self.sentence],
            keys=[(["←", "→"], "pair"), (["Page"], "six pairs")],
            note="Counted in the English corpus, 3.4 million words. “As a word”: the place the pair would have among "
            "all words by frequency.",
        )
        self.watch(self._again, self.power, self.discount)
        self.watch(self._look, self.word)
        self.watch(self._read, self.sentence)

    def _join(self, sentence: tuple[str, ...], word: str = "", index: int = 0) -> Phrases:
        scored = probes.scored(self._table, int(self.discount.value))
        return probes.phrases(scored, 10**self.power.value, sentence, word=word, index=index)

    def _again(self) -> None:
        # Sentence and word are the record's, since the boxes may hold what was refused.
        self.show(self._join(self.record.sentence, self.record.word, self.record.index))

    def _look(self) -> None:
        self.show(self._join(self.record.sentence, self.word.value.strip()))

    def _read(self) -> None:
        self.show(self._join(probes.split(self.sentence.value), self.record.word, self.record.index))
