"""Cells of the table from result files, under either protocol, and what they honestly are.

Two protocols read the same runs:

- ``ours``: of all epochs, the one that was best on validation; its score on the test set is the run's.
- ``authors``: the mean test score of the last three epochs, as the paper's author says of his figures (locuslab/TCN,
  issue 40); music and text are exceptions, where his programs, too, keep the epoch that was best on validation.

The test set is scored after every epoch, since the second wants it; the first never looks at more than its one number.
"""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from unrolled.benchmark.published import row
from unrolled.benchmark.recipes import stands_for

PROTOCOLS = ("ours", "authors")
LAST = 3  # epochs
STILL = 0.01  # a relative gain on validation over the last fifth of the epochs that counts as "still improving"
NO_VALIDATION = ("adding", "copy", "seq_mnist", "perm_mnist")  # in the authors' programs


@dataclass(frozen=True)
class Cell:
    """One number of ours, or why there is none.

    Attributes:
        task, model, settings, protocol: what was asked for.
        scores: of each seed, in the row's metric.
        seeds: of these.
        runs: their result files.
        state: "done"; "budget", where time ended before the recipe; "not run"; or "no data".
        improving: whether the validation score was still getting better at the end, of any seed.
    """

    task: str
    model: str
    settings: str
    protocol: str
    scores: tuple[float, ...]
    seeds: tuple[int, ...]
    runs: tuple[Mapping[str, Any], ...]
    state: str
    improving: bool = False

    @property
    def score(self) -> float | None:
        """The mean over the seeds."""
        return statistics.fmean(self.scores) if self.scores else None

    @property
    def spread(self) -> float | None:
        """From the lowest to the highest seed; None of fewer than two."""
        return max(self.scores) - min(self.scores) if len(self.scores) > 1 else None

    @property
    def words(self) -> str:
        """What stands behind the number, in a few words."""
        if self.state in ("not run", "no data"):
            return "not run: data not available" if self.state == "no data" else "not run"
        seeds = f"{len(self.seeds)} seed{'s' if len(self.seeds) > 1 else ''}"
        epochs = min(run["curve"][-1][0] for run in self.runs)
        if self.state == "budget":
            still = "still improving" if self.improving else "no longer improving"
            return f"{seeds}, budget: {epochs} of {self.runs[0]['recipe']['epochs']} epochs, {still}"
        return f"{seeds}, {epochs} epochs" + (", still improving" if self.improving else "")


def cell(runs: Mapping[str, Mapping[str, Any]], task: str, model: str, settings: str, protocol: str = "ours") -> Cell:
    """A cell from the runs of ``Folder.read``; where settings stand for each other, the runs of those that were run."""
    wanted = (task, model, stands_for(task, model, settings))
    found = [
        run for run in runs.values() if (run["task"], run["model"], run["settings"]) == wanted and run["trial"] is None
    ]
    if not found:
        return Cell(task, model, settings, protocol, (), (), (), "no data" if row(task).stand_in else "not run")
    found.sort(key=lambda run: run["seed"])
    scores = tuple(score(run, protocol) for run in found)
    state = "budget" if any(run["ended"] == "time" for run in found) else "done"
    return Cell(
        task, model, settings, protocol, scores, tuple(run["seed"] for run in found), tuple(found), state,
        any(map(improving, found)),
    )  # fmt: skip


def score(run: Mapping[str, Any], protocol: str) -> float:
    """A run's test score under a protocol.

    Raises:
        ValueError: if there is no such protocol.
    """
    if protocol not in PROTOCOLS:
        raise ValueError(f"There is no protocol {protocol!r}: choose {' or '.join(PROTOCOLS)}.")
    if protocol == "authors" and run["task"] in NO_VALIDATION:
        return statistics.fmean(point[3] for point in run["curve"][-LAST:])
    return best(run)[3]


def best(run: Mapping[str, Any]) -> list[float]:
    """The point of a run's curve with the best validation score, the first of equals."""
    pick = max if row(run["task"]).higher else min
    return pick(run["curve"], key=lambda point: point[2])


def improving(run: Mapping[str, Any]) -> bool:
    """Whether more epochs would have helped: validation got better by more than 1 % over the last fifth of them.

    A run whose rate has fallen to nearly nothing gains from the fall, and would gain nothing more.
    """
    if run["ended"] != "time" and run["recipe"]["falls"] == "cosine":
        return False
    epochs, higher = run["curve"], row(run["task"]).higher
    errors = [100 - point[2] if higher else point[2] for point in epochs]
    before = len(errors) - max(1, len(errors) // 5)
    return before > 0 and min(errors[before:]) < (1 - STILL) * min(errors[:before])


def chosen(cells: Sequence[Cell]) -> Cell | None:
    """Of one task's cells, the one whose seeds are best on validation on average; None where none was run.

    The test scores are not looked at, so that the one which is chosen may be opened.
    """
    tried = [one for one in cells if one.runs]
    if not tried:
        return None
    pick = max if row(tried[0].task).higher else min
    return pick(tried, key=validation)


def validation(one: Cell) -> float:
    """A cell's best validation score, on average over its seeds."""
    return statistics.fmean(best(run)[2] for run in one.runs)


def chosen_rate(runs: Mapping[str, Mapping[str, Any]], task: str, model: str = "fair_lstm") -> float | None:
    """The learning rate whose trial was best on validation; None where no trial was run."""
    trials = [run for run in runs.values() if (run["task"], run["model"]) == (task, model) and run["trial"] is not None]
    if not trials:
        return None
    pick = max if row(task).higher else min
    return pick(trials, key=lambda run: best(run)[2])["trial"]
