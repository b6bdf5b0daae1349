"""Exercises on what is opened and closed. Solutions are in ``notebooks/solutions/closing.py``."""

from __future__ import annotations

import random
from collections.abc import Callable

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question
from unrolled.lessons.latex.openings.probe import still_open

NESTED = Question(
    "A source stops inside a formula, inside a list, inside a proof. The network goes on 20 times. Which of the three "
    "is closed rightly most often?",
    (
        Choice(
            "the $ of the formula",
            True,
            "Formulas are short, the next $ is seldom far, and it has only one name. Everything further out must wait "
            "longer, and must be ended by the right name.",
        ),
        Choice(
            "the list: \\end{enumerate} is written many thousand times in the chapters",
            False,
            "It is, and the network spells it perfectly. But it must also come at the right time, before the proof "
            "ends. Press “nested three deep” and count the squares with a 2.",
        ),
        Choice(
            "all alike: what is opened is closed",
            False,
            "So it is in the chapters it learned from. The network has no stack; it has a state that must last until "
            "then. Press “nested three deep” and compare the three lines.",
        ),
    ),
)
MEMORY = Question(
    "A proof was opened, 500 characters of other sentences follow, then \\end{ . The network gives the name proof a "
    "chance of 80 %. Does it remember that a proof is open?",
    (
        Choice(
            "yes: proof is one of 18 names, 80 % can be no accident",
            False,
            "No accident, but perhaps a guess from the sentences: text that reasons is mostly proof. Open a lemma "
            "instead, leave the rest as it is, and see how much of the 80 % stays.",
        ),
        Choice(
            "no: nobody can remember 500 characters",
            False,
            "Some units can carry a value that far. Whether they carry this one must be measured.",
        ),
        Choice(
            "that can’t be told from this number alone",
            True,
            "It needs a comparison: the same sentences, but with another name opened. What the chance loses was "
            "memory; what stays was a guess from the text between.",
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
        case(r"\begin{proof}\end{proof}", "What is closed is no longer open."),
        case(r"\begin{proof}\begin{enumerate}", "The innermost, opened last, comes first."),
        case(r"\begin{lemma}\end{lemma}\begin{proof}", "Only what stays open counts."),
        case(r"\begin{proof}\begin{enumerate}\begin{align*}\end{align*}", "Closing takes away the innermost only."),
        case(r"\begin{enumerate}\begin{enumerate}\end{enumerate}", "The same name can be open twice."),
        case(r"\begin{enumerate}\begin{enumerate}", "What is open twice is named twice."),
        case(
            r"\begin{enumerate}\begin{quote}\begin{enumerate}\end{enumerate}",
            "Of two with the same name, the inner one is closed.",
        ),
    ]
    cases += [case(_source(rng), "A random source.") for _ in range(4)]
    hints = (
        "Keep a list: what is opened goes to its end, what is closed is taken from its end.",
        r"re.finditer(r'\\(begin|end)\{([^}]*)\}', source) goes through all of them in order.",
        "Group 1 of a match says begin or end, group 2 the name. Return the list turned round: stack[::-1].",
    )
    return check(function, cases, hints)
