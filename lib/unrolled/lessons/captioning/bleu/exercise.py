"""Exercises of notebook 10 on BLEU: count what matches, clip it, punish what is too short."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question
from unrolled.measuring.captions.bleu import taken_apart

RANKED = Question(
    "The picture shows a man firefighter with dark skin. Which caption will BLEU score higher: “a man firefighter with "
    "light skin”, or “a man with dark skin as a firefighter”?",
    (
        Choice(
            "the second, since it is right",
            False,
            "BLEU does not know what is right. It counts which runs of words also stand in a reference. Count the "
            "4-grams of both.",
        ),
        Choice(
            "the first, since only one of its words is wrong",
            True,
            "It keeps the word order of a reference, so all its n-grams without “light” match. The right caption has "
            "another word order, and none of its 4-grams is in a reference.",
        ),
        Choice(
            "neither: both differ from all references, so both score 0",
            False,
            "A caption need not equal a reference. BLEU looks each of its n-grams up by itself.",
        ),
    ),
)
CLIPPED = Question(
    "“a a a a a a” is scored against four references, three of which hold the word “a” once. What is p₁, the precision "
    "of its 1-grams?",
    (
        Choice(
            "1: each of the six words stands in a reference",
            False,
            "That is precision without clipping, and it shows why BLEU clips: one common word, repeated, would have a "
            "perfect precision.",
        ),
        Choice(
            "3/6: the references hold “a” three times together",
            False,
            "Counts of several references are not added up. They describe one picture in several ways, so the largest "
            "count in any one of them is the limit.",
        ),
        Choice(
            "1/6: no single reference holds “a” more than once",
            True,
            "An n-gram counts no more often than in the one reference that has it most often.",
        ),
    ),
)


def check_clipped_precision(function: Callable[[str, Sequence[str], int], float]) -> Result:
    """Check ``clipped_precision(caption, references, n)``: modified n-gram precision, from 0 to 1.

    Captions are lower-case words with one blank between. Without any n-gram the precision is 0.
    """

    def case(caption: str, references: Sequence[str], n: int, why: str) -> Case:
        order = taken_apart(caption, references, n).orders[-1]
        return Case((caption, list(references), n), order.precision, why)

    the_cat = ("the cat is on the mat", "there is a cat on the mat")  # Papineni and others 2002, example 2
    clip = "An n-gram counts no more often than in the one reference that has it most often."
    cases = [
        case("a cat", ["a cat"], 1, "Both words stand in the reference, so all of 2 match."),
        case("a cat", ["a dog"], 1, "One word of two stands in the reference."),
        case("a cat", ["cat a"], 2, "The only 2-gram is (a, cat), and the reference has (cat, a)."),
        case("a cat", ["a cat"], 3, "Two words have no 3-gram. Nothing can be divided by 0, so the precision is 0."),
        case("the the the", ["the cat"], 1, f"Three times “the”, once in the reference. {clip}"),
        case("the the", ["the cat", "the dog"], 1, f"The two references are not added up. {clip}"),
        case("the the the the the the the", the_cat, 1, f"The paper's own example: 2 of 7. {clip}"),
        case("a b a b a b", ["a b c a b", "b a"], 2, f"(a, b) occurs 3 times, and at most 2 times in one. {clip}"),
    ]
    generator = np.random.default_rng(1)
    for n in (1, 2, 1, 3):
        cases.append(case(*_random_captions(generator), n, "A random case with several references."))
    hints = (
        "Count the n-grams of the caption, and those of each reference apart. collections.Counter does it.",
        "For each n-gram of the caption: min(its count in the caption, its largest count in any one reference).",
        "Divide the sum of these minima by the number of n-grams of the caption, or return 0 if there is none.",
    )
    return check(function, cases, hints)


def check_bleu(function: Callable[[str, Sequence[str]], float]) -> Result:
    """Check ``bleu(caption, references)``: BLEU-4 of one caption of four words or more, from 0 to 100, unsmoothed."""

    def case(caption: str, references: Sequence[str], why: str) -> Case:
        return Case((caption, list(references)), taken_apart(caption, references).score, why)

    short = "The brevity penalty takes the reference nearest in length"
    cases = [
        case("a b c d", ["a b c d"], "Equal to a reference: all four precisions are 1, and so is the penalty."),
        case("a b c d", ["a b c e"], "No 4-gram matches, so p₄ is 0, and with it the product. log 0 does not exist."),
        case("a b c d", ["e f g h"], "Nothing matches: BLEU is 0, without an error message."),
        case("a b c d", ["a b c d e f g h"], "All match, but 4 words for 8: the penalty is exp(1 − 8/4) = 0.37."),
        case("a b c d x", ["a b c d"], "4/5, 3/4, 2/3 and 1/2: their geometric mean is the fourth root of 0.2."),
        case("a b c d", ["a b c d e f g h", "a b c d"], f"{short}, and one is as long as the caption: no penalty."),
        case("a b c d", ["a b c d", "a b c d e f g h"], f"{short}, and one is as long as the caption: no penalty."),
        case("a b c d e f", ["a b c d", "a b c d e f g h"], f"{short}; of two equally near ones it takes the shorter."),
        case("a b c d e", ["a b c d e f g", "a b"], f"{short}: here 7 words, and exp(1 − 7/5) = 0.67."),
    ]
    generator = np.random.default_rng(2)
    while len(cases) < 13:
        one = case(*_random_captions(generator), "A random case with several references.")
        if 0 < one.expected < 100:
            cases.append(one)
    hints = (
        "Take the precisions p₁ to p₄ of your clipped_precision. If one of them is 0, the answer is 0.",
        "The geometric mean of four numbers is exp of the mean of their logarithms, or the fourth root of the product.",
        "nearest = min(lengths, key=lambda r: (abs(r − c), r)); the penalty is exp(1 − nearest / c) if c < nearest, "
        "else 1. Return 100 times penalty times mean.",
    )
    return check(function, cases, hints)


def _random_captions(generator: np.random.Generator) -> tuple[str, list[str]]:
    """Two or three references of one caption over four words, and the caption: the second with a word changed."""
    references = [generator.choice(list("abcd"), generator.integers(5, 11)).tolist() for _ in range(3)]
    references = references[: generator.integers(2, 4)]
    caption = list(references[1])
    caption[generator.integers(len(caption))] = "a"
    caption += ["a"] * int(generator.integers(0, 3))
    return " ".join(caption), [" ".join(words) for words in references]
