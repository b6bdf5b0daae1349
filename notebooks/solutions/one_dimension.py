"""Solution of the exercise on convolutions over time."""

import numpy as np


def matrix(w, T, d):
    result, k = np.zeros((T, T)), len(w)
    for t in range(T):
        for j in range(k):
            s = t - (k - 1 - j) * d
            if s >= 0:
                result[t, s] = w[j]
    return result
