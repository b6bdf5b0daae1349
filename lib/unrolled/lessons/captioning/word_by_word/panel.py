"""A caption, stepped word by word."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from unrolled.datasets import emoji_shelves
from unrolled.datasets.caption_words import CaptionVocabulary
from unrolled.datasets.emoji_shelves import SHELVES, Shelf
from unrolled.lessons.captioning.word_by_word import figure as figures
from unrolled.lessons.captioning.word_by_word import probe as probes
from unrolled.lessons.captioning.word_by_word.record import WordByWord
from unrolled.models.captioner import Captioner
from unrolled.panels.controls import Choice, Range
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

FROM = SHELVES[:3]  # all but the training drawings
OTHERS = 16  # pictures to compare with


class WordByWordPanel(Panel):
    """What does each word depend on?

    The cursor stands on a word of the caption. All patches of a drawing are one batch; moving the cursor measures
    nothing. Another word, chosen among the likeliest by the up and down keys or a click, is an intervention: the
    words before it stay, those behind it are written anew.

    Args:
        model: a captioner.
        words: its words.
        shelf: where the drawing is from at the start, one of ``FROM``.
        picture: its number there, from 1.
        word: the word looked at, from 1.

    Attributes:
        shelf: the control *From*.
        pictures: for each shelf its control *Picture*; the one that counts is in sight.
        patch, cover: size and colour of the patches, behind *More controls*.
    """

    def __init__(
        self,
        model: Captioner,
        words: CaptionVocabulary,
        *,
        shelf: str = FROM[0],
        picture: int = 61,
        word: int = 2,
    ):
        self._model, self._words = model, words
        self.shelf = Choice("From", [(name, name) for name in FROM], shelf)
        self.pictures = {
            name: Range("Picture", picture if name == shelf else 1, 1, len(emoji_shelves.shelf(name)), 1)
            for name in FROM
        }
        self.patch = Choice("Patch", [(f"{side} × {side}", str(side)) for side in probes.SIDES], "8")
        self.cover = Choice("Colour of the patch", [(name, name) for name in probes.COVERS], "white")
        self._seen = self._views()
        live = LivePicture(
            self._measure((), word - 1),
            figures.caption_drawing,
            figures.describe_word,
            label="Word, and word to put there",
            place=lambda now: (
                now.cursor, len(now.words) - 1, min(int(now.rank[now.cursor]), now.likely.shape[1] - 1),
                now.likely.shape[1] - 1,
            ),
            over=figures.word_cursor,
            point_at=self._point,
        )  # fmt: skip
        super().__init__(
            "Word by word",
            "Which part of the picture does each word depend on?",
            [self.shelf, *self.pictures.values()],
            live,
            more=[self.patch, self.cover],
            keys=[(["←", "→"], "word"), (["↑", "↓"], "put another word there")],
            note=figures.describe_word,
        )
        self._arrange()
        self.watch(self._look, self.shelf, *self.pictures.values())
        self.watch(self._cover, self.patch, self.cover)

    @property
    def picture(self) -> Range:
        """The control *Picture* of the shelf in force."""
        return self.pictures[self.shelf.value]

    def _arrange(self) -> None:
        for name, control in self.pictures.items():
            control.layout.display = "" if name == self.shelf.value else "none"

    def _look(self) -> None:
        """Another drawing: its caption is written anew."""
        self._arrange()
        self._seen = self._views()
        self.show(self._measure((), self.record.cursor))

    def _cover(self) -> None:
        """Other patches: the caption stays, with the words put there."""
        self._seen = self._views()
        self.show(self._measure(self.record.ids, self.record.cursor))

    def _point(self, shown: WordByWord, cursor: int, row: int) -> WordByWord:
        """Another word is looked at, or put in place of this one."""
        if cursor != shown.cursor:
            return probes.point_at(shown, cursor)
        return self._measure(probes.take(shown, row), cursor)

    def _views(self) -> probes.Views:
        drawings, place = emoji_shelves.shelf(self.shelf.value), int(self.picture.value) - 1
        return probes.views(
            self._model,
            drawings.image(place),
            drawings.images(_others(drawings, place)),
            large=drawings.image(place, 64),
            covering=probes.Covering(int(self.patch.value), level=probes.COVERS[self.cover.value]),
        )

    def _measure(self, ids: Sequence[int], cursor: int) -> WordByWord:
        return probes.word_by_word(self._model, self._words, self._seen, ids=ids, cursor=cursor)


def _others(drawings: Shelf, place: int) -> np.ndarray:
    """Drawings all over the shelf with another caption."""
    own = drawings.references(place)[0]
    apart = [k for k in range(len(drawings)) if drawings.references(k)[0] != own]
    return np.array(apart)[np.linspace(0, len(apart) - 1, OTHERS).astype(int)]
