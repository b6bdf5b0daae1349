"""Captions as words: n-grams, and the one form in which all measures take captions and references."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from unrolled.runtime import UnrolledError

ORDERS = 4  # BLEU and CIDEr-D both look at 1-grams to 4-grams


class CaptionsError(UnrolledError, ValueError):
    """Captions and references do not fit together."""


def ngrams(words: Sequence[str], n: int) -> Counter[tuple[str, ...]]:
    """The runs of n words, with how often each occurs; keys stand in the order of their first occurrence.

    >>> ngrams("the cat the cat".split(), 2)
    Counter({('the', 'cat'): 2, ('cat', 'the'): 1})
    """
    return Counter(zip(*(words[k:] for k in range(n)), strict=False))


def check(hypotheses: Sequence[str], references: Sequence[Sequence[str]]) -> None:
    """Check that each caption has its own references.

    Args:
        hypotheses: N captions. One without words is allowed: a network may stop at once.
        references: for each of the N pictures one caption or more.

    Raises:
        CaptionsError: if there is no caption, the numbers differ, or a picture has no reference with a word in it.
    """
    if isinstance(hypotheses, str):
        raise CaptionsError("Pass a list of captions, not one string.")
    if not len(hypotheses):
        raise CaptionsError("There is no caption to measure.")
    if len(hypotheses) != len(references):
        raise CaptionsError(
            f"There are {len(hypotheses)} captions, but references for {len(references)} pictures: "
            "pass one list of references for each picture."
        )
    for place, own in enumerate(references):
        if isinstance(own, str):
            raise CaptionsError(f"The references of picture {place} are one string: pass a list of captions.")
        if not len(own) or not all(reference.split() for reference in own):
            raise CaptionsError(f"Picture {place} has no reference, or an empty one: give it a caption.")
