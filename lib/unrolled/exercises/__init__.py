"""Exercises that answer back: checkers take the learner's function and say what is right or wrong. They never raise."""

from unrolled.exercises import (
    carry,
    char_rnn,
    clues,
    dropout,
    exploding,
    gates,
    gradients,
    horizon,
    intervene,
    rnn,
    sequences,
    tracking,
)
from unrolled.exercises.check import Result

__all__ = [
    "Result",
    "carry",
    "char_rnn",
    "clues",
    "dropout",
    "exploding",
    "gates",
    "gradients",
    "horizon",
    "intervene",
    "rnn",
    "sequences",
    "tracking",
]
