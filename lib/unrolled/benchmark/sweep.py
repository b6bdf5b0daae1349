"""Which runs are missing, and running them side by side.

    python -m unrolled.benchmark                                 # or: make table1
    python -m unrolled.benchmark --task jsb --model tcn --seed 0
    python -m unrolled.benchmark --list
    python -m unrolled.benchmark --cluster tcp://HOST:8786       # on a Dask cluster that shares this folder

joblib runs as many at a time as there are cores, each on one core, the longest first. On a cluster the same runs go
through joblib's Dask backend. A run that is done is never repeated; one that was broken off, here or on a worker that
died, goes on from what it kept, wherever it runs next.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import itertools
import sys
import time
from collections.abc import Generator, Sequence

import joblib

from unrolled import runtime
from unrolled.benchmark.folder import Folder
from unrolled.benchmark.language import ROWS_OF_TEXT
from unrolled.benchmark.recipes import CONTROLS, MODELS, RATES, SETTINGS, known_as, recipe, settings_of
from unrolled.benchmark.run import Job, RunError, do
from unrolled.benchmark.task import TaskError
from unrolled.benchmark.tasks import TASKS
from unrolled.datasets import language_tasks
from unrolled.runtime import UnrolledError

SHORT = 20  # minutes; runs that take less are made with two seeds
SEEDS = (0, 1)
DONE = "done"


def all_jobs() -> list[Job]:
    """Every run of the table, what matters more first, whether its data is here or not."""
    order = [
        (("jsb", "adding", "copy"), ("tcn", "lstm", "fair_lstm")),
        (("nottingham",), ("tcn", "lstm", "fair_lstm")),
        (("seq_mnist",), ("tcn", "fair_lstm", "lstm")),
        (("perm_mnist",), ("tcn", "fair_lstm", "lstm")),
        (("jsb", "adding", "copy", "nottingham", "seq_mnist", "perm_mnist"), ("gru", "rnn", "min_gru")),
        (tuple(ROWS_OF_TEXT), tuple(MODELS)),
    ]
    cells = [(task, model) for tasks, models in order for model in models for task in tasks]
    jobs = [
        job for task, model in cells for settings in settings_of(task, model) for job in cell(task, model, settings)
    ]
    return jobs + [Job(task, model, control) for (task, model), controls in CONTROLS.items() for control in controls]


def without_data(jobs: Sequence[Job]) -> dict[str, str]:
    """Tasks among those of some runs whose data is neither here nor on a mirror folder, and what it is called."""
    texts = {job.task: ROWS_OF_TEXT[job.task] for job in jobs if job.task in ROWS_OF_TEXT}
    return {task: text for task, text in texts.items() if not language_tasks.available(text)}


def cell(task: str, model: str, settings: str) -> list[Job]:
    """The runs of a cell: trials of rates where its rate was chosen so, then a run for each seed."""
    trials = [Job(task, model, settings, 0, rate) for rate in RATES] if model == "fair_lstm" else []
    seeds = SEEDS if recipe(task, model, settings).minutes <= SHORT else SEEDS[:1]
    return [*trials, *(Job(task, model, settings, seed) for seed in seeds)]


def missing(jobs: Sequence[Job], folder: Folder) -> list[Job]:
    """Those without a result, the longest first; damaged results are set aside and count as missing."""
    done = folder.read(set_aside=True)
    return sorted((job for job in jobs if job.name not in done), key=lambda job: -job.recipe.minutes)


def sweep(jobs: Sequence[Job], folder: Folder, *, at_once: int, cluster: str | None = None) -> list[str]:
    """Do what is missing.

    Args:
        jobs: the runs.
        folder: where results go; on a cluster, a folder that all its workers see under this path.
        at_once: how many run at a time; at most as many as there are cores.
        cluster: the address of a Dask scheduler; the runs then go to its workers.

    Returns:
        What became of each run that is not done, in words.
    """
    waiting = missing(jobs, folder)
    total, done, began, failed = sum(job.recipe.minutes for job in waiting), 0.0, time.monotonic(), []
    print(f"{len(waiting)} runs are missing, about {total / 60:.1f} hours on one core.", flush=True)
    with _backend(cluster):
        parallel = joblib.Parallel(n_jobs=at_once, return_as="generator_unordered", batch_size=1)
        for count, (job, state) in enumerate(parallel(joblib.delayed(_attempt)(job, folder) for job in waiting), 1):
            done += job.recipe.minutes
            if state != DONE:
                failed.append(f"{job.name} {state}")
            left = (time.monotonic() - began) / done * (total - done) / 60
            print(f"{job.name} {state}; {count} of {len(waiting)}, about {left:.0f} minutes left.", flush=True)
    return failed


def _attempt(job: Job, folder: Folder) -> tuple[Job, str]:
    """A run, and what became of it; errors of one run do not stop the others."""
    try:
        return job, DONE if do(job, folder, _tell) else "left to another process, which is at it"
    except UnrolledError as error:
        return job, f"failed: {error}"


def _tell(line: str) -> None:
    print(line, flush=True)


@contextlib.contextmanager
def _backend(cluster: str | None) -> Generator[None]:
    """joblib's own processes, or a cluster."""
    if cluster is None:
        with joblib.parallel_config("loky", inner_max_num_threads=1):
            yield
        return
    if importlib.util.find_spec("distributed") is None:
        raise RunError(
            "A cluster needs Dask: install it with `pip install 'unrolled[cluster]'` here and on its workers."
        )
    from distributed import Client

    try:
        client = Client(cluster, timeout="10s")
    except (OSError, ValueError) as error:
        raise RunError(
            f"No Dask scheduler answers at {cluster} ({type(error).__name__}): start one, or leave out --cluster."
        ) from None
    with client, joblib.parallel_config("dask"):
        yield


