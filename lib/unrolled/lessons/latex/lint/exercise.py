"""Exercises on counting what is closed. Solutions are in ``notebooks/solutions/lint.py``."""

from __future__ import annotations

import random
from collections.abc import Callable

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question

LEAST = Question(
    "The network writes many passages, at several temperatures. Of all that it opens and that comes to an end, right "
    "or wrong: which does it close least reliably?",
    (
        Choice(
            "braces: there are so many of them, and they stand inside each other",
            False,
            "Many, and yet nearly all are closed: most of them enclose a few characters, and only one sign can come. "
            "Put the bar of the braces next to the others.",
        ),
        Choice(
            "formulas: $ opens and $ closes, so that one slip turns all that follows inside out",
            False,
            "It would, if a blank line did not end it. And formulas are short: whoever is in one has seen the first $ "
            "a moment ago. Put their bar next to that of the environments.",
        ),
        Choice(
            "environments, proofs among them: they end by name, hundreds of characters later",
            True,
            "Two things must last that long: that something is open, and what it is called. And what was opened inside "
            "must be closed before. Both are measured apart in the next panels.",
        ),
    ),
)

LENGTH = 2_000  # of a passage, in characters
LASTING = {"{": 6, "$": 12, "enumerate": 500, "proof": 900}  # characters, on average


def _passage(rng: random.Random) -> list[tuple[str, str]]:
    """What a writer opens who closes all kinds equally well, in a passage that is cut at its end.

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
    """Check *find the bug*: ``share_closed(pairs, name)``, where what the passage's end cuts off counts neither way.

    A pair is a name and a fate: "closed", "broken", "overdue" or "open", as in ``latex.lint.record.Pair``.
    """

    def due(pairs: list[tuple[str, str]], name: str) -> float:
        decided = [fate for opened, fate in pairs if opened == name and fate != "open"]
        return decided.count("closed") / len(decided)

    def case(pairs: list[tuple[str, str]], name: str, why: str) -> Case:
        return Case((pairs, name), due(pairs, name), why)

    why = (
        "What is open when the passage ends might have been closed in the next line. To count it as a failure makes "
        "whatever lasts long look bad, even in real source."
    )
    cases = [
        case([("$", "closed")], "$", "One was opened, and it was closed."),
        case([("$", "closed"), ("$", "broken")], "$", "One of two was closed as it should be."),
        case([("$", "closed"), ("proof", "broken")], "$", "Only pairs of this name count."),
        case([("proof", "closed"), ("proof", "open")], "proof", why),
        case(
            [("proof", "broken"), ("proof", "open")], "proof",
            "What is still open is no success, either: nobody knows how it would have ended.",
        ),
        case(
            [("proof", "closed"), ("proof", "overdue")], "proof",
            "Overdue was never closed and is open for longer than any real one: that is decided, and counts as wrong.",
        ),
    ]  # fmt: skip
    rng = random.Random()  # not seeded: an answer that fits one set of passages should not pass
    cases += [case(_passage(rng), "proof", why) for _ in range(4)]
    hints = (
        "Real source closes everything. What does the function say about a piece of it that stops within a proof?",
        "Of the four fates, about which do we know how the story ended?",
        'Leave out the pairs whose fate is "open", and divide by the number of those that remain.',
    )
    return check(function, cases, hints)
