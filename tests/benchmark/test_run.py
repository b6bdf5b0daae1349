"""A run can be killed anywhere, and ends as if it had not been; bad surroundings cost a sentence, never a result."""

import errno
import json

import pytest
import torch
from filelock import FileLock

from tiny_task import tiny
from unrolled.benchmark import run as run_module
from unrolled.benchmark.folder import Folder
from unrolled.benchmark.run import Job, RunError, do, plateaus
from unrolled.runtime import files
from unrolled.runtime.files import FileError

VARYING = {"core_seconds", "wall_seconds", "parts"}  # of a result: what depends on the machine and its interruptions


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path / "results", tmp_path / "runs")


def result(folder, job):
    return json.loads(folder.result(job.name).read_text())


def steady(numbers):
    return {key: value for key, value in numbers.items() if key not in VARYING}


def quiet(_):
    pass


class Killed(BaseException):
    """As abrupt as a signal: nothing catches it."""


@pytest.mark.parametrize("model", ["tcn", "lstm", "min_gru"])
@pytest.mark.parametrize("updates", [1, 5, 7, 13, 19])  # an epoch has five
def test_a_run_killed_after_any_update_ends_as_if_it_had_not_been(tmp_path, monkeypatch, model, updates):
    whole, broken = (Folder(tmp_path / name / "results", tmp_path / name / "runs") for name in "ab")
    job = tiny(model)
    do(job, whole, quiet)

    keep, count = run_module._Training._keep, []
    draw = run_module._Training._draw

    def counted(self):
        count.append(1)
        if len(count) == updates + 1:
            raise Killed
        return draw(self)

    monkeypatch.setattr(run_module._Training, "_draw", counted)
    with pytest.raises(Killed):
        do(job, broken, quiet)
    assert not broken.result(job.name).exists()
    monkeypatch.setattr(run_module._Training, "_draw", draw)
    monkeypatch.setattr(run_module._Training, "_keep", keep)
    do(job, broken, quiet)
    assert steady(result(broken, job)) == steady(result(whole, job))
    assert result(whole, job)["parts"] == 1
    assert result(broken, job)["parts"] == (2 if updates >= 5 else 1)  # before the first epoch's end nothing is kept
    assert [path.suffix for path in broken.runs.iterdir()] == [".lock"]


def test_a_kill_between_both_kept_files_is_no_worse(folder, tmp_path, monkeypatch):
    whole = Folder(tmp_path / "whole", tmp_path / "whole_runs")
    job = tiny()
    do(job, whole, quiet)
    save, calls = run_module.save_run, []

    def killed(path, run):
        calls.append(1)
        if len(calls) == 2:
            raise Killed
        save(path, run)

    monkeypatch.setattr(run_module, "save_run", killed)
    with pytest.raises(Killed):
        do(job, folder, quiet)
    monkeypatch.setattr(run_module, "save_run", save)
    do(job, folder, quiet)
    assert steady(result(folder, job)) == steady(result(whole, job))


def test_a_finished_run_is_not_touched(folder):
    job = tiny()
    do(job, folder, quiet)
    before = folder.result(job.name).stat().st_mtime_ns
    assert do(job, folder, quiet)
    assert folder.result(job.name).stat().st_mtime_ns == before


def test_a_result_file_says_what_made_it(folder):
    job = tiny(epochs=3)
    do(job, folder, quiet)
    numbers = result(folder, job)
    assert numbers["ended"] == "all epochs"
    assert numbers["updates"] == 15
    assert [point[0] for point in numbers["curve"]] == [1, 2, 3]
    assert all(len(point) == len(numbers["columns"]) for point in numbers["curve"])
    assert numbers["recipe"]["rate"] == 0.01
    assert numbers["command"] == "make table1 TASK=tiny MODEL=tcn SETTINGS=supplement SEED=0"
    assert numbers["cores"] == 1
    assert numbers["data"] == "tiny"


