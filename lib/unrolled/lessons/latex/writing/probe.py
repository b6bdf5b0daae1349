"""Passages of LaTeX to be measured: written by a network, by its snapshots and by counting, or cut from chapters.

Every passage begins with the same lines and has the same length, whoever wrote it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from unrolled.datasets import latex
from unrolled.datasets.text import Vocabulary
from unrolled.measuring.char_rnn import LanguageModel, gumbel_noise, read, sample
from unrolled.models.ngram import NGram
from unrolled.training.char_rnn import snapshot_path
from unrolled.training.checkpoint import load_sampler
from unrolled.training.latex import NAME, SNAPSHOTS

START = "\\begin{lemma}\n\\label{lemma-"
TEMPERATURES = (0.3, 0.5, 0.7, 0.8, 0.9, 1.0, 1.2)
RUNS = Path("runs")  # where the training keeps its snapshots

Write = Callable[[int, int], list[str]]  # (how many, characters each) -> passages


def write(
    model: LanguageModel, vocabulary: Vocabulary, count: int, length: int, *, temperature: float = 1.0, seed: int = 0
) -> list[str]:
    """Passages that a model writes, each with noise of its own.

    Args:
        model: any language model.
        vocabulary: its characters.
        count: B passages.
        length: characters of each, ``START`` among them.
        temperature: 0 or more.
        seed: of the noise.
    """
    logits, state = read(model, vocabulary.encode(START))
    noise = gumbel_noise(seed, length - len(START), count * len(vocabulary)).view(-1, count, len(vocabulary))
    rows = sample(model, logits, state, noise, torch.full((count,), temperature))
    return [START + vocabulary.decode(row) for row in rows]


def cut(texts: dict[str, str], count: int, length: int) -> list[str]:
    """Passages of real source, evenly spread over the places where a lemma begins and enough text follows.

    Raises:
        ValueError: if there are fewer places than passages asked for.
    """
    found = [
        text[start : start + length]
        for text in texts.values()
        for start in range(len(text) - length + 1)
        if text.startswith(START, start)
    ]
    if len(found) < count:
        raise ValueError(f"There are {len(found)} passages of {length} characters, and {count} were asked for.")
    return [found[k] for k in np.linspace(0, len(found) - 1, count).round().astype(int)]


def models() -> dict[str, tuple[dict[str, float], Callable[[], LanguageModel]]]:
    """What can be read by or written with, by name: what it is, and how to load it."""
    found: dict[str, tuple[dict[str, float], Callable[[], LanguageModel]]] = {
        "network": ({}, lambda: load_sampler(NAME)[0]),
        "5-gram": ({"order": 5}, functools.partial(_counting, 5)),
    }
    for step in SNAPSHOTS:
        path = snapshot_path(RUNS, NAME, step)
        if path.exists():
            found[f"after {step}"] = ({"step": step}, functools.partial(_snapshot, path))
    return found


def writers(seed: int = 0) -> dict[str, tuple[dict[str, float], Write]]:
    """All whose passages are compared, by name: real source, the network by temperature, counting and snapshots."""

    def by(load: Callable[[], LanguageModel], temperature: float) -> Write:
        return lambda count, length: write(
            load(), latex.corpus().vocabulary, count, length, temperature=temperature, seed=seed
        )

    found: dict[str, tuple[dict[str, float], Write]] = {
        "real": ({}, lambda count, length: cut(latex.corpus().split.test, count, length))
    }
    for name, (about, load) in models().items():
        for temperature in TEMPERATURES if name == "network" else (1.0,):
            label = f"tau {temperature:g}" if name == "network" else name
            found[label] = ({**about, "tau": temperature}, by(load, temperature))
    return found


@functools.cache
def _counting(order: int) -> NGram:
    corpus = latex.corpus()
    return NGram(torch.cat(corpus.encoded("train")), len(corpus.vocabulary), order)


def _snapshot(path: Path) -> LanguageModel:
    return load_sampler(path)[0]
