"""Table 8, asked again: every control over its values, every cell."""

import numpy as np
import pytest
import traitlets

from unrolled.datasets.analogy_questions import TABLE_8
from unrolled.datasets.word_vectors import WordVectors
from unrolled.lessons.analogies.table8 import probe as probes
from unrolled.lessons.analogies.table8.panel import Table8Panel

NAMES = sorted({word.lower() for row in TABLE_8 for pair in (row.pair, *row.examples) for word in pair})
GENERATOR = np.random.default_rng(0)


def vectors(about="one, by hand", crowd=5200):
    words = [*(f"w{k}" for k in range(crowd)), *NAMES]
    return WordVectors.of(words, GENERATOR.normal(size=(len(words), 6)), about)


@pytest.fixture(scope="module")
def both():
    return vectors(), vectors("two, by hand")


@pytest.fixture
def panel(both):
    return Table8Panel(*both)


def test_every_cell_is_reached_by_the_cursors(panel):
    for row in range(panel.live.last_row + 1):
        for column in range(panel.live.last + 1):
            panel.live.row, panel.live.cursor = row, column
            cell = panel.record.cell
            assert (cell.word, cell.paper) == TABLE_8[row].examples[column]
            assert f"{cell.pair[0]} : {cell.pair[1]} = {cell.word} : ?" in panel.describe()
            assert cell.word in panel.live.layer
    assert (panel.live.last_row, panel.live.last) == (9, 2)


def test_every_control_over_its_values_keeps_the_cell(panel):
    panel.live.row, panel.live.cursor = 4, 1
    seen = set()
    for which in ("0", "1"):
        panel.which.value = which
        for inputs in ("left out", "allowed"):
            panel.inputs.value = inputs
            for method in ("cosine", "3CosMul"):
                panel.method.value = method
                for size in ("5000", "10000", "20000", "all"):
                    panel.size.value = size
                    view = panel.record
                    assert (view.allowed, view.method) == (inputs == "allowed", method)
                    assert view.asked == (0 if size == "5000" else 30)
                    assert (panel.live.row, panel.live.cursor) == (view.row, view.column) == (4, 1)
                    assert not panel.status.problem
                    seen.add(panel.describe())
    assert len(seen) >= 12


def test_the_picture_is_what_the_record_says(panel):
    before = panel.drawing()
    panel.inputs.value = "allowed"
    assert panel.drawing() != before
    assert f"{panel.record.within(1)} of 30 come first" in panel.drawing()


def test_one_set_of_vectors_has_no_choice_and_start_values_hold(both):
    panel = Table8Panel(both[0], inputs="allowed", method="3CosMul", size="20000")
    assert panel.which not in panel.children[1].children
    assert panel.record.allowed
    assert panel.record.method == "3CosMul"
    with pytest.raises(traitlets.TraitError, match="Vocabulary is one of"):
        panel.size.value = "7"


def test_what_was_asked_once_is_not_asked_again(panel, monkeypatch):
    panel.method.value = "3CosMul"
    monkeypatch.setattr(probes, "ask", lambda *_, **__: pytest.fail("asked again"))
    panel.method.value = "cosine"
    assert panel.record.method == "cosine"
