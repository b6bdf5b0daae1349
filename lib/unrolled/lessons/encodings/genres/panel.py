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
from unrolled.lessons.encodings.genres.record import Genres, Reader
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
        self.bits = Range("Features: 2 to the power of", bits, low, high, 1, page=4, ticks=[low, high])
        self.dimensions = Choice("Dimensions", [(str(size), str(size)) for size in sizes["dense"]], str(dimensions))
        self.axis = Choice("Count the bytes of", BYTES, "all")
        self.another = Button("Another passage", key="n")
        self.text = TextBox("A text: change it, or type your own", self._examples[0][0], rows=3)
        self._view = probes.genres(runs, self._read(), coding, self._size(), self.axis.value)
        self._places = {(one.coding, one.size): k for k, one in enumerate(self._view.points)}
        live = LivePicture(
            self._view,
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
            note=f"Brown’s {len(self._view.genres)} genres, passages of 20 lines; about {self._view.passages:,} of "
            "texts never read in each split.",
        )
        self._arrange()
        self.watch(self._update, self.coding, self.bits, self.dimensions, self.axis)
        self.watch(self._again, self.text)
        self.watch(self._draw, self.another, trait="presses")
        self.watch(self._move, live, trait="cursor")
        self.watch(self._turn, live, trait="row")

    def view(self) -> Genres:
        """What is shown now, as a record."""
        return self._view

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

    def _show(self, **changes: object) -> None:
        self._view = replace(self._view, **changes)
        self.live.show(self._view)

    def _update(self) -> None:
        self._arrange()
        self._show(index=self._places[self.coding.value, self._size()], axis=self.axis.value)

    def _again(self) -> None:
        self._show(reader=self._read())

    def _draw(self) -> None:
        self.text.value = self._examples[self.another.presses % len(self._examples)][0]

    def _move(self) -> None:
        """Put the controls on the point that was chosen in the picture."""
        if self.live.cursor == self._view.index:
            return
        point = self._view.points[self.live.cursor]
        size = self.dimensions if point.coding == "dense" else self.bits
        self._show(index=self.live.cursor)  # first, so that the controls find it in force
        size.value = str(point.size) if point.coding == "dense" else point.size
        self.coding.value = point.coding

    def _turn(self) -> None:
        if self.live.row != self._view.row:
            self._show(row=self.live.row)
