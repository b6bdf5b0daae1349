"""Copy memory: ten symbols, a long wait, then the ten symbols again, in order.

In the form of Bai, Kolter and Koltun, arXiv 1803.01271, 2018; the task goes back to Hochreiter and Schmidhuber (1997):

    read:     10 symbols from 1 to 8,  T - 1 blanks,  11 marks
    expected: T + 10 blanks,  the same 10 symbols

The marks say how many symbols to repeat, but not which. Without memory a network can at best predict "blank" with
certainty until the end, then each of 8 symbols with probability 1/8. Its expected loss is 10 ln 8 / (T + 20) nats a
step.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

KEPT, KINDS = 10, 8  # symbols to remember; number of different symbols
BLANK, MARK = 0, KINDS + 1
SYMBOLS = KINDS + 2  # blank, eight symbols, mark


def examples(count: int, wait: int, generator: torch.Generator | None = None) -> tuple[Tensor, Tensor]:
    """Examples of the task.

    Args:
        count: B.
        wait: T, 1 or more: each symbol is expected T + 10 steps after it was read.
        generator: torch's global one by default.

    Returns:
        Inputs and targets, both ``(B, T + 20)`` int64 from 0 to 9. The paper's program feeds the number itself, one
        channel; a 1-of-10 vector is the other way.

    Raises:
        ValueError: if the wait is below 1.

    Examples:
        >>> read, expected = examples(count=1, wait=3)
        >>> read[0, 10:].tolist()  # after the ten symbols
        [0, 0, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9]
        >>> torch.equal(expected[:, -10:], read[:, :10])
        True
    """
    if wait < 1:
        raise ValueError(f"The wait is 1 step or more, not {wait}.")
    symbols = torch.randint(1, KINDS + 1, (count, KEPT), generator=generator)
    read = torch.full((count, wait + 2 * KEPT), BLANK)
    expected = read.clone()
    read[:, :KEPT], read[:, -KEPT - 1 :] = symbols, MARK
    expected[:, -KEPT:] = symbols
    return read, expected


def trivial_loss(wait: int) -> float:
    """The loss without any memory, in nats a step; 0.0204 at T = 1000."""
    return KEPT * math.log(KINDS) / (wait + 2 * KEPT)
