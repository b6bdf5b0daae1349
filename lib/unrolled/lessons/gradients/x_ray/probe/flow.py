"""One backward pass: the gradient of the last loss by each step's state, carry and input.

Measured in float64, whatever the network has: above rho = 1 a rounding error grows from step to step as the gradient
does, and float32 can be off by a tenth and more after 100 steps.
"""

from __future__ import annotations

import copy
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor, nn

from unrolled.lessons.gradients.x_ray.record import Flow
from unrolled.models.char_rnn import CharRNN
from unrolled.models.char_tcn import CharTCN
from unrolled.runtime import one_thread

Network = TypeVar("Network", bound=nn.Module)


def in_double(model: Network) -> Network:
    """The network itself if its weights are float64, else a copy that has them so."""
    return model if next(model.parameters()).dtype == torch.float64 else copy.deepcopy(model).double()


@one_thread
def flow(model: CharRNN, ids: Tensor) -> Flow:
    """How much of the last loss reaches each step, in one backward pass.

    The steps are the cell's own; only the tensors on the way are kept, so that autograd can be asked for each.

    Args:
        model: with one layer.
        ids: ``(T + 1,)`` int64, T at least 1: T characters to read, and the one to predict.

    Raises:
        ValueError: if the model has more than one layer.
    """
    if len(model.layers) != 1:
        raise ValueError(f"This measures networks of one layer, and the model has {len(model.layers)}.")
    model = in_double(model)
    cell = model.layers[0].cell
    x = model.one_hot(ids[:-1]).requires_grad_()  # (T, V)
    state, steps = cell.initial_state(1), []
    for from_x in cell.read(x).split(1):  # (1, gates * H)
        steps.append(cell.step(from_x, state))
        state = steps[-1].state
    loss = nn.functional.cross_entropy(model.h_to_logits(steps[-1].h), ids[-1:])
    wanted = [part for step in steps for part in step.state]
    by_x, *by_state = torch.autograd.grad(loss, [x, *wanted])
    parts = [torch.cat(by_state[k :: cell.state_size]) for k in range(cell.state_size)]  # (T, H) each
    return Flow(_norms(by_x), _norms(parts[0]), *_inside(steps, parts))


@one_thread
def tcn_flow(model: CharTCN, ids: Tensor) -> Flow:
    """The same of a TCN: the gradients by its input alone. Arguments as those of :func:`flow`."""
    model = in_double(model)
    x = model.one_hot(ids[None, :-1]).requires_grad_()  # (1, T, V)
    loss = nn.functional.cross_entropy(model.h_to_logits(model.tcn(x)[:, -1]), ids[-1:])
    (by_x,) = torch.autograd.grad(loss, x)
    return Flow(_norms(by_x[0]))


def _inside(steps: list, parts: list[Tensor]) -> tuple[np.ndarray | None, ...]:
    """Carry, straight way and slopes, where the cell has them."""
    if len(parts) == 2:  # with a carry
        f = torch.cat([step.f for step in steps[1:]] + [torch.ones_like(parts[1][:1])]).detach()  # (T, H)
        product = f.flip(0).cumprod(0).flip(0)  # row t: steps t + 1 to T
        return _norms(parts[1]), _norms(parts[1][-1] * product), None
    if hasattr(steps[0], "z"):
        return None, None, None
    return None, None, np.array([float(1 - step.h.detach().abs().min() ** 2) for step in steps])


def _norms(rows: Tensor) -> np.ndarray:
    return rows.norm(dim=1).numpy()
