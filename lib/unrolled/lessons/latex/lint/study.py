"""Passages by the network, its snapshots, a counting model and held-out chapters, linted.

python -m unrolled.lessons.latex.lint.study
"""

from __future__ import annotations

import functools
from dataclasses import asdict
from typing import Any

from unrolled.lessons.latex.lint.probe import RESULTS, lint, scores
from unrolled.lessons.latex.writing.probe import Write, writers
from unrolled.training.results import begin_study, collect

PASSAGES, LENGTH = 30, 2_000  # of the study


def _measured(facts: dict[str, float], written: Write) -> dict[str, Any]:
    return {**facts, **asdict(scores(map(lint, written(PASSAGES, LENGTH))))}


def main() -> None:
    """Run the study."""
    anew = begin_study(__doc__)
    about = {
        "what": f"Lint of {PASSAGES} passages of {LENGTH:,} characters each, from \\begin{{lemma}} on",
        "command": "python -m unrolled.lessons.latex.lint.study",
    }
    jobs = {name: functools.partial(_measured, *writer) for name, writer in writers().items()}
    collect(RESULTS, about, jobs, anew=anew)


if __name__ == "__main__":
    main()
