"""Dropout in a sequence, trained: one mask for a window against a fresh one at each step, and none.

    python -m unrolled.training.dropout        # about 25 minutes of one core; goes on where it stopped

Dropout can only help where a network learns its text by heart, so the corpus is
reduced: a single play, with a plain RNN that is large for it. What is held out
are fifty pieces of the two validation plays.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict, replace
from typing import Any

import torch

from unrolled import runtime
from unrolled.datasets import shakespeare
from unrolled.models.char_rnn import CharRNN
from unrolled.models.dropout import DroppedRNN
from unrolled.models.initial import orthogonal
from unrolled.training.char_rnn import Recipe
from unrolled.training.live import LIVE, plays
from unrolled.training.loop import Budget, Run, Schedule, train
from unrolled.training.losses import heldout_loss
from unrolled.training.results import collect

NAME = "dropout"
PLAY = "The Comedy of Errors"
RATE = 0.3
SEEDS = (0, 1, 2)
STEPS, EVALUATIONS = 1200, 20
# By name: whether nodes vanish for the others too or from the readout alone, and whether masks are fresh at each step.
KINDS: dict[str, tuple[bool, bool] | None] = {
    "none": None,
    "nodes, one mask": (True, False),
    "nodes, each step": (True, True),
    "readout, one mask": (False, False),
    "readout, each step": (False, True),
}
RECIPE = replace(LIVE, cell="rnn", hidden=256, steps=STEPS, seconds=None, rate=0.01)


def begin(kind: str, recipe: Recipe) -> Run:
    """A fresh run of one kind of dropout, at the recipe's rate.

    In "readout" kinds masks act on what leaves the layer, in "nodes" kinds also on what the layer hears of itself.
    """
    nodes, per_step = KINDS[kind] or (False, False)
    V = len(shakespeare.vocabulary())
    torch.manual_seed(recipe.seed)
    model = CharRNN(V, recipe.hidden, 1, "rnn", 0.0 if nodes else recipe.dropout, per_step, fused=True)
    if nodes:
        model.layers[0] = DroppedRNN(V, recipe.hidden, recipe.dropout, per_step=per_step)
    orthogonal(model)
    return Run(model, torch.optim.Adam(model.parameters(), lr=recipe.rate, betas=recipe.decays, fused=True))


def measure(kind: str, recipe: Recipe) -> dict[str, Any]:
    """Train one kind, and return its curve: updates, training loss with dropout at work, held-out loss; in nats."""
    run, held = begin(kind, recipe), plays().heldout
    ids = shakespeare.vocabulary().encode(shakespeare.split().train[PLAY])
    for _ in train(
        run,
        ids,
        batch=recipe.batch,
        window=recipe.window,
        budget=Budget(steps=recipe.steps),
        schedule=Schedule(recipe.rate, recipe.warmup),
        clip=recipe.clip,
        restart=recipe.restart,
        evaluate=lambda model: heldout_loss(model, held),
        evaluations=EVALUATIONS,
    ):
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


def jobs() -> dict[str, Any]:
    """All runs of the study, by name, seed after seed."""
    return {
        f"{kind}, seed {seed}": lambda kind=kind, seed=seed: measure(
            kind, replace(RECIPE, dropout=RATE if KINDS[kind] else 0.0, seed=seed)
        )
        for seed in SEEDS
        for kind in KINDS
    }


def main() -> None:
    """Run what the result file does not hold yet."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--anew", action="store_true", help="run also what is there already")
    options = parser.parse_args()
    runtime.start()
    torch.set_num_threads(1)  # a second one brings little to matrices of this size
    about = {
        "command": "python -m unrolled.training.dropout",
        "corpus": f"reduced: {PLAY} alone",
        "rate": RATE,
        "recipe": asdict(RECIPE),
        "curve": "columns: updates, training loss with dropout at work, held-out loss; nats a character",
        "held out": "50 pieces of 200 characters of the validation plays",
        "seen": "loss on the play learned from, without dropout",
    }
    collect(NAME, about, jobs(), anew=options.anew)


if __name__ == "__main__":
    main()
