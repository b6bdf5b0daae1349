"""Held-out losses over whole texts: of a network, and of the counting models beside it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn

from unrolled.models.ngram import NGram


@torch.inference_mode()
def heldout_loss(model: nn.Module, texts: Sequence[Tensor], *, window: int = 500) -> float:
    """Mean loss over every character of the texts that has one before it.

    Each text starts from a zero state, which is then carried to its end. The
    texts run side by side, the shorter ones padded at their end without being
    scored there.

    Args:
        model: a language model; left in evaluation mode.
        texts: each ``(T_k,)`` int64, of at least two characters.
        window: characters per forward pass; changes memory, not the result.

    Returns:
        Nats a character.

    Raises:
        ValueError: if a text has fewer than two characters.
    """
    if min(map(len, texts)) < 2:
        raise ValueError("A held-out text needs at least two characters: the first one is never predicted.")
    model.eval()
    padded = nn.utils.rnn.pad_sequence(list(texts), batch_first=True, padding_value=-1)  # (B, T)
    total, state = 0.0, None
    for start in range(0, padded.shape[1] - 1, window):
        targets = padded[:, start + 1 : start + 1 + window]
        inputs = padded[:, start : start + targets.shape[1]].clamp(min=0)
        logits, state = model(inputs, state)
        total += nn.functional.cross_entropy(
            logits.flatten(0, 1).double(), targets.flatten(), ignore_index=-1, reduction="sum"
        ).item()
    return total / sum(len(text) - 1 for text in texts)


def baseline_losses(models: Sequence[NGram], heldout: Sequence[Tensor]) -> dict[str, float]:
    """What counting models lose on held-out texts: the yardsticks of every loss plot.

    Args:
        models: from ``unrolled.models.ngram.baselines``.
        heldout: texts, each ``(T_k,)`` numbers; each one's first character is given.

    Returns:
        Nats a character by the model's name.
    """
    return {model.name: float(np.concatenate([model.nats(ids) for ids in heldout]).mean()) for model in models}
