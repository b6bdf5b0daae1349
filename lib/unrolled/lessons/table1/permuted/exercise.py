"""Exercise *find the bug*: a permutation drawn anew. The solution is in ``notebooks/solutions/permuted.py``."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import torch

from unrolled.checking.check import Result, judged
from unrolled.checking.learner import AnswerError, Learner, parts
from unrolled.checking.plain import numbers, plain
from unrolled.checking.show import show

PermutedSets = Callable[[np.ndarray, np.ndarray, int], tuple[np.ndarray, np.ndarray]]

HINTS = (
    "Count how often a permutation is drawn. How often should it be?",
    "Draw before either set is touched: order = np.random.default_rng(seed).permutation(train.shape[1]).",
    "Then index the columns of both sets with that one order: train[:, order], test[:, order].",
)

_generator = np.random.default_rng()  # not seeded: an answer that fits one set of numbers should not pass


def permuted_sets(train: np.ndarray, test: np.ndarray, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """The function with the bug: both sets with their pixels in another order, ``(N, T)`` and ``(M, T)``."""
    generator = np.random.default_rng(seed)
    train = train[:, generator.permutation(train.shape[1])]
    test = test[:, generator.permutation(test.shape[1])]
    return train, test


def check_permuted_sets(function: PermutedSets) -> Result:
    """Check ``permuted_sets(train, test, seed)``: one permutation of the pixels, for all images of both sets.

    The seed decides the order, and nothing else does.
    """
    sizes = (6, 5, 8), (7, 4, 12), (1, 5, 20), (6, 6, 784)  # rows permuted in place of columns are hardly ever in order
    return judged(function, [(partial(_finding, *one), "") for one in sizes], HINTS)


def _finding(N: int, M: int, T: int, permuted: Learner) -> str:
    """What is wrong on a training set ``(N, T)`` and a test set ``(M, T)``; empty if all is well."""
    pixels = _generator.permutation((N + M) * T).reshape(N + M, T)  # all different: each pixel is known again
    train, test, seed = pixels[:N], pixels[N:], int(_generator.integers(1, 1000))
    call = f"With {N} training and {M} test images of {T} pixels: "
    try:
        problem = _problem(permuted, train, test, seed)
    except AnswerError as finding:
        return f"{call}{permuted.name} {finding}"
    return call + problem if problem else ""


def _problem(permuted: Learner, train: np.ndarray, test: np.ndarray, seed: int) -> str:
    given = train.copy(), test.copy()
    before = _global_states()
    got = plain(permuted.in_place(train, test, seed))
    if not isinstance(got, list) or len(got) != 2:
        return "return two arrays, the training set and the test set."
    pair = [one for one in map(numbers, got) if one is not None]
    if len(pair) < 2:
        return f"the sets came back as {show(got)}. Return two arrays of numbers."
    if [one.shape for one in pair] != [train.shape, test.shape]:
        shapes = " and ".join(str(one.shape) for one in pair)
        return f"the sets came back as {shapes}. A permutation leaves the shapes as they were."
    if not (np.array_equal(train, given[0]) and np.array_equal(test, given[1])):
        return "the sets that were handed in have changed. Return new arrays, as train[:, order] does."
    found_orders = [_orders(before, after) for before, after in zip(given, pair, strict=True)]
    orders = [found for found in found_orders if found is not None]
    if len(orders) < 2:
        return "a row does not hold the pixels of its own image, each once. Permute the columns, not the rows."
    if any((found != found[0]).any() for found in orders):
        return "the images of one set got different orders. All images share one order, or no place means anything."
    if not np.array_equal(orders[0][0], orders[1][0]):
        return (
            "the training set has one order and the test set another. What the network learned about a place is wrong "
            "at test time. Draw the order once."
        )
    order = orders[0][0]
    if np.array_equal(order, np.arange(len(order))):
        return "the pixels stand where they stood. The task is no longer permuted."
    if _global_states() != before:
        return "a global random generator was used or seeded, so other code changes with it. Use default_rng(seed)."
    if not _same(_order_of(permuted, train, test, seed), order):
        return "a second call with the same seed gave another order. Nobody could repeat the experiment."
    if _same(_order_of(permuted, train, test, seed + 1), order):
        return "another seed gave the same order. The seed must decide it."
    return ""


def _orders(before: np.ndarray, after: np.ndarray) -> np.ndarray | None:
    """Which pixel of each image ``(N, T)`` stands at each place now; None where pixels are lost or doubled."""
    if not np.array_equal(np.sort(before, axis=1), np.sort(after, axis=1)):
        return None
    ranks = np.argsort(np.argsort(after, axis=1), axis=1)
    return np.take_along_axis(np.argsort(before, axis=1), ranks, axis=1)


def _order_of(permuted: Learner, train: np.ndarray, test: np.ndarray, seed: int) -> np.ndarray | None:
    """The order of the first training image, from another call."""
    after = numbers(parts(permuted(train, test, seed), 2)[0])
    found = None if after is None or after.shape != train.shape else _orders(train[:1], after[:1])
    return None if found is None else found[0]


def _same(found: np.ndarray | None, order: np.ndarray) -> bool:
    return found is not None and np.array_equal(found, order)


def _global_states() -> tuple[Any, ...]:
    """The states of the generators that all code of a process shares."""
    name, keys, *rest = np.random.get_state()
    return random.getstate(), (name, np.asarray(keys).tobytes(), *rest), bytes(torch.get_rng_state().numpy())
