"""The captions of a shelf, written by a network and sorted into the four groups."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from unrolled.datasets import emoji, emoji_shelves
from unrolled.datasets.caption_words import CaptionVocabulary
from unrolled.lessons.captioning.gallery.record import Entry, Gallery
from unrolled.measuring.captions.reading import attributes, group
from unrolled.measuring.records.captions import GROUPS
from unrolled.models.captioner import Captioner
from unrolled.training import captioning

BATCH = 64  # pictures captioned at once; a panel may stop between two batches


@functools.cache
def training_captions() -> frozenset[str]:
    """All captions that the networks were trained on."""
    known = emoji.emoji()
    return frozenset(known[k].caption for k in emoji.splits()["train"])


def captions(
    model: Captioner, words: CaptionVocabulary, shelf: str, stopped: Callable[[], bool] = lambda: False
) -> list[str] | None:
    """The greedy caption of each picture of a shelf, or None if ``stopped`` became true meanwhile.

    Raises:
        EmojiError: if there is no such shelf.
    """
    pictures, found = emoji_shelves.shelf(shelf), []
    for first in range(0, len(pictures), BATCH):
        if stopped():
            return None
        places = range(first, min(first + BATCH, len(pictures)))
        found += captioning.written(model, pictures.images(list(places), model.encoder.size), words)
    return found


def gallery(shelf: str, written: list[str]) -> Gallery:
    """Sort captions into the four groups; inside a group the order is shuffled, always in the same way.

    Args:
        shelf: where the pictures come from.
        written: a caption for each picture of the shelf.
    """
    pictures, known = emoji_shelves.shelf(shelf), training_captions()
    groups: tuple[list[Entry], ...] = tuple([] for _ in GROUPS)
    for place in np.random.default_rng(0).permutation(len(pictures)).tolist():  # neighbours look alike
        caption = written[place]
        reading = group(caption, pictures.references(place))
        entry = Entry(
            place, caption, reading, attributes(caption), attributes(reading.reference), copied=caption in known
        )
        groups[GROUPS.index(reading.group)].append(entry)
    fullest = max(range(len(GROUPS)), key=lambda column: len(groups[column]))
    return point_at(Gallery(shelf, tuple(map(tuple, groups))), 0 if groups[0] else fullest, 0)


def point_at(shown: Gallery, column: int, row: int) -> Gallery:
    """The same captions with another picture opened, and the drawings of its page."""
    moved = replace(shown, column=column, row=row)
    places = [entry.place for each in range(len(GROUPS)) for entry in moved.in_sight(each)]
    drawings = emoji_shelves.shelf(shown.shelf).images(places, emoji.SIDE)
    return replace(moved, images=dict(zip(places, drawings, strict=True)))
