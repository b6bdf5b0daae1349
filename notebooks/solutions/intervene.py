"""Solutions: holding a part of a network."""

import numpy as np


def side_by_side(untouched, changed, length, seed):
    """What both networks write from the same noise: the dice are thrown once."""
    noise = np.random.default_rng(seed).gumbel(size=length)
    return untouched(noise), changed(noise)
