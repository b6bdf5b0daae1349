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
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from unrolled import runtime
from unrolled.datasets import shakespeare
from unrolled.models.char_rnn import CharRNN
from unrolled.models.initial import orthogonal
from unrolled.training.checkpoint import checkpoint_path, load_run, save_char_rnn, save_run
from unrolled.training.loop import Budget, Event, Run, Schedule, train
from unrolled.training.losses import heldout_loss

SHIPPED = "shakespeare_2x256"
CURVE_CHARACTERS = 10_000  # of each validation play, for the curve; the card's metrics take whole plays


@dataclass(frozen=True)
class Recipe:
    """All choices of a training of a character-level network; losses are nats a character.

    Attributes:
        cell, hidden, layers, dropout, dropout_per_step: the network.
        batch, window: B streams, T characters between two updates.
        steps, seconds: the budget; one of them may be None.
        rate, warmup: of the schedule.
        decays: of Adam's two averages.
        clip: largest norm of the gradient.
        restart: chance of each stream to start a window from zero.
        weights: "usual", as the cells come, or "orthogonal", see ``unrolled.models.initial``.
        seed: of torch's generator.
    """

    cell: str = "lstm"
    hidden: int = 256
    layers: int = 2
    dropout: float = 0.1
    dropout_per_step: bool = False
    batch: int = 64
    window: int = 100
    steps: int | None = 4000
    seconds: float | None = None
    rate: float = 3e-3
    warmup: int = 100
    decays: tuple[float, float] = (0.9, 0.999)
    clip: float = 1.0
    restart: float = 0.0
    weights: str = "usual"
    seed: int = 0


def encoded(texts: dict[str, str]) -> list[torch.Tensor]:
    """Each play as ``(T,)`` numbers in the vocabulary of the whole corpus."""
    return [shakespeare.vocabulary().encode(text) for text in texts.values()]


def start(recipe: Recipe, characters: int) -> Run:
    """A fresh run for a vocabulary of so many characters: seed, model, Adam."""
    torch.manual_seed(recipe.seed)
    model = CharRNN(
        characters, recipe.hidden, recipe.layers, recipe.cell, recipe.dropout, recipe.dropout_per_step,
        fused=True,
    )  # fmt: skip
    if recipe.weights == "orthogonal":
        orthogonal(model)
    return Run(model, torch.optim.Adam(model.parameters(), lr=recipe.rate, betas=recipe.decays, fused=True))


def events(recipe: Recipe, run: Run, ids: torch.Tensor, heldout: Sequence[torch.Tensor]) -> Iterator[Event]:
    """Train on a text ``(N,)``, with the held-out loss measured on others."""
    return train(
        run,
        ids,
        batch=recipe.batch,
        window=recipe.window,
        budget=Budget(steps=recipe.steps, seconds=recipe.seconds),
        schedule=Schedule(recipe.rate, recipe.warmup),
        clip=recipe.clip,
        restart=recipe.restart,
        evaluate=lambda model: heldout_loss(model, heldout),
    )


def card(recipe: Recipe, run: Run, command: str, *, test: bool) -> dict[str, object]:
    """What a reader must know about the model; with ``test`` the test plays are opened."""
    parts = shakespeare.split()
    heldout = {"validation": parts.validation} | ({"test": parts.test} if test else {})
    losses = {name: heldout_loss(run.model, encoded(texts)) for name, texts in heldout.items()}
    layers = "1 layer" if recipe.layers == 1 else f"{recipe.layers} layers"
    return {
        "about": f"{layers} of {recipe.hidden} {recipe.cell.upper()} units, 34 plays of Shakespeare",
        "command": command,
        "recipe": asdict(recipe),
        "corpus": {"file": shakespeare.FILE, "sha256": shakespeare.SHA256},
        "nats": losses,
        "bits": {name: loss / math.log(2) for name, loss in losses.items()},
        "plays": {name: list(texts) for name, texts in heldout.items()},
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


def ship(name: str, recipe: Recipe, command: str, *, runs: Path, save_every: int = 100, test: bool = False) -> None:
    """Train on the plays, going on where a run file of that name is found, and write checkpoint and card.

    Args:
        name: of the checkpoint.
        recipe: all choices.
        command: that remakes it, for the card.
        runs: folder of the run file.
        save_every: updates between two run files.
        test: whether the card tells the loss on the test plays, too.
    """
    parts = shakespeare.split()
    heads = [ids[:CURVE_CHARACTERS] for ids in encoded(parts.validation)]
    run, file = start(recipe, len(shakespeare.vocabulary())), runs / f"{name}.run"
    if load_run(file, run):
        print(f"{name}: going on from step {run.step}", flush=True)
    for event in events(recipe, run, torch.cat(encoded(parts.train)), heads):
        if event.step % save_every == 0:
            save_run(file, run)
        if event.validation is not None:
            print(
                f"{name}: step {event.step}  train {run.curve[-1][1]:.3f}  validation {event.validation:.3f} nats  "
                f"{event.seconds / 60:.1f} min, {event.seconds_left / 60:.1f} left",
                flush=True,
            )
    written = card(recipe, run, command, test=test)
    save_char_rnn(checkpoint_path(name), run.model, shakespeare.vocabulary(), written)


def main() -> None:
    """Train, resuming where a run file is found, and ship the result."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=Path, default=Path("runs"), help="folder of the run file")
    parser.add_argument("--save-every", type=int, default=100, metavar="STEPS")
    options = parser.parse_args()
    runtime.start()
    ship(
        SHIPPED, Recipe(), "python -m unrolled.training.char_rnn",
        runs=options.runs, save_every=options.save_every, test=True,
    )  # fmt: skip


if __name__ == "__main__":
    main()
