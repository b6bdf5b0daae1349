"""Small result files of the benchmark behind Table 1, as a sweep writes them."""

import numpy as np

from unrolled.benchmark.recipes import recipe
from unrolled.benchmark.run import Job


def numbers(
    task="jsb", model="tcn", settings="supplement", seed=0, curve=((1, 9.0, 9.0, 9.1), (2, 8.0, 8.5, 8.4)), **more
):
    """A result file's content, with what a test gives."""
    return {
        "task": task, "model": model, "settings": settings, "seed": seed, "trial": None,
        "recipe": recipe(task, model, settings).words(), "width": 150, "parameters": 269_938, "data": "0" * 64,
        "command": f"make table1 TASK={task}", "version": "1", "commit": None, "versions": {}, "machine": "x86_64",
        "cores": 1, "updates": 458, "parts": 1, "ended": "all epochs", "core_seconds": 100, "wall_seconds": 120,
        "columns": ["epoch", "train", "valid", "test"], "curve": [list(point) for point in curve],
    } | more  # fmt: skip


def run(task, model, settings, seed, points, *, ended="all epochs", parameters=16_000, minutes=9.0):
    """A run whose curve has these points: validation and test score of each epoch."""
    job = Job(task, model, settings, seed)
    words = recipe(task, model, settings).words() | {"epochs": max(len(points), 1) if ended == "all epochs" else 20}
    return numbers(
        task, model, settings, seed, [(k, valid, valid, test) for k, (valid, test) in enumerate(points, 1)],
        recipe=words, width=words["width"] or 32, parameters=parameters, data="", command=job.command, ended=ended,
        core_seconds=60 * minutes, wall_seconds=60 * minutes, updates=100 * len(points),
    )  # fmt: skip


def falling(start, end, epochs):
    """Points that fall evenly on a logarithmic scale; validation and test are the same."""
    return [(float(score), float(score)) for score in np.geomspace(start, end, epochs)]


def named(*runs):
    """Runs by their names, as ``Folder.read`` returns them."""
    return {f"{one['task']}_{one['model']}_{one['settings']}_{one['seed']}": one for one in runs}
