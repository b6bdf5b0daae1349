"""The pair factory: phrases, pairs by hand, the update against autograd, draws that stay while settings move."""

from itertools import pairwise

import numpy as np
import pytest
import torch

from unrolled.datasets import word_counts
from unrolled.lessons.word2vec.pair_factory import probe as pair_factory
from unrolled.lessons.word2vec.pair_factory.probe import (
    LONGEST,
    RATE,
    Sentence,
    SentenceError,
    cut,
    make_pairs,
    start_vector,
    update,
)
from unrolled.models.word2vec import CBOW, SkipGram, negative_sampling_loss
from unrolled.training.word2vec import keep_chances

TEXT = "The mayor of New York walked to the old harbour with a small brown dog"


def at(text=TEXT, *, seed=0, model="skip-gram", window=5, negatives=5, power=0.75, threshold=1e-3, near=None):
    return Sentence(text, seed).at(model, window, negatives, power, threshold, near)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Is New York new?", ["Is", "New_York", "new"]),
        ("NEW YORK, new york", ["NEW_YORK", "new_york"]),
        ("New_York City", ["New_York", "City"]),
        ("York New", ["York", "New"]),
        ("", []),
        ("Los Los Angeles", ["Los", "Los_Angeles"]),
    ],
)
def test_phrases_are_joined_from_left_to_right(text, words):
    assert cut(text) == words


def test_of_three_words_the_first_two_are_joined(monkeypatch):
    monkeypatch.setattr(pair_factory, "joinable", lambda: {"a_b": 9, "b_c": 9})
    assert cut("a b c b c a b") == ["a_b", "c", "b_c", "a_b"]


def test_pairs_of_skip_gram_by_hand():
    """Word 1 is left out, so 0 and 2 are neighbours; windows reach 1, 1, 2 and 1 of the words that stay."""
    kept, reaches = np.array([True, False, True, True, True]), np.array([1, 9, 1, 2, 1])
    pairs = make_pairs("skip-gram", kept, reaches)
    assert pairs == ((0, (2,)), (2, (0,)), (2, (3,)), (3, (0,)), (3, (2,)), (3, (4,)), (4, (3,)))
    assert make_pairs("cbow", kept, reaches) == ((0, (2,)), (2, (0, 3)), (3, (0, 2, 4)), (4, (3,)))


@pytest.mark.parametrize("model", ["skip-gram", "cbow"])
def test_one_word_alone_makes_no_pair(model):
    for kept in ([False, False], [True, False]):
        assert make_pairs(model, np.array(kept), np.array([5, 5])) == ()


def by_autograd(model, sources, candidates):
    """Scores, and v of the sources and u of the candidates after a step, with the readable model and autograd."""
    words = sorted({*sources, *candidates})
    network = (SkipGram if model == "skip-gram" else CBOW)(len(words), 2).double()
    weights = network.word_to_vector.weight, network.vector_to_scores.weight
    with torch.no_grad():
        for weight, role in zip(weights, ("input", "output"), strict=True):
            weight.copy_(torch.tensor(np.array([start_vector(word, role) for word in words])))
    x, y = (torch.tensor([words.index(word) for word in names]) for names in (sources, candidates))
    scores = network(x if model == "skip-gram" else x[None], y[None])
    loss = negative_sampling_loss(scores)
    loss.backward()
    v, u = (weight.detach() - RATE * weight.grad for weight in weights)
    return scores[0].detach().numpy(), loss.item(), v[x].numpy(), u[y].numpy()


@pytest.mark.parametrize(
    ("model", "sources", "candidates"),
    [
        ("skip-gram", ["walked"], ["old", "museum", "said", "blue"]),
        ("skip-gram", ["walked"], ["walked", "the", "the"]),
        ("cbow", ["mayor", "to", "old"], ["walked", "museum", "said", "blue"]),
        ("cbow", ["the", "the", "dog"], ["of", "the", "a", "a"]),
        ("cbow", ["one"], ["two", "three"]),
    ],
)
def test_the_table_is_what_autograd_finds(model, sources, candidates):
    found = update(model, sources, candidates, 0, np.zeros(len(candidates)))
    scores, loss, v, u = by_autograd(model, sources, candidates)
    np.testing.assert_allclose(found.scores, scores)
    np.testing.assert_allclose(found.answers, 1 / (1 + np.exp(-scores)))
    np.testing.assert_allclose(found.pulls, np.eye(len(scores))[0] - found.answers)
    np.testing.assert_allclose(found.inputs[1], v)
    np.testing.assert_allclose(found.outputs[1], u)
    assert found.loss[0] == pytest.approx(loss)
    before = [start_vector(word, "output") for word in candidates]
    np.testing.assert_array_equal(found.outputs[0], before)


