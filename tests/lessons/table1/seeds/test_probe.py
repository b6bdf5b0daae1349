"""All differences that n seeds a side could have shown: against a count by hand, and what is said with too few runs."""

import itertools

import numpy as np
import pytest

from table_runs import numbers
from unrolled.benchmark.folder import Folder
from unrolled.lessons.table1.seeds import probe as probes


def runs(**scores):
    """Runs of JSB by model, one a score."""
    return {
        f"{model}{seed}": numbers("jsb", model, "size", seed, [(1, 9, score, score)])
        for model, all_scores in scores.items()
        for seed, score in enumerate(all_scores)
    }


def test_two_seeds_against_one_by_hand():
    values, weights = probes.differences(np.array([8.0, 8.4]), np.array([8.1]), 1)
    assert values == pytest.approx([-0.3, 0.1])
    assert weights == pytest.approx([0.5, 0.5])
    values, weights = probes.differences(np.array([8.0, 8.4]), np.array([8.1]), 2)
    assert values == pytest.approx([-0.3, -0.1, 0.1])
    assert weights == pytest.approx([0.25, 0.5, 0.25])


@pytest.mark.parametrize("count", [1, 2, 3])
def test_every_draw_is_counted(count):
    one, other = np.array([8.2063, 8.19, 8.215]), np.array([8.2, 8.2341, 8.19])
    every = [
        np.mean(right) - np.mean(left)
        for left in itertools.product(one, repeat=count)
        for right in itertools.product(other, repeat=count)
    ]
    values, weights = probes.differences(one, other, count)
    assert weights.sum() == pytest.approx(1)
    assert (np.diff(values) > 0).all()
    for value, weight in zip(values, weights, strict=True):
        assert weight == pytest.approx(np.mean(np.abs(np.array(every) - value) < 1e-7))


def test_difference_error_and_the_other_order():
    found = runs(tcn=[8.0, 8.4], fair_lstm=[8.1, 8.5])
    view = probes.noise(found, count=1)
    assert view.difference == pytest.approx(0.1)
    assert view.error == pytest.approx(0.4)  # both deviations are 0.4 / √2
    assert view.wrong == pytest.approx(0.25)  # 8.4 against 8.1 of four
    assert view.better.model == "tcn"
    assert probes.noise(found, count=4).error == pytest.approx(0.2)
    swapped = probes.noise(found, "fair_lstm", "tcn")
    assert (swapped.difference, swapped.wrong) == (pytest.approx(-0.1), pytest.approx(0.25))
    assert swapped.better.model == "tcn"


def test_more_seeds_turn_the_order_less_often():
    found = [probes.noise(runs(tcn=[8.0, 8.2, 8.1], fair_lstm=[8.1, 8.15, 8.3]), count=n).wrong for n in range(1, 9)]
    assert found == sorted(found, reverse=True)
    assert found[0] > 0.15 > found[-1] > 0


def test_a_model_against_itself_is_a_coin():
    for count in (1, 2, 5):
        assert probes.noise(runs(tcn=[8.0, 8.2, 8.5]), "tcn", "tcn", count).wrong == pytest.approx(0.5)


def test_one_run_or_none_gives_no_probability():
    one = probes.noise(runs(tcn=[8.0, 8.2], lstm=[8.6]), "tcn", "lstm")
    assert one.difference == pytest.approx(0.5)
    assert (one.error, one.wrong) == (None, None)
    none = probes.noise(runs(tcn=[8.0, 8.2]), "rnn", "tcn")
    assert (none.one.mean, none.difference, none.wrong, none.one.settings) == (None, None, None, "")
    assert len(none.differences) == 0


def test_the_settings_with_the_most_runs_are_shown():
    found = runs(tcn=[8.0]) | {
        f"other {seed}": numbers("jsb", "tcn", "repository", seed, [(1, 9, 9, 8.5)]) for seed in range(2)
    }
    shown = probes.side(found, "jsb", "tcn")
    assert (shown.settings, shown.scores.tolist(), shown.seeds.tolist()) == ("repository", [8.5, 8.5], [0, 1])


def test_bad_input_is_refused():
    with pytest.raises(ValueError, match="There is no model 'transformer': choose one of tcn, lstm"):
        probes.noise({}, "transformer")
    for count in (0, 9):
        with pytest.raises(ValueError, match=f"1 to 8 seeds, not {count}"):
            probes.noise({}, count=count)


def test_the_committed_runs_are_read():
    found = Folder.usual().read()
    view = probes.noise(found, "tcn", "lstm")
    for side in (view.one, view.other):
        if len(side.scores):
            assert 7.5 < side.scores.min() <= side.scores.max() < 9.5
