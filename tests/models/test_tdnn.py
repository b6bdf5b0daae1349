"""Waibel's network: its sizes in the paper, whole windows, and an answer that does not depend on when."""

import pytest
import torch

from unrolled.models.tdnn import TDNN


def test_the_papers_fifteen_frames_become_thirteen_then_nine():
    net = TDNN()
    x = torch.randn(4, 15, 16)
    assert [tuple(rows.shape) for rows in net.trace(x)] == [(4, 8, 13), (4, 3, 9)]
    assert net(x).shape == (4, 3)
    assert net.receptive_field == 7
    assert [sum(p.numel() for p in layer.parameters()) for layer in net.layers] == [8 * 16 * 3 + 8, 3 * 8 * 5 + 3]


def test_a_stack_of_two_windows_by_loops():
    net = TDNN(3, (4, 2), (2, 3)).double()
    x = torch.randn(1, 9, 3, dtype=torch.float64)
    (first, second) = net.trace(x)
    w, b = net.layers[0].weight, net.layers[0].bias
    by_hand = torch.stack([torch.sigmoid(w[:, :, 0] @ x[0, t] + w[:, :, 1] @ x[0, t + 1] + b) for t in range(8)], dim=1)
    torch.testing.assert_close(first[0], by_hand)
    w, b = net.layers[1].weight, net.layers[1].bias
    by_hand = torch.stack([torch.sigmoid((w * by_hand[None, :, t : t + 3]).sum((1, 2)) + b) for t in range(6)], dim=1)
    torch.testing.assert_close(second[0], by_hand)
    torch.testing.assert_close(net(x)[0], by_hand.mean(dim=1))


def test_a_pattern_is_found_wherever_it_stands():
    net = TDNN(5, (6, 3), (3, 5)).double()
    pattern = torch.randn(7, 5, dtype=torch.float64)
    answers = []
    for place in (10, 17, 23):
        x = torch.zeros(1, 40, 5, dtype=torch.float64)
        x[0, place : place + 7] = pattern
        answers.append(net(x))
    torch.testing.assert_close(answers[0], answers[1])
    torch.testing.assert_close(answers[0], answers[2])
    assert (answers[0] - net(torch.zeros(1, 40, 5, dtype=torch.float64))).abs().max() > 1e-4


@pytest.mark.parametrize("shape", [(1, 6, 16), (1, 15, 3), (15, 16), (0, 15, 16)])
def test_odd_shapes_are_told(shape):
    with pytest.raises(ValueError, match="B at least 1, T at least 7 and D = 16"):
        TDNN()(torch.zeros(shape))


def test_layers_and_windows_must_match():
    with pytest.raises(ValueError, match="2 layers have 1 windows"):
        TDNN(16, (8, 3), (3,))
