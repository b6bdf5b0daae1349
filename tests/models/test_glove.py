"""GloVe: weights by hand, gradients by the formula, and a table that can be learned exactly."""

import pytest
import torch

from unrolled.models.glove import GloVe, glove_loss, weighting


@pytest.fixture
def model():
    torch.manual_seed(1)
    made = GloVe(5, 3).double()
    for parameter in made.parameters():
        torch.nn.init.normal_(parameter)
    return made


COUNTS = torch.tensor(
    [[0, 2, 7.0, 0, 1], [2, 0, 1, 30, 0], [7, 1, 0, 0, 4], [0, 30, 0, 2, 1], [1, 0, 4, 1, 0]]
).double()


def test_weights_by_hand():
    found = weighting(torch.tensor([0.0, 16.0, 256.0, 1000.0]), 256.0)
    assert found.tolist() == pytest.approx([0, 0.125, 1, 1])


def test_with_power_0_all_pairs_that_met_weigh_1_and_others_0():
    assert weighting(COUNTS, 10, 0.0).tolist() == (COUNTS > 0).double().tolist()


def test_the_loss_by_hand():
    predicted, counts = torch.tensor([[1.0, 5.0, 2.0]]), torch.tensor([[torch.e, 0.0, 1.0]])
    weights = torch.tensor([[0.5, 0.0, 1.0]])
    assert glove_loss(predicted, counts, weights).item() == pytest.approx(1.0 * 2.0**2 / 1.5)


def test_a_batch_without_a_single_pair_has_no_loss_and_no_gradient(model):
    loss = glove_loss(model(torch.arange(2)), torch.zeros(2, 5).double(), torch.zeros(2, 5).double())
    loss.backward()
    assert loss.item() == 0
    assert all(torch.isfinite(parameter.grad).all() for parameter in model.parameters())


def test_rows_are_predicted_by_the_equation(model):
    found = model(torch.tensor([3, 1]))
    w, c = model.words.weight, model.contexts.weight
    assert found.shape == (2, 5)
    assert found[0, 4].item() == pytest.approx((w[3] @ c[4] + model.word_bias[3] + model.context_bias[4]).item())


def test_gradients_are_those_of_equation_8(model):
    rows = torch.tensor([0, 2, 3])
    weights = weighting(COUNTS, 10.0)[rows]
    predicted = model(rows)
    glove_loss(predicted, COUNTS[rows], weights).backward()
    errors = 2 * weights * torch.where(weights > 0, predicted - COUNTS[rows].clamp(min=1e-12).log(), 0) / weights.sum()
    w, c = model.words.weight.detach(), model.contexts.weight.detach()
    assert torch.allclose(model.words.weight.grad[rows], errors.detach() @ c)
    assert torch.allclose(model.contexts.weight.grad, errors.detach().T @ w[rows])
    assert torch.allclose(model.word_bias.grad[rows], errors.detach().sum(1))
    assert torch.allclose(model.context_bias.grad, errors.detach().sum(0))
    assert model.words.weight.grad[[1, 4]].abs().sum() == 0  # their rows were not in the batch


def test_a_table_made_by_vectors_is_learned_almost_exactly():
    torch.manual_seed(0)
    w, c = torch.randn(12, 2), torch.randn(12, 2)
    counts, model = (w @ c.T).exp(), GloVe(12, 2)
    optimiser, weights = torch.optim.Adam(model.parameters(), lr=0.05), weighting(counts, 1.0)
    for _ in range(400):
        loss = glove_loss(model(torch.arange(12)), counts, weights)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    assert loss.item() < 0.01


def test_vectors_are_the_sum_of_both(model):
    assert torch.equal(model.vectors, model.words.weight.detach() + model.contexts.weight.detach())
    assert not model.vectors.requires_grad
