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
from collections.abc import Callable, Generator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from unrolled import runtime
from unrolled.datasets import shakespeare
from unrolled.datasets.corpus import Corpus
from unrolled.models.char_rnn import CharRNN
from unrolled.models.initial import orthogonal, torch_start
from unrolled.models.sampler import Sampler
from unrolled.training.checkpoint import checkpoint_path, save_char_rnn
from unrolled.training.loop import Budget, Event, Plan, Run, Schedule, train
from unrolled.training.losses import best_temperature, divergence, heldout_loss
from unrolled.training.run_files import held, load_run, save_run

SHIPPED = "shakespeare_2x256"
CURVE_CHARACTERS = 10_000  # of each validation play, for the curve; the card's metrics take whole plays


@dataclass(frozen=True)
class Recipe:
    """All settings for training a character-level network; losses are in nats a character.

    Attributes:
        cell, hidden, layers, dropout, dropout_per_step: the network.
        batch, window: B streams, T characters between two updates.
        steps, seconds: the budget; one of them may be None.
        rate, warmup, hold, cycles: of the schedule.
        decays: of Adam's two averages.
        clip: the largest gradient norm allowed.
        restart: the probability that a stream starts a window from a zero state.
        low: matrix products in bfloat16.
        weights: "usual", as the cells come, or "orthogonal" or "torch", see ``unrolled.models.initial``.
        calibrate: at the end, divide the logits by the temperature that fits the validation texts best.
        evaluations: points of the curve.
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
    hold: float | None = None
    cycles: int = 1
    low: bool = False
    weights: str = "usual"
    calibrate: bool = False
    evaluations: int = 20
    seed: int = 0

    def plan(self, evaluate: Callable[[nn.Module], float] | None = None) -> Plan:
        """The loop's options; ``evaluate`` measures the held-out loss."""
        return Plan(
            Budget(self.steps, self.seconds),
            Schedule(self.rate, self.warmup, self.hold, self.cycles),
            self.clip,
            evaluate,
            self.evaluations,
            self.low,
        )


RECIPE = Recipe(
    batch=32, window=64, steps=10_000, rate=1e-2, warmup=200, decays=(0.9, 0.99), restart=0.02, hold=0.6, low=True,
    weights="orthogonal", evaluations=40,
)  # fmt: skip


def encoded(texts: dict[str, str]) -> list[torch.Tensor]:
    """Each play as ``(T,)`` numbers in the vocabulary of all plays."""
    return [shakespeare.vocabulary().encode(text) for text in texts.values()]


def start(recipe: Recipe, characters: int) -> Run[CharRNN]:
    """A fresh run for a vocabulary of ``characters`` characters: seed, model, Adam."""
    torch.manual_seed(recipe.seed)
    model = CharRNN(
        characters, recipe.hidden, recipe.layers, recipe.cell, recipe.dropout, recipe.dropout_per_step,
        fused=True,
    )  # fmt: skip
    if recipe.weights == "orthogonal":
        orthogonal(model)
    elif recipe.weights == "torch":
        torch_start(model)
    return Run(model, torch.optim.Adam(model.parameters(), lr=recipe.rate, betas=recipe.decays, fused=True))


def events(recipe: Recipe, run: Run, ids: torch.Tensor, heldout: Sequence[torch.Tensor]) -> Generator[Event]:
    """Train on a text ``(N,)``, with the held-out loss measured on others."""
    plan = recipe.plan(lambda model: heldout_loss(model, heldout))
    return train(run, ids, plan, batch=recipe.batch, window=recipe.window, restart=recipe.restart)


def card(recipe: Recipe, run: Run, command: str, *, test: bool, corpus: Corpus | None = None) -> dict[str, object]:
    """All that a user must know about the model; with ``test`` its loss on the test texts is measured, too."""
    corpus = corpus or shakespeare.corpus()
    parts = ("validation", "test") if test else ("validation",)
    losses = {part: heldout_loss(run.model, corpus.encoded(part)) for part in parts}
    layers = "1 layer" if recipe.layers == 1 else f"{recipe.layers} layers"
    return {
        "about": f"{layers} of {recipe.hidden} {recipe.cell.upper()} units, {corpus.about}",
        "command": command,
        "recipe": asdict(recipe),
        "corpus": {"file": corpus.file, "sha256": corpus.sha256},
        "nats": losses,
        "bits": {name: loss / math.log(2) for name, loss in losses.items()},
        corpus.kind: {part: list(getattr(corpus.split, part)) for part in parts},
        "parameters": sum(weights.numel() for weights in run.model.parameters()),
        "curve": {
            "columns": ["step", "train", "validation"],
            "unit": "nats a character",
            "validation": f"first {CURVE_CHARACTERS} characters of each of the validation {corpus.kind}",
            "rows": [[step, round(loss, 4), round(held, 4)] for step, loss, held in run.curve],
        },
        "wall_seconds": round(run.seconds),
        "machine": f"{platform.machine()}, {torch.get_num_threads()} threads, other work beside it",
        "versions": {"python": platform.python_version(), "torch": torch.__version__.split("+")[0]},
    }


