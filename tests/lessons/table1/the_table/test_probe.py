"""The table from result files: states, settings that stand for others, protocols, the rows' order, and the stand-in."""

import math

import numpy as np
import pytest

from table_runs import falling, named, run
from unrolled.benchmark.published import ROWS
from unrolled.lessons.table1.the_table.probe import Results, distance, follow, point_at
from unrolled.lessons.table1.the_table.record import COLUMNS, MODELS

RUNS = named(
    run("copy", "tcn", "supplement", 0, [(0.02, 0.02), (3e-5, 2e-5), (1e-5, 4e-5), (4e-5, 6e-5)]),
    run("copy", "tcn", "supplement", 1, [(0.02, 0.02), (3e-5, 2e-5), (1e-5, 6e-5), (4e-5, 9e-5)]),
    run("copy", "lstm", "supplement", 0, [(0.0204, 0.0203)] * 3),
    run("adding", "fair_lstm", "size", 0, falling(0.17, 0.002, 6), ended="time", minutes=90),
    run("jsb", "tcn", "supplement", 0, falling(12, 8.1, 4)),
    run("jsb", "tcn", "repository", 0, falling(12, 8.91, 4)),
    run("seq_mnist", "tcn", "supplement", 0, [(98.0, 97.0), (99.0, 98.5)]),
)


@pytest.fixture(scope="module")
def results():
    return Results(RUNS)


def rows(table):
    return {row.name: row for row in table.rows}


def test_nothing_run_is_told_as_such():
    for row in Results().table("ours").rows:
        states = {entry.state for entry in row.entries.values()}
        assert states == ({"no data"} if ROWS[row.name].stand_in else {"not run"})
        assert all(entry.score is None and entry.spread is None for entry in row.entries.values())
        assert row.winners() == ()
        assert row.lacks_data == bool(ROWS[row.name].stand_in)


def test_the_eleven_rows_stand_as_on_the_slide(results):
    table = results.table()
    assert [row.name for row in table.rows] == list(ROWS)
    for row in table.rows:
        for model in ("lstm", "gru", "rnn", "tcn"):
            assert row.entries[model].published == ROWS[row.name].published.get(model)
    bold = {row.name: set(row.best) for row in table.rows}
    assert bold.pop("adding") == {"gru", "tcn"}
    assert bold.pop("ptb_words") == {"lstm"}
    assert set(map(frozenset, bold.values())) == {frozenset({"tcn"})}


def test_protocols_by_hand(results):
    """Of validation 0.02, 3e-5, 1e-5, 4e-5 the third is best; seed 0 then ends with 2, 4 and 6e-5."""
    chosen = rows(results.table("ours", "ours"))["copy"].entries["tcn"]
    assert chosen.scores == (4e-5, 6e-5)
    assert chosen.score == pytest.approx(5e-5)
    assert chosen.spread == pytest.approx(2e-5)
    last = rows(results.table("ours", "authors"))["copy"].entries["tcn"]
    assert last.scores == pytest.approx((4e-5, (2e-5 + 6e-5 + 9e-5) / 3))
    assert dict(chosen.others) == {"mean of the last 3 epochs": pytest.approx(last.score)}
    assert rows(results.table("ours"))["copy"].disagrees("tcn")


def test_settings_that_disagree_are_seen(results):
    row = rows(results.table("ours"))["jsb"]
    assert dict(row.entries["tcn"].others)["the authors’ repository"] == pytest.approx(8.91)
    assert row.disagrees("tcn")
    assert not rows(results.table("ours"))["copy"].disagrees("lstm")
    assert rows(results.table(settings="repository"))["jsb"].entries["tcn"].score == pytest.approx(8.91)


def test_settings_that_a_cell_lacks_are_replaced_and_named(results):
    fair = rows(results.table("ours", settings="supplement"))["adding"].entries["fair_lstm"]
    assert (fair.settings, fair.score) == ("size", pytest.approx(0.002))
    assert fair.why == "the supplement gives none for this cell"
    mnist = rows(results.table("ours", settings="size"))["seq_mnist"].entries["tcn"]
    assert (mnist.settings, mnist.score) == ("supplement", 98.5)
    assert mnist.why == "the supplement’s network has about the table’s size"
    assert rows(results.table("ours", settings="supplement"))["seq_mnist"].entries["tcn"].why == ""


