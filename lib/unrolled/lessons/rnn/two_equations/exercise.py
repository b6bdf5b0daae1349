"""Exercises of notebook 01 on the two equations. Solutions are in ``notebooks/solutions/rnn.py``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch

from unrolled.checking.check import Case, Result, check
from unrolled.checking.learner import AnswerError, Learner
from unrolled.checking.plain import plain
from unrolled.checking.question import Choice, Question
from unrolled.checking.show import show

MEMORY = Question(
    "In “hello” the letter l comes twice: the first is followed by l, the second by o. "
    "Where can the network see which of the two it has before it?",
    (
        Choice(
            "in the input: the second l is another 1 of N",
            False,
            "The 1-of-N vector of l is the same both times. Step from t = 3 to t = 4 and compare the columns named "
            "W_xh x.",
        ),
        Choice(
            "in the state, which W_hh brings over from the step before",
            True,
            "The column from W_xh is the same at both steps, the term from W_hh is not: one follows an e, one an l.",
        ),
        Choice(
            "in the weights: each step has its own",
            False,
            "The matrices do not change from step to step: only the vectors beside them do. That is what makes a "
            "network recurrent.",
        ),
    ),
)
SHARED = Question(
    "The matrix W_hh is used at each of the steps of a word. What gradient does it get?",
    (
        Choice(
            "one for each step, and each step changes its own copy",
            False,
            "There is only one W_hh. Unrolling draws it once for each step, which looks like copies and is not.",
        ),
        Choice(
            "that of the last step, since the loss comes at the end",
            False,
            "Here every step has a loss. And even a single loss at the end flows back through all the steps before it.",
        ),
        Choice(
            "the sum over all steps",
            True,
            "One matrix, many uses: its gradient is the sum of what each use contributes. The cell below adds them up.",
        ),
    ),
)
WINDOW = Question(
    "Set the window to 1: no gradient ever goes back to an earlier step, so no step learns to keep anything for a "
    "later one. Can the network still learn which l of “hello” is which?",
    (
        Choice(
            "no: without a gradient through time there is no memory",
            False,
            "The gradient is cut, the state is not. Fresh random weights already leave a trace of the letter before, "
            "and a trace is all it takes.",
        ),
        Choice(
            "yes: the state still carries a trace of the last letters, and the weights learn to read it",
            True,
            "What is cut is the learning of what to keep, not the keeping. It works as long as the trace is still "
            "there: a letter or two.",
        ),
        Choice(
            "yes, and so a window of 1 is as good as any",
            False,
            "For a letter or two, yes. Then try the riddle with 4 letters between: its answers stay a toss of a coin.",
        ),
    ),
)

_generator = np.random.default_rng()  # not seeded: an answer that fits one set of numbers should not pass


def check_unroll(function: Callable[[str, str], tuple[Sequence[int], Sequence[int]]]) -> Result:
    """Check ``unroll(word, letters)``: numbers of the inputs, and of the targets, one letter later."""

    def case(word: str, letters: str, why: str) -> Case:
        ids = [letters.index(letter) for letter in word]
        return Case((word, letters), [ids[:-1], ids[1:]], why)

    cases = [
        case("ab", "ab", "One step: a goes in, b is wanted. The last letter is never an input: nothing follows it."),
        case("ba", "ab", "The numbers are places in `letters`, not in the word."),
        case("hello", "helo", "The targets are the same letters, one later."),
    ]
    for _ in range(3):
        letters = "".join(_generator.permutation(list("abcdefgh")))
        word = "".join(_generator.choice(list(letters), int(_generator.integers(4, 12))))
        cases.append(case(word, letters, "A random word: as many inputs as targets, both one fewer than letters."))
    hints = (
        "How many steps does a word of five letters have?",
        "First turn the whole word into numbers: letters.index(letter) for each of its letters.",
        "The inputs are all numbers but the last, ids[:-1]; the targets are all but the first.",
    )
    return check(function, cases, hints)


def check_read_word(function: Callable[..., np.ndarray]) -> Result:
    """Check ``read_word(ids, W_xh, W_hh, b)``: all states ``(T, H)`` of a plain RNN, from a zero state."""

    def due(ids: Sequence[int], W_xh: np.ndarray, W_hh: np.ndarray, b: np.ndarray) -> np.ndarray:
        h, states = np.zeros(len(b)), []
        for k in ids:
            h = np.tanh(W_xh[:, k] + W_hh @ h + b)
            states.append(h)
        return np.array(states)

    def case(ids: Sequence[int], H: int, V: int, why: str) -> Case:
        weights = [_generator.normal(0, 0.8, size).round(2) for size in ((H, V), (H, H), H)]
        return Case((list(ids), *weights), due(ids, *weights), why)

    cases = [
        case([0], 1, 2, "One letter: the state before is zero, so only W_xh and b count."),
        case([1, 0], 1, 2, "The second state hears the first, through W_hh."),
        case([0, 0, 0], 2, 2, "The same letter three times gives three states, since the state before differs."),
    ]
    for _ in range(3):
        T, H, V = (int(size) for size in _generator.integers(3, 7, 3))
        cases.append(case(_generator.integers(0, V, T).tolist(), H, V, "A random word; W_xh is (H, V)."))
    hints = (
        "Start from h = np.zeros(len(b)) and go through ids one by one, keeping every h in a list.",
        "Multiplying W_xh by a 1-of-N vector picks a column: W_xh[:, k].",
        "h = np.tanh(W_xh[:, k] + W_hh @ h + b) inside the loop, and np.array(states) after it.",
    )
    return check(function, cases, hints)


def check_back_one_step(function: Callable[..., np.ndarray]) -> Result:
    """Check ``back_one_step(d_h, h, W_hh)``: the gradient by the state before, from that by the state h."""

    def case(d_h: Any, h: Any, W_hh: Any, why: str) -> Case:
        d_h, h, W_hh = (np.array(value, dtype=float) for value in (d_h, h, W_hh))
        return Case((d_h, h, W_hh), W_hh.T @ ((1 - h**2) * d_h), why)

    cases = [
        case([1], [0], [[0.5]], "At h = 0 the slope of tanh is 1: the gradient is only multiplied by the weight."),
        case([1], [0.8], [[0.5]], "The slope of tanh is 1 − h²: 0.36 here, so little comes through a full unit."),
        case([1, 0], [0, 0], [[1, 2], [3, 4]], "Backwards the matrix is transposed: unit j sent to k over W_hh[k, j]."),
        case([1, 1], [1, 0], [[1, 2], [3, 4]], "Slope first, matrix second: a unit at 1 passes nothing on at all."),
    ]
    for _ in range(3):
        H = int(_generator.integers(2, 6))
        numbers = (_generator.normal(0, 1, H), np.tanh(_generator.normal(0, 1, H)), _generator.normal(0, 1, (H, H)))
        cases.append(case(*numbers, "A random case."))
    hints = (
        "Two steps, in the opposite order of the forward ones: first back through tanh, then back through the matrix.",
        "Back through tanh: multiply by its slope, (1 - h**2) * d_h.",
        "Back through the matrix: W_hh.T @ …, since what h_before[j] gave to unit k was W_hh[k, j].",
    )
    return check(function, cases, hints)


def check_count_parameters(function: Callable[[int, int], int]) -> Result:
    """Check ``count_parameters(V, H)`` of a plain RNN with a softmax layer, biases included."""

    def case(V: int, H: int, why: str) -> Case:
        return Case((V, H), H * (V + H + 1) + V * (H + 1), why)

    cases = [
        case(1, 1, "Three weights and two biases: the smallest network has 5 parameters."),
        case(4, 3, "“hello” and 3 units: 12 + 9 + 3 for the state, 12 + 4 for the logits."),
        case(76, 512, "Most of a large network sits in W_hh, H times H."),
    ]
    for _ in range(3):
        V, H = (int(n) for n in _generator.integers(2, 99, 2))
        cases.append(case(V, H, "A random size."))
    hints = (
        "Write down the shapes of W_xh, W_hh, b, W_hy and b_y.",
        "The length of the word does not count: the same weights are used at each step.",
        "H V + H H + H for the state, V H + V for the logits.",
    )
    return check(function, cases, hints)


def check_read_in_windows(function: Callable[..., torch.Tensor]) -> Result:
    """Check *find the bug*: the state goes on from window to window, its gradient does not.

    The checker's ``step`` halves the state and adds the input, so that both are
    known: numbers reach to the beginning, gradients to the beginning of the window.
    """

    def learned(read: Learner, x: Sequence[float], window: int, asked: str) -> Any:
        numbers = torch.tensor(x, dtype=torch.float64, requires_grad=True)
        state = read.in_place(lambda state, value: 0.5 * state + value, numbers, window)
        if asked == "state":
            return state
        if not isinstance(state, torch.Tensor) or state.numel() != 1 or not state.requires_grad:
            raise AnswerError(f"returned {show(plain(state))} without a gradient; expected the state as a tensor.")
        found = torch.autograd.grad(state, numbers, allow_unused=True)[0]
        return torch.zeros_like(numbers) if found is None else found

    def state(x: Sequence[float], window: int, why: str) -> Case:
        return Case((list(x), window, "state"), sum(value * 0.5**k for k, value in enumerate(reversed(x))), why)

    def gradient(x: Sequence[float], window: int, why: str) -> Case:
        T = len(x)
        start = (T - 1) // window * window
        return Case((list(x), window, "gradient"), [0.5 ** (T - 1 - t) * (t >= start) for t in range(T)], why)

    forgot = (
        "Here step(state, value) is state / 2 + value. The state must go on into the next window. What does the line "
        "before the inner loop do to it?"
    )
    leaked = (
        "The gradient must end where a window begins. Without that, the graph grows with every window, and the second "
        "call of backward() stops with an error."
    )
    cases = [
        state([3], 1, "One number, one window."),
        gradient([3, 2], 2, "Inside a window the gradient flows back from step to step."),
        state([2, 4, 8], 1, forgot),
        gradient([2, 4, 8], 2, leaked),
    ]
    for _ in range(3):
        x = _generator.normal(0, 1, int(_generator.integers(5, 9))).round(2).tolist()
        window = int(_generator.integers(2, 5))
        cases += [state(x, window, forgot), gradient(x, window, leaked)]
    hints = (
        "Read it with a window of 1: how much of the first number is left in the state at the end?",
        "Two wishes: keep the numbers of the state, lose the way back. Which method of a tensor does just that?",
        "In place of torch.zeros(()) inside the loop write state = state.detach().",
    )
    return check(function, cases, hints, learned)
