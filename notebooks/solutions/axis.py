"""Solutions of *Meaningful dimensions* in notebook 07."""

import numpy as np


def place(a, b, w):
    """Where w stands on the axis from a to b."""
    a, b, w = (vector / np.linalg.norm(vector) for vector in (a, b, w))
    direction = (b - a) / np.linalg.norm(b - a)
    return direction @ w
