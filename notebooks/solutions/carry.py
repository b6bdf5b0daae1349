"""Solution of notebook 03's exercise on half-lives."""

import math


def forget_bias(n):
    """The gate f at which f^n is one half, and the bias of which it is the sigmoid."""
    f = 2 ** (-1 / n)
    return math.log(f / (1 - f))
