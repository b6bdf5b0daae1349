"""The panel of the table: every switch, every cell, and files that are damaged."""

import pytest
import traitlets

from table_runs import falling, named, run
from told import has_nan
from unrolled.benchmark.folder import Folder
from unrolled.lessons.table1.the_table.figure import describe_table, note
from unrolled.lessons.table1.the_table.panel import TablePanel
from unrolled.lessons.table1.the_table.probe import Results


@pytest.fixture
def panel():
    runs = named(
        run("copy", "tcn", "supplement", 0, falling(0.02, 1.2e-5, 50)),
        run("jsb", "tcn", "supplement", 0, falling(12, 8.2, 40)),
        run("jsb", "tcn", "repository", 0, falling(12, 8.9, 40)),
    )
    return TablePanel(Results(runs))


def test_every_switch_in_every_state(panel):
    for cells in ("published", "ours", "difference"):
        panel.cells.value = cells
        for protocol in ("ours", "authors"):
            panel.protocol.value = protocol
            for settings in ("supplement", "repository", "size"):
                panel.settings.value = settings
                for order in ("slide", "difference", "metric"):
                    panel.order.value = order
                    shown = panel.record
                    assert (shown.show, shown.protocol, shown.settings) == (cells, protocol, settings)
                    assert not panel.status.problem
                    assert panel.describe() == describe_table(shown)
                    assert panel.status.text == note(shown)
                    assert not has_nan(panel.drawing())


def test_every_cell_is_opened_and_sends_the_layer_alone(panel):
    still = panel.live.svg
    said = set()
    for row in range(11):
        panel.live.row = row
        for column in range(8):
            panel.live.cursor = column
            assert (panel.record.row, panel.record.column) == (row, column)
            assert panel.status.text == note(panel.record)
            said.add(panel.describe())
    assert len(said) == 88
    assert panel.live.svg == still


def test_the_cursor_stays_inside(panel):
    panel.live.cursor, panel.live.row = 99, 99
    assert (panel.record.column, panel.record.row) == (7, 10)
    panel.live.cursor, panel.live.row = -1, -1
    assert (panel.record.column, panel.record.row) == (0, 0)


def test_the_open_cell_follows_its_row(panel):
    panel.cells.value = "ours"
    panel.live.row, panel.live.cursor = 4, 3
    assert "Music JSB Chorales, TCN: ours 8.20" in panel.describe()
    panel.order.value = "difference"
    assert panel.record.here.name == "jsb"
    assert panel.live.row == panel.record.row != 4
    panel.settings.value = "repository"
    assert "Music JSB Chorales, TCN: ours 8.90" in panel.describe()


def test_resetting_the_other_controls_puts_the_rows_back(panel):
    panel.order.value = "metric"
    panel.more.reset()
    assert panel.order.value == "slide"


def test_a_damaged_result_file_is_named(tmp_path, monkeypatch):
    (tmp_path / "copy_tcn_supplement_0.json").write_text('{"task": "copy"')
    monkeypatch.setattr(Folder, "usual", classmethod(lambda cls: cls(tmp_path, tmp_path)))
    panel = TablePanel()
    assert panel.status.problem
    assert panel.status.text.startswith("copy_tcn_supplement_0.json is damaged")
    panel.cells.value = "ours"
    assert not panel.status.problem


def test_values_that_are_none_are_refused(panel):
    for control in (panel.cells, panel.protocol, panel.settings, panel.order):
        with pytest.raises(traitlets.TraitError):
            control.value = "everything"


def test_the_panel_reads_what_is_committed():
    panel = TablePanel(show="ours")
    assert "shakespeare_characters" in {row.name for row in panel.record.rows}
    assert "image/svg+xml" in panel._repr_mimebundle_()
