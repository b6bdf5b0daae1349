"""Which genre is a passage from? One small classifier on three codings of words.

The penalty on the weights is chosen on validation texts; the test texts are asked once, with that choice. Each training
goes to its optimum (L-BFGS on all passages at once), so this is not the course's loop: no batches, no rate.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor

from unrolled.datasets.word_vectors import WordVectors
from unrolled.lessons.encodings.codings.dataset import FLOAT, index_bytes, place_bytes, stored_bytes
from unrolled.lessons.encodings.genres.dataset import (  # fmt: skip
    Coded,
    Passages,
    dense_bags,
    hashed_bags,
    one_hot_bags,
    principal,
    split_by_text,
    vocabulary,
)
from unrolled.models.bag_classifier import BagClassifier, SparseBags

PENALTIES = (1e-3, 3e-4, 1e-4, 3e-5, 1e-5, 3e-6, 1e-6)  # strongest first
STEPS = 60  # of L-BFGS, at most, for each penalty
Split = Callable[[Passages, int], dict[str, np.ndarray]]
Features = Coded | np.ndarray


def as_input(coded: Features) -> SparseBags | Tensor:
    """Features in the form that the classifier takes."""
    if isinstance(coded, Coded):
        return SparseBags(coded.rows, coded.columns, coded.values, coded.shape)
    return torch.from_numpy(coded)


def train(model: BagClassifier, x: SparseBags | Tensor, labels: Tensor, penalty: float, steps: int = STEPS) -> None:
    """Lower mean cross-entropy + penalty · |W|² from where the model stands."""
    optimiser = torch.optim.LBFGS(model.parameters(), max_iter=steps, history_size=10, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimiser.zero_grad()
        nats = torch.nn.functional.cross_entropy(model(x), labels)
        total = nats + penalty * (model.features_to_scores**2).sum()
        total.backward()
        return total

    optimiser.step(loss)


@torch.no_grad()
def guesses(model: BagClassifier, x: SparseBags | Tensor) -> np.ndarray:
    """``(P,)`` the likeliest genre of each passage."""
    return model(x).argmax(dim=1).numpy()


def chosen(
    coded: Mapping[str, Features], labels: Mapping[str, np.ndarray], genres: int
) -> tuple[BagClassifier, float, float]:
    """The classifier that does best on validation passages, its penalty, and its accuracy there.

    The penalties are tried from the strongest on, each from where the last one ended, until two in a row are worse.
    """
    x, held = as_input(coded["training"]), as_input(coded["validation"])
    model, target = BagClassifier(x.shape[1], genres), torch.from_numpy(labels["training"])
    best, state, penalty, since = -1.0, {}, 0.0, 0
    for strength in PENALTIES:
        train(model, x, target, strength)
        right = float((guesses(model, held) == labels["validation"]).mean())
        since += 1
        if right > best:
            state = {name: value.clone() for name, value in model.state_dict().items()}
            best, penalty, since = right, strength, 0
        if since == 2:
            break
    model.load_state_dict(state)
    return model, penalty, best


class Coder:
    """Passages under one coding of one size; an index is made from the training side alone.

    Args:
        coding: one of CODINGS.
        size: bits, or dimensions of "dense".
        vectors: for "dense".
        training: bags of the training side.
    """

    def __init__(self, coding: str, size: int, vectors: WordVectors, training: Sequence[Mapping[str, int]]):
        self.coding, self._vectors = coding, vectors
        self.words = vocabulary(training, 2**size) if coding == "one-hot" else None
        self.features = len(self.words) if self.words else size if coding == "dense" else 2**size
        self._table = principal(vectors, size) if coding == "dense" else None

    def __call__(self, bags: Sequence[Mapping[str, int]]) -> Features:
        """``(P, F)`` features."""
        if self.words:
            return one_hot_bags(bags, self.words)
        if self._table is not None:
            return dense_bags(bags, self._vectors, self._table)
        return hashed_bags(bags, self.features, signed=self.coding == "signed")

    def sizes(self, coded: Features, genres: int) -> dict[str, int]:
        """Bytes of a passage's vector (the smaller of both forms), of the weights, and of what must be kept to code."""
        passage = stored_bytes(1, self.features)
        if isinstance(coded, Coded):
            passage = min(passage, round(place_bytes(len(coded.values), with_values=True) / coded.shape[0]))
        index = index_bytes(self.words) if self.words else 0
        if self._table is not None:
            index = index_bytes(self._vectors.vocabulary) + FLOAT * self._table.size
        return {"passage": passage, "weights": (self.features + 1) * genres * FLOAT, "index": index}


def fitted(
    found: Passages, vectors: WordVectors, coding: str, size: int, seed: int, split: Split = split_by_text
) -> tuple[BagClassifier, Coder, dict[str, Any]]:
    """One training: the model, what codes for it, and what it reaches on the test side."""
    sides, genres = split(found, seed), len(found.genres)
    bags = {side: [found.bags[k] for k in numbers] for side, numbers in sides.items()}
    labels = {side: found.labels[numbers] for side, numbers in sides.items()}
    coder = Coder(coding, size, vectors, bags["training"])
    coded = {side: coder(each) for side, each in bags.items()}
    model, penalty, validation = chosen(coded, labels, genres)
    confusion = np.zeros((genres, genres), int)
    np.add.at(confusion, (labels["test"], guesses(model, as_input(coded["test"]))), 1)
    told = {
        "coding": coding, "size": size, "features": coder.features, "seed": seed, "penalty": penalty,
        "validation": round(validation, 4), "bytes": coder.sizes(coded["test"], genres), **scored(confusion),
    }  # fmt: skip
    return model, coder, told


def scored(confusion: np.ndarray) -> dict[str, Any]:
    """Accuracy over passages, the mean of the genres' accuracies, and the counts, a string for each true genre."""
    each = np.diag(confusion) / np.maximum(confusion.sum(axis=1), 1)
    return {
        "test": round(float(np.trace(confusion) / confusion.sum()), 4),
        "macro": round(float(each[confusion.sum(axis=1) > 0].mean()), 4),
        "confusion": [" ".join(map(str, row)) for row in confusion.tolist()],
    }


def baseline(found: Passages, seed: int) -> dict[str, Any]:
    """How many passages each side has, the chance of a blind guess, and what always naming the commonest genre gets."""
    sides = split_by_text(found, seed)
    commonest = int(np.bincount(found.labels[sides["training"]]).argmax())
    return {
        "seed": seed, "genres": list(found.genres), "texts": len(np.unique(found.texts)),
        "passages": {side: len(numbers) for side, numbers in sides.items()},
        "commonest": found.genres[commonest],
        "majority": round(float((found.labels[sides["test"]] == commonest).mean()), 4),
        "chance": round(1 / len(found.genres), 4),
    }  # fmt: skip
