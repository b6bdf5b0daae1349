"""The training of GloVe: it repeats itself, falls, and ends when it should."""

from itertools import pairwise

import numpy as np
import pytest
import torch

from unrolled.datasets.words import WordVocabulary
from unrolled.lessons.word2vec.glove_training import recipe as glove
from unrolled.lessons.word2vec.glove_training.recipe import Recipe, begin, train
from unrolled.models.glove import glove_loss, weighting

WORDS = WordVocabulary([f"w{k}" for k in range(20)])


def counts():
    rng = np.random.default_rng(0)
    table = np.exp(rng.normal(0, 1.2, (20, 2)) @ rng.normal(0, 1.2, (2, 20))).astype(np.float32)
    table[rng.random((20, 20)) < 0.3] = 0
    return table


def run(**named):
    recipe = Recipe(**{"size": 4, "rows": 6, "steps": 60, "most": 5.0} | named)
    model = begin(WORDS, recipe)
    return model, list(train(model, counts(), recipe))


def test_one_seed_gives_the_same_vectors_and_another_others():
    first, again, other = run()[0], run()[0], run(seed=1)[0]
    assert torch.equal(first.vectors, again.vectors)
    assert not torch.equal(first.vectors, other.vectors)


def test_the_loss_falls_and_the_share_grows_to_one():
    _, events = run(steps=400)
    assert np.mean([event.loss for event in events[-20:]]) < 0.1 * events[0].loss
    assert [event.step for event in events] == list(range(1, 401))
    assert events[-1].share == 1
    assert all(a.share < b.share for a, b in pairwise(events))


def test_every_row_is_seen_in_a_pass():
    seen = []

    class Spy(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.inner = begin(WORDS, Recipe(size=4))

        def forward(self, rows):
            seen.append(rows)
            return self.inner(rows)

    list(train(Spy(), counts(), Recipe(rows=6, steps=4)))
    assert sorted(torch.cat(seen).tolist()) == list(range(20))
    assert [len(rows) for rows in seen] == [6, 6, 6, 2]


def test_the_first_loss_is_that_of_the_start_with_the_recipes_weights():
    recipe, table = Recipe(size=4, rows=20, steps=1, most=5.0, power=0.5), torch.from_numpy(counts())
    weights = weighting(table, 5.0, 0.5)
    due = glove_loss(begin(WORDS, recipe)(torch.arange(20)), table, weights).item()
    assert run(rows=20, steps=1, power=0.5)[1][0].loss == pytest.approx(due)


def test_a_batch_larger_than_the_table_is_the_whole_table():
    small, large = run(rows=6, steps=1)[1], run(rows=20, steps=1)[1]
    assert large[0].loss == pytest.approx(run(rows=50, steps=1)[1][0].loss)
    assert small[0].loss != large[0].loss


def test_a_budget_of_seconds_is_kept():
    _, events = run(steps=None, seconds=0.1)
    assert events[-1].share == 1
    assert events[-1].seconds >= 0.1
    assert events[-2].seconds < 0.1


def test_the_vectors_carry_their_words():
    model, _ = run(steps=1)
    found = glove.vectors(model, WORDS, "a few words")
    assert found.about == "a few words"
    assert found.vectors[3] == pytest.approx(model.vectors[3].numpy())
