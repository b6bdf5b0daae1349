"""GloVe: vectors whose products are the logarithms of how often words stand together.

Two words i and j stand together X_ij times in a corpus. GloVe looks for word
vectors w, context vectors c and biases b, b' such that

    w_i · c_j + b_i + b'_j  is near  log X_ij        (equation 7 of the paper)

and minimises, over all pairs with X_ij > 0,

    J = Σ f(X_ij) (w_i · c_j + b_i + b'_j - log X_ij)²   (equation 8)
    f(x) = min(1, (x / x_max)^α),  α = 3/4               (equation 9)

so that rare pairs, whose counts are mostly chance, weigh little, and frequent
ones do not weigh more and more. X is symmetric, and w and c differ only by
their start; the paper uses their sum as the vector of a word.

Pennington, Socher and Manning, *GloVe: Global Vectors for Word Representation*,
EMNLP 2014. V words, D dimensions, R rows of X in a batch. The paper takes single
pairs in random order; here a batch is R whole rows of X, zeros and all, since
one product of matrices is what a processor does fastest.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


def weighting(counts: Tensor, most: float = 100.0, power: float = 0.75) -> Tensor:
    """f(x), the weight of each pair; 0 where two words never stood together.

    Args:
        counts: X, any shape.
        most: x_max, from which on all pairs weigh 1.
        power: α.

    Examples:
        >>> weighting(torch.tensor([0.0, 1.0, 100.0, 500.0]))
        tensor([0.0000, 0.0316, 1.0000, 1.0000])
    """
    return torch.where(counts > 0, (counts / most).clamp(max=1) ** power, 0)


def glove_loss(predicted: Tensor, counts: Tensor, weights: Tensor) -> Tensor:
    """The weighted mean of the squared errors: J divided by the sum of the weights.

    Args:
        predicted: ``(R, V)`` w · c + b + b'.
        counts: ``(R, V)`` X.
        weights: ``(R, V)`` f(X).
    """
    errors = predicted - counts.clamp(min=1e-12).log()
    return (weights * errors**2).sum() / weights.sum().clamp(min=1e-12)


class GloVe(nn.Module):
    """Word vectors, context vectors, and a bias for each."""

    def __init__(self, words: int, size: int):
        super().__init__()
        self.words = nn.Embedding(words, size)
        self.contexts = nn.Embedding(words, size)
        self.word_bias = nn.Parameter(torch.zeros(words))
        self.context_bias = nn.Parameter(torch.zeros(words))
        for table in (self.words, self.contexts):
            nn.init.uniform_(table.weight, -0.5 / size, 0.5 / size)  # as the paper's program begins

    def forward(self, rows: Tensor) -> Tensor:
        """What is predicted for log X, ``(R, V)``.

        Args:
            rows: ``(R,)`` the numbers of the words i; every word is a context j.
        """
        w = self.words(rows)  # (R, D)
        products = w @ self.contexts.weight.T  # (R, V)
        return products + self.word_bias[rows, None] + self.context_bias

    @property
    def vectors(self) -> Tensor:
        """``(V, D)`` w + c, what the paper uses as the vector of a word."""
        return (self.words.weight + self.contexts.weight).detach()
