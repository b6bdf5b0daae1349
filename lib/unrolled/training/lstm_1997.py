"""What a carry that only adds does over a long text: the cell of 1997 against the one with a forget gate.

    python -m unrolled.training.lstm_1997          # or: make lstm-1997

Two ways to train either: every window of 100 characters begins with a zero
state ("fresh"), or the state is carried through the text ("carried"). Then each
network reads on for 2,000 characters and nobody resets it. Three seeds each;
the networks of seed 0 that began fresh ship as ``forget_none`` and ``forget_gate``.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import torch
from torch import Tensor

from unrolled.datasets import shakespeare
from unrolled.models.char_rnn import CharRNN
from unrolled.training.char_rnn import CURVE_CHARACTERS, Recipe, card, encoded, events, start
from unrolled.training.checkpoint import checkpoint_path, save_char_rnn
from unrolled.training.live import LIVE
from unrolled.training.results import begin_study, collect

COMMAND = "python -m unrolled.training.lstm_1997"
NAMES = {"lstm_1997": "forget_none", "lstm": "forget_gate"}
WAYS = {"fresh": 1.0, "carried": 0.02}  # chance of a stream to begin a window with a zero state
SEEDS = (0, 1, 2)
LONG, PIECES, BLOCK = 2000, 32, 50  # characters read on, pieces of held-out text, characters averaged over


def recipe(cell: str, way: str, seed: int) -> Recipe:
    """One training: 64 units, 1,500 updates."""
    return replace(
        LIVE, cell=cell, hidden=64, window=100, steps=1500, seconds=None, rate=0.02, restart=WAYS[way], seed=seed
    )


@torch.inference_mode()
def read_on(model: CharRNN, pieces: Tensor) -> dict[str, list[float]]:
    """Read ``(B, T + 1)`` without a reset: loss in nats and mean size of the carry, for each block of characters."""
    model.eval()
    logits, _, (trace,) = model(pieces[:, :-1], trace=True)
    p = logits.log_softmax(dim=2).gather(2, pieces[:, 1:, None])[..., 0]  # (B, T)
    nats, carry = (-p).mean(dim=0), trace.c.abs().mean(dim=(0, 2))
    return {
        "nats": [round(x, 4) for x in nats.view(-1, BLOCK).mean(dim=1).tolist()],
        "carry": [round(x, 4) for x in carry.view(-1, BLOCK).mean(dim=1).tolist()],
    }


def heldout_pieces() -> Tensor:
    """Evenly spread pieces of the validation plays, ``(PIECES, LONG + 1)``."""
    ids = torch.cat(encoded(shakespeare.split().validation))
    starts = torch.linspace(0, len(ids) - LONG - 1, PIECES).long()
    return torch.stack([ids[first : first + LONG + 1] for first in starts.tolist()])


def measure(cell: str, way: str, seed: int) -> dict[str, Any]:
    """Train one network, read on with it, and ship the one that panels use."""
    parts = shakespeare.split()
    wanted = recipe(cell, way, seed)
    run = start(wanted, len(shakespeare.vocabulary()))
    heads = [ids[:CURVE_CHARACTERS] for ids in encoded(parts.validation)]
    for _ in events(wanted, run, torch.cat(encoded(parts.train)), heads):
        pass
    if way == "fresh" and seed == 0:
        written = card(wanted, run, COMMAND, test=False)
        save_char_rnn(checkpoint_path(NAMES[cell]), run.model, shakespeare.vocabulary(), written)
    return {"steps": run.step, "seconds": round(run.seconds), **read_on(run.model, heldout_pieces())}


def main() -> None:
    """Train and measure what is not there yet."""
    anew = begin_study(__doc__)
    about = {
        "about": f"{PIECES} pieces of the validation plays read for {LONG:,} characters without a reset",
        "command": COMMAND,
        "nats": f"loss, nats a character, a number for each {BLOCK} characters",
        "carry": "mean of |c| over units and pieces, likewise",
    }
    jobs = {
        f"{cell} {way} {seed}": partial(measure, cell, way, seed) for way in WAYS for seed in SEEDS for cell in NAMES
    }
    collect("lstm_1997", about, jobs, anew=anew)


if __name__ == "__main__":
    main()
