"""Exercises on units that know. Solutions are in ``notebooks/solutions/modes.py``."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question

USED = Question(
    "A unit tells the inside of a formula from the outside with an AUC of 0.95, on chapters it was not chosen on. Now "
    "its carry is held still while the network reads. What happens to the network?",
    (
        Choice(
            "it no longer knows when to close a formula",
            False,
            "Only if it uses this unit, and no other unit carries the same information. Look at the bars under “Is it "
            "used?” first.",
        ),
        Choice(
            "nothing: one unit of 1,024 cannot matter",
            False,
            "Some single units do matter. Look at the bars under “Is it used?” for “inside a display”, for instance, "
            "and compare them with another unit of the layer.",
        ),
        Choice(
            "the AUC cannot tell",
            True,
            "The AUC says what *we* can read from the unit. Whether the network itself uses it is found only by "
            "holding it. The panel does both.",
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
        case(3, 12, 4.0, "One unit follows the label, two do not: the score is that on the other text."),
        case(200, 12, 0.0, "200 units of pure noise: the luckiest scores high where it was chosen, not elsewhere."),
        case(50, 20, 1.0, "The unit is chosen on the first text, even if another is better on the second."),
        case(100, 16, 0.0, "Noise again."),
    ]
    hints = (
        "Among 1,000 units of pure noise, how good does the best one look on the text where you chose it?",
        "The first text was used to choose. Which text should the score come from?",
        "Keep the line that chooses. Then score the chosen row of `there` against `labels_there`.",
    )
    return check(function, cases, hints)