def fit(
    name: str,
    recipe: Recipe,
    *,
    runs: Path,
    save_every: int = 100,
    corpus: Corpus | None = None,
    snapshots: Sequence[int] = (),
) -> Run[CharRNN]:
    """Train on a corpus, resuming from the run file of that name if there is one, and print the progress.

    Args:
        name: of the run.
        recipe: all choices.
        runs: folder of the run file.
        save_every: updates between two run files.
        corpus: the plays by default.
        snapshots: the numbers of updates after which to keep a copy of the weights, see :func:`snapshot_path`.

    Returns:
        The finished run.

    Raises:
        BusyError: if another process trains it.
        CheckpointError: if the run file is damaged.
        FileError: if it cannot be written; it is kept as it was.
    """
    corpus = corpus or shakespeare.corpus()
    run, file = start(recipe, len(corpus.vocabulary)), runs / f"{name}.run"
    with held(file):
        if load_run(file, run):
            print(f"{name}: going on from step {run.step}", flush=True)
        elif 0 in snapshots:
            _keep(snapshot_path(runs, name, 0), run, corpus)
        for event in events(recipe, run, torch.cat(corpus.encoded("train")), _heads(corpus)):
            if event.step in snapshots:
                _keep(snapshot_path(runs, name, event.step), run, corpus)
            if event.step % save_every == 0:
                save_run(file, run)
            if event.validation is not None:
                print(
                    f"{name}: step {event.step}  train {run.curve[-1][1]:.3f}  validation {event.validation:.3f} nats  "
                    f"{event.seconds / 60:.1f} min, {event.seconds_left / 60:.1f} left",
                    flush=True,
                )
        save_run(file, run)
    return run


def ship(
    name: str,
    recipe: Recipe,
    command: str,
    *,
    runs: Path,
    save_every: int = 100,
    test: bool = False,
    corpus: Corpus | None = None,
    half: bool = False,
    snapshots: Sequence[int] = (),
) -> Run[CharRNN]:
    """Train as :func:`fit` does, and write checkpoint and card.

    Args:
        name: of the checkpoint.
        recipe: all choices.
        command: that remakes it, for the card.
        runs: folder of the run file.
        save_every: updates between two run files.
        test: whether the card also gives the loss on the test texts.
        corpus: the plays by default.
        half: ship the weights as float16. The card's metrics are those of the rounded weights, and its "forms" compare
            float32, float16 and the sampler's int8 on the characters of the curve ("kl": KL(float16 || int8), nats a
            character).
        snapshots: see :func:`fit`.

    Returns:
        The finished run.
    """
    corpus = corpus or shakespeare.corpus()
    run = fit(name, recipe, runs=runs, save_every=save_every, corpus=corpus, snapshots=snapshots)
    more = _calibrate(run, _heads(corpus)) if recipe.calibrate else {}
    more |= _round(run, _heads(corpus)) if half else {}
    written = card(recipe, run, command, test=test, corpus=corpus) | more
    save_char_rnn(checkpoint_path(name), run.model, corpus.vocabulary, written, half=half)
    return run


def _heads(corpus: Corpus) -> list[torch.Tensor]:
    """The start of each validation text, on which the curve is measured."""
    return [ids[:CURVE_CHARACTERS] for ids in corpus.encoded("validation")]


def _calibrate(run: Run[CharRNN], heads: Sequence[torch.Tensor]) -> dict[str, dict[str, float]]:
    """Divide the logits by the temperature that fits held-out text best; returns the loss before and after it.

    The curve is measured before that.
    """
    before = heldout_loss(run.model, heads)
    temperature = best_temperature(run.model, heads)
    with torch.no_grad():
        for part in run.model.h_to_logits.parameters():
            part.div_(temperature)
    after = heldout_loss(run.model, heads)
    return {"calibration": {"temperature": temperature, "before": before, "after": after}}


def _round(run: Run[CharRNN], heads: Sequence[torch.Tensor]) -> dict[str, dict[str, float]]:
    """Round the weights to float16; returns the loss in each format, the sampler's int8 included."""
    full = heldout_loss(run.model, heads)
    run.model.load_state_dict({key: value.half() for key, value in run.model.state_dict().items()})
    sampler = Sampler(run.model)
    kl, nats = np.mean([divergence(run.model, sampler, ids) for ids in heads], axis=0).tolist()
    return {"forms": {"float32": full, "float16": heldout_loss(run.model, heads), "int8": nats, "kl": kl}}


def snapshot_path(runs: Path, name: str, step: int) -> Path:
    """The path of the weights after ``step`` updates, in the folder of the run files."""
    return runs / f"{name}.after{step:06d}.safetensors"


def _keep(path: Path, run: Run[CharRNN], corpus: Corpus) -> None:
    save_char_rnn(path, run.model, corpus.vocabulary, {"step": run.step}, half=True)


def train_and_ship(doc: str, name: str, recipe: Recipe, command: str, **more: Any) -> None:
    """Run a training command: read its options, train (resuming if there is a run file), and ship the result.

    Args:
        doc: of the command's module; its first line explains the command.
        name: of the checkpoint.
        recipe: all choices.
        command: that remakes it, for the card.
        **more: arguments of :func:`ship`; ``corpus`` is a function here, called once the options are read.
    """
    parser = argparse.ArgumentParser(description=doc.split("\n")[0])
    parser.add_argument("--runs", type=Path, default=Path("runs"), help="folder of run file and snapshots")
    parser.add_argument("--save-every", type=int, default=100, metavar="STEPS", help="updates between two run files")
    options = parser.parse_args()
    runtime.start()
    corpus = more.pop("corpus", shakespeare.corpus)()
    ship(name, recipe, command, runs=options.runs, save_every=options.save_every, test=True, corpus=corpus, **more)


if __name__ == "__main__":
    train_and_ship(__doc__, SHIPPED, RECIPE, "python -m unrolled.training.char_rnn")
