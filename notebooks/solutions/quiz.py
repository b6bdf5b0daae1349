"""Solution of *Real or synthetic?* in notebook 05."""

import math


def chance(right, judged):
    """The probability of so many right or more by tossing a coin."""
    return sum(math.comb(judged, k) for k in range(right, judged + 1)) / 2**judged
