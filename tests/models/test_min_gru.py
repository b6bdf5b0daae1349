"""The minGRU: by hand, step by step, by a scan and as one operation."""

import math

import pytest
import torch

from unrolled.models.min_gru import FusedMinGRU, MinGRU, ParallelMinGRU, log_positive, positive

FORMS = (ParallelMinGRU, FusedMinGRU)


def twins(form, inputs=3, hidden=5):
    torch.manual_seed(1)
    plain = MinGRU(inputs, hidden).double()
    for weights in plain.parameters():
        torch.nn.init.normal_(weights, std=2.0)  # gates that open and close
    other = form(inputs, hidden).double()
    other.load_state_dict(plain.state_dict())
    return plain, other


def test_one_step_by_hand():
    layer = MinGRU(1, 1).double()
    with torch.no_grad():
        layer.cell.x_to_gates.weight.copy_(torch.tensor([[1.0], [2.0]]))
        layer.cell.x_to_gates.bias.copy_(torch.tensor([0.0, -1.0]))
    hs, _ = layer(torch.tensor([[[2.0], [0.25]]]).double())
    z1, n1 = 1 / (1 + math.exp(-2)), 2 * 2 - 1 + 0.5
    z2, n2 = 1 / (1 + math.exp(-0.25)), 1 / (1 + math.exp(0.5))  # the candidate's sum is -0.5: a sigmoid
    assert hs[0, 0, 0].item() == pytest.approx(z1 * n1)
    assert hs[0, 1, 0].item() == pytest.approx((1 - z2) * z1 * n1 + z2 * n2)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("B", "T"), [(1, 1), (3, 11), (2, 400)])
@pytest.mark.parametrize("carried", [False, True])
def test_every_form_equals_the_loop_with_its_gradients(form, B, T, carried):
    found = []
    for layer in twins(form):
        torch.manual_seed(2)
        x = torch.randn(B, T, 3, dtype=torch.double, requires_grad=True)
        start = torch.rand(B, 5, dtype=torch.double).requires_grad_()
        hs, (last,) = layer(x, (start,) if carried else None)
        assert torch.equal(hs[:, -1], last)
        loss = (hs * torch.linspace(-1, 1, T)[None, :, None]).sin().sum() + last.square().sum()
        wanted = [x, *layer.parameters(), *([start] if carried else [])]
        found.append([hs, *torch.autograd.grad(loss, wanted)])
    for ours, theirs in zip(*found, strict=True):
        torch.testing.assert_close(theirs, ours, rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize("form", FORMS)
def test_what_a_scan_of_plain_products_would_lose_is_there(form):
    """A thousand shut gates: the product of what is kept is below the smallest float; the sum of logarithms is not."""
    plain, other = twins(form)
    for layer in (plain, other):
        layer.float()
    x = torch.full((1, 1000, 3), 4.0)
    torch.testing.assert_close(other(x)[0], plain(x)[0], rtol=2e-3, atol=1e-4)
    assert torch.isfinite(other(x)[0]).all()


def test_a_trace_holds_every_value_and_gates_do_not_see_h():
    _, layer = twins(FusedMinGRU)
    x = torch.randn(2, 6, 3, dtype=torch.double)
    (hs, state), record = layer(x), layer.trace(x)
    assert set(record._fields) == {"z", "n", "h"}
    torch.testing.assert_close(record.h, hs)
    later = layer.trace(x, state)
    assert torch.equal(later.z, record.z)
    assert not torch.equal(later.h, record.h)


@pytest.mark.parametrize("form", [MinGRU, *FORMS])
def test_another_shape_is_refused_in_a_sentence(form):
    with pytest.raises(ValueError, match="must be"):
        form(3, 5)(torch.zeros(2, 0, 3))


def test_the_candidate_is_positive_and_its_logarithm_right_where_it_nearly_vanishes():
    a = torch.tensor([-200.0, -1.0, 0.0, 3.0], dtype=torch.double)
    torch.testing.assert_close(positive(a)[1:], torch.tensor([1 / (1 + math.e), 0.5, 3.5], dtype=torch.double))
    torch.testing.assert_close(log_positive(a)[1:], positive(a)[1:].log())
    assert log_positive(a)[0].item() == pytest.approx(-200)
