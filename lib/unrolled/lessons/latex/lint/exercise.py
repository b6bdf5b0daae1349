"""Exercises on counting what is closed. Solutions are in ``notebooks/solutions/lint.py``."""

from __future__ import annotations

import random
from collections.abc import Callable

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question

LEAST = Question(
    "The network writes many passages, at several temperatures. Which of these does it most often fail to close "
    "correctly?",
    (
        Choice(
            "braces: there are so many of them, and they are nested",
            False,
            "There are many, and yet nearly all are closed: most of them enclose a few characters, and only one sign "
            "can close them. Compare the bar of the braces with the others.",
        ),
        Choice(
            "formulas: $ opens and $ closes, so one missing $ turns everything after it inside out",
            False,
            "It would, if a blank line did not end every formula. And formulas are short: the opening $ was only a "
            "few characters ago. Compare their bar with that of the environments.",
        ),
        Choice(
            "environments, proofs among them: they are closed by name, hundreds of characters later",
            True,
            "The network must remember for that long that something is open, and what it is called. And everything "
            "opened inside must be closed first. The next panels measure these one by one.",
        ),
    ),
)

LENGTH = 2_000  # of a passage, in characters
LASTING = {"{": 6, "$": 12, "enumerate": 500, "proof": 900}  # characters, on average


def _passage(rng: random.Random) -> list[tuple[str, str]]:
    """What is opened by a writer who closes all kinds equally well, in a passage that is cut at its end.

    Some proofs end before that, and some do not.
    """
    pairs: list[tuple[str, str]] = []
    right = rng.uniform(0.3, 0.9)
    while True:
        name = rng.choice(list(LASTING))
        cut = rng.uniform(0, LENGTH) + rng.expovariate(1 / LASTING[name]) > LENGTH
        wrong = "broken" if rng.random() < 0.8 else "overdue"
        pairs.append((name, "open" if cut else "closed" if rng.random() < right else wrong))
        fates = {fate for name, fate in pairs if name == "proof"}
        if len(pairs) > 12 and fates >= {"closed", "open"} and len(fates) > 2:
            return pairs


def check_share_closed(function: Callable[[list[tuple[str, str]], str], float]) -> Result:
    """Check *find the bug*: ``share_closed(pairs, name)``, in which pairs that the passage's end cuts off do not count.

    A pair is a name and a fate: "closed", "broken", "overdue" or "open", as in ``latex.lint.record.Pair``.
    """

    def expected(pairs: list[tuple[str, str]], name: str) -> float:
        decided = [fate for opened, fate in pairs if opened == name and fate != "open"]
        return decided.count("closed") / len(decided)

    def case(pairs: list[tuple[str, str]], name: str, why: str) -> Case:
        return Case((pairs, name), expected(pairs, name), why)

    why = (
        "A pair that is open when the passage ends might be closed in the next line. Counting it as a failure makes "
        "everything long look bad, even in real source."
    )
    cases = [
        case([("$", "closed")], "$", "One pair was opened, and it was closed."),
        case([("$", "closed"), ("$", "broken")], "$", "One of two was closed correctly."),
        case([("$", "closed"), ("proof", "broken")], "$", "Only pairs of this name count."),
        case([("proof", "closed"), ("proof", "open")], "proof", why),
        case(
            [("proof", "broken"), ("proof", "open")], "proof",
            "A pair that is still open is no success either: nobody knows how it would have ended.",
        ),
        case(
            [("proof", "closed"), ("proof", "overdue")], "proof",
            "An overdue pair has been open for longer than any real one: that is decided, and counts as wrong.",
        ),
    ]  # fmt: skip
    rng = random.Random()  # not seeded: an answer that fits one set of passages should not pass
    cases += [case(_passage(rng), "proof", why) for _ in range(4)]
    hints = (
        "Real source closes everything. What does the function return for a piece of it that stops inside a proof?",
        "Which of the four fates can still turn out well?",
        'Leave out the pairs whose fate is "open", and divide by the number of those that remain.',
    )
    return check(function, cases, hints)
