"""Solution of *Countries and capitals* in notebook 09."""

import numpy as np


def alike(starts, ends):
    """The mean cosine of each arrow with the mean of the others."""
    arrows = ends - starts
    found = []
    for k, arrow in enumerate(arrows):
        others = np.delete(arrows, k, axis=0).mean(axis=0)
        found.append(arrow @ others / (np.linalg.norm(arrow) * np.linalg.norm(others)))
    return sum(found) / len(found)
