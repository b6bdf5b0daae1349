"""Genres: training goes to the optimum, the penalty is chosen on validation, and no side sees another."""

import numpy as np
import pytest
import torch

from genre_passages import VECTORS, made
from unrolled.lessons.encodings.genres import recipe as training
from unrolled.lessons.encodings.genres.dataset import Passages, split_by_passage
from unrolled.models.bag_classifier import BagClassifier


def test_training_ends_where_the_gradient_is_zero():
    x, labels = torch.randn(40, 3), torch.randint(0, 3, (40,))
    model = BagClassifier(3, 3)
    training.train(model, x, labels, 0.1)
    loss = torch.nn.functional.cross_entropy(model(x), labels) + 0.1 * (model.features_to_scores**2).sum()
    for gradient in torch.autograd.grad(loss, list(model.parameters())):
        assert gradient.abs().max() < 1e-3
    strong = BagClassifier(3, 3)
    training.train(strong, x, labels, 10.0)
    assert strong.features_to_scores.norm() < 0.2 * model.features_to_scores.norm()


def test_the_penalty_is_the_best_on_validation(monkeypatch):
    asked = []

    def fake(model, x, labels, penalty):
        asked.append(penalty)
        model.bias.data = torch.tensor([float(penalty == 1e-4), 0.5])

    monkeypatch.setattr(training, "train", fake)
    x = np.zeros((4, 2), np.float32)
    labels = {"training": np.zeros(4, int), "validation": np.array([0, 0, 0, 1])}
    model, penalty, right = training.chosen({"training": x, "validation": x}, labels, 2)
    assert (penalty, right) == (1e-4, 0.75)
    assert model.bias.tolist() == [1.0, 0.5]  # and the model is that one, not the last
    assert asked == [1e-3, 3e-4, 1e-4, 3e-5, 1e-5]  # two in a row were no better


@pytest.mark.parametrize(("coding", "size"), [("one-hot", 3), ("hashed", 6), ("signed", 6), ("dense", 4)])
def test_each_coding_learns_and_counts_its_bytes(coding, size):
    found = made()
    model, coder, told = training.fitted(found, VECTORS, coding, size, 0)
    assert told["test"] == told["macro"] == 1.0
    F = coder.features
    assert told["features"] == F == {"one-hot": 8, "hashed": 64, "signed": 64, "dense": 4}[coding]
    assert told["bytes"]["weights"] == sum(weight.numel() for weight in model.parameters()) * 4
    counted = np.array([[int(count) for count in row.split()] for row in told["confusion"]])
    assert counted.sum() == 6 * 3  # a fifth of 15 texts of each genre
    index = sum(len(word.encode()) + 1 for word in (coder.words.words if coder.words else ()))
    table = VECTORS.vectors.astype(np.float32).nbytes + len("ship\nsea\ntax\nlaw\nthe\n")
    assert told["bytes"]["index"] == {"one-hot": index, "dense": table}.get(coding, 0)
    assert told["bytes"]["passage"] == {"one-hot": 24, "hashed": 32, "signed": 32, "dense": 16}[coding]


def test_labels_by_chance_teach_nothing():
    found = made(texts=60)
    labels = np.random.default_rng(0).integers(0, 2, 60)[found.texts]
    _, _, told = training.fitted(Passages(found.genres, labels, found.texts, found.lines), VECTORS, "hashed", 10, 0)
    assert told["test"] < 0.75


def test_a_split_by_passage_lets_a_text_give_itself_away():
    found = made(texts=60)
    labels = np.random.default_rng(0).integers(0, 2, 60)[found.texts]  # only the texts' own words tell
    blind = Passages(found.genres, labels, found.texts, found.lines)
    _, _, told = training.fitted(blind, VECTORS, "hashed", 10, 0, split_by_passage)
    assert told["test"] > 0.75


def test_the_index_comes_from_the_training_side_alone():
    found = made()
    _, coder, _ = training.fitted(found, VECTORS, "one-hot", 10, 0)
    read = {found.texts[k] for k in training.split_by_text(found, 0)["training"]}
    assert {word for word in coder.words.words if word.startswith("own")} == {f"own{text}" for text in read}


def test_accuracy_over_passages_and_over_genres():
    told = training.scored(np.array([[8, 0, 0], [1, 1, 0], [0, 0, 0]]))
    assert (told["test"], told["macro"]) == (0.9, 0.75)  # a genre without passages does not count
    assert told["confusion"] == ["8 0 0", "1 1 0", "0 0 0"]


def test_the_baseline_names_the_commonest_genre_of_the_training_side():
    told = training.baseline(made(texts=31), 0)
    assert told["commonest"] == "news"
    assert told["passages"] == {"training": 57, "validation": 18, "test": 18}
    assert told["majority"] == 0.5
    assert told["chance"] == 0.5
