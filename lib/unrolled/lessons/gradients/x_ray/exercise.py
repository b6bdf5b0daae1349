"""Exercises of notebook 02 on gradients along a text. Solutions are in ``notebooks/solutions/gradients.py``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question

FRANCE = Question(
    "Three untrained networks read the sentence. 40 steps before the end stands the F of France. In the plain RNN, "
    "whose recurrent weights have spectral radius 0.9: how much of the gradient at the last state is left there?",
    (
        Choice(
            "all of it: backpropagation is exact, it loses nothing",
            False,
            "It is exact, and what it computes exactly is how little this state matters for the loss. Put the cursor "
            "on the F and compare the two values of the RNN.",
        ),
        Choice(
            "a fortieth, since forty steps share it",
            False,
            "Steps do not share, they multiply. Each step keeps a percentage of what the step before has left.",
        ),
        Choice(
            "0.9 to the 40th, about 0.015",
            False,
            "A good thought: that is the thin grey line. But the RNN's line lies well below it. Two things take more: "
            "the slope of tanh, and all the directions that shrink faster than the slowest one.",
        ),
        Choice(
            "clearly less than 0.9 to the 40th",
            True,
            "0.9 to the 40th is what the slowest direction keeps where tanh has slope 1. A real gradient points in "
            "many directions, and it passes through tanh.",
        ),
    ),
)
RADIUS = Question(
    "Now ρ = 2, and 2 to the 40th is a million million. What does the plain RNN's gradient at the F do?",
    (
        Choice(
            "it grows a million million times",
            False,
            "It would if every unit's tanh had slope 1. But such large weights push states towards ±1, where tanh is "
            "flat.",
        ),
        Choice(
            "it vanishes: large weights saturate tanh, and then the slope is 0",
            False,
            "The slopes do fall, but with random weights not enough to cancel a factor of 2. After training it is "
            "different.",
        ),
        Choice(
            "it grows, but by very much less",
            True,
            "Large weights make it grow, flat slopes make it shrink. Together it grows by 10 to 15 % a step, and not "
            "by 100 %.",
        ),
    ),
)
FORGET = Question(
    "The LSTM was built to keep gradients alive. Set its forget bias to −2. What happens to its gradient at the F?",
    (
        Choice(
            "little: the carry keeps it alive whatever the bias is",
            False,
            "The carry is multiplied by f at each step, and at a bias of −2 f is about 0.12. Try it.",
        ),
        Choice(
            "it falls below the plain RNN's",
            True,
            "Far below. Each step back multiplies by a forget gate, and these gates are nearly shut.",
        ),
        Choice(
            "∂L/∂C falls, but ∂L/∂h stays, since h has its own way back",
            False,
            "h does have a way of its own, through the gates of the next step. But those gates mostly change the next "
            "carry, so both lines fall together.",
        ),
    ),
)
TRAINED = Question(
    "Now the networks that were trained on 34 plays. What spectral radius has the plain RNN's W after training?",
    (
        Choice(
            "below 1: that is why it forgets",
            False,
            "Read the line above the picture: it is far above 1. The RNN forgets all the same.",
        ),
        Choice(
            "close to 1: training finds the edge where gradients neither vanish nor explode",
            False,
            "Nothing in the loss asks for that. The loss asks for the next character, and large weights serve it well.",
        ),
        Choice(
            "far above 1, and the gradient vanishes all the same",
            True,
            "Nine in ten of its states are near −1 or +1, where tanh is flat. ρ alone says nothing about a trained "
            "network.",
        ),
    ),
)

_generator = np.random.default_rng()  # not seeded: an answer that fits one set of numbers should not pass


def check_gradient_back(function: Callable[..., np.ndarray]) -> Result:
    """Check the product of Jacobians: ``gradient_back(g, W, hs)`` goes from dL/dh_T back through ``hs``."""

    def case(g: Any, W: Any, hs: Any, why: str) -> Case:
        g, W, hs = (np.array(value, dtype=float) for value in (g, W, hs))
        expected = g
        for h in hs[::-1]:
            expected = W.T @ ((1 - h**2) * expected)
        return Case((g, W, hs), expected, why)

    cases = [
        case([1], [[0.5]], [[0]], "One unit, one step, slope 1: only the weight counts."),
        case([1], [[0.5]], [[0.8]], "tanh has slope 1 - h², here 0.36, and it multiplies too."),
        case([1], [[0.5]], [[0.8], [0]], "Two steps: each state of hs is one step to go back through."),
        case([1, 0], [[0, 1], [2, 0]], [[0, 0]], "Going back needs the transposed matrix, W.T."),
        case(
            [1, 0], [[0, 1], [2, 0]], [[0, 0], [0.9, 0]],
            "The last state comes first on the way back: go through hs from its end.",
        ),
    ]  # fmt: skip
    for _ in range(3):
        H, T = (int(size) for size in _generator.integers(2, 6, 2))
        numbers = (
            _generator.normal(0, 1, H),
            _generator.normal(0, 0.7, (H, H)),
            np.tanh(_generator.normal(0, 1, (T, H))),
        )
        cases.append(case(*numbers, "A random case; W is (H, H), hs is (T, H), g is (H,)."))
    hints = (
        "Forward a step is h = tanh(W h_before + …). What does each of its two parts do to a small change?",
        "Back through tanh: multiply by 1 - h². Back through W: multiply by W.T.",
        "for h in hs[::-1]: g = W.T @ ((1 - h**2) * g)",
    )
    return check(function, cases, hints)


def check_radius_for_half_life(function: Callable[[float], float]) -> Result:
    """Check ``radius_for_half_life(n)``: the spectral radius at which half is left after n steps."""
    why = "After n steps, rho to the n is left. Which rho makes that one half?"
    cases = [
        Case((1,), 0.5, "One half should be left after one step."),
        Case((2,), 0.5**0.5, "Two steps multiply: rho times rho should be one half, so rho is not a quarter."),
        Case((40,), 0.5 ** (1 / 40), why),
    ]
    for _ in range(3):
        n = int(_generator.integers(3, 500))
        cases.append(Case((n,), 0.5 ** (1 / n), why))
    hints = (
        "Write the condition down as an equation in rho and n, without a computer.",
        "rho ** n = 1 / 2. Which operation undoes a power of n?",
        "The n-th root: 0.5 ** (1 / n).",
    )
    return check(function, cases, hints)


def check_largest_gradient(function: Callable[..., float]) -> Result:
    """Check the bound: ``largest_gradient(size, W, hs)`` is what no gradient can pass on its way through ``hs``."""

    def case(size: float, W: Any, hs: Any, why: str) -> Case:
        W, hs = np.array(W, dtype=float), np.array(hs, dtype=float)
        stretch = np.linalg.svd(W, compute_uv=False)[0]
        return Case((size, W, hs), size * np.prod([stretch * (1 - h**2).max() for h in hs]), why)

    cases = [
        case(1, [[0.5]], [[0]], "One unit: the largest singular value is the weight."),
        case(3, [[0.5]], [[0]], "It starts from the size of the gradient at the end."),
        case(1, [[-0.5]], [[0]], "Sizes are never negative: a singular value is the stretch, not the eigenvalue."),
        case(
            1,
            [[0, 2], [0, 0]],
            [[0, 0]],
            "Both eigenvalues of this matrix are 0, and yet it doubles the vector (0, 1).",
        ),
        case(
            1, [[1, 0], [0, 1]], [[0.5, 0.9]], "At most the unit with the steepest slope gets through: the smallest h²."
        ),
        case(1, [[1, 0], [0, 1]], [[0.5, 0.9], [0.8, 0.6]], "Each step has a steepest unit of its own."),
    ]
    for _ in range(3):
        H, T = (int(size) for size in _generator.integers(2, 5, 2))
        numbers = _generator.uniform(0.1, 2), _generator.normal(0, 1, (H, H)), np.tanh(_generator.normal(0, 1, (T, H)))
        cases.append(case(float(numbers[0]), *numbers[1:], "A random case."))
    hints = (
        "Two things act at each step back: a matrix and the slopes. How much can each lengthen a vector at most?",
        "A matrix: by its largest singular value, np.linalg.norm(W, 2). Slopes: by the largest of 1 - h².",
        "Multiply size by np.linalg.norm(W, 2) * (1 - h**2).max() for each h in hs.",
    )
    return check(function, cases, hints)


def check_through_the_carry(function: Callable[..., np.ndarray]) -> Result:
    """Check ``through_the_carry(g, fs)``: what the carry alone brings back, unit by unit."""

    def case(g: Any, fs: Any, why: str) -> Case:
        g, fs = np.array(g, dtype=float), np.array(fs, dtype=float)
        return Case((g, fs), g * fs.prod(axis=0), why)

    cases = [
        case([1], [[0.5]], "c = f c_before + …: a change of c_before comes out multiplied by f."),
        case([1], [[0.5], [0.5]], "Two gates in a row multiply."),
        case(
            [2, 2], [[1, 0.5], [1, 0.5]], "Each unit has a gate of its own: one may stay open while the other forgets."
        ),
        case([1, -1, 0], [[0.9, 0.1, 0.5]], "The sign stays: a gate is never negative."),
    ]
    for _ in range(3):
        H, T = (int(size) for size in _generator.integers(2, 6, 2))
        numbers = _generator.normal(0, 1, H), _generator.uniform(0.2, 1, (T, H))
        cases.append(case(*numbers, "A random case; fs is (T, H), a row for each step, and the answer is (H,)."))
    hints = (
        "Differentiate C = f * C_before + i * C̃ with respect to C_before, taking the gates as given. What is left?",
        "One such factor for each step, unit by unit, with no matrix anywhere.",
        "g * fs.prod(axis=0)",
    )
    return check(function, cases, hints)


def check_window_gradients(function: Callable[..., Sequence[float]]) -> Result:
    """Check *find the bug*: ``window_gradients(w, xs, window)`` must cut the graph between windows.

    The network is h = tanh(w h + x), its loss h squared at the end of each window.
    """

    def case(w: float, xs: Sequence[float], window: int, why: str) -> Case:
        h, found = 0.0, []
        for start in range(0, len(xs), window):
            slope = 0.0  # dh/dw within the window: what came before is a number, not a function of w
            for x in xs[start : start + window]:
                before, h = h, float(np.tanh(w * h + x))
                slope = (1 - h**2) * (before + w * slope)
            found.append(2 * h * slope)
        return Case((w, list(xs), window), found, why)

    why = (
        "The gradient of a window must end at its first step. The state goes on as plain numbers, without its history. "
        "Here the history goes on too: memory grows with each window, and each update costs more than the one before."
    )
    cases = [
        case(0.5, [1.0, 1.0], 2, "A single window: nothing comes before it."),
        case(0.5, [1.0, 1.0], 1, why),
        case(0.5, [1.0, -1.0, 0.5, 2.0], 2, why),
    ]
    for _ in range(3):
        window = int(_generator.integers(2, 5))
        xs = _generator.normal(0, 1, window * int(_generator.integers(2, 4))).round(2)
        cases.append(case(round(_generator.uniform(0.4, 1.5), 2), xs.tolist(), window, why))
    hints = (
        "Remove retain_graph=True and run it on two windows. What does PyTorch complain about, and why?",
        "The second window's loss still depends on the first window's steps, through h. Where should that be cut?",
        "Keep the value, drop the history: h = h.detach() at the start of each window. Then retain_graph can go.",
    )
    return check(function, cases, hints)
