"""Question and exercise of *Carry that travels* in notebook 03. The solution is in "
"``notebooks/solutions/carry.py``."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question
from unrolled.lessons.lstm.carry.probe import bias_for

START = Question(
    "The same LSTM is to learn to hand one symbol over 200 steps of noise. Three starts: forget biases near 0, all "
    "at 1, or spread so that half-lives reach from 1 to 138 steps (chrono). Which of them learn it within 1,200 "
    "updates?",
    (
        Choice(
            "all: training finds whatever biases it needs",
            False,
            "It could, if it got a gradient. With f = 0.5 two hundred steps leave 0.5 to the 200th power, about "
            "10 to the minus 60, of the carry and of its gradient: there is nothing to learn from.",
        ),
        Choice(
            "biases of 1 and the spread ones: 1 opens the gate",
            False,
            "A bias of 1 makes f = 0.73: half of the carry is gone after two steps, and of two hundred steps 0.73 "
            "to the 200th power is left, about 10 to the minus 27. Open is not open enough.",
        ),
        Choice(
            "only the spread ones",
            True,
            "Some of their units lose half in a hundred steps, so at the first update already a little of the "
            "symbol, and of its gradient, gets through. From there on the gates can learn.",
        ),
        Choice(
            "none: 200 steps are too many for any gradient",
            False,
            "Through a plain RNN that is nearly so. Along the carry the gradient is a product of forget gates, and "
            "0.995 to the 200th power is still 0.37.",
        ),
    ),
)

_generator = np.random.default_rng()  # not seeded: an answer that fits one set of numbers should not pass


def check_forget_bias(function: Callable[[float], float]) -> Result:
    """Check ``forget_bias(n)``: the bias at which a unit that hears nothing keeps half of its carry for n steps."""
    cases = [
        Case((1.0,), bias_for(1.0), "Half in a single step is f = 1/2, and the sigmoid is 1/2 at 0."),
        Case((2.0,), bias_for(2.0), "Two steps multiply: f · f = 1/2, so f = 0.707, which is not yet the bias."),
        Case((200.0,), bias_for(200.0), "f = 2^(-1/200) = 0.9965, and the sigmoid takes a bias of 5.7 to get there."),
        Case((0.5,), bias_for(0.5), "Half-lives below a step are possible, too: f = 1/4, and the bias is negative."),
    ]
    for _ in range(3):
        wanted = float(_generator.uniform(3, 500))
        cases.append(Case((wanted,), bias_for(wanted), "A random half-life: f^n = 1/2, f = sigmoid(b)."))
    hints = (
        "After n steps f · f · … · f = f^n of the carry is left. For which f is that one half?",
        "f = 2 ** (-1 / n). The gate is a sigmoid of its bias: which function undoes a sigmoid?",
        "The logit: b = log(f / (1 - f)).",
    )
    return check(function, cases, hints)
