"""The committed study of yardsticks."""

import math

import pytest

from unrolled.lessons.latex.yardsticks import probe as yardsticks
from unrolled.lessons.latex.yardsticks import study
from unrolled.training.checkpoint import load_card
from unrolled.training.latex import NAME
from unrolled.training.results import load_results


def test_jobs_and_committed_runs_are_the_same():
    assert list(load_results(yardsticks.NAME)) == list(study.jobs())
    assert set(yardsticks.SHOWN) <= set(study.jobs())


def test_the_committed_study():
    runs = load_results(yardsticks.NAME)
    verbatim = load_results("verbatim")["chapters"]
    network = load_card(NAME)["nats"]
    for part in yardsticks.PARTS:
        for name, run in runs.items():
            assert run[part]["nats"] > network[part], name  # the network beats them all
            if "gram" in name:
                assert run[part]["nats outside"] > run[part]["nats"]
            else:
                found = run[part]
                assert found["bits"] == pytest.approx(8 * found["bytes"] / found["characters"], abs=1e-4)
                assert found["nats"] == pytest.approx(found["bits"] * math.log(2), abs=1e-4)
                assert found["characters"] == verbatim[part]["characters"]
                assert run["train_characters"] > 26_000_000
