"""Exercise and question of *Countries and capitals*. The solution is in ``notebooks/solutions/capitals.py``."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question

SHUFFLED = Question(
    "Now each country gets the capital of another one, drawn by lot. What do the arrows look like in the plane?",
    (
        Choice(
            "they point everywhere: what is common to them is being the capital of something, and that is gone",
            False,
            "Choose “shuffled”. Countries lie on one side and cities on the other, whoever is paired with whom: every "
            "arrow has to cross.",
        ),
        Choice(
            "they still go from one side to the other, but cross each other",
            True,
            "Much of what looks so orderly in the figure is “country here, city there”. The rest is that real "
            "arrows are more alike than those of any of 1,000 shuffles: see the grey bars.",
        ),
        Choice(
            "just like before: the plane knows nothing of single countries",
            False,
            "It does: Spain and Madrid both lie on the side of Portugal and Lisbon, and Japan, China and their "
            "capitals on the other. So real arrows run beside each other, and shuffled ones cross.",
        ),
    ),
)

_generator = np.random.default_rng()  # not seeded: an answer that fits one set of numbers should not pass


def check_alike(function: Callable[[np.ndarray, np.ndarray], float]) -> Result:
    """Check *find the bug*: ``alike(starts, ends)`` holds each arrow against the mean of the *others*."""

    def due(starts: np.ndarray, ends: np.ndarray) -> float:
        arrows = ends - starts
        others = (arrows.sum(axis=0) - arrows) / (len(arrows) - 1)
        lengths = np.linalg.norm(arrows, axis=1) * np.linalg.norm(others, axis=1)
        return float(((arrows * others).sum(axis=1) / lengths).mean())

    def case(starts: np.ndarray, ends: np.ndarray, why: str) -> Case:
        return Case((starts, ends), due(starts, ends), why)

    why = (
        "Each arrow is held against a mean that it is itself a part of. So even two arrows at right angles look alike: "
        "the fewer there are, the more each one agrees with itself."
    )
    origin = np.zeros((2, 2))
    cases = [
        case(origin, np.eye(2), why),
        case(origin, np.array([[2.0, 0.0], [0.0, 1.0]]), why),
        case(np.ones((3, 2)), np.array([[2.0, 1.0], [2.0, 2.0], [2.0, 1.5]]), why),
    ]
    for _ in range(3):
        N, D = int(_generator.integers(3, 6)), int(_generator.integers(2, 5))
        starts = _generator.normal(size=(N, D))
        cases.append(case(starts, starts + 0.5 + 0.4 * _generator.normal(size=(N, D)), why))
    hints = (
        "Two arrows, one to the right and one up: how alike are they? What does the function say?",
        "What should the first arrow be held against, if there are only two?",
        "The sum of the others is arrows.sum(axis=0) - arrows; there are len(arrows) - 1 of them.",
    )
    return check(function, cases, hints)
