"""Result files grow run by run and survive an interruption."""

import json

import pytest

from unrolled.training import results


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(results, "data_folder", lambda: tmp_path)
    return tmp_path


def test_a_killed_study_goes_on_where_it_stopped(folder):
    made = []

    def job(key):
        def run():
            if key == "b" and len(made) == 1:
                made.append("killed")
                raise KeyboardInterrupt
            made.append(key)
            return {"nats": len(made)}

        return run

    jobs = {key: job(key) for key in "abc"}
    about = {"command": "python -m unrolled.training.x"}
    with pytest.raises(KeyboardInterrupt):
        results.collect("x", about, jobs, tell=lambda _: None)
    assert results.load_results("x") == {"a": {"nats": 1}}
    results.collect("x", about, jobs, tell=lambda _: None)
    assert made == ["a", "killed", "b", "c"]
    assert list(results.load_results("x")) == ["a", "b", "c"]
    told = json.loads((folder / "results" / "x.json").read_text())["about"]
    assert told["command"] == "python -m unrolled.training.x"
    assert told["versions"]["torch"]


def test_anew_forgets_what_was_there(folder):
    for number in (1, 2):
        results.collect("x", {}, {"a": lambda number=number: {"n": number}}, anew=True, tell=lambda _: None)
    assert results.load_results("x") == {"a": {"n": 2}}
