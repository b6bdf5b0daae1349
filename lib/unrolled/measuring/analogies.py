"""The arithmetic of analogies: a is to b as c is to x, so x is near b - a + c.

V words, D dimensions, N questions; all vectors have length 1 before they are
added, as in word2vec's own programs.
"""

from __future__ import annotations

import numpy as np
import torch

from unrolled.datasets.word_vectors import WordVectors
from unrolled.runtime import one_thread

METHODS = ("cosine", "3CosMul")
EPSILON = 1e-3  # avoids a division by zero in 3CosMul, as in its paper


def offsets(units: np.ndarray, questions: np.ndarray) -> np.ndarray:
    """``(N, D)`` b - a + c at length 1.

    Args:
        units: ``(V, D)`` vectors of length 1.
        questions: ``(N, 3)`` numbers of a, b and c.
    """
    a, b, c = (units[questions[:, k]] for k in range(3))
    x = b - a + c
    return x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1e-12)


def products(rows: np.ndarray, units: np.ndarray) -> np.ndarray:
    """``(K, V)`` rows @ units.T, by torch: numpy's idle threads spin, which slows busy cores down."""
    return (torch.from_numpy(rows) @ torch.from_numpy(units).T).numpy()


@one_thread
def scores(units: np.ndarray, questions: np.ndarray, method: str = "cosine") -> np.ndarray:
    """How well each word answers each question.

    "cosine" is the cosine with b - a + c (Mikolov and others 2013; Levy and Goldberg call it 3CosAdd).
    "3CosMul" multiplies instead of adding, so that no single term dominates: cos(x, b) cos(x, c) / (cos(x, a) + ε) with
    cosines mapped to 0 to 1 (Levy and Goldberg, *Linguistic Regularities in Sparse and Explicit Word
    Representations*, CoNLL 2014).

    Args:
        units: ``(V, D)`` vectors of length 1.
        questions: ``(N, 3)`` numbers of a, b and c.
        method: one of METHODS.

    Returns:
        ``(N, V)`` float32.

    Raises:
        ValueError: if there is no such method.
    """
    if method == "cosine":
        return products(offsets(units, questions), units)
    if method != "3CosMul":
        raise ValueError(f"There is no method {method!r}: choose one of {', '.join(METHODS)}.")
    a, b, c = ((products(units[questions[:, k]], units) + 1) / 2 for k in range(3))
    return b * c / (a + EPSILON)


def leave_out(found: np.ndarray, questions: np.ndarray) -> np.ndarray:
    """The same ``(N, V)`` scores, changed in place, with the words of each question below all others."""
    np.put_along_axis(found, questions, -np.inf, axis=1)
    return found


def question(vectors: WordVectors, a: str, b: str, c: str) -> np.ndarray:
    """``(1, 3)`` the numbers of three words.

    Raises:
        UnknownWordError: if one is unknown; the error names the nearest spellings.
    """
    return np.array([[vectors.vocabulary.number(word) for word in (a, b, c)]])
