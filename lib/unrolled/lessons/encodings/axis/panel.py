"""An axis that the learner makes from two words."""

from __future__ import annotations

from unrolled.datasets.word_vectors import WordVectors
from unrolled.lessons.encodings.axis import figure as figures
from unrolled.lessons.encodings.axis import probe as probes
from unrolled.lessons.encodings.axis.dataset import EXAMPLES
from unrolled.lessons.encodings.axis.record import AxisView
from unrolled.panels.controls import Choice, Range, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.menu import Menu
from unrolled.panels.panel import Panel

TRAINED, ROTATED, OWN = "trained", "rotated", "own"


class AxisPanel(Panel):
    """Does a direction mean anything, and does a dimension?

    An example brings its list with it, unless the learner has written one.

    Args:
        vectors: word vectors.
        ends: the two words of the axis at the start.
        words: the list at the start; by default that of the first example.
        dimension: the raw dimension at the start, from 1.

    Attributes:
        example, ends, words, dimension, turn: the controls; ``example`` is "own" where the ends are of no example.
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
        self.ends = TextBox("Your axis: from one word to another", ends, rows=1)
        examples = [*((one.name, one.ends) for one in EXAMPLES), ("my own", OWN)]
        self.example = Menu("Axis", examples, self._named())
        self.words = TextBox("Your words, with < where the order matters", words, rows=3)
        self.dimension = Range("Raw dimension", dimension, 1, last, 1, page=10)
        self.turn = Choice("Vectors", [("as trained", TRAINED), ("rotated", ROTATED)], TRAINED)
        super().__init__(
            "Meaningful dimensions",
            "Does a direction mean anything, and does a dimension?",
            [self.example, self.dimension, self.turn],
            LivePicture(self._measure(), figures.axis_drawing, figures.describe_axis),
            more=[self.ends, self.words],
            note=f"“Left of it”: the share of all {len(vectors):,} words that lie further to the left. Chance puts "
            "half of the pairs in order.",
        )
        self.watch(self._bring_axis, self.example)
        self.watch(self._bring_list, self.ends)
        self.watch(self._measure, self.words, self.dimension, self.turn)

    def _measure(self) -> AxisView:
        ends, words = probes.ends_of(self.ends.value), probes.listed(self.words.value)
        return self._axes.measure(ends, words, int(self.dimension.value), rotated=self.turn.value == ROTATED)

    def _named(self) -> str:
        """The ends, if they are those of an example."""
        return self.ends.value if self.ends.value in {one.ends for one in EXAMPLES} else OWN

    def _bring_axis(self) -> None:
        """The menu writes the ends; with "my own" it leaves what is there."""
        if self.example.value not in (OWN, self.ends.value):
            self.ends.value = self.example.value  # which updates

    def _bring_list(self) -> None:
        """The list of an example comes with its axis, but never in place of the learner's own."""
        self.example.value = self._named()
        found = next((one for one in EXAMPLES if one.ends == self.ends.value), None)
        if found and self.words.value in {one.words for one in EXAMPLES} - {found.words}:
            self.words.value = found.words  # which updates
        else:
            self.show(self._measure())
