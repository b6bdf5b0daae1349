"""Where the words of a beam tree stand: a row for each path, a column for each length, common beginnings once."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from unrolled.lessons.captioning.beam.record import END, BeamTree, Words, Written

SIZE = 14  # of the letters
GAP, NARROWEST, MARK = 13, 16, 14  # between columns; of a column that gives way; for the dot at an end
NARROW, THIN, BROAD = "ijl", "ft -'.,r", "mw"  # letters whose width is far from the usual


@dataclass(frozen=True)
class Row:
    """A path through the tree.

    Attributes:
        path: its words, END last where it is finished.
        log_p: of the path, in nats.
        written: the caption, or None for a beginning that was dropped.
        rank: among the finalists, from 1; 0 for what is none of them.
    """

    path: Words
    log_p: float
    written: Written | None = None
    rank: int = 0


class Node(NamedTuple):
    """A word of the tree.

    Attributes:
        path: the beginning that ends with it.
        row: where it stands.
        parent: the row of the word before.
        last: whether nothing but an end follows in its row.
    """

    path: Words
    row: int
    parent: int
    last: bool


@dataclass(frozen=True)
class Laid:
    """A tree laid out.

    Attributes:
        rows: the paths drawn; paths with a common beginning are neighbours, the best finalist stands first.
        nodes: their words.
        columns: x and width of each length; one more behind the last word, of width 0.
        hidden: for each column, the beginnings kept that are not drawn; those of longer lengths count in the last.
        left_out: finalists that are not drawn.
    """

    rows: tuple[Row, ...]
    nodes: tuple[Node, ...]
    columns: tuple[tuple[float, float], ...]
    hidden: tuple[int, ...]
    left_out: int

    def is_last(self, path: Words) -> bool:
        """Whether nothing but an end follows a beginning in its row."""
        return path in self._last

    @functools.cached_property
    def _last(self) -> frozenset[Words]:
        return frozenset(node.path for node in self.nodes if node.last)


def width_of(word: str, *, bold: bool = False) -> float:
    """About the width of a word in pixels, by the letters' widths in Arial."""
    ems = sum(0.24 if c in NARROW else 0.32 if c in THIN else 0.8 if c in BROAD else 0.55 for c in word)
    return SIZE * (ems + (0.045 * len(word) if bold else 0.0))


def laid_out(tree: BeamTree, most: int, width: float) -> Laid:
    """The finalists, greedy's path, and as many dropped beginnings as there is room for.

    Args:
        tree: the search.
        most: rows, at least 2.
        width: pixels for all columns.
    """
    finalists = [Row(one.path, one.log_p, one, rank) for rank, one in enumerate(tree.finalists, 1)]
    missing = tree.greedy.path not in {row.path for row in finalists[:most]}
    extra = [Row(tree.greedy.path, tree.greedy.log_p, tree.greedy, _rank(tree, tree.greedy))] if missing else []
    shown = finalists[: most - len(extra)] + extra
    left_out = len(finalists) - sum(row.rank > 0 for row in shown)
    shown += _dropped(tree, shown)[: most - len(shown)]
    rows, nodes = _in_order(shown)
    columns = _columns(nodes, width)
    drawn = {node.path for node in nodes}
    hidden = [sum(one not in drawn for one in length.beginnings) for length in tree.lengths]
    last = len(columns) - 1
    return Laid(rows, nodes, columns, (*hidden[:last], sum(hidden[last:])), left_out)


def _rank(tree: BeamTree, caption: Written) -> int:
    paths = [one.path for one in tree.finalists]
    return paths.index(caption.path) + 1 if caption.path in paths else 0


def _dropped(tree: BeamTree, shown: Sequence[Row]) -> list[Row]:
    """Beginnings that were kept once, and lead to nothing that is shown; the likeliest first."""
    alive = {row.path[:k] for row in shown for k in range(len(row.path) + 1)}
    alive |= {one.path[:k] for one in tree.finalists for k in range(len(one.path) + 1)}
    found = []
    for length in reversed(tree.lengths):  # the longest first: their own beginnings are no ends
        for path, log_p in zip(length.beginnings, length.log_p, strict=True):
            if path not in alive:
                found.append(Row(path, log_p))
                alive |= {path[:k] for k in range(len(path) + 1)}
    return sorted(found, key=lambda row: -row.log_p)


def _in_order(shown: Sequence[Row]) -> tuple[tuple[Row, ...], tuple[Node, ...]]:
    """Rows so that common beginnings lie together, and each word once, in the first row that holds it."""
    first = {}  # the place in ``shown`` at which each beginning comes first
    for k, row in enumerate(shown):
        for t in range(1, len(row.path) + 1):
            first.setdefault(row.path[:t], k)
    rows = sorted(shown, key=lambda row: [first[row.path[:t]] for t in range(1, len(row.path) + 1)])
    nodes: list[Node] = []
    at: dict[tuple[str, ...], int] = {(): 0}
    for k, row in enumerate(rows):
        for t in range(1, len(row.path) + 1):
            if row.path[:t] not in at:
                at[row.path[:t]] = k
                last = row.path[t:] in ((), (END,))
                nodes.append(Node(row.path[:t], k, at[row.path[: t - 1]], last))
    return tuple(rows), tuple(nodes)


def _columns(nodes: Sequence[Node], width: float) -> tuple[tuple[float, float], ...]:
    """x and width of each column; where that is too much, the widest give way.

    A column is as wide as its words; one that ends its row may reach into the columns behind.
    """
    words = [node for node in nodes if node.path[-1] != END]
    count = max((len(node.path) for node in words), default=0)
    widths = [float(NARROWEST)] * count
    for node in words:
        depth = len(node.path)
        if not node.last or depth == count:
            widths[depth - 1] = max(widths[depth - 1], width_of(node.path[-1], bold=True))
    room = width - GAP * count - MARK
    while sum(widths) > room and max(widths) > NARROWEST:
        widest = max(widths)
        next_one = max([one for one in widths if one < widest], default=NARROWEST)
        cut = max(widest - (sum(widths) - room) / widths.count(widest), next_one, NARROWEST)
        widths = [cut if one == widest else one for one in widths]
    starts = [GAP * (k + 1) + sum(widths[:k]) for k in range(count + 1)]
    return tuple(zip(starts, [*widths, 0.0], strict=True))


def fitting(word: str, width: float, *, bold: bool = False) -> str:
    """A word, cut in its middle where it is wider than its column: "medium-dark" as "me…dark"."""
    if width_of(word, bold=bold) <= width + 0.5:
        return word
    for letters in range(len(word) - 1, 2, -1):
        head = letters // 3
        cut = word[:head] + "…" + word[head - letters :].lstrip("-")
        if width_of(cut, bold=bold) + 5 <= width:  # the ellipsis is wider than it is counted
            return cut
    return word[0] + "…"
