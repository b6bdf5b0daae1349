"""Surprisal: what a model expected at each character of a text, and how surprising the true one was."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch

from unrolled.datasets.text import Vocabulary
from unrolled.measuring.char_rnn import LONGEST_PROMPT, LanguageModel, check_prompt, entropy_bits, softmax
from unrolled.measuring.records.surprisal import Surprisal
from unrolled.runtime import one_thread

SHOWN = 10  # candidates kept for each place


@one_thread
@torch.inference_mode()
def expectations(model: LanguageModel, ids: torch.Tensor) -> np.ndarray:
    """The probabilities ``(T - 1, V)`` that a model predicts for each character of ``(T,)`` but the first."""
    rows, state = [], None
    for k in ids[:-1]:
        logits, state = model.step(state, k[None])
        rows.append(logits[0])
    if not rows:
        return np.empty((0, 0))
    return softmax(torch.stack(rows).double().numpy())


def surprisal(model: LanguageModel, vocabulary: Vocabulary, text: str, longest: int = LONGEST_PROMPT) -> Surprisal:
    """Read a text and note, before each character, what the model expects.

    Surprisal is - log2 p of what came (Shannon 1948; the mean over a text is
    its cross-entropy in bits a character).

    Args:
        model: any language model.
        vocabulary: its characters.
        text: T characters.
        longest: the most characters to read.

    Returns:
        The record, with the cursor on the most surprising character.

    Raises:
        PromptError: if the text is empty or too long.
        UnknownCharacterError: if it holds a character outside the vocabulary.
    """
    ids = check_prompt(text, vocabulary, longest)
    p = expectations(model, ids)  # (T - 1, V)
    came = p[np.arange(len(p)), ids[1:].numpy()]
    candidates: list[tuple[tuple[str, float], ...]] = [()]
    for row in p:
        likeliest = np.argsort(-row, kind="stable")[:SHOWN]
        candidates.append(tuple((vocabulary.characters[k], float(row[k])) for k in likeliest))
    bits = np.concatenate([[0.0], -np.log2(came)])
    return Surprisal(
        text,
        bits,
        np.concatenate([[0], 1 + (p > came[:, None]).sum(axis=1)]) if len(p) else np.zeros(1, int),
        np.array([0.0, *map(entropy_bits, p)]),
        tuple(candidates),
        int(bits.argmax()),
    )


def point_at(read: Surprisal, cursor: int) -> Surprisal:
    """The same text with another cursor, clipped to the text."""
    return replace(read, cursor=min(max(cursor, 0), len(read.text) - 1))


def by_surprise(read: Surprisal) -> list[int]:
    """The places of a text, the most surprising first; without the first character, which nothing predicts."""
    return [k for k in np.argsort(-read.bits, kind="stable").tolist() if k > 0] or [0]
