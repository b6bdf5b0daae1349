"""The table from what lies in ``data/``: result files of the benchmark, cards of checkpoints, trivial baselines."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from unrolled.benchmark import published
from unrolled.benchmark.folder import Folder
from unrolled.benchmark.tasks import TASKS
from unrolled.lessons.table1.the_table.probe.cards import CHARACTERS, card_entries, read_cards
from unrolled.lessons.table1.the_table.probe.entries import model_entry
from unrolled.lessons.table1.the_table.probe.trivial import read_trivial
from unrolled.lessons.table1.the_table.record import COLUMNS, MODELS, Entry, Later, Row, Table

SHOWS = ("published", "ours", "difference")
ORDERS = ("slide", "difference", "metric")
METRICS = ("accuracy", "loss", "perplexity", "bits")
ALSO_BOLD = {"adding": ("tcn",)}  # the slide prints its 5.8e-5 as bold as the GRU’s 5.3e-5
CARDS_SIZE = 115_000  # of the networks that ship
UNITS = {"accuracy": "%", "perplexity": "perplexity", "bits": "bits a character"}


@dataclass(frozen=True)
class Results:
    """What the table is made from.

    Attributes:
        runs: result files of the benchmark, by name.
        cards: of the networks that read Shakespeare, by model.
        trivial: scores that were measured, by task.
    """

    runs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    cards: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)
    trivial: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def read(cls, tell: Callable[[str], None] = print) -> Results:
        """All that is there; a damaged result file is left out, and named to ``tell``."""
        return cls(Folder.usual().read(tell), read_cards(), read_trivial())

    def table(
        self, show: str = "published", protocol: str = "ours", settings: str = "supplement", order: str = "slide"
    ) -> Table:
        """The whole table; its first cell is opened.

        Args:
            show: one of ``SHOWS``.
            protocol: one of ``summary.PROTOCOLS``.
            settings: one of ``recipes.SETTINGS``.
            order: of the rows, one of ``ORDERS``.

        Raises:
            ValueError: if ``show`` or ``order`` is none of those.
        """
        if show not in SHOWS or order not in ORDERS:
            raise ValueError(f"There is no {show!r} or no order {order!r}: see SHOWS and ORDERS.")
        rows = [self._row(row, protocol, settings) for row in (*published.ROWS.values(), *self._stand_ins())]
        return Table(ordered(tuple(rows), order), show, protocol, settings)

    def _row(self, row: published.Row, protocol: str, settings: str) -> Row:
        """A task, with the entry of each model."""
        if self._on_cards(row.name):
            entries = card_entries(self.cards)
        else:
            entries = {model: model_entry(self.runs, row, model, settings, protocol) for model in MODELS}
        better = -1 if row.higher else 1
        best = sorted(row.published, key=lambda model: better * row.published[model])[:1]
        trivial = self.trivial.get(row.name) if row.trivial is None else row.trivial
        later = sorted(row.later, key=lambda one: better * one.score)
        return Row(
            row.name, row.title.removesuffix(" (stand-in)"), row.metric, _unit(row), row.size, entries,
            (*best, *ALSO_BOLD.get(row.name, ())), trivial, row.why,
            tuple(Later(one.model, one.score, one.source) for one in later), _stood_in_for(row.name), row.notes,
        )  # fmt: skip

    def _stand_ins(self) -> list[published.Row]:
        """Those that have numbers."""
        ran = {run["task"] for run in self.runs.values()}
        return [
            replace(row, size=CARDS_SIZE) if self._on_cards(name) else row
            for name, row in published.STAND_INS.items()
            if name in ran or (self._on_cards(name) and self.cards)
        ]

    def _on_cards(self, name: str) -> bool:
        """Whether a row shows shipped checkpoints: the plays, as long as the benchmark has no run of them."""
        return name == CHARACTERS and not any(run["task"] == name for run in self.runs.values())


def _stood_in_for(name: str) -> str:
    """Titles of the rows of the slide that a row stands in for, in words."""
    return ", ".join(row.title for row in published.ROWS.values() if row.stand_in == name)


def _unit(row: published.Row) -> str:
    return TASKS[row.name].unit if row.metric == "loss" else UNITS[row.metric]


def ordered(rows: tuple[Row, ...], order: str) -> tuple[Row, ...]:
    """Rows as on the slide; by how far our figure for one of the paper's models is from its own, the furthest first
    (rows without such a figure last); or by metric.
    """
    if order == "difference":
        return tuple(sorted(rows, key=lambda row: -distance(row)))
    if order == "metric":
        return tuple(sorted(rows, key=lambda row: METRICS.index(row.metric)))
    return rows


def distance(row: Row) -> float:
    """The largest factor, as a logarithm, between an error of ours and the paper's, of its four models; or -1."""
    found = [row.ratio(model) for model, entry in row.entries.items() if entry.published is not None]
    return max((abs(math.log(max(ratio, 1e-12))) for ratio in found if ratio is not None), default=-1.0)


def point_at(table: Table, column: int, row: int) -> Table:
    """The same table with another cell opened, held inside."""
    held = min(max(row, 0), len(table.rows) - 1), min(max(column, 0), len(COLUMNS) - 1)
    return replace(table, row=held[0], column=held[1])


def follow(table: Table, before: Table) -> Table:
    """A table with that cell opened which was open before, wherever its row stands now."""
    names = [row.name for row in table.rows]
    row = names.index(before.here.name) if before.here.name in names else 0
    return point_at(table, before.column, row)


__all__ = ["ORDERS", "SHOWS", "Entry", "Results", "distance", "follow", "ordered", "point_at"]
