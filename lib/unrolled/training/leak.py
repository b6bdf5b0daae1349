"""What a leak buys: the same small TCN as a reader of plays, with zeros on the left only and with zeros on both sides.

    python -m unrolled.training.leak          # about four minutes of one core; goes on where it stopped

Both predict the next character, three seeds each. *Tested* as usual, over whole held-out passages, the second can read
the answer. *Writing*, a character is due that is not there yet: each place is predicted from what is before it alone.
"""

from __future__ import annotations

import functools
from typing import Any

import torch
from torch import Tensor, nn

from unrolled import runtime
from unrolled.datasets import shakespeare
from unrolled.models.sequence_net import SequenceNet, size
from unrolled.models.tcn import TCN
from unrolled.models.tcn_siblings import LeakyTCN
from unrolled.models.tcn_size import doubling, receptive_field
from unrolled.training.loop import Budget, Run, train_on
from unrolled.training.results import begin_study, collect

NAME = "leak"
COMMAND = "python -m unrolled.training.leak"
PADDINGS, SEEDS = {"left": TCN, "both": LeakyTCN}, (0, 1, 2)
WIDTH, LEVELS, KERNEL = 32, 4, 3
UPDATES, BATCH, WINDOW, RATE, WARMUP = 400, 16, 128, 0.004, 20
PASSAGES, PLACES = 16, 256  # held-out passages; places predicted as in writing


def texts() -> tuple[Tensor, Tensor]:
    """Training and held-out plays as numbers."""
    parts, vocabulary = shakespeare.split(), shakespeare.vocabulary()
    return tuple(vocabulary.encode("".join(one.values())) for one in (parts.train, parts.validation))


def begin(padding: str, seed: int) -> Run:
    """A fresh run."""
    torch.manual_seed(seed)
    V = len(shakespeare.vocabulary())
    core = PADDINGS[padding](V, (WIDTH,) * LEVELS, KERNEL, doubling(LEVELS))
    model = SequenceNet(core, V)
    return Run(model, torch.optim.Adam(model.parameters(), lr=RATE))


def codes(model: SequenceNet, ids: Tensor) -> Tensor:
    """1-of-N, ``(B, T, V)``."""
    return nn.functional.one_hot(ids, model.readout.out_features).float()


def _loss(model: nn.Module, ids: Tensor, targets: Tensor) -> Tensor:
    return nn.functional.cross_entropy(model(codes(model, ids)).flatten(0, 1), targets.flatten())


def passages(ids: Tensor, count: int, generator: torch.Generator | None = None) -> tuple[Tensor, Tensor]:
    """Passages and the same one character later, ``(B, T)`` each."""
    starts = torch.randint(len(ids) - WINDOW - 1, (count, 1), generator=generator)
    places = starts + torch.arange(WINDOW)
    return ids[places], ids[places + 1]


@torch.inference_mode()
def tested(model: SequenceNet, ids: Tensor) -> float:
    """Nats a character over whole held-out passages, the usual way."""
    return float(_loss(model.eval(), *passages(ids, PASSAGES, torch.Generator().manual_seed(5))))


@torch.inference_mode()
def writing(model: SequenceNet, ids: Tensor) -> float:
    """Nats a character where what comes is not there yet: the last output of passages that end there."""
    x, y = passages(ids, PLACES, torch.Generator().manual_seed(6))
    return float(nn.functional.cross_entropy(model.eval()(codes(model, x))[:, -1], y[:, -1]))


def job(padding: str, seed: int, updates: int = UPDATES) -> dict[str, Any]:
    """One run."""
    known, held = texts()
    run, curve = begin(padding, seed), []
    events = train_on(
        run, lambda: passages(known, BATCH), budget=Budget(steps=updates), loss=_loss,
        schedule=lambda step, share: RATE * min(1.0, (step + 1) / WARMUP),
        evaluate=lambda model: tested(model, held), evaluations=20,
    )  # fmt: skip
    for event in events:
        if event.validation is not None:
            curve.append([event.step, round(event.validation, 3)])
    return {
        "parameters": size(run.model), "curve": curve, "tested": curve[-1][1],
        "writing": round(writing(run.model, held), 3),
    }  # fmt: skip


def main() -> None:
    """Run what is not there yet."""
    anew = begin_study(__doc__)
    about = {
        "what": "held-out nats a character: tested over whole passages, and as in writing, from what is before alone",
        "command": COMMAND,
        "recipe": {"updates": UPDATES, "batch": BATCH, "window": WINDOW, "rate": RATE, "optimiser": "Adam"},
        "field": receptive_field(KERNEL, doubling(LEVELS)),
    }
    with runtime.one_thread:
        jobs = {f"{padding} {seed}": functools.partial(job, padding, seed) for seed in SEEDS for padding in PADDINGS}
        collect(NAME, about, jobs, anew=anew)


if __name__ == "__main__":
    main()
