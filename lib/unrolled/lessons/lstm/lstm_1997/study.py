"""What a carry that only adds does over a long text: the cell of 1997 against the one with a forget gate.

    python -m unrolled.lessons.lstm.lstm_1997.study

Three seeds each; the networks of seed 0 that began fresh ship as ``forget_none`` and ``forget_gate``.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import torch

from unrolled.datasets import shakespeare
from unrolled.lessons.lstm.lstm_1997.recipe import (
    BLOCK,
    LONG,
    NAMES,
    PIECES,
    SEEDS,
    WAYS,
    heldout_pieces,
    read_on,
    recipe,
)
from unrolled.training.char_rnn import CURVE_CHARACTERS, card, encoded, events, start
from unrolled.training.checkpoint import checkpoint_path, save_char_rnn
from unrolled.training.results import begin_study, collect

COMMAND = "python -m unrolled.lessons.lstm.lstm_1997.study"


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
