"""Scores and costs in few signs."""

from __future__ import annotations

from unrolled.lessons.table1.live_race.figure import number

SCALED = {"minutes": 1.0, "parameters": 1e3, "milliseconds": 1.0, "bytes": 1e6}  # what one of the shown unit is
UNITS = {"minutes": "min", "parameters": "thousand", "milliseconds": "ms", "bytes": "MB"}
AXES = {
    "minutes": "minutes of one core, a whole run",
    "parameters": "parameters, thousands",
    "milliseconds": "milliseconds an update, a run’s whole time by its updates",
    "bytes": "MB that an update keeps for the backward pass",
}
SCORES = {
    "accuracy": "% right on the test set",
    "loss": "loss on the test set",
    "perplexity": "perplexity on the test set",
    "bits": "bits a character on the test set",
}


def score_words(score: float, metric: str) -> str:
    """A score: percent with one digit, others by their size."""
    return number(score, "%") if metric == "accuracy" else f"{score:.0f}" if score >= 100 else number(score)


def plain(cost: float, against: str) -> str:
    """A cost in the shown unit, without it: two digits or more."""
    value = cost / SCALED[against]
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"


def cost_words(cost: float, against: str) -> str:
    """A cost with its unit."""
    if against == "parameters":
        return f"{plain(cost, against)}K parameters"
    return f"{plain(cost, against)} {UNITS[against]}"
