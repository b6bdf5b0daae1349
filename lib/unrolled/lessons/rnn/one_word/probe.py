"""A little network that learns one word: what it says now, and how far back each loss is felt."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch
from torch.nn.functional import cross_entropy

from unrolled.lessons.rnn.one_word import recipe as one_word
from unrolled.lessons.rnn.one_word.record import OneWord
from unrolled.lessons.rnn.two_equations.probe import readable, walk
from unrolled.models.truncated import Truncated
from unrolled.runtime import one_thread
from unrolled.training.loop import Run


@one_thread
def look(run: Run[Truncated], word: str, before: OneWord | None = None) -> OneWord:
    """Measure a run as it stands.

    Args:
        run: from ``rnn.one_word.recipe.begin``.
        word: the word it learns.
        before: the record whose curve and pointer go on; without one they begin here.
    """
    ids = one_word.encode(word)
    states, logits = walk(readable(run.model.model), ids[:-1], run.model.window)
    y = torch.cat(logits)
    loss = cross_entropy(y, ids[1:], reduction="none")
    of_last, of_all = (
        torch.stack([torch.zeros(()) if g is None else g.norm() for g in gradients]).numpy()
        for gradients in (
            torch.autograd.grad(loss[-1], states, retain_graph=True, allow_unused=True),
            torch.autograd.grad(loss.sum(), states),
        )
    )
    now = loss.detach().numpy()
    at = np.empty(0, int) if before is None else before.curve_at
    curve = np.empty((0, len(now))) if before is None else before.curve
    if not len(at) or at[-1] != run.step:
        at, curve = np.append(at, run.step), np.vstack([curve, now])
    y = y.detach()
    return OneWord(
        word, one_word.letters(word), ids.numpy(), y.softmax(-1).numpy(), y.numpy(), now, of_last, of_all,
        run.model.window, run.step, at, curve, len(now) - 1 if before is None else before.step,
    )  # fmt: skip


def point_at(shown: OneWord, step: int) -> OneWord:
    """The same numbers with the pointer elsewhere, held inside the word."""
    return replace(shown, step=min(max(step, 0), len(shown.p) - 1))
