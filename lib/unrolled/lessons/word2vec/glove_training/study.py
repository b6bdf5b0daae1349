"""Do vectors of counted pairs and vectors of predicted words have the same neighbours? Three seeds.

    python -m unrolled.lessons.word2vec.glove_training.study  # about seven minutes of one core

writes ``data/results/glove_neighbours.json``. GloVe, skip-gram and CBOW are
trained on the same corpus with the same window, dimensions and one thread; compared are the neighbours among the words
that all of them have. Two trainings of one method that differ in their seed only are the control.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from unrolled.datasets import english
from unrolled.datasets.words import WordVocabulary
from unrolled.lessons.word2vec.glove_ratios.dataset import counted
from unrolled.lessons.word2vec.glove_training import recipe as training
from unrolled.lessons.word2vec.glove_training.probe import COMPARED, NAME, SEEDS, shared_neighbours
from unrolled.lessons.word2vec.word_training.dataset import kinds
from unrolled.lessons.word2vec.word_training.probe import word_map
from unrolled.training.results import begin_study, collect
from unrolled.training.word2vec import Recipe, start, train

COMMAND = "python -m unrolled.lessons.word2vec.glove_training.study"
SIZE, PASSES, STEPS = 50, 3, 360
ANOTHER = 100  # added to a seed for the control
NEAREST = 10


def predicted(model: str, seed: int) -> np.ndarray:
    """``(WORDS, D)`` vectors of word2vec after PASSES passes over the corpus."""
    corpus = english.corpus()
    run = start(corpus, Recipe(model=model, size=SIZE, window=training.WINDOW, epochs=PASSES, seed=seed))
    for _ in train(run, corpus):
        pass
    return run.inputs[: training.WORDS]


def by_counting(most: float, seed: int) -> np.ndarray:
    """``(WORDS, D)`` vectors of GloVe after STEPS updates with this x_max."""
    recipe = training.Recipe(size=SIZE, most=most, steps=STEPS, seed=seed)
    model = training.begin(_vocabulary(), recipe)
    for _ in training.train(model, _counts(), recipe):
        pass
    return model.vectors.numpy()


@functools.cache
def _vocabulary() -> WordVocabulary:
    every = english.corpus().vocabulary
    return WordVocabulary(every.words[: training.WORDS], every.counts[: training.WORDS])


@functools.cache
def _counts() -> np.ndarray:
    return counted(english.corpus(), training.WORDS, training.WINDOW)


def run_once(seed: int) -> dict[str, Any]:
    """Train all of them with one seed, and compare."""
    vectors = {
        "skip-gram": predicted("skip-gram", seed),
        "skip-gram, another seed": predicted("skip-gram", seed + ANOTHER),
        "CBOW": predicted("cbow", seed),
        "GloVe": by_counting(10, seed),
        "GloVe, another seed": by_counting(10, seed + ANOTHER),
        "GloVe, x_max 100": by_counting(100, seed),
        "shuffled": predicted("skip-gram", seed)[np.random.default_rng(seed).permutation(training.WORDS)],
    }
    there = [pair for pair in kinds() if pair[0] in _vocabulary()]
    return {
        "shared": {
            f"{one} | {other}": round(shared_neighbours(vectors[one], vectors[other], NEAREST), 4)
            for one, other in COMPARED
        },
        "kind": {
            name: round(word_map(one, _vocabulary(), words=there).share, 4)
            for name, one in vectors.items()
            if name != "shuffled"
        },
    }


def main() -> None:
    """Measure what the result file does not hold yet."""
    anew = begin_study(__doc__)
    about = {
        "what": f"by seed: the share of the {NEAREST} nearest of each of {training.WORDS:,} words that two sets of "
        "vectors have in common; share of words of six kinds whose nearest is of their kind",
        "recipe": f"{SIZE} dimensions, window {training.WINDOW}, one thread; skip-gram and CBOW {PASSES} passes, "
        f"GloVe {STEPS:,} updates of {training.ROWS} rows, x_max 10 unless it says otherwise",
        "command": COMMAND,
    }
    jobs: dict[str, Callable[[], dict[str, Any]]] = {
        f"seed {seed}": functools.partial(run_once, seed) for seed in SEEDS
    }
    collect(NAME, about, jobs, anew=anew)


if __name__ == "__main__":
    main()