def _options(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m unrolled.benchmark", description=__doc__.split("\n")[0])
    parser.add_argument("--task", help=", ".join(TASKS))
    parser.add_argument("--model", help=", ".join(MODELS))
    parser.add_argument("--settings", help=f"{', '.join(SETTINGS)}, or the name of a control")
    parser.add_argument("--seed", type=int, help="of weights and order; any number of 0 or more")
    parser.add_argument("--rate", type=float, help="a trial of this learning rate")
    parser.add_argument("--jobs", type=int, help="how many runs at a time; by default as many as cores")
    parser.add_argument("--cluster", metavar="ADDRESS", help="of a Dask scheduler")
    parser.add_argument("--list", action="store_true", help="only say what is missing")
    return parser.parse_args(words)


def chosen(options: argparse.Namespace) -> list[Job]:
    """The runs that the options name.

    Raises:
        TaskError: if one of them names nothing, or names that do not go together.
    """
    known_as(options.task, TASKS, "task")
    known_as(options.model, MODELS, "model")
    known_as(options.settings, (*SETTINGS, *itertools.chain(*CONTROLS.values())), "settings")
    if options.seed is not None and options.seed < 0:
        raise TaskError(f"A seed is a whole number of 0 or more, not {options.seed}.")
    jobs = [
        job
        for job in all_jobs()
        if options.task in (None, job.task)
        and options.model in (None, job.model)
        and options.settings in (None, job.settings)
    ]
    if options.seed is None and options.rate is None:
        found = jobs
    else:
        seed = options.seed or 0
        named = (options.settings, *SETTINGS)  # a control is meant only where it is named
        cells = dict.fromkeys((job.task, job.model, job.settings) for job in jobs if job.settings in named)
        found = [Job(*names, seed, options.rate) for names in cells]
    if options.task is None:  # who names a task wants it fetched
        lacking = without_data(found)
        found = [job for job in found if job.task not in lacking]
        if lacking:
            print(f"Left out, since their data is not here: {', '.join(lacking)}.", flush=True)
    if not found:
        raise TaskError(f"Nobody gave settings {options.settings!r} for {options.model} on {options.task}: see --list.")
    return found


def main(words: Sequence[str] | None = None) -> None:
    """Run what the command names, or all that is missing."""
    options = _options(words)
    folder = Folder.usual()
    cores = max(1, int(runtime.limits().cores))
    try:
        jobs = chosen(options)
        if options.list:
            for job in missing(jobs, folder):
                print(f"{job.recipe.minutes:6.0f} min  {job.command}")
            return
        failed = sweep(jobs, folder, at_once=min(options.jobs or cores, cores), cluster=options.cluster)
    except UnrolledError as error:
        sys.exit(str(error))
    if failed:
        sys.exit(f"{len(failed)} runs are not done; the others are. " + " ".join(failed))
