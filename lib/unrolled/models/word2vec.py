"""word2vec: word vectors, learned by telling the true neighbour of a word from words drawn at random.

Each word w has two vectors: v_w as something to predict from, u_w as something
to be predicted. The score of a candidate c, given the input x, is

    s_c = u_c · x,    x = v_w                         skip-gram: one word predicts a word near it
                      x = mean of v_w over a window   CBOW: the words around predict the one in the middle

Candidate 0 is the word that stood in the text, 1 to K are drawn at random
("negatives"). The loss of a pair, in nats, wants σ(s) near 1 for the first and
near 0 for the others:

    L = -log σ(s_0) - Σ_k log σ(-s_k)
    ∂L/∂u_c = (σ(s_c) - label_c) x,    ∂L/∂x = Σ_c (σ(s_c) - label_c) u_c,    label_0 = 1, all others 0

Mikolov, Chen, Corrado and Dean, arXiv 1301.3781 (the two problems); Mikolov,
Sutskever, Chen, Corrado and Dean, arXiv 1310.4546, equation 4 (the loss).
``skip_gram_step`` and ``cbow_step`` write out one step down that gradient; the
fast trainer does the same, and a test checks that the results are equal.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from torch import Tensor, nn
from torch.nn.functional import logsigmoid

NO_WORD = -1  # pads windows that the end of a line cuts short


class Word2Vec(nn.Module):
    """What both models share: the two vectors of each word, and the score of candidates.

    Inputs start uniform between -1/D and 1/D, outputs at 0: every σ is 1/2 at first.

    Args:
        V: words.
        D: numbers in a vector.
    """

    def __init__(self, V: int, D: int):
        super().__init__()
        self.word_to_vector = nn.Embedding(V, D)  # v_w: a row of its (V, D) weights
        self.vector_to_scores = nn.Linear(D, V, bias=False)  # u_w: a row of its (V, D) weights
        nn.init.uniform_(self.word_to_vector.weight, -1 / D, 1 / D)
        nn.init.zeros_(self.vector_to_scores.weight)

    def scores(self, x: Tensor, candidates: Tensor) -> Tensor:
        """Scores of some words only, ``(B, 1 + K)``; all V of them would be ``vector_to_scores(x)``.

        Args:
            x: ``(B, D)`` inputs.
            candidates: ``(B, 1 + K)`` words; the first is the one that stood there.
        """
        u = self.vector_to_scores.weight[candidates]  # (B, 1 + K, D)
        return (u @ x[:, :, None]).squeeze(2)


class SkipGram(Word2Vec):
    """One word predicts another that stands near it.

    Examples:
        >>> scores = SkipGram(V=10, D=4)(torch.tensor([3]), torch.tensor([[5, 0, 7]]))
        >>> scores.sigmoid().tolist()  # untrained, every answer is 1/2
        [[0.5, 0.5, 0.5]]
    """

    def forward(self, words: Tensor, candidates: Tensor) -> Tensor:
        """Scores ``(B, 1 + K)`` for ``(B,)`` words and ``(B, 1 + K)`` candidates."""
        return self.scores(self.word_to_vector(words), candidates)


class CBOW(Word2Vec):
    """The words around predict the word in the middle; their order is lost, hence "bag of words"."""

    def forward(self, contexts: Tensor, candidates: Tensor) -> Tensor:
        """Scores ``(B, 1 + K)`` for ``(B, C)`` words around, ``NO_WORD`` where there are fewer than C."""
        there = (contexts != NO_WORD)[:, :, None]  # (B, C, 1)
        vectors = self.word_to_vector(contexts.clamp_min(0)) * there  # (B, C, D)
        return self.scores(vectors.sum(dim=1) / there.sum(dim=1), candidates)


def negative_sampling_loss(scores: Tensor) -> Tensor:
    """Mean loss in nats of ``(B, 1 + K)`` scores, the first column those of the true words."""
    return -(logsigmoid(scores[:, 0]) + logsigmoid(-scores[:, 1:]).sum(dim=1)).mean()


def sigmoid(score: np.ndarray) -> np.ndarray:
    """1 / (1 + exp(-score))."""
    return 1 / (1 + np.exp(-score))


def skip_gram_step(
    inputs: np.ndarray,
    outputs: np.ndarray,
    words: Sequence[int],
    target: int,
    negatives: Sequence[int],
    rate: float,
    weight: float = 1.0,
) -> None:
    """One step of skip-gram by hand: each of ``words`` predicts ``target``, and all of them share the negatives.

    The paper reads the middle word and predicts those around it, so there ``words`` is that one word. word2vec.c,
    gensim and the fast trainer read the words around and predict the middle one; over a whole text both make
    the same pairs.

    Args:
        inputs: ``(V, D)`` v, changed in place.
        outputs: ``(V, D)`` u, changed in place.
        words: C of them, 1 or more, to predict from.
        target: the word to predict.
        negatives: words drawn at random; those equal to the target are left out.
        rate: learning rate.
        weight: of each negative in the loss.
    """
    candidates = [target] + [word for word in negatives if word != target]
    label = np.eye(len(candidates))[0]
    weights = np.where(label == 1, 1, weight)
    x, u = inputs[words], outputs[candidates]  # (C, D), (1 + K, D): copies, so that all is read before it is written
    pull = rate * weights * (label - sigmoid(x @ u.T))  # (C, 1 + K)
    np.add.at(inputs, words, pull @ u)  # unlike +=, this adds twice if a word comes twice
    np.add.at(outputs, candidates, pull.T @ x)


def cbow_step(
    inputs: np.ndarray,
    outputs: np.ndarray,
    words: Sequence[int],
    target: int,
    negatives: Sequence[int],
    rate: float,
    weight: float = 1.0,
) -> None:
    """One step of CBOW by hand: the mean of ``words`` predicts ``target``. Arguments as in :func:`skip_gram_step`.

    Each word gets its share of the mean's gradient, 1/C; word2vec.c gives each of them the whole (İrsoy, Benton and
    Stratos, arXiv 2012.15332). It also updates one candidate before it reads the next, as the fast trainer does;
    the results differ only if a negative is drawn twice, by a term in the rate squared.
    """
    candidates = [target] + [word for word in negatives if word != target]
    label = np.eye(len(candidates))[0]
    weights = np.where(label == 1, 1, weight)
    x, u = inputs[words].mean(axis=0), outputs[candidates]  # (D,), (1 + K, D)
    pull = rate * weights * (label - sigmoid(u @ x))  # (1 + K,)
    np.add.at(inputs, words, pull @ u / len(words))
    np.add.at(outputs, candidates, np.outer(pull, x))
