"""A few word vectors in the plane of their first two principal components."""

from __future__ import annotations

import numpy as np


class Plane:
    """The plane in which N points of D dimensions are spread most.

    Args:
        points: ``(N, D)``.
        along: ``(D,)`` a difference that is to point to the right and upwards; it settles the signs, which
            principal components leave open.

    Attributes:
        kept: share of the points' variance in the plane, 0 to 1.
    """

    def __init__(self, points: np.ndarray, along: np.ndarray):
        self._middle = points.mean(axis=0)
        _, lengths, axes = np.linalg.svd(points - self._middle, full_matrices=False)
        axes = axes[:2] if len(axes) > 1 else np.pad(axes, ((0, 1), (0, 0)))
        self._axes = axes * np.where(axes @ along < 0, -1, 1)[:, None]
        self.kept = float((lengths[:2] ** 2).sum() / max((lengths**2).sum(), 1e-12))

    def project(self, points: np.ndarray) -> np.ndarray:
        """``(N, 2)`` where points, not only those it was made of, lie in the plane."""
        return (points - self._middle) @ self._axes.T
