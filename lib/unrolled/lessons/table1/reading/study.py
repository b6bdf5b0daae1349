"""Trivial scores of six rows of Table 1, measured on the benchmark's own data.

    python -m unrolled.lessons.table1.reading.study  # under a minute, and the data of the tasks

Two of them have formulas, 1/6 and 10 ln 8 / 1020, which these measurements meet up to chance.
"""

from __future__ import annotations

import functools

from unrolled.benchmark.published import ROWS
from unrolled.lessons.table1.reading.recipe import NAME, measure
from unrolled.training.results import begin_study, collect

TASKS = ("seq_mnist", "perm_mnist", "adding", "copy", "jsb", "nottingham")  # in the order of the table
FORMULAS = {task: ROWS[task].trivial for task in ("adding", "copy")}


def main() -> None:
    """Measure what the result file does not hold yet."""
    anew = begin_study(__doc__)
    about = {
        "what": "scores of a model that knows how often each answer comes in training, and reads nothing",
        "command": "python -m unrolled.lessons.table1.reading.study",
        "metrics": {task: ROWS[task].metric for task in TASKS},
        "formulas": {task: float(f"{value:.5g}") for task, value in FORMULAS.items()},
        "music": "nats a step, from the second step of each piece on",
    }
    collect(NAME, about, {task: functools.partial(measure, task) for task in TASKS}, anew=anew)


if __name__ == "__main__":
    main()
