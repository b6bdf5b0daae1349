"""Gradients along a text: against explicit Jacobians, torch.nn, a recurrence without h, and the bound."""

import numpy as np
import pytest
import torch
from torch import nn

from unrolled.datasets.text import UnknownCharacterError
from unrolled.lessons.gradients.x_ray import probe as probes
from unrolled.lessons.gradients.x_ray.probe import Machine, Untrained, XrayTextError, flow
from unrolled.models.char_rnn import CharRNN
from unrolled.models.recurrent import last_state
from unrolled.training import trio

TEXT = "I grew up in France, and so I still speak fluent French"
V = 5


def small(cell, hidden=7):
    torch.manual_seed(3)
    model = CharRNN(V, hidden, layers=1, cell=cell).double()
    with torch.no_grad():
        for weights in model.parameters():
            weights.mul_(2.5)  # far from the linear range
    return model


IDS = torch.tensor([0, 3, 1, 4, 4, 2])  # T = 5 to read, one to predict


@torch.no_grad()
def last_gradient(model, ids):
    """dL_T/dh_T by hand, W^T (p - y), and the states."""
    h, _ = model.layers[0](model.one_hot(ids[None, :-1]))
    p = model.h_to_logits(h[0, -1]).softmax(0)
    return model.h_to_logits.weight.T @ (p - nn.functional.one_hot(ids[-1], len(p))), h[0]


def test_the_plain_network_against_a_product_of_jacobians():
    model = small("rnn")
    g, h = last_gradient(model, IDS)
    cell = model.layers[0].cell.requires_grad_(False)
    by_h, by_x = [], []
    for t in range(4, -1, -1):
        by_h.append(float(g.norm()))
        slopes = torch.diag(1 - h[t] ** 2)
        by_x.append(float((cell.x_to_h.weight.T @ slopes @ g).norm()))
        g = (slopes @ cell.h_to_h.weight).T @ g
    measured = flow(model, IDS)
    np.testing.assert_allclose(measured.h, by_h[::-1], rtol=1e-12)
    np.testing.assert_allclose(measured.x, by_x[::-1], rtol=1e-12)
    np.testing.assert_allclose(measured.slopes, (1 - h.detach() ** 2).max(1).values, rtol=1e-12)
    assert measured.c is None
    assert measured.straight is None


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_each_step_against_torch_nn_started_there(cell):
    model = small(cell)
    theirs, x = model.layers[0].to_torch(), model.one_hot(IDS[None, :-1])
    measured = flow(model, IDS)
    for t in range(1, 6):
        trace = model.layers[0].trace(x[:, :t])
        leaves = [part.detach().requires_grad_() for part in last_state(trace)]
        h_last = leaves[0]
        if t < 5:
            packed = [leaf[None] for leaf in leaves]
            h_last = theirs(x[:, t:], packed[0] if len(packed) == 1 else tuple(packed))[0][:, -1]
        loss = nn.functional.cross_entropy(model.h_to_logits(h_last), IDS[-1:])
        by_h, *by_c = torch.autograd.grad(loss, leaves, allow_unused=True, materialize_grads=True)
        assert measured.h[t - 1] == pytest.approx(float(by_h.norm()), rel=1e-9)
        if cell == "lstm":  # h_t = o tanh(c_t) is part of what depends on c_t
            o, c = trace.o[:, -1], trace.c[:, -1]
            whole = (by_c[0] + by_h * o * (1 - c.tanh() ** 2)).detach()
            assert measured.c[t - 1] == pytest.approx(float(whole.norm()), rel=1e-9)


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_by_x_against_torch_nn(cell):
    model = small(cell)
    x = model.one_hot(IDS[None, :-1]).requires_grad_()
    h = model.layers[0].to_torch()(x)[0][:, -1]
    nn.functional.cross_entropy(model.h_to_logits(h), IDS[-1:]).backward()
    np.testing.assert_allclose(flow(model, IDS).x, x.grad[0].norm(dim=1), rtol=1e-9)


def test_the_product_of_forget_gates_is_the_gradient_with_the_way_through_h_cut():
    model = small("lstm")
    cell = model.layers[0].cell
    (h, c), carries = cell.initial_state(1), []
    for k in IDS[:-1]:
        step = cell(model.one_hot(k[None]), (h.detach(), c))
        h, c = step.state
        carries.append(c)
    loss = nn.functional.cross_entropy(model.h_to_logits(h), IDS[-1:])
    cut = [float(grad.norm()) for grad in torch.autograd.grad(loss, carries)]
    measured = flow(model, IDS)
    np.testing.assert_allclose(measured.straight, cut, rtol=1e-12)
    assert abs(measured.c[0] - cut[0]) > 0.1 * cut[0]  # the way through h is not nothing


