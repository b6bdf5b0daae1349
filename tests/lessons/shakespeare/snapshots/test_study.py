"""The study of snapshots: its jobs, and its committed results."""

import pytest

from unrolled.lessons.shakespeare.snapshots import probe as probes
from unrolled.lessons.shakespeare.snapshots import study
from unrolled.training.char_rnn import snapshot_path
from unrolled.training.results import load_results


def test_every_snapshot_and_the_shipped_network_are_a_job(tmp_path, monkeypatch):
    for name, step in (("shakespeare_3x512", 20), ("shakespeare_3x512", 0), ("latex_2x512", 0)):
        snapshot_path(tmp_path, name, step).touch()
    (tmp_path / "shakespeare_3x512").touch()
    monkeypatch.setattr(study, "checkpoint_path", lambda name: tmp_path / name)  # no LaTeX network there
    monkeypatch.setattr(study, "load_card", lambda _: {"curve": {"rows": [[500, 1, 1]]}})
    due = [f"shakespeare_3x512 {step}" for step in ("real", 0, 20, 500)]
    assert list(study.jobs(tmp_path)) == due


@pytest.mark.parametrize("name", study.CORPORA)
def test_the_committed_study(name):
    found = load_results(probes.RESULTS)
    real = found[f"{name} real"]["skills"]
    at = {int(key.split()[1]): run for key, run in found.items() if key.startswith(name) and "nats" in run}
    assert list(at) == sorted(at)
    for measured in at.values():
        assert set(measured["writings"]) == {str(tau) for tau in probes.TEMPERATURES} == set(measured["entropy"])
        for writing in measured["writings"].values():
            assert len(writing["text"]) == len(writing["marks"]) == probes.SHOWN
            assert set(writing["skills"]) == set(real)
            assert all(share is None or 0 <= share <= 1 for share in writing["skills"].values())
    assert at[max(at)]["nats"] < at[0]["nats"]
