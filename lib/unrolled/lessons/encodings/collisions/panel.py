"""Collisions of hashed words."""

from __future__ import annotations

from unrolled.datasets.word_vectors import WordVectors
from unrolled.lessons.encodings.collisions import figure as figures
from unrolled.lessons.encodings.collisions import probe as probes
from unrolled.lessons.encodings.collisions.record import Collisions
from unrolled.panels.controls import Button, Choice, Range, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

TEXT = "text"
LISTS = (1_000, 20_000)
# From the Gettysburg Address (Abraham Lincoln, 1863).
ADDRESS = (
    "Four score and seven years ago our fathers brought forth on this continent, a new nation, conceived in Liberty, "
    "and dedicated to the proposition that all men are created equal. Now we are engaged in a great civil war, testing "
    "whether that nation, or any nation so conceived and so dedicated, can long endure. We are met on a great "
    "battle-field of that war. We have come to dedicate a portion of that field, as a final resting place for those "
    "who here gave their lives that that nation might live. It is altogether fitting and proper that we should do "
    "this. But, in a larger sense, we can not dedicate, we can not consecrate, we can not hallow this ground."
)


class CollisionsPanel(Panel):
    """Which words share a bucket?

    The picture's cursor is the number of buckets, as the slider's.

    Args:
        vectors: their most frequent words are the longer lists.
        text: at the start.
        bits: at the start, there are 2 to the power of this many buckets.

    Attributes:
        source, text, bits, another: the controls; ``another`` takes another hash function.
    """

    live: LivePicture

    def __init__(self, vectors: WordVectors, *, text: str = ADDRESS, bits: int = 10):
        self._vectors = vectors
        lists = [(f"{size:,} words", str(size)) for size in LISTS]
        self.source = Choice("Words", [("your text’s", TEXT), *lists], TEXT)
        self.text = TextBox("Your text", text, rows=6)
        self.bits = Range("Buckets: 2 to the", bits, 1, 20, 1, page=5)
        self.another = Button("Another hash", key="n")
        self._words = self._hash()
        live = LivePicture(
            self._measure(),
            figures.collisions_drawing,
            figures.describe_collisions,
            label="Buckets",
            place=lambda view: (view.place, len(view.curve.buckets) - 1),
        )
        super().__init__(
            "Collisions",
            "Which words share a bucket?",
            [self.source, self.bits, self.another],
            live,
            more=[self.text],
            keys=[(["←", "→"], "buckets"), (["N"], "another hash")],
            note="A bucket holds all words whose hash ends there. Click the plot to choose a number of buckets.",
        )
        self.watch(self._again, self.source, self.text, self.another)
        self.watch(self._measure, self.bits)
        self.watch(self._choose_buckets, live, trait="cursor")

    def _hash(self) -> probes.Words:
        if self.source.value == TEXT:
            words = probes.different(self.text.value)
            return probes.Words(words, f"{len(words):,} different words of your text", self.another.presses)
        words = self._vectors.vocabulary.words[: int(self.source.value)]
        return probes.Words(words, f"The {len(words):,} most frequent words", self.another.presses)

    def _measure(self) -> Collisions:
        return self._words.at(int(self.bits.value))

    def _again(self) -> None:
        self._words = self._hash()
        self.show(self._measure())

    def _choose_buckets(self) -> None:
        """The picture's cursor moves the slider, which updates."""
        self.bits.value = self.live.cursor + 1
