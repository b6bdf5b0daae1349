"""Exercises of notebook 03 on the cells of LSTM and GRU. Solutions are in ``notebooks/solutions/gates.py``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question
from unrolled.models.gru import GRUCell
from unrolled.models.lstm import LSTMCell

LINE_END = Question(
    "The network has just read the last character of a line. What will its forget gates do?",
    (
        Choice(
            "all go to 1: the line is over, so everything is forgotten",
            False,
            "It is the other way round: a forget gate multiplies the carry, so 1 keeps it and 0 drops it. The name "
            "misleads: a forget gate at 1 remembers.",
        ),
        Choice(
            "some drop to nearly 0, and others keep what they had",
            True,
            "Each unit has a gate of its own. What concerns only the line can go; what concerns the speech must stay.",
        ),
        Choice(
            "nothing special: gates are fixed after training",
            False,
            "The weights are fixed. The gates are computed anew at each character, from what comes in and from h.",
        ),
    ),
)
SIGN = Question(
    "Suppose the forget gate were a tanh. Its sum is −2 at every step. What becomes of the carry?",
    (
        Choice(
            "it is forgotten, just faster",
            False,
            "tanh(−2) is −0.96, and a size of 0.96 is anything but forgetting. What does the minus do?",
        ),
        Choice(
            "it changes its sign at every step and hardly shrinks",
            True,
            "A factor below 0 turns the sign at every step. A share that is kept must lie between 0 and 1.",
        ),
        Choice(
            "nothing new: σ and tanh have the same shape",
            False,
            "The shape is the same: tanh(x) = 2 σ(2x) − 1. But it ends at −1 where σ ends at 0, and 0 is what shuts.",
        ),
    ),
)
WITHOUT = Question(
    "An LSTM without a forget gate (f = 1, always) reads 2,000 characters. What becomes of its carries?",
    (
        Choice(
            "they stay between −1 and 1, since the candidate is a tanh",
            False,
            "Each single addition is that small. But nothing is ever taken away, and there are 2,000 of them.",
        ),
        Choice(
            "what is added and what is subtracted cancel, so they stay near 0",
            False,
            "They could, if training took care of it. The panel shows that it did not.",
        ),
        Choice(
            "they grow for as long as it reads",
            True,
            "And once a carry is far from 0, tanh C is ±1 whatever is added: the unit has nothing new to tell.",
        ),
    ),
)
MERGED = Question(
    "A unit of a GRU has z = 1. What becomes of its candidate n?",
    (
        Choice(
            "it is added to what is kept",
            False,
            "That is what an LSTM can do, with f = 1 and i = 1. A GRU has one gate for both, and its shares sum to 1.",
        ),
        Choice(
            "it is not used at all",
            True,
            "h = (1 − z) n + z h: a unit that keeps everything adds nothing. So a GRU's state never leaves −1 to 1.",
        ),
        Choice(
            "it replaces the old state",
            False,
            "In some texts it does: Olah's figure swaps z and 1 − z. Here, as in torch, z keeps the old state.",
        ),
    ),
)

_generator = np.random.default_rng()  # not seeded: an answer that fits one set of numbers should not pass


def _sigmoid(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-x))


def check_lstm_step(function: Callable[..., Any]) -> Result:
    """Check one LSTM step: ``lstm_step(x, h, c, W_x, W_h, b)`` returns the new h and c; rows are i, f, g, o."""

    def case(x: Any, h: Any, c: Any, W_x: Any, W_h: Any, b: Any, why: str) -> Case:
        arrays = [np.array(value, dtype=float) for value in (x, h, c, W_x, W_h, b)]
        return Case(tuple(arrays), _expected_lstm(*arrays), why)

    ones, zeros = np.ones((4, 1)), np.zeros((4, 1))
    cases = [
        case(
            [0], [0], [2], zeros, zeros, [0, 0, 0, 0], "All sums are 0: each σ is 0.5 and the candidate 0, so c is 1."
        ),
        case([0], [0], [2], zeros, zeros, [-99, 99, 0, 99], "f is 1 and i is 0: the carry stays 2, and h is tanh 2."),
        case([0], [0], [2], zeros, zeros, [99, -99, 99, 99], "f is 0, i and C̃ are 1: c is 1, h is tanh 1."),
        case([1], [0], [0], ones, zeros, [0, 0, 0, 0], "The character goes into all four layers."),
        case([0], [1], [0], zeros, ones, [0, 0, 0, 0], "So does the old h."),
    ]
    for _ in range(3):
        D, H = (int(size) for size in _generator.integers(2, 5, 2))
        sizes = (D, H, H, (4 * H, D), (4 * H, H), 4 * H)
        why = "A random case; the first H rows are those of i, then f, g and o."
        x, h, c, W_x, W_h, b = (_generator.normal(0, 1, size) for size in sizes)
        cases.append(case(x, h, c, W_x, W_h, b, why))
    hints = (
        "Make all 4H sums at once: W_x @ x + W_h @ h + b. Then cut them in four.",
        "np.split(sums, 4) gives i, f, g, o. Three of them go through σ, g through tanh.",
        "c = f * c + i * g comes before h = o * np.tanh(c). Return both: return h, c.",
    )
    return check(function, cases, hints)


def _expected_lstm(x: Any, h: Any, c: Any, W_x: Any, W_h: Any, b: Any) -> np.ndarray:
    """The step of ``models.lstm`` itself, ``(2, H)``: h and c."""
    cell = LSTMCell(len(x), len(h)).double()
    with torch.no_grad():
        cell.x_to_gates.weight.copy_(torch.tensor(W_x))
        cell.h_to_gates.weight.copy_(torch.tensor(W_h))
        cell.x_to_gates.bias.copy_(torch.tensor(b))
        step = cell(torch.tensor(x)[None], (torch.tensor(h)[None], torch.tensor(c)[None]))
    return torch.cat([step.h, step.c]).numpy()


def check_carry_after(function: Callable[[float, float, float, int], float]) -> Result:
    """Check ``carry_after(c, f, w, n)``: the carry after n steps that each keep the share f and add w."""

    def case(c: float, f: float, w: float, n: int, why: str) -> Case:
        expected = c
        for _ in range(n):
            expected = f * expected + w
        return Case((c, f, w, n), expected, why)

    cases = [
        case(3.0, 0.5, 0.0, 0, "After no step it is what it was."),
        case(1.0, 0.5, 0.0, 3, "With nothing added, each step halves it: 1, 0.5, 0.25, 0.125."),
        case(0.0, 0.5, 1.0, 2, "What was added a step ago has been halved when the next 1 is added: 0.5 + 1."),
        case(0.0, 1.0, 0.5, 40, "With f = 1 it only adds: 40 times 0.5."),
        case(5.0, 0.0, 0.25, 9, "A shut gate leaves only what is added now."),
    ]
    for _ in range(3):
        c, f, w = _generator.normal(0, 2), _generator.uniform(0.05, 0.98), _generator.normal()
        cases.append(case(float(c), float(f), float(w), int(_generator.integers(2, 60)), "A random case."))
    hints = (
        "Write down c after 1, 2 and 3 steps. What stands before the first c, and what before the w?",
        "The old value is multiplied by f each time, so f ** n of it is left. What was added last is still whole.",
        "A loop does it: for _ in range(n): c = f * c + w. As a sum it is f**n c + w (1 + f + ... + f**(n-1)).",
    )
    return check(function, cases, hints)


def check_gru_step(function: Callable[..., Any]) -> Result:
    """Check a GRU step from its sums: ``gru_step(from_x, from_h, h)`` returns the new state; rows are r, z, n."""

    def case(from_x: Any, from_h: Any, h: Any, why: str) -> Case:
        arrays = [np.array(value, dtype=float) for value in (from_x, from_h, h)]
        return Case(tuple(arrays), _expected_gru(*arrays), why)

    far = 99.0
    cases = [
        case([[0], [far], [1]], [[0], [0], [0]], [0.5], "z is 1: the old state stays, and nothing is added."),
        case([[0], [-far], [1]], [[0], [0], [0]], [0.5], "z is 0: the state is the candidate, tanh 1."),
        case([[0], [0], [0]], [[0], [0], [0]], [0.8], "z is 0.5: half of the old, half of the candidate 0."),
        case([[-far], [-far], [1]], [[0], [0], [5]], [0.5], "r is 0: nothing of the old state reaches the candidate."),
        case(
            [[far], [-far], [1]], [[0], [0], [-1]], [0.5], "r is 1: both shares reach the candidate, and they cancel."
        ),
    ]
    for _ in range(3):
        H = int(_generator.integers(2, 6))
        arrays = (_generator.normal(0, 1.5, (3, H)), _generator.normal(0, 1.5, (3, H)), _generator.uniform(-1, 1, H))
        cases.append(case(*arrays, "A random case; the rows of both are r, z and n."))
    hints = (
        "r and z are σ of both shares together, like the gates of an LSTM.",
        "The candidate is a tanh, too, but of from_x[2] + r * from_h[2]: r stands after the product with the state.",
        "z is the forget gate, 1 - z stands where the input gate was: return (1 - z) * n + z * h.",
    )
    return check(function, cases, hints)


def _expected_gru(from_x: np.ndarray, from_h: np.ndarray, h: np.ndarray) -> np.ndarray:
    """The step of ``models.gru`` itself, ``(H,)``: its map from h gives the wanted share as a bias."""
    H = len(h)
    cell = GRUCell(1, H).double()
    with torch.no_grad():
        cell.h_to_gates.weight.zero_()
        cell.h_to_gates.bias.copy_(torch.tensor(from_h).flatten())
        return cell.step(torch.tensor(from_x).flatten()[None], (torch.tensor(h)[None],)).h[0].numpy()


def check_count(function: Callable[[str, int, int], int]) -> Result:
    """Check ``count(cell, D, H)``: parameters of one layer, "lstm" or "gru", of the classes of this course."""

    def case(cell: str, D: int, H: int, why: str) -> Case:
        module = {"lstm": LSTMCell, "gru": GRUCell}[cell](D, H)
        return Case((cell, D, H), sum(weights.numel() for weights in module.parameters()), why)

    cases = [
        case("lstm", 1, 1, "Four layers, each with a weight for x, one for h, and a bias."),
        case("gru", 1, 1, "Three layers, and a second bias each: the candidate's has to stand inside r ⊙ (…)."),
        case("lstm", 76, 128, "Each of the H units has D inputs and H states."),
        case("gru", 76, 128, "The second biases are 3H."),
    ]
    for cell in ("lstm", "gru"):
        D, H = (int(size) for size in _generator.integers(2, 300, 2))
        cases.append(case(cell, D, H, "A random case."))
    hints = (
        "How many numbers does one unit of one layer need? D for x, H for h, and 1.",
        "An LSTM has 4 such layers of H units: 4 * H * (D + H + 1).",
        "A GRU has 3, and 3 * H more for its second bias.",
    )
    return check(function, cases, hints)


def check_imported(function: Callable[..., Any]) -> Result:
    """Check *find the bug*: ``imported(sums, c)`` makes h and c of torch's sums, whose order is i, f, g, o."""

    def case(sums: Any, c: Any, why: str) -> Case:
        sums, c = np.array(sums, dtype=float), np.array(c, dtype=float)
        i, f, g, o = np.split(sums, 4)
        c_new = _sigmoid(f) * c + _sigmoid(i) * np.tanh(g)
        return Case((sums, c), np.stack([_sigmoid(o) * np.tanh(c_new), c_new]), why)

    order = (
        "torch stores i, f, g, o. Others do not: ONNX has i, o, f, c, and weights read in the wrong order still give "
        "numbers between −1 and 1. No error is raised; the network just writes nonsense."
    )
    cases = [
        case([0, 0, 0, 0], [1], "With equal sums every order gives the same."),
        case([99, -99, 99, 99], [5], order),
        case([99, -99, 99, -99], [5], "Here the output gate is closed: h is 0, and c is 1."),
    ]
    for _ in range(3):
        H = int(_generator.integers(1, 5))
        cases.append(case(_generator.normal(0, 2, 4 * H), _generator.normal(0, 2, H), order))
    hints = (
        "The formulas below the first line are right. Which of the four names stands for which quarter of the sums?",
        "Give the candidate g a sum of 99 and all others 0. What should c be, and what does the function return?",
        "The first line must read i, f, g, o = np.split(sums, 4).",
    )
    return check(function, cases, hints)
