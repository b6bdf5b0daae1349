"""Loss and gradients of a batch, computed by as many threads as the kernel may use."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import torch
from torch import Tensor, nn

SMALLEST = 8  # rows; below, the matrix products of a part are too thin to gain anything


class Shards:
    """The rows of a batch, shared out among threads.

    Two threads with half a batch each beat two threads inside each small matrix
    product, provided they need Python's lock seldom: a fused model is shared
    out, any other is computed whole. The result is the same but for the order
    of sums.

    Args:
        model: a language model; its gradients are set by :meth:`gradients`.
        batch: B rows.
    """

    def __init__(self, model: nn.Module, batch: int):
        self._model, self._threads = model, torch.get_num_threads()
        count = max(1, min(self._threads, batch // SMALLEST)) if getattr(model, "fused", False) else 1
        self._rows = [part.tolist() for part in torch.arange(batch).tensor_split(count)]
        self._pool = ThreadPoolExecutor(count) if count > 1 else None

    def __enter__(self) -> Shards:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def gradients(self, inputs: Tensor, targets: Tensor, state: list[Any] | None) -> tuple[float, list[Any]]:
        """Set ``.grad`` of every parameter to the gradient of the mean loss of a batch.

        Args:
            inputs: ``(B, T)`` int64.
            targets: ``(B, T)`` int64, the characters that follow.
            state: carried from the window before; None for zero.

        Returns:
            The loss in nats a character, and the state to carry, detached.
        """
        model, weights = self._model.train(), list(self._model.parameters())
        state = model.initial_state(len(inputs)) if state is None else state
        masks = model.draw_masks(*inputs.shape)  # here, so that the draws do not depend on the number of threads

        def part(first: int, last: int) -> tuple[Tensor, list[Any], tuple[Tensor, ...]]:
            cut = slice(first, last + 1)
            logits, after = model(
                inputs[cut],
                [tuple(value[cut] for value in layer) for layer in state],
                masks=[mask if mask is None else mask[cut] for mask in masks],
            )
            loss = nn.functional.cross_entropy(logits.flatten(0, 1), targets[cut].flatten())
            loss = loss * ((last + 1 - first) / len(inputs))  # its share of the mean over all rows
            return loss.detach(), after, torch.autograd.grad(loss, weights)

        ends = [(rows[0], rows[-1]) for rows in self._rows]
        parts = self._in_threads(part, ends) if self._pool else [part(*ends[0])]
        for k, weight in enumerate(weights):
            weight.grad = sum((gradients[k] for _, _, gradients in parts[1:]), parts[0][2][k])
        after = [
            tuple(torch.cat(values).detach() for values in zip(*layers, strict=True))
            for layers in zip(*(states for _, states, _ in parts), strict=True)
        ]
        return sum(loss.item() for loss, _, _ in parts), after

    def _in_threads(self, part: Any, ends: list[tuple[int, int]]) -> list[Any]:
        def alone(first: int, last: int) -> Any:
            torch.set_num_threads(1)  # one thread for each part: set in each, since some libraries count per thread
            return part(first, last)

        try:
            return list(self._pool.map(alone, *zip(*ends, strict=True)))
        finally:
            torch.set_num_threads(self._threads)
