"""Questions and exercises on the residual block. Solutions are in ``notebooks/solutions/residual.py``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from unrolled.checking.check import Case, Result, check
from unrolled.checking.learner import AnswerError, Learner
from unrolled.checking.plain import numbers, plain, same
from unrolled.checking.question import Choice, Question
from unrolled.checking.show import show

MIX = Question(
    "Figure 1b has a 1×1 convolution on the way around, “optional”. When does a block need it?",
    (
        Choice(
            "when the kernel is larger than 1, so that both ways have the same length in time",
            False,
            "Padding on the left keeps the length whatever the kernel is. Look at the top of both ways: a number for "
            "each character on either.",
        ),
        Choice(
            "when the dilation changes from one level to the next",
            False,
            "The dilation changes at every level here, and only level 1 has a 1×1. Step through the blocks.",
        ),
        Choice(
            "when the number of channels in differs from that out",
            True,
            "The sum adds channel to channel, so both ways need as many. Level 1 turns 76 into 65; the others have 65 "
            "on both sides, and there the input goes round as it is.",
        ),
        Choice(
            "always: without weights of its own the path could not learn anything",
            False,
            "It need not learn. That it changes nothing is what it is good for.",
        ),
    ),
)
LENGTH = Question(
    "Weight norm writes the weights of a channel as g v / |v|, a length and a direction. You double g in the first "
    "convolution. What does its output do?",
    (
        Choice(
            "nothing: v is normalised, so lengths do not count",
            False,
            "The length of v does not count. g does: it is the length that the weights really have.",
        ),
        Choice(
            "it doubles",
            False,
            "What the taps give doubles, and the bias does not. Compare the columns at stage 1.",
        ),
        Choice(
            "what the taps give doubles; the bias stays",
            True,
            "g multiplies all k · C weights of the channel at once, and nothing else. The direction stays, so which "
            "pattern the channel looks for stays, too.",
        ),
    ),
)
DEPTH = Question(
    "A TCN of 16 levels without identity paths, its weights as torch draws them, untrained. How much of the gradient "
    "at the top level's output reaches the input?",
    (
        Choice(
            "all of it: ReLU has slope 1, it does not squash as tanh does",
            False,
            "Slope 1 where it is open, and 0 where it is shut. And the weights act at each level, too: thirty-two "
            "convolutions.",
        ),
        Choice(
            "about a sixteenth, since sixteen levels share it",
            False,
            "Levels do not share, they multiply, as steps through time did in notebook 02.",
        ),
        Choice(
            "about a thousandth",
            False,
            "That is what four levels cost. Sixteen cost that four times over, multiplied.",
        ),
        Choice(
            "less than a million millionth",
            True,
            "Each level takes most of what the one above left: a tenth or so gets through, sixteen times over.",
        ),
    ),
)
SUM = Question(
    "With the path, out = ReLU(a₂ + x). A gradient comes back to the sum. Where does it go?",
    (
        Choice(
            "half of it into each way",
            False,
            "A sum hands its gradient on whole to each of its parts: the derivative of a₂ + x by x is 1, and by a₂ is "
            "1, too.",
        ),
        Choice(
            "all of it into both ways",
            True,
            "Whole through the identity, where nothing is lost, and whole into the convolutions, where most is. At x "
            "the two are added.",
        ),
        Choice(
            "only round the convolutions: the path is a short cut",
            False,
            "Then the convolutions could learn nothing. Their weights do get a gradient, as the panel shows.",
        ),
    ),
)
XRAY = Question(
    "Now a TCN of Figure 1's sizes, k = 3 and d = 1, 2, 4, reads the sentence on France. It has identity paths, "
    "through which gradients come whole. How much reaches the F, 40 steps before the end?",
    (
        Choice(
            "about as much as in the LSTM, for the identity path is its carry",
            False,
            "The carry goes from step to step through time. An identity path goes from level to level and stays at its "
            "own step: it leads down, never back.",
        ),
        Choice(
            "little: it falls from step to step, as in the plain RNN",
            False,
            "In a TCN nothing goes from step to step. An early character is as many levels away as a late one, or it "
            "is not connected at all.",
        ),
        Choice(
            "exactly none",
            True,
            "The field is 1 + 2 · 2 · (1 + 2 + 4) = 29 characters, and the F is the 41st from the end. No path leads "
            "there. One level more, and the field is 61.",
        ),
    ),
)

_generator = np.random.default_rng()  # not seeded: an answer that fits one set of numbers should not pass
DROPPED, FACTOR = "what is dropped?", "the rest is multiplied by"
DECIDES = "does the generator decide which?"
SINGLE, WHOLE = "single values were dropped", "whole channels were dropped"


def check_residual_block(function: Callable[..., np.ndarray]) -> Result:
    """Check ``residual_block(x, conv1, conv2, mix)``: the forward pass of Figure 1b without dropout.

    x is ``(C, T)``; the convolutions, and ``mix`` unless it is None, are functions of such an array.
    """

    def case(x: Any, conv1: Callable, conv2: Callable, mix: Callable | None, why: str) -> Case:
        x = np.array(x, dtype=float)
        a = np.maximum(conv2(np.maximum(conv1(x), 0)), 0)
        return Case((x.copy(), conv1, conv2, mix), np.maximum(a + (x if mix is None else mix(x)), 0), why)

    cases = [
        case([[1.0]], as_it_is, as_it_is, None, "Both ways give 1 here, and the block adds them."),
        case([[1.0]], negative, negative, None, "After the first convolution comes a ReLU, too."),
        case(
            [[1.0]], as_it_is, negative, None,
            "The sum comes after the second ReLU: add the path to what that ReLU leaves, not before it.",
        ),
        case([[-1.0]], as_it_is, as_it_is, None, "After the sum comes one more ReLU: no value below 0 goes up."),
        case(
            [[1.0, 2.0]], twice_as_wide, as_it_is, twice_as_wide,
            "With a 1x1 given, widths differ, and what goes round must pass through it. Adding (1, T) to (2, T) "
            "raises no error here: numpy stretches the narrow one.",
        ),
    ]  # fmt: skip
    for _ in range(3):
        C, H, T = (int(size) for size in _generator.integers(2, 5, 3))
        conv1, conv2, mix = _matrix(H, C, "conv1"), _matrix(H, H, "conv2"), _matrix(H, C, "mix")
        x = _generator.normal(0, 1, (C, T)).round(1)
        cases.append(case(x, conv1, conv2, mix if C != H else None, "A random case."))
    hints = (
        "Two rounds of the same: convolution, ReLU. Dropout is left out here.",
        "What goes round starts at x itself, not at what the first convolution made of it.",
        "a = relu(conv2(relu(conv1(x)))); then relu(a + (x if mix is None else mix(x))).",
    )
    return check(function, cases, hints)


def as_it_is(x: np.ndarray) -> np.ndarray:
    """A convolution that changes nothing."""
    return x.copy()


def negative(x: np.ndarray) -> np.ndarray:
    """A convolution whose only weight is -1."""
    return -x


def twice_as_wide(x: np.ndarray) -> np.ndarray:
    """A convolution from C to 2 C channels: each once as it is, and once with its sign turned."""
    return np.concatenate((x, -x))


def _matrix(outputs: int, inputs: int, name: str) -> Callable[[np.ndarray], np.ndarray]:
    """A causal convolution of kernel size 2 with random weights, or a 1x1 where it is called ``mix``."""
    now, before = _generator.normal(0, 1, (2, outputs, inputs))

    def convolve(x: np.ndarray) -> np.ndarray:
        earlier = np.pad(x, ((0, 0), (1, 0)))[:, :-1]
        return now @ x + (0 if name == "mix" else before @ earlier)

    convolve.__name__ = name
    return convolve


def check_drop_channels(function: Callable[..., np.ndarray]) -> Result:
    """Check *find the bug*: ``drop_channels(a, rate, generator)`` drops whole channels of ``(H, T)``."""

    asked: dict[str, tuple[str, float, int, int]] = {}

    def case(question: str, rate: float, H: int, T: int, due: Any, why: str) -> Case:
        words = f"{question}, rate {rate:g}, {H} channels, {T} steps"
        asked[words] = question, rate, H, T
        return Case((words,), due, why)

    def summary(drop_channels: Learner, words: str) -> Any:
        question, rate, H, T = asked[words]
        a = _generator.uniform(1, 2, (H, T))
        out = numbers(got := plain(drop_channels(a, rate, np.random.default_rng(int(_generator.integers(10**9))))))
        if out is None:
            raise AnswerError(f"returned {show(got)}; expected an array like a.")
        if out.shape != (H, T):
            raise AnswerError(f"returned an array of the shape {out.shape}, and a has {(H, T)}.")
        gone = out == 0
        if question == DROPPED:
            return SINGLE if (gone.any(1) & ~gone.all(1)).any() else WHOLE
        if question == FACTOR:
            return float((out / a)[~gone].mean()) if not gone.all() else 0.0
        if question == DECIDES:
            again = [plain(drop_channels(a, rate, np.random.default_rng(seed))) for seed in (1, 1, 2)]
            return same(again[0], again[1]) and not same(again[0], again[2])
        return abs(float(gone.mean()) - rate) < 0.1

    whole = "A channel is a row of a, over all steps: one draw must decide for the whole row."
    scale = "What stays is divided by 1 - rate, so that the sum over the channels stays the same on average."
    share = "The rate is the share that goes, not the one that stays."
    cases = [
        case(DROPPED, 0.5, 40, 50, WHOLE, whole),
        case(FACTOR, 0.5, 200, 3, 2.0, scale),
        case("is about that share gone?", 0.2, 2000, 2, True, share),
        case(FACTOR, 0.0, 5, 4, 1.0, "At rate 0 all stays as it is."),
        case(DECIDES, 0.5, 60, 2, True, "Draw from the generator that is given: then a seed can repeat what happened."),
    ]
    for _ in range(2):
        rate = round(float(_generator.uniform(0.2, 0.7)), 2)
        cases.append(case(DROPPED, rate, 60, 30, WHOLE, whole))
        cases.append(case(FACTOR, rate, 300, 3, 1 / (1 - rate), scale))
    hints = (
        "Print the mask for a of 3 channels and 8 steps. What should each of its rows look like?",
        "A mask of shape (H, 1) is stretched over all steps by numpy.",
        "kept = generator.random((len(a), 1)) >= rate; return a * kept / (1 - rate)",
    )
    return check(function, cases, hints, summary)
