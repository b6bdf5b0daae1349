"""Result files: what independent runs measured, in ``data/results/NAME.json``, one entry for each run.

The file is written anew after each run, so that a killed study goes on where it stopped. Several processes may write
one file: each reads it again, under a lock, before it adds its run.
"""

from __future__ import annotations

import argparse
import json
import platform
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import torch

from unrolled import runtime
from unrolled.datasets.paths import data_folder, runs_folder
from unrolled.runtime import UnrolledError
from unrolled.runtime.files import alone, write_whole
from unrolled.training.entries import parse

PATIENCE = 60  # seconds to wait for another process, which holds the lock for as long as it writes


class ResultsError(UnrolledError, KeyError):
    """A result file is missing or damaged; also a ``KeyError``, for readers that can do without an entry."""

    __str__ = Exception.__str__  # KeyError's own would put the sentence into quotes


class MissingResultsError(ResultsError):
    """There is no such result file."""


def begin_study(doc: str) -> bool:
    """Start the process of a study, and read its one option.

    Args:
        doc: of the study's module; its first line explains the command.

    Returns:
        Whether to repeat runs that the result file holds already.
    """
    parser = argparse.ArgumentParser(description=doc.split("\n")[0])
    parser.add_argument("--anew", action="store_true", help="also repeat the runs that exist already")
    options = parser.parse_args()
    runtime.start()
    return options.anew


def collect(
    name: str,
    about: Mapping[str, Any],
    jobs: Mapping[str, Callable[[], dict[str, Any]]],
    *,
    anew: bool = False,
    tell: Callable[[str], None] = lambda line: print(line, flush=True),
) -> None:
    """Run each job whose result is not in the file yet; other processes may add to the file meanwhile.

    Args:
        name: of the file, without its ending.
        about: what the numbers are, and the ``command`` that makes them; machine and versions are added.
        jobs: by the run's name, a function that measures it and returns its numbers.
        anew: also repeat the runs that the file holds already.
        tell: called with one line after each run.

    Raises:
        ResultsError: if the existing file is damaged; it is left as it is.
        FileError: if it cannot be written; it is left as it is.
        BusyError: if another process does not release it.
    """
    about = {
        **about,
        "machine": f"{platform.machine()}, {torch.get_num_threads()} threads, other work beside it",
        "versions": {"python": platform.python_version(), "torch": torch.__version__.split("+")[0]},
    }
    for key, job in jobs.items():
        if anew or key not in results_at_hand(name):
            done = _add(name, about, key, job(), list(jobs))
            tell(f"{name}: {key} done, {done} of {len(jobs)}")


def _add(name: str, about: dict[str, Any], key: str, run: dict[str, Any], order: list[str]) -> int:
    """Write the file with one more run; returns how many of those in ``order`` it holds then."""
    path = results_path(name)
    busy = f"Another process holds the results in {path}: wait for it, or stop it, and give the same command again."
    with alone(runs_folder() / f"{name}.results.lock", busy, wait=PATIENCE):
        runs = {**results_at_hand(name), key: run}
        ordered = {known: runs[known] for known in [*order, *runs] if known in runs}
        write_whole(path, (json.dumps({"about": about, "runs": ordered}, indent=1) + "\n").encode())
    return sum(known in runs for known in order)


def results_path(name: str) -> Path:
    """Where a result file lies."""
    return data_folder() / "results" / f"{name}.json"


def results_at_hand(name: str) -> dict[str, dict[str, Any]]:
    """The runs of a result file, by name; none if there is no such file.

    Raises:
        ResultsError: if the file is damaged.
    """
    try:
        return _runs(name)
    except MissingResultsError:
        return {}


def load_results(name: str) -> dict[str, dict[str, Any]]:
    """The runs of a result file, by name; one at least.

    Raises:
        ResultsError: if the file is missing or damaged; also later, when a missing entry is read.
    """
    runs = _runs(name)
    if not runs:
        raise _damaged(results_path(name), "it holds no run")
    return runs


def _runs(name: str) -> dict[str, dict[str, Any]]:
    """The runs by name; possibly none, if somebody deleted them from the file to measure them again."""
    runs = load_result_file(name)["runs"]
    if not isinstance(runs, dict) or not all(isinstance(run, dict) for run in runs.values()):
        raise _damaged(results_path(name), "its runs are not listed by name")
    return runs


def load_result_file(name: str) -> dict[str, Any]:
    """A whole result file: "about", and "runs" by name or as a list. Raises as :func:`load_results`."""
    path = results_path(name)
    try:
        content = parse(path.read_bytes(), path, _damaged)
    except FileNotFoundError:
        raise MissingResultsError(f"The results in {path} are missing: {_repair(path)}.") from None
    except OSError as error:
        raise ResultsError(f"The results in {path} cannot be read ({error.strerror}): {_repair(path)}.") from None
    if not isinstance(content["about"], dict) or not isinstance(content["runs"], dict | list):
        raise _damaged(path, "it holds no runs, or does not say what they measured")
    return content


def _damaged(path: Path, fault: str) -> ResultsError:
    return ResultsError(f"The results in {path} are damaged ({fault}): {_repair(path)}.")


def _repair(path: Path) -> str:
    return f"restore them with `git checkout -- '{path}'`, or delete the file and measure anew with `make studies`"
