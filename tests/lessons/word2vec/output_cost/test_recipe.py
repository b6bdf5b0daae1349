"""Cost of output layers: the timed kernels do what the readable layers do; counts that go on."""

import numpy as np
import pytest
import torch

from unrolled.lessons.word2vec.output_cost import recipe as training
from unrolled.lessons.word2vec.output_cost.recipe import kernels
from unrolled.models.output_layers import FullSoftmax, HierarchicalSoftmax

COUNTS = np.array([60, 30, 12, 9, 5, 5, 1])
D, RATE = 3, np.float32(0.3)


@pytest.fixture
def layers():
    made = training.Layers(COUNTS, D, K=4, pairs=12)
    made.kernels = Plain
    generator = np.random.default_rng(1)  # no negative twice in a pair: as in word2vec.c the second would see the first
    made.negatives = np.array([generator.permutation(7)[:4] for _ in range(12)])
    return made


class Plain:
    """The kernels without the compiler."""

    full, walk, sampled = kernels.full.py_func, kernels.walk.py_func, kernels.sampled.py_func


def by_autograd(layers, parameter, loss):
    """Input and output vectors after the same pairs, one after the other, by automatic gradients."""
    inputs = torch.from_numpy(layers.inputs.copy())
    for word, target, negatives in zip(layers.words, layers.targets, layers.negatives, strict=True):
        hidden = inputs[word][None].clone().requires_grad_()
        slopes = torch.autograd.grad(loss(hidden, target, negatives), [hidden, parameter])
        inputs[word] -= float(training.RATE) * slopes[0][0]
        with torch.no_grad():
            parameter -= float(training.RATE) * slopes[1]
    return inputs.numpy(), parameter.detach().numpy()


def negative_sampling(outputs):
    def loss(hidden, target, negatives):
        scores = hidden @ outputs.T
        others = [k for k in negatives if k != target]
        return -torch.nn.functional.logsigmoid(scores[0, target]) - sum(
            torch.nn.functional.logsigmoid(-scores[0, k]) for k in others
        )

    return loss


@pytest.mark.parametrize("form", ["full", "tree", "sampled"])
def test_the_kernels_do_a_step_of_the_readable_layers(layers, form, monkeypatch):
    monkeypatch.setattr(training, "RATE", RATE)
    if form == "sampled":
        assert (layers.negatives == layers.targets[:, None]).any()  # an accidental positive is among them
        parameter = torch.from_numpy(layers.outputs.copy()).requires_grad_()
        loss = negative_sampling(parameter)
    else:
        module = FullSoftmax(7, D) if form == "full" else HierarchicalSoftmax(COUNTS.tolist(), D)
        (parameter,) = module.parameters()
        parameter.data = torch.from_numpy(layers.outputs[1:].copy() if form == "tree" else layers.outputs.copy())

        def loss(hidden, target, _):
            return -module(hidden, torch.tensor([target]))[0]

    inputs, outputs = by_autograd(layers, parameter, loss)
    layers.step(form, 0, 12)
    np.testing.assert_allclose(layers.inputs, inputs, atol=2e-6)
    np.testing.assert_allclose(layers.outputs[1:] if form == "tree" else layers.outputs, outputs, atol=2e-6)


def test_a_batch_adds_the_steps_of_its_pairs(layers):
    inputs, outputs = torch.from_numpy(layers.inputs.copy()), torch.from_numpy(layers.outputs.copy()).requires_grad_()
    hidden = inputs[layers.words].requires_grad_()
    module = FullSoftmax(7, D)
    module.hidden_to_scores.data = outputs.data
    loss = -module(hidden, torch.from_numpy(layers.targets)).sum()
    slopes = torch.autograd.grad(loss, [hidden, module.hidden_to_scores])
    due = inputs.clone().index_add_(0, torch.from_numpy(layers.words), slopes[0], alpha=-float(training.RATE))
    layers.step("batch", 0, 12)
    np.testing.assert_allclose(layers.inputs, due.detach().numpy(), atol=1e-6)
    np.testing.assert_allclose(
        layers.outputs, (outputs - float(training.RATE) * slopes[1]).detach().numpy(), atol=1e-6
    )  # fmt: skip


def test_where_counts_end_zipf_goes_on():
    assert training.extended(COUNTS, 4).tolist() == [60, 30, 12, 9]
    longer = training.extended(np.array([100, 50, 40]), 8)
    assert longer.tolist() == [100, 50, 40, 30, 24, 20, 17, 15]  # 40 x 3 / rank
    assert training.extended(COUNTS, 30).min() == 1


def test_a_measurement_names_every_form(monkeypatch):
    ticks = iter(range(10_000))
    monkeypatch.setattr(training.time, "perf_counter", lambda: next(ticks) * 1e-3)
    monkeypatch.setattr(training.Layers, "step", lambda *_: None)
    told = training.measure(COUNTS, 20, 4, seconds=0.1)
    assert (told["V"], told["D"]) == (20, 4)
    assert set(told["microseconds"]) == set(training.FORMS)
    assert told["microseconds"]["full"] == pytest.approx(1000 / 20)  # 1 ms on the clock for 20 pairs at once
