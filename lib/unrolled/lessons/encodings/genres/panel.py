"""What each coding buys a classifier of genres."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from unrolled.lessons.encodings.genres import figure as figures
from unrolled.lessons.encodings.genres import probe as probes
from unrolled.panels.controls import Choice, Range
from unrolled.panels.live import LivePicture
from unrolled.panels.menu import Menu
from unrolled.panels.panel import Panel

CODINGS = [("one-hot", "one-hot"), ("hashed", "hashed"), ("hashed, signed", "signed"), ("dense", "dense")]
BYTES = [("a passage", "passage"), ("weights", "weights"), ("index or table", "index"), ("weights and index", "all")]


class GenresPanel(Panel):
    """What does each coding of words buy a classifier, and what does it cost?

    The picture's cursor goes from point to point, and up and down through the genres.

    Args:
        runs: of the study; by default the committed ones.
        coding: "one-hot", "hashed", "signed" or "dense".
        bits: features of one-hot and hashed are 2 to the power of this.
        dimensions: of dense.

    Attributes:
        coding, bits, dimensions, axis: the controls.
    """

    live: LivePicture

    def __init__(
        self,
        *,
        runs: Mapping[str, Mapping[str, Any]] | None = None,
        coding: str = "one-hot",
        bits: int = 12,
        dimensions: int = 100,
    ):
        runs = probes.load_study() if runs is None else runs
        sizes = {name: [one.size for one in probes.points(runs) if one.coding == name] for _, name in CODINGS}
        low, high = min(sizes["one-hot"]), max(sizes["one-hot"])
        self.coding = Choice("Coding", CODINGS, coding)
        self.bits = Range("Features: 2 to the", bits, low, high, 1, page=4)
        self.dimensions = Choice("Dimensions", [(str(size), str(size)) for size in sizes["dense"]], str(dimensions))
        self.axis = Menu("Bytes of", BYTES, "all")
        shown = probes.genres(runs, coding, self._size(), self.axis.value)
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
            [self.coding, self.bits, self.dimensions, self.axis],
            live,
            keys=[(["←", "→"], "classifier"), (["↑", "↓"], "genre")],
            note=f"Passages of 20 lines from Brown’s {len(shown.genres)} genres; each split is tested on about "
            f"{shown.passages:,} of unseen texts.",
        )
        self._arrange()
        self.watch(self._update, self.coding, self.bits, self.dimensions, self.axis)
        self.watch(self._choose_point, live, trait="cursor")
        self.watch(self._choose_genre, live, trait="row")

    def _size(self) -> int:
        return int(self.dimensions.value if self.coding.value == "dense" else self.bits.value)

    def _arrange(self) -> None:
        """Show the control of sizes that the coding has."""
        is_dense = self.coding.value == "dense"
        self.bits.layout.display = "none" if is_dense else None
        self.dimensions.layout.display = None if is_dense else "none"

    def _update(self) -> None:
        self._arrange()
        index = self._places[self.coding.value, self._size()]
        self.show(replace(self.record, index=index, axis=self.axis.value))

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
