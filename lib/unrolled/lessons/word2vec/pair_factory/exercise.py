"""Questions and exercises on word2vec's pairs and update; solutions: ``notebooks/solutions/pair_factory.py``."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question

MOVERS = Question(
    "The corpus has 39,429 different words, and each of them has two vectors, one as input and one as output. walked "
    "predicts the, with five negatives. How many of these 78,858 vectors move in this update?",
    (
        Choice(
            "all output vectors, and the one of walked",
            False,
            "That is what a softmax over the whole vocabulary would cost: every word's score enters the sum below the "
            "fraction. Negative sampling asks six yes-or-no questions instead. Count the arrows in the panel below.",
        ),
        Choice(
            "two: walked and the",
            False,
            "If only these two moved, and always towards each other, all vectors would end up in one direction. "
            "Something must push. Count the arrows in the panel below.",
        ),
        Choice(
            "seven: the input of walked, the outputs of the and of five negatives",
            True,
            "The positive is pulled, the negatives are pushed, and the input moves along the sum. All other vectors "
            "stay where they are, so a step costs the same however large the vocabulary is.",
        ),
        Choice(
            "fourteen: both vectors of all seven words",
            False,
            "walked is only an input here: its output vector moves when another word predicts it. The other six are "
            "only outputs.",
        ),
    ),
)

POWER = Question(
    "Every 19th word of the corpus is “the”: 5.2 %. Negatives are drawn by count to the power 0.75. How often is a "
    "draw “the”?",
    (
        Choice(
            "5.2 %: negatives are words of the corpus",
            False,
            "That is power 1. Half of all negatives would then be one of some 300 words. Move the slider in *One "
            "update* and read the line below the table.",
        ),
        Choice(
            "3.9 %: three quarters of 5.2 %",
            False,
            "The power is taken of every count, and the sum changes with it: the many rare words lose far less than "
            "“the” does. Read the line below the table in *One update*.",
        ),
        Choice(
            "1.2 %",
            True,
            "The power brings the counts closer together: “the” is drawn less often than it occurs, and rare words are "
            "drawn more often. At power 0 every word has the same chance, 1 in 39,429.",
        ),
        Choice(
            "0.0025 %: each word has the same chance",
            False,
            "That is power 0. Nearly all negatives would then be rare words. Move the slider in *One update* and look "
            "at the table.",
        ),
    ),
)

_generator = np.random.default_rng()  # not seeded: an answer that fits one set of numbers should not pass


def check_gradient(function: Callable[[np.ndarray, np.ndarray], Sequence[float]]) -> Result:
    """Check ``gradient(v, U)``: of -log σ(u_0 · v) - Σ log σ(-u_k · v) in v; the rows of U are u_0 to u_K."""

    def due(v: np.ndarray, U: np.ndarray) -> np.ndarray:
        answers = 1 / (1 + np.exp(-(U @ v)))
        return (answers - np.eye(len(U))[0]) @ U

    def case(v: Sequence | np.ndarray, U: Sequence | np.ndarray, why: str) -> Case:
        v, U = np.array(v, dtype=float), np.array(U, dtype=float)
        return Case((v, U), due(v, U), why)

    cases = [
        case([0, 0], [[2, 4]], "A score of 0 gives σ = 1/2; the label is 1, so 1/2 of u_0 is missing: -u_0 / 2."),
        case([1, 0], [[0, 2], [0, 4]], "Scores 0 again: the positive gives -u_0 / 2, the negative +u_1 / 2. Their "
             "signs differ: going down the gradient pulls to the one and pushes from the other."),
        case([1, 1], [[1, 0], [0, 2]], "Each candidate has its own σ; they are no softmax and need not add up to 1."),
    ]  # fmt: skip
    for _ in range(3):
        K, D = int(_generator.integers(2, 6)), int(_generator.integers(2, 5))
        cases.append(case(_generator.normal(size=D), _generator.normal(size=(K + 1, D)), "A random case."))
    hints = (
        "The derivative of -log σ(s) is σ(s) - 1, that of -log σ(-s) is σ(s). And s = u · v: what is ds/dv?",
        "For each row u of U you need σ(u · v) - label, with label 1 for the first row and 0 for the others.",
        "Add up (σ - label) * u over all rows: (σ - label) @ U.",
    )
    return check(function, cases, hints)


def check_keep(function: Callable[[float, float], float]) -> Result:
    """Check ``keep(f, t)``: the chance to be kept as word2vec.c has it, (sqrt(f / t) + 1) t / f, at most 1."""

    def case(f: float, t: float, why: str) -> Case:
        return Case((f, t), min(1.0, ((f / t) ** 0.5 + 1) * t / f), why)

    cases = [
        case(0.04, 0.01, "f / t = 4, its root is 2, and (2 + 1) / 4 = 0.75. The paper's sqrt(t / f) keeps 0.5."),
        case(0.0001, 0.01, "A chance is never above 1: a word this rare is always kept."),
        case(0.01, 0.01, "Where f is t both terms are 1, and their sum is cut to 1; the paper's formula gives 1, too."),
        case(0.0523, 1e-5, "The most frequent word at a small threshold: more than t / f alone, which is 0.0002."),
    ]
    for _ in range(3):
        f, t = float(_generator.uniform(0.005, 0.06)), float(10 ** _generator.uniform(-5, -2.5))
        cases.append(case(f, t, "A random case; the paper's sqrt(t / f) would be a little less."))
    hints = (
        "How many times more frequent than the threshold is the word? Call it f / t.",
        "The paper keeps sqrt(t / f); word2vec.c adds t / f to it: (sqrt(f / t) + 1) * t / f.",
        "Cut it at 1: min(1, (sqrt(f / t) + 1) * t / f).",
    )
    return check(function, cases, hints)


def check_negatives(function: Callable[[int, int, Callable[[], int]], Sequence[int]]) -> Result:
    """Check *find the bug*: ``negatives(target, K, draw)`` returns the first K draws that are not the target."""

    def case(target: int, K: int, drawn: Sequence[int], why: str) -> Case:
        return Case((target, K, _draws(drawn)), [word for word in drawn if word != target][:K], why)

    accident = (
        "The target itself was drawn: the same word would be pulled as the positive and pushed as a negative in one "
        "update. Draw again."
    )
    cases = [
        case(7, 1, [3, 5], "Nothing special: the first draw will do."),
        case(7, 2, [3, 7, 5, 9], accident),
        case(7, 2, [7, 7, 7, 5, 9], f"It can come more than once. {accident}"),
        case(7, 3, [5, 5, 5, 9], "A negative may come twice: frequent words do. Only the target is drawn again."),
    ]
    for _ in range(3):
        target, K = int(_generator.integers(0, 5)), int(_generator.integers(3, 8))
        cases.append(case(target, K, _generator.integers(0, 5, 200).tolist(), f"A random case. {accident}"))
    hints = (
        "What happens to a word's output vector that is the positive and a negative of the same update?",
        "Look at each word that is drawn: is it the target?",
        "Go on while there are fewer than K: draw a word, and append it only if it is not the target.",
    )
    return check(function, cases, hints)


def _draws(drawn: Sequence[int]) -> Callable[[], int]:
    """A function that returns one number after the other, and says so in its name."""
    left = iter(drawn)

    def draw() -> int:
        found = next(left, None)
        if found is None:
            raise RuntimeError("more words were drawn than needed")
        return found

    draw.__name__ = f"draws of {', '.join(map(str, drawn[:5]))}, …"
    return draw
