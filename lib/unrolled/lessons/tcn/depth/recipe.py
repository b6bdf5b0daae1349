"""Deep TCNs with and without skip connections: gradients at the start, and what training gives.

A network of n levels (32 channels, kernel size 3, dilations 1, 2, 4, 8 and again from 1, so that 16 levels still fit
a sentence) reads characters and predicts the next. Both are done for two starts: torch's own, uniform to
±1/sqrt(k C), and that of He, Zhang, Ren and Sun (arXiv 1502.01852), normal with variance 2/(k C), made so that ReLU
layers keep the size of what passes through.
"""

from __future__ import annotations

import functools
import math
from itertools import chain
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from unrolled.datasets import shakespeare
from unrolled.models.char_tcn import CharTCN
from unrolled.models.ngram import NGram
from unrolled.models.tcn.ablations import PlainTCN
from unrolled.models.tcn.network import TCN, NormedCausalConv1d
from unrolled.training.loop import Budget, Plan, Run, Schedule, train_on
from unrolled.training.losses import baseline_losses, heldout_loss
from unrolled.training.trio_tcn import pieces

NAME = "residual"
KINDS = {"identity": TCN, "plain": PlainTCN}
HIDDEN, KERNEL, CYCLE = 32, 3, (1, 2, 4, 8)
DEPTHS = tuple(range(2, 17))  # for the gradients
SEEDS, TRAINING_SEEDS = (0, 1, 2, 3, 4), (0, 1, 2)
STEPS, BATCH, WINDOW = 300, 16, 64
HELD = 2_000  # characters of each validation play
TEXT = "I grew up in France, and so I still speak fluent French"  # the sentence of notebooks 02 and 11


def network(kind: str, start: str, levels: int, seed: int, characters: int) -> CharTCN:
    """An untrained network.

    Args:
        kind: "identity" or "plain".
        start: "torch" or "he".
        levels: n, blocks.
        seed: of its weights; torch's generator goes on as if nothing had been drawn.
        characters: V.
    """
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = CharTCN(characters, HIDDEN, 1, KERNEL)
        dilations = [CYCLE[level % len(CYCLE)] for level in range(levels)]
        model.tcn = KINDS[kind](characters, (HIDDEN,) * levels, KERNEL, dilations)
        if start == "he":
            _he(model)
    return model


@torch.no_grad()
def _he(model: CharTCN) -> None:
    for block in model.tcn.blocks:
        for convolution in block.convolutions:
            assert isinstance(convolution, NormedCausalConv1d)
            _, C, k = convolution.direction.shape
            nn.init.normal_(convolution.direction, std=math.sqrt(2 / (k * C)))
            convolution.length.copy_(convolution.direction.norm(dim=(1, 2), keepdim=True))
            convolution.bias.zero_()


def gradient_sizes(model: CharTCN, ids: Tensor) -> tuple[np.ndarray, np.ndarray]:
    """Euclidean lengths of the gradients of the mean loss over a text.

    Args:
        model: of n levels.
        ids: ``(T + 1,)`` int64.

    Returns:
        Of the loss by the input and by each level's output, all its channels and steps together, ``(n + 1,)`` from
        below; and by all weights of each level, ``(n,)``.
    """
    x = model.one_hot(ids[None, :-1]).transpose(1, 2).requires_grad_()  # (1, V, T)
    values = [x]
    for block in model.tcn.blocks:
        values.append(block(values[-1]))
    loss = nn.functional.cross_entropy(model.h_to_logits(values[-1][0].T), ids[1:])
    levels = [list(block.parameters()) for block in model.tcn.blocks]
    found = torch.autograd.grad(loss, [*values, *chain(*levels)], materialize_grads=True, allow_unused=True)
    by_value, rest = found[: len(values)], iter(found[len(values) :])
    by_level = [math.sqrt(sum(float(next(rest).double().square().sum()) for _ in level)) for level in levels]
    return np.array([float(gradient.double().norm()) for gradient in by_value]), np.array(by_level)


def measure_gradients(kind: str, start: str, levels: int) -> dict[str, Any]:
    """Lowest, median and highest over the seeds, level by level."""
    vocabulary = shakespeare.vocabulary()
    ids = vocabulary.encode(TEXT)
    runs = [gradient_sizes(network(kind, start, levels, seed, len(vocabulary)), ids) for seed in SEEDS]
    told: dict[str, Any] = {"kind": kind, "start": start, "levels": levels}
    for name, rows in zip(("values", "weights"), zip(*runs, strict=True), strict=True):
        rows = np.array(rows)
        bands = {"low": rows.min(0), "median": np.median(rows, 0), "high": rows.max(0)}
        told[name] = {band: [float(f"{size:.4g}") for size in sizes] for band, sizes in bands.items()}
    return told


@functools.cache
def _texts() -> tuple[Tensor, list[Tensor]]:
    corpus = shakespeare.corpus()
    return torch.cat(corpus.encoded("train")), [ids[:HELD] for ids in corpus.encoded("validation")]


def train(kind: str, start: str, levels: int, seed: int, rate: float, steps: int = STEPS) -> dict[str, Any]:
    """Train one network on the plays, and say what it loses on pieces of others, in nats a character."""
    text, heads = _texts()
    model = network(kind, start, levels, seed, len(shakespeare.vocabulary()))
    torch.manual_seed(seed)
    run = Run(model, torch.optim.Adam(model.parameters(), lr=rate, fused=True))
    draw = functools.partial(pieces, text, BATCH, WINDOW)
    for _ in train_on(run, draw, Plan(Budget(steps=steps), Schedule(rate, warmup=20))):
        pass
    nats = heldout_loss(model, heads)
    return {
        "kind": kind, "start": start, "levels": levels, "seed": seed, "rate": rate,
        "nats": round(nats, 4), "seconds": round(run.seconds, 1),
    }  # fmt: skip


def measure_baseline() -> dict[str, Any]:
    """What counting single characters loses on the same pieces: a network that hears nothing can do no better."""
    text, heads = _texts()
    (nats,) = baseline_losses([NGram(text, len(shakespeare.vocabulary()), 1)], heads).values()
    return {"nats": round(nats, 4)}
