"""Solution of *Analogies* in notebook 09."""

import numpy as np


def analogy(words, vectors, a, b, c):
    """The word nearest to b - a + c by cosine; a, b and c themselves are left out."""
    units = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    rows = [words.index(word) for word in (a, b, c)]
    x = units[rows[1]] - units[rows[0]] + units[rows[2]]
    scores = units @ x
    scores[rows] = -np.inf
    return words[scores.argmax()]
