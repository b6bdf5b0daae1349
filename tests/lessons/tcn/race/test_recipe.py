"""Races can be run, and the trivial answers cost what is said."""

import numpy as np
import pytest
import torch

from unrolled.lessons.tcn.race import recipe as tcn_race
from unrolled.training.loop import Budget


@pytest.mark.parametrize("name", list(tcn_race.TASKS))
@pytest.mark.parametrize("kind", ["gru", "tcn"])
def test_a_race_runs(name, kind):
    task = tcn_race.TASKS[name]
    run = tcn_race.begin(task, kind, 0.01, 0)
    events = list(tcn_race.train(run, task, 0.01, Budget(steps=3), 1))
    assert len(events) == 3
    assert np.isfinite(events[-1].validation)


def test_the_trivial_answer_costs_what_is_said():
    class Constant(torch.nn.Module):
        def forward(self, x):
            logits = torch.full((*x.shape[:2], 10), -50.0)
            logits[:, :-10, 0] = 50
            logits[:, -10:, 1:9] = 0
            return logits

        def last(self, x):
            return torch.ones(len(x), 1)

    for task in tcn_race.TASKS.values():
        assert tcn_race.held_out(task, Constant()) == pytest.approx(task.trivial, rel=0.08)
