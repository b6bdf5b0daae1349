"""A task and runs so small that a sweep of them takes a second; importing this makes it known to the benchmark."""

from dataclasses import dataclass, replace

import torch

from unrolled.benchmark import recipes, tasks
from unrolled.benchmark.recipes import Recipe
from unrolled.benchmark.run import Job
from unrolled.benchmark.task import Data, Task
from unrolled.datasets import adding

STEPS = 12
RECIPE = Recipe(6, 2, 16, 4, 0.01, kernel=2, dropout=0.1, clip=1.0, minutes=0.1)


def data() -> Data:
    generator = torch.Generator().manual_seed(1)
    x, y = adding.examples(80, STEPS, generator)
    held = {part: adding.examples(40, STEPS, generator) for part in ("valid", "test")}
    return Data(80, lambda places: (x[places], y[places]), {k: (lambda b=b: iter([b])) for k, b in held.items()},
                "tiny", STEPS)  # fmt: skip


tasks.TASKS["tiny"] = Task("tiny", "Tiny", "loss", "squared error", 2, 1, data, tasks._square, tasks._squares)


@dataclass(frozen=True)
class TinyJob(Job):
    """A run on it; pickled, it brings this module along."""

    epochs: int = 4

    @property
    def recipe(self) -> Recipe:
        return replace(RECIPE, epochs=self.epochs, layers=2 if self.model == "tcn" else 1)


def tiny(model: str = "tcn", seed: int = 0, epochs: int = 4) -> TinyJob:
    return TinyJob("tiny", model, "supplement", seed, epochs=epochs)


def numbers(
    task="jsb", model="tcn", settings="supplement", seed=0, curve=((1, 9.0, 9.0, 9.1), (2, 8.0, 8.5, 8.4)), **more
):
    """A result file's content, with what a test gives."""
    return {
        "task": task, "model": model, "settings": settings, "seed": seed, "trial": None,
        "recipe": recipes.recipe(task, model, settings).words(), "width": 150, "parameters": 269_938, "data": "0" * 64,
        "command": f"make table1 TASK={task}", "version": "1", "commit": None, "versions": {}, "machine": "x86_64",
        "cores": 1, "updates": 458, "parts": 1, "ended": "all epochs", "core_seconds": 100, "wall_seconds": 120,
        "columns": ["epoch", "train", "valid", "test"], "curve": [list(point) for point in curve],
    } | more  # fmt: skip
