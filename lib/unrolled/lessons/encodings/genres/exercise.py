"""Exercises on classifying passages. Solutions are in ``notebooks/solutions/genres.py``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from unrolled.checking.check import Case, Result, check
from unrolled.checking.learner import AnswerError, Learner
from unrolled.checking.plain import numbers, plain
from unrolled.checking.question import Choice, Question
from unrolled.checking.show import show

FREQUENT = Question(
    "The classifier may see only the 128 most frequent words: the, of, and, to, he, was, which … It is to tell 15 "
    "genres. Always naming the commonest genre is right for 14 of 100 passages. And the classifier?",
    (
        Choice(
            "about 14: these words stand in every text",
            False,
            "They do, but not equally often. Science writes of, which and is; fiction writes he, was and had.",
        ),
        Choice(
            "about 38",
            True,
            "How often such words come depends on the genre. Put the slider on 2 to the power of 7 to see it.",
        ),
        Choice(
            "about 60: genres are a matter of style, and that is what these words carry",
            False,
            "They carry much of what can be had here, but no coding of the panel reaches 60, with all words or few.",
        ),
    ),
)

_generator = np.random.default_rng()  # not seeded: an answer that fits one set of numbers should not pass


def check_split(function: Callable[[np.ndarray, float, int], np.ndarray]) -> Result:
    """Check *find the bug*: ``split(texts, share, seed)`` tells which passages are for the test, by whole texts.

    Args:
        function: gets ``(P,)`` numbers of texts, a share and a seed; returns ``(P,)`` bool.
    """

    def case(texts: np.ndarray | list[int], share: float, why: str) -> Case:
        texts = np.asarray(texts)
        number = round(share * len(np.unique(texts)))
        return Case((texts, share, 0), _words(0, number, True, True), why)

    leak = "Passages of one text share names, subject and writer: whoever read one of them knows the others' answer."
    cases = [
        case([0, 1], 0.5, "Two texts of one passage: one of them is for the test."),
        case([0, 0, 0, 1, 1, 1], 0.5, leak),
        case([7, 7, 3, 3, 9, 9, 9, 9], 1 / 3, "Numbers of texts need not begin with 0. " + leak),
        case([0] * 30 + [1, 2, 3, 4], 0.4, "The share is one of texts: here a single text is most of the passages."),
    ]
    for _ in range(3):
        texts = np.sort([*range(20), *_generator.integers(0, 20, 100)])  # 20 texts, of which a quarter is exactly 5
        cases.append(case(texts, 0.25, leak))
    hints = (
        "Look at the passages of one text: can some be in the test and others not?",
        "What should be shuffled: the passages, or the texts?",
        "Shuffle np.unique(texts), take the first of them, and use np.isin(texts, those).",
    )
    return check(function, cases, hints, _report)


def _report(split: Learner, texts: np.ndarray, share: float, seed: int) -> str:
    """What is true of an answer, in words."""
    got = _taken(split, texts, share, seed)
    test, rest = set(texts[got].tolist()), set(texts[~got].tolist())
    again = np.array_equal(got, _taken(split, texts, share, seed))
    others = {_taken(split, texts, share, seed).tobytes() for seed in range(20)}
    return _words(len(test & rest), len(test), again, len(others) > 1)


def _taken(split: Learner, texts: np.ndarray, share: float, seed: int) -> np.ndarray:
    """A learner's split, ``(P,)`` bool.

    Raises:
        AnswerError: where it is anything else.
    """
    got = plain(split(texts, share, seed))
    found = numbers(got)
    if found is None or found.shape != texts.shape or not np.isin(found, (0, 1)).all() or not _bools(got):
        raise AnswerError(f"returned {show(got)}; expected an array of {len(texts)} bools, one for each passage.")
    return found.astype(bool)


def _bools(value: np.ndarray | list[Any]) -> bool:
    """Whether true and false are what numpy takes for a mask: 0 and 1 would be taken for places."""
    return value.dtype == bool if isinstance(value, np.ndarray) else all(isinstance(one, bool) for one in value)


def _words(both: int, test: int, again: bool, moves: bool) -> str:
    words = f"{both} texts on both sides, {test} in the test"
    words += "" if again else "; the same seed gives another split"
    return words + ("" if moves else "; every seed gives the same split")
