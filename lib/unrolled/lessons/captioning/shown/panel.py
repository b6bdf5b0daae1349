"""Shown once, always, or merged: swap the picture while they write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from unrolled.datasets.caption_words import CaptionVocabulary
from unrolled.datasets.emoji_shelves import SHELVES, Shelf, shelf
from unrolled.lessons.captioning.shown import figure as figures
from unrolled.lessons.captioning.shown import probe as probes
from unrolled.lessons.captioning.shown.record import NAMES, Scores, ShownView
from unrolled.models.captioner import Captioner
from unrolled.panels.controls import Choice, Range
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

OTHERS = [("another drawing", "another"), ("a white page", "white")]
LOOKED_AT = 64  # pixels of the drawings that are shown


class ShownPanel(Panel):
    """How long does the caption need the picture?

    Args:
        models: the three captioners, by "once", "always" and "merged".
        words: their vocabulary.
        shelf_name: which drawings to choose from at the start.
        picture, other: numbers of a drawing and of the one it is swapped for, counted from 1.
        cut: words before the swap at the start.
        scores: what all seeds reach; by default read from the result file.

    Attributes:
        shelf, picture, swap, other: the controls.
    """

    def __init__(
        self,
        models: Mapping[str, Captioner],
        words: CaptionVocabulary,
        *,
        shelf_name: str = "new compositions",
        picture: int = 41,
        other: int = 161,
        cut: int = 2,
        scores: tuple[Scores, ...] | None = None,
    ):
        self._models, self._words = [models[name] for name in NAMES], words
        self._scores = probes.scores() if scores is None else scores
        self.shelf = Choice("From", [(name, name) for name in SHELVES if name != "training"], shelf_name)
        count = len(shelf(shelf_name))
        self.picture = Range("Picture", min(picture, count), 1, count, 1)
        self.swap = Choice("Swap it for", OTHERS, "another")
        self.other = Range("The other drawing", min(other, count), 1, count, 1)
        live = LivePicture(
            self._view(cut),
            figures.shown_drawing,
            figures.describe_shown,
            label="Words before the swap",
            place=lambda view: (view.cut, view.steps - 1),
            point_at="cut",
        )
        super().__init__(
            "Shown once, always, or merged",
            "How long does the caption need the picture?",
            [self.shelf, self.picture],
            live,
            more=[self.swap, self.other],
            keys=[(["←", "→"], "move the swap")],
            note=figures.answer,
        )
        self.watch(self._another_shelf, self.shelf)
        self.watch(self._update, self.picture, self.swap, self.other)

    def _view(self, cut: int) -> ShownView:
        held: Shelf = shelf(self.shelf.value)
        place, size = int(self.picture.value) - 1, self._models[0].config["size"]
        white = self.swap.value == "white"
        looked_at = held.image(place, LOOKED_AT)
        other_place = int(self.other.value) - 1
        image = held.image(place, size)
        other = probes.white(image) if white else held.image(other_place, size)
        other_shown = probes.white(looked_at) if white else held.image(other_place, LOOKED_AT)
        readings = tuple(
            probes.read(model, self._words, image, other, held.references(place)) for model in self._models
        )
        name = "a white page" if white else f"picture {other_place + 1}"
        view = ShownView(looked_at, other_shown, name, readings, self._scores)
        return replace(view, cut=min(cut, view.steps - 1))

    def _update(self) -> None:
        self.show(self._view(self.record.cut))

    def _another_shelf(self) -> None:
        """Another shelf has another number of drawings; the places stay where they can."""
        count = len(shelf(self.shelf.value))
        with self.batch():
            for control in (self.picture, self.other):
                control.value, control.high = min(control.value, count), count
        self._update()
