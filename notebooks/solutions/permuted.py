"""Solution of *Find the bug* in notebook 12."""

import numpy as np


def permuted_sets(train, test, seed):
    """Draw one order, and index the columns of both sets with it."""
    order = np.random.default_rng(seed).permutation(train.shape[1])
    return train[:, order], test[:, order]
