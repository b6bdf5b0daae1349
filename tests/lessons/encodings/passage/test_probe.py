"""One passage under the classifiers: scores by hand, and what each word adds."""

import numpy as np
import pytest

from unrolled.datasets.english import Document
from unrolled.datasets.word_vectors import WordVectors
from unrolled.datasets.words import WordVocabulary
from unrolled.lessons.encodings.genres.dataset import NoPassageError, passages, split_by_text
from unrolled.lessons.encodings.genres.dataset.classifiers import GenreClassifier, GenreClassifiers
from unrolled.lessons.encodings.passage import probe as probes

generator = np.random.default_rng(0)
VECTORS = WordVectors.of(["ship", "sea", "tax"], generator.normal(size=(3, 4)), "three words")
MADE = GenreClassifiers(
    ("news", "mystery"),
    {
        "one-hot": GenreClassifier(
            np.array([[0.0, 2], [0, 1], [3, 0]]), np.array([0.0, 0.5]), WordVocabulary(["ship", "sea", "tax"])
        ),
        "hashed": GenreClassifier(generator.normal(size=(64, 2)), np.zeros(2)),
        "signed": GenreClassifier(generator.normal(size=(64, 2)), np.zeros(2)),
        "dense": GenreClassifier(generator.normal(size=(4, 2)), np.zeros(2)),
    },
    0,
)


def test_a_text_by_hand():
    read = probes.Readers(MADE, VECTORS).read("The ship, the ship! Tax?", 1)
    assert (read.words, read.truth) == (3, 1)
    guess = read.guesses[0]
    assert guess.known == 2
    x = np.array([np.log(3), 0, np.log(2)])
    scores = x / np.linalg.norm(x) @ MADE.by_coding["one-hot"].weights + [0, 0.5]
    assert guess.probabilities == pytest.approx(np.exp(scores) / np.exp(scores).sum())
    assert guess.telling == (("ship", pytest.approx(np.log(3) / np.linalg.norm(x), abs=1e-6)),)  # 2 of 0 and 2, less 1


@pytest.mark.parametrize("coding", ["one-hot", "hashed", "signed", "dense"])
def test_what_the_words_say_adds_up(coding):
    readers = probes.Readers(MADE, VECTORS)
    guess = next(one for one in readers.read("ship sea sea tax").guesses if one.coding == coding)
    one = MADE.by_coding[coding]
    scores = readers.coded(coding, [{"ship": 1, "sea": 2, "tax": 1}])[0] @ one.weights
    share = scores.max() - scores.mean() if not one.bias.any() else None
    assert guess.probabilities.sum() == pytest.approx(1)
    assert all(nats > 0 for _, nats in guess.telling)
    if share is not None and len(guess.telling) == 3:  # none speaks against
        assert sum(nats for _, nats in guess.telling) == pytest.approx(share, abs=1e-5)
    known = readers._alone(coding, one, {"ship": 1, "sea": 2, "tax": 1}, ["ship", "sea", "tax"])
    direction = known.sum(axis=0) / np.linalg.norm(known.sum(axis=0))
    assert direction == pytest.approx(scores / np.linalg.norm(scores), abs=1e-5)


def test_who_knows_which_word():
    known = {one.coding: one.known for one in probes.Readers(MADE, VECTORS).read("кошка zebra ship").guesses}
    assert known == {"one-hot": 1, "hashed": 3, "signed": 3, "dense": 1}
    nothing = probes.Readers(MADE, VECTORS).read("кошка").guesses[0]
    assert (nothing.known, nothing.telling) == (0, ())
    assert nothing.probabilities == pytest.approx(np.exp([0, 0.5]) / np.exp([0, 0.5]).sum())
    with pytest.raises(NoPassageError):
        probes.Readers(MADE, VECTORS).read(" … ")


def test_held_out_passages_are_those_of_the_test_side():
    documents = [Document("brown", f"t{k}", "news" if k % 2 else "mystery", (f"word{k}",) * 40) for k in range(20)]
    found = passages(documents)
    held = probes.held_out(found, 0)
    test = split_by_text(found, 0)["test"]
    assert sorted(held) == sorted((" ".join(found.lines[k]), int(found.labels[k])) for k in test)
    assert held == probes.held_out(found, 0)
