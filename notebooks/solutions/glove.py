"""Solutions of the exercises on GloVe in notebook 08."""


def ratio(near_a, near_b, around_a, around_b):
    """Two shares, one over the other."""
    return (near_a / around_a) / (near_b / around_b)


def weighting(x, most, power):
    """Rare pairs weigh little, frequent ones no more than 1, and those that never met nothing."""
    return min(1, (x / most) ** power) if x > 0 else 0
