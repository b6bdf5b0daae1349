"""Counting models: by hand, normalised everywhere, the same step by step and all at once."""

import itertools

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from unrolled.models.ngram import NGram, baselines

TEXTS = st.lists(st.integers(0, 4), min_size=1, max_size=60).map(torch.tensor)


def test_by_hand():
    # text a b a a; after a: b once, a once; two different ones
    model = NGram(torch.tensor([0, 1, 0, 0]), 3, 2)
    unigram = np.array([3 + 2 / 3, 1 + 2 / 3, 2 / 3]) / (4 + 2)  # 4 seen, 2 different, a third of these 2 to each
    np.testing.assert_allclose(model.probabilities(np.array([], dtype=int)), unigram)
    np.testing.assert_allclose(model.probabilities(np.array([0])), (np.array([1, 1, 0]) + 2 * unigram) / (2 + 2))
    np.testing.assert_allclose(model.probabilities(np.array([2])), unigram)  # never seen: the shorter context decides


@settings(deadline=None, max_examples=60)
@given(TEXTS, st.lists(st.integers(0, 4), max_size=8), st.integers(0, 5))
def test_probabilities_sum_to_one_and_none_is_zero(ids, context, order):
    p = NGram(ids, 5, order).probabilities(np.array(context, dtype=int))
    assert p.sum() == pytest.approx(1)
    assert p.min() > 0


@settings(deadline=None, max_examples=60)
@given(TEXTS, TEXTS, st.integers(0, 5))
def test_step_by_step_and_all_at_once_agree(ids, held, order):
    model, state, costs = NGram(ids, 5, order), None, []
    for k, following in itertools.pairwise(held):
        logits, state = model.step(state, k[None])
        costs.append(-torch.log_softmax(logits.double(), dim=1)[0, following].item())
    np.testing.assert_allclose(model.nats(held), costs, atol=1e-5)


def test_a_batch_is_its_rows():
    model = NGram(torch.tensor([0, 1, 2, 0, 1, 1, 2, 0]), 3, 3)
    together, _ = model.step(None, torch.tensor([0, 1]))
    for row, k in zip(together, (0, 1), strict=True):
        torch.testing.assert_close(row[None], model.step(None, torch.tensor([k]))[0])


def test_the_order_zero_is_uniform_and_names_are_the_fields():
    names = [model.name for model in baselines(torch.arange(4), 4)]
    assert names == ["uniform", "unigram", "bigram", "5-gram"]
    np.testing.assert_allclose(NGram(torch.arange(4), 4, 0).nats(torch.tensor([0, 3, 1])), np.log(4))


def test_more_context_helps_on_a_text_with_a_rule():
    text = torch.tensor([0, 1, 2, 3] * 50)
    losses = [NGram(text, 4, order).nats(text).mean() for order in (0, 1, 2)]
    assert losses[0] == pytest.approx(np.log(4))
    assert losses[2] < 0.1 < losses[1]


@pytest.mark.parametrize("order", [-1, 64])
def test_impossible_orders(order):
    with pytest.raises(ValueError, match="cannot be counted"):
        NGram(torch.arange(4), 76, order)
