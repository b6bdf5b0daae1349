"""Pictures with their captions, sorted into the four groups of Vinyals and others 2015, Figure 5."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from unrolled.measuring.records.captions import Attributes, Reading

ROWS = 2  # pictures of a group on a page
ATTRIBUTES = ("thing", "gender", "tone", "count", "colour")


@dataclass(frozen=True)
class Entry:
    """A picture's caption.

    Attributes:
        place: of the picture on its shelf, from 0.
        caption: what the network wrote.
        reading: its group, and which attributes agree with the nearest reference.
        written: what the caption says, by attribute.
        true: what that reference says.
        copied: whether the caption stands word for word in the training captions.
    """

    place: int
    caption: str
    reading: Reading
    written: Attributes
    true: Attributes
    copied: bool


@dataclass(frozen=True, eq=False)
class Gallery:
    """All captions of a shelf, a page of them in sight and one of these opened.

    Each group has ``ROWS`` pictures on a page; one that has fewer pages than the others shows its last page.

    Attributes:
        shelf: where the pictures come from.
        groups: the entries of the four groups, best group first.
        column: the group of the opened picture, 0 to 3.
        row: counted through all pages; ``row // ROWS`` is the page.
        images: by place, ``(64, 64, 3)`` uint8, of the pictures in sight.
        waiting: the shelf whose captions are being written, or "".
    """

    shelf: str
    groups: tuple[tuple[Entry, ...], ...]
    column: int = 0
    row: int = 0
    images: Mapping[int, np.ndarray] = field(default_factory=dict)
    waiting: str = ""

    def __len__(self) -> int:
        return sum(map(len, self.groups))

    @property
    def pages(self) -> int:
        """Pages of the largest group."""
        return max(1, -(-max(map(len, self.groups)) // ROWS))

    @property
    def page(self) -> int:
        """The page in sight, from 0."""
        return self.row // ROWS

    def shares(self) -> tuple[float, ...]:
        """The share of each group, from 0 to 1."""
        return tuple(len(group) / len(self) for group in self.groups)

    def copied(self) -> float:
        """The share of captions that stand word for word in the training captions."""
        return sum(entry.copied for group in self.groups for entry in group) / len(self)

    def in_sight(self, column: int) -> tuple[Entry, ...]:
        """The entries of a group on the page in sight; none where the group is empty."""
        group = self.groups[column]
        first = ROWS * min(self.page, max(0, (len(group) - 1) // ROWS))
        return group[first : first + ROWS]

    @property
    def opened(self) -> Entry | None:
        """The entry at the cursor; None where its group is empty."""
        shown = self.in_sight(self.column)
        return shown[min(self.row % ROWS, len(shown) - 1)] if shown else None
