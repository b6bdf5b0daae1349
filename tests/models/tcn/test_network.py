"""The TCN: causality bit for bit, the field by gradient, parity with plain torch, and what is refused."""

import pytest
import torch
from torch import nn
from torch.func import functional_call

from unrolled.models.tcn.ablations import LeakyTCN, PlainTCN
from unrolled.models.tcn.network import TCN, CausalConv1d, NormedCausalConv1d, ResidualBlock
from unrolled.models.tcn.size import receptive_field, steps_back

B, T, D, H = 2, 23, 3, 7
STACKS = [  # kernel, dilations, convolutions in a block
    (2, (1, 2, 4), 1),
    (2, (1, 2, 4), 2),
    (3, (1, 2, 4), 2),
    (3, (1, 1), 1),
    (7, (1, 2), 2),
    (2, (1, 4), 1),  # skips 2: holes
    (2, (3, 9), 2),
    (4, (5,), 1),
    (1, (1, 2, 4), 2),
]


@torch.no_grad()
def positive(tcn):
    """The network with every weight and bias above zero, so that for inputs above zero no ReLU is dead."""
    for parameter in tcn.parameters():
        parameter.abs_().add_(0.1)
    return tcn


def seen_by_the_last(tcn, steps):
    """How many steps back the inputs lie on which the last output depends, by gradient."""
    x = torch.rand(1, steps, tcn.inputs, requires_grad=True)
    tcn(x)[0, -1].sum().backward()
    return tuple(n for n, grad in enumerate(x.grad[0].abs().sum(dim=1).flip(0).tolist()) if grad > 0)


def before_and_after(tcn, t, steps=T):
    """Outputs for two inputs that differ from step t on."""
    x = torch.randn(B, steps, tcn.inputs)
    other = x.clone()
    other[:, t:] = torch.randn_like(x[:, t:])
    with torch.no_grad():
        return tcn(x), tcn(other)


