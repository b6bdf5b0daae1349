"""Exercises on units that know. Solutions are in ``notebooks/solutions/modes.py``."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question

USED = Question(
    "A unit was chosen among 1,024 on two chapters, and on three others it still tells inside from outside a formula "
    "with an AUC above 0.9. Now its carry is held still while the network reads. What happens to the network?",
    (
        Choice(
            "it no longer knows when to close a formula",
            False,
            "Only if it reads this unit, and no other unit says the same. Look at the bars under “Is it used?” before "
            "you believe in it.",
        ),
        Choice(
            "nothing: one of 1,024 cannot matter",
            False,
            "Some single units do matter. Look at the bars under “Is it used?” for “inside \\ref{…}”, for instance, "
            "and compare them with another unit of the layer.",
        ),
        Choice(
            "the score does not say",
            True,
            "A score says what can be read from a unit, by us. Whether the network itself reads it there is found "
            "only by holding it. The panel does both.",
        ),
    ),
)


def _auc(values: np.ndarray, labels: np.ndarray) -> float:
    ones, zeros = values[labels == 1], values[labels == 0]
    return float(((ones[:, None] > zeros) + 0.5 * (ones[:, None] == zeros)).mean())


def check_best_unit(function: Callable[..., tuple[int, float]]) -> Result:
    """Check ``best_unit(here, labels_here, there, labels_there, auc)``: chosen on one text, scored on the other."""
    generator = np.random.default_rng()  # not seeded: an answer that fits one set of numbers should not pass

    def case(units: int, size: int, signal: float, why: str) -> Case:
        while True:
            texts = []
            for _ in range(2):
                labels = generator.permutation(np.arange(size) % 2)
                values = generator.normal(size=(units, size))
                values[units // 2] += signal * labels
                texts += [values, labels]
            scores = [_auc(values, texts[1]) for values in texts[0]]
            chosen = int(np.argmax(scores))
            if scores.count(scores[chosen]) == 1:  # of two best ones, either would be right
                return Case((*texts, _auc), [chosen, _auc(texts[2][chosen], texts[3])], why)

    cases = [
        case(3, 12, 4.0, "One unit tells, two do not: the score is that on the other text."),
        case(200, 12, 0.0, "200 units of pure noise: the luckiest scores high where it was chosen, not elsewhere."),
        case(50, 20, 1.0, "The unit is chosen on the first text, even if another is better on the second."),
        case(100, 16, 0.0, "Noise again."),
    ]
    hints = (
        "Among 1,000 units that know nothing, how good does the luckiest look on the text where you chose it?",
        "Choosing has used up the first text. Which text does the score come from?",
        "Keep the line that chooses. Score the chosen row of `there` against `labels_there`.",
    )
    return check(function, cases, hints)