def test_with_zero_recurrent_weights_the_carry_is_the_only_way():
    model = small("lstm")
    with torch.no_grad():
        model.layers[0].cell.h_to_gates.weight.zero_()
    measured = flow(model, IDS)
    np.testing.assert_allclose(measured.c, measured.straight, rtol=1e-12)
    assert measured.h[:-1].max() == 0


def test_two_layers_are_refused():
    with pytest.raises(ValueError, match="one layer"):
        flow(CharRNN(V, 3, layers=2), IDS)


@pytest.mark.parametrize("radius", [0.0, 0.5, 0.9, 1.0, 1.3, 2.0, 3.0])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_plain_gradient_never_passes_the_bound(machine, radius, seed):
    shown = machine.take(TEXT, radius=radius, seed=seed)
    lines = {line.key: line.sizes for line in shown.lines}
    assert (lines["rnn"] <= lines["bound"] * (1 + 1e-9)).all()
    assert lines["bound"][-1] == lines["linear"][-1] == lines["rnn"][-1]
    assert shown.norm >= shown.radius
    assert all(np.isfinite(line.sizes).all() for line in shown.lines)


def test_the_bound_is_reached_where_nothing_is_lost():
    """One unit, no input: each step multiplies by w (1 - h^2), and the bound by the same."""
    model = CharRNN(V, 1, layers=1, cell="rnn").double()
    measured = flow(model, IDS)
    w = abs(model.layers[0].cell.h_to_h.weight.item())
    np.testing.assert_allclose(probes.bound(measured.h[-1], w, measured.slopes), measured.h, rtol=1e-9)


def test_asymptote_and_bound_by_hand():
    np.testing.assert_allclose(probes.linear(2.0, 0.5, 4), [0.25, 0.5, 1, 2])
    np.testing.assert_allclose(probes.linear(2.0, 0.0, 3), [0, 0, 2])
    slopes = np.array([9.0, 0.5, 1.0])  # the first is of step 1 and counts nothing
    np.testing.assert_allclose(probes.bound(2.0, 3.0, slopes), [9, 6, 2])


class TestUntrained:
    @pytest.mark.parametrize("radius", [0.0, 0.7, 3.0])
    def test_each_recurrent_block_gets_the_radius(self, radius):
        nets = Untrained(1, V)
        nets.turn(radius, 2.0)
        for cell, count in (("rnn", 1), ("gru", 3), ("lstm", 4)):
            found = probes.blocks(nets.models[cell])
            assert len(found) == count
            for block in found:
                assert block.shape[0] == block.shape[1]
                assert probes.spectral_radius(block) == pytest.approx(radius, abs=1e-4)
        (weights,) = probes.blocks(nets.models["rnn"])
        assert nets.norm(radius) == pytest.approx(probes.largest_singular_value(weights), abs=1e-4)

    def test_only_the_forget_bias_is_set(self):
        nets = Untrained(0, V)
        bias = nets.models["lstm"].layers[0].cell.x_to_gates.bias
        before, H = bias.detach().clone(), nets.models["lstm"].layers[0].cell.hidden
        nets.turn(0.9, -1.5)
        assert (bias[H : 2 * H] == -1.5).all()
        assert torch.equal(bias[:H], before[:H])
        assert torch.equal(bias[2 * H :], before[2 * H :])

    def test_a_seed_makes_the_same_networks_and_leaves_the_generator_alone(self):
        torch.manual_seed(5)
        before = torch.get_rng_state()
        one, two, other = Untrained(0, V), Untrained(0, V), Untrained(1, V)
        assert torch.equal(torch.get_rng_state(), before)
        weights = [probes.blocks(nets.models["gru"])[0] for nets in (one, two, other)]
        assert torch.equal(weights[0], weights[1])
        assert not torch.equal(weights[0], weights[2])

    def test_sizes_are_the_trio_s(self):
        nets = Untrained(0, trio.CHARACTERS)
        sizes = [sum(weights.numel() for weights in model.parameters()) for model in nets.models.values()]
        assert max(sizes) / min(sizes) < 1.02


