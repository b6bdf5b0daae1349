"""Which genre is a passage from? One classifier on three codings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from unrolled.datasets import english
from unrolled.datasets.word_vectors import WordVectors
from unrolled.lessons.encodings.genres import figure as figures
from unrolled.lessons.encodings.genres import probe as probes
from unrolled.lessons.encodings.genres.dataset import passages
from unrolled.lessons.encodings.genres.dataset.classifiers import GenreClassifiers, genre_classifiers
from unrolled.lessons.encodings.genres.record import Reader
from unrolled.panels.controls import Button, Choice, Range, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

CODINGS = [("one-hot", "one-hot"), ("hashed", "hashed"), ("hashed, signed", "signed"), ("dense", "dense")]
BYTES = [("passage", "passage"), ("weights", "weights"), ("index or table", "index"), ("weights and index", "all")]


class GenresPanel(Panel):
    """What does each coding of words buy a classifier, and what does it cost?

    The picture's cursor goes from point to point, and up and down through the genres.

    Args:
        vectors: those of the dense coding.
        runs: of the study; by default the committed ones.
        classifiers: by default the shipped ones.
        examples: passages with the number of their genre; by default Brown's texts that these never read.
        coding: "one-hot", "hashed", "signed" or "dense".
        bits: features of one-hot and hashed are 2 to the power of this.
        dimensions: of dense.

    Attributes:
        coding, bits, dimensions, axis, another, text: the controls; ``another`` brings another passage.
    """

    live: LivePicture

    def __init__(
        self,
        vectors: WordVectors,
        *,
        runs: Mapping[str, Mapping[str, Any]] | None = None,
        classifiers: GenreClassifiers | None = None,
        examples: Sequence[tuple[str, int]] | None = None,
        coding: str = "one-hot",
        bits: int = 12,
        dimensions: int = 100,
    ):
        classifiers = classifiers or genre_classifiers()
        self._readers = probes.Readers(classifiers, vectors)
        self._examples = examples or probes.held_out(passages(english.brown()), classifiers.seed)
        runs = probes.load_study() if runs is None else runs
        sizes = {name: [one.size for one in probes.points(runs) if one.coding == name] for _, name in CODINGS}
        low, high = min(sizes["one-hot"]), max(sizes["one-hot"])
        self.coding = Choice("Coding", CODINGS, coding)
        self.bits = Range("Features: 2 to the power of", bits, low, high, 1, page=4)
        self.dimensions = Choice("Dimensions", [(str(size), str(size)) for size in sizes["dense"]], str(dimensions))
        self.axis = Choice("Count the bytes of", BYTES, "all")
        self.another = Button("Another passage", key="n")
        self.text = TextBox("A text: change it, or type your own", self._examples[0][0], rows=3)
        shown = probes.genres(runs, self._read(), coding, self._size(), self.axis.value)
        self._places = {(one.coding, one.size): k for k, one in enumerate(shown.points)}
        live = LivePicture(
            shown,
            figures.genres_drawing,
            figures.describe_genres,
            label="Classifier",
            place=lambda view: (view.index, len(view.points) - 1, view.row, len(view.genres) - 1),
        )
        super().__init__(
            "Genres",
            "What does each coding buy a classifier, and what does it cost?",
            [self.coding, self.bits, self.dimensions, self.axis, self.another, self.text],
            live,
            keys=[(["←", "→"], "classifier"), (["↑", "↓"], "genre"), (["N"], "another passage")],
            note=f"Brown’s {len(shown.genres)} genres, passages of 20 lines; about {shown.passages:,} of "
            "texts never read in each split.",
        )
        self._arrange()
        self.watch(self._update, self.coding, self.bits, self.dimensions, self.axis)
        self.watch(self._again, self.text)
        self.watch(self._another_passage, self.another, trait="presses")
        self.watch(self._choose_point, live, trait="cursor")
        self.watch(self._choose_genre, live, trait="row")

    def _size(self) -> int:
        return int(self.dimensions.value if self.coding.value == "dense" else self.bits.value)

    def _read(self) -> Reader:
        truth = next((genre for text, genre in self._examples if text == self.text.value), -1)
        return self._readers.read(self.text.value, truth)

    def _arrange(self) -> None:
        """Show the control of sizes that the coding has."""
        is_dense = self.coding.value == "dense"
        self.bits.layout.display = "none" if is_dense else None
        self.dimensions.layout.display = None if is_dense else "none"

    def _update(self) -> None:
        self._arrange()
        index = self._places[self.coding.value, self._size()]
        self.show(replace(self.record, index=index, axis=self.axis.value))

    def _again(self) -> None:
        self.show(replace(self.record, reader=self._read()))

    def _another_passage(self) -> None:
        self.text.value = self._examples[self.another.presses % len(self._examples)][0]

    def _choose_point(self) -> None:
        """Put the controls on the point that was chosen in the picture."""
        point = self.record.points[self.live.cursor]
        with self.batch():
            self.coding.value = point.coding
            if point.coding == "dense":
                self.dimensions.value = str(point.size)
            else:
                self.bits.value = point.size

    def _choose_genre(self) -> None:
        self.show(replace(self.record, row=self.live.row))
