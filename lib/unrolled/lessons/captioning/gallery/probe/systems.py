"""What writes the captions: baselines, networks, several networks together. Each turns pictures into captions."""

from __future__ import annotations

import functools
from collections.abc import Callable

import numpy as np
from torch import nn

from unrolled.datasets import emoji
from unrolled.datasets.caption_words import CaptionVocabulary
from unrolled.datasets.captioned import Captioned
from unrolled.measuring.captions.baselines import consensus, most_frequent, nearest
from unrolled.measuring.captions.cider import cider_d
from unrolled.measuring.captions.space import features_of
from unrolled.measuring.records.captions import Frequencies
from unrolled.models.captioner import Captioner, beam_search
from unrolled.models.captioner.search import Tells
from unrolled.training import captioning

System = Callable[[Captioned], list[str]]
NEIGHBOURS = (3, 5, 10, 20)  # tried for the consensus, chosen on validation


def always_the_same(data: Captioned) -> list[str]:
    """The most frequent caption of training, for every picture."""
    return [most_frequent(emoji.training().captions)] * len(data)


def nearest_by_pixels(data: Captioned, *, width: int = 32) -> list[str]:
    """The caption of the training picture with the smallest Euclidean distance, pixel by pixel.

    Args:
        data: the pictures.
        width: of the pictures that are compared; below 32 they are means over squares, which forgive a line that runs
            a little elsewhere.
    """
    known = emoji.training()
    found, _ = nearest(_flat(data, width), _flat(known, width), 1, metric="euclidean")
    return [known.captions[k] for k in found[:, 0]]


def _flat(data: Captioned, width: int) -> np.ndarray:
    N, S = data.images.shape[:2]
    squares = data.images.reshape(N, width, S // width, width, S // width, 3)
    return squares.mean(axis=(2, 4)).reshape(N, -1)


def first_reference(data: Captioned) -> list[str]:
    """What a perfect copy of the sentences that models train on would score: the ceiling of BLEU and CIDEr-D."""
    return list(data.captions)


def greedy(model: Captioner, words: CaptionVocabulary) -> System:
    """The likeliest word at each step."""
    return lambda data: captioning.written(model, data.images, words)


def beam(model: Tells, words: CaptionVocabulary, width: int) -> System:
    """The best caption a beam finds; the score is log p, not divided by the length, as in the paper."""

    def write(data: Captioned) -> list[str]:
        pictures = captioning.normalised(captioning.tensor(data.images))
        return [words.text(beam_search(model, picture, width).ids[0]) for picture in pictures]

    return write


class Neighbours:
    """The consensus caption of the nearest training pictures in an encoder's space (Devlin and others, 1505.04467).

    Args:
        encoder: of a captioner.
        frequencies: of the training captions.
    """

    def __init__(self, encoder: nn.Module, frequencies: Frequencies):
        self._encoder, self._frequencies = encoder, frequencies

    @functools.cached_property
    def _keys(self) -> np.ndarray:
        return features_of(self._encoder, emoji.training().images)

    def write(self, data: Captioned, k: int) -> list[str]:
        """The consensus caption of each picture's k nearest, by cosine."""
        captions = emoji.training().captions
        found, _ = nearest(features_of(self._encoder, data.images), self._keys, k)
        return [consensus([captions[j] for j in row], self._frequencies) for row in found]

    def validation(self) -> dict[int, float]:
        """CIDEr-D on the validation pictures, the mean of the three kinds, for each of ``NEIGHBOURS``."""
        held = [emoji.held_out("validation", kind) for kind in emoji.HELD_OUT]
        return {k: round(float(np.mean([self._score(data, k) for data in held])), 4) for k in NEIGHBOURS}

    def _score(self, data: Captioned, k: int) -> float:
        return cider_d(self.write(data, k), data.references, frequencies=self._frequencies).score


def best(scores: dict[int, float]) -> int:
    """The number of neighbours with the highest score, of equals the smallest."""
    return max(scores, key=lambda k: (scores[k], -k))