class TestMachine:
    def test_an_earlier_loss_is_that_of_the_text_up_to_its_character(self, machine):
        whole, moved = machine.take(TEXT), machine.take(TEXT, steps=10)
        alone = machine.take(TEXT[:11])
        assert (whole.text, whole.steps, whole.at_the_end) == (TEXT, 54, True)
        assert (moved.text, moved.steps, moved.at_the_end) == (TEXT, 10, False)
        assert (alone.steps, alone.at_the_end) == (10, True)
        for a, b in zip(moved.lines, alone.lines, strict=True):
            np.testing.assert_array_equal(a.sizes, b.sizes)
        assert machine.take(TEXT, steps=1).steps == 1
        assert machine.take("ab", steps=100).steps == 1

    def test_the_gradient_starts_at_the_loss_wherever_it_stands(self, vocabulary):
        """By hand, dL_T/dh_T = W^T (p - y) with the logits after T characters and the character T + 1 as y."""
        machine = Machine(vocabulary)
        model = probes.untrained(0, len(vocabulary)).models["rnn"]
        ids = vocabulary.encode(TEXT)
        for T in (1, 15, 53):
            shown = machine.take(TEXT, steps=T)
            g, _ = last_gradient(model, ids[: T + 1])
            assert shown.lines[2].key == "rnn"
            assert len(shown.lines[2].sizes) == T
            assert shown.lines[2].sizes[-1] == pytest.approx(float(g.norm()), rel=1e-9)

    def test_which_lines(self, machine):
        keys = [[line.key for line in machine.take(TEXT, wrt=wrt).lines] for wrt in ("h", "x", "c")]
        assert keys[0] == ["lstm", "gru", "rnn", "carry", "straight", "linear", "bound"]
        assert keys[1] == ["lstm", "gru", "rnn", "tcn"]
        assert keys[2] == ["carry", "straight"]

    def test_only_what_a_change_concerns_is_measured_again(self, vocabulary, monkeypatch):
        measured = []
        monkeypatch.setattr(
            probes, "flow", lambda model, ids: measured.append(model.config["cell"]) or flow(model, ids)
        )
        machine = Machine(vocabulary)
        for change, again in (
            ({}, ["lstm", "gru", "rnn"]),
            ({"wrt": "x"}, []),
            ({"forget": 0.0}, ["lstm"]),
            ({"forget": 0.0, "radius": 1.1}, ["lstm", "gru", "rnn"]),
            ({"forget": 0.0, "radius": 1.1, "seed": 1}, ["lstm", "gru", "rnn"]),
        ):
            measured.clear()
            machine.take(TEXT, **change)
            assert measured == again

    def test_what_is_kept_equals_what_is_measured_anew(self, machine, vocabulary):
        machine.take(TEXT, forget=-1.0, radius=2.0)
        machine.take(TEXT, forget=4.0, radius=2.0)
        kept, anew = machine.take(TEXT, forget=4.0), Machine(vocabulary).take(TEXT, forget=4.0)
        for a, b in zip(kept.lines, anew.lines, strict=True):
            np.testing.assert_array_equal(a.sizes, b.sizes)

    def test_bad_texts(self, machine):
        for text, words in (("", "two characters"), ("a", "two characters"), ("a" * 102, "102"), ("a" * 500, "500")):
            with pytest.raises(XrayTextError, match=words):
                machine.take(text)
        with pytest.raises(UnknownCharacterError, match="“ß”"):
            machine.take("aß")
        assert machine.take("a" * 101).steps == 100

    def test_pointing_stays_inside(self, machine):
        shown = machine.take("abc")
        assert [probes.point_at(shown, k).cursor for k in (-3, 0, 1, 9)] == [0, 0, 1, 1]


class TestTrained:
    def test_the_trained_trio_is_not_touched_by_the_sliders(self):
        from unrolled.datasets.shakespeare import vocabulary

        machine = Machine(vocabulary())
        one = machine.take(TEXT, is_trained=True, radius=0.5, forget=-2.0)
        two = machine.take(TEXT, is_trained=True, radius=2.5, forget=6.0)
        assert one.radius == two.radius > 1
        assert one.forget is None
        lines = {line.key: line.sizes for line in one.lines}
        for a, b in zip(one.lines, two.lines, strict=True):
            np.testing.assert_array_equal(a.sizes, b.sizes)
        assert (lines["rnn"] <= lines["bound"] * (1 + 1e-9)).all()