def test_a_budget_that_ended_is_told(results):
    fair = rows(results.table("ours"))["adding"].entries["fair_lstm"]
    assert (fair.state, fair.done, fair.improving) == ("budget", (6, 20), True)
    assert fair.minutes == 90
    assert fair.command == "make table1 TASK=adding MODEL=fair_lstm SETTINGS=size SEED=0"
    np.testing.assert_allclose(fair.curves[0][[0, -1]], [[1, 0.17], [6, 0.002]])


def test_what_is_like_the_trivial_model_by_hand(results):
    """Copy memory: 96 % of 10 ln 8 / 1020 is 0.01957. MNIST: 11.35 % right is 88.65 % wrong, and 4 % less is 85.10."""
    row = rows(results.table())["copy"]
    assert [name for name in ("lstm", "gru", "rnn", "tcn") if row.like_trivial(row.entries[name].published)] == [
        "lstm", "gru", "rnn",
    ]  # fmt: skip
    assert row.like_trivial(0.0196)
    assert not row.like_trivial(0.0195)
    mnist = rows(results.table())["seq_mnist"]
    assert mnist.like_trivial(14.8)
    assert not mnist.like_trivial(15.0)
    assert not rows(results.table())["jsb"].like_trivial(20.0)  # nobody has counted it in these results


def test_differences_by_hand(results):
    table = rows(results.table("difference"))
    assert table["copy"].ratio("tcn") == pytest.approx(5e-5 / 3.5e-5)
    assert table["adding"].ratio("fair_lstm") == pytest.approx(0.002 / 0.164)  # beside the paper's LSTM
    assert table["seq_mnist"].ratio("tcn") == pytest.approx(1.5 / 1.0)  # wrong answers
    assert table["copy"].ratio("gru") is None


def test_rows_are_ordered(results):
    far = results.table("ours", order="difference").rows
    assert [row.name for row in far[:2]] == ["seq_mnist", "copy"]  # 1.5 and 1.43
    assert distance(far[0]) == pytest.approx(math.log(1.5))
    assert distance(far[-1]) == -1
    kinds = [row.metric for row in results.table("ours", order="metric").rows]
    assert kinds == sorted(kinds, key=["accuracy", "loss", "perplexity", "bits"].index)


def test_the_open_cell_follows_its_row(results):
    before = point_at(results.table(), 3, 4)
    assert (before.here.name, before.column_name) == ("jsb", "tcn")
    after = follow(results.table("ours", order="difference"), before)
    assert (after.here.name, after.column_name) == ("jsb", "tcn")
    held = point_at(before, 99, -3)
    assert (held.row, held.column) == (0, len(COLUMNS) - 1)


def test_words_for_nothing_are_refused(results):
    with pytest.raises(ValueError, match="SHOWS"):
        results.table("everything")


def test_the_stand_in_is_read_from_the_cards():
    found = Results.read()
    row = rows(found.table("ours"))["shakespeare_characters"] if found.cards else None
    assert row is not None
    gru = row.entries["gru"]
    assert gru.scores == pytest.approx((2.36306, 2.37576, 2.33229), abs=1e-5)
    assert gru.seeds == (0, 1, 2)
    assert gru.curves[0][-1, 1] == pytest.approx(1.6867 / math.log(2), abs=1e-4)
    assert row.entries["fair_lstm"].scores[0] == pytest.approx(2.29294, abs=1e-5)
    assert row.stand_in == "Char-level PTB, Char-level text8"
    assert row.trivial > 4


def test_runs_of_the_benchmark_replace_the_cards():
    own = named(run("shakespeare_characters", "tcn", "size", 0, falling(4, 2.2, 3)))
    found = rows(Results(own, {"gru": ()}).table("ours"))["shakespeare_characters"]
    assert found.entries["tcn"].score == pytest.approx(2.2)
    assert found.entries["gru"].state == "not run"


def test_the_committed_files_make_a_table():
    found = Results.read()
    shown = rows(found.table("ours"))
    assert shown["jsb"].trivial == pytest.approx(11.09, abs=0.01)
    for row in shown.values():
        for model in MODELS:
            entry = row.entries[model]
            assert (entry.score is None) == (entry.state in ("not run", "no data"))
            assert len(entry.curves) == len(entry.scores) == len(entry.seeds)
