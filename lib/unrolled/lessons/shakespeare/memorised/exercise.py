"""Exercises on copying. Solutions are in ``notebooks/solutions/memorised.py``."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question

OWN = Question(
    "Take a play that the network never saw. How many of its characters stand in stretches of 15 or more that are also "
    "in the 34 training plays?",
    (
        Choice(
            "next to none: Shakespeare did not copy himself",
            False,
            "He did not have to: names of speakers, “my good lord”, “I pray you” do it. Choose “a play it never saw” "
            "and look at what is underlined.",
        ),
        Choice(
            "about a quarter",
            True,
            "So a network that copies a quarter has not shown that it learned anything by heart. Only what goes beyond "
            "this line would be telling.",
        ),
        Choice(
            "nearly all: it is the same writer and the same words",
            False,
            "The same words, yes, but 15 characters are about three words in a row. Put the slider on 6: there it is "
            "nearly all.",
        ),
    ),
)

_generator = np.random.default_rng()  # not seeded: an answer that fits one set of numbers should not pass


def _scribble(size: int) -> str:
    return "".join(_generator.choice(list("ab "), size))


def check_copied(function: Callable[[str, str, str, int], float]) -> Result:
    """Check *find the bug*: ``copied(prompt, written, library, n)`` counts only in what was written."""

    def due(written: str, library: str, n: int) -> float:
        inside = {
            k for start in range(len(written) - n + 1) if written[start : start + n] in library
            for k in range(start, start + n)
        }  # fmt: skip
        return len(inside) / len(written)

    def case(prompt: str, written: str, library: str, n: int, why: str) -> Case:
        return Case((prompt, written, library, n), due(written, library, n), why)

    why = (
        "The prompt comes from the plays: whoever counts in it finds copies that the network did not write. It was "
        "given to it."
    )
    cases = [
        case("", "abx", "ab", 2, "Two of three characters lie in a passage of the library."),
        case("ab", "xyz", "ab", 2, why),
        case("a", "bxx", "ab", 2, f"A passage that begins in the prompt is not the network's own, either. {why}"),
        case("to be ", "xx to be", "to be or not", 5, why),
    ]
    for _ in range(3):
        library = _scribble(40)
        cases.append(case(library[5:20], library[20:27] + "x" + _scribble(12), library, 4, why))
    hints = (
        "Run it by hand for the prompt ab, the text xyz and the library ab, with n = 2. What should come out?",
        "Which of the characters in text did the network write?",
        "Look for passages in written alone, and divide by its length.",
    )
    return check(function, cases, hints)


def check_new_ngrams(function: Callable[[str, str, int], float]) -> Result:
    """Check ``new_ngrams(text, library, n)``: the share of n characters in a row that the library does not hold."""

    def due(text: str, library: str, n: int) -> float:
        grams = [text[k : k + n] for k in range(len(text) - n + 1)]
        return sum(gram not in library for gram in grams) / len(grams)

    def case(text: str, library: str, n: int, why: str) -> Case:
        return Case((text, library, n), due(text, library, n), why)

    cases = [
        case("ab", "xaby", 2, "One 2-gram, and the library holds it: nothing is new."),
        case("abc", "ab", 2, "ab is known and bc is new: one half. The last n characters are an n-gram, too."),
        case("aaab", "b", 1, "Each place counts, also where the same n-gram comes again: 3 of 4 are new."),
        case("abcd", "a b c d", 2, "The library must hold the characters in a row; single ones do not count."),
        case("abc", "abc", 3, "A text as long as n has exactly one n-gram."),
    ]
    for _ in range(3):
        cases.append(case(_scribble(20), _scribble(12), int(_generator.integers(2, 5)), "A random case."))
    hints = (
        "How many n-grams does a text of T characters have? Try T = 3 and n = 2.",
        "text[k : k + n] is the one that begins at place k; `in` tells whether a string holds another.",
        "Go through k from 0 to len(text) - n, both included; count those not in the library, divide by their number.",
    )
    return check(function, cases, hints)
