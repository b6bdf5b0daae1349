"""The same small TCN as a reader of plays, with zeros on the left only and with zeros on both sides.

*Tested* as usual, over whole held-out passages, the second can read the answer. In *writing*, the next character is not
there yet: each place is predicted only from what stands before it.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from unrolled.datasets import shakespeare
from unrolled.models.sequence_net import SequenceNet
from unrolled.models.tcn.ablations import LeakyTCN
from unrolled.models.tcn.network import TCN
from unrolled.models.tcn.size import doubling
from unrolled.training.loop import Run

PADDINGS, SEEDS = {"left": TCN, "both": LeakyTCN}, (0, 1, 2)
WIDTH, LEVELS, KERNEL = 32, 4, 3
UPDATES, BATCH, WINDOW, RATE, WARMUP = 400, 16, 128, 0.004, 20
PASSAGES, PLACES = 16, 256  # held-out passages; places predicted as in writing


def texts() -> tuple[Tensor, Tensor]:
    """Training and held-out plays as numbers."""
    parts, vocabulary = shakespeare.split(), shakespeare.vocabulary()
    train, held_out = (vocabulary.encode("".join(one.values())) for one in (parts.train, parts.validation))
    return train, held_out


def begin(padding: str, seed: int) -> Run[SequenceNet]:
    """A fresh run."""
    torch.manual_seed(seed)
    V = len(shakespeare.vocabulary())
    core = PADDINGS[padding](V, (WIDTH,) * LEVELS, KERNEL, doubling(LEVELS))
    model = SequenceNet(core, V)
    return Run(model, torch.optim.Adam(model.parameters(), lr=RATE))


def codes(model: SequenceNet, ids: Tensor) -> Tensor:
    """1-of-N, ``(B, T, V)``."""
    return nn.functional.one_hot(ids, model.readout.out_features).float()


def loss(model: SequenceNet, ids: Tensor, targets: Tensor) -> Tensor:
    """Mean nats of a batch."""
    return nn.functional.cross_entropy(model(codes(model, ids)).flatten(0, 1), targets.flatten())


def passages(ids: Tensor, count: int, generator: torch.Generator | None = None) -> tuple[Tensor, Tensor]:
    """Passages and the same one character later, ``(B, T)`` each."""
    starts = torch.randint(len(ids) - WINDOW - 1, (count, 1), generator=generator)
    places = starts + torch.arange(WINDOW)
    return ids[places], ids[places + 1]


@torch.inference_mode()
def tested(model: SequenceNet, ids: Tensor) -> float:
    """Nats a character over whole held-out passages, the usual way."""
    return float(loss(model.eval(), *passages(ids, PASSAGES, torch.Generator().manual_seed(5))))


@torch.inference_mode()
def writing(model: SequenceNet, ids: Tensor) -> float:
    """Nats a character where what comes is not there yet: the last output of passages that end there."""
    x, y = passages(ids, PLACES, torch.Generator().manual_seed(6))
    return float(nn.functional.cross_entropy(model.eval()(codes(model, x))[:, -1], y[:, -1]))
