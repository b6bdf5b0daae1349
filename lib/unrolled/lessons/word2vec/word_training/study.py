"""What to expect of a live training after 1, 3 and 10 passes over the English corpus, three seeds of each model.

    python -m unrolled.lessons.word2vec.word_training.study  # about twelve minutes of one core

writes ``data/results/word_training.json``.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from unrolled.datasets import english
from unrolled.lessons.word2vec.word_training.probe import CAP, NAME, PASSES, SEEDS, analogy_shares, word_map
from unrolled.lessons.word2vec.word_training.recipe import Rounds
from unrolled.training.results import begin_study, collect
from unrolled.training.word2vec import Recipe, start, train

COMMAND = "python -m unrolled.lessons.word2vec.word_training.study"


def run_once(model: str, passes: float, seed: int) -> dict[str, Any]:
    """Train once on one thread, and measure."""
    corpus = english.corpus()
    run = start(corpus, Recipe(model=model, epochs=1, seed=seed))
    events = list(train(run, Rounds(corpus, passes)))
    vectors = run.vectors(corpus, model)
    late = [event.loss for event in events if event.share > 0.9]
    return {
        "loss": round(float(np.mean(late)), 4),
        "kind": round(word_map(run.inputs, corpus.vocabulary).share, 4),
        **{name: round(share, 4) for name, share in analogy_shares(vectors).items()},
        "seconds": round(run.seconds, 1),
    }


def main() -> None:
    """Measure what the result file does not hold yet."""
    anew = begin_study(__doc__)
    about = {
        "what": "by model, passes over the English corpus and seed, one thread: loss in the last tenth, nats a pair; "
        "share of 72 words whose nearest is of their kind; shares of analogies answered right",
        "cap": CAP,
        "command": COMMAND,
    }
    jobs: dict[str, Callable[[], dict[str, Any]]] = {
        f"{model} {passes} {seed}": functools.partial(run_once, model, passes, seed)
        for passes in PASSES
        for seed in SEEDS
        for model in ("skip-gram", "cbow")
    }
    collect(NAME, about, jobs, anew=anew)


if __name__ == "__main__":
    main()
