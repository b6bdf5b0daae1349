"""What counting models and compressors need for held-out chapters, once they know the 107 training chapters.

As ``shakespeare.compressors.probe`` does for the plays; see there for what the size of a compressed text says. PPM goes
on learning inside the held-out chapter, and so does xz; a counting model and a network do not.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import torch

from unrolled.datasets import latex
from unrolled.lessons.latex.verbatim.probe import known_stretches, marked, stretches
from unrolled.lessons.shakespeare.compressors.probe import held_against
from unrolled.models.ngram import NGram
from unrolled.training.results import load_results

NAME = "latex_yardsticks"
PARTS = ("validation", "test")
SHOWN = ("5-gram", "xz", "PPM 8")  # runs, in the order shown


def compressed(size: Callable[[bytes], int]) -> dict[str, Any]:
    """A compressor on the held-out chapters, each right after the training chapters.

    Args:
        size: bytes that it writes for a content.

    Returns:
        By part, as from ``held_against``; and how many characters the training chapters have.
    """
    parts = latex.split()
    train = "".join(parts.train.values()).encode("ascii")
    held = {part: {title: text.encode("ascii") for title, text in getattr(parts, part).items()} for part in PARTS}
    found = {part: held_against(size, train, texts) for part, texts in held.items()}
    return found | {"train_characters": len(train)}


def counted(order: int) -> dict[str, Any]:
    """A counting model of the training chapters on the held-out ones: nats a character.

    Args:
        order: n.

    Returns:
        By part, "nats" on all characters and "nats outside" of the stretches that stand in training chapters.
    """
    corpus = latex.corpus()
    encode = corpus.vocabulary.encode
    model = NGram(torch.cat(corpus.encoded("train")), len(corpus.vocabulary), order)
    known, found = _known(), {}
    for part in PARTS:
        texts = list(getattr(corpus.split, part).values())
        nats = np.concatenate([model.nats(encode(text)) for text in texts])
        inside = np.concatenate([marked(stretches(text), known, len(text))[1:] for text in texts])
        found[part] = {
            "nats": round(float(nats.mean()), 4),
            "nats outside": round(float(nats[~inside].mean()), 4),
        }
    return {"order": order, "ngrams": model.kept, **found}


@functools.cache
def _known() -> np.ndarray:
    return known_stretches(latex.split().train.values())


def losses(part: str, network: Mapping[str, float]) -> dict[str, float]:
    """Nats a character on a part, by who predicts: the yardsticks that are shown, then the network.

    Args:
        part: "validation" or "test".
        network: its loss by part.
    """
    runs = load_results(NAME)
    return {told(key): runs[key][part]["nats"] for key in SHOWN} | {"this network": network[part]}


def told(key: str) -> str:
    """A run's name for readers, such as "PPM, order 8"."""
    return key.replace("PPM ", "PPM, order ")
