"""word2vec: one step on paper, gradients by hand against autograd, windows of any length, candidates against all."""

import numpy as np
import pytest
import torch

from unrolled.models.word2vec import (
    CBOW,
    NO_WORD,
    SkipGram,
    cbow_step,
    negative_sampling_loss,
    sigmoid,
    skip_gram_step,
)

V, D = 7, 3


@pytest.fixture
def vectors():
    """Inputs and outputs that are not 0."""
    rng = np.random.default_rng(1)
    return rng.normal(0, 1, (V, D)), rng.normal(0, 1, (V, D))


def model_of(kind, inputs, outputs):
    model = kind(*inputs.shape).double()
    with torch.no_grad():
        model.word_to_vector.weight.copy_(torch.from_numpy(inputs))
        model.vector_to_scores.weight.copy_(torch.from_numpy(outputs))
    return model


def stepped(model, loss, rate):
    """Inputs and outputs after a step down the gradient that autograd finds."""
    loss.backward()
    weights = model.word_to_vector.weight, model.vector_to_scores.weight
    return [(weight - rate * weight.grad).detach().numpy() for weight in weights]


def test_a_step_on_paper():
    """Two numbers, scores 0: σ is 1/2, so the target comes half a rate nearer and the negative goes half a rate off."""
    inputs, outputs = np.array([[1.0, 0], [0, 0]]), np.array([[0.0, 0], [0, 2]])
    skip_gram_step(inputs, outputs, [0], 0, [1], rate=0.5)
    assert inputs.tolist() == [[1, -0.5], [0, 0]]  # away from (0, 2): -0.5 · 1/2 · 2
    assert outputs.tolist() == [[0.25, 0], [-0.25, 2]]
    inputs, outputs = np.array([[2.0, 0], [0, 0], [0, 0]]), np.array([[0.0, 0], [0, 2], [0, 0]])
    cbow_step(inputs, outputs, [0, 1], 0, [1], rate=0.5)
    assert inputs.tolist() == [[2, -0.25], [0, -0.25], [0, 0]]  # half of the mean's step each
    assert outputs.tolist() == [[0.25, 0], [-0.25, 2], [0, 0]]


def test_the_loss_is_the_equation():
    scores = torch.tensor([[0.3, -1.0, 2.0], [1.5, 0.0, -0.5]], dtype=torch.float64)
    by_hand = [-np.log(sigmoid(s[0])) - sum(np.log(sigmoid(-s[1:]))) for s in scores.numpy()]
    assert negative_sampling_loss(scores).item() == pytest.approx(np.mean(by_hand))
    assert negative_sampling_loss(torch.zeros(1, 6)).item() == pytest.approx(6 * np.log(2))


@pytest.mark.parametrize("negatives", [[4], [4, 5, 0], [5, 5, 2, 1]])
def test_the_skip_gram_step_goes_down_the_gradient(vectors, negatives):
    inputs, outputs = vectors
    model = model_of(SkipGram, inputs, outputs)
    words, candidates = [1, 3, 1], [[2, *(word for word in negatives if word != 2)]] * 3
    loss = negative_sampling_loss(model(torch.tensor(words), torch.tensor(candidates))) * 3  # a sum, not a mean
    due = stepped(model, loss, 0.1)
    skip_gram_step(inputs, outputs, words, 2, negatives, 0.1)
    np.testing.assert_allclose(inputs, due[0])
    np.testing.assert_allclose(outputs, due[1])


@pytest.mark.parametrize("words", [[1], [1, 3], [1, 1, 6]])
@pytest.mark.parametrize("negatives", [[4, 5, 0], [4, 4, 0]])
def test_the_cbow_step_goes_down_the_gradient(vectors, words, negatives):
    inputs, outputs = vectors
    model = model_of(CBOW, inputs, outputs)
    padded = torch.tensor([words + [NO_WORD] * (5 - len(words))])
    due = stepped(model, negative_sampling_loss(model(padded, torch.tensor([[2, *negatives]]))), 0.1)
    cbow_step(inputs, outputs, words, 2, [2, *negatives, 2], 0.1)  # the target among the negatives is left out
    np.testing.assert_allclose(inputs, due[0])
    np.testing.assert_allclose(outputs, due[1])


@pytest.mark.parametrize("step", [skip_gram_step, cbow_step])
def test_a_weight_counts_as_so_many_draws(vectors, step):
    once, twice = [one.copy() for one in vectors], [one.copy() for one in vectors]
    step(*once, [1, 3], 2, [4, 5], 0.1)
    step(*twice, [1, 3], 2, [4, 5, 4, 5], 0.1, weight=0.5)
    np.testing.assert_allclose(once, twice)
    assert not np.array_equal(once[0], vectors[0])


@pytest.mark.parametrize("step", [skip_gram_step, cbow_step])
def test_only_the_words_at_hand_move(vectors, step):
    inputs, outputs = (one.copy() for one in vectors)
    step(inputs, outputs, [1, 3], 2, [4, 2, 5], 0.1)
    assert np.flatnonzero((inputs != vectors[0]).any(axis=1)).tolist() == [1, 3]
    assert np.flatnonzero((outputs != vectors[1]).any(axis=1)).tolist() == [2, 4, 5]


def test_candidates_have_the_scores_they_have_among_all(vectors):
    model = model_of(SkipGram, *vectors)
    words, candidates = torch.tensor([0, 4]), torch.tensor([[1, 2, 6], [3, 3, 0]])
    all_of_them = model.vector_to_scores(model.word_to_vector(words))
    torch.testing.assert_close(model(words, candidates), all_of_them.gather(1, candidates))


def test_cbow_takes_the_mean_of_the_words_that_are_there(vectors):
    model = model_of(CBOW, *vectors)
    contexts, candidates = torch.tensor([[1, 2, 5, NO_WORD], [3, *[NO_WORD] * 3]]), torch.tensor([[0, 6], [0, 6]])
    means = np.stack([vectors[0][[1, 2, 5]].mean(axis=0), vectors[0][3]])
    np.testing.assert_allclose(model(contexts, candidates).detach().numpy(), means @ vectors[1][[0, 6]].T)


def test_a_fresh_model_answers_one_half():
    model = SkipGram(V, D)
    scores = model(torch.arange(5), torch.randint(V, (5, 3)))
    assert scores.abs().max() == 0
    assert 0 < model.word_to_vector.weight.abs().max() <= 1 / D
