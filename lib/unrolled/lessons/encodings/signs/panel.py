"""Signs in the dot product of hashed sentences."""

from __future__ import annotations

from dataclasses import replace

from unrolled.lessons.encodings.signs import figure as figures
from unrolled.lessons.encodings.signs import probe as probes
from unrolled.panels.controls import Range, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

SENTENCES = ("the cat sat on the mat and looked at the dog", "the dog looked at the moon and the cat")


class SignsPanel(Panel):
    """What does a sign for each word change?

    The picture's cursor is the number of buckets, as the slider's.

    Args:
        first: a sentence at the start.
        second: another one.
        bits: at the start, there are 2 to the power of this many buckets.

    Attributes:
        bits, first, second: the controls.
    """

    live: LivePicture

    def __init__(self, *, first: str = SENTENCES[0], second: str = SENTENCES[1], bits: int = 4):
        self.bits = Range("Buckets: 2 to the", bits, 1, 20, 1, page=5)
        self.first = TextBox("First sentence", first, rows=1)
        self.second = TextBox("Second sentence", second, rows=1)
        live = LivePicture(
            probes.Sentences(first, second).products(bits - 1),
            figures.signs_drawing,
            figures.describe_signs,
            label="Buckets",
            place=lambda view: (view.place, len(view.buckets) - 1),
        )
        super().__init__(
            "Signs",
            "What does a sign for each word change?",
            [self.bits, self.first, self.second],
            live,
            keys=[(["←", "→"], "buckets")],
            note="The dot product multiplies both counts, place by place, and adds. Hashed, a place is a bucket.",
        )
        self.watch(self._multiply, self.first, self.second)
        self.watch(self._update, self.bits)
        self.watch(self._choose_buckets, live, trait="cursor")

    def _multiply(self) -> None:
        self.show(probes.Sentences(self.first.value, self.second.value).products(self.record.place))

    def _update(self) -> None:
        self.show(replace(self.record, place=int(self.bits.value) - 1))

    def _choose_buckets(self) -> None:
        """The picture's cursor moves the slider, which updates."""
        self.bits.value = self.live.cursor + 1
