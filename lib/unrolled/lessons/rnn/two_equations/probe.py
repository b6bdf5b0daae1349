"""The two equations: a little plain RNN read step by step, with the true gradient of its loss."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from unrolled.lessons.rnn.one_word import recipe as one_word
from unrolled.lessons.rnn.two_equations.record import Unrolled
from unrolled.models.char_rnn import CharRNN
from unrolled.runtime import one_thread

SEED = 1
UPDATES = 150  # of the trained weights


@functools.lru_cache(maxsize=64)
@one_thread
def two_equations(word: str, units: int, updates: int, recurrent: bool = True) -> Unrolled:
    """Read a word with a network of its own, fresh or trained on it.

    Args:
        word: 2 to 12 letters, whatever they are.
        units: H.
        updates: made before; 0 shows the weights the training starts from.
        recurrent: whether there is a W_hh. Without, it is zero before, during and after training: the control that
            shows which targets need memory.

    Returns:
        The record, at its first step.

    Raises:
        WordError: if the word is too short or too long.
    """
    run = one_word.begin(word, hidden=units, seed=SEED)
    if not recurrent:
        run.model.model.layers[0].cell.h_to_h.weight.requires_grad_(False).zero_()
    if updates:
        one_word.advance(run, word, updates)
    return measure(run.model.model, word, updates)


def measure(network: CharRNN, word: str, updates: int = 0) -> Unrolled:
    """All numbers of a plain one-layer network that reads a word, by ``step(state, ids)`` and autograd."""
    ids = one_word.encode(word)
    network = readable(network)
    states, logits = walk(network, ids[:-1])
    for values in (*states, *logits):
        values.retain_grad()
    loss = cross_entropy(torch.cat(logits), ids[1:], reduction="none")
    loss.sum().backward()
    h, d_h, y, d_y = (
        torch.cat(tensors).detach() for tensors in (states, _gradients(states), logits, _gradients(logits))
    )
    cell, head = network.layers[0].cell, network.h_to_logits
    W_hh, W_hy = cell.h_to_h.weight.detach(), head.weight.detach()
    slope = 1 - h**2  # tanh'(a) for h = tanh(a)
    d_sum = slope * d_h
    from_next = torch.zeros(len(h), *W_hh.shape, dtype=h.dtype)
    from_next[:-1] = W_hh * d_sum[1:, :, None]  # row k, column j: W_hh[k, j] times what unit k has

    def plain(values: Tensor) -> np.ndarray:
        return values.detach().numpy().copy()

    return Unrolled(
        word, one_word.letters(word), plain(ids), plain(cell.x_to_h.weight), plain(W_hh), plain(cell.x_to_h.bias),
        plain(W_hy), plain(head.bias), plain(h), plain(y), plain(y.softmax(-1)), plain(loss),
        plain(d_y), plain(d_h), plain(d_sum), plain(slope), plain(d_y @ W_hy), plain(from_next), updates,
    )  # fmt: skip


def _gradients(values: Sequence[Tensor]) -> list[Tensor]:
    return [value.grad for value in values if value.grad is not None]


def readable(network: CharRNN) -> CharRNN:
    """A copy with the readable layers, whose state is the very tensor the logits are made of, as autograd needs it."""
    copy = CharRNN(**network.config).to(network.h_to_logits.weight)
    copy.load_state_dict(network.state_dict())
    return copy


def walk(network: CharRNN, ids: Tensor, window: int = one_word.LONGEST) -> tuple[list[Tensor], list[Tensor]]:
    """Read ``(T,)`` ids one by one, with the way back cut before each window.

    Args:
        network: a readable one-layer network.
        ids: the letters.
        window: steps from one cut to the next.

    Returns:
        T states ``(1, H)`` and T logits ``(1, V)``, all with their graph.
    """
    states, logits, state = [], [], None
    for t, k in enumerate(ids):
        y, state = network.step(state, k[None])
        states.append(state[0][0])
        logits.append(y)
        if (t + 1) % window == 0:
            state = [(state[0][0].detach(),)]
    return states, logits


def point_at(shown: Unrolled, step: int, unit: int, *, backward: bool) -> Unrolled:
    """The same numbers with the pointers elsewhere, held inside."""
    T, _, H = shown.sizes
    return replace(shown, step=min(max(step, 0), T - 1), unit=min(max(unit, 0), H - 1), backward=backward)
