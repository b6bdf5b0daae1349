"""Recall just inside and just outside a TCN's receptive field: what can be learned, what cannot, and what helps.

The task is that of ``unrolled.datasets.recall``: a symbol, T steps of noise, the question. An output sees T steps back
if T < field and T is no hole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor, nn

from unrolled.datasets import recall
from unrolled.models.sequence_net import SequenceNet
from unrolled.models.tcn.fast import FastTCN
from unrolled.models.tcn.size import doubling, receptive_field
from unrolled.training.loop import Budget, Plan, Run, steady, train_on

NAME = "short_field"
SEEDS = (0, 1, 2)
V = len(recall.ALPHABET)
UPDATES, BATCH, TESTS, RATE, WARMUP = 800, 64, 512, 0.005, 20
OFFSETS = (-12, -8, -6, -4, -3, -2, -1, 0, 1, 2, 4)  # of the wait, from the last step that is seen
STEP, HELD_OUT = 40, 20_000  # updates between two points of a curve; seed of the test set


@dataclass(frozen=True)
class Net:
    """A TCN of the study, two convolutions a block.

    Attributes:
        kernel: k.
        dilations: one for each level.
        width: channels of each level.
    """

    kernel: int
    dilations: tuple[int, ...]
    width: int = 16

    @property
    def field(self) -> int:
        """The receptive field, in steps."""
        return receptive_field(self.kernel, self.dilations)

    @property
    def name(self) -> str:
        """As the result file calls it."""
        return f"k={self.kernel} d={','.join(map(str, self.dilations))} H={self.width}"


NETS = (Net(2, doubling(3)), Net(3, doubling(3)), Net(3, doubling(4)))
HOLED = Net(2, (1, 4, 16))
HOLED_WAITS = (7, 9, 11, 13, 17, 19, 21, 23, 25, 29, 33, 35, 37, 39, 41, 43)
FIRST, OUTSIDE = NETS[0], NETS[0].field + 2
HELPS = {
    "as it is": (FIRST, UPDATES),
    "four times the updates": (FIRST, 4 * UPDATES),
    "four times the channels": (replace(FIRST, width=64), UPDATES),
    "one more level": (replace(FIRST, dilations=doubling(4)), UPDATES),
    "kernel 3": (replace(FIRST, kernel=3), UPDATES),
}


def network(net: Net) -> SequenceNet:
    """A fresh network with a readout for every symbol."""
    return SequenceNet(FastTCN(V, (net.width,) * len(net.dilations), net.kernel, net.dilations), V)


def begin(make: Callable[[], SequenceNet], seed: int) -> Run[SequenceNet]:
    """A fresh run of what ``make`` builds."""
    torch.manual_seed(seed)
    model = make()
    return Run(model, torch.optim.Adam(model.parameters(), lr=RATE))


def codes(ids: Tensor) -> Tensor:
    """1-of-N, ``(B, T, V)``."""
    return nn.functional.one_hot(ids, V).float()


def accuracy(model: SequenceNet, wait: int) -> float:
    """The share of right answers on a fixed test set."""
    ids, asked = recall.examples(TESTS, wait, torch.Generator().manual_seed(HELD_OUT + wait))
    with torch.inference_mode():
        return (model.eval().last(codes(ids)).argmax(dim=1) == asked).float().mean().item()


def _loss(model: SequenceNet, x: Tensor, asked: Tensor) -> Tensor:
    return nn.functional.cross_entropy(model.last(x), asked)


def train(run: Run[SequenceNet], wait: int, budget: Budget, evaluations: int):
    """The events of a training; validation is the share of right answers."""

    def draw() -> tuple[Tensor, Tensor]:
        ids, asked = recall.examples(BATCH, wait)
        return codes(ids), asked

    rate, evaluate = steady(RATE, WARMUP), lambda model: accuracy(model, wait)
    plan = Plan(budget, rate, evaluate=evaluate, evaluations=evaluations)
    return train_on(run, draw, plan, loss=_loss)


def at_the_clue(model: SequenceNet, wait: int) -> float:
    """The size of the gradient of an answer's logit at the symbol's place, in the root mean square over examples."""
    ids, asked = recall.examples(32, wait, torch.Generator().manual_seed(HELD_OUT + wait))
    x = codes(ids).requires_grad_()
    logits = model.eval().last(x)
    gradient = torch.autograd.grad(logits.gather(1, asked[:, None]).sum(), x)[0][:, 0]
    return gradient.square().sum(dim=1).mean().sqrt().item()


def waits(net: Net, offsets: Sequence[int] = OFFSETS) -> tuple[int, ...]:
    """Waits around the last step that the network sees."""
    return tuple(net.field - 1 + offset for offset in offsets)
