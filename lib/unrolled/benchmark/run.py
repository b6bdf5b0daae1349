"""One run: a network learns a task by a recipe, and a result file says how it went.

It can be killed at any moment. Weights, optimiser, generator and scores are kept every minute and after every epoch,
and the examples of an update follow from seed and update alone: a run that goes on does what it would have done.
Everything runs on one core: the networks are small, and two runs side by side do more than one run on two cores.
"""

from __future__ import annotations

import functools
import json
import platform
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from unrolled import __version__
from unrolled.benchmark.folder import Folder
from unrolled.benchmark.networks import build
from unrolled.benchmark.recipes import PLATEAU, Recipe, recipe
from unrolled.benchmark.task import Task
from unrolled.benchmark.tasks import task
from unrolled.datasets.paths import data_folder
from unrolled.models.size import size
from unrolled.runtime import UnrolledError, one_core
from unrolled.runtime.files import BusyError, alone, write_whole
from unrolled.training.loop import Budget, Plan, Run, Schedule, train_on
from unrolled.training.run_files import load_run, save_run

MOST_SECONDS = 90 * 60  # of one core's work, for a run
KEEP_EVERY = 60  # seconds
AT_LEAST = 10  # epochs before a plateau is looked for
TRIAL = 0.2  # of the epochs, in a trial of a learning rate

COLUMNS = ("epoch", "train", "valid", "test")  # of a curve


class RunError(UnrolledError):
    """A run cannot go on; what it has is kept."""


@dataclass(frozen=True)
class Job:
    """A run to do.

    Attributes:
        task, model, settings: the cell.
        seed: of weights and order.
        rate: of a trial: this learning rate, for a fifth of the epochs.
    """

    task: str
    model: str
    settings: str
    seed: int = 0
    rate: float | None = None

    @property
    def name(self) -> str:
        """Of its files."""
        trial = "" if self.rate is None else f"_trial_{self.rate:g}"
        return f"{self.task}_{self.model}_{self.settings}_{self.seed}{trial}"

    @property
    def recipe(self) -> Recipe:
        """Its recipe."""
        whole = recipe(self.task, self.model, self.settings)
        if self.rate is None:
            return whole
        epochs = max(1, round(TRIAL * whole.epochs))
        return replace(whole, rate=self.rate, epochs=epochs, falls="never", minutes=TRIAL * whole.minutes)

    @property
    def command(self) -> str:
        """What runs it."""
        words = f"make table1 TASK={self.task} MODEL={self.model} SETTINGS={self.settings} SEED={self.seed}"
        return words if self.rate is None else f"{words} RATE={self.rate:g}"


def do(job: Job, folder: Folder, tell: Callable[[str], None] = print) -> bool:
    """Do a run, or go on with it where it stopped.

    Returns:
        Whether it is finished now; not, if another process is at it.

    Raises:
        FileError: if a file cannot be written; given again, the command goes on from the last minute that was kept.
        RunError: if the scores so far are lost or damaged.
        CheckpointError: if what was kept of it cannot be read.
        DownloadError: if its data is not to be had.
    """
    if folder.result(job.name).exists():
        return True
    try:
        with alone(folder.runs / f"{job.name}.lock", f"{job.name}: another process is at it, left to that one."):
            if not folder.result(job.name).exists():  # another may have finished it a moment ago
                with one_core():
                    _Training(job, folder, tell).finish()
        return True
    except BusyError as busy:
        tell(str(busy))
        return False


