"""Result files: what independent runs measured, in ``data/results/NAME.json``, one entry for each run.

The file is written anew after each run, so that a killed study goes on where it stopped.
"""

from __future__ import annotations

import argparse
import json
import platform
from collections.abc import Callable, Mapping
from typing import Any

import torch

from unrolled import runtime
from unrolled.datasets.paths import data_folder
from unrolled.training.checkpoint import write_whole


def begin_study(doc: str) -> bool:
    """Start the process of a study, and read its one option.

    Args:
        doc: of the study's module; its first line explains the command.

    Returns:
        Whether to run anew also what the result file holds already.
    """
    parser = argparse.ArgumentParser(description=doc.split("\n")[0])
    parser.add_argument("--anew", action="store_true", help="run also what is there already")
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
    """Run what the result file does not hold yet.

    Args:
        name: of the file, without its ending.
        about: what the numbers are, and the ``command`` that makes them; machine and versions are added.
        jobs: by the run's name, what measures it and returns its numbers.
        anew: run also what is there already.
        tell: hears of each run that ended.
    """
    path = data_folder() / "results" / f"{name}.json"
    runs = {} if anew or not path.exists() else load_results(name)
    about = {
        **about,
        "machine": f"{platform.machine()}, {torch.get_num_threads()} threads, other work beside it",
        "versions": {"python": platform.python_version(), "torch": torch.__version__.split("+")[0]},
    }
    for key, job in jobs.items():
        if key in runs:
            continue
        runs[key] = job()
        ordered = {known: runs[known] for known in jobs if known in runs}
        write_whole(path, (json.dumps({"about": about, "runs": ordered}, indent=1) + "\n").encode())
        tell(f"{name}: {key} done, {len(ordered)} of {len(jobs)}")


def load_results(name: str) -> dict[str, dict[str, Any]]:
    """The runs of a result file, by name."""
    return json.loads((data_folder() / "results" / f"{name}.json").read_text("utf-8"))["runs"]
