"""A TCN as large as the networks of ``trio``, on the same 34 plays, with the same seeds.

    python -m unrolled.training.trio_tcn

Four levels of kernel size 3 see 61 characters. A TCN has no state to carry from window to window: it trains on
pieces from random places of the text, each without what stands before it. An update has 16 pieces of 100 characters,
so as many characters as for the others (32 of 50). The rate was chosen in trials on the validation texts. At the LSTM's
0.03 the loss first falls faster, but then the ReLUs of the upper levels die, so that only their skip connections work.
At 0.01 most of level 4 dies, too; notebook 11 says so and counts them.
Stopped at any moment, the command goes on from the last saved step.
"""

from __future__ import annotations

import functools
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor, nn

from unrolled.datasets import shakespeare
from unrolled.models.char_tcn import CharTCN
from unrolled.models.initial import INPUT_SPREAD
from unrolled.models.tcn.network import NormedCausalConv1d
from unrolled.models.tcn.size import equal_width
from unrolled.training import trio
from unrolled.training.char_rnn import CURVE_CHARACTERS, Recipe, card
from unrolled.training.checkpoint import checkpoint_path, save_char_rnn
from unrolled.training.live import LIVE
from unrolled.training.loop import Run, train_on
from unrolled.training.losses import heldout_loss
from unrolled.training.run_files import held, load_run, save_run

LEVELS, KERNEL = 4, 3
SAVE_EVERY = 200


def name(seed: int) -> str:
    """The checkpoint's name."""
    return trio.name("tcn", seed)


def width(levels: int = LEVELS, kernel: int = KERNEL) -> int:
    """The channels at which a TCN is as large as the trio."""
    return equal_width(trio.SIZE, trio.CHARACTERS, trio.CHARACTERS, levels, kernel)


def recipe(seed: int) -> Recipe:
    """The trio's recipe with other windows and rate; ``layers`` are levels."""
    sizes = {"cell": "tcn", "hidden": width(), "layers": LEVELS, "batch": 16, "window": 100}
    choices = {"steps": trio.STEPS, "seconds": None, "restart": 0.0, "weights": "heard", "seed": seed}
    return replace(LIVE, **sizes, **choices, rate=0.01, warmup=200)


@torch.no_grad()
def heard(model: CharTCN) -> None:
    """Start with large input weights, as ``models.initial.orthogonal`` does, for the same reason."""
    convolution, shortcut = model.tcn.blocks[0].convolutions[0], model.tcn.blocks[0].shortcut
    assert isinstance(convolution, NormedCausalConv1d)
    assert isinstance(shortcut, nn.Conv1d)  # since channels and characters differ in number
    v, g = convolution.direction, convolution.length
    nn.init.normal_(v, std=INPUT_SPREAD)
    g.copy_(v.norm(dim=(1, 2), keepdim=True))
    nn.init.normal_(shortcut.weight, std=INPUT_SPREAD)


def pieces(ids: Tensor, batch: int, window: int) -> tuple[Tensor, Tensor]:
    """Inputs and targets ``(B, T)`` from anywhere in a text ``(N,)``."""
    starts = torch.randint(len(ids) - window, (batch, 1))
    piece = ids[starts + torch.arange(window + 1)]
    return piece[:, :-1], piece[:, 1:]


def ship(chosen: Recipe, runs: Path) -> Run[CharTCN]:
    """Train, resuming from a run file if there is one, print the progress, and write checkpoint and card."""
    corpus, label = shakespeare.corpus(), name(chosen.seed)
    torch.manual_seed(chosen.seed)
    model = CharTCN(len(corpus.vocabulary), chosen.hidden, chosen.layers, KERNEL, fused=True)
    heard(model)
    optimizer = torch.optim.Adam(model.parameters(), lr=chosen.rate, betas=chosen.decays, fused=True)
    run, file = Run(model, optimizer), runs / f"{label}.run"
    text = torch.cat(corpus.encoded("train"))
    heads = [ids[:CURVE_CHARACTERS] for ids in corpus.encoded("validation")]
    draw = functools.partial(pieces, text, chosen.batch, chosen.window)
    plan = chosen.plan(lambda model: heldout_loss(model, heads))
    with held(file):
        load_run(file, run)
        for event in train_on(run, draw, plan):
            if event.step % SAVE_EVERY == 0:
                save_run(file, run)
            if event.validation is not None:
                left = f"{event.seconds_left / 60:.1f} min left"
                print(f"{label}: step {event.step}  validation {event.validation:.3f} nats  {left}", flush=True)
    written = card(chosen, run, "python -m unrolled.training.trio_tcn", test=False, corpus=corpus)
    written["about"] = f"{LEVELS} levels of {chosen.hidden} channels, kernel size {KERNEL}, {corpus.about}"
    save_char_rnn(checkpoint_path(label), run.model, corpus.vocabulary, written)
    return run


if __name__ == "__main__":
    trio.train_missing(__doc__, {name(seed): functools.partial(ship, recipe(seed)) for seed in trio.SEEDS})
