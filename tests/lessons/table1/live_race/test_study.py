"""The committed races: all tasks, three seeds, equal time; and a race of the study, run now for a moment."""

import pytest

from unrolled import runtime
from unrolled.benchmark.recipes import MODELS
from unrolled.lessons.table1.live_race import recipe as training
from unrolled.lessons.table1.live_race import study
from unrolled.lessons.table1.live_race.probe import LONGEST, NAME, SCALES, view
from unrolled.training.results import load_results


def test_every_task_ran_three_seeds_with_the_recipes_rates():
    runs = load_results(NAME)
    assert set(runs) == {f"{race} {seed}" for race in training.RACES for seed in study.SEEDS}
    for name, run in runs.items():
        race = name.split()[0]
        assert set(run["curves"]) == set(MODELS)
        assert run["rates"] == {model: training.recipe(race, model).rate for model in MODELS}
        for curve in run["curves"].values():
            assert len(curve) == training.MEASUREMENTS
            assert curve[-1][0] == pytest.approx(LONGEST / 6, rel=0.02)


@pytest.mark.parametrize("race", training.RACES)
def test_each_rate_is_the_one_its_trials_chose(race):
    trials = load_results(study.TRIALS)
    pick = max if training.RACES[race].task.higher else min
    for model in MODELS:
        best = pick(training.RATES, key=lambda rate, model=model: trials[f"{race} {model} {rate:g}"]["best"])
        assert training.recipe(race, model).rate == best, model


def test_a_trial_is_one_network_alone():
    with runtime.one_core():
        found = study.trial("adding", "rnn", 0.003, seconds=0.3)
    assert found["best"] <= found["last"]
    assert found["updates"] >= 1


@pytest.mark.parametrize("race", training.RACES)
@pytest.mark.parametrize("seconds", training.SECONDS)
def test_both_lengths_have_all_seeds_and_fit_the_axis(race, seconds):
    shown = view(load_results(NAME), race, seconds)
    for curve in shown.measured.values():
        assert curve.scores.shape == (3, training.MEASUREMENTS * seconds // LONGEST)
        assert SCALES[race].low <= curve.scores[:, 2:].min()
        assert curve.scores[:, 2:].max() <= SCALES[race].high


def test_a_race_of_the_study():
    with runtime.one_core():
        found = study.job("adding", 0, seconds=0.6, measurements=1)
    assert set(found) == {"rates", "parameters", "curves"}
    for curve in found["curves"].values():
        ((seconds, updates, score),) = curve
        assert seconds >= 0.1
        assert updates >= 1
        assert 0 < score < 10
