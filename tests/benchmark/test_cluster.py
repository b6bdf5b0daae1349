"""The same sweep on a Dask cluster of two processes, one of which is killed in the middle of its run."""

import os
import signal
import threading
from pathlib import Path

import pytest

from tiny_task import tiny
from trainings import wait
from unrolled.benchmark.folder import Folder
from unrolled.benchmark.sweep import sweep

distributed = pytest.importorskip("distributed")
HELPERS = Path(__file__).resolve().parents[1] / "helpers"
SHORT, LONG = 4, 60  # epochs
STEADY = ("curve", "updates", "ended", "recipe", "parameters")


def test_a_worker_that_dies_costs_no_finished_run_and_its_own_goes_on(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(HELPERS))
    folder = Folder(tmp_path / "results", tmp_path / "runs")
    done, running = tiny("gru", epochs=SHORT), [tiny("tcn", seed, LONG) for seed in (0, 1)]
    jobs = [done, *running]
    sweep([done], folder, at_once=1)
    written = folder.result(done.name).stat().st_mtime_ns
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        failed = []
        doing = threading.Thread(
            target=lambda: failed.extend(sweep(jobs, folder, at_once=2, cluster=cluster.scheduler_address))
        )
        doing.start()
        wait(lambda: len(list(folder.runs.glob("*.scores"))) == 2)  # both are at work, and have kept something
        with distributed.Client(cluster.scheduler_address) as client:
            victim = next(iter(client.run(os.getpid, on_error="ignore").values()))
        assert not any(folder.result(job.name).exists() for job in running), "too late to kill anything"
        os.kill(victim, signal.SIGKILL)
        doing.join(timeout=120)
        assert not doing.is_alive()
    assert failed == []
    runs = folder.read()
    assert folder.result(done.name).stat().st_mtime_ns == written
    assert sorted(runs[job.name]["parts"] for job in running) == [1, 2]  # one went on, the other never stopped
    alone = Folder(tmp_path / "alone", tmp_path / "alone_runs")
    sweep(running, alone, at_once=1)
    for name, numbers in alone.read().items():
        assert {key: runs[name][key] for key in STEADY} == {key: numbers[key] for key in STEADY}