def test_the_loss_after_is_that_of_the_vectors_after():
    found = update("cbow", ["mayor", "to"], ["walked", "blue", "said"], 0, np.zeros(3))
    scores = found.outputs[1] @ found.inputs[1].mean(axis=0)
    assert found.loss[1] == pytest.approx(negative_sampling_loss(torch.tensor(scores[None])).item())
    assert found.loss[1] < found.loss[0]


def test_start_vectors_belong_to_word_and_role():
    np.testing.assert_array_equal(start_vector("dog", "input"), start_vector("dog", "input"))
    assert not np.allclose(start_vector("dog", "input"), start_vector("dog", "output"))
    assert not np.allclose(start_vector("dog", "input"), start_vector("dogs", "input"))
    lengths = [np.linalg.norm(start_vector(f"w{k}", "input")) for k in range(200)]
    assert 0.7 <= min(lengths) < 0.8 < 1.4 < max(lengths) <= 1.5


def test_counts_and_chances_are_those_of_the_corpus():
    view = at(threshold=1e-3)
    known = word_counts.counts()
    due = keep_chances(known.shares(), 1e-3)
    for k, word in enumerate(view.words):
        if word != "New_York":
            number = known.number(word)
            assert (view.counts[k], view.chances[k]) == (known.counts[number], pytest.approx(due[number]))
    assert view.words[3] == "New_York"
    assert 300 < view.counts[3] < 1000
    assert view.corpus == known.counts.sum()
    assert view.common == "the"
    assert view.common_chances[0] == 1 / (len(known) + 1)  # new_york is a word, too
    assert view.common_chances[2] == pytest.approx(known.counts[0] / (known.counts.sum() + view.counts[3]))


def test_words_are_kept_as_often_as_their_chance_says():
    views = [at("the of dog the", seed=seed) for seed in range(400)]
    kept = np.mean([view.kept for view in views], axis=0)
    assert kept == pytest.approx(views[0].chances, abs=0.06)
    assert kept[2] == 1


def test_unknown_words_are_left_out_whatever_the_threshold():
    view = at("The 猫 кошка walked xyzzyx home", threshold=0)
    assert view.counts[[1, 2, 4]].tolist() == [0, 0, 0]
    assert view.kept.tolist() == [True, False, False, True, False, True]
    assert view.chances[[1, 2, 4]].tolist() == [0, 0, 0]
    assert (0, (3,)) in view.pairs


def test_what_is_drawn_stays_while_the_window_grows():
    sentence = Sentence(TEXT, 5)
    views = [sentence.at("skip-gram", window, 5, 0.75, 0) for window in range(1, 11)]
    for small, large in pairwise(views):
        assert set(small.pairs) <= set(large.pairs)
        assert (small.reaches <= large.reaches).all()
    assert (views[0].reaches == 1).all()
    reaches = np.concatenate([at(seed=seed, window=5).reaches for seed in range(100)])
    assert np.bincount(reaches)[1:] / len(reaches) == pytest.approx([0.2] * 5, abs=0.05)


def test_what_is_drawn_stays_while_more_words_are_kept():
    sentence = Sentence(TEXT, 5)
    views = [sentence.at("skip-gram", 5, 5, 0.75, threshold) for threshold in (1e-5, 1e-4, 1e-3, 0)]
    for few, many in pairwise(views):
        assert (few.kept <= many.kept).all()
    assert views[0].kept.sum() < views[-1].kept.sum() == len(views[0].words)
    same = [sentence.at(model, window, 5, 0.75, 1e-4) for model in ("skip-gram", "cbow") for window in range(1, 11)]
    assert len({tuple(view.kept.tolist()) for view in same}) == 1


