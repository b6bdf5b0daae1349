"""Exercises of notebook 04. Solutions are in ``notebooks/solutions/char_rnn.py``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question
from unrolled.measuring.char_rnn import softmax

GREEDY = Question(
    "At temperature 0 the 300 characters will be…",
    (
        Choice(
            "the best Shakespeare the network can do",
            False,
            "Taking the likeliest character each time sounds like the best plan. Press Greedy and read on: "
            "the network finds a phrase and never leaves it.",
        ),
        Choice(
            "the same each time, and soon going round in circles",
            True,
            "Nothing is left to chance, so New noise changes nothing. Once a phrase leads back to itself, "
            "it comes again and again.",
        ),
        Choice(
            "missing, since dividing by 0 is impossible",
            False,
            "We take the limit: as τ falls to 0, all probability moves to the largest score.",
        ),
    ),
)
SHIFT = Question(
    "A network gives three letters the scores 2, 1 and 0. Softmax turns scores into probabilities. "
    "What happens to them if all three scores grow by 1?",
    (
        Choice("all grow", False, "They always sum to 1, so they cannot all grow. Move “Add to all three” and look."),
        Choice("nothing", True, "Only the gaps between scores count, and the gaps are still 1 and 1."),
        Choice(
            "the largest gains, the others lose",
            False,
            "That is what multiplying the scores does. Adding the same to each leaves every gap as it was.",
        ),
    ),
)

BASELINE = Question(
    "Before you press Start: which of these will the network beat in its first 60 seconds on two cores?",
    (
        Choice(
            "only the bigram, which looks back one character",
            False,
            "Its state reaches back further than one character, and that shows within seconds: the thick line crosses "
            "the bigram's before the second point is drawn.",
        ),
        Choice(
            "all of them, even the 5-gram that has counted all 34 plays",
            True,
            "If only just. The 5-gram has counted 4.3 million characters. In 20 seconds, or on a slower machine, "
            "the network does not get there.",
        ),
        Choice(
            "none: a minute is far too short for a network",
            False,
            "It makes more than a thousand updates in that minute, and passes the bigram within seconds.",
        ),
    ),
)
COPY = Question(
    "At which temperature will most of the text stand in the plays, in stretches of 15 characters or more?",
    (
        Choice(
            "at τ = 1.5, where it knows least what to say",
            False,
            "What is drawn nearly at random seldom stands in the plays. Often it is not even a word: read the "
            "rightmost column.",
        ),
        Choice(
            "at τ = 0, where it always says the likeliest",
            True,
            "The likeliest phrases are common ones, and it repeats them. That is not a page learned by heart: "
            "the longest copy stays short.",
        ),
        Choice(
            "the same at all: what it has learned by heart does not depend on τ",
            False,
            "Its knowledge is the same, but what it writes depends on every draw. Compare the columns.",
        ),
    ),
)

_generator = np.random.default_rng()  # not seeded: an answer that fits one set of numbers should not pass


def check_one_hot(function: Callable[[int, int], Sequence[float]]) -> Result:
    """Check 1-of-N coding: ``one_hot(k, size)`` is a list of ``size`` zeros with a one at place k."""
    cases = [
        Case((0, 3), [1, 0, 0], "The first character has number 0, so the one stands at the very front."),
        Case((2, 3), [0, 0, 1], "The last of three characters has number 2."),
        Case((1, 5), [0, 1, 0, 0, 0], "The vector is as long as the vocabulary, however small k is."),
    ]
    for _ in range(3):
        size = int(_generator.integers(6, 80))
        k = int(_generator.integers(size))
        cases.append(Case((k, size), np.eye(size)[k], "Exactly one place holds a one, and it is place k."))
    hints = (
        "How long must the vector be, and how many of its places are not 0?",
        "Start from a list of zeros: [0] * size.",
        "Then set the place number k of that list to 1, and return the list.",
    )
    return check(function, cases, hints)


def check_softmax_with_temperature(function: Callable[[np.ndarray, float], np.ndarray]) -> Result:
    """Check ``softmax(logits, tau)``, which must also survive large logits and small temperatures."""

    def case(logits: Sequence[float] | np.ndarray, tau: float, why: str) -> Case:
        return Case((np.array(logits, dtype=float), tau), softmax(np.array(logits, dtype=float), tau), why)

    cases = [
        case([1, 1], 1.0, "Equal logits share the probability; the results must sum to 1."),
        case([2, 1, 0], 1.0, "At temperature 1 this is the plain softmax: exp, then divide by the sum."),
        case([2, 1, 0], 0.5, "Below 1 the gaps grow: logits are divided by τ, and before exp."),
        case([2, 1, 0], 2.0, "Above 1 the gaps shrink."),
        case(
            [12, 3],
            0.01,
            "exp(1200) is too large for a float. What changes if every logit gets smaller by the same?",
        ),
    ]
    for _ in range(3):
        cases.append(case(_generator.normal(0, 3, 6), float(_generator.uniform(0.2, 2.5)), "A random case."))
    hints = (
        "Three steps: divide by the temperature, take exp, divide by the sum of all exps.",
        "Only differences between logits count. Which number, taken from all of them, keeps exp from overflowing?",
        "With gaps = (logits - logits.max()) / tau the largest gap is 0 and exp of it is 1.",
    )
    return check(function, cases, hints)


def check_writer(function: Callable[[Callable, int, int], Sequence[int]]) -> Result:
    """Check *find the bug*: ``write(draw, first, length)`` must carry state and feed back what it drew.

    ``draw(state, k)`` here belongs to a tiny machine that shows any slip: it
    counts its steps in the state and answers with a number made of both.
    """

    def machine(size: int) -> Callable[[Any, int], tuple[int, Any]]:
        def draw(state: int | None, k: int) -> tuple[int, int]:
            count = 1 if state is None else state + 1
            return (2 * k + count) % size, count

        return draw

    def due(size: int, first: int, length: int) -> list[int]:
        draw, state, k, out = machine(size), None, first, []
        for _ in range(length):
            k, state = draw(state, k)
            out.append(k)
        return out

    why = (
        "The first character may still be right. Whatever comes later depends on all that was written before: how does "
        "each call of draw learn of it?"
    )
    cases = [
        Case((machine(7), 1, 1), due(7, 1, 1), "One character: read the first, return what comes next."),
        Case((machine(7), 1, 3), due(7, 1, 3), why),
    ]
    for _ in range(3):
        size, length = int(_generator.integers(11, 99)), int(_generator.integers(4, 9))
        first = int(_generator.integers(size))
        cases.append(Case((machine(size), first, length), due(size, first, length), why))
    hints = (
        "Run it by hand for two characters: what does the second call of draw know about the first?",
        "draw returns two things. What happens to the second one?",
        "Where the loop throws the returned state away, keep it: k, state = draw(state, k).",
    )
    return check(function, cases, hints)


def check_pairs(function: Callable[[Sequence[int], int, int], tuple[Sequence[int], Sequence[int]]]) -> Result:
    """Check *find the bug*: ``pairs(ids, start, steps)`` gives inputs, and targets one character later."""
    why = (
        "Beside each input stands its target, what the network should say when it hears that input. What should it say "
        "after the first character of the text?"
    )

    def case(ids: list[int], start: int, steps: int, words: str = why) -> Case:
        due = [ids[start : start + steps], ids[start + 1 : start + steps + 1]]
        return Case((ids, start, steps), due, words)

    cases = [
        case([7, 8, 9], 0, 1),
        case([7, 8, 9], 0, 2, "Both have as many characters as there are steps, and the last target is in the text."),
        case([5, 6, 7, 8, 9], 2, 2, "start says where the inputs begin; the targets begin one later."),
    ]
    for _ in range(3):
        length = int(_generator.integers(12, 30))
        start, steps = int(_generator.integers(1, 5)), int(_generator.integers(3, 6))
        cases.append(case(_generator.integers(0, 76, length).tolist(), start, steps))
    hints = (
        "Write down, for the text 7 8 9 and one step, what goes in and what should come out.",
        "Which character does the network hear last, and which one should it say then?",
        "Shift both ends of the targets by one: ids[start + 1 : start + steps + 1].",
    )
    return check(function, cases, hints)