@pytest.mark.parametrize("kernel", [1, 2, 3, 8])
@pytest.mark.parametrize(("channels", "steps"), [((4, 4, 6), T), ((25,) * 5, 100), ((16, 32), 64)])
def test_no_output_before_a_change_differs_by_a_bit(kernel, channels, steps):
    tcn = TCN(D, channels, kernel)
    for t in (0, 1, steps // 2, steps - 1):
        one, two = before_and_after(tcn, t, steps)
        assert torch.equal(one[:, :t], two[:, :t])
        assert (one[:, t] != two[:, t]).any()


def test_a_network_padded_on_both_sides_leaks():
    tcn = LeakyTCN(D, (4, 4, 6), 3)
    one, two = before_and_after(tcn, 20)
    assert one.shape == (B, T, 6)
    assert (one[:, :20] != two[:, :20]).any()
    assert torch.equal(one[:, :6], two[:, :6])  # each of two convolutions looks d ahead: 2 (1 + 2 + 4) = 14 in all
    assert torch.equal(*(out[:, :20] for out in before_and_after(TCN(D, (4, 4, 6), 3), 20)))


@pytest.mark.parametrize("kernel", [2, 3, 4])
def test_the_centred_convolution_keeps_the_length(kernel):
    assert LeakyTCN(D, (4, 5), kernel)(torch.randn(B, T, D)).shape == (B, T, 5)


@pytest.mark.usefixtures("float64")
@pytest.mark.parametrize(("kernel", "dilations", "convolutions"), STACKS)
@pytest.mark.parametrize("Net", [TCN, PlainTCN])
def test_the_field_by_gradient_is_that_of_the_formula(Net, kernel, dilations, convolutions):
    tcn = positive(Net(D, (4,) * len(dilations), kernel, dilations, convolutions))
    field = receptive_field(kernel, dilations, convolutions)
    seen = seen_by_the_last(tcn, field + 10)
    assert tcn.receptive_field == field == seen[-1] + 1
    assert seen == steps_back(kernel, dilations, convolutions)


@pytest.mark.usefixtures("float64")
def test_with_weights_of_both_signs_the_field_can_only_be_smaller():
    tcn = TCN(1, (2, 2, 2), 2)
    assert set(seen_by_the_last(tcn, 30)) <= set(steps_back(2, (1, 2, 4)))
    with torch.no_grad():
        for block in tcn.blocks[1:]:
            block.convolutions[0].bias.fill_(-100)  # dead: only identity paths and the first level are left
            block.convolutions[1].bias.fill_(-100)
    assert len(seen_by_the_last(tcn, 30)) <= receptive_field(2, (1,))


def plain_block(block, x):
    """The same block by plain ``nn.Conv1d`` layers, padded by hand, with torch's own weight norm.

    Returns:
        The output, and copies of lengths, directions and biases, to compare their gradients.
    """
    copies, a = [], x
    for ours in block.convolutions:
        g, v, bias = (part.detach().clone().requires_grad_() for part in (ours.length, ours.direction, ours.bias))
        conv = nn.Conv1d(v.shape[1], v.shape[0], ours.kernel, dilation=ours.dilation)
        padded = nn.functional.pad(a, (ours.reach, 0))
        a = functional_call(conv, {"weight": torch._weight_norm(v, g, 0), "bias": bias}, padded).relu()
        copies += [g, v, bias]
    mixing = nn.Conv1d(x.shape[1], H, 1)
    if x.shape[1] != H:
        mixing.load_state_dict(block.shortcut.state_dict())
    return (a + (x if x.shape[1] == H else mixing(x))).relu(), copies


@pytest.mark.usefixtures("float64")
@pytest.mark.parametrize(("inputs", "dilation", "convolutions"), [(D, 1, 2), (H, 2, 2), (D, 4, 1), (H, 30, 2)])
def test_a_block_is_a_plain_construction_gradients_included(inputs, dilation, convolutions):
    block = ResidualBlock(inputs, H, 3, dilation, convolutions)
    with torch.no_grad():
        for conv in block.convolutions:
            conv.length.mul_(1.7)  # away from |v|, where weight norm changes nothing
    x = torch.randn(B, inputs, T, requires_grad=True)
    x2 = x.detach().clone().requires_grad_()
    out = block(x)
    out2, copies = plain_block(block, x2)
    torch.testing.assert_close(out, out2)
    weight = torch.randn_like(out)
    (out * weight).sum().backward()
    (out2 * weight).sum().backward()
    torch.testing.assert_close(x.grad, x2.grad)
    ours = [part for conv in block.convolutions for part in (conv.length, conv.direction, conv.bias)]
    for one, two in zip(ours, copies, strict=True):
        torch.testing.assert_close(one.grad, two.grad)


def test_a_convolution_that_can_be_checked_on_paper():
    conv = CausalConv1d(1, 1, kernel=3, dilation=2)
    with torch.no_grad():
        conv.weight[:] = torch.tensor([100.0, 10.0, 1.0])
        conv.bias[:] = 0.5
    x = torch.tensor([[[1.0, 2.0, 3.0, 4.0, 5.0]]])
    assert conv(x)[0, 0].tolist() == [1.5, 2.5, 13.5, 24.5, 135.5]  # 5 + 10 * 3 + 100 * 1 + 0.5 at the end


def test_weight_norm_starts_as_the_plain_weights_and_has_the_given_lengths():
    torch.manual_seed(3)
    plain = CausalConv1d(D, H, 4)
    torch.manual_seed(3)
    normed = NormedCausalConv1d(D, H, 4)
    torch.testing.assert_close(normed.weights(), plain.weights())
    assert {name for name, _ in normed.named_parameters()} == {"direction", "length", "bias"}
    with torch.no_grad():
        normed.length.fill_(2.0)
    torch.testing.assert_close(normed.weights().norm(dim=(1, 2)), torch.full((H,), 2.0))


def test_there_is_a_1x1_only_where_widths_differ():
    mixing = [isinstance(block.shortcut, nn.Conv1d) for block in TCN(D, (D, 5, 5, 4), 2).blocks]
    assert mixing == [False, True, False, True]


@pytest.mark.usefixtures("float64")
def test_kernel_size_1_sees_the_present_alone():
    tcn = TCN(D, (4, 5), 1)
    assert tcn.receptive_field == 1
    x = torch.randn(B, T, D)
    one_by_one = torch.stack([tcn(x[:, t : t + 1])[:, 0] for t in range(T)], dim=1)
    torch.testing.assert_close(tcn(x), one_by_one)


@pytest.mark.usefixtures("float64")
@pytest.mark.parametrize("steps", [1, 2, 5])
def test_a_sequence_shorter_than_the_kernel_equals_the_end_of_a_padded_one(steps):
    tcn = TCN(D, (4, 5), 8)
    x = torch.randn(B, steps, D)
    whole = torch.cat((x, torch.randn(B, 30, D)), dim=1)
    torch.testing.assert_close(tcn(x), tcn(whole)[:, :steps])  # causal: what follows does not matter


def test_dropout_takes_whole_channels_and_only_in_training():
    block = ResidualBlock(D, 50, 2, dropout=0.5)
    x = torch.rand(B, D, T)
    active = block.trace(x).active
    for after in active:
        gone = (after == 0).all(dim=2)
        assert 20 < gone.sum() < 90
    sizes = torch.relu(block.trace(x).convolved[0])
    dropped = block.drop(sizes)
    share = dropped[sizes > 0] / sizes[sizes > 0]
    assert set(share.round(decimals=4).tolist()) == {0.0, 2.0}
    assert all(len(set((d[s > 0] / s[s > 0]).round(decimals=4).tolist())) <= 1
               for d, s in zip(dropped.flatten(0, 1), sizes.flatten(0, 1), strict=True))  # fmt: skip
    block.eval()
    assert torch.equal(block(x), block(x))


def test_the_trace_holds_what_the_network_computes():
    tcn = TCN(D, (D, 5), 2)
    x = torch.randn(B, T, D)
    first, second = tcn.trace(x)
    assert torch.equal(second.out.transpose(1, 2), tcn(x))
    assert torch.equal(first.shortcut, x.transpose(1, 2))
    assert torch.equal(first.active[0], first.convolved[0].relu())
    assert torch.equal(second.out, (second.active[-1] + second.shortcut).relu())
    assert len(first.convolved) == len(first.active) == 2


def test_without_the_identity_path_the_convolutions_are_alone():
    tcn = PlainTCN(D, (D, 5), 2)
    trace = tcn.trace(torch.randn(B, T, D))[-1]
    assert torch.equal(trace.out, trace.active[-1])


@pytest.mark.parametrize(
    "x",
    [torch.zeros(B, T), torch.zeros(B, T, D + 1), torch.zeros(0, T, D), torch.zeros(B, 0, D),
     torch.zeros(B, T, D, dtype=torch.int64), torch.zeros(B, D, T)],
)  # fmt: skip
def test_odd_shapes_are_told(x):
    tcn = TCN(D, (4,), 2)
    for call in (tcn, tcn.trace):
        with pytest.raises(ValueError, match=r"it must be \(B, T, D\) of floats, B and T at least 1 and D = 3"):
            call(x)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"channels": ()}, "0 levels"),
        ({"dilations": (1, 2, 4)}, "2 levels have 3 dilations"),
        ({"dilations": (1, 0)}, "dilation are 1 or more"),
        ({"kernel": 0}, "kernel size"),
        ({"channels": (4, 0)}, "1 or more"),
        ({"convolutions": 0}, "1 convolution or more"),
        ({"dropout": 1.0}, "dropout from 0 to below 1"),
        ({"dropout": -0.1}, "dropout from 0 to below 1"),
    ],
)
def test_sizes_that_make_no_sense_are_told(arguments, message):
    with pytest.raises(ValueError, match=message):
        TCN(D, **{"channels": (4, 4), "kernel": 2} | arguments)


def test_twenty_levels_are_refused_with_field_and_memory():
    with pytest.raises(ValueError, match=r"20 levels of kernel size 7 see 12,582,901 steps.*1,200 MiB a sequence"):
        TCN(1, (25,) * 20, 7)


def test_many_levels_over_a_short_sequence_cost_no_padding():
    """Level 16 alone reaches 32,768 steps back; over 5 steps no convolution is given more than 9."""
    tcn = TCN(1, (2,) * 16, 2)
    with torch.autograd.profiler.profile(record_shapes=True) as profile:
        tcn(torch.randn(1, 5, 1))
    given = [event.input_shapes[0] for event in profile.function_events if event.name == "aten::conv1d"]
    assert given
    assert max(shape[-1] for shape in given) < 10


def test_a_second_call_gives_the_same_and_a_seed_gives_the_same_network():
    torch.manual_seed(5)
    one = TCN(D, (4, 5), 3)
    torch.manual_seed(5)
    two = TCN(D, (4, 5), 3)
    x = torch.randn(B, T, D)
    assert torch.equal(one(x), one(x))
    assert torch.equal(one(x), two(x))
