"""What the encoder sees: nearest training drawings of any picture, the learner's own, too."""

from __future__ import annotations

import numpy as np

from unrolled.datasets.caption_words import CaptionVocabulary
from unrolled.datasets.emoji_shelves import SHELVES, shelf
from unrolled.datasets.pictures import MAX_BYTES, open_picture
from unrolled.lessons.captioning.neighbours import figure as figures
from unrolled.lessons.captioning.neighbours import probe as probes
from unrolled.lessons.captioning.neighbours.record import Neighbourhood
from unrolled.models.captioner import Captioner
from unrolled.panels.controls import Choice, Range
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel
from unrolled.panels.upload import Upload

VENDORS = {"both": ("noto", "twemoji"), "noto": ("noto",), "twemoji": ("twemoji",)}


class NeighboursPanel(Panel):
    """Which drawings lie close together for the encoder?

    The first panel of an encoder reads all training drawings, which takes one to three seconds; so does the first
    look at the untrained one.

    Args:
        model: a captioner.
        words: its vocabulary.
        shelf: where the pictures come from at the start.
        picture: the picture at the start, from 1.
        k: neighbours at the start.

    Attributes:
        source, picture, upload: the controls in sight; an upload stays until one of the others moves.
        k, vendor, encoder: the others.
    """

    def __init__(
        self,
        model: Captioner,
        words: CaptionVocabulary,
        *,
        shelf: str = SHELVES[0],
        picture: int = 61,
        k: int = 6,
    ):
        self._model, self._words = model, words
        self._own: np.ndarray | None = None
        self.source = Choice("From", [(name.removeprefix("the "), name) for name in SHELVES[:3]], shelf)
        self.picture = Range("Picture", picture, 1, len(self._shelf()), 1)
        self.upload = Upload("Open…", key="o", most=MAX_BYTES)
        self.k = Range("Neighbours k", k, 1, probes.MOST, 1)
        self.vendor = Choice("Drawn by", [("both", "both"), ("Noto", "noto"), ("Twemoji", "twemoji")], "both")
        self.encoder = Choice("Encoder", [("trained", "trained"), ("untrained, a control", "untrained")], "trained")
        live = LivePicture(self._found(), figures.neighbours_drawing, figures.describe_neighbours)
        super().__init__(
            "What the encoder sees",
            "Which training drawings lie close together?",
            [self.source, self.picture, self.upload],
            live,
            more=[self.k, self.vendor, self.encoder],
            keys=[(["O"], "your own picture")],
            note=figures.answer,
        )
        self.watch(self._turn, self.source)
        self.watch(self._choose, self.picture)
        self.watch(self._found, self.k, self.vendor, self.encoder)
        self.watch(self._take, self.upload, trait="received")

    def _shelf(self):
        return shelf(self.source.value)

    def _found(self) -> Neighbourhood:
        settings = {
            "k": int(self.k.value),
            "vendors": VENDORS[self.vendor.value],
            "trained": self.encoder.value == "trained",
        }
        if self._own is not None:
            return probes.neighbourhood(self._model, self._words, self._own, title="Your picture", **settings)
        held, place = self._shelf(), int(self.picture.value) - 1
        title = f"Picture {place + 1} of {len(held)}, {held.name}"
        image, references = held.image(place, 64), held.references(place)
        return probes.neighbourhood(self._model, self._words, image, title=title, references=references, **settings)

    def _turn(self) -> None:
        """Another shelf: its first picture, and as many places as it has."""
        moved = self.picture.value > 1
        with self.batch():
            self.picture.value = 1  # first: the new shelf may be shorter
            self.picture.high = len(self._shelf())
        if not moved:
            self._choose()

    def _choose(self) -> None:
        self._own = None
        self.show(self._found())

    def _take(self) -> None:
        self._own = open_picture(self.upload.take()[1], size=64)
        self.show(self._found())
