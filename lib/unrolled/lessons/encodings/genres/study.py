"""One small classifier of genres on three codings of words, over their sizes.

    python -m unrolled.lessons.encodings.genres.study

writes ``data/results/genres.json``: accuracy on texts never read, bytes, and who was taken for whom, for one-hot bags,
hashed bags with and without signs, and dense vectors; three splits by text each; and the same with a split by passage,
which leaks. Where it is missing, or with ``--anew``, it also writes ``data/genre_classifiers.npz``, a classifier for
each coding to try on any text; its hash then goes to ``unrolled.lessons.encodings.genres.dataset.classifiers``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

from unrolled.datasets import english, word_vectors
from unrolled.datasets.paths import data_folder
from unrolled.datasets.word_vectors import WordVectors
from unrolled.lessons.encodings.genres.dataset import Passages, passages, split_by_passage  # fmt: skip
from unrolled.lessons.encodings.genres.dataset.classifiers import FILE, GenreClassifier, GenreClassifiers, pack
from unrolled.lessons.encodings.genres.recipe import baseline, fitted
from unrolled.runtime.files import write_whole
from unrolled.training.results import begin_study, collect

NAME = "genres"
CODINGS = ("one-hot", "hashed", "signed", "dense")
BITS = tuple(range(4, 17))  # one-hot and hashed: 2 to the power of this many features
DIMENSIONS = (2, 5, 10, 25, 50, 100)
SEEDS = (0, 1, 2)
SHIPPED = {"one-hot": 12, "hashed": 12, "signed": 12, "dense": 100}  # sizes that ship and that are tried with the leak


def jobs(found: Passages, vectors: WordVectors) -> dict[str, Callable[[], dict[str, Any]]]:
    """All runs by name."""

    def job(*what: Any) -> Callable[[], dict[str, Any]]:
        return lambda: fitted(found, vectors, *what)[2]

    runs: dict[str, Callable[[], dict[str, Any]]] = {
        f"baseline seed {seed}": lambda seed=seed: baseline(found, seed) for seed in SEEDS
    }
    for coding in CODINGS:
        for size in DIMENSIONS if coding == "dense" else BITS:
            runs |= {f"{coding} {size} seed {seed}": job(coding, size, seed) for seed in SEEDS}
    for coding, size in SHIPPED.items():
        runs |= {f"leak {coding} {size} seed {seed}": job(coding, size, seed, split_by_passage) for seed in SEEDS}
    return runs


def to_ship(found: Passages, vectors: WordVectors, seed: int = SEEDS[0]) -> GenreClassifiers:
    """A classifier for each coding, each trained on the training side of one split by text."""
    made = {}
    for coding, size in SHIPPED.items():
        model, coder, _ = fitted(found, vectors, coding, size, seed)
        made[coding] = GenreClassifier(
            model.features_to_scores.detach().numpy(), model.bias.detach().numpy(), coder.words
        )  # fmt: skip
    return GenreClassifiers(found.genres, made, seed)


def main() -> None:
    """Run what is missing, then write the classifiers."""
    anew = begin_study(__doc__)
    torch.set_num_threads(1)
    found, vectors = passages(english.brown()), word_vectors.glove()
    about = {
        "what": "accuracy of one linear classifier on passages of 20 lines of the Brown corpus, split by text",
        "bytes": "float32; a passage's vector is stored dense or by its places, whichever is smaller",
        "dense": f"{vectors.about}, {len(vectors):,} words, along their directions of largest variance",
        "command": "python -m unrolled.lessons.encodings.genres.study",
    }
    collect(NAME, about, jobs(found, vectors), anew=anew)
    if anew or not (data_folder() / FILE).exists():  # another machine's may differ in a bit, and its hash is checked
        write_whole(data_folder() / FILE, pack(to_ship(found, vectors)))


if __name__ == "__main__":
    main()
