"""Ice and steam: ratios of co-occurrence."""

from __future__ import annotations

from unrolled.datasets.words import MemoryCorpus
from unrolled.lessons.word2vec.glove_ratios import figure as figures
from unrolled.lessons.word2vec.glove_ratios import probe as probes
from unrolled.lessons.word2vec.glove_ratios.dataset import Contexts
from unrolled.lessons.word2vec.glove_ratios.record import Ratios
from unrolled.panels.controls import Presets, Range, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

QUESTIONS = {
    "Ice, steam": "ice, steam: solid, gas, water, fashion",
    "Ice, fire": "ice, fire: snow, smoke, cold, hot, house, fashion",
    "France, Japan": "france, japan: paris, tokyo, island, wine, european, fashion",
    "King, queen": "king, queen: he, she, throne, crown, bee, chess",
    "Gold, iron": "gold, iron: ring, ore, coin, steel, metal, jewelry",
}


class GloveRatioPanel(Panel):
    """Which context words tell two words apart?

    Args:
        corpus: to count in, such as ``english.corpus()``.
        question: two words, a colon, and words to look for near them.
        window: places on each side that count as near.

    Attributes:
        question, presets, window: the controls.
    """

    def __init__(self, corpus: MemoryCorpus, *, question: str = QUESTIONS["Ice, steam"], window: int = 10):
        self._contexts = Contexts.of(corpus)
        self.question = TextBox("Two words: words near them", question, rows=2)
        self.presets = Presets("Take", self.question, list(QUESTIONS.items()))
        self.window = Range("Window", window, 1, 10, 1, page=3, unit="words each side")
        shown = self._measure()
        super().__init__(
            "Ice and steam",
            "Which context words tell two words apart?",
            [self.presets],
            LivePicture(shown, figures.ratio_drawing, figures.describe_ratios),
            more=[self.window, self.question],
            note="Bar: 95 % interval. Filled: the counts tell. Hollow, dashed: 1 is inside. Diamond: the GloVe paper.",
        )
        self.watch(self._measure, self.question, self.window)

    def _measure(self) -> Ratios:
        return probes.ratios(self._contexts, *probes.read_question(self.question.value), int(self.window.value))
