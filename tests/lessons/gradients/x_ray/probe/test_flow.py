"""Long gradients of float32 networks against the same products written out in float64."""

import numpy as np
import pytest
import torch

from unrolled.lessons.gradients.x_ray.probe import Untrained
from unrolled.lessons.gradients.x_ray.probe.flow import flow, in_double, tcn_flow
from unrolled.models.char_rnn import CharRNN
from unrolled.models.char_tcn import CharTCN

V = 20
IDS = torch.from_numpy(np.random.default_rng(4).integers(0, V, 101))  # T = 100 to read, one to predict


def scaled(cell, by):
    """A float32 network whose weights from state to state are larger: near chaos, where rounding errors grow."""
    torch.manual_seed(3)
    model = CharRNN(V, 60, layers=1, cell=cell).eval()
    with torch.no_grad():
        for name, weights in model.layers[0].cell.named_parameters():
            if name.startswith("h_to") and weights.ndim == 2:
                weights.mul_(by)
    return model


def in_numpy(model):
    return {name: value.detach().numpy().astype(np.float64) for name, value in model.state_dict().items()}


def last_gradient(weights, h):
    """dL_T/dh_T: W^T (p - y)."""
    head = weights["h_to_logits.weight"]
    logits = head @ h + weights["h_to_logits.bias"]
    p = np.exp(logits - logits.max())
    return head.T @ (p / p.sum() - np.eye(V)[IDS[-1]])


def test_the_plain_network_after_a_hundred_steps():
    model = scaled("rnn", 4.0)
    weights = in_numpy(model)
    W, W_x, b = (weights[f"layers.0.cell.{name}"] for name in ("h_to_h.weight", "x_to_h.weight", "x_to_h.bias"))
    hs = [np.zeros(60)]
    for k in IDS[:-1]:
        hs.append(np.tanh(W_x[:, k] + b + W @ hs[-1]))
    g, sizes = last_gradient(weights, hs[-1]), []
    for h in hs[:0:-1]:
        sizes.insert(0, np.linalg.norm(g))
        g = W.T @ ((1 - h**2) * g)
    measured = flow(model, IDS)
    np.testing.assert_allclose(measured.h, sizes, rtol=1e-6)
    assert measured.h[0] > 100 * measured.h[-1]  # it explodes: the case in which float32 is off by a tenth and more
    np.testing.assert_allclose(measured.slopes, [(1 - h**2).max() for h in hs[1:]], rtol=1e-6)


def test_the_product_of_forget_gates_after_a_hundred_steps():
    model = scaled("lstm", 6.0)
    weights = in_numpy(model)
    names = ("h_to_gates.weight", "x_to_gates.weight", "x_to_gates.bias")
    W, W_x, b = (weights[f"layers.0.cell.{name}"] for name in names)
    h, c, fs, gates = np.zeros(60), np.zeros(60), [], None
    for k in IDS[:-1]:
        gates = (W_x[:, k] + b + W @ h).reshape(4, 60)
        i, f, o = (1 / (1 + np.exp(-gates[row])) for row in (0, 1, 3))
        c = f * c + i * np.tanh(gates[2])
        h = o * np.tanh(c)
        fs.append(f)
    last = last_gradient(weights, h) * o * (1 - np.tanh(c) ** 2)  # dL_T/dC_T
    product = np.cumprod([np.ones(60), *fs[:0:-1]], axis=0)[::-1]  # row t: steps t + 1 to T
    np.testing.assert_allclose(flow(model, IDS).straight, np.linalg.norm(last * product, axis=1), rtol=1e-6)


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_the_learners_network_stays_in_float32(cell):
    model = scaled(cell, 1.0)
    flow(model, IDS)
    assert {weights.dtype for weights in model.parameters()} == {torch.float32}
    assert in_double(model).h_to_logits.weight.dtype == torch.float64
    assert in_double(in_double(model)).h_to_logits.weight.dtype == torch.float64


def test_a_tcn_in_float32_is_measured_in_float64():
    torch.manual_seed(1)
    model = CharTCN(V, 8, levels=3).eval()
    np.testing.assert_array_equal(tcn_flow(model, IDS).x, tcn_flow(in_double(model), IDS).x)


def test_the_untrained_networks_of_the_panel_are_float64():
    assert {model.h_to_logits.weight.dtype for model in Untrained(0, V).models.values()} == {torch.float64}
