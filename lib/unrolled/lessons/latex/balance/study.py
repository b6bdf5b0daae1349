"""Pairs by the distance between opening and closing, in passages that are written and in held-out chapters.

python -m unrolled.lessons.latex.balance.study
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from unrolled.datasets import latex
from unrolled.lessons.latex.balance.probe import EDGES, KINDS, RESULTS, distances, expected
from unrolled.lessons.latex.lint.probe import lint
from unrolled.lessons.latex.writing.probe import TEMPERATURES, Write, models, writers
from unrolled.measuring.char_rnn import LanguageModel
from unrolled.training.results import begin_study, collect

PASSAGES, LENGTH = 40, 6_000


def _plain(values: np.ndarray) -> list[float | None]:
    return [None if np.isnan(number) else round(float(number), 4) for number in values]


def _written(name: str, facts: Mapping[str, float], write: Write) -> dict[str, Any]:
    pairs = [pair for passage in write(PASSAGES, LENGTH) for pair in lint(passage).pairs]
    kinds = {}
    for kind, names in KINDS.items():
        one = distances(pairs, names)
        counts = {fate: getattr(one, fate).tolist() for fate in ("closed", "broken", "cut")}
        kinds[kind] = {**counts, "still_open": _plain(one.still_open)}
    return {"by": name, **facts, "kinds": kinds}


def _read(name: str, facts: Mapping[str, float], load: Callable[[], LanguageModel]) -> dict[str, Any]:
    corpus = latex.corpus()
    found = expected(load(), corpus.vocabulary.encode, corpus.split.test.values())
    kinds = {kind: {"pairs": one.pairs.tolist(), "probability": _plain(one.probability)} for kind, one in found.items()}
    return {"by": name, **facts, "kinds": kinds}


def main() -> None:
    """Run the study."""
    anew = begin_study(__doc__)
    about = {
        "what": f"Pairs by distance in {PASSAGES} passages of {LENGTH:,} characters each, and probabilities of what "
        f"closes the pairs of {', '.join(latex.TEST)}",
        "command": "python -m unrolled.lessons.latex.balance.study",
        "edges": EDGES.tolist(),
        "temperatures": TEMPERATURES,
    }
    jobs = {name: functools.partial(_written, name, *writer) for name, writer in writers().items()}
    jobs |= {f"read by {name}": functools.partial(_read, name, *model) for name, model in models().items()}
    collect(RESULTS, about, jobs, anew=anew)


if __name__ == "__main__":
    main()
