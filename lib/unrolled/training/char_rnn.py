"""The recipe of the first shipped model: two LSTM layers of 256 on 34 plays.

    python -m unrolled.training.char_rnn              # or: make train-char-rnn

Stopped at any moment, even killed, the same command goes on from the last saved
step. When it ends it writes ``data/checkpoints/shakespeare_2x256.safetensors``
and its card.
"""

from __future__ import annotations

import argparse
import math
import platform
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from unrolled import runtime
from unrolled.datasets import shakespeare
from unrolled.models.char_rnn import CharRNN
from unrolled.training.checkpoint import checkpoint_path, load_run, save_char_rnn, save_run
from unrolled.training.loop import Budget, Event, Run, Schedule, train
from unrolled.training.losses import heldout_loss

SHIPPED = "shakespeare_2x256"
CURVE_CHARACTERS = 10_000  # of each validation play, for the curve; the card's metrics take whole plays


@dataclass(frozen=True)
class Recipe:
    """All choices of a training on the plays; losses are nats a character."""

    cell: str = "lstm"
    hidden: int = 256
    layers: int = 2
    dropout: float = 0.1
    batch: int = 64
    window: int = 100
    steps: int = 4000
    rate: float = 3e-3
    clip: float = 1.0
    seed: int = 0


def encoded(texts: dict[str, str]) -> list[torch.Tensor]:
    """Each play as ``(T,)`` numbers in the vocabulary of the whole corpus."""
    return [shakespeare.vocabulary().encode(text) for text in texts.values()]


def start(recipe: Recipe) -> Run:
    """A fresh run: seed, model, Adam."""
    torch.manual_seed(recipe.seed)
    model = CharRNN(
        len(shakespeare.vocabulary()), recipe.hidden, recipe.layers, recipe.cell, recipe.dropout,
        fused=recipe.cell == "lstm",
    )  # fmt: skip
    return Run(model, torch.optim.Adam(model.parameters(), lr=recipe.rate, fused=True))


def events(recipe: Recipe, run: Run) -> Iterator[Event]:
    """Train on the 34 plays in their order, one after the other."""
    parts = shakespeare.split()
    heads = [ids[:CURVE_CHARACTERS] for ids in encoded(parts.validation)]
    return train(
        run,
        torch.cat(encoded(parts.train)),
        batch=recipe.batch,
        window=recipe.window,
        budget=Budget(steps=recipe.steps),
        schedule=Schedule(recipe.rate),
        clip=recipe.clip,
        evaluate=lambda model: heldout_loss(model, heads),
    )


def card(recipe: Recipe, run: Run) -> dict[str, object]:
    """What a reader must know about the model; the test plays are opened here, once."""
    parts = shakespeare.split()
    losses = {
        name: heldout_loss(run.model, encoded(texts))
        for name, texts in (("validation", parts.validation), ("test", parts.test))
    }
    return {
        "about": f"{recipe.layers} layers of {recipe.hidden} {recipe.cell.upper()} units, 34 plays of Shakespeare",
        "command": "python -m unrolled.training.char_rnn",
        "recipe": asdict(recipe),
        "corpus": {"file": shakespeare.FILE, "sha256": shakespeare.SHA256},
        "nats": losses,
        "bits": {name: loss / math.log(2) for name, loss in losses.items()},
        "plays": {"validation": list(parts.validation), "test": list(parts.test)},
        "parameters": sum(weights.numel() for weights in run.model.parameters()),
        "curve": {
            "columns": ["step", "train", "validation"],
            "unit": "nats a character",
            "validation": f"first {CURVE_CHARACTERS} characters of each validation play",
            "rows": [[step, round(loss, 4), round(held, 4)] for step, loss, held in run.curve],
        },
        "wall_seconds": round(run.seconds),
        "machine": f"{platform.machine()}, {torch.get_num_threads()} threads, other work beside it",
        "versions": {"python": platform.python_version(), "torch": torch.__version__.split("+")[0]},
    }


def main() -> None:
    """Train, resuming where a run file is found, and ship the result."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=Path, default=Path("runs"), help="folder of the run file")
    parser.add_argument("--save-every", type=int, default=100, metavar="STEPS")
    options = parser.parse_args()
    runtime.start()
    recipe = Recipe()
    run, file = start(recipe), options.runs / f"{SHIPPED}.run"
    if load_run(file, run):
        print(f"going on from step {run.step}", flush=True)
    for event in events(recipe, run):
        if event.step % options.save_every == 0:
            save_run(file, run)
        if event.validation is not None:
            print(
                f"step {event.step}  train {run.curve[-1][1]:.3f}  validation {event.validation:.3f} nats  "
                f"{event.seconds / 60:.0f} min, {event.seconds_left / 60:.0f} left",
                flush=True,
            )
    save_char_rnn(checkpoint_path(SHIPPED), run.model, shakespeare.vocabulary(), card(recipe, run))


if __name__ == "__main__":
    main()
