"""Questions and exercises on the receptive field. Solutions are in ``notebooks/solutions/receptive_field.py``."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from unrolled.checking.check import Case, Result, attempt, check, judged
from unrolled.checking.learner import AnswerError, Learner
from unrolled.checking.plain import numbers, plain
from unrolled.checking.question import Choice, Question
from unrolled.checking.show import show
from unrolled.models.tcn.size import receptive_field

FIELD = Question(
    "Three convolutions lie on top of each other. Each has a kernel of 3; their dilations are 1, 2 and 4. How many "
    "inputs can one output depend on?",
    (
        Choice("9: three inputs for each of three levels", False,
               "The top level reads three values, and each of these depends on more than three inputs."),
        Choice("27: each level multiplies by 3", False,
               "There are 27 paths, but several of them start at the same input. Count them in the picture: some "
               "inputs have three."),
        Choice("15", True, "Each level reaches 2·d steps further back: 2 + 4 + 8 = 14. The present step makes 15."),
        Choice("24: everything up to now", False,
               "That is true of a recurrent network. Here the cone ends, and left of it the gradient is exactly 0."),
    ),
)  # fmt: skip

EFFECTIVE = Question(
    "The shape of the paper's network for digits (eight levels, k = 7, two convolutions a block), eight channels wide "
    "and untrained. Its field is 3,061 steps, and it reads 784 characters. What share of the squared gradient of its "
    "last output lies in the last 150 of them?",
    (
        Choice(
            "about 150 / 784, a fifth: every character is in the field",
            False,
            "All of them are in the field. But paths differ in number and strength, and skip connections favour the "
            "present step. Below are the same weights without skip connections.",
        ),
        Choice(
            "more than three quarters, and with most initialisations over 90 %",
            True,
            "The formula says what *can* matter. What does matter depends on the weights; training may change it.",
        ),
        Choice(
            "nothing: dilation skips the nearest steps",
            False,
            "Every window holds the present step, whatever its dilation.",
        ),
    ),
)

KERNEL = Question(
    "With k = 3, d = 1, 2, 4 and one convolution a level the field is 15. Now the kernel is twice as large, k = 6. How "
    "long is the field?",
    (
        Choice("30: the field doubles with k", False,
               "The reach grows with k − 1: from 2 to 5, two and a half times. The present step is counted once, "
               "whatever k is."),
        Choice("36", True, "1 + 5 · 7: 21 steps more for twice the weights. A fourth level with d = 8 adds 16 steps "
                           "for a third more weights."),
        Choice("18: each window holds three more steps", False,
               "Each level gets three more taps, d apart: 3 · (1 + 2 + 4) = 21 more in all."),
        Choice("15, as before: the dilations say how far it sees", False,
               "The dilation says how far apart the taps are, the kernel how many there are. Both count."),
    ),
)  # fmt: skip

POKE = Question(
    "One input in the middle of the text is changed. Which outputs of a causal network change?",
    (
        Choice("the one at that step", False, "Only with a kernel of 1. Every later window that holds this "
                                              "step changes, too."),
        Choice("that one and some after it, as far as the field reaches", True,
               "The step is in the field of its own output and of the 14 after it. Now set *Padding* to “both”."),
        Choice("all that come after it", False,
               "That is what a recurrent network does. A TCN no longer sees a step that has left the field."),
        Choice("all of them, a little", False, "Then each output would depend on the future. Look for the = signs."),
    ),
)  # fmt: skip

_generator = np.random.default_rng()
LARGEST = 1e15  # of a kernel or a dilation: whole numbers up to here are exact as floats


def check_field(function: Callable[[int, Sequence[int], int], int]) -> Result:
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
    result = check(function, cases, hints)
    mistake = "" if result.ok else _mistake(function)
    return dataclasses.replace(result, why=mistake) if mistake else result


USUAL = (
    (lambda k, d, c: 1 + (k - 1) * sum(d),
     "You count one convolution a block. Each block has two where convolutions is 2, and each of them reaches back."),
    (lambda k, d, c: c * (k - 1) * sum(d),
     "You count the steps back only. The present step is seen as well: add 1."),
    (lambda k, d, c: 1 + c * k * sum(d),
     "You have k where k − 1 is needed: k taps have k − 1 gaps between them, each d wide."),
    (lambda k, d, c: c * k * sum(d),
     "You have k where k − 1 is needed: k taps have k − 1 gaps between them. And the present step is missing."),
    (lambda k, d, c: (k - 1) * sum(d),
     "You count one convolution a block, and the present step is missing."),
    (lambda k, d, c: 1 + c * (k - 1) * (2 ** len(d) - 1),
     "You assume that dilations double. They need not: add up those that are there."),
    (lambda k, d, c: k ** (c * len(d)),
     "You multiply. Windows of one stack overlap: reaches add up."),
    (lambda k, d, c: k ** len(d),
     "You multiply. Windows of one stack overlap: reaches add up."),
    (lambda k, d, c: 1 + c * (k - 1) * max(d),
     "You take the largest dilation alone. The levels below it reach back, too: add them all up."),
)  # fmt: skip


def _mistake(function: Callable[[int, Sequence[int], int], int]) -> str:
    """Which usual wrong formula a function has, if it has one: told by settings on which no two of them agree."""
    tried = ((4, (1, 5, 2), 2), (3, (2, 7), 2), (5, (3, 1, 1, 6), 2))
    got = attempt(function, lambda field: [field.number(k, list(d), c) for k, d, c in tried])
    return next((why for wrong, why in USUAL if got and got == [wrong(*settings) for settings in tried]), "")


def cost(kernel: int, dilations: Sequence[int]) -> int:
    """Weights of a stack of single convolutions, in units of those that one tap has: kernel times levels."""
    return kernel * len(dilations)


def cheapest(wanted: int) -> int:
    """The least cost of a field of ``wanted`` steps without holes, by search over all kernels that could have it.

    With n levels there are k^n paths down, so at most k^n steps are seen; dilations 1, k, k², ... see exactly so many,
    without a hole. A kernel above ``wanted`` costs more than one level of ``wanted`` taps.
    """
    best = wanted  # one level
    for kernel in range(2, wanted):
        levels = 1
        while kernel**levels < wanted:
            levels += 1
        best = min(best, kernel * levels)
    return best


def check_dilations(function: Callable[[int], tuple[int, Sequence[int]]]) -> Result:
    """Check ``dilations(wanted)``: kernel and dilations of a stack that sees at least so far, without holes, cheaply.

    One convolution a level, all of one width; the cost is kernel · levels, to which parameters and multiply-adds are
    in proportion.
    """
    some = sorted({int(n) for n in _generator.integers(20, 400, 3)})
    hints = (
        "Without holes, each level may dilate as far as the level below already sees: its windows then just touch.",
        "So with kernel k the dilations 1, k, k², … see kⁿ steps with n levels. The cost is k · n.",
        "Try every kernel from 2 on, with as few levels as reach the field, and take the cheapest.",
    )
    return judged(function, [(partial(_stack, wanted), "") for wanted in (9, 27, 64, *some)], hints)


def _stack(wanted: int, dilations: Learner) -> str:
    """What is wrong with a learner's stack for so many steps; empty if nothing is."""
    call = f"{dilations.name}({wanted})"
    try:
        answer = plain(dilations(wanted))
    except AnswerError as finding:
        return f"{call} {finding}"
    size, listed = map(numbers, answer) if isinstance(answer, list) and len(answer) == 2 else (None, None)
    if size is None or listed is None or (size.ndim, listed.ndim) != (0, 1):
        return f"{call} returned {show(answer)}; expected two things, the kernel and a list of dilations."
    sizes = [float(size), *listed.tolist()]
    if len(sizes) < 2 or not all(1 <= size <= LARGEST and size.is_integer() for size in sizes):
        return f"{call} returned {show(answer)}: kernel and dilations are whole numbers of 1 or more, one at least."
    kernel, *chosen = map(int, sizes)
    told = f"{call}: k = {kernel}, d = {chosen}"
    told = told if len(told) < 90 else told[:88] + "…"
    if cost(kernel, chosen) > wanted * 8:  # and it need not be searched
        return f"{told}, costs {cost(kernel, chosen):,}, and the least possible is {cheapest(wanted)}."
    gap = first_gap(kernel, chosen, wanted)
    if gap < wanted:
        field = receptive_field(kernel, chosen, 1)
        where = f"there is a hole at {gap} back" if gap < field else f"it sees {field} in all"
        return f"{told}: {where}, and {wanted} steps are wanted."
    if cost(kernel, chosen) > (least := cheapest(wanted)):
        return f"{told} sees enough and costs {cost(kernel, chosen)}, but the least possible is {least}."
    return ""


def first_gap(kernel: int, dilations: Sequence[int], wanted: int) -> int:
    """How many steps back the nearest one lies that a stack of single convolutions does not see; at most ``wanted``."""
    within = (1 << wanted) - 1
    seen = 1  # bit n: the input n steps back is seen
    for dilation in dilations:
        one, seen = seen, 0
        for tap in range(min(kernel, wanted // dilation + 1)):
            seen |= one << tap * dilation & within
    return (~seen & (seen + 1)).bit_length() - 1  # the lowest bit that is 0
