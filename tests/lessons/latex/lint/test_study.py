"""The study of lint: a job for each writer, and its committed results."""

import numpy as np

from studies import run
from unrolled.lessons.latex.lint import probe as probes
from unrolled.lessons.latex.lint import study
from unrolled.lessons.latex.lint.probe import KINDS, load_scores
from unrolled.lessons.latex.lint.record import Scores


def test_the_study_runs_one_job_for_each_writer(monkeypatch):
    asked = []

    def write(count, length):
        asked.append((count, length))
        return ["{a} {", "$a$"]

    monkeypatch.setattr(study, "writers", lambda: {"real": ({}, write), "tau 1": ({"tau": 1.0}, write)})
    heard = run(study, monkeypatch, anew=True)
    assert asked == [(study.PASSAGES, study.LENGTH)] * 2
    assert (heard["name"], heard["anew"]) == (probes.RESULTS, True)
    assert heard["about"]["command"] == "python -m unrolled.lessons.latex.lint.study"
    real, heated = heard["runs"]["real"], heard["runs"]["tau 1"]
    assert heated == {"tau": 1.0, **real}
    assert (real["characters"], real["decided"]["brace"], real["closed"]["math"]) == (8, 1, 1)
    monkeypatch.setattr(probes, "load_results", lambda name: heard["runs"])
    assert load_scores()["tau 1"] == ({"tau": 1.0}, Scores(**real))


def test_the_committed_study():
    measured = load_scores()
    assert {"real", "5-gram"} <= set(measured)
    assert len([name for name in measured if name.startswith("tau ")]) > 3
    for name, (facts, found) in measured.items():
        assert found.characters == study.PASSAGES * study.LENGTH
        assert set(found.decided) == set(found.closed) == set(KINDS)
        assert all(0 <= found.closed[kind] <= found.decided[kind] for kind in KINDS)
        assert found.decided["proof"] <= found.decided["environment"]
        broken = sum(found.decided[kind] - found.closed[kind] for kind in KINDS[:3])
        assert broken <= sum(found.faults.values())  # each of them is told
        if name.startswith("tau "):
            assert name == f"tau {facts['tau']:g}"
        if name.startswith("after "):
            assert name == f"after {facts['step']}"
    facts, real = measured["real"]
    assert facts == {}
    assert real.per_thousand == 0  # people close what they open
    assert np.prod([real.share(kind) for kind in KINDS]) == 1
