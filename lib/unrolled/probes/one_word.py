"""A little network that learns one word: what it says now, and how far back each loss is felt."""

from __future__ import annotations

import functools
from dataclasses import replace

import numpy as np
import torch
from torch.nn.functional import cross_entropy

from unrolled.probes.rnn import readable, walk
from unrolled.records.one_word import OneWord
from unrolled.records.riddles import Riddle
from unrolled.runtime import one_thread
from unrolled.training import one_word
from unrolled.training.loop import Run
from unrolled.training.results import load_results

LEARNED = float(np.log(2) / 2)  # nats: well below a coin between two letters


@one_thread
def look(run: Run, word: str, before: OneWord | None = None) -> OneWord:
    """Measure a run as it stands.

    Args:
        run: from ``training.one_word.begin``.
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


@functools.cache
def riddles() -> tuple[Riddle, ...]:
    """The committed study, one record for each riddle."""
    runs = load_results(one_word.RESULTS)
    return tuple(_riddle(runs, between, word) for between, word in one_word.RIDDLES.items())


def _riddle(runs: dict[str, dict[str, float]], between: int, word: str) -> Riddle:
    windows = range(1, len(word))
    losses = np.array([[runs[f"{between} {w} {seed}"]["answers"] for seed in one_word.SEEDS] for w in windows])
    clues = (1, len(word) // 2 + 1)  # steps that read a and c, counted from 1
    # A cut stands behind every w-th step: it separates two steps whose windows have different numbers.
    open_ = [sum((clue - 1) // w == (clue + between - 1) // w for clue in clues) for w in windows]
    return Riddle(word, between, losses, (losses < LEARNED).sum(axis=1), np.array(open_))


def expected(word: str, window: int) -> tuple[int, int] | None:
    """Of how many networks how many learned this word's answers in the study; None for words that are not in it."""
    riddle = next((riddle for riddle in riddles() if riddle.word == word), None)
    if riddle is None:
        return None
    row = min(window, len(word) - 1) - 1
    return int(riddle.learned[row]), riddle.losses.shape[1]
