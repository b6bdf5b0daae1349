"""Full and hierarchical softmax: probabilities, gradients, and Huffman's tree by hand and by its properties."""

import itertools
import math

import pytest
import torch

from unrolled.models import output_layers
from unrolled.models.output_layers import FullSoftmax, HierarchicalSoftmax, huffman_lengths, huffman_paths

COUNTS = [60, 30, 12, 9, 5, 5, 1]
D = 3


def filled(layer):
    """The layer in float64, its vectors drawn."""
    layer = layer.double()
    for parameter in layer.parameters():
        torch.nn.init.normal_(parameter)
    return layer


@pytest.fixture(params=["full", "hierarchical"])
def layer(request):
    return filled(FullSoftmax(len(COUNTS), D) if request.param == "full" else HierarchicalSoftmax(COUNTS, D))


def test_probabilities_of_all_words_sum_to_one(layer):
    hidden = torch.randn(5, D, dtype=torch.float64)
    torch.testing.assert_close(layer.all_words(hidden).exp().sum(dim=1), torch.ones(5, dtype=torch.float64))


def test_one_word_gets_what_it_gets_among_all(layer):
    hidden, words = torch.randn(7, D, dtype=torch.float64), torch.arange(7)
    assert layer(hidden, words).shape == (7,)
    torch.testing.assert_close(layer(hidden, words), layer.all_words(hidden).diagonal())


def test_the_gradient_is_that_of_differences(layer):
    hidden = torch.randn(4, D, dtype=torch.float64, requires_grad=True)
    words = torch.tensor([0, 6, 3, 3])
    assert torch.autograd.gradcheck(lambda h: layer(h, words), hidden)


def test_only_the_way_to_the_word_is_changed():
    layer, hidden = filled(HierarchicalSoftmax(COUNTS, D)), torch.randn(1, D, dtype=torch.float64)
    for word, path in enumerate(huffman_paths(COUNTS)):
        layer.zero_grad()
        layer(hidden, torch.tensor([word])).sum().backward()
        touched = layer.hidden_to_nodes.grad.abs().sum(dim=1).nonzero()[:, 0].tolist()
        assert touched == sorted(node for node, _ in path)
    full = filled(FullSoftmax(len(COUNTS), D))
    full(hidden, torch.tensor([0])).sum().backward()
    assert (full.hidden_to_scores.grad != 0).all()


def test_a_product_by_hand():
    layer, hidden = HierarchicalSoftmax([4, 2, 1], 1).double(), torch.tensor([[2.0]], dtype=torch.float64)
    with torch.no_grad():
        layer.hidden_to_nodes[:] = torch.tensor([[0.5], [-1.0]])
    sigma = [1 / (1 + math.exp(-score)) for score in (1.0, -2.0)]
    due = [1 - sigma[1], sigma[1] * (1 - sigma[0]), sigma[1] * sigma[0]]
    assert layer.all_words(hidden).exp()[0].tolist() == pytest.approx(due)


def test_both_learn_the_frequencies():
    words = torch.tensor([word for word, count in enumerate(COUNTS) for _ in range(count)])
    due = torch.tensor(COUNTS, dtype=torch.float64) / sum(COUNTS)
    for layer in (FullSoftmax(len(COUNTS), 1).double(), HierarchicalSoftmax(COUNTS, 1).double()):
        optimiser = torch.optim.LBFGS(layer.parameters(), max_iter=200)
        hidden = torch.ones(len(words), 1, dtype=torch.float64)

        def loss(layer=layer, hidden=hidden, optimiser=optimiser):
            optimiser.zero_grad()
            nats = -layer(hidden, words).mean()
            nats.backward()
            return nats

        optimiser.step(loss)
        torch.testing.assert_close(layer.all_words(hidden[:1]).exp()[0], due, atol=1e-3, rtol=0)


def codes(counts):
    return ["".join(str(bit) for _, bit in path) for path in huffman_paths(counts)]


@pytest.mark.parametrize("counts", [[1, 1], [4, 2, 1], COUNTS, [5] * 8, list(range(40, 0, -1)), [3, 9, 1, 7]])
def test_codes_are_free_of_prefixes_and_as_short_as_can_be(counts):
    found = codes(counts)
    assert len(set(found)) == len(counts)
    assert not any(a != b and b.startswith(a) for a, b in itertools.permutations(found, 2))
    assert sum(2.0 ** -len(code) for code in found) == 1
    assert [len(code) for code in found] == huffman_lengths(counts)
    shares = [count / sum(counts) for count in counts]
    entropy = -sum(p * math.log2(p) for p in shares)
    mean = sum(p * len(code) for p, code in zip(shares, found, strict=True))
    assert entropy - 1e-12 <= mean < entropy + 1  # Huffman 1952


def test_frequent_words_have_short_codes():
    lengths = huffman_lengths(COUNTS)
    assert lengths == sorted(lengths)
    assert lengths == [1, 2, 3, 4, 5, 6, 6]
    assert huffman_lengths([5] * 8) == [3] * 8


def test_any_shorter_set_of_lengths_would_break_krafts_inequality():
    counts = [7, 5, 2, 1, 1]
    best = sum(c * n for c, n in zip(counts, huffman_lengths(counts), strict=True))
    possible = [
        sum(c * n for c, n in zip(counts, lengths, strict=True))
        for lengths in itertools.product(range(1, 5), repeat=5)
        if sum(2.0**-n for n in lengths) <= 1
    ]
    assert best == min(possible)


def test_one_word_has_no_tree():
    with pytest.raises(ValueError, match="two words"):
        huffman_paths([3])
    assert output_layers.huffman_paths([1, 9]) == [[(0, 0)], [(0, 1)]]
