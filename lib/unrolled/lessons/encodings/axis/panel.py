"""An axis that the learner makes from two words."""

from __future__ import annotations

from unrolled.datasets.word_vectors import WordVectors
from unrolled.lessons.encodings.axis import figure as figures
from unrolled.lessons.encodings.axis import probe as probes
from unrolled.lessons.encodings.axis.dataset import EXAMPLES
from unrolled.lessons.encodings.axis.record import AxisView
from unrolled.panels.controls import Choice, Presets, Range, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

TRAINED, ROTATED = "trained", "rotated"


class AxisPanel(Panel):
    """Does a direction mean anything, and does a dimension?

    A preset brings its list with it, unless the learner has written one.

    Args:
        vectors: word vectors.
        ends: the two words of the axis at the start.
        words: the list at the start; by default that of the first example.
        dimension: the raw dimension at the start, from 1.

    Attributes:
        ends, presets, words, dimension, turn: the controls.
    """

    def __init__(
        self,
        vectors: WordVectors,
        *,
        ends: str = EXAMPLES[0].ends,
        words: str = EXAMPLES[0].words,
        dimension: int = 1,
    ):
        last = vectors.units.shape[1]
        self._axes = probes.Axes(vectors)
        self.ends = TextBox("Axis: from one word to another", ends, rows=1)
        self.presets = Presets("Examples", self.ends, [(one.name, one.ends) for one in EXAMPLES])
        self.words = TextBox("Words, with < where the order matters", words, rows=2)
        self.dimension = Range("Raw dimension", dimension, 1, last, 1, page=10)
        self.turn = Choice("Vectors", [("as trained", TRAINED), ("rotated", ROTATED)], TRAINED)
        super().__init__(
            "Meaningful dimensions",
            "Does a direction mean anything, and does a dimension?",
            [self.ends, self.presets, self.words, self.dimension, self.turn],
            LivePicture(self._measure(), figures.axis_drawing, figures.describe_axis),
            note=f"{vectors.about}, {len(vectors):,} words. The lists are our own stand-ins, not a published set.",
        )
        self.watch(self._bring_list, self.ends)
        self.watch(self._update, self.words, self.dimension, self.turn)

    def _measure(self) -> AxisView:
        ends, words = probes.ends_of(self.ends.value), probes.listed(self.words.value)
        return self._axes.measure(ends, words, int(self.dimension.value), rotated=self.turn.value == ROTATED)

    def _bring_list(self) -> None:
        """The list of an example comes with its axis, but never in place of the learner's own."""
        found = next((one for one in EXAMPLES if one.ends == self.ends.value), None)
        if found and self.words.value in {one.words for one in EXAMPLES} - {found.words}:
            self.words.value = found.words  # which updates
        else:
            self._update()

    def _update(self) -> None:
        self.show(self._measure())
