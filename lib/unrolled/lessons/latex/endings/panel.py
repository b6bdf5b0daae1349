r"""What is still open? The name expected after ``\end{``, and how far back the network remembers."""

from __future__ import annotations

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.latex.endings import figure as figures
from unrolled.lessons.latex.endings.probe import MOST_BLOCKS, Memory
from unrolled.lessons.latex.endings.probe.fillers import BLOCK, FILLERS
from unrolled.lessons.latex.endings.record import Ending
from unrolled.measuring.char_rnn import check_fit
from unrolled.models.language_model import LanguageModel
from unrolled.panels.controls import Choice, Presets, Range, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

PRESETS = [
    ("lemma", "\\begin{lemma}\nLet $X$ be a scheme.\n"),
    ("proof", "\\begin{proof}\nLet $X$ be a scheme.\n"),
    ("list", "\\begin{enumerate}\n\\item It is flat.\n"),
]


class EndingsPanel(Panel):
    """Does it know what is open?

    Args:
        model: any language model.
        vocabulary: its characters.
        source: LaTeX with an open environment at its end.
        kind: of the text between, see ``latex.endings.probe.fillers``.
        distance: characters of it.

    Attributes:
        source, presets, between, distance: the controls.
    """

    def __init__(
        self,
        model: LanguageModel,
        vocabulary: Vocabulary,
        *,
        source: str = PRESETS[2][1],
        kind: str = "formulas",
        distance: int = 0,
    ):
        check_fit(vocabulary, model)
        self._model, self._vocabulary = model, vocabulary
        self.source = TextBox("Source", source, rows=4)
        self.presets = Presets("Left open", self.source, PRESETS)
        self.between = Choice("Put between", [(name, name) for name in FILLERS], kind)
        self.distance = Range("Characters", distance, 0, MOST_BLOCKS * BLOCK, BLOCK, page=4 * BLOCK)
        self._memory = self._read()
        live = LivePicture(self._measure(), figures.ending_drawing, figures.describe_ending, over=figures.ending_cursor)
        super().__init__(
            "What is still open?",
            "Does it know what is open?",
            [self.presets, self.between, self.distance],
            live,
            more=[self.source],
            keys=[(["←", "→"], f"{BLOCK} characters")],
            note="Shaded: what is remembered. The probabilities are exact, at τ = 1; no noise is involved.",
        )
        self.watch(self._read_again, self.source, self.between)
        self.watch(self._measure, self.distance)

    def _measure(self) -> Ending:
        return self._memory.at(round(self.distance.value / BLOCK))

    def _read(self) -> Memory:
        return Memory(self._model, self._vocabulary, self.source.value, self.between.value)

    def _read_again(self) -> None:
        self._memory = self._read()
        self.show(self._measure())
