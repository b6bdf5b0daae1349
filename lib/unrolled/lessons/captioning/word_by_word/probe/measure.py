"""What each word of a caption depends on: parts of the picture covered, other pictures, the words before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from torch import Tensor

from unrolled.datasets.caption_words import CaptionVocabulary
from unrolled.lessons.captioning.word_by_word.probe.covering import Covering
from unrolled.lessons.captioning.word_by_word.probe.scoring import completed, encoded, log_p_of, scored
from unrolled.lessons.captioning.word_by_word.record import WordByWord
from unrolled.models.captioner import Captioner
from unrolled.models.captioner.decoders import END

LIKELIEST = 8  # words shown at each place
SHUFFLES = 200


@dataclass(frozen=True)
class Views:
    """A picture, the same under each patch, and others, as the encoder sees them.

    Attributes:
        image: ``(S, S, 3)`` uint8, the drawing to look at.
        size: pixels of the picture that was read.
        covering: the patches.
        features: ``(1 + G * G + N, F)``, vectors of the picture, of the covered ones and of the others.
    """

    image: np.ndarray
    size: int
    covering: Covering
    features: Tensor


def views(
    model: Captioner,
    image: np.ndarray,
    others: np.ndarray,
    *,
    large: np.ndarray | None = None,
    covering: Covering | None = None,
) -> Views:
    """Look at a picture with and without patches, and at others, in one batch.

    Args:
        model: the captioner.
        image: ``(S, S, 3)`` uint8, as the model reads it.
        others: ``(N, S, S, 3)`` uint8, other pictures to compare with, at least one.
        large: the drawing to look at, where it has another size.
        covering: the patches; by default 8 x 8 white pixels every 4.
    """
    covering = covering or Covering()
    features = encoded(model, np.concatenate([image[None], covering.covered(image), others]))
    return Views(image if large is None else large, len(image), covering, features)


def word_by_word(
    model: Captioner, words: CaptionVocabulary, seen: Views, *, ids: Sequence[int] = (), cursor: int = 0
) -> WordByWord:
    """Write a caption, and measure what each of its words depends on.

    Args:
        model: the captioner.
        words: its words.
        seen: the picture.
        ids: words that the caption begins with.
        cursor: the word to look at.
    """
    covering, G = seen.covering, seen.covering.places(seen.size)
    caption = completed(model, seen.features[:1], ids)
    T, others = len(caption), 1 + G * G  # where the other pictures begin
    log_p, cell = scored(model, seen.features, caption)
    words_p = log_p_of(caption, log_p)  # (B, T)
    lost = (words_p[0] - words_p[1:others]).T.reshape(T, G, G)
    rest = (lost.sum(axis=0) - lost) / max(T - 1, 1)  # of the other words, on average
    mixed = _shuffled(lost)
    order = log_p[0].argsort(dim=1, descending=True, stable=True)  # (T, V)
    likely, after_others = order[:, :LIKELIEST], log_p[others:].exp().mean(dim=0)  # (T, K), (T, V)
    return WordByWord(
        image=seen.image,
        size=seen.size,
        side=covering.side,
        stride=covering.stride,
        ids=caption,
        words=_names(words, caption),
        p=np.exp(words_p[0]),
        likely_ids=likely.numpy(),
        names=tuple(_names(words, row) for row in likely.tolist()),
        likely=log_p[0].gather(1, likely).exp().double().numpy(),
        elsewhere=after_others.gather(1, likely).double().numpy(),
        rank=np.array([row.index(k) for row, k in zip(order.tolist(), caption, strict=True)]),
        p_elsewhere=np.exp(words_p[others:]).mean(axis=0),
        lost=lost,
        rest=rest,
        heat=covering.maps(lost),
        control=covering.maps(rest),
        shuffled=covering.maps(mixed[0]),
        agreement=correlation(lost, rest),
        chance=np.quantile([np.abs(correlation(one, rest)) for one in mixed], 0.95, axis=0),
        kept=difference(cell[0].double().numpy(), cell[others:].double().numpy()),
        pictures=len(seen.features) - others,
        cursor=min(cursor, T - 1),
    )


def point_at(shown: WordByWord, cursor: int) -> WordByWord:
    """The same caption, looked at another word."""
    return replace(shown, cursor=cursor)


def take(shown: WordByWord, rank: int) -> tuple[int, ...]:
    """The caption up to the cursor, with the word of some rank there, counted from 0: what to go on from."""
    return (*shown.ids[: shown.cursor], int(shown.likely_ids[shown.cursor, rank]))


def correlation(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Pearson's correlation of maps ``(T, G, G)``, pair by pair; 0 where a map is the same everywhere."""
    a, b = (values.reshape(len(values), -1) for values in (one, other))
    a, b = a - a.mean(axis=1, keepdims=True), b - b.mean(axis=1, keepdims=True)
    size = np.sqrt((a**2).sum(axis=1) * (b**2).sum(axis=1))
    return (a * b).sum(axis=1) / np.where(size > 1e-12, size, np.inf)


def difference(cell: np.ndarray, others: np.ndarray) -> np.ndarray:
    """How far a cell state ``(T, H)`` is from others ``(N, T, H)``, on average over them: ``(T,)``.

    ``|c - c'| / sqrt(|c|^2 + |c'|^2)`` is 0 where both are the same, and 1 where they are orthogonal.
    """
    gap = np.linalg.norm(cell - others, axis=2)
    size = np.sqrt((cell**2).sum(axis=1) + (others**2).sum(axis=2))
    return (gap / np.maximum(size, 1e-12)).mean(axis=0)


def state_differences(model: Captioner, images: np.ndarray) -> list[np.ndarray]:
    """For each picture, how far its cell state is from those after the other pictures and the same words.

    Args:
        model: the captioner.
        images: ``(N, S, S, 3)`` uint8, with at least two different captions.

    Returns:
        N arrays ``(T,)``, see :func:`difference`; pictures with the same caption are not compared.

    Raises:
        ValueError: if all captions are the same.
    """
    features = encoded(model, images)
    captions = [completed(model, features[k : k + 1]) for k in range(len(images))]
    if len(set(captions)) < 2:
        raise ValueError("All pictures have the same caption: give at least two different ones.")
    found = []
    for k, caption in enumerate(captions):
        others = [j for j, other in enumerate(captions) if other != caption]
        cell = scored(model, features[[k, *others]], caption)[1].double().numpy()
        found.append(difference(cell[0], cell[1:]))
    return found


def _names(words: CaptionVocabulary, ids: Sequence[int]) -> tuple[str, ...]:
    return tuple("END" if k == END else "START" if k == 0 else words.words[k] for k in ids)


def _shuffled(lost: np.ndarray) -> np.ndarray:
    """Maps with their values on other places, ``(SHUFFLES, T, G, G)``; the same places for all words."""
    T, G, _ = lost.shape
    generator = np.random.default_rng(0)
    places = np.array([generator.permutation(G * G) for _ in range(SHUFFLES)])
    return lost.reshape(T, -1)[:, places].swapaxes(0, 1).reshape(SHUFFLES, T, G, G)
