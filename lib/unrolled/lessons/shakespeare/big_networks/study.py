"""Loss against size: LSTMs of several widths with what each of them costs, and counting models.

    python -m unrolled.lessons.shakespeare.big_networks.study  # about 40 minutes of one core; resumable

The shipped networks, which read more, are measured for their cost alone, and their losses are on their cards. The
counting models count the same 34 plays.

Times are processor time of one thread, which other work on the machine changes less than it changes the wall time.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import torch
from safetensors.torch import save

from unrolled import runtime
from unrolled.datasets import shakespeare
from unrolled.lessons.shakespeare.big_networks.recipe import NAME, recipe
from unrolled.models.char_rnn import CharRNN
from unrolled.models.language_model import CharModel
from unrolled.models.ngram import NGram
from unrolled.models.sampler import Sampler
from unrolled.models.size import multiply_adds
from unrolled.training.char_rnn import CURVE_CHARACTERS, RECIPE, SHIPPED, Recipe, encoded, events, start
from unrolled.training.checkpoint import checkpoint_path, load_char_rnn
from unrolled.training.losses import heldout_loss
from unrolled.training.results import begin_study, collect
from unrolled.training.shakespeare import NAME as LARGE
from unrolled.training.shakespeare import RECIPE as LARGE_RECIPE

SIZES = ((1, 32), (1, 64), (1, 128), (2, 128), (1, 256), (2, 256), (1, 512), (3, 512))  # layers and units
SEEDS = {(1, 32): 3, (1, 64): 3, (1, 128): 3, (2, 128): 3, (1, 256): 3}  # one for the others
ORDERS = (5, 6, 7, 8, 10)  # of the counting models
PACE_STEPS = 10
SAMPLED, ROUNDS = 200, 20


def trained(layers: int, hidden: int, seed: int) -> dict[str, Any]:
    """Train one network, and measure loss and cost."""
    asked = recipe(layers, hidden, seed)
    parts = shakespeare.split()
    texts = encoded(parts.validation)
    run = start(asked, len(shakespeare.vocabulary()))
    began = time.process_time()
    for event in events(asked, run, torch.cat(encoded(parts.train)), [ids[:CURVE_CHARACTERS] for ids in texts]):
        characters = event.characters
    seconds = time.process_time() - began
    return {
        "layers": layers,
        "hidden": hidden,
        "seed": seed,
        "rate": asked.rate,
        "nats": round(heldout_loss(run.model, texts), 4),
        "curve": [[step, round(loss, 4), round(held, 4)] for step, loss, held in run.curve],
        "characters": characters,
        "train_per_second": round(characters / seconds),
        "seconds": round(seconds, 1),
        **cost(run.model),
    }


def shipped(name: str, asked: Recipe) -> dict[str, Any]:
    """What a committed network costs; its training's pace is that of a few updates of its recipe, made anew."""
    model, _, _ = load_char_rnn(name)
    run = start(asked, len(shakespeare.vocabulary()))
    ids = torch.cat(encoded(shakespeare.split().train))
    paces, before = [], time.process_time()
    for event in events(replace(asked, steps=PACE_STEPS, evaluations=1), run, ids, [ids[:2]]):
        paces.append(event.characters / event.step / (time.process_time() - before))
        before = time.process_time()
    return {
        "layers": asked.layers,
        "hidden": asked.hidden,
        "train_per_second": round(float(np.median(paces[1:]))),  # the first update also sets the kernels up
        **cost(model),
    }


def cost(model: CharModel) -> dict[str, Any]:
    """How large a network is: parameters, multiply-adds, bytes."""
    config = model.config
    half = save({name: value.half().contiguous() for name, value in model.state_dict().items()})
    return {
        "parameters": sum(weights.numel() for weights in model.parameters()),
        "multiply_adds": multiply_adds(config["characters"], config["hidden"], config["layers"]),
        "bytes": len(half),
    }


def sampling() -> dict[str, Any]:
    """Characters a second of the int8 sampler at batch 1, by layers x units; the weights do not matter for it.

    The sizes take turns, so that other work on the machine meets all of them, and of each the best round counts.
    """
    V, sizes = len(shakespeare.vocabulary()), sorted({*SIZES, (Recipe.layers, Recipe.hidden)})
    samplers = {f"{layers}x{hidden}": Sampler(CharRNN(V, hidden, layers)) for layers, hidden in sizes}
    best = dict.fromkeys(samplers, 0.0)
    for _ in range(ROUNDS):
        for size, sampler in samplers.items():
            ids, state, began = torch.tensor([1]), None, time.process_time()
            for _ in range(SAMPLED):
                _, state = sampler.step(state, ids)
            best[size] = max(best[size], SAMPLED / (time.process_time() - began))
    return {"characters_per_second": {size: round(pace) for size, pace in best.items()}}


def counting(order: int) -> dict[str, Any]:
    """A counting model of the same 34 plays, on the held-out ones: nats a character, and how much it has to keep."""
    parts, V = shakespeare.split(), len(shakespeare.vocabulary())
    counted = NGram(torch.cat(encoded(parts.train)), V, order)
    return {
        "order": order,
        "ngrams": counted.kept,
        **{
            part: round(float(np.concatenate([counted.nats(ids) for ids in encoded(getattr(parts, part))]).mean()), 4)
            for part in ("validation", "test")
        },
    }


def name(layers: int, hidden: int, seed: int) -> str:
    """Of a run, such as "2x128_0"."""
    return f"{layers}x{hidden}_{seed}"


def jobs() -> dict[str, Callable[[], dict[str, Any]]]:
    """All measurements by name: counting models, speeds, all networks once, further seeds; the largest one last."""
    made: dict[str, Callable[[], dict[str, Any]]] = {
        f"{order}-gram": lambda order=order: counting(order) for order in ORDERS
    }
    made["sampling"] = sampling
    for known, asked in ((SHIPPED, RECIPE), (LARGE, LARGE_RECIPE)):
        if checkpoint_path(known).exists():
            made[known] = lambda known=known, asked=asked: shipped(known, asked)
    for seed in range(max(SEEDS.values())):
        for size in SIZES[:-1]:
            if seed < SEEDS.get(size, 1):
                made[name(*size, seed)] = lambda size=size, seed=seed: trained(*size, seed)
    made[name(*SIZES[-1], 0)] = lambda: trained(*SIZES[-1], 0)
    return made


def main() -> None:
    """Run what the result file does not hold yet."""
    anew = begin_study(__doc__)
    about = {
        "command": "python -m unrolled.lessons.shakespeare.big_networks.study",
        "nats": "a character, both validation plays whole; of the counting models also both test plays",
        "seconds": "processor time of one thread, the eight points of the curve included",
        "train_per_second": "characters, in processor time; of the shipped networks from a few updates",
        "sampling": "characters of the int8 sampler at batch 1, in processor time, the best round",
        "bytes": "of the weights as float16",
    }
    with runtime.one_thread:
        collect(NAME, about, jobs(), anew=anew)


if __name__ == "__main__":
    main()
