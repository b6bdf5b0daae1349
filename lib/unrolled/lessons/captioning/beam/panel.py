"""Beam tree."""

from __future__ import annotations

from collections.abc import Sequence

from unrolled.datasets.caption_words import CaptionVocabulary
from unrolled.datasets.emoji_shelves import SHELVES
from unrolled.datasets.emoji_shelves import shelf as shelf_called
from unrolled.lessons.captioning.beam import figure as figures
from unrolled.lessons.captioning.beam import probe as probes
from unrolled.lessons.captioning.beam.record import BeamTree, Example
from unrolled.models.captioner import Tells
from unrolled.panels.controls import Choice, Range
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

HELD_OUT = SHELVES[:3]
FREE = "any"


class BeamPanel(Panel):
    """Does a wider beam write a better caption?

    Args:
        model: a captioner, or an ensemble.
        words: its words.
        shelf: whose pictures come first, one of the first three of ``SHELVES``.
        picture: number on the shelf, from 1.
        width: of the beam, 1 to 20.
        alpha: of length normalisation, 0 to 1.
        examples: named pictures with a width: what *Case* offers. By default those of ``probe.EXAMPLES``.

    Attributes:
        case, width, picture: the controls in sight.
        shelf, alpha: the others. Another shelf or picture leaves the case.
    """

    def __init__(
        self,
        model: Tells,
        words: CaptionVocabulary,
        *,
        shelf: str = HELD_OUT[0],
        picture: int = 1,
        width: int = 5,
        alpha: float = 0.0,
        examples: Sequence[Example] = probes.EXAMPLES,
    ):
        self._model, self._words = model, words
        self._examples = {one.name: one for one in examples}
        self.case = Choice("Case", [(name, name) for name in (*self._examples, FREE)], FREE)
        self.width = Range("Beam width", width, 1, 20, 1, page=5)
        self.alpha = Range("Length normalisation α", alpha, 0, 1, 0.1, page=0.5)
        self.shelf = Choice("From", [(name, name) for name in HELD_OUT], shelf)
        self.picture = Range("Picture", picture, 1, len(shelf_called(shelf)), 1)
        super().__init__(
            "Beam tree",
            "Does a wider beam write a better caption?",
            [self.case, self.width, self.picture],
            LivePicture(self._search(), figures.tree_drawing, figures.describe_tree),
            more=[self.shelf, self.alpha],
            note=figures.answer,
        )
        self.watch(self._show_case, self.case)
        self.watch(self._update, self.shelf, self.picture, self.width, self.alpha)

    def _search(self) -> BeamTree:
        return probes.beam_tree(
            self._model, self._words, self.shelf.value, int(self.picture.value), int(self.width.value), self.alpha.value
        )

    def _show_case(self) -> None:
        """Put the other controls on a case."""
        case = self._examples.get(self.case.value)
        if case is None:
            return
        with self.batch():
            self.shelf.value, self.width.value, self.alpha.value = case.shelf, case.width, 0.0
            self.picture.high = max(self.picture.value, case.picture)
            self.picture.value = case.picture

    def _update(self) -> None:
        count = len(shelf_called(self.shelf.value))
        if self.picture.value > count:
            self.picture.value = count  # which comes here again
            return
        self.picture.high = count
        case = self._examples.get(self.case.value)
        if case is not None and (self.shelf.value, self.picture.value) != (case.shelf, case.picture):
            self.case.value = FREE
        self.show(self._search())
