"""Why a gate is a σ and a candidate a tanh: the same carry with one of them replaced."""

from __future__ import annotations

import torch
from torch import sigmoid, tanh

from unrolled.lessons.lstm.squash.record import Squash

CELLS = {"as it is": (sigmoid, tanh), "gate a tanh": (tanh, tanh), "candidate a σ": (sigmoid, sigmoid)}


def squash(gate: float, candidate: float, steps: int = 30, start: float = 1.0) -> Squash:
    """c_n = f c_{n-1} + g for each cell of ``CELLS``, with the input gate open.

    Args:
        gate: what goes into the forget gate, the same at each step.
        candidate: what goes into the candidate, likewise.
        steps: n.
        start: the carry at the beginning.
    """
    sums = torch.tensor([gate, candidate], dtype=torch.float64)
    kept, written, carry = {}, {}, {}
    for name, (keep, write) in CELLS.items():
        f, g = keep(sums[0]), write(sums[1])
        values = [torch.tensor(start, dtype=torch.float64)]
        for _ in range(steps):
            values.append(f * values[-1] + g)
        kept[name], written[name], carry[name] = f.item(), g.item(), torch.stack(values).numpy()
    return Squash(gate, candidate, kept, written, carry)
