"""A question and an exercise on streams. The solution is in ``notebooks/solutions/streaming.py``."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from unrolled.checking.check import Case, Result, check
from unrolled.checking.learner import Learner, number
from unrolled.checking.question import Choice, Question

KEPT = Question(
    "A TCN and an LSTM of equal size read a stream for hours, one step at a time. What must each keep between two "
    "steps?",
    (
        Choice("both nothing but their weights", False, "Then each step would be read as if it were the first."),
        Choice("the TCN nothing: it has no state", False,
               "It has no hidden state, but its windows reach back. What they will read again must be kept."),
        Choice("the TCN the earlier inputs of every convolution, the LSTM two numbers a unit", True,
               "The TCN keeps more: eight times as much in this panel, over 300 times with eight levels and k = 7."),
        Choice("the TCN everything it has read", False,
               "What has left the field is never read again: its slot is overwritten."),
    ),
)  # fmt: skip

_generator = np.random.default_rng()


def check_stream(function: Callable[[np.ndarray, np.ndarray, int, float, int], float]) -> Result:
    """Check ``stream(ring, w, d, x, t)``: step t of a causal convolution of one channel.

    ``ring`` has (k − 1)·d slots; slot n mod (k − 1)·d holds the input of step n, 0 before the first. The function
    returns y_t and leaves ``ring`` ready for the next step. A whole sequence is streamed and compared.
    """

    def expected(w: np.ndarray, d: int, x: np.ndarray) -> np.ndarray:
        padded = np.concatenate([np.zeros((len(w) - 1) * d), x])
        return sum((w[j] * padded[j * d : j * d + len(x)] for j in range(len(w))), np.zeros(len(x)))

    def streamed(stream: Learner, w: np.ndarray, d: int, x: np.ndarray) -> list[float]:
        ring = np.zeros((len(w) - 1) * d)
        return [number(stream.in_place(ring, w.copy(), d, float(value), t)) for t, value in enumerate(x)]

    def case(w: list[float], d: int, x: list[float], why: str) -> Case:
        arrays = np.array(w, float), np.array(x, float)
        return Case((arrays[0], d, arrays[1]), expected(arrays[0], d, arrays[1]), why)

    cases = [
        case([0, 3], 1, [1, 2, 3], "The last weight is for x itself, which is not in the ring yet."),
        case([1, 0], 1, [1, 2, 3, 4], "The step before stands in the only slot: read it before you overwrite it."),
        case([1, 0], 3, [1, 2, 3, 4, 5, 6, 7], "Three steps back is the slot that is overwritten next, t mod 3."),
        case(
            [1, 10, 100], 2, [1, 2, 3, 4, 5, 6, 7], "Tap j reads (k − 1 − j)·d steps back, each in a slot of its own."
        ),
    ]
    for _ in range(3):
        k, d, T = (int(_generator.integers(*ends)) for ends in ((2, 5), (1, 4), (9, 16)))
        w, x = _generator.integers(-4, 5, k).tolist(), _generator.integers(-4, 5, T).tolist()
        cases.append(case(w, d, x, "A random case."))
    hints = (
        "First read, then write: the slot of the oldest input is the one that x goes into.",
        "Where does the input of step t − b stand? In slot (t − b) mod len(ring).",
        "y = w[-1]·x + Σ_j w[j]·ring[(t − (k − 1 − j)·d) % len(ring)], then ring[t % len(ring)] = x.",
    )
    return check(function, cases, hints, streamed)