class _Training:
    """A run under way.

    Args:
        job: what to do.
        folder: where its files lie.
        tell: hears of each epoch.
    """

    def __init__(self, job: Job, folder: Folder, tell: Callable[[str], None]):
        self.job, self.folder, self.tell = job, folder, tell
        self.task: Task = task(job.task)
        self.recipe, self.data = job.recipe, self.task.data()
        self.updates = -(-self.data.count // self.recipe.batch)  # of an epoch
        torch.manual_seed(job.seed)
        network = build(self.task, job.model, self.recipe, self.data.types)
        optimiser = getattr(torch.optim, self.recipe.optimiser)(network.parameters(), lr=self.recipe.rate)
        self.run = Run(network, optimiser)
        self.tests: dict[str, float] = {}
        self.core_seconds, self.parts = 0.0, 1
        if load_run(self._kept("run"), self.run):
            self._take_up()
            self.tell(f"{job.name}: goes on at update {self.run.step:,}.")

    def _take_up(self) -> None:
        """The scores so far, from beside the run file."""
        try:
            kept = json.loads(self._kept("scores").read_text("utf-8"))
            self.tests = {str(int(step)): float(score) for step, score in kept["tests"].items()}
            self.core_seconds, self.parts = float(kept["core_seconds"]), int(kept["parts"]) + 1
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            raise RunError(
                f"The scores of {self.job.name} so far are missing or damaged: delete {self._kept('scores')} "
                "and the run file beside it, to start the run from the beginning."
            ) from None

    def finish(self) -> None:
        """Train to the end of the recipe or of the time, and write the result file."""
        before, ended = self.core_seconds, "all epochs"
        began = last = time.process_time()
        kept = time.monotonic()
        for event in self._events():
            self.core_seconds = before + time.process_time() - began
            if event.validation is not None:
                self.tests[str(event.step)] = self.task.measure(self.run.model, self.data.held_out["test"]())
                epoch = round(event.step / self.updates)
                took, last = time.process_time() - last, time.process_time()
                self._say(epoch, event.validation, took)
                if self.core_seconds + took > MOST_SECONDS and epoch < self.recipe.epochs:
                    ended = "time"
                    break
            if event.validation is not None or time.monotonic() - kept > KEEP_EVERY:
                self._keep()
                kept = time.monotonic()
        self.folder.write(self.job.name, self._numbers(ended))
        for what in ("run", "scores"):
            self._kept(what).unlink(missing_ok=True)

    def _events(self):
        plan = Plan(
            Budget(steps=self.recipe.epochs * self.updates), self._rate, self.recipe.clip or float("inf"),
            lambda network: self.task.measure(network, self.data.held_out["valid"]()), self.recipe.epochs,
        )  # fmt: skip
        return train_on(self.run, self._draw, plan, loss=self.task.lose)

    def _draw(self) -> tuple[Tensor, Tensor]:
        """The examples of the next update."""
        epoch, place = divmod(self.run.step, self.updates)
        order = _order(self.data.count, self.job.seed, epoch)
        return self.data.draw(order[place * self.recipe.batch :][: self.recipe.batch])

    def _rate(self, step: int, share: float) -> float:
        rate, falls = self.recipe.rate, self.recipe.falls
        if falls == "cosine":
            return Schedule(rate)(step, share)
        if falls == "tenfold every 10":
            return rate / 10 ** (step // self.updates // 10)
        if falls == PLATEAU:
            return rate / 10 ** plateaus([validation for _, _, validation in self.run.curve])
        return rate

    def _say(self, epoch: int, validation: float, took: float) -> None:
        left = (self.recipe.epochs - epoch) * took / 60
        self.tell(
            f"{self.job.name}: epoch {epoch} of {self.recipe.epochs}, validation {validation:.4g}, "
            f"{took:.0f} s an epoch, {left:.0f} min left"
        )

    def _kept(self, what: str) -> Path:
        return self.folder.runs / f"{self.job.name}.{what}"

    def _keep(self) -> None:
        scores = {"tests": self.tests, "core_seconds": self.core_seconds, "parts": self.parts}
        write_whole(self._kept("scores"), json.dumps(scores).encode())  # first: it may know more than the run, not less
        save_run(self._kept("run"), self.run)

    def _numbers(self, ended: str) -> dict[str, Any]:
        """What the result file holds."""
        job, points = self.job, []
        per_update = self.data.steps if self.task.metric == "loss" and self.recipe.batch == 1 else 1  # a piece's sum
        for step, train, validation in self.run.curve:
            scores = (train / per_update, validation, self.tests[str(step)])
            points.append([round(step / self.updates), *(float(f"{score:.5g}") for score in scores)])
        return {
            "task": job.task, "model": job.model, "settings": job.settings, "seed": job.seed, "trial": job.rate,
            "recipe": self.recipe.words(), "width": self.run.model.core.hidden, "parameters": size(self.run.model),
            "data": self.data.sha256, "command": job.command,
            "version": __version__, "commit": commit(),
            "versions": {"python": platform.python_version(), "torch": torch.__version__.split("+")[0]},
            "machine": platform.machine(), "cores": 1, "updates": self.run.step, "parts": self.parts, "ended": ended,
            "core_seconds": round(self.core_seconds), "wall_seconds": round(self.run.seconds),
            "columns": COLUMNS, "curve": points,
        }  # fmt: skip


@functools.lru_cache(maxsize=2)
def _order(count: int, seed: int, epoch: int) -> Tensor:
    """In which order the examples come in an epoch."""
    return torch.randperm(count, generator=torch.Generator().manual_seed(1_000_003 * seed + epoch))


def plateaus(losses: list[float]) -> int:
    """How often the validation loss was, after the tenth epoch, above those of the three epochs before it."""
    return sum(losses[k] > max(losses[k - 3 : k]) for k in range(AT_LEAST, len(losses)))


@functools.cache
def commit() -> str | None:
    """The commit of the code, marked if the library has changed since; None where there is no repository."""
    root = data_folder().parent

    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=True).stdout.strip()

    try:
        return git("rev-parse", "--short=10", "HEAD") + ("+" if git("status", "--porcelain", "--", "lib") else "")
    except (OSError, subprocess.CalledProcessError):
        return None
