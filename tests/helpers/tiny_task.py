"""A task and runs so small that a sweep of them takes a second; importing this makes it known to the benchmark."""

from dataclasses import dataclass, replace

import torch

from unrolled.benchmark import tasks
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
