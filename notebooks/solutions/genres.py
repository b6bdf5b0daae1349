"""Solutions of *Which genre?* in notebook 07."""

import numpy as np


def split(texts, share, seed):
    """Which passages are for the test, (P,) bool: all passages of some texts, drawn by chance."""
    different = np.unique(texts)
    np.random.default_rng(seed).shuffle(different)
    drawn = different[: round(share * len(different))]
    return np.isin(texts, drawn)
