"""Recall: a symbol at t = 0, noise, and at t = T the question which symbol it was.

The value must be carried over T steps that give no hint of it. With K equally
likely symbols, chance is 1 / K. The task is the one-symbol form of
the copy task of Hochreiter and Schmidhuber (1997), with the noise of Tallec and
Ollivier's warped variant left out: every step is one step.
"""

from __future__ import annotations

import torch
from torch import Tensor

NOISE, QUESTION, SYMBOLS = "',-.", "?", "ABCDEFGH"
ALPHABET = NOISE + QUESTION + SYMBOLS  # in the order of a Vocabulary: a character's place in it is its number
CHANCE = 1 / len(SYMBOLS)


def examples(count: int, steps: int, generator: torch.Generator | None = None) -> tuple[Tensor, Tensor]:
    """Examples of the task.

    Args:
        count: B.
        steps: T, 1 or more: the number of steps from the symbol to the question.
        generator: torch's global one by default.

    Returns:
        Inputs ``(B, T + 1)`` int64, and the symbols to recall, ``(B,)``.

    Raises:
        ValueError: if ``steps`` is below 1.

    Examples:
        >>> ids, asked = examples(count=4, steps=10)
        >>> tuple(ids.shape), torch.equal(ids[:, 0], asked)
        ((4, 11), True)
    """
    if steps < 1:
        raise ValueError(f"The question comes at least 1 step after the symbol, not {steps}.")
    ids = torch.randint(len(NOISE), (count, steps + 1), generator=generator)
    ids[:, 0] = torch.randint(ALPHABET.index(SYMBOLS[0]), len(ALPHABET), (count,), generator=generator)
    ids[:, -1] = ALPHABET.index(QUESTION)
    return ids, ids[:, 0].clone()
