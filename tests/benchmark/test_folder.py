"""Result files are read whole or not at all, and a damaged one is named."""

import json

import pytest

from table_runs import numbers
from unrolled.benchmark.folder import Folder, as_json, checked


@pytest.fixture
def folder(tmp_path):
    folder = Folder(tmp_path / "results", tmp_path / "runs")
    folder.write("one", numbers())
    return folder


def test_what_is_written_is_read():
    assert json.loads(as_json(numbers())) == numbers()
    assert checked(as_json(numbers())) == numbers()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "it is no JSON"),
        (as_json(numbers())[:200], "it is no JSON"),
        (b"\\xff\\xfe", "it is no JSON"),
        (b"[]", "it lacks curve, ended, model, parameters, recipe, seed, settings, task"),
        (json.dumps({k: v for k, v in numbers().items() if k != "seed"}).encode(), "it lacks seed"),
        (as_json(numbers(curve=())), "its curve is empty"),
        (json.dumps(numbers() | {"curve": 7}).encode(), "its curve is none"),
        (json.dumps(numbers() | {"curve": [[1, 2, 3]]}).encode(), "its curve is none"),
        (json.dumps(numbers() | {"curve": [[1, 2, None, 4]]}).encode(), "its curve is none"),
        (b"[" * 100_000, "it is no JSON"),
    ],
)
def test_a_damaged_file_is_named_with_its_fault(folder, content, fault):
    folder.result("two").write_bytes(content)
    told = []
    assert set(folder.read(told.append)) == {"one"}
    assert told == [f"two.json is damaged ({fault}) and left out: `make table1` repeats its run."]
    assert folder.result("two").exists()
    folder.read(told.append, set_aside=True)
    assert told[1] == f"two.json is damaged ({fault}): set aside as two.json.damaged, its run will be repeated."
    assert not folder.result("two").exists()
    assert folder.result("two").with_name("two.json.damaged").read_bytes() == content


def test_the_committed_results_are_whole_and_name_their_recipe():
    from unrolled.benchmark.run import Job

    runs = Folder.usual().read(pytest.fail)
    assert runs
    for name, run in runs.items():
        job = Job(run["task"], run["model"], run["settings"], run["seed"], run["trial"])
        assert job.name == name
        assert run["recipe"] == job.recipe.words(), f"{name} was made by another recipe: delete it and run it again"
        assert run["command"] == job.command