@pytest.mark.parametrize("model", ["skip-gram", "cbow"])
def test_more_negatives_are_the_same_ones_and_more(model):
    sentence = Sentence(TEXT, 5)
    for K in range(1, 16):
        view = sentence.at(model, 5, K, 0.75, 0, (5, 4))
        assert len(view.update.candidates) == len(view.update.chances) == K + 1
        assert view.update.candidates == sentence.at(model, 5, 15, 0.75, 0, (5, 4)).update.candidates[: K + 1]


def negatives(power, seeds=6):
    """All negatives of all pairs of some draws, and how often a target was drawn in vain."""
    drawn, again = [], 0
    for seed in range(seeds):
        sentence = Sentence("the dog and the cat", seed)
        for centre, places in sentence.at("skip-gram", 5, 15, power, 0).pairs:
            found = sentence.at("skip-gram", 5, 15, power, 0, (centre, places[0])).update
            assert found.target not in found.candidates[1:]
            drawn += [(found.target, word) for word in found.candidates[1:]]
            again += found.again
    return drawn, again


@pytest.mark.parametrize(("power", "low", "high"), [(0, 0, 0.002), (0.75, 0.005, 0.02), (1, 0.035, 0.07)])
def test_negatives_are_drawn_by_the_power_of_their_count(power, low, high):
    drawn, _ = negatives(power)
    others = [word for target, word in drawn if target != "the"]
    assert len(others) > 400
    assert low <= np.mean([word == "the" for word in others]) <= high


def test_accidental_positives_are_drawn_again_and_counted():
    drawn, again = negatives(1, seeds=12)
    asked = sum(target == "the" for target, _ in drawn)
    assert again / asked == pytest.approx(0.055, abs=0.025)  # p / (1 - p), and a little for and
    assert negatives(0)[1] == 0


def test_the_chance_of_each_candidate_is_that_of_the_noise():
    view = at(power=1, threshold=0, near=(5, 6))
    counts = word_counts.counts()
    for word, chance in zip(view.update.candidates, view.update.chances, strict=True):
        assert chance == pytest.approx(counts.counts[counts.number(word)] / (view.corpus + view.counts[3]))


def test_a_place_is_found_again_and_the_nearest_where_it_is_gone():
    view = at(threshold=0, window=10, near=(4, 5))
    assert view.pairs[view.place] == (4, (5,))
    assert at(threshold=0, near=None).place == 0
    gone = at("dog the the the walked", seed=3, near=(3, 2))
    assert gone.kept.tolist() == [True, False, False, False, True]
    assert gone.pairs[gone.place] == (4, (0,))


def test_cbow_predicts_the_centre_from_all_around():
    view = at(model="cbow", threshold=0, near=(4, 3))
    (centre, places), update_ = view.pairs[view.place], view.update
    assert centre == 4
    assert update_.target == "walked"
    assert [word.lower() for word in (view.words[place] for place in places)] == list(update_.sources)
    assert view.around == places


def test_all_subsampled_is_no_error():
    views = [at("of the and", threshold=1e-5, seed=seed) for seed in range(5)]
    assert any(view.update is None and view.pairs == () and view.centre is None for view in views)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "no word in the text"),
        ("... !?", "no word in the text"),
        ("dog", "“dog” stands alone"),
        ("猫 кошка", "does not have “猫”, “кошка”"),
        ("dog кошка", "does not have “кошка”"),
        ("New York", "“New_York” stands alone"),
        ("dog " * (LONGEST + 1), f"has {LONGEST + 1} words: up to {LONGEST}"),
    ],
)
def test_texts_that_make_no_pairs_are_told(text, sentence):
    with pytest.raises(SentenceError, match=sentence):
        Sentence(text)


@pytest.mark.parametrize("model", ["skip-gram", "cbow"])
def test_a_pair_pointed_at_is_the_pair_asked_for(model):
    sentence, settings = Sentence(TEXT, 3), (model, 5, 7, 0.5, 0)
    first = sentence.at(*settings)
    for place, (centre, places) in enumerate(first.pairs):
        moved, asked = sentence.point_at(first, place), sentence.at(*settings, near=(centre, places[0]))
        assert moved.place == asked.place == place
        assert moved.update.candidates == asked.update.candidates
        np.testing.assert_array_equal(moved.update.outputs, asked.update.outputs)
        np.testing.assert_array_equal(moved.update.chances, asked.update.chances)
