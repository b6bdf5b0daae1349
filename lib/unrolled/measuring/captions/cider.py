"""CIDEr-D: does a caption say what is specific to its picture? (Vedantam, Zitnick, Parikh, CVPR 2015).

Each n-gram weighs its count times log(N / pictures whose references have it), so that
"a person with" is worth little and "firefighter" much. For n-grams of n words, caption c, reference s:

    CIDEr-D_n(c, s) = exp(-(|c| - |s|)² / 2σ²) · Σ min(g(c), g(s)) g(s) / (‖g(c)‖ ‖g(s)‖)

Because of the minimum, repeating a word does not help; the Gaussian with σ = 6 words punishes a
wrong length. The score is 10 times the mean over n = 1 to 4 and over the references.

Counts are whole numbers, not shares of the caption, as in the authors' code (coco-caption). Unlike CIDEr,
CIDEr-D does not stem words, so the right form of a word counts. A caption of fewer than four words has no
4-gram: even a correct one reaches only 7.5 with three words, 5 with two and 2.5 with one.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from unrolled.measuring.captions.words import ORDERS, CaptionsError, check, ngrams
from unrolled.measuring.records.captions import Cider, Frequencies

SIGMA = 6.0  # words


@dataclass(frozen=True, eq=False)
class Weighted:
    """A caption as vectors.

    Attributes:
        length: words.
        weights: for n = 1 to 4 the weight of each n-gram.
        norms: the lengths of those four vectors.
    """

    length: int
    weights: tuple[dict[tuple[str, ...], float], ...]
    norms: tuple[float, ...]


def document_frequencies(references: Sequence[Sequence[str]]) -> Frequencies:
    """Count for each n-gram the pictures whose references contain it; each picture counts once.

    Args:
        references: for each picture one caption or more.

    Raises:
        CaptionsError: if a picture has no reference, or there is no picture.
    """
    check([""] * len(references), references)
    counts: Counter[tuple[str, ...]] = Counter()
    for own in references:
        split = [reference.split() for reference in own]
        counts.update({gram for words in split for n in range(1, ORDERS + 1) for gram in ngrams(words, n)})
    return Frequencies(len(references), counts)


def weighted(caption: str, frequencies: Frequencies) -> Weighted:
    """A caption's tf-idf vectors; an n-gram in no reference weighs as if it occurred for one picture."""
    words, pictures, counts = caption.split(), frequencies.pictures, frequencies.counts
    weights = tuple(
        {gram: count * math.log(pictures / max(counts.get(gram, 0), 1)) for gram, count in ngrams(words, n).items()}
        for n in range(1, ORDERS + 1)
    )
    return Weighted(len(words), weights, tuple(math.hypot(*own.values()) for own in weights))


def similarity(hypothesis: Weighted, reference: Weighted) -> float:
    """CIDEr-D of one caption against one reference, from 0 to 10."""
    total = 0.0
    for own, others, norm, other_norm in zip(
        hypothesis.weights, reference.weights, hypothesis.norms, reference.norms, strict=True
    ):
        if norm and other_norm:  # no n-gram of this length, or only n-grams that all pictures share
            shared = sum(min(own[gram], others[gram]) * others[gram] for gram in own.keys() & others.keys())
            total += shared / (norm * other_norm)
    return 10 * total / ORDERS * math.exp(-((hypothesis.length - reference.length) ** 2) / (2 * SIGMA**2))


def cider_d(
    hypotheses: Sequence[str], references: Sequence[Sequence[str]], *, frequencies: Frequencies | None = None
) -> Cider:
    """CIDEr-D of N captions.

    Args:
        hypotheses: N captions.
        references: for each picture one caption or more; the numbers may differ.
        frequencies: of a larger set of pictures; by default those of ``references`` are counted.

    Raises:
        CaptionsError: if the two do not fit together, or a single picture comes without frequencies.
    """
    check(hypotheses, references)
    if frequencies is None and len(hypotheses) == 1:
        raise CaptionsError(
            "CIDEr-D weighs words by how many pictures share them, which one picture cannot tell: "
            "pass frequencies= of a larger set."
        )
    frequencies = frequencies or document_frequencies(references)
    each = np.zeros(len(hypotheses))
    for k, (hypothesis, own) in enumerate(zip(hypotheses, references, strict=True)):
        vectors = weighted(hypothesis, frequencies)
        each[k] = sum(similarity(vectors, weighted(reference, frequencies)) for reference in own) / len(own)
    return Cider(float(each.mean()), each)
