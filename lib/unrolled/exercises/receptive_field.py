"""Questions and exercises on the receptive field. Solutions are in ``notebooks/solutions/receptive_field.py``."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from unrolled.exercises.check import Case, Result, check
from unrolled.exercises.question import Choice, Question
from unrolled.models.tcn_size import receptive_field, steps_back

FIELD = Question(
    "Three convolutions lie on top of each other, each with a kernel of 3 and with dilations 1, 2 and 4. How many "
    "inputs "
    "can the last output depend on?",
    (
        Choice("9: three inputs for each of three levels", False,
               "Windows do not add up so: the top level reads three values, and each of these has seen more than one "
               "input."),
        Choice("27: each level multiplies by 3", False,
               "That would be so if no two windows met the same input. Count the ways in the picture: some inputs "
               "have three."),
        Choice("15", True, "Each level reaches 2·d steps further back: 2 + 4 + 8, and the present step makes 15."),
        Choice("24: everything up to now", False,
               "A recurrent network could. Here the cone ends, and left of it the gradient is exactly 0."),
    ),
)  # fmt: skip

EFFECTIVE = Question(
    "A stack of eight levels with kernel size 7, as in the paper's Table 1, has a field of 3,061 steps and reads 784 "
    "pixels. Untrained, how much of what moves its last output lies in the last 150 of them?",
    (
        Choice(
            "about 150 / 784, a fifth: every pixel is in the field",
            False,
            "In the field, yes. But the ways differ in number and strength, and the straight one, through all identity "
            "paths, is the strongest.",
        ),
        Choice(
            "over 90 %",
            True,
            "The theoretical field says what *can* matter. What does is a matter of weights; training may change it.",
        ),
        Choice(
            "nothing: dilation skips the nearest steps",
            False,
            "Every window holds the present step, whatever its dilation.",
        ),
    ),
)

POKE = Question(
    "One input in the middle of the text is changed. Which outputs of a causal network move?",
    (
        Choice("the one at that step", False, "Only with a kernel of 1. Every later window that holds the step "
                                              "moves, too."),
        Choice("that one and some after it, as far as the field reaches", True,
               "A step is in the field of the outputs from its own on. Now press “both sides”."),
        Choice("all that come after it", False,
               "That is what a recurrent network does. A TCN forgets a step the moment it leaves the field."),
        Choice("all of them, a little", False, "Then each output would depend on the future. Look for the = signs."),
    ),
)  # fmt: skip

_generator = np.random.default_rng()


def field(function: Callable[[int, Sequence[int], int], int]) -> Result:
    """Check ``field(kernel, dilations, convolutions)``: the receptive field in steps."""

    def case(kernel: int, dilations: Sequence[int], convolutions: int, why: str) -> Case:
        return Case((kernel, list(dilations), convolutions), receptive_field(kernel, dilations, convolutions), why)

    cases = [
        case(1, [1], 1, "A kernel of 1 sees the present step: 1, not 0."),
        case(2, [1], 1, "A kernel of k reaches k − 1 steps back, not k."),
        case(3, [1, 2, 4], 1, "Figure 1a: 1 + 2 · 7."),
        case(3, [1, 2, 4], 2, "Each block has two convolutions, and each of them reaches back."),
        case(2, [1, 4, 16], 1, "Dilations need not double: add up those that are there."),
    ]
    for _ in range(4):
        levels = int(_generator.integers(1, 7))
        dilations = _generator.integers(1, 20, levels).tolist()
        cases.append(case(int(_generator.integers(2, 9)), dilations, int(_generator.integers(1, 3)), "A random case."))
    hints = (
        "How far back does one convolution reach, with kernel k and dilation d? Try k = 2, d = 1 first.",
        "Reaches add up along the stack. How many convolutions does a block have?",
        "1 + convolutions · (k − 1) · (the sum of the dilations).",
    )
    return check(function, cases, hints)


def cost(kernel: int, dilations: Sequence[int], width: int = 16) -> int:
    """Weights of a stack of single convolutions of one width, biases left out."""
    return kernel * len(dilations) * width * width


def cheapest(wanted: int) -> int:
    """The least cost of a field of ``wanted`` steps without holes, by search over kernels; dilations grow k-fold.

    A stack of n levels of kernel k without holes sees at most k^n steps: no two ways may then meet.
    """
    best = np.inf
    for kernel in range(2, wanted + 1):
        levels = 1
        while kernel**levels < wanted:
            levels += 1
        best = min(best, cost(kernel, (1,) * levels))
    return int(best)


def dilations(function: Callable[[int], tuple[int, Sequence[int]]]) -> Result:
    """Check ``dilations(wanted)``: kernel and dilations of a stack that sees at least so far, without holes, cheaply.

    One convolution a level, all of one width; the cost is kernel · levels.
    """

    def judged(wanted: int) -> float:
        kernel, chosen = function(wanted)
        chosen = [int(d) for d in chosen]
        if kernel < 1 or not chosen or min(chosen) < 1:
            raise ValueError("kernel and dilations are whole numbers of 1 or more")
        seen = steps_back(int(kernel), chosen, 1)
        gap = next((n for n, step in enumerate(seen) if n != step), len(seen))
        if gap < wanted:
            where = f"step {gap} back is a hole" if gap < seen[-1] else f"it sees {gap} steps"
            raise ValueError(f"k = {kernel}, d = {chosen}: {where}, and {wanted} steps are wanted")
        return cost(int(kernel), chosen) / cheapest(wanted)

    judged.__name__ = getattr(function, "__name__", "dilations")
    some = sorted({int(n) for n in _generator.integers(20, 400, 3)})
    why = "The number is your cost over the least possible one."
    cases = [Case((wanted,), 1.0, why) for wanted in (9, 27, 64, *some)]
    hints = (
        "Without holes, each level may dilate as far as the level below already sees: its windows then just touch.",
        "So with kernel k the dilations 1, k, k², … see kⁿ steps with n levels. The cost is k · n.",
        "Try every kernel from 2 on, with as few levels as reach the field, and take the cheapest.",
    )
    return check(judged, cases, hints)
