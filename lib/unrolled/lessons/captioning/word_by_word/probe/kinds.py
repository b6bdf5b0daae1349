"""Which kinds of words depend on the picture: averages over many drawings, each compared with another drawing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from torch import Tensor

from unrolled.datasets.caption_words import CaptionVocabulary
from unrolled.datasets.emoji_captions import TONES
from unrolled.lessons.captioning.word_by_word.probe.covering import Covering
from unrolled.lessons.captioning.word_by_word.probe.scoring import encoded, log_p_of, scored
from unrolled.lessons.captioning.word_by_word.record import Dependence
from unrolled.models.captioner import Captioner
from unrolled.models.captioner.decoders import END
from unrolled.training.captioning import written

_OF = {
    "article": ("a", "an", "the"),
    "person": ("woman", "man", "person", "women", "men", "people", "two", "hand", "hands"),
    "“with”, “and”": ("with", "and"),
    "tone": tuple(TONES.values()),
    "“skin”": ("skin",),
    "END": ("END",),
}
KINDS = ("article", "person", "role", "“with”, “and”", "tone", "“skin”", "END")


def kind_of_word(word: str) -> str:
    """What a word of a caption of people is: one of ``KINDS``; whatever says what they do or wear is their "role"."""
    return next((kind for kind, held in _OF.items() if word in held), "role")


def dependence_by_kind(
    model: Captioner,
    words: CaptionVocabulary,
    images: np.ndarray,
    captions: Sequence[str] | None = None,
    *,
    covering: Covering | None = None,
    seed: int = 0,
) -> tuple[Dependence, ...]:
    """How many nats the words of each kind lose with another picture, or under a patch.

    The other picture is drawn at random among those with another caption. It is covered by the same patch, too: what a
    word loses there does not come from what the patch hides in its own picture.

    Args:
        model: the captioner.
        words: its words.
        images: ``(N, S, S, 3)`` uint8.
        captions: of each picture; by default what the model writes.
        covering: the patches.
        seed: for the choice of the other pictures.

    Returns:
        A row for each kind that occurs, in the order of ``KINDS``.

    Raises:
        ValueError: if all captions are the same, so that there is no other picture.
        UnknownWordError: if a caption holds a word that the model does not know.
    """
    covering = covering or Covering()
    captions = written(model, images, words) if captions is None else captions
    seen = [encoded(model, np.concatenate([image[None], covering.covered(image)])) for image in images]
    found = defaultdict(list)
    for caption, features, k in zip(captions, seen, partners(captions, seed), strict=True):
        spelt = caption.split()
        ids = [*(words.number(word) for word in spelt), END]
        (p, lost), (p_there, lost_there) = _losses(model, features, ids), _losses(model, seen[k], ids)
        for t, word in enumerate((*spelt, "END")):
            worst = int(lost[:, t].argmax())
            found[kind_of_word(word)].append((p[t] - p_there[t], lost[worst, t], lost_there[worst, t]))
    return tuple(
        Dependence(kind, len(found[kind]), *map(float, np.mean(found[kind], axis=0))) for kind in KINDS if kind in found
    )


def partners(captions: Sequence[str], seed: int = 0) -> list[int]:
    """For each caption the number of a picture with another one, drawn at random."""
    if len(set(captions)) < 2:
        raise ValueError("Each picture needs another one with another caption: give at least two different captions.")
    generator, named = np.random.default_rng(seed), np.array(captions)
    return [int(generator.choice(np.flatnonzero(named != caption))) for caption in named]


def _losses(model: Captioner, features: Tensor, ids: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
    """log p of each word, ``(T,)``, and what it loses under each patch, ``(G * G, T)``."""
    log_p = log_p_of(ids, scored(model, features, ids)[0])
    return log_p[0], log_p[0] - log_p[1:]
