"""Held-out losses over whole texts: of a network, and of the counting models beside it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn

from unrolled.models.language_model import LanguageModel
from unrolled.models.ngram import NGram


@torch.inference_mode()
def heldout_loss(model: nn.Module, texts: Sequence[Tensor], *, window: int = 500) -> float:
    """Mean loss over every character of the texts that has one before it.

    Each text starts from a zero state, which is then carried to its end. The
    texts run side by side; the shorter ones are padded at their end, and the
    padding is not scored.

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


@torch.inference_mode()
def best_temperature(model: nn.Module, texts: Sequence[Tensor]) -> float:
    """The temperature, from 0.5 to 2 in steps of 0.01, at which a model predicts held-out texts best.

    A network that has memorised some of its training text is overconfident, and does better above 1. This is
    temperature scaling (Guo et al., arXiv 1706.04599).

    Args:
        model: the model; left in evaluation mode.
        texts: each ``(T_k,)`` int64, read from a zero state.
    """
    logits = torch.cat([model.eval()(ids[None, :-1])[0][0] for ids in texts]).double()  # (sum of T_k - 1, V)
    targets = torch.cat([ids[1:] for ids in texts])
    losses = {tau / 100: nn.functional.cross_entropy(logits * 100 / tau, targets).item() for tau in range(50, 201)}
    return min(losses, key=losses.__getitem__)


@torch.inference_mode()
def divergence(model: nn.Module, other: LanguageModel, text: Tensor) -> tuple[float, float]:
    """How far another form of a model, such as the sampler, deviates from it along a text read from a zero state.

    Args:
        model: the model; left in evaluation mode.
        other: with ``step(state, ids)``.
        text: ``(T,)`` int64, T at least 2.

    Returns:
        The mean of KL(model || other) in nats a character, and the other's loss in nats a character.

    Raises:
        ValueError: if the text is too short.
    """
    if len(text) < 2:
        raise ValueError("A text to compare on needs at least two characters.")
    theirs, state = [], None
    for k in text[:-1]:
        logits, state = other.step(state, k[None])
        theirs.append(logits[0])
    theirs = torch.stack(theirs).double().log_softmax(dim=1)  # (T - 1, V)
    ours = model.eval()(text[None, :-1])[0][0].double().log_softmax(dim=1)
    kl = (ours.exp() * (ours - theirs)).sum(dim=1).mean()
    return kl.item(), nn.functional.nll_loss(theirs, text[1:]).item()


def baseline_losses(models: Sequence[NGram], heldout: Sequence[Tensor]) -> dict[str, float]:
    """The losses of counting models on held-out texts: the baselines of every loss plot.

    Args:
        models: from ``unrolled.models.ngram.baselines``.
        heldout: texts, each ``(T_k,)`` numbers; the first character of each is not scored.

    Returns:
        Nats a character by the model's name.
    """
    return {model.name: float(np.concatenate([model.nats(ids) for ids in heldout]).mean()) for model in models}
