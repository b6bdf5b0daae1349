"""The arithmetic of analogies, by hand and by brute force."""

import numpy as np
import pytest

from unrolled.datasets.word_vectors import WordVectors
from unrolled.datasets.words import UnknownWordError
from unrolled.measuring.analogies import EPSILON, METHODS, leave_out, offsets, question, scores


@pytest.fixture
def square():
    """Man, woman, king, queen at the corners, and a word far off."""
    corners = np.array([[1.0, 0, 1], [1, 1, 1], [3, 0, 1], [3, 1, 1], [-1, -1, 1]])
    return WordVectors.of(["man", "woman", "king", "queen", "stone"], corners, "")


def test_a_parallelogram_is_closed(square):
    asked = question(square, "man", "woman", "king")
    for method in METHODS:
        found = leave_out(scores(square.units, asked, method), asked)[0]
        assert square.vocabulary.words[found.argmax()] == "queen"
        assert np.isneginf(found[asked[0]]).all()
        assert np.isfinite(found[[3, 4]]).all()


def test_scores_are_what_their_formulas_say():
    rng = np.random.default_rng(0)
    units = rng.normal(size=(6, 3)).astype(np.float32)
    units /= np.linalg.norm(units, axis=1, keepdims=True)
    asked = np.array([[0, 1, 2], [3, 4, 5]])
    added, multiplied = (scores(units, asked, method) for method in METHODS)
    for n, (a, b, c) in enumerate(asked):
        x = units[b] - units[a] + units[c]
        for v in range(6):
            assert added[n, v] == pytest.approx(units[v] @ x / np.linalg.norm(x), abs=1e-5)
            near = {k: (units[v] @ units[k] + 1) / 2 for k in (a, b, c)}
            assert multiplied[n, v] == pytest.approx(near[b] * near[c] / (near[a] + EPSILON), rel=1e-4)
    np.testing.assert_allclose(np.linalg.norm(offsets(units, asked), axis=1), 1, atol=1e-5)


def test_the_same_word_three_times_asks_for_itself(square):
    asked = question(square, "king", "king", "King")
    assert scores(square.units, asked)[0].argmax() == 2
    assert leave_out(scores(square.units, asked), asked)[0].argmax() == 3


def test_an_unknown_word_or_method_is_named(square):
    with pytest.raises(UnknownWordError, match=r"“quen” .* did you mean “queen”"):
        question(square, "man", "quen", "king")
    with pytest.raises(ValueError, match="no method 'sum'"):
        scores(square.units, np.array([[0, 1, 2]]), "sum")
