"""The classifier of bags: by hand, and sparse bags against dense ones, values and gradients."""

import numpy as np
import pytest
import torch

from unrolled.models.bag_classifier import BagClassifier, SparseBags

ROWS, COLUMNS, VALUES = np.array([0, 0, 2]), np.array([3, 1, 0]), np.array([2.0, -1.0, 0.5])


def both():
    dense = np.zeros((3, 5), np.float32)
    dense[ROWS, COLUMNS] = VALUES
    return SparseBags(ROWS, COLUMNS, VALUES, (3, 5)), torch.from_numpy(dense)


def test_scores_by_hand():
    model = BagClassifier(2, 3)
    assert torch.equal(model(torch.ones(4, 2)), torch.zeros(4, 3))  # untrained, it knows nothing
    model.features_to_scores.data = torch.tensor([[1.0, 0, -1], [2, 2, 0]])
    model.bias.data = torch.tensor([0.0, 1, 0])
    assert model(torch.tensor([[3.0, 0.5]])).tolist() == [[4, 2, -3]]


def test_sparse_bags_give_the_same_scores_and_gradients():
    sparse, dense = both()
    assert sparse.shape == (3, 5)
    model, labels = BagClassifier(5, 2), torch.tensor([1, 0, 1])
    torch.nn.init.normal_(model.features_to_scores)
    gradients = []
    for bags in (sparse, dense):
        model.zero_grad()
        torch.nn.functional.cross_entropy(model(bags), labels).backward()
        gradients.append(model.features_to_scores.grad.clone())
    torch.testing.assert_close(model(sparse), model(dense))
    torch.testing.assert_close(*gradients)
    assert not gradients[0][2].any()  # a feature that no bag has
    assert gradients[0][3].any()


def test_a_bag_may_be_empty_and_places_must_be_inside():
    sparse, _ = both()
    assert not (sparse @ torch.ones(5, 2))[1].any()
    with pytest.raises(RuntimeError):
        SparseBags(np.array([0]), np.array([5]), np.array([1.0]), (1, 5))
