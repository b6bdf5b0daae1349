"""Let a model write with the same dice under several rules, and note what each rule keeps at each place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.char_rnn.truncation.record import Truncations
from unrolled.measuring.char_rnn import LanguageModel, read, repeated, softmax
from unrolled.measuring.truncation import min_p, top_k, top_p
from unrolled.runtime import one_thread

Rule = Callable[[np.ndarray], np.ndarray]  # probabilities (..., V) to what is kept (..., V)


def rules(k: int, p: float, m: float) -> dict[str, Rule]:
    """No rule, top-k, top-p and min-p, by the names that the panel shows."""
    return {
        "no rule": lambda chances: np.ones_like(chances, dtype=bool),
        f"top-k, k = {k}": lambda chances: top_k(chances, k),
        f"top-p, p = {p:g}": lambda chances: top_p(chances, p),
        f"min-p, m = {m:g}": lambda chances: min_p(chances, m),
    }


@one_thread
@torch.inference_mode()
def truncations(
    model: LanguageModel,
    vocabulary: Vocabulary,
    prompt: Tensor,
    noise: Tensor,
    temperature: float,
    chosen: Mapping[str, Rule],
) -> Truncations:
    """Write once for each rule, with the same noise for all.

    The character drawn is argmax(log p + g) among those that a rule keeps. So a rule changes the character only where
    it cuts the one that would have been drawn.

    Args:
        model: any language model.
        vocabulary: its characters.
        prompt: ``(T,)`` numbers.
        noise: ``(N, V)`` from ``gumbel_noise``.
        temperature: above 0.
        chosen: K rules by name; the first keeps everything.
    """
    K = len(chosen)
    logits, state = read(model, prompt)
    logits, state = logits.expand(K, -1), repeated(state, K)
    all_p, ids = [], []
    for g in noise.double().numpy():
        if ids:
            logits, state = model.step(state, torch.from_numpy(ids[-1]))
        p = softmax(logits.double().numpy(), temperature)  # (K, V)
        may = np.stack([rule(row) for rule, row in zip(chosen.values(), p, strict=True)])
        with np.errstate(divide="ignore"):
            ids.append(np.where(may, np.log(p) + g, -np.inf).argmax(axis=1))  # (K,)
        all_p.append(p)
    p = np.stack(all_p, axis=1)  # (K, N, V)
    return Truncations(
        vocabulary.decode(prompt),
        temperature,
        tuple(chosen),
        tuple(vocabulary.characters),
        tuple(vocabulary.decode(row) for row in np.stack(ids, axis=1)),
        p,
        np.stack([rule(p) for rule in chosen.values()], axis=1),
    )


def point_at(view: Truncations, cursor: int, row: int) -> Truncations:
    """The same passages with the cursor elsewhere, held inside them."""
    return replace(
        view,
        cursor=min(max(cursor, 0), len(view.texts[0]) - 1),
        row=min(max(row, 0), len(view.texts) - 1),
    )