def test_seeds_decide_weights_and_order_and_nothing_else_does(folder, tmp_path):
    torch.manual_seed(77)  # what was drawn before does not matter
    do(tiny(seed=0), folder, quiet)
    again = Folder(tmp_path / "again", tmp_path / "again_runs")
    do(tiny(seed=0), again, quiet)
    do(tiny(seed=1), folder, quiet)
    assert result(folder, tiny())["curve"] == result(again, tiny())["curve"]
    assert result(folder, tiny())["curve"] != result(folder, tiny(seed=1))["curve"]


def test_time_ends_a_run_after_a_whole_epoch(folder, monkeypatch):
    monkeypatch.setattr(run_module, "MOST_SECONDS", 0.0)
    do(tiny(), folder, quiet)
    numbers = result(folder, tiny())
    assert numbers["ended"] == "time"
    assert [point[0] for point in numbers["curve"]] == [1]


def test_two_runners_at_once_leave_each_other_alone(folder):
    job, told = tiny(), []
    folder.runs.mkdir(parents=True)
    with FileLock(folder.runs / f"{job.name}.lock"):
        assert not do(job, folder, told.append)
    assert told == [f"{job.name}: another process is at it, left to that one."]
    assert not folder.result(job.name).exists()
    assert do(job, folder, quiet)


def test_a_full_disk_is_one_sentence_and_what_was_kept_counts(folder, monkeypatch):
    sync, calls = files.os.fsync, []

    def full(descriptor):
        calls.append(1)
        if len(calls) == 5:  # the scores of the third epoch
            raise OSError(errno.ENOSPC, "No space left on device")
        sync(descriptor)

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(FileError, match=r"No space left on device\): make room.* give the same command again"):
        do(tiny(), folder, quiet)
    told = []
    do(tiny(), folder, told.append)
    assert told[0].startswith("tiny_tcn_supplement_0: goes on at update 10")


@pytest.mark.parametrize("content", [None, "{", "{}", "[]", '{"tests": 1, "core_seconds": 1, "parts": 1}'])
def test_scores_that_are_lost_or_damaged_are_one_sentence(folder, monkeypatch, content):
    draw, count = run_module._Training._draw, []

    def counted(self):
        count.append(1)
        if len(count) == 8:
            raise Killed
        return draw(self)

    monkeypatch.setattr(run_module._Training, "_draw", counted)
    with pytest.raises(Killed):
        do(tiny(), folder, quiet)
    scores = folder.runs / f"{tiny().name}.scores"
    scores.unlink() if content is None else scores.write_text(content)
    with pytest.raises(RunError, match="are missing or damaged: delete"):
        do(tiny(), folder, quiet)


def test_denormal_numbers_are_flushed_in_a_run_and_not_after_it(folder, monkeypatch):
    seen = []
    tiny_number = torch.full((1,), 1e-39)
    monkeypatch.setattr(run_module._Training, "finish", lambda self: seen.append(float(tiny_number * 1)))
    do(tiny(), folder, quiet)
    assert seen == [0.0]
    assert float(tiny_number * 1) > 0


def test_the_plateau_rule_is_that_of_the_authors_program():
    falling = [9 - 0.1 * k for k in range(20)]
    assert plateaus(falling) == 0
    assert plateaus([*falling[:12], 8.5]) == 1  # above the last three, after the tenth epoch
    assert plateaus([*falling[:12], 8.05]) == 0  # above the last two only
    assert plateaus([*falling[:5], 99.0]) == 0  # too early


def test_a_trial_is_a_fifth_of_the_run_at_a_constant_rate():
    job = Job("copy", "fair_lstm", "size", rate=0.005)
    assert (job.recipe.epochs, job.recipe.rate, job.recipe.falls) == (10, 0.005, "never")
    assert job.name == "copy_fair_lstm_size_0_trial_0.005"
    assert job.command.endswith("RATE=0.005")
