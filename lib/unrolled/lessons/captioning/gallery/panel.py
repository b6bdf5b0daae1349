"""Figure 5."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

from unrolled.datasets.caption_words import CaptionVocabulary
from unrolled.datasets.emoji_shelves import SHELVES
from unrolled.lessons.captioning.gallery import figure as figures
from unrolled.lessons.captioning.gallery import probe as probes
from unrolled.lessons.captioning.gallery.record import ROWS
from unrolled.measuring.records.captions import GROUPS
from unrolled.models.captioner import Captioner
from unrolled.panels.background import BackgroundPanel
from unrolled.panels.controls import Button, Choice
from unrolled.panels.live import LivePicture

HELD_OUT = SHELVES[:3]


class GalleryPanel(BackgroundPanel):
    """What does it get right?

    The picture's cursor is the group and its row the picture, counted through all pages. Captions of a shelf are
    written once: those of the first at the start, the others in a thread, while the last picture stays.

    Args:
        model: a captioner.
        words: its words.
        shelf: whose pictures come first, one of the first three of ``SHELVES``.

    Attributes:
        shelf, back, on: the controls; ``back`` and ``on`` turn the page.
    """

    def __init__(self, model: Captioner, words: CaptionVocabulary, *, shelf: str = HELD_OUT[0]):
        self._model, self._words = model, words
        self.shelf = Choice("From", [(name, name) for name in HELD_OUT], shelf)
        self.back, self.on = Button("Page back", key="b"), Button("Next page", key="n")
        written = probes.captions(model, words, shelf)
        assert written is not None  # nobody stops it
        shown = probes.gallery(shelf, written)
        self._galleries = {shelf: shown}
        super().__init__(
            "Figure 5: captions in four groups",
            "What does it get right, on pictures it has never seen?",
            [self.shelf, self.back, self.on],
            LivePicture(
                shown,
                figures.gallery_drawing,
                figures.describe_gallery,
                label="Group and picture",
                place=lambda shown: (shown.column, len(GROUPS) - 1, shown.row, shown.pages * ROWS - 1),
                over=figures.gallery_opened,
                point_at=probes.point_at,
            ),
            keys=[(["←", "→"], "group"), (["↑", "↓"], "picture"), (["B", "N"], "page")],
            note=figures.remark,
        )
        self.watch(self._choose, self.shelf)
        self.watch(lambda: self._turn(-1), self.back)
        self.watch(lambda: self._turn(1), self.on)

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        """Readers without a kernel get the picture of captions that are written."""
        self.finish()
        return super()._repr_mimebundle_(**kwargs)

    def _turn(self, pages: int) -> None:
        shown = self.record
        page = min(max(shown.page + pages, 0), shown.pages - 1)
        self.show(probes.point_at(shown, shown.column, page * ROWS + shown.row % ROWS))

    def _choose(self) -> None:
        """Show the captions of a shelf at once where they are written; or else go on showing the last, and write."""
        self._background.stop()
        shelf = self.shelf.value
        if shelf in self._galleries:
            self.show(self._galleries[shelf])
            return
        self.show(replace(self.record, waiting=shelf))
        self._background.start(lambda stopped: self._write(shelf, stopped))

    def _write(self, shelf: str, stopped: threading.Event) -> None:
        written = probes.captions(self._model, self._words, shelf, stopped.is_set)
        if written is None:
            return
        self._galleries[shelf] = probes.gallery(shelf, written)
        if not stopped.is_set():
            self.show(self._galleries[shelf])
            self.report()
