"""Trivial scores: of a model that learns how often each answer comes, and reads nothing of what it is asked.

What it says is the same for every example: the mean of the sums (adding), at each step each symbol as often as in
training (copy memory), the most frequent digit (MNIST), each key as often as in training (music). So each of these is
measured as any network is: fitted to the training examples, scored on held-out ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor

from unrolled.benchmark.task import Data
from unrolled.benchmark.tasks import TASKS
from unrolled.datasets import copy_memory, piano_rolls

NAME = "table1_trivial"
MUSIC = {"jsb": "JSB", "nottingham": "Nottingham"}
PIECE = 1000  # training examples that are looked at at a time


def measure(task: str) -> dict[str, Any]:
    """The trivial scores of a task, and how often each answer comes in training where that decides them.

    Args:
        task: "adding", "copy", "seq_mnist", "perm_mnist", "jsb" or "nottingham".

    Returns:
        ``valid`` and ``test`` in the task's metric; ``mean`` of the sums (adding), ``shares`` of the 88 keys (music),
        of the ten digits (MNIST) or of the ten symbols at the last ten steps (copy memory).

    Raises:
        ValueError: if the task is none of these.
        DownloadError: if its data cannot be had.
    """
    if task in MUSIC:
        return music(piano_rolls.load(MUSIC[task]))
    known = {"adding": constant_sum, "copy": symbols, "seq_mnist": digit, "perm_mnist": digit}
    if task not in known:
        raise ValueError(f"No trivial score is known for {task!r}: choose {', '.join([*known, *MUSIC])}.")
    return known[task](TASKS[task].data())


def music(rolls: piano_rolls.Music) -> dict[str, Any]:
    """Nats a step from the second step on, each key as likely as it is frequent in training."""
    shares = piano_rolls.key_shares(rolls.train)
    scores = {part: piano_rolls.bernoulli_loss(shares, getattr(rolls, part)) for part in ("valid", "test")}
    return _told(scores, shares=shares)


def constant_sum(data: Data) -> dict[str, Any]:
    """Squared error of the training sums' mean."""
    mean = _training(data).double().mean()
    scores = {part: float((_held_out(data, part) - mean).square().mean()) for part in data.held_out}
    return {**_told(scores), "mean": round(float(mean), 4)}


def symbols(data: Data) -> dict[str, Any]:
    """Nats a step, each symbol as likely at each step as it is frequent there in training."""
    answers = _training(data)  # (N, T + 20)
    counts = torch.stack([(answers == symbol).sum(dim=0) for symbol in range(copy_memory.SYMBOLS)], dim=1)
    shares = counts.double() / len(answers)  # (T + 20, 10)
    steps = torch.arange(answers.shape[1])
    scores = {part: float(-shares[steps, _held_out(data, part)].log().mean()) for part in data.held_out}
    return _told(scores, shares=shares[-copy_memory.KEPT :].mean(dim=0).numpy())


def digit(data: Data) -> dict[str, Any]:
    """Percent right if the answer is always the digit most frequent in training."""
    shares = torch.bincount(_training(data), minlength=10).double() / data.count
    most = int(shares.argmax())
    scores = {part: 100 * float((_held_out(data, part) == most).double().mean()) for part in data.held_out}
    return {**_told(scores, shares=shares.numpy()), "digit": most}


def _training(data: Data) -> Tensor:
    """All targets of the training examples."""
    return torch.cat([data.draw(places)[1] for places in torch.arange(data.count).split(PIECE)])


def _held_out(data: Data, part: str) -> Tensor:
    return torch.cat([y for _, y in data.held_out[part]()])


def _told(scores: dict[str, float], shares: Sequence[float] | np.ndarray = ()) -> dict[str, Any]:
    """Rounded to five digits, as a result file holds them."""
    told: dict[str, Any] = {part: float(f"{score:.5g}") for part, score in scores.items()}
    return told | ({"shares": [float(f"{share:.4g}") for share in shares]} if len(shares) else {})
