"""Captions with the probability of each word: for all compositions of a role, and for any picture."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from unrolled.datasets import emoji
from unrolled.datasets.caption_words import CaptionVocabulary
from unrolled.lessons.captioning.compose.record import PEOPLE, TONES, VENDORS, Caption, Errors, Own, Table
from unrolled.measuring.captions.reading import group
from unrolled.measuring.captions.space import feature_space, halved, training_drawing
from unrolled.models.captioner import Captioner, greedy
from unrolled.models.captioner.decoders import END, START
from unrolled.training.captioning import normalised, tensor


@functools.cache
def places(role: str) -> tuple[int, ...]:
    """Numbers of the emoji of a role: woman, man and person, each in yellow and five tones.

    Raises:
        EmojiError: if there is no such role with all of them.
    """
    if role not in emoji.roles():
        raise emoji.EmojiError(f"There is no role {role!r} drawn for all people and skin tones.")
    found = {
        (one.people[0], one.tones[0]): k
        for k, one in reversed(list(enumerate(emoji.compositions())))  # of two the first stays
        if one and one.role == role and len(one.people) == 1
    }
    return tuple(found[person, tone] for person in PEOPLE for tone in TONES)


@torch.inference_mode()
def captioned(
    model: Captioner, words: CaptionVocabulary, images: np.ndarray, references: Sequence[Sequence[str]] = ()
) -> tuple[Caption, ...]:
    """The greedy caption of each picture, with the probability of each of its words.

    Args:
        model: a captioner.
        words: its vocabulary.
        images: ``(B, 32, 32, 3)`` uint8.
        references: the true captions of each picture, if there are any.
    """
    pictures = normalised(tensor(images))
    rows = greedy(model, pictures)
    p = _probabilities(model, pictures, rows)
    right = (
        [words.text(row) in own for row, own in zip(rows, references, strict=True)]
        if references
        else [None] * len(rows)
    )
    return tuple(
        Caption(tuple(words.words[k] for k in row), each[: len(row) + 1], good)
        for row, each, good in zip(rows, p, right, strict=True)
    )


def _probabilities(model: Captioner, pictures: Tensor, rows: list[list[int]]) -> np.ndarray:
    """``(B, T + 1)``: of each word after the ones before it, and of END; what follows END means nothing."""
    longest = max(map(len, rows))
    targets = torch.full((len(rows), longest + 1), END)
    for k, row in enumerate(rows):
        targets[k, : len(row)] = torch.tensor(row, dtype=torch.int64)
    read = torch.cat([torch.full((len(rows), 1), START), targets[:, :-1]], dim=1)
    p = model(pictures, read).double().softmax(dim=2)  # (B, T + 1, V)
    return p.gather(2, targets[:, :, None])[:, :, 0].numpy()


def table(
    model: Captioner, words: CaptionVocabulary, role: str, vendor: str = "noto", *, cursor: int = 0, row: int = 0
) -> Table:
    """All eighteen compositions of a role, as both vendors draw them, with the network's captions.

    Raises:
        EmojiError: if there is no such role or vendor.
    """
    if vendor not in VENDORS:
        raise emoji.EmojiError(f"There are no drawings by {vendor!r}: choose {' or '.join(VENDORS)}.")
    indices, known = places(role), emoji.emoji()
    references = [known[k].references for k in indices]
    small = np.concatenate([emoji.sheet(name).pictures(indices, 32) for name in VENDORS])
    captions = captioned(model, words, small, references * 2)
    trained = {"noto": emoji.splits()["train"], "twemoji": emoji.others()["train"]}
    return Table(
        role,
        vendor,
        tuple(emoji.kind_of(k) for k in indices),
        tuple(own[0] for own in references),
        {name: emoji.sheet(name).pictures(indices) for name in VENDORS},
        {"noto": captions[:18], "twemoji": captions[18:]},
        {name: np.isin(indices, trained[name]) for name in VENDORS},
        cursor,
        row,
    )


def own(model: Captioner, words: CaptionVocabulary, image: np.ndarray) -> Own:
    """A learner's picture, ``(64, 64, 3)`` uint8, its caption, and the nearest training drawing."""
    seen = halved(image)
    rows, distances = feature_space(model.encoder).nearest(seen[None], 1)
    row = int(rows[0, 0])
    drawn, caption = training_drawing(row)[0], emoji.training().captions[row]
    return Own(image, seen, captioned(model, words, seen[None])[0], drawn, caption, float(distances[0, 0]))


def errors(model: Captioner, words: CaptionVocabulary, part: str = "test", kind: str = "new triple") -> Errors:
    """How often the captions of held-out compositions have a wrong role, person or tone.

    Args:
        model: a captioner.
        words: its vocabulary.
        part: "validation" or "test".
        kind: "new triple", "new pair" or "new couple".

    Raises:
        EmojiError: if there is no such part, or no composition of this kind in it.
    """
    every = emoji.splits().get(f"{part} compositions", np.array([], np.int64))
    chosen = [int(k) for k in every if emoji.kind_of(int(k)) == kind]
    if not chosen:
        raise emoji.EmojiError(f"There is no {kind!r} among the compositions for {part!r}.")
    data = emoji.captioned(chosen)
    captions = captioned(model, words, data.images, data.references)
    readings = [group(one.text, own) for one, own in zip(captions, data.references, strict=True)]
    names = {"role": "thing", "person": "gender", "tone": "tone"}
    wrong = {name: sum(getattr(one, key) is False for one in readings) for name, key in names.items()}
    return Errors(kind, len(chosen), sum(bool(one.right) for one in captions), wrong)
