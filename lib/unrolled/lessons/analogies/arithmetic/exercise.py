"""Exercise and question of *Analogies*. The solution is in ``notebooks/solutions/analogies.py``."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question

INPUTS = Question(
    "All 30 examples of Table 8 are asked: find the word closest to X. Nothing is left out, so Paris, France and Italy "
    "may be answers, too. How often does one of the three input words come first?",
    (
        Choice(
            "hardly ever: X was moved away from them, to where the answer is",
            False,
            "It was moved, but often not far enough. Choose “allowed” and step through the table.",
        ),
        Choice(
            "in most of the 30",
            True,
            "The published answers exist because those words are struck from the list, a rule that the slide does not "
            "mention. The first example is one of those that do without it.",
        ),
        Choice(
            "always: c itself is nearest, whatever is added to it",
            False,
            "Often it is c, sometimes b, but not always: Rome needs no help. Choose “allowed” and step through the "
            "table.",
        ),
    ),
)

WORDS = ("ash", "birch", "cedar", "elm", "fir", "larch", "oak", "pine", "yew")
MARGIN = 0.05  # by which the expected answer must lead, so that rounding decides nothing

_generator = np.random.default_rng()  # not seeded: an answer that fits one set of numbers should not pass


def _lengths(vectors: np.ndarray) -> np.ndarray:
    return np.linalg.norm(vectors, axis=-1, keepdims=True)


def _scores(vectors: np.ndarray, a: int, b: int, c: int, slip: str = "") -> np.ndarray:
    """``(V,)`` scores of all words, by the rule or with one slip in it."""
    units = vectors if slip == "raw" else vectors / _lengths(vectors)
    if slip in ("product", "direction"):
        found = _other_rule(units, a, b, c, slip)
        found[[a, b, c]] = -np.inf
        return found
    arrow = units[a] - units[b] if slip == "turned" else units[b] - units[a]
    x = arrow if slip == "alone" else arrow + units[c]
    found = (vectors if slip == "long" else units) @ x / (_lengths(x) if slip == "raw" else 1)
    found = found / _lengths(vectors)[:, 0] if slip == "raw" else found
    if slip != "inputs":
        found[[a, b, c]] = -np.inf
    return found


def _other_rule(units: np.ndarray, a: int, b: int, c: int, rule: str) -> np.ndarray:
    """``(V,)`` scores by Levy and Goldberg's 3CosMul (2014), or by how parallel the arrows a b and c d are."""
    if rule == "product":
        to_a, to_b, to_c = ((1 + units @ units[k]) / 2 for k in (a, b, c))
        return to_b * to_c / (to_a + 1e-3)
    arrows = units - units[c]
    return arrows @ (units[b] - units[a]) / np.maximum(_lengths(arrows)[:, 0], 1e-9)


def _telling(slip: str, words: Sequence[str], dimensions: int) -> tuple[np.ndarray, tuple[int, int, int]]:
    """Random vectors and a, b, c for which the rule's answer is clear, and another than with the slip."""
    for _ in range(5000):
        vectors = _generator.normal(size=(len(words), dimensions)) * _generator.uniform(0.4, 2.5, (len(words), 1))
        vectors = vectors.round(2)
        a, b, c = (int(k) for k in _generator.permutation(len(words))[:3])
        right = _scores(vectors, a, b, c)
        first, second = np.sort(right)[::-1][:2]
        if first - second > MARGIN and (not slip or _scores(vectors, a, b, c, slip).argmax() != right.argmax()):
            return vectors, (a, b, c)
    raise RuntimeError(f"No vectors were found that tell {slip!r} from the rule.")


def cases() -> list[Case]:
    """Cases drawn anew: one that tells each slip from the rule, and others."""

    def case(slip: str, count: int, dimensions: int, why: str) -> Case:
        words = list(WORDS[:count])
        vectors, asked = _telling(slip, words, dimensions)
        right = words[int(_scores(vectors, *asked).argmax())]
        return Case((words, vectors, *(words[k] for k in asked)), right, why)

    return [
        case("", 4, 2, "Four words, three of them asked with: only one can be the answer."),
        case("inputs", 5, 2, "a, b and c lie near X by themselves: they are no answers. Leave them out."),
        case("turned", 6, 3, "a is to b as c is to the answer: b is added and a is taken away."),
        case(
            "alone", 6, 3, "The arrow from a to b starts at c: without c, all questions about a and b get one answer."
        ),
        case("raw", 6, 3, "The vectors have different lengths. Divide each by its length before you add any."),
        case("long", 7, 3, "Nearest is by cosine: a long vector must not win by its length."),
        case(
            "product",
            8,
            3,
            "The arrows are added, and the answer is the word nearest to b - a + c: no products of "
            "cosines, as in 3CosMul.",
        ),
        case(
            "direction", 8, 3, "The answer is the word nearest to X, not the one whose arrow from c is most parallel."
        ),
        *(case("", 9, 4, "A random case.") for _ in range(3)),
    ]


def check_analogy(function: Callable[..., str]) -> Result:
    """Check ``analogy(words, vectors, a, b, c)``: the word nearest to b - a + c, of unit vectors, inputs left out."""
    hints = (
        "Divide each row by its length first: vectors / np.linalg.norm(vectors, axis=1, keepdims=True).",
        "With rows of length 1, units @ x has the order of the cosines. words.index(a) is the row of a.",
        "Set the scores of a, b and c to -inf before you take the largest.",
    )
    return check(function, cases(), hints)
