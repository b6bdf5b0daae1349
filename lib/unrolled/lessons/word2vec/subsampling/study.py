"""Vectors trained on the English corpus at four thresholds of subsampling with three seeds: quality and pace.

    python -m unrolled.lessons.word2vec.subsampling.study

writes ``data/results/subsampling.json``.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

from unrolled.datasets import english, judgements
from unrolled.lessons.word2vec.subsampling.probe import NAME, THRESHOLDS
from unrolled.measuring.hearing import section_score
from unrolled.measuring.similarity import agreement
from unrolled.training.results import begin_study, collect
from unrolled.training.word2vec import Recipe, start, train

SEEDS = (0, 1, 2)
RECIPE = Recipe(epochs=2)
SECTIONS = ("family", "gram3-comparative", "gram8-plural", "gram6-nationality-adjective")


def measure(threshold: float, seed: int) -> dict[str, Any]:
    """Train at one threshold, and judge the vectors."""
    corpus = english.corpus()
    run = start(corpus, replace(RECIPE, threshold=threshold, seed=seed))
    for _ in train(run, corpus):
        pass
    vectors = run.vectors(corpus, "")
    sections = {name: section_score(vectors, name) for name in SECTIONS}
    right, asked = (sum(sections[name][k] for name in SECTIONS) for k in (0, 1))
    return {
        "threshold": threshold,
        "seed": seed,
        "words_per_second": round(run.words / run.seconds),
        "seconds": round(run.seconds, 1),
        **{name: round(agreement(vectors, judgements.judgements(name))[0], 4) for name in judgements.SETS},
        "analogies": round(right / asked, 4),
        "asked": asked,
        "sections": {name: round(sections[name][0] / sections[name][1], 4) for name in SECTIONS},
    }


def jobs() -> dict[str, Callable[[], dict[str, Any]]]:
    """All runs by name, seed after seed."""
    return {
        f"t = {threshold:g}, seed {seed}": functools.partial(measure, threshold, seed)
        for seed in SEEDS
        for threshold in THRESHOLDS
    }


def main() -> None:
    """Run what the result file does not hold yet."""
    anew = begin_study(__doc__)
    for _ in train(start(english.corpus(), replace(RECIPE, size=2, epochs=1)), english.corpus()):
        break  # the compiler is not part of what is timed
    about = {
        "what": "skip-gram vectors of the English corpus by threshold of subsampling: speed and quality",
        "command": "python -m unrolled.lessons.word2vec.subsampling.study",
        "recipe": asdict(RECIPE),
        "analogies": "share right over four sections, all words of the vocabulary as answers, inputs left out",
        "words_per_second": "of the corpus, those left out counted too; one thread",
    }
    collect(NAME, about, jobs(), anew=anew)


if __name__ == "__main__":
    main()
