"""Three codings of the learner's own text."""

from __future__ import annotations

from dataclasses import replace

from unrolled.datasets.word_vectors import WordVectors
from unrolled.lessons.encodings.codings import figure as figures
from unrolled.lessons.encodings.codings import probe as probes
from unrolled.lessons.encodings.codings.record import Encodings
from unrolled.panels.controls import Choice, Range, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

OWN, SHIPPED = "own", "shipped"
ROW, BAG = "row", "bag"
TEXT = "The cat sat on the unputdownable book and looked at the dog, and the dog looked at the mat of the lecturer."


class EncodingsPanel(Panel):
    """How does a word become numbers, and what does it cost?

    The picture's cursor is a dimension of the dense vectors, its row a word.

    Args:
        vectors: for the dense coding; their words are also an index ready made.
        text: at the start.
        bits: at the start, there are 2 to the power of this many buckets.

    Attributes:
        text, index, bits, form: the controls.
    """

    def __init__(self, vectors: WordVectors, *, text: str = TEXT, bits: int = 6):
        self._vectors = vectors
        self.text = TextBox("Your text", text, rows=1)
        self.index = Choice("Index", [("own words", OWN), (f"{len(vectors):,} words", SHIPPED)], OWN)
        self.bits = Range("Buckets: 2 to the", bits, 1, 20, 1, page=5)
        self.form = Choice("Stored as", [("a vector a word", ROW), ("one bag, their sum", BAG)], ROW)
        self._encoder = probes.Encoder(text, vectors)
        live = LivePicture(
            self._code(),
            figures.encodings_drawing,
            figures.describe_encodings,
            label="Dimension, and word",
            place=lambda view: (view.column, view.vectors.shape[1] - 1, view.row, len(view.words) - 1),
            over=figures.encodings_cursor,
            point_at="column row",
        )
        super().__init__(
            "Three codings",
            "How does a word become numbers, and what does it cost?",
            [self.text, self.bits, self.index],
            live,
            more=[self.form],
            keys=[(["←", "→"], "dimension"), (["↑", "↓"], "word")],
            note=f"Dense: {vectors.about}. Sizes are in bytes; a number is a float32, a position an int32.",
        )
        self.watch(self._read, self.text)
        self.watch(self._update, self.index, self.bits, self.form)

    def _code(self) -> Encodings:
        own, bag = self.index.value == OWN, self.form.value == BAG
        return self._encoder.code(2 ** int(self.bits.value), own=own, bag=bag)

    def _read(self) -> None:
        self._encoder = probes.Encoder(self.text.value, self._vectors)
        self._update()

    def _update(self) -> None:
        """The cursors stay where they are, if there is still a word."""
        before, coded = self.record, self._code()
        self.show(replace(coded, column=before.column, row=min(before.row, len(coded.words) - 1)))
