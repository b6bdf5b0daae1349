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
    "A residual block adds its input to what its convolutions give. Sometimes a 1×1 convolution stands in the skip "
    "connection. When does a block need one?",
    (
        Choice(
            "when the kernel is larger than 1, so that both branches have the same length in time",
            False,
            "Zeros on the left keep the length, whatever the kernel is. Both branches have a number for each "
            "character.",
        ),
        Choice(
            "when the dilation changes from one level to the next",
            False,
            "The dilation changes at every level here, and only level 1 has a 1×1. Step through the levels.",
        ),
        Choice(
            "when the number of channels in differs from that out",
            True,
            "The sum adds channel to channel, so both branches need equally many. Level 1 turns 76 channels into 65. "
            "The other levels have 65 on both sides, and there the input is passed on as it is.",
        ),
        Choice(
            "always: without weights of its own the skip connection could not learn anything",
            False,
            "It need not learn. Its use is that it passes the input on unchanged.",
        ),
    ),
)
LENGTH = Question(
    "Weight norm writes the weights of a channel as g v / |v|, a length and a direction. You double g in the first "
    "convolution. What happens to its output?",
    (
        Choice(
            "nothing: v is normalised, so lengths do not count",
            False,
            "The length of v does not count. But g is the length that the weights really have.",
        ),
        Choice(
            "it doubles",
            False,
            "The weighted sum doubles, but the bias does not. Compare the columns at stage 1.",
        ),
        Choice(
            "the weighted sum doubles; the bias stays",
            True,
            "g multiplies all k · C weights of the channel at once, and nothing else. The direction stays, and with it "
            "the pattern that the channel looks for.",
        ),
    ),
)
DEPTH = Question(
    "A TCN of 16 levels without skip connections, its weights as torch draws them, untrained. How much of the gradient "
    "at the top level's output reaches the input?",
    (
        Choice(
            "all of it: ReLU has slope 1, it does not squash as tanh does",
            False,
            "ReLU has slope 1 where it is open and 0 where it is shut. And at each level the gradient also passes "
            "through two convolutions with small weights.",
        ),
        Choice(
            "about a sixteenth, since sixteen levels share it",
            False,
            "Levels do not share, they multiply, as the steps through time did in notebook 02.",
        ),
        Choice(
            "about a thousandth",
            False,
            "That is what four levels cost. With sixteen this factor comes in four times.",
        ),
        Choice(
            "less than a million millionth",
            True,
            "Each level lets a tenth or so through, and these factors multiply.",
        ),
    ),
)
SUM = Question(
    "With a skip connection, out = ReLU(a₂ + x). A gradient arrives at the sum. How is it passed on?",
    (
        Choice(
            "half of it to each branch",
            False,
            "The derivative of a₂ + x by x is 1, and by a₂ it is 1 as well.",
        ),
        Choice(
            "all of it to both branches",
            True,
            "All of it goes through the skip connection, where nothing is lost, and all of it into the convolutions. "
            "At x both parts are added.",
        ),
        Choice(
            "only through the skip connection",
            False,
            "Then the convolutions could not learn. Their weights do get a gradient.",
        ),
    ),
)
XRAY = Question(
    "A TCN with k = 3 and d = 1, 2, 4 and two convolutions a block reads the sentence on France. Its skip connections "
    "pass gradients on unchanged. How much of the last loss's gradient reaches the F, 40 steps before the end?",
    (
        Choice(
            "about as much as in the LSTM, because a skip connection is like the LSTM's carry",
            False,
            "The carry leads from step to step, through time. A skip connection leads from level to level at the same "
            "step: down, never back.",
        ),
        Choice(
            "little: it falls from step to step, as in the plain RNN",
            False,
            "In a TCN nothing goes from step to step. A distant character is as many levels away as a near one, or it "
            "is not connected at all.",
        ),
        Choice(
            "exactly none",
            True,
            "The field is 1 + 2 · 2 · (1 + 2 + 4) = 29 characters, and the F is the 41st from the end. With one more "
            "level the field is 61.",
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
        case([[1.0]], as_it_is, as_it_is, None, "Both branches give 1 here, and the block adds them."),
        case([[1.0]], negative, negative, None, "After the first convolution comes a ReLU, too."),
        case(
            [[1.0]], as_it_is, negative, None,
            "The sum comes after the second ReLU: add the skip connection to the output of that ReLU.",
        ),
        case([[-1.0]], as_it_is, as_it_is, None, "After the sum comes one more ReLU: no value below 0 goes up."),
        case(
            [[1.0, 2.0]], twice_as_wide, as_it_is, twice_as_wide,
            "With a 1x1 given, the numbers of channels differ, and the skip connection must use it. Adding (1, T) to "
            "(2, T) raises no error: numpy stretches the narrow one.",
        ),
    ]  # fmt: skip
    for _ in range(3):
        C, H, T = (int(size) for size in _generator.integers(2, 5, 3))
        conv1, conv2, mix = _matrix(H, C, "conv1"), _matrix(H, H, "conv2"), _matrix(H, C, "mix")
        x = _generator.normal(0, 1, (C, T)).round(1)
        cases.append(case(x, conv1, conv2, mix if C != H else None, "A random case."))
    hints = (
        "Two rounds of the same: convolution, ReLU. Dropout is left out here.",
        "The skip connection starts at x itself, not at the output of the first convolution.",
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

    def case(question: str, rate: float, H: int, T: int, expected: Any, why: str) -> Case:
        words = f"{question}, rate {rate:g}, {H} channels, {T} steps"
        asked[words] = question, rate, H, T
        return Case((words,), expected, why)

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
    share = "The rate is the share that is dropped, not the share that stays."
    cases = [
        case(DROPPED, 0.5, 40, 50, WHOLE, whole),
        case(FACTOR, 0.5, 200, 3, 2.0, scale),
        case("is about that share dropped?", 0.2, 2000, 2, True, share),
        case(FACTOR, 0.0, 5, 4, 1.0, "At rate 0 everything stays as it is."),
        case(DECIDES, 0.5, 60, 2, True, "Draw from the generator that is given, so that a seed can repeat the result."),
    ]
    for _ in range(2):
        rate = round(float(_generator.uniform(0.2, 0.7)), 2)
        cases.append(case(DROPPED, rate, 60, 30, WHOLE, whole))
        cases.append(case(FACTOR, rate, 300, 3, 1 / (1 - rate), scale))
    hints = (
        "Print the mask for a of 3 channels and 8 steps. What should each of its rows look like?",
        "numpy stretches a mask of shape (H, 1) over all steps.",
        "kept = generator.random((len(a), 1)) >= rate; return a * kept / (1 - rate)",
    )
    return check(function, cases, hints, summary)
