"""BLEU taken apart."""

from __future__ import annotations

from unrolled.datasets.emoji_shelves import shelf
from unrolled.lessons.captioning.bleu import figure as figures
from unrolled.lessons.captioning.bleu import probe as probes
from unrolled.lessons.captioning.bleu.record import BleuView
from unrolled.measuring.captions.words import ORDERS
from unrolled.panels.controls import Button, Choice, Presets, Range, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

SHELF, PICTURE = "new compositions", "a man firefighter with dark skin"
REPEATED = "a a a a a a"  # Papineni and others: "the the the the the the the"
WRONG = "a man firefighter with light skin"
REWORDED = "a man with dark skin as a firefighter"  # right, and none of the references
OTHER = {WRONG: REWORDED, REWORDED: WRONG}
PRESETS = [("a a a", REPEATED), ("wrong skin", WRONG), ("reworded", REWORDED)]


class BleuPanel(Panel):
    """What does BLEU count, and what does it miss?

    The references are the caption that models train on, paraphrases of it by the rules stated in
    ``datasets/emoji_captions.py``, and the bare Unicode name. CIDEr-D counts words over all held-out pictures.

    Args:
        caption: to begin with; by default the wrong one of two captions that BLEU ranks the wrong way round.
        kept: a second caption to compare it with, or an empty text for none; by default the other of those two.
        source: the shelf the picture is from.
        place: of the picture on it, counted from 1; by default that of those two captions.
        order: n of the n-grams shown, 1 to 4.

    Attributes:
        caption, presets: the controls in sight; the order is chosen in the picture.
        keep, source, place: behind *More controls*: keeps the caption, so that the next one stands beside it; shelf
            and picture.
    """

    def __init__(
        self,
        caption: str = WRONG,
        *,
        kept: str = REWORDED,
        source: str = SHELF,
        place: int | None = None,
        order: int = 1,
    ):
        here = shelf(source)
        place = place or 1 + probes.place_of(here, PICTURE)
        self.caption = TextBox("Caption, yours or theirs", caption, rows=1)
        self.presets = Presets("Examples", self.caption, PRESETS)
        self.keep = Button("Keep to compare", key="k")
        self.source = Choice("From", [(name, name) for name in probes.HELD_OUT], source)
        self.place = Range("Picture", place, 1, len(here), 1, page=10)
        self._kept: str | None = kept or None
        super().__init__(
            "BLEU taken apart",
            "What does BLEU count, and what does it miss?",
            [self.caption, self.presets],
            LivePicture(
                self._view(order),
                figures.bleu_drawing,
                figures.describe_bleu,
                label="n-gram of the caption, and order",
                place=lambda view: (view.cursor, max(len(view.shown.grams) - 1, 0), view.order - 1, ORDERS - 1),
                point_at=probes.look_at,
            ),
            more=[self.keep, self.source, self.place],
            keys=[(["←", "→"], "n-gram"), (["↑", "↓"], "order"), (["K"], "keep")],
            note=figures.answer,
        )
        self.watch(self._shelve, self.source)  # what controls do to each other comes before the drawing
        self.watch(self._turn, self.source, self.place)
        self.watch(self._write, self.caption)
        self.watch(self._update, self.caption, self.source, self.place)
        self.watch(self._keep, self.keep)

    def _references(self) -> tuple[str, ...]:
        return shelf(self.source.value).references(int(self.place.value) - 1)

    def _view(self, order: int) -> BleuView:
        here, place = shelf(self.source.value), int(self.place.value) - 1
        return probes.bleu_view(here, place, self.caption.value, self._kept, order)

    def _update(self) -> None:
        self.show(self._view(self.record.order))

    def _shelve(self) -> None:
        last = len(shelf(self.source.value))
        self.place.value = min(self.place.value, last)
        self.place.high = last

    def _turn(self) -> None:
        """The two captions belong to their picture: another one begins with its own. What was written stays."""
        if self._references()[0] == PICTURE:
            return
        if self._kept in OTHER:
            self._kept = None
        if self.caption.value in OTHER:
            self.caption.value = self._references()[0]

    def _write(self) -> None:
        """One of the two captions brings its picture, and the other one to compare it with."""
        if self.caption.value not in OTHER:
            return
        self._kept = OTHER[self.caption.value]
        with self.batch():
            self.source.value, self.place.high = SHELF, len(shelf(SHELF))
            self.place.value = 1 + probes.place_of(shelf(SHELF), PICTURE)

    def _keep(self) -> None:
        self._kept = self.record.now.caption
        self._update()
