"""The training drawings nearest to a picture, what they share with it, and what they agree on."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np
import torch
from torch import nn

from unrolled.datasets import emoji
from unrolled.datasets.caption_words import CaptionVocabulary
from unrolled.lessons.captioning.neighbours.record import Agreement, Neighbour, Neighbourhood, Side
from unrolled.measuring.captions.baselines import consensus
from unrolled.measuring.captions.reading import attributes, group
from unrolled.measuring.captions.space import (
    VENDORS,
    FeatureSpace,
    feature_space,
    halved,
    nearest_by_pixels,
    training_drawing,
    training_frequencies,
)
from unrolled.models.captioner import Captioner, Encoder
from unrolled.training.captioning import written

ATTRIBUTES = ("thing", "gender", "tone", "count", "colour")
MOST = 12  # neighbours
SEED = 0  # of the untrained encoder


@functools.lru_cache(maxsize=2)
def untrained(encoder: Encoder, seed: int = SEED) -> Encoder:
    """An encoder of the same shape that has learned nothing: fresh weights, and statistics of 0 and 1."""
    first, features = encoder.blocks[0][0], encoder.map_to_features.out_features
    assert isinstance(first, nn.Conv2d)
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        return Encoder(encoder.size, first.out_channels, features).eval()


def space_of(model: Captioner, *, trained: bool = True) -> FeatureSpace:
    """The training drawings in the space of a network's encoder, or of one that has learned nothing."""
    return feature_space(model.encoder if trained else untrained(model.encoder))


def shared(caption: str, references: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    """The attributes that a neighbour's caption or the picture's names, and whether they agree.

    The thing of a picture of people is their role. The number of people is listed only where it differs.
    """
    if not references:
        return ()
    reading = group(caption, references)
    names = {"gender": "who", **({"thing": "role"} if attributes(references[0]).people else {})}
    found = [(names.get(key, key), getattr(reading, key)) for key in ATTRIBUTES]
    return tuple((name, same) for name, same in found if same is not None and (name != "count" or not same))


def neighbourhood(
    model: Captioner,
    words: CaptionVocabulary,
    image: np.ndarray,
    *,
    title: str,
    references: tuple[str, ...] = (),
    k: int = 5,
    vendors: tuple[str, ...] = VENDORS,
    trained: bool = True,
) -> Neighbourhood:
    """The nearest training drawings of a picture, by features and by pixels.

    Distances are 1 - cosine of the centred features, and the root mean square difference of a colour value.

    Args:
        model: a captioner.
        words: its vocabulary.
        image: ``(64, 64, 3)`` uint8; networks read means over squares of two by two pixels.
        title: which picture it is.
        references: its captions, if it has any.
        k: neighbours, from 1 to 12.
        vendors: whose drawings may be neighbours.
        trained: False for an encoder that has learned nothing.

    Raises:
        CaptionsError: if there are not that many training drawings.
    """
    small = halved(image)[None]
    sides = (
        ("features", space_of(model, trained=trained).nearest(small, k, vendors)),
        ("pixels", nearest_by_pixels(small, k, vendors)),
    )
    caption = written(model, small, words)[0]
    right = caption in references if references else None
    features, pixels = (_side(name, rows[0], far[0], references) for name, (rows, far) in sides)
    return Neighbourhood(image, title, references, caption, right, trained, features, pixels)


def agreement(model: Captioner, part: str = "validation", kind: str = "compositions") -> tuple[Agreement, ...]:
    """How often the nearest training drawing shares thing or role, person and tone with held-out pictures.

    Three senses of near: the encoder's features, those of an encoder that has learned nothing, and pixels.
    """
    data = emoji.held_out(part, kind)
    found = {
        "features": space_of(model).nearest(data.images, 1)[0],
        "untrained": space_of(model, trained=False).nearest(data.images, 1)[0],
        "pixels": nearest_by_pixels(data.images, 1)[0],
    }
    return tuple(_agreement(name, rows[:, 0], data.references) for name, rows in found.items())


def _agreement(name: str, rows: np.ndarray, references: Sequence[Sequence[str]]) -> Agreement:
    captions = emoji.training().captions
    each = [dict(shared(captions[row], own)) for row, own in zip(rows, references, strict=True)]
    compared = {
        attribute: [one[attribute] for one in each if attribute in one]
        for attribute in ("thing", "role", "who", "tone")
    }
    return Agreement(name, len(rows), {key: float(np.mean(values)) for key, values in compared.items() if values})


def _side(name: str, rows: np.ndarray, distances: np.ndarray, references: tuple[str, ...]) -> Side:
    captions = [emoji.training().captions[row] for row in rows]
    neighbours = tuple(
        Neighbour(*_drawn(int(row), caption), float(far), shared(caption, references))
        for row, caption, far in zip(rows, captions, distances, strict=True)
    )
    agreed = consensus(captions, training_frequencies())
    return Side(name, neighbours, agreed, agreed in references if references else None)


def _drawn(row: int, caption: str) -> tuple[np.ndarray, str, str]:
    image, vendor = training_drawing(row)
    return image, caption, vendor
