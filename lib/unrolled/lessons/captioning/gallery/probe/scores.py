"""Every measure of captions at once, on the held-out pictures."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from unrolled.datasets import emoji
from unrolled.lessons.captioning.gallery.probe import training_captions
from unrolled.lessons.captioning.gallery.record import ATTRIBUTES
from unrolled.measuring.captions.bleu import corpus_bleu
from unrolled.measuring.captions.cider import cider_d, document_frequencies
from unrolled.measuring.captions.reading import group
from unrolled.measuring.captions.verbatim import copied, exact_matches
from unrolled.measuring.captions.words import ORDERS
from unrolled.measuring.records.captions import GROUPS, Frequencies

DIGITS = 4
KINDS = ("new triple", "new pair", "new couple")  # of held-out compositions


@functools.cache
def frequencies() -> Frequencies:
    """Document frequencies for CIDEr-D: the references of the training emoji, each emoji once.

    One table for all kinds of held-out pictures keeps their scores comparable.
    """
    known = emoji.emoji()
    return document_frequencies([known[k].references for k in emoji.splits()["train"]])


def scores(captions: Sequence[str], references: Sequence[Sequence[str]], weights: Frequencies) -> dict[str, Any]:
    """All measures of N captions.

    Args:
        captions: one for each picture.
        references: all references of each picture.
        weights: document frequencies for CIDEr-D.

    Returns:
        ``pictures``: N; ``exact``: share of captions that are one of their references; ``bleu``: BLEU-1 to BLEU-4 with
        signature and orders; ``cider_d``, from 0 to 10; ``groups``: shares of the four groups, best first;
        ``attributes``: for each the share that agrees, of the captions where caption or reference names it.
    """
    bleu, readings = corpus_bleu(captions, references), list(map(group, captions, references))
    return {
        "pictures": len(captions),
        "exact": _rounded(exact_matches(captions, references).mean()),
        "bleu": {
            "orders": list(range(1, ORDERS + 1)),
            "scores": [round(float(score), 2) for score in bleu.scores],
            "signature": bleu.signature,
        },
        "cider_d": _rounded(cider_d(captions, references, frequencies=weights).score),
        "groups": [_rounded(float(np.mean([reading.group == name for reading in readings]))) for name in GROUPS],
        "attributes": {name: _agreement([getattr(reading, name) for reading in readings]) for name in ATTRIBUTES},
    }


def on_held_out(write: Callable[[str], Sequence[str]], weights: Frequencies) -> dict[str, Any]:
    """All measures on the test pictures, by kind, and how many captions are copied from training.

    A picture counts as seen where training holds its caption: those of the other vendor are, drawn by Noto.

    Args:
        write: gives the captions of the test pictures of a kind in ``HELD_OUT``.
        weights: document frequencies for CIDEr-D.
    """
    found, everything, seen, known = {}, [], [], training_captions()
    for kind in emoji.HELD_OUT:
        data, captions = emoji.held_out("test", kind), list(write(kind))
        own = [caption in known for caption in data.captions]
        found[kind] = scores(captions, data.references, weights)
        found[kind]["copied"] = _rounded(copied(captions, known, own).share)
        if kind == "compositions":
            found[kind]["by kind"] = _by_kind(captions, data.references)
        everything, seen = everything + captions, seen + own
    whole = copied(everything, known, seen)
    found["copied"] = {name: _rounded(getattr(whole, name)) for name in ("share", "seen", "unseen")}
    return found


def _by_kind(captions: Sequence[str], references: Sequence[Sequence[str]]) -> dict[str, dict[str, Any]]:
    """Exact matches of compositions by what is new in them."""
    each = exact_matches(captions, references)
    kinds = np.array([emoji.kind_of(int(k)) for k in emoji.splits()["test compositions"]])
    return {
        kind: {"pictures": int((kinds == kind).sum()), "exact": _rounded(each[kinds == kind].mean())} for kind in KINDS
    }


def _agreement(answers: Sequence[bool | None]) -> dict[str, Any]:
    named = [answer for answer in answers if answer is not None]
    return {"named": len(named), "right": _rounded(float(np.mean(named))) if named else None}


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(float(share), DIGITS)
