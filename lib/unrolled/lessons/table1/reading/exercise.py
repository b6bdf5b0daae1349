"""Questions and an exercise on trivial scores. The solution is in ``notebooks/solutions/copy_baseline.py``."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable

import numpy as np

from unrolled.checking.check import Case, Result, attempt, check
from unrolled.checking.question import Choice, Question

NOTHING = Question(
    "Copy memory, T = 1000. A model that remembers nothing loses 10 ln 8 / 1020 = 0.0204 nats a step. The table has "
    "LSTM 0.0204, GRU 0.0197, RNN 0.0202 and TCN 0.000035. Which of these models learned to copy?",
    (
        Choice("all four: each loss is close to 0", False,
               "1,010 of the 1,020 answers are blanks, which cost nothing. That makes every average here small."),
        Choice("GRU and TCN: they are below 0.0204", False,
               "The GRU saves 3 % of the trivial loss: a third of one symbol among ten. That is not copying."),
        Choice("the TCN alone", True,
               "The three others stand within 4 % of remembering nothing. The TCN loses 0.17 % of that."),
        Choice("none: the losses differ too little", False,
               "0.0204 and 0.000035 differ by a factor of 600. Compare each with the trivial loss, not with 1."),
    ),
)  # fmt: skip

LONGER = Question(
    "One paper reports 0.0204 nats a step on copy memory with T = 1000, another 0.0103 with T = 2000. Whose model "
    "remembers more?",
    (
        Choice("the second: its loss is half as large", False,
               "It is an average over twice as many steps, and nearly all of them are blanks."),
        Choice("the second: it waits twice as long", False,
               "It would if it remembered anything after the wait. Compute 10 ln 8 / (T + 20) for both."),
        Choice("neither: both remember nothing", True,
               "10 ln 8 / 1020 = 0.0204 and 10 ln 8 / 2020 = 0.0103. Both losses are exactly the trivial ones."),
        Choice("one cannot tell: the tasks differ", False,
               "The losses cannot be compared with each other. But each can be compared with its own trivial loss."),
    ),
)  # fmt: skip

_generator = np.random.default_rng()


def copy_loss(wait: int, kept: int = 10, kinds: int = 8) -> float:
    """Nats a step of copy memory without memory: ``kept`` guesses among ``kinds``, over all steps."""
    return kept * math.log(kinds) / (wait + 2 * kept)


def check_copy_baseline(function: Callable[..., float]) -> Result:
    """Check ``copy_baseline(wait, kept=10, kinds=8)``: nats a step of a model without memory.

    ``kept`` symbols are read first. Each is asked for wait + kept steps later, so a sequence has wait + 2 * kept steps.
    """

    def case(*settings: int, why: str = "A random case.") -> Case:
        return Case(settings, copy_loss(*settings), why)

    cases = [
        case(1000, why="Ten of 1,020 answers are guesses among 8; the others are blanks, and cost nothing."),
        case(2000, why="The same ten guesses, over 2,020 steps."),
        case(50, 1, 2, why="One symbol, heads or tails: ln 2 nats, over 52 steps."),
        case(100, 10, 1, why="With one kind of symbol there is nothing to guess: ln 1 = 0."),
        case(30, 5, 4, why="Five symbols are read and five are written: 40 steps in all."),
    ]
    cases += [case(*(int(_generator.integers(*ends)) for ends in ((20, 500), (1, 12), (2, 20)))) for _ in range(3)]
    hints = (
        "How many nats does one guess among 8 equally likely symbols cost? And a blank that is certain?",
        "The loss is a mean over all steps: those that read, those that wait, and those that write.",
        "kept * math.log(kinds) / (wait + 2 * kept)",
    )
    result = check(function, cases, hints)
    mistake = "" if result.ok else _mistake(function)
    return dataclasses.replace(result, why=mistake) if mistake else result


USUAL = (
    (lambda w, k, n: k * math.log(n) / w,
     "You divide by the wait alone. A sequence also has the steps that read and those that write: 2 * kept more."),
    (lambda w, k, n: k * math.log(n) / (w + k),
     "You count the written symbols once and forget those that are read: a sequence has wait + 2 * kept steps."),
    (lambda w, k, n: k * math.log(n) / (w + 20),
     "You always add 20. That is 2 * kept for ten symbols only: use kept."),
    (lambda w, k, n: k * math.log2(n) / (w + 2 * k),
     "You count in bits. The table counts in nats: use the natural logarithm, math.log."),
    (lambda w, k, n: k * math.log10(n) / (w + 2 * k),
     "You use the logarithm to base 10. A nat is one of the natural logarithm, math.log."),
    (lambda w, k, n: math.log(n),
     "You average over the last steps only, those that guess. The blanks count, too: divide by all steps."),
    (lambda w, k, n: k * math.log(n),
     "That is the loss of a whole sequence. Divide it by the number of its steps."),
    (lambda w, k, n: math.log(n) / (w + 2 * k),
     "You count one guess. There are as many guesses as symbols kept."),
    (lambda w, k, n: k * math.log(n + 2) / (w + 2 * k),
     "You guess among all symbols, blank and mark included. Those two are never asked for: only kinds are left."),
    (lambda w, k, n: k * (1 - 1 / n) / (w + 2 * k),
     "You count wrong answers. A loss in nats is the negative logarithm of the probability, here -ln(1 / kinds)."),
    (lambda w, k, n: -k * math.log(n) / (w + 2 * k),
     "The sign is wrong: a loss is minus the logarithm of a probability, so it is positive."),
    (lambda w, k, n: 10 * math.log(8) / (w + 20),
     "You always take ten symbols of eight kinds. Use kept and kinds."),
    (lambda w, k, n: math.log(n) / 10,
     "You divide by the symbols kept. The mean goes over all wait + 2 * kept steps."),
)  # fmt: skip


def _mistake(function: Callable[..., float]) -> str:
    """Which usual wrong formula a function has, if it has one: told by settings on which no two of them agree."""
    tried = ((70, 6, 5), (123, 3, 11))
    got = attempt(function, lambda copy_baseline: [copy_baseline.number(*settings) for settings in tried])
    if got is None:
        return ""
    return next((why for wrong, why in USUAL if np.allclose(got, [wrong(*settings) for settings in tried])), "")
