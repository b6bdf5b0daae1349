"""Exercises on what is opened and closed. Solutions are in ``notebooks/solutions/closing.py``."""

from __future__ import annotations

import random
from collections.abc import Callable

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question
from unrolled.lessons.latex.openings.probe import still_open

NESTED = Question(
    "A source stops inside a formula, which is inside a list, which is inside a proof. The network continues it 20 "
    "times. Which of the three is closed correctly most often?",
    (
        Choice(
            "the $ of the formula",
            True,
            "Formulas are short, so the next $ is seldom far, and no name has to be remembered. Lists and proofs must "
            "wait longer, and must be closed by the right name.",
        ),
        Choice(
            "the list: the training chapters hold thousands of \\end{enumerate}",
            False,
            "They do, and the network spells it perfectly. But it must also come in time, before the proof ends. "
            "Press “three deep” and count the squares with a 2.",
        ),
        Choice(
            "all three equally: whatever is opened is closed",
            False,
            "That holds for the chapters it learned from. But the network has no stack, only a state. Press “three "
            "deep” and compare the discs and squares with a 1, a 2 and a 3.",
        ),
    ),
)
MEMORY = Question(
    "A proof was opened, 500 characters of other sentences follow, then \\end{ . The network gives the name proof a "
    "probability of 80 %. Does it remember that a proof is open?",
    (
        Choice(
            "yes: proof is one of 18 names, so 80 % cannot be chance",
            False,
            "It is not chance, but it may be a guess from the sentences: text that gives reasons is mostly proof. Open "
            "a lemma instead, keep the rest, and see how much of the 80 % is left.",
        ),
        Choice(
            "no: nothing can be remembered over 500 characters",
            False,
            "Some units can hold a value that long. Whether they hold this one must be measured.",
        ),
        Choice(
            "this number alone cannot tell",
            True,
            "A comparison is needed: the same sentences after another name. What the probability loses then was "
            "memory; what is left was a guess from the sentences between.",
        ),
    ),
)

OUTSIDE = ("proof", "lemma", "definition", "remark")  # these stand inside nothing else
INSIDE = ("enumerate", "itemize", "quote", "align*")


def _source(rng: random.Random) -> str:
    """Environments opened and closed at random, in order, with words and formulas between."""
    parts, open_ = [], []
    for _ in range(rng.randint(3, 9)):
        if open_ and rng.random() < 0.45:
            parts.append(f"\\end{{{open_.pop()}}}")
        else:
            open_.append(rng.choice(INSIDE if open_ else OUTSIDE))
            parts.append(f"\\begin{{{open_[-1]}}}")
        parts.append(rng.choice(("\n", " so $x$ is\n", "\\item one\n", "\\label{lemma-a}\n")))
    return "".join(parts)


def check_open_environments(function: Callable[[str], list[str]]) -> Result:
    """Check ``open_environments(source)``: the names still open at the end of a well-formed source, innermost first."""
    rng = random.Random()  # not seeded: an answer that fits one set of sources should not pass

    def case(source: str, why: str) -> Case:
        return Case((source,), [one.name for one in still_open(source) if one.kind == "environment"], why)

    cases = [
        case("", "In an empty source nothing is open."),
        case(r"\begin{proof}", "One thing is open."),
        case(r"\begin{proof}\end{proof}", "A closed environment is no longer open."),
        case(r"\begin{proof}\begin{enumerate}", "The innermost, opened last, comes first."),
        case(r"\begin{lemma}\end{lemma}\begin{proof}", "Only what stays open counts."),
        case(r"\begin{proof}\begin{enumerate}\begin{align*}\end{align*}", "Closing removes only the innermost one."),
        case(r"\begin{enumerate}\begin{enumerate}\end{enumerate}", "The same name can be open twice."),
        case(r"\begin{enumerate}\begin{enumerate}", "A name that is open twice is returned twice."),
        case(
            r"\begin{enumerate}\begin{quote}\begin{enumerate}\end{enumerate}",
            "Of two with the same name, the inner one is closed.",
        ),
    ]
    cases += [case(_source(rng), "A random source.") for _ in range(4)]
    hints = (
        "Keep a list: append each name that is opened, and remove the last name when something is closed.",
        r"re.finditer(r'\\(begin|end)\{([^}]*)\}', source) goes through all of them in order.",
        "Group 1 of a match is begin or end, group 2 is the name. Return the list reversed: stack[::-1].",
    )
    return check(function, cases, hints)
