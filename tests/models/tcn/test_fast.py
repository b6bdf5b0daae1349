"""The fast form gives the readable form's numbers, gradients too, and really does less."""

import copy

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as some

from unrolled.models.tcn.fast import FastTCN
from unrolled.models.tcn.network import TCN

SIZES = [
    {"channels": (4, 5, 5), "kernel": 3},
    {"channels": (4, 5), "kernel": 2, "dilations": (3, 7), "convolutions": 1},
    {"channels": (2, 4), "kernel": 1},
    {"channels": (3,), "kernel": 8, "dilations": (9,)},  # sees more than the sequence has
    {"channels": (4, 4, 4), "kernel": 4, "dilations": (1, 1, 5), "convolutions": 3},
    {"channels": (4, 4, 4), "kernel": 2, "dilations": (8, 4, 2)},  # shrinking, and never an odd step
    {"channels": (4, 4), "kernel": 3, "dropout": 0.5},
]


def pair(inputs=2, **sizes):
    """The readable form and the fast one with its weights, in float64."""
    torch.manual_seed(3)
    readable = TCN(inputs, **sizes).double()
    fast = FastTCN(inputs, **sizes).double()
    fast.load_state_dict(readable.state_dict())
    return readable, fast


@pytest.mark.parametrize("sizes", SIZES)
@pytest.mark.parametrize(("B", "T"), [(3, 41), (1, 1), (2, 2), (2, 16)])
@pytest.mark.parametrize("form", ["forward", "last"])
def test_same_outputs_and_gradients(sizes, B, T, form):
    found = []
    x = torch.randn(B, T, 2, dtype=torch.float64)
    for tcn in pair(**sizes):
        read = x.clone().requires_grad_()
        torch.manual_seed(7)  # the same channels are dropped
        y = getattr(tcn, form)(read)
        weighting = torch.linspace(-1, 1, y.numel(), dtype=y.dtype).reshape(y.shape)
        found.append((y.detach(), *torch.autograd.grad((y * weighting).sum(), (read, *tcn.parameters()))))
    for readable, fast in zip(*found, strict=True):
        torch.testing.assert_close(fast, readable)


@settings(max_examples=25, deadline=None)
@given(
    kernel=some.integers(1, 5),
    dilations=some.lists(some.integers(1, 12), min_size=1, max_size=4),
    convolutions=some.integers(1, 2),
    T=some.integers(1, 40),
)
def test_the_last_output_alone_for_any_dilations(kernel, dilations, convolutions, T):
    readable, fast = pair(channels=(3,) * len(dilations), kernel=kernel, dilations=dilations, convolutions=convolutions)
    x = torch.randn(2, T, 2, dtype=torch.float64)
    torch.testing.assert_close(fast.last(x), readable(x)[:, -1])
    torch.testing.assert_close(fast(x), readable(x))


def multiplications(call):
    with torch.autograd.profiler.profile(with_flops=True) as profile:
        call()
    return sum(event.flops or 0 for event in profile.function_events)


def test_the_last_output_costs_less_than_two_of_eight_levels():
    tcn, x = FastTCN(6, (6,) * 8, 7), torch.randn(2, 784, 6)
    with torch.no_grad():
        everything, last = multiplications(lambda: tcn(x)), multiplications(lambda: tcn.last(x))
    assert 0 < last < everything * 2 / 8


def test_a_trace_is_the_readable_one():
    readable, fast = pair(channels=(4, 4), kernel=3)
    x = torch.randn(1, 9, 2, dtype=torch.float64)
    torch.testing.assert_close(fast.trace(x)[-1].out, readable.trace(x)[-1].out)


def test_wrong_shapes_are_refused_in_words():
    with pytest.raises(ValueError, match="must be"):
        FastTCN(2, (3,), 2).last(torch.zeros(4, 5))


def test_it_can_be_copied_and_saved_as_a_tcn():
    fast = FastTCN(2, (3, 3), 2)
    TCN(2, (3, 3), 2).load_state_dict(copy.deepcopy(fast).state_dict())
