"""Search for captions with beams of any width, and find out whether the model or the search makes an error."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from torch import Tensor

from unrolled.datasets.caption_words import CaptionVocabulary
from unrolled.datasets.emoji_shelves import Shelf, shelf
from unrolled.lessons.captioning.beam.record import BeamTree, Case, Example, Length, Widths, Words, Written, verdict
from unrolled.measuring.captions.reading import group
from unrolled.measuring.records.captions import GROUPS
from unrolled.models.captioner import Captions, Tells, beam_search, word_log_probabilities
from unrolled.training.captioning import normalised, tensor

WIDTHS = (1, 2, 3, 5, 10, 20)
EXAMPLES = (  # found by ``cases`` with the captioner that is shown the picture once
    Example("beam wins", "the other vendor", 571, 2),
    Example("beam loses", "new compositions", 187, 2),
)
READ, SHOWN = 32, 64  # pixels that a captioner reads, and that one looks at


def beam_tree(
    model: Tells, words: CaptionVocabulary, name: str, picture: int, width: int = 5, alpha: float = 0.0
) -> BeamTree:
    """A beam search on one picture of a shelf.

    Args:
        model: a captioner, or an ensemble.
        words: its vocabulary.
        name: of the shelf.
        picture: its number there, from 1.
        width: of the beam.
        alpha: of length normalisation.

    Raises:
        EmojiError: if there is no such shelf.
        IndexError: if the shelf has no such picture.
    """
    held = shelf(name)
    pixels, references = _pixels(held, picture - 1), held.references(picture - 1)
    found = beam_search(model, pixels, width, alpha=alpha)
    narrow = beam_search(model, pixels, 1, alpha=alpha)  # greedy, with its probability
    return BeamTree(
        image=held.image(picture - 1, SHOWN),
        shelf=name,
        picture=picture,
        width=width,
        alpha=alpha,
        finalists=_written(found, words, references),
        greedy=_written(narrow, words, references)[0],
        reference=likeliest(model, pixels, words, references, alpha),
        lengths=tuple(
            Length(tuple(_named(words, ids) for ids in step.ids), step.log_probabilities, step.considered)
            for step in found.steps
        ),
        proved=found.proved,
    )


def likeliest(
    model: Tells, pixels: Tensor, words: CaptionVocabulary, references: Sequence[str], alpha: float = 0.0
) -> Written | None:
    """The reference with the best score; None if each has a word that is not in the vocabulary."""
    scored = []
    for reference in references:
        spelt = tuple(reference.split())
        if all(word in words for word in spelt):
            log_p = sum(word_log_probabilities(model, pixels, words.encode(spelt).tolist()))
            scored.append(Written(spelt, log_p, log_p / (len(spelt) + 1) ** alpha, exact=True))
    return max(scored, key=lambda one: one.score, default=None)


def cases(
    model: Tells,
    words: CaptionVocabulary,
    name: str = "new compositions",
    *,
    widths: Sequence[int] = WIDTHS,
    pictures: Sequence[int] | None = None,
) -> Widths:
    """Beams of several widths on the pictures of a shelf: how often each is right, and where a wider one is worse.

    Args:
        model: a captioner, or an ensemble.
        words: its vocabulary.
        name: of the shelf.
        widths: rising, 1 for greedy first.
        pictures: their numbers on the shelf, from 1; by default all.
    """
    held = shelf(name)
    places = [picture - 1 for picture in pictures or range(1, len(held) + 1)]
    counted = {
        key: np.zeros((len(widths), len(places))) for key in ("right", "search error", "model error", "log p", "proved")
    }
    better, worse = [], []
    for at, place in enumerate(places):
        pixels, references = _pixels(held, place), held.references(place)
        found = [beam_search(model, pixels, width) for width in widths]
        best = [_written(one, words, references)[0] for one in found]
        reference = None if all(one.exact for one in best) else likeliest(model, pixels, words, references)
        for k, one in enumerate(best):
            fault = verdict(one, reference)
            if fault in counted:
                counted[fault][k, at] = 1
            counted["log p"][k, at], counted["proved"][k, at] = one.log_p, found[k].proved
        up, down = _differences(best, widths, name, place, references)
        better += up
        worse += down
    total = {key: values.sum(axis=1).astype(int) for key, values in counted.items()}
    return Widths(
        name, len(places), tuple(widths), total["right"], counted["log p"].mean(axis=1), total["search error"],
        total["model error"], total["proved"], tuple(better), tuple(worse),
    )  # fmt: skip


def _differences(
    best: list[Written], widths: Sequence[int], name: str, place: int, references: Sequence[str]
) -> tuple[list[Case], list[Case]]:
    """The first pair of widths where the wider is right and greedy is not, and the first where the wider is worse."""
    grade = {one.text: GROUPS.index(group(one.text, references).group) for one in best}

    def case(narrow: int, wide: int) -> Case:
        pair = best[narrow], best[wide]
        return Case(
            name, place + 1, (widths[narrow], widths[wide]), (pair[0].text, pair[1].text),
            (pair[0].log_p, pair[1].log_p), (grade[pair[0].text], grade[pair[1].text]),
            (pair[0].exact, pair[1].exact), references[0],
        )  # fmt: skip

    pairs = list(combinations(range(len(best)), 2))
    up = [(a, b) for a, b in pairs if a == 0 and best[b].exact and not best[a].exact]
    down = [
        (a, b) for a, b in pairs if (best[a].exact and not best[b].exact) or grade[best[b].text] > grade[best[a].text]
    ]
    return [case(*one) for one in up[:1]], [case(*one) for one in down[:1]]


def _pixels(held: Shelf, place: int) -> Tensor:
    return normalised(tensor(held.images([place], READ)))


def _named(words: CaptionVocabulary, ids: Sequence[int]) -> Words:
    return tuple(words.words[k] for k in ids)


def _written(found: Captions, words: CaptionVocabulary, references: Sequence[str]) -> tuple[Written, ...]:
    return tuple(
        Written(_named(words, ids), log_p, score, words.text(ids) in references, finished)
        for ids, log_p, score, finished in zip(
            found.ids, found.log_probabilities, found.scores, found.finished, strict=True
        )
    )
