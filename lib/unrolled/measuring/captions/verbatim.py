"""Captions that are the same word for word: as a reference (exact match), or as a training caption (copied)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from unrolled.measuring.captions.words import CaptionsError, check
from unrolled.measuring.records.captions import Copied


def exact_matches(hypotheses: Sequence[str], references: Sequence[Sequence[str]]) -> np.ndarray:
    """``(N,)`` whether each caption equals one of its picture's references; its mean is the exact match.

    Raises:
        CaptionsError: if the two do not fit together, or there is nothing to measure.

    Examples:
        >>> exact_matches(["a cat", "a dog"], [["a cat", "the cat"], ["the dog"]]).tolist()
        [True, False]
    """
    check(hypotheses, references)
    return np.array([caption in own for caption, own in zip(hypotheses, references, strict=True)])


def copied(hypotheses: Sequence[str], training: Iterable[str], seen: Sequence[bool] | np.ndarray) -> Copied:
    """The share of captions copied word for word from the training captions.

    A copied caption of an unseen composition is wrong, since training has no caption of that composition.

    Args:
        hypotheses: N captions.
        training: all captions that the network learned from.
        seen: ``(N,)`` whether the composition in each picture occurs in training.

    Raises:
        CaptionsError: if there is not one bool for each caption.
    """
    mask = np.asarray(seen)
    if mask.shape != (len(hypotheses),) or (len(mask) and mask.dtype != bool):
        raise CaptionsError(f"seen needs one True or False for each of the {len(hypotheses)} captions.")
    mask = mask.astype(bool)
    known = set(training)
    each = np.array([caption in known for caption in hypotheses], dtype=bool)
    return Copied(each, _share(each), _share(each[mask]), _share(each[~mask]))


def _share(each: np.ndarray) -> float | None:
    return float(each.mean()) if len(each) else None
