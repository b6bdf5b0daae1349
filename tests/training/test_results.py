"""Result files grow run by run, survive an interruption and several writers, and tell what is wrong with them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from unrolled.training import results


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("UNROLLED_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


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


def test_runs_of_another_kind_in_the_file_stay_behind_those_asked_for(folder):
    results.collect("x", {}, {"b": dict}, tell=lambda _: None)
    results.collect("x", {}, {"a": dict}, tell=lambda _: None)
    assert list(results.load_results("x")) == ["a", "b"]


def test_what_another_process_measured_meanwhile_is_not_measured_again(folder):
    def first():
        results.collect("x", {}, {"b": lambda: {"by": "another"}}, tell=lambda _: None)
        return {"by": "me"}

    results.collect("x", {}, {"a": first, "b": lambda: pytest.fail("was measured already")}, tell=lambda _: None)
    assert results.load_results("x") == {"a": {"by": "me"}, "b": {"by": "another"}}


@pytest.mark.parametrize("names", [["a", "b", "c", "d"], ["a", "a", "a", "a"]])
def test_processes_that_write_one_file_lose_nothing(folder, names):
    script = Path(__file__).with_name("writers.py")
    processes = [subprocess.Popen([sys.executable, str(script), name, "15"]) for name in names]
    assert [process.wait(120) for process in processes] == [0, 0, 0, 0]
    wanted = {f"{name} {number}": {"number": number} for name in names for number in range(15)}
    assert results.load_results("shared") == wanted
    assert [path.name for path in (folder / "results").iterdir()] == ["shared.json"]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (None, "are missing"),
        (b"", "it is not JSON"),
        (b'{"about": {}, "runs": {"a"', "it is not JSON"),
        (b"<<<<<<< HEAD", "it is not JSON"),
        (b"\xff\xfe\x00", "it is not JSON"),
        (b"[" * 100_000, "it is not JSON"),
        (b"[]", "not an object"),
        (b"null", "not an object"),
        (b"{}", "there is no 'about' in it"),
        (b'{"about": {}}', "there is no 'runs' in it"),
        (b'{"about": 1, "runs": {}}', "it holds no runs"),
        (b'{"about": {}, "runs": 1}', "it holds no runs"),
        (b'{"about": {}, "runs": []}', "not listed by name"),
        (b'{"about": {}, "runs": {"a": 1}}', "not listed by name"),
    ],
)
def test_a_damaged_file_is_named_with_what_to_do_and_kept(folder, content, fault):
    path = folder / "results" / "x.json"
    path.parent.mkdir(parents=True)
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(results.ResultsError, match=fault) as error:
        results.load_results("x")
    assert str(error.value).endswith(
        f"restore them with `git checkout -- '{path}'`, or delete the file and measure anew with `make studies`."
    )
    assert str(path) in str(error.value)
    if content is not None:
        with pytest.raises(results.ResultsError, match=fault):
            results.collect("x", {}, {"a": lambda: pytest.fail("was measured")})
        assert path.read_bytes() == content


def test_a_folder_in_the_place_of_a_file_is_told(folder):
    (folder / "results" / "x.json").mkdir(parents=True)
    with pytest.raises(results.ResultsError, match="cannot be read"):
        results.load_results("x")


def test_an_entry_that_is_not_there_is_told_wherever_it_is_read(folder):
    results.collect("x", {}, {"a": lambda: {"curve": {"loss": 1}}}, tell=lambda _: None)
    runs = results.load_results("x")
    for read in (lambda: runs["b"], lambda: runs["a"]["nats"], lambda: runs["a"]["curve"]["steps"]):
        with pytest.raises(results.ResultsError, match=r"x\.json are damaged \(there is no '(b|nats|steps)' in it\)"):
            read()
    assert runs.get("b") is None
    assert "b" not in runs


def test_a_file_that_is_not_there_holds_no_runs(folder):
    assert results.results_at_hand("x") == {}


def test_a_file_whose_runs_somebody_took_out_is_measured_anew(folder):
    (folder / "results").mkdir(parents=True)
    (folder / "results" / "x.json").write_text('{"about": {}, "runs": {}}')
    with pytest.raises(results.ResultsError, match="it holds no run"):
        results.load_results("x")
    results.collect("x", {}, {"a": dict}, tell=lambda _: None)
    assert results.load_results("x") == {"a": {}}
