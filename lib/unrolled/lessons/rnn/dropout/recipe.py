"""Dropout in a sequence, trained: one mask for a window against a fresh one at each step, and none.

Two tasks for a plain RNN. *play*: dropout can only help where a network learns
its text by heart, so the corpus is reduced: a single play, for which the
network is large. What is held out are fifty pieces of the two validation plays.
*recall*: what a memory bears. A symbol is read, then so many others that mean
nothing, and the first must be named; the share named on new sequences, without
dropout, says whether training with these masks could learn to remember.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import torch
from torch import Tensor

from unrolled.datasets import shakespeare
from unrolled.models.char_rnn import CharRNN
from unrolled.models.dropout import DroppedRNN
from unrolled.models.initial import orthogonal
from unrolled.training.char_rnn import Recipe
from unrolled.training.live import LIVE, plays
from unrolled.training.loop import UNSCORED, Run, train, train_on
from unrolled.training.losses import heldout_loss

NAME, RECALL = "dropout", "dropout_recall"
PLAY = "The Comedy of Errors"
RATE = 0.3
SEEDS = (0, 1, 2)
STEPS = 1200
# By name: whether nodes vanish for the others too or from the readout alone, and whether masks are fresh at each step.
KINDS: dict[str, tuple[bool, bool] | None] = {
    "none": None,
    "nodes, one mask": (True, False),
    "nodes, each step": (True, True),
    "readout, one mask": (False, False),
    "readout, each step": (False, True),
}
WAITS = (2, 5, 10, 15)  # symbols between the first and the question
SYMBOLS, NOISE = 8, 4
RECALLED = tuple(kind for kind in KINDS if not kind.startswith("readout"))
RECIPE = replace(LIVE, cell="rnn", hidden=256, steps=STEPS, seconds=None, rate=0.01)

RECALL_RECIPE = replace(RECIPE, hidden=64, steps=1500, rate=0.003)


def begin(kind: str, recipe: Recipe, characters: int) -> Run[CharRNN]:
    """A fresh run of one kind of dropout, at the recipe's rate.

    In "readout" kinds masks act on what leaves the layer, in "nodes" kinds also on what the layer hears of itself.
    """
    nodes, per_step = KINDS[kind] or (False, False)
    torch.manual_seed(recipe.seed)
    model = CharRNN(characters, recipe.hidden, 1, "rnn", 0.0 if nodes else recipe.dropout, per_step, fused=True)
    if nodes:
        model.layers[0] = DroppedRNN(characters, recipe.hidden, recipe.dropout, per_step=per_step)
    orthogonal(model)
    return Run(model, torch.optim.Adam(model.parameters(), lr=recipe.rate, betas=recipe.decays, fused=True))


def measure(kind: str, recipe: Recipe) -> dict[str, Any]:
    """Train one kind, and return its curve: updates, training loss with dropout at work, held-out loss; in nats."""
    vocabulary, held = shakespeare.vocabulary(), plays().heldout
    run = begin(kind, recipe, len(vocabulary))
    ids = vocabulary.encode(shakespeare.split().train[PLAY])
    plan = recipe.plan(lambda model: heldout_loss(model, held))
    for _ in train(run, ids, plan, batch=recipe.batch, window=recipe.window, restart=recipe.restart):
        pass
    rounded = [[step, round(loss, 4), round(nats, 4)] for step, loss, nats in run.curve]
    return {
        "kind": kind,
        "seed": recipe.seed,
        "curve": rounded,
        "best": min(nats for _, _, nats in rounded),
        "end": rounded[-1][2],
        "seen": round(heldout_loss(run.model, [ids]), 4),
        "seconds": round(run.seconds),
    }


def recall(batch: int, wait: int) -> tuple[Tensor, Tensor]:
    """The task of recalling the first symbol: inputs ``(B, wait + 1)``, targets that are scored at the last step."""
    first = torch.randint(SYMBOLS, (batch, 1))
    inputs = torch.cat([first, SYMBOLS + torch.randint(NOISE, (batch, wait))], dim=1)
    targets = torch.full_like(inputs, UNSCORED)
    targets[:, -1] = first[:, 0]
    return inputs, targets


@torch.inference_mode()
def recalled(model: CharRNN, wait: int, count: int = 1000) -> float:
    """The share of first symbols named right on new sequences, without dropout."""
    model.eval()
    inputs, targets = recall(count, wait)
    return (model(inputs)[0][:, -1].argmax(dim=1) == targets[:, -1]).double().mean().item()


def measure_recall(kind: str, wait: int, recipe: Recipe) -> dict[str, Any]:
    """Train one kind to remember for so many steps."""
    run = begin(kind, recipe, SYMBOLS + NOISE)
    for _ in train_on(run, lambda: recall(recipe.batch, wait), recipe.plan()):
        pass
    share = recalled(run.model, wait)
    return {"kind": kind, "wait": wait, "seed": recipe.seed, "share": round(share, 3), "seconds": round(run.seconds)}
