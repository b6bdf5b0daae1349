"""Solutions of the exercises on word2vec's update and its pairs in notebook 08."""

import math

import numpy as np


def gradient(v, U):
    """Each candidate's error, σ - label, times its vector, added up."""
    label = np.zeros(len(U))
    label[0] = 1
    sigma = 1 / (1 + np.exp(-(U @ v)))
    return (sigma - label) @ U


def keep(f, t):
    """word2vec.c keeps a little more than the paper's sqrt(t / f)."""
    return min(1, (math.sqrt(f / t) + 1) * t / f)


def negatives(target, K, draw):
    """Draw again where the target itself comes."""
    found = []
    while len(found) < K:
        word = draw()
        if word != target:
            found.append(word)
    return found
