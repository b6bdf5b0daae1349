"""An LSTM of 32 units carries a value from t = 0 to t = T, from several starts of its forget gate.

It learns the task of ``unrolled.datasets.recall`` for one wait T from torch's own weights. Only biases differ:
*torch* leaves them near 0, *one* sets the forget gate's to 1, *chrono* follows
Tallec and Ollivier (arXiv 1804.11188). A GRU and a plain RNN of equal size,
from torch's weights, stand beside them.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from unrolled.datasets import recall
from unrolled.models.char_rnn import FUSED, CharRNN
from unrolled.models.initial import chrono
from unrolled.models.size import equal_width, parameters
from unrolled.training.loop import UNSCORED, Budget, Plan, Run, steady, train_on

SEEDS = (0, 1, 2)
STARTS = {"chrono": "lstm", "one": "lstm", "torch": "lstm", "gru": "gru", "rnn": "rnn"}  # cell by start
V, UNITS = len(recall.ALPHABET), 32
STEPS, EVERY, BATCH, RATE, WARMUP = 1200, 25, 32, 0.01, 50
SOLVED = 0.99  # share of right answers that counts as solved, in three measurements running
TESTS = 256


def begin(start: str, steps: int, seed: int) -> Run:
    """A fresh run: torch's weights for the cell, then the biases of the start.

    Args:
        start: a key of ``STARTS``.
        steps: T, the wait, which chrono takes as its longest.
        seed: of torch's generator.
    """
    torch.manual_seed(seed)
    cell = STARTS[start]
    width = equal_width(sum(parameters(V, UNITS, 1)), V, cell)
    model = CharRNN(V, width, 1, cell, fused=True)
    model.layers[0] = FUSED[cell].started_as_torch(V, width)
    if start == "one":
        model.layers[0].cell.x_to_gates.bias.data[width : 2 * width] = 1.0
    if start == "chrono":
        chrono(model, steps)
    return Run(model, torch.optim.Adam(model.parameters(), lr=RATE, betas=(0.9, 0.99), fused=True))


def accuracy(model: CharRNN, steps: int) -> float:
    """The share of right answers on a fixed test set of one wait."""
    ids, asked = recall.examples(TESTS, steps, torch.Generator().manual_seed(steps))
    with torch.inference_mode():
        logits, _ = model.eval()(ids)
    return (logits[:, -1].argmax(dim=1) == asked).float().mean().item()


def draw(steps: int) -> tuple[Tensor, Tensor]:
    """Examples for one update; only the answer is scored."""
    ids, asked = recall.examples(BATCH, steps)
    targets = torch.full_like(ids, UNSCORED)
    targets[:, -1] = asked
    return ids, targets


def solved_at(curve: list[list[float]]) -> int | None:
    """Updates after which three measurements running are as good as solved; None if that never is so."""
    good = [share >= SOLVED for _, share in curve]
    return next((int(curve[k][0]) for k in range(len(curve) - 2) if all(good[k : k + 3])), None)


def learn(start: str, steps: int, seed: int, *, updates: int = STEPS) -> tuple[Run, dict[str, Any]]:
    """One run, which ends when the task is solved.

    Args:
        start: a key of ``STARTS``.
        steps: T.
        seed: of torch's generator.
        updates: the most it gets.

    Returns:
        The run, and its numbers for the result file.
    """
    run, curve = begin(start, steps, seed), []
    plan = Plan(
        Budget(steps=updates), steady(RATE, WARMUP),
        evaluate=lambda model: accuracy(model, steps), evaluations=updates // EVERY,
    )  # fmt: skip
    events = train_on(run, lambda: draw(steps), plan)
    for event in events:
        if event.validation is None:
            continue
        curve.append([event.step, round(event.validation, 3)])
        if solved_at(curve):
            break
    events.close()
    return run, {"solved": solved_at(curve), "curve": curve, "seconds": round(run.seconds, 1)}
