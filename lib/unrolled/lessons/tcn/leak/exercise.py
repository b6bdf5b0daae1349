"""Exercises on causality. Solutions are in ``notebooks/solutions/leak.py``."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor, nn

from unrolled.checking.check import Case, Result, check
from unrolled.checking.learner import AnswerError, Learner
from unrolled.checking.question import Choice, Question
from unrolled.models.tcn.ablations import LeakyTCN
from unrolled.models.tcn.network import TCN

LOSS = Question(
    "A network with zeros on both sides is trained to predict the next character, and tested on held-out text. What "
    "does its held-out loss say?",
    (
        Choice("it is worse: a leak confuses the network", False,
               "The leak shows the answer, and copying it is easy to learn."),
        Choice("it is as usual on training text, but bad on held-out text, so the leak is noticed", False,
               "The held-out text leaks, too: there, too, the next character can be read. No held-out loss notices."),
        Choice("it is far too good, on held-out text as well", True,
               "Only writing shows the leak: there the next character does not exist yet. Changing an input shows it "
               "before."),
    ),
)  # fmt: skip

_generator = np.random.default_rng()


def check_causal(function: Callable[[np.ndarray, np.ndarray, int], np.ndarray]) -> Result:
    """Check ``causal(x, w, d)``: y_t = Σ_j w_j x_{t − (k−1−j) d}, zeros before the first step, as long as x."""

    def expected(x: np.ndarray, w: np.ndarray, d: int) -> np.ndarray:
        padded = np.concatenate([np.zeros((len(w) - 1) * d), x])
        return sum((w[j] * padded[j * d : j * d + len(x)] for j in range(len(w))), np.zeros(len(x)))

    def case(x: list[float], w: list[float], d: int, why: str) -> Case:
        arrays = np.array(x, float), np.array(w, float)
        return Case((*arrays, d), expected(*arrays, d), why)

    cases = [
        case([1, 2, 3], [1], 1, "A kernel with the single weight 1 leaves x as it is."),
        case([1, 2, 3, 4], [0, 1], 1, "The last weight is for the present step, not the first one."),
        case([1, 2, 3, 4], [1, 0], 1, "The first weight of two is for the step before; before the first step is 0."),
        case([1, 2, 3, 4, 5], [1, 10], 2, "With dilation 2 the other weight reads two steps back."),
        case(
            [1, 2],
            [1, 1, 1],
            3,
            "A window may begin long before the sequence; the output is still as long as x.",
        ),
    ]
    for _ in range(4):
        T, k, d = (int(_generator.integers(*ends)) for ends in ((4, 9), (2, 5), (1, 4)))
        x, w = _generator.normal(size=T).round(1).tolist(), _generator.normal(size=k).round(1).tolist()
        cases.append(case(x, w, d, "A random case."))
    hints = (
        "Put zeros on the left of x, and only there. How many does the earliest tap need?",
        "With (k − 1)·d zeros in front, tap j reads padded[j·d : j·d + len(x)].",
        "Add w[j] times that slice for all j. Nothing is cut off at the end.",
    )
    return check(function, cases, hints)


class _Standardised(nn.Module):
    """A TCN whose input is standardised over the whole sequence: mean and deviation depend on the future."""

    def __init__(self) -> None:
        super().__init__()
        self.tcn = TCN(2, (4, 4), 3)

    def forward(self, x: Tensor) -> Tensor:
        return self.tcn((x - x.mean(dim=1, keepdim=True)) / (x.std(dim=1, keepdim=True) + 1e-6))


class _Recurrent(nn.Module):
    """A GRU, perhaps in both directions."""

    def __init__(self, both: bool):
        super().__init__()
        self.gru = nn.GRU(2, 4, batch_first=True, bidirectional=both)

    def forward(self, x: Tensor) -> Tensor:
        return self.gru(x)[0]


class _Late(nn.Module):
    """A causal TCN whose outputs are moved by some steps: the target is off by them."""

    def __init__(self, steps: int):
        super().__init__()
        self.tcn, self.steps = TCN(2, (4,), 3), steps

    def forward(self, x: Tensor) -> Tensor:
        return self.tcn(x).roll(-self.steps, dims=1)


def suspects() -> list[tuple[str, nn.Module, bool, str]]:
    """Networks from ``(B, T, 2)`` to ``(B, T, H)``, whether they leak, and what a wrong verdict tells."""
    return [
        ("tcn", TCN(2, (4, 4), 3), False, "Zeros on the left only: it is causal."),
        ("both_sides", LeakyTCN(2, (4, 4), 3), True, "Zeros on both sides: each window holds later steps."),
        ("dropping", TCN(2, (8, 8), 3, dropout=0.5).train(), False,
         "It is causal, but drops channels at random: call model.eval() before you compare."),
        ("next_one", _Late(1), True, "Its output at t is that of t + 1: look one step ahead, too."),
        ("far_ahead", LeakyTCN(2, (4,), 2, (13,), 1), True, "It looks exactly 7 steps ahead: change inputs at several "
                                                            "steps."),
        ("standardised", _Standardised(), True, "Its input is standardised over the whole sequence, the future "
                                                "included."),
        ("gru", _Recurrent(False), False, "A recurrent network that reads forward is causal."),
        ("gru_both_ways", _Recurrent(True), True, "It also reads from the end to the beginning."),
    ]  # fmt: skip


def check_leaks(function: Callable[[nn.Module], bool]) -> Result:
    """Check ``leaks(model)``: does an output of a network, ``(B, T, 2)`` to ``(B, T, H)``, depend on later input?"""
    cases = []
    for name, model, leaky, why in suspects():
        object.__setattr__(model, "__name__", name)  # what the checker calls it
        wanted = "a leak" if leaky else "no leak"
        cases.append(Case((model,), wanted, why))

    def worded(leaks: Learner, model: nn.Module) -> str:
        verdict = leaks.number(model)
        if verdict not in (0, 1):
            raise AnswerError(f"returned {verdict:g}; expected True or False.")
        return "a leak" if verdict else "no leak"

    with torch.random.fork_rng():
        torch.manual_seed(int(_generator.integers(2**31)))
        hints = (
            "Change the input from some step on, and compare the outputs before that step.",
            "Put the network into eval mode, and compare exactly: torch.equal, not almost equal.",
            "Do it for every step t of a sequence of 20 or more: change x[:, t:], compare y[:, :t].",
        )
        return check(function, cases, hints, worded)
