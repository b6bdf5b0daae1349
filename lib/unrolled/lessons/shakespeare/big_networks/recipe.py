"""LSTMs of several widths that read the same characters once.

All networks have one recipe, the one of ``unrolled.training.shakespeare`` without its dropout and with a shorter fall
of the rate; only the peak rate depends on the width. One pass of 4.2 million characters is far too little for the large
ones.
"""

from __future__ import annotations

from dataclasses import replace

from unrolled.training.char_rnn import Recipe
from unrolled.training.shakespeare import RECIPE as LARGE_RECIPE

NAME = "big_networks"
STEPS, HOLD = 2_048, 0.75  # updates of 32 x 64 characters; share of them before the rate falls


def recipe(layers: int, hidden: int, seed: int) -> Recipe:
    """The recipe of all networks: a wider one learns at a lower rate."""
    return replace(
        LARGE_RECIPE, layers=layers, hidden=hidden, seed=seed, dropout=0.0, steps=STEPS, hold=HOLD,
        rate=round(min(0.01, 0.08 / hidden**0.5), 4), evaluations=8,
    )  # fmt: skip
