"""What costs nothing, where data and not a formula decides it: read from the studies that counted it."""

from __future__ import annotations

from unrolled.datasets.paths import data_folder
from unrolled.training.results import load_results
from unrolled.units import Loss

MEASURED = "table1_trivial"  # by task, the test score of always answering as often as in training
CHARACTERS = ("residual", "single characters")  # of the plays, on the first characters of those for validation


def read_trivial() -> dict[str, float]:
    """By task, the measured scores; none of a study that was not run."""
    found = {task: numbers["test"] for task, numbers in _runs(MEASURED).items() if "test" in numbers}
    study, name = CHARACTERS
    if name in (runs := _runs(study)):
        found.setdefault("shakespeare_characters", Loss(runs[name]["nats"]).bits)
    return found


def _runs(study: str) -> dict[str, dict]:
    return load_results(study) if (data_folder() / "results" / f"{study}.json").exists() else {}
