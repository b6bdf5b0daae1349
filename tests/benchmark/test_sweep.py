"""What is missing is run, longest first, whatever is damaged; bad names cost one sentence."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tiny_task import tiny
from unrolled.benchmark import sweep as sweep_module
from unrolled.benchmark.folder import Folder
from unrolled.benchmark.recipes import MODELS, RATES
from unrolled.benchmark.run import Job
from unrolled.benchmark.sweep import _options, all_jobs, chosen, main, missing, sweep
from unrolled.benchmark.tasks import TASKS

HELPERS = Path(__file__).resolve().parents[1] / "helpers"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(HELPERS))  # for the processes of joblib, which import the tiny task
    return Folder(tmp_path / "results", tmp_path / "runs")


def test_a_sweep_does_what_is_missing_and_only_that(folder, capfd):
    jobs = [tiny(model, seed) for model in ("tcn", "gru") for seed in (0, 1)]
    assert sweep(jobs[:1], folder, at_once=1) == []
    before = folder.result(jobs[0].name).stat().st_mtime_ns
    assert sweep(jobs, folder, at_once=2) == []
    assert set(folder.read()) == {job.name for job in jobs}
    assert folder.result(jobs[0].name).stat().st_mtime_ns == before
    told = capfd.readouterr().out
    assert "3 runs are missing" in told
    assert "3 of 3, about 0 minutes left." in told
    assert missing(jobs, folder) == []


def test_a_damaged_result_is_named_set_aside_and_repeated(folder, capfd):
    job = tiny()
    sweep([job], folder, at_once=1)
    whole = folder.result(job.name).read_text()
    folder.result(job.name).write_text(whole[: len(whole) // 2])
    sweep([job], folder, at_once=1)
    assert f"{job.name}.json is damaged (it is no JSON): set aside as {job.name}.json.damaged" in capfd.readouterr().out
    assert job.name in folder.read()
    assert folder.result(job.name).with_name(f"{job.name}.json.damaged").exists()


def test_one_run_that_fails_does_not_stop_the_others(folder, monkeypatch):
    folder.runs.mkdir(parents=True)
    (folder.runs / f"{tiny().name}.run").write_bytes(b"no checkpoint at all")
    failed = sweep([tiny(), tiny(seed=1)], folder, at_once=1)
    assert len(failed) == 1
    assert failed[0].startswith("tiny_tcn_supplement_0 failed: The run file")
    assert "damaged or belongs to another model" in failed[0]
    assert set(folder.read()) == {tiny(seed=1).name}


def test_longest_first(folder):
    waiting = missing(all_jobs(), folder)
    minutes = [job.recipe.minutes for job in waiting]
    assert minutes == sorted(minutes, reverse=True)


def test_every_row_and_every_model_has_its_runs():
    jobs = all_jobs()
    assert {job.task for job in jobs} >= {*TASKS} - {"tiny"}
    assert {job.model for job in jobs} == set(MODELS)
    assert len({job.name for job in jobs}) == len(jobs)
    trials = {job.rate for job in jobs if (job.task, job.model) == ("copy", "fair_lstm")}
    assert trials == {None, *RATES}
    short = [job for job in jobs if (job.task, job.model, job.settings) == ("jsb", "tcn", "size")]
    assert {job.seed for job in short} >= {0, 1}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--task", "sorting"], "There is no task named 'sorting': choose one of seq_mnist,"),
        (["--model", "transformer"], "There is no model named 'transformer': choose one of tcn, lstm,"),
        (["--settings", "best"], "There is no settings named 'best'"),
        (["--task", "jsb", "--seed", "-1"], "A seed is a whole number of 0 or more, not -1."),
        (
            ["--task", "jsb", "--model", "lstm", "--settings", "repository"],
            "Nobody gave settings 'repository' for lstm",
        ),
    ],
)
def test_a_name_that_names_nothing_is_one_sentence(words, sentence):
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert str(stopped.value).startswith(sentence)


def test_options_choose_runs():
    assert chosen(_options(["--task", "jsb", "--model", "tcn", "--settings", "size", "--seed", "7"])) == [
        Job("jsb", "tcn", "size", 7)
    ]
    assert chosen(_options(["--task", "copy", "--model", "fair_lstm", "--rate", "0.01"])) == [
        Job("copy", "fair_lstm", "size", 0, 0.01)
    ]
    assert chosen(_options(["--task", "copy", "--model", "fair_lstm", "--settings", "without_codes"])) == [
        Job("copy", "fair_lstm", "without_codes")
    ]
    assert Job("copy", "fair_lstm", "without_codes") in chosen(_options(["--task", "copy"]))


def test_a_task_without_data_is_left_out_unless_it_is_named(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("UNROLLED_CACHE", str(tmp_path))
    monkeypatch.delenv("UNROLLED_MIRROR", raising=False)
    assert "text8" not in {job.task for job in chosen(_options([]))}
    assert "text8" in capsys.readouterr().out
    assert {job.task for job in chosen(_options(["--task", "text8"]))} == {"text8"}


def test_a_cluster_without_dask_or_without_a_scheduler_is_one_sentence(folder, monkeypatch):
    with pytest.raises(sweep_module.RunError, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        sweep([tiny()], folder, at_once=1, cluster="tcp://127.0.0.1:9")
    monkeypatch.setattr(sweep_module.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(sweep_module.RunError, match="A cluster needs Dask"):
        sweep([tiny()], folder, at_once=1, cluster="tcp://127.0.0.1:9")


def test_a_sweep_that_is_killed_goes_on(folder):
    """Its workers finish the run they are at; a sweep that begins meanwhile leaves that run to them."""
    jobs = "[tiny(m, s, 20) for m in ('tcn', 'lstm') for s in (0, 1)]"
    program = (
        "from pathlib import Path; from tiny_task import tiny; from unrolled.benchmark.folder import Folder;"
        "from unrolled.benchmark.sweep import sweep;"
        f"sweep({jobs}, Folder(Path({str(folder.results)!r}), Path({str(folder.runs)!r})), at_once=2)"
    )
    environment = {**os.environ, "PYTHONPATH": str(HELPERS)}
    process = subprocess.Popen([sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        if "epoch 3 of 20" in line:
            break
    process.kill()
    process.wait()
    wanted = [tiny(model, seed, 20) for model in ("tcn", "lstm") for seed in (0, 1)]
    assert len(folder.read()) < len(wanted)
    for _ in range(20):
        left = sweep(wanted, folder, at_once=2)
        assert all(line.endswith("left to another process, which is at it") for line in left)
        if not left:
            break
        time.sleep(0.5)
    assert set(folder.read()) == {job.name for job in wanted}
