"""Lint of LaTeX: does a text close what it opens, in order? Do its references, items and commands exist?

The rules are those of ``unrolled.lessons.latex.lint.probe.pairs``.

A passage that is cut at its end is judged fairly: what is still open there is a
fault only if it has been open for longer than any real one of its name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from unrolled.datasets.latex_names import Names
from unrolled.datasets.latex_names import names as stacks
from unrolled.lessons.latex.lint.probe.pairs import Reader
from unrolled.lessons.latex.lint.record import Lint, Scores
from unrolled.training.results import load_results

RESULTS = "lint"
KINDS = ("brace", "math", "environment", "proof")  # of scores; proofs count among the environments, too


def lint(text: str, *, whole: bool = False, names: Names | None = None) -> Lint:
    """Find what a text opens, what becomes of it, and all faults.

    Args:
        text: LaTeX; it may stop anywhere.
        whole: whether it ends where it stops, so that all that is still open is a fault.
        names: commands, environments and labels that exist; by default those of the Stacks project.
    """
    reader = Reader(text, stacks() if names is None else names)
    reader.read()
    reader.finish(whole)
    faults = sorted(reader.faults, key=lambda fault: (fault.at.start, -fault.at.length))
    return Lint(text, tuple(reader.pairs), tuple(faults))


def scores(lints: Iterable[Lint]) -> Scores:
    """How well some passages close what they open; what the end of a passage cut off counts neither way."""
    characters, decided, closed, faults = 0, Counter(), Counter(), Counter()
    for one in lints:
        characters += len(one.text)
        faults.update(fault.kind for fault in one.faults)
        for pair in one.pairs:
            if pair.fate != "open":
                kinds = [pair.kind, "proof"] if pair.name == "proof" else [pair.kind]
                decided.update(kinds)
                closed.update(kinds if pair.fate == "closed" else [])
    of_all, of_closed = ({kind: counted[kind] for kind in KINDS} for counted in (decided, closed))
    return Scores(characters, of_all, of_closed, dict(sorted(faults.items())))


def load_scores() -> dict[str, tuple[dict[str, float], Scores]]:
    """What the study measured, by who wrote: "real", "tau 0.8", "5-gram", "after 500" and so on; facts and scores."""
    fields = Scores.__dataclass_fields__
    return {
        name: (
            {key: value for key, value in run.items() if key not in fields},
            Scores(**{key: run[key] for key in fields}),
        )
        for name, run in load_results(RESULTS).items()
    }


def nearest(measured: Mapping[str, Any], temperature: float) -> float:
    """The temperature of the study nearest to one; 1 if it holds none."""
    held = [float(name.removeprefix("tau ")) for name in measured if name.startswith("tau ")]
    return min(held, key=lambda tau: abs(tau - temperature), default=1.0)
