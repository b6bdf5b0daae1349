"""A tiny corpus of two kinds of words, which never stand in one line."""

import random

ANIMALS, METALS = ["cat", "dog", "cow", "fox"], ["iron", "gold", "zinc", "tin"]


def lines(rounds):
    """So many lines of each kind, of six words."""
    dice = random.Random(0)
    return [" ".join(dice.choices(words, k=6)) for _ in range(rounds) for words in (ANIMALS, METALS)]
