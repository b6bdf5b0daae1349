"""A classifier of bags: one weight for each feature and class, p = softmax(x W + b).

Multinomial logistic regression, the smallest network there is: no hidden layer. It accepts any x (one place for each
word, one for each bucket, or a sum of dense vectors), so it can compare these encodings.

Bags are mostly zeros. ``SparseBags`` keeps a matrix of them with its transpose, and multiplies only the other values.
The gradient of torch's own sparse product sorts the matrix again at each step, which took about eight times as long.

N bags, F features, C classes.
"""

from __future__ import annotations

import warnings

import numpy as np
import torch
from torch import Tensor, nn


class SparseBags:
    """``(N, F)`` bags as a sparse matrix: the places and values of all entries that are not zero.

    Args:
        rows: ``(K,)`` which bag, ascending.
        columns: ``(K,)`` which feature.
        values: ``(K,)``.
        shape: N and F.
    """

    def __init__(self, rows: np.ndarray, columns: np.ndarray, values: np.ndarray, shape: tuple[int, int]):
        places = torch.from_numpy(np.stack([rows, columns]).astype(np.int64))
        numbers = torch.from_numpy(np.asarray(values, dtype=np.float32))
        whole = torch.sparse_coo_tensor(places, numbers, shape, check_invariants=True).coalesce()
        self.shape = shape
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Sparse CSR tensor support is in beta")
            self.matrix = whole.to_sparse_csr()
            self.transposed = whole.t().coalesce().to_sparse_csr()

    def __matmul__(self, weights: Tensor) -> Tensor:
        return _Product.apply(weights, self)


class _Product(torch.autograd.Function):
    """The product X W; its gradient with respect to W is X^T times the gradient of the product."""

    @staticmethod
    def forward(ctx, weights: Tensor, bags: SparseBags) -> Tensor:
        ctx.bags = bags
        return bags.matrix @ weights

    @staticmethod  # torch's stub takes any number of gradients
    def backward(ctx, gradient: Tensor) -> tuple[Tensor, None]:  # pyrefly: ignore[bad-override]
        return ctx.bags.transposed @ gradient, None


class BagClassifier(nn.Module):
    """Scores of C classes from F features; its weights start at zero, so every training finds the same optimum.

    Examples:
        >>> BagClassifier(features=4, classes=2)(torch.ones(1, 4)).softmax(dim=1).tolist()  # untrained: both alike
        [[0.5, 0.5]]
    """

    def __init__(self, features: int, classes: int):
        super().__init__()
        self.features_to_scores = nn.Parameter(torch.zeros(features, classes))
        self.bias = nn.Parameter(torch.zeros(classes))

    def forward(self, x: Tensor | SparseBags) -> Tensor:
        """``(N, F)`` bags to ``(N, C)`` scores, before the softmax."""
        return x @ self.features_to_scores + self.bias
