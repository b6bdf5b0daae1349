"""Compose: role, person and skin tone, held out of training or not; or a picture of one's own."""

from __future__ import annotations

from dataclasses import replace

from unrolled.datasets import emoji
from unrolled.datasets.caption_words import CaptionVocabulary
from unrolled.datasets.pictures import MAX_BYTES, open_picture
from unrolled.lessons.captioning.compose import figure as figures
from unrolled.lessons.captioning.compose import probe as probes
from unrolled.lessons.captioning.compose.record import PEOPLE, TONES, VENDORS, Own, Table
from unrolled.models.captioner import Captioner
from unrolled.panels.controls import Choice
from unrolled.panels.live import LivePicture
from unrolled.panels.menu import Menu
from unrolled.panels.panel import Panel
from unrolled.panels.upload import Upload


class ComposePanel(Panel):
    """Does the network caption a composition that it has never seen?

    Person and tone are chosen in the picture itself, by a click or the arrow keys.

    Args:
        model: a captioner.
        words: its vocabulary.
        role: at the start.
        person: at the start, "woman", "man" or "person".
        tone: at the start, "" for yellow, or a name of a skin tone.
        vendor: whose drawings the table shows at the start.

    Attributes:
        role, vendor, upload: the controls; an upload stays until one of the others moves.
    """

    def __init__(
        self,
        model: Captioner,
        words: CaptionVocabulary,
        *,
        role: str = "firefighter",
        person: str = "man",
        tone: str = "dark",
        vendor: str = "noto",
    ):
        self._model, self._words = model, words
        self._table = probes.table(model, words, role, vendor, cursor=TONES.index(tone), row=PEOPLE.index(person))
        self.role = Menu("Role", [(_named(name), name) for name in emoji.roles()], role)
        self.vendor = Choice("Drawn by", [(name, key) for key, name in VENDORS.items()], vendor)
        self.upload = Upload("Open a picture…", key="o", most=MAX_BYTES)
        live = LivePicture(
            self._table,
            figures.compose_drawing,
            figures.describe,
            label="Skin tone, and person",
            place=_place,
            over=figures.table_cursor,
            point_at="cursor row",
        )
        super().__init__(
            "Compose",
            "Can it caption what it has never seen put together?",
            [self.role, self.vendor, self.upload],
            live,
            keys=[(["←", "→"], "tone"), (["↑", "↓"], "person"), (["O"], "your own picture")],
            note=figures.describe,
        )
        self.watch(self._put, self.role)
        self.watch(self._draw, self.vendor)
        self.watch(self._take, self.upload, trait="received")

    def show(self, record: Table | Own) -> None:
        """Show another composition or picture; the last composition is remembered."""
        super().show(record)
        if isinstance(record, Table):
            self._table = record

    def _put(self) -> None:
        last = self._table
        self.show(
            probes.table(self._model, self._words, self.role.value, self.vendor.value, cursor=last.cursor, row=last.row)
        )

    def _draw(self) -> None:
        self.show(replace(self._table, vendor=self.vendor.value))

    def _take(self) -> None:
        image = open_picture(self.upload.take()[1], size=64)
        self.show(probes.own(self._model, self._words, image))


def _named(role: str) -> str:
    return "no role: woman, man or person alone" if role == "alone" else role


def _place(shown: Table | Own) -> tuple[int, int, int, int]:
    return (0, 0, 0, 0) if isinstance(shown, Own) else (shown.cursor, len(TONES) - 1, shown.row, len(PEOPLE) - 1)
