"""The committed race: each architecture at its best rate, three seeds, equal sizes."""

from unrolled.lessons.tcn.race import recipe as tcn_race
from unrolled.models.sequence_net import ARCHITECTURES
from unrolled.training.results import load_results


def test_each_architecture_ran_three_seeds_at_its_best_rate():
    runs = load_results(tcn_race.NAME)
    for task in tcn_race.TASKS:
        for kind in ARCHITECTURES:
            rate = tcn_race.best_rate(runs, task, kind)
            sizes = {runs[f"{task} {kind} {rate} {seed}"]["parameters"] for seed in tcn_race.SEEDS}
            assert len(sizes) == 1
            assert abs(sizes.pop() / tcn_race.TASKS[task].parameters - 1) < 0.02
    for kind in ("rnn", "lstm"):
        rate = tcn_race.best_rate(runs, "adding", kind)
        assert min(tcn_race.final(runs[f"adding {kind} {rate} {seed}"]) for seed in tcn_race.SEEDS) > 0.15
