"""The exercise and the question on shapes of sequence problems. The solution: ``notebooks/solutions/sequences.py``."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question

MAJORITY = Question(
    "A network reads nine votes and is asked once, at the end, which side has more. It is told nothing at the eight "
    "steps before. What do those steps learn from?",
    (
        Choice(
            "nothing: without a target there is no gradient, so only the last step is trained",
            False,
            "The weights are the same at all steps, and the loss of the last one reaches every earlier state through "
            "W_hh. That is backpropagation through time.",
        ),
        Choice(
            "the loss at the end, which runs back through all states",
            True,
            "One target, nine steps of gradient. Were there many more, little of it would arrive: notebook 02.",
        ),
        Choice(
            "the votes themselves, which they learn to repeat",
            False,
            "Nobody asks them to repeat anything: where no target stands, no answer is scored.",
        ),
    ),
)

_generator = np.random.default_rng()  # not seeded: an answer that fits one set of numbers should not pass
_UNASKED = -100


def check_targets(function: Callable[[list[int], str], list[int]]) -> Result:
    """Check ``targets(ids, shape)``: what is asked for at each step when the task is to repeat what was read.

    Shapes: "in step" asks for every symbol at once, "at the end" for the last symbol at the last step only; -100
    stands where nothing is asked for.
    """

    def case(ids: list[int], shape: str, why: str) -> Case:
        due = ids if shape == "in step" else [_UNASKED] * (len(ids) - 1) + ids[-1:]
        return Case((ids, shape), due, why)

    cases = [
        case([5], "in step", "One step, one target."),
        case([5, 7, 6], "in step", "Many to many in step: an answer is asked for at each step."),
        case([5], "at the end", "Many to one with a single step: it is the first and the last."),
        case(
            [5, 7, 6], "at the end",
            "Many to one: only the last step is asked. A 0 elsewhere would be a target, too: symbol number 0.",
        ),
    ]  # fmt: skip
    for shape in ("in step", "at the end"):
        ids = _generator.integers(1, 30, int(_generator.integers(4, 8))).tolist()
        cases.append(case(ids, shape, "A random case."))
    hints = (
        "How many targets must there be for T steps, whatever the shape?",
        "cross_entropy leaves out the places where the target is -100.",
        "For “at the end”: [-100] * (len(ids) - 1) + ids[-1:].",
    )
    return check(function, cases, hints)
