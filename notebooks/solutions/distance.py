"""Solutions of *Does distance mean anything?* in notebook 07."""

import numpy as np


def cosine(a, b):
    """The cosine of the angle between two vectors; 0 where one of them has no length."""
    lengths = np.sqrt(a @ a) * np.sqrt(b @ b)
    return float(a @ b / lengths) if lengths > 0 else 0.0
