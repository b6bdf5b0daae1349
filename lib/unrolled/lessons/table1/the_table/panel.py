"""Table 1 of the paper, cell by cell: what it says, what we found, and what stands behind both."""

from __future__ import annotations

from unrolled.lessons.table1.the_table import figure as figures
from unrolled.lessons.table1.the_table import probe as probes
from unrolled.lessons.table1.the_table.record import COLUMNS, Table
from unrolled.panels.controls import Choice
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

FIRST = 3, 3  # column and row opened first: the TCN on copy memory


class TablePanel(Panel):
    """What does a number of the table stand for, and is it what we find?

    Args:
        results: what the table is made from; by default all that lies in ``data/``.
        show: what the cells hold first: "published", "ours" or "difference".
        settings: "supplement", "repository" or "size".

    Attributes:
        cells, protocol, settings, order: the controls.
    """

    def __init__(self, results: probes.Results | None = None, *, show: str = "published", settings: str = "supplement"):
        damaged: list[str] = []
        self._results = probes.Results.read(damaged.append) if results is None else results
        self.cells = Choice("Cells show", [(name, name) for name in probes.SHOWS], show)
        self.protocol = Choice("Protocol", [("ours", "ours"), ("authors’", "authors")], "ours")
        self.settings = Choice("Settings", [(name, name) for name in ("supplement", "repository", "size")], settings)
        orders = [("as on the slide", "slide"), ("furthest from the paper", "difference"), ("by metric", "metric")]
        self.order = Choice("Order of the rows", orders, "slide")
        table = probes.point_at(self._table(), *FIRST)
        live = LivePicture(
            table,
            figures.table_drawing,
            figures.describe_table,
            label="Cell: column, and row",
            place=lambda shown: (shown.column, len(COLUMNS) - 1, shown.row, len(shown.rows) - 1),
            over=figures.table_cursor,
            point_at=probes.point_at,
        )
        super().__init__(
            "The table",
            "What stands behind each number?",
            [self.cells, self.protocol, self.settings],
            live,
            more=[self.order],
            keys=[(["←", "→"], "column"), (["↑", "↓"], "row")],
            note=figures.note,
        )
        self.watch(self._again, self.cells, self.protocol, self.settings, self.order)
        if damaged:
            self.report(damaged[0])

    def _table(self) -> Table:
        return self._results.table(self.cells.value, self.protocol.value, self.settings.value, self.order.value)

    def _again(self) -> None:
        """The same cell stays open, wherever its row stands."""
        self.show(probes.follow(self._table(), self.record))
