"""Questions and an exercise on written music. The solution is in ``notebooks/solutions/chorales.py``."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question

COLD = Question(
    "The network writes on at a temperature of 0.3 in place of 1. What changes most?",
    (
        Choice("it follows Bach's rules more closely", False,
               "There are fewer parallel fifths and octaves, but only because fewer notes move."),
        Choice("it repeats itself: most chords equal the one before", True,
               "A repeated chord is often the likeliest next chord, and a low temperature takes the likeliest."),
        Choice("it leaves the key more often", False, "On the contrary: nearly every note is on a white key."),
        Choice("nothing that can be counted", False, "Look at the table while τ moves."),
    ),
)  # fmt: skip

_generator = np.random.default_rng()


def check_next_note(function: Callable[[np.ndarray, float, np.ndarray], int]) -> Result:
    """Check ``next_note(logits, temperature, noise)``: the note drawn, by Gumbel noise.

    argmax(logits / τ + noise) draws from softmax(logits / τ) if the noise is Gumbel's.
    """

    def case(logits: np.ndarray, temperature: float, noise: np.ndarray, why: str) -> Case:
        return Case((logits, temperature, noise), int((logits / temperature + noise).argmax()), why)

    cases = [
        case(np.array([0.0, 2.0, 1.0]), 1.0, np.zeros(3), "Without noise the highest score wins."),
        case(np.array([0.0, 2.0, 1.0]), 1.0, np.array([3.0, 0.0, 0.0]), "The noise is added to the scores."),
        case(np.array([0.0, 2.0, 1.0]), 0.1, np.array([3.0, 0.0, 0.0]), "Scores are divided by τ, the noise is not."),
        case(
            np.array([0.0, 2.0, 1.0]), 4.0, np.array([0.0, 0.0, 0.4]), "A high temperature brings the scores together."
        ),
    ]
    for _ in range(5):
        cases.append(case(*_clear(), "A random case."))
    hints = (
        "No softmax is needed, and no sum: only the place of the largest of some numbers.",
        "Which of the two is divided by the temperature, the scores or the noise?",
        "int(np.argmax(logits / temperature + noise))",
    )
    return check(function, cases, hints)


def _clear() -> tuple[np.ndarray, float, np.ndarray]:
    """Random logits, a temperature and noise for which one note leads by far more than rounding can change."""
    while True:
        logits, noise = _generator.normal(0, 2, 6).round(2), _generator.gumbel(size=6).round(2)
        temperature = float(_generator.choice([0.3, 0.7, 1.5, 3.0]))
        second, first = np.sort(logits / temperature + noise)[-2:]
        if first - second > 1e-3:
            return logits, temperature, noise
