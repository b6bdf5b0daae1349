"""The committed studies of dropout are complete."""

from unrolled.lessons.rnn.dropout import recipe as dropout
from unrolled.lessons.rnn.dropout import study
from unrolled.training.results import load_results


def test_the_committed_results_hold_every_run():
    assert set(load_results(dropout.NAME)) == set(study.jobs())
    assert set(load_results(dropout.RECALL)) == set(study.recall_jobs())
    for run in load_results(dropout.NAME).values():
        assert len(run["curve"]) == dropout.RECIPE.evaluations
        assert run["end"] == run["curve"][-1][2]
        assert run["best"] == min(nats for _, _, nats in run["curve"])
