"""Step by step equals all at once, for the whole network; no step costs more than another."""

import math

import pytest
import torch

from unrolled.models.tcn.ablations import LeakyTCN, PlainTCN
from unrolled.models.tcn.network import TCN
from unrolled.models.tcn.size import multiply_adds
from unrolled.models.tcn.stream import TCNStream

B, T, D = 3, 41, 2
NETWORKS = [
    TCN(D, (4, 5, 5), 3),
    TCN(D, (4, 5), 2, (3, 7), 1),
    TCN(D, (2, 4), 1),  # nothing to remember
    TCN(D, (3,), 8, (9,)),  # sees 127 steps: the sequence ends before its ring is full
    TCN(D, (4, 4, 4), 4, (1, 1, 5), 3, dropout=0.4),
    PlainTCN(D, (4, 5), 3),
]


def streamed(stream, x, sizes):
    """The outputs for chunks of these sizes, in turn until the sequence ends."""
    state, outs, place, turn = stream.start(len(x)), [], 0, 0
    while place < x.shape[1]:
        size = sizes[turn % len(sizes)]
        out, state = stream.chunk(state, x[:, place : place + size])
        outs.append(out)
        place, turn = place + size, turn + 1
    return torch.cat(outs, dim=1)


@pytest.mark.parametrize("tcn", NETWORKS)
def test_steps_equal_the_batch(tcn):
    tcn = tcn.double().eval()
    x = torch.randn(B, T, D, dtype=torch.float64)
    stream = TCNStream(tcn)
    state, outs = stream.start(B), []
    for t in range(T):
        out, state = stream.step(state, x[:, t])
        outs.append(out)
    assert state.t == T
    torch.testing.assert_close(torch.stack(outs, dim=1), tcn(x))


@pytest.mark.parametrize("tcn", NETWORKS)
@pytest.mark.parametrize("sizes", [(1,), (2,), (3, 1, 4), (7,), (16, 1), (40, 1), (41,), (100,)])
def test_chunks_of_any_size_equal_the_batch(tcn, sizes):
    tcn = tcn.double().eval()
    x = torch.randn(B, T, D, dtype=torch.float64)
    torch.testing.assert_close(streamed(TCNStream(tcn), x, sizes), tcn(x))


def work_of_a_step(stream, state):
    """Every operation of one step with the shapes it is given, and the multiply-adds among them."""
    with torch.autograd.profiler.profile(record_shapes=True) as profile:
        stream.step(state, torch.zeros(1, D))
    work = [(event.name, event.input_shapes) for event in profile.function_events]
    products = sum(a[0] * a[1] * b[1] for a, b in (given for name, given in work if name == "aten::mm"))
    mixing = [given for name, given in work if name == "aten::conv1d"]
    assert all(x[-1] == 1 for x, *_ in mixing)  # 1x1 on this step: of each ring k - 1 slots are read, not all
    return work, products + sum(math.prod(weight) for _, weight, *_ in mixing)


def test_step_10_000_costs_what_step_10_costs():
    channels, kernel = (4, 5, 5), 3
    stream = TCNStream(TCN(D, channels, kernel))
    _, state = stream.chunk(stream.start(), torch.randn(1, 9, D))
    tenth, products = work_of_a_step(stream, state)
    stream.chunk(state, torch.randn(1, 9_989, D))
    late, products_late = work_of_a_step(stream, state)
    assert state.t == 10_000
    assert tenth == late
    assert products == products_late == multiply_adds(D, channels, kernel)
    assert state.numbers == 2 * (D + 4) + 4 * (4 + 5) + 8 * (5 + 5)  # (k - 1) d inputs of each convolution


def test_a_copy_of_the_state_can_be_gone_back_to():
    stream = TCNStream(TCN(D, (4, 4), 3))
    x = torch.randn(6, 1, D)
    state = stream.start()
    for t in range(3):
        stream.step(state, x[t])
    kept = state.copy()
    first, _ = stream.step(state, x[3])
    stream.step(state, x[4])
    again, _ = stream.step(kept, x[3])
    assert torch.equal(first, again)
    assert (kept.t, state.t) == (4, 5)


def test_two_states_of_one_stream_do_not_mix():
    stream = TCNStream(TCN(D, (4, 4), 3).double())
    x = torch.randn(2, 9, D, dtype=torch.float64)
    whole, _ = stream.chunk(stream.start(2), x)
    one, two = stream.start(), stream.start()
    for t in range(9):
        for row, state in enumerate((one, two)):
            out, _ = stream.step(state, x[row : row + 1, t])
            torch.testing.assert_close(out[0], whole[row, t])


def test_the_network_itself_stays_as_it_was():
    tcn = TCN(D, (4,), 2, dropout=0.5)
    x = torch.randn(1, 9, D)
    names = set(tcn.state_dict())
    stream = TCNStream(tcn)
    assert tcn.training
    assert set(tcn.state_dict()) == names
    out, state = stream.chunk(stream.start(), x)
    assert not out.requires_grad
    torch.testing.assert_close(out, tcn.eval()(x))  # no dropout, though the network was in training
    assert all(not ring.requires_grad for ring in state.rings)


def test_a_network_that_looks_ahead_cannot_go_step_by_step():
    with pytest.raises(ValueError, match="CentredConv1d is not causal: it would have to wait"):
        TCNStream(LeakyTCN(D, (4,), 3))


def test_odd_shapes_are_told_and_change_nothing():
    stream = TCNStream(TCN(D, (4,), 3))
    state = stream.start(2)
    stream.step(state, torch.randn(2, D))
    before = state.copy()
    for call, x, message in (
        (stream.step, torch.randn(2, 3, D), r"one step is \(B, D\)"),
        (stream.step, torch.randn(3, D), "The state is of 2 sequences, x of 3"),
        (stream.step, torch.randn(2, D + 1), "D = 2"),
        (stream.chunk, torch.randn(2, 0, D), "T at least 1"),
        (stream.chunk, torch.randn(2, D), r"\(B, T, D\)"),
    ):
        with pytest.raises(ValueError, match=message):
            call(state, x)
    assert state.t == before.t
    assert all(torch.equal(one, two) for one, two in zip(state.rings, before.rings, strict=True))
