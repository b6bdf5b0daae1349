"""What costs nothing, where data and not a formula decides it: read from the studies that counted it."""

from __future__ import annotations

from unrolled.training.results import results_at_hand
from unrolled.units import Loss

MEASURED = "table1_trivial"  # by task, the test score of always answering as often as in training
CHARACTERS = ("residual", "single characters")  # of the plays, on the first characters of those for validation


def read_trivial() -> dict[str, float]:
    """By task, the measured scores; none of a study that was not run."""
    found = {task: numbers["test"] for task, numbers in results_at_hand(MEASURED).items() if "test" in numbers}
    study, name = CHARACTERS
    if name in (runs := results_at_hand(study)):
        found.setdefault("shakespeare_characters", Loss(runs[name]["nats"]).bits)
    return found
