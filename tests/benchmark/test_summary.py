"""A cell is what its runs say, under either protocol, and says what it is not."""

import pytest

from table_runs import numbers
from unrolled.benchmark.published import ROWS, STAND_INS, row
from unrolled.benchmark.summary import best, cell, chosen, chosen_rate, improving, score, validation

CURVE = [(1, 0.2, 0.17, 0.18), (2, 0.1, 0.05, 0.06), (3, 0.1, 0.02, 0.04), (4, 0.1, 0.03, 0.01), (5, 0.1, 0.04, 0.02)]
EPOCH, TRAIN, VALID, TEST = range(4)


def adding(**more):
    return numbers("adding", curve=more.pop("curve", CURVE), **more)


def test_ours_takes_the_test_score_where_validation_was_best():
    assert best(adding())[EPOCH] == 3
    assert score(adding(), "ours") == 0.04


def test_the_authors_take_the_mean_of_the_last_three_epochs_on_the_test_set():
    assert score(adding(), "authors") == pytest.approx((0.04 + 0.01 + 0.02) / 3)


def test_on_music_the_authors_choose_on_validation_too():
    run = numbers("jsb", curve=[(1, 9, 8.5, 8.6), (2, 8, 8.4, 8.5), (3, 7, 8.6, 8.7)])
    assert score(run, "authors") == score(run, "ours") == 8.5


def test_accuracy_is_better_when_higher():
    run = numbers("seq_mnist", curve=[(1, 1, 90.0, 91.0), (2, 1, 95.0, 94.0), (3, 1, 94.0, 96.0)])
    assert score(run, "ours") == 94.0


def test_seeds_are_averaged_and_their_spread_told():
    runs = {"a": adding(seed=1), "b": adding(seed=0, curve=[*CURVE[:2], (3, 0.1, 0.02, 0.06)]), "c": numbers("jsb")}
    found = cell(runs, "adding", "tcn", "supplement")
    assert (found.scores, found.seeds) == ((0.06, 0.04), (0, 1))
    assert found.score == pytest.approx(0.05)
    assert found.spread == pytest.approx(0.02)
    assert found.words.startswith("2 seeds, 3 epochs")


def test_one_seed_has_no_spread():
    assert cell({"a": adding()}, "adding", "tcn", "supplement").spread is None


def test_settings_that_stand_for_each_other_show_the_same_runs():
    runs = {"a": numbers("seq_mnist", curve=[(1, 1.0, 97.0, 98.0)])}
    assert cell(runs, "seq_mnist", "tcn", "size").scores == (98.0,)
    assert cell(runs, "seq_mnist", "tcn", "supplement").scores == (98.0,)
    assert cell(runs, "seq_mnist", "lstm", "size").state == "not run"


def test_what_was_not_run_says_so_and_why():
    assert cell({}, "adding", "gru", "size").words == "not run"
    assert cell({}, "text8", "tcn", "size").words == "not run: data not available"
    assert cell({}, "text8", "tcn", "size").score is None


def test_a_run_that_time_ended_says_how_far_it_came():
    falling = [(k, 0.1, 0.1 / k, 0.1 / k) for k in range(1, 11)]
    found = cell({"a": adding(curve=falling, ended="time")}, "adding", "tcn", "supplement")
    assert found.words == "1 seed, budget: 10 of 10 epochs, still improving"
    flat = [(k, 0.1, 0.05, 0.05) for k in range(1, 11)]
    assert not improving(adding(curve=flat))


def test_a_rate_that_fell_to_nothing_would_gain_nothing_more():
    falling = [(k, 0.1, 0.1 / k, 0.1 / k) for k in range(1, 11)]
    assert improving(adding(curve=falling))
    annealed = numbers("adding", settings="size", curve=falling)
    assert annealed["recipe"]["falls"] == "cosine"
    assert not improving(annealed)
    assert improving(annealed | {"ended": "time"})  # broken off before the fall


def test_trials_are_no_results_and_choose_the_rate():
    runs = {
        str(rate): numbers("copy", "fair_lstm", "size", trial=rate, curve=[(1, 1.0, loss, loss)])
        for rate, loss in ((0.001, 0.03), (0.002, 0.01), (0.005, 0.02))
    }
    assert cell(runs, "copy", "fair_lstm", "size").state == "not run"
    assert chosen_rate(runs, "copy") == 0.002
    assert chosen_rate({}, "copy") is None


def test_an_unknown_protocol_is_refused():
    with pytest.raises(ValueError, match="choose ours or authors"):
        score(adding(), "mine")


def test_the_slide_is_written_down_in_full():
    assert len(ROWS) == 11
    assert sum(len(one.published) for one in ROWS.values()) == 41
    assert ROWS["copy"].trivial == pytest.approx(0.02039, abs=5e-6)
    assert ROWS["adding"].trivial == pytest.approx(1 / 6)
    assert all(row(one.stand_in).published == {} for one in ROWS.values() if one.stand_in)
    assert set(STAND_INS) == {one.stand_in for one in ROWS.values() if one.stand_in}


def test_settings_are_chosen_on_validation_whatever_the_test_set_says():
    better = [(1, 9, 8.1, 8.9)]  # on validation, and worse on the test set
    runs = {
        "a": numbers("jsb", curve=[(1, 9, 8.3, 8.2)]),
        "b": numbers("jsb", settings="size", curve=better),
        "c": numbers("jsb", settings="size", seed=1, curve=[(1, 9, 8.3, 8.8)]),
    }
    cells = [cell(runs, "jsb", "tcn", settings) for settings in ("supplement", "repository", "size")]
    assert validation(cells[2]) == pytest.approx(8.2)
    assert chosen(cells).settings == "size"
    assert chosen(cells[1:2]) is None


def test_more_is_better_where_it_is():
    runs = {
        "a": numbers("seq_mnist", curve=[(1, 1.0, 97.0, 90.0)]),
        "b": numbers("seq_mnist", model="lstm", curve=[(1, 1.0, 96.0, 99.0)]),
    }
    cells = [cell(runs, "seq_mnist", model, "supplement") for model in ("tcn", "lstm")]
    assert chosen(cells).model == "tcn"
