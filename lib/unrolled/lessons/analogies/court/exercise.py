"""Exercise and questions of *The analogy court*. The solution is in ``notebooks/solutions/court.py``."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question

ALLOWED = Question(
    "About 65 % of 19,544 questions are answered correctly. The rule says that a, b and c cannot be the answer. What "
    "becomes of the score if they can?",
    (
        Choice(
            "it stays: b − a + c points away from all three of them",
            False,
            "Often it does not get far: b − a is short beside c, and c stays nearest. Choose “allowed”.",
        ),
        Choice(
            "it falls by a few points",
            False,
            "It falls by much more. One of the three words comes first in most of the questions: choose “allowed” and "
            "read the line under the table.",
        ),
        Choice(
            "it falls to about half",
            True,
            "Half of the score rests on the rule. It is no fraud, since all published scores share it, but b − a + c "
            "is not as near to d as the score makes one think.",
        ),
    ),
)

CAP = Question(
    "Now only the 5,000 most frequent words may be asked or answered, and questions with other words are left out. "
    "Does the score rise or fall?",
    (
        Choice(
            "it falls: fewer words, less knowledge",
            False,
            "The vectors are the same. What changes is which questions are left, and how many wrong answers there are.",
        ),
        Choice(
            "it stays: the questions that are left are like the others",
            False,
            "They are about frequent words, whose vectors are better: they are answered as well when all 20,215 words "
            "may be answers.",
        ),
        Choice(
            "it rises",
            True,
            "By more than ten points, on a sixth of the questions. Count the questions left out as wrong, and the "
            "same answers make less than 13 %. So a score needs its vocabulary and its rule beside it.",
        ),
    ),
)

WORDS = ("ash", "birch", "cedar", "elm", "fir", "larch", "oak", "pine", "yew")

_generator = np.random.default_rng()  # not seeded: an answer that fits one set of words should not pass


def _due(nearest: dict, questions: Sequence[tuple], vocabulary: set, strict: bool) -> float:
    """The share of right answers, by the rule that the notebook states."""
    right = counted = 0
    for question in questions:
        words = tuple(word.lower() for word in question)
        known = all(word in vocabulary for word in words)
        counted += known or strict
        if known:
            right += next(word for word in nearest[words[:3]] if word not in words[:3]) == words[3]
    return right / counted if counted else 0.0


def _case(nearest: dict, questions: list, vocabulary: set, strict: bool, why: str) -> Case:
    return Case((nearest, questions, vocabulary, strict), _due(nearest, questions, vocabulary, strict), why)


def _random(strict: bool) -> Case:
    """Six questions about nine words, of which two have no vector; words and answers are shuffled."""
    vocabulary = set(WORDS[:7])
    questions, nearest = [], {}
    for k in range(6):
        among = WORDS[:7] if k < 4 else WORDS
        words = [str(word) for word in _generator.choice(among, 4, replace=False)]
        if all(word in vocabulary for word in words):
            order = [str(word) for word in _generator.permutation(sorted(vocabulary))]
            nearest[tuple(words[:3])] = order
        questions.append(tuple(word.capitalize() if k % 2 else word for word in words))
    return _case(nearest, questions, vocabulary, strict, "A random case.")


def cases() -> list[Case]:
    """Cases: one that tells each slip from the rule, and random ones."""
    vocabulary = {"ash", "elm", "fir", "oak"}
    one, order = ("ash", "elm", "fir", "oak"), ["oak", "fir", "elm", "ash"]
    plain, echo = {one[:3]: order}, {one[:3]: ["fir", "oak", "elm", "ash"]}
    unknown, without = ("ash", "elm", "yew", "oak"), ("ash", "elm", "fir", "yew")
    return [
        _case(plain, [one], vocabulary, True, "One question, and its answer comes first."),
        _case(echo, [one], vocabulary, True, "fir was asked with: leave a, b and c out before you look who is first."),
        _case({one[:3]: ["elm", "oak", "ash", "fir"]}, [one], vocabulary, True,
              "elm was asked with, too: not only c is left out, but a and b as well."),
        _case(plain, [("Ash", "Elm", "Fir", "Oak")], vocabulary, True,
              "The vectors were trained in lower case, the questions have capitals: lower them first."),
        _case(plain, [one, unknown], vocabulary, True,
              "yew has no vector. With strict, that question counts as answered wrongly."),
        _case(plain, [one, unknown], vocabulary, False,
              "yew has no vector. Without strict, that question is not counted at all."),
        _case(plain, [one, without], vocabulary, False,
              "Nobody could find yew: a question whose answer has no vector is an unknown one, too."),
        _case({}, [unknown], vocabulary, False, "No question is counted: the share is 0."),
        *(_random(strict) for strict in (True, False, True, False)),
    ]  # fmt: skip


def check_accuracy(function: Callable[[dict, list, set, bool], float]) -> Result:
    """Check ``accuracy(nearest, questions, vocabulary, strict)``: the share of questions answered correctly."""
    hints = (
        "Go through the questions one by one, and keep two numbers: how many counted, how many were right.",
        "Lower the four words. Are all four in the vocabulary? If not, does this question count?",
        "For a known one go through nearest[a, b, c] and take the first word that is not a, b or c; compare it with d.",
    )
    return check(function, cases(), hints)
