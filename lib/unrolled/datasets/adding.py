"""The adding problem: two numbers in a long sequence are marked, and the task is to give their sum at the end.

Hochreiter and Schmidhuber (1997), in the form of Bai, Kolter and Koltun, arXiv 1803.01271, 2018: one channel
holds numbers drawn uniformly from 0 to 1, the other is 1 at one place in each half and 0 elsewhere. Ignoring the input,
the best guess is the mean sum, 1; its squared error is Var(U_1 + U_2) = 2/12.
"""

from __future__ import annotations

import torch
from torch import Tensor

TRIVIAL = 1 / 6


def examples(count: int, steps: int, generator: torch.Generator | None = None) -> tuple[Tensor, Tensor]:
    """Examples of the task.

    Args:
        count: B.
        steps: T, 2 or more.
        generator: torch's global one by default.

    Returns:
        Inputs ``(B, T, 2)``, numbers then marks, and the sums ``(B,)``.

    Raises:
        ValueError: if there are fewer than 2 steps.

    Examples:
        >>> x, sums = examples(count=4, steps=10)
        >>> tuple(x.shape), x[:, :, 1].sum(dim=1).tolist()  # two marks in each row
        ((4, 10, 2), [2.0, 2.0, 2.0, 2.0])
    """
    if steps < 2:
        raise ValueError(f"Two numbers are marked, one in each half: that takes 2 steps or more, not {steps}.")
    half, rows = steps // 2, torch.arange(count)
    numbers = torch.rand(count, steps, generator=generator)
    marks = torch.zeros(count, steps)
    marks[rows, torch.randint(half, (count,), generator=generator)] = 1
    marks[rows, torch.randint(half, steps, (count,), generator=generator)] = 1
    return torch.stack((numbers, marks), dim=2), (numbers * marks).sum(dim=1)
