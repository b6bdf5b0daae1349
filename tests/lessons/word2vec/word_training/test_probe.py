"""Map, neighbours and scores of word vectors, on vectors made by hand."""

import numpy as np
import pytest

from unrolled.datasets.word_vectors import WordVectors
from unrolled.datasets.words import UnknownWordError, WordVocabulary
from unrolled.lessons.word2vec.word_training import probe as probes
from unrolled.lessons.word2vec.word_training.probe import (
    WordsError,
    asked,
    expected,
    known,
    neighbours,
    turned,
    word_map,
)

WORDS = WordVocabulary(["cat", "dog", "gold", "iron", "rare"], [90, 80, 70, 60, 3])
VECTORS = np.array([[3, 0.1, 0], [1, 0.2, 0], [0, 1, 0.1], [0.1, 2, 0], [5, 0.1, 0]], np.float32)
KINDS = (("cat", "animal"), ("dog", "animal"), ("gold", "metal"), ("iron", "metal"))


def test_words_are_read_with_commas_or_spaces_each_once():
    assert asked("gold, cat;dog  cat", WORDS) == (2, 0, 1)
    assert asked("GOLD", WORDS) == (2,)


@pytest.mark.parametrize(("text", "error"), [("", WordsError), (" ,; ", WordsError), ("caat", UnknownWordError)])
def test_lists_of_words_that_cannot_be_used(text, error):
    with pytest.raises(error):
        asked(text, WORDS)


def test_more_words_than_fit_are_refused_and_as_many_are_not():
    many = WordVocabulary([f"w{k}" for k in range(9)])
    assert len(asked(" ".join(many.words[:6]), many)) == 6
    with pytest.raises(WordsError, match="there are 7"):
        asked(" ".join(many.words[:7]), many)


def test_rare_words_are_nobodys_neighbours_but_can_be_asked_for():
    assert known(WORDS) == 4
    cat, rare = neighbours(VECTORS, WORDS, (0, 4))
    assert [word for word, _ in cat.nearest] == ["dog", "iron", "gold"]
    assert cat.nearest[0][1] == pytest.approx((3 + 0.02) / np.hypot(3, 0.1) / np.hypot(1, 0.2))
    assert rare.word == "rare"
    assert [word for word, _ in rare.nearest] == ["cat", "dog", "iron", "gold"]
    assert all(a[1] >= b[1] for a, b in zip(rare.nearest, rare.nearest[1:], strict=False))


def test_where_all_words_are_rare_all_are_looked_at():
    assert known(WordVocabulary(["a", "b"], [1, 1])) == 2
    assert len(neighbours(VECTORS[:2], WordVocabulary(["a", "b"], [1, 1]), (0,), count=5)[0].nearest) == 1


@pytest.mark.parametrize("mirror", [1, -1])
def test_turning_finds_a_rotation_or_a_mirror_image(mirror):
    places = np.random.default_rng(0).normal(size=(7, 2))
    turn = np.array([[np.cos(2), -np.sin(2)], [np.sin(2), np.cos(2)]]) * [1, mirror]
    assert turned(places @ turn, places) == pytest.approx(places)


def test_the_map_keeps_distances_of_a_flat_set_and_knows_who_is_at_home():
    found = word_map(VECTORS * [1, 1, 0], WORDS, words=KINDS)
    shown = probes.units(VECTORS[:4] * [1, 1, 0])
    for i in range(4):
        for j in range(4):
            distance = np.linalg.norm(found.places[i] - found.places[j])
            assert distance == pytest.approx(np.linalg.norm(shown[i] - shown[j]), abs=1e-5)
    assert found.variance == pytest.approx(1)
    assert found.at_home.tolist() == [True] * 4
    assert found.nearest.tolist() == [1, 0, 3, 2]
    assert found.share == 1


def test_a_word_of_the_wrong_kind_is_not_at_home():
    mixed = (("cat", "animal"), ("dog", "metal"), ("gold", "metal"), ("iron", "metal"))
    found = word_map(VECTORS, WORDS, words=mixed)
    assert found.at_home.tolist() == [False, False, True, True]
    assert found.share == 0.5


def test_a_map_is_turned_towards_the_one_before():
    before = word_map(VECTORS, WORDS, words=KINDS).places
    again = word_map(VECTORS[:, [1, 2, 0]] * [-1, 1, -1], WORDS, words=KINDS, before=before)  # turned in space
    assert again.places == pytest.approx(before, abs=1e-5)
    aside = before @ np.array([[0.6, -0.8], [0.8, 0.6]])
    assert word_map(VECTORS, WORDS, words=KINDS, before=aside).places == pytest.approx(aside, abs=1e-5)


def test_the_variance_is_that_of_two_of_three_directions():
    rng = np.random.default_rng(0)
    spread = probes.units(rng.normal(size=(4, 3)))
    sizes = np.linalg.svd(spread - spread.mean(0), compute_uv=False)
    found = word_map(spread, WORDS, words=KINDS)
    assert found.variance == pytest.approx((sizes[:2] ** 2).sum() / (sizes**2).sum())
    assert found.variance < 1


def test_analogies_are_asked_within_the_cap(monkeypatch):
    seen = []

    def score(vectors, section):
        seen.append((len(vectors), section))
        return (1, 4) if section == "family" else (0, 0)

    monkeypatch.setattr(probes, "section_score", score)
    monkeypatch.setattr(probes, "CAP", 3)
    assert probes.analogy_shares(WordVectors.of(WORDS, VECTORS, "")) == {"family": 0.25}
    assert [size for size, _ in seen] == [3] * 4


def runs(spread=0.0):
    """Shares that grow by 0.1 with each step of passes, skip-gram's above CBOW's."""
    return {
        f"{model} {passes} {seed}": dict.fromkeys(
            ("kind", *probes.SECTIONS), base + 0.1 * step + spread * (seed - 1)
        )
        for model, base in (("skip-gram", 0.5), ("cbow", 0.2))
        for step, passes in enumerate(probes.PASSES)
        for seed in probes.SEEDS
    }  # fmt: skip


@pytest.mark.parametrize(("passes", "due"), [(1, 0.5), (3, 0.6), (3**0.5, 0.55), (10, 0.7), (14, 0.7)])
def test_what_to_expect_lies_between_what_was_measured(passes, due):
    assert expected("skip-gram", passes, runs())["kind"] == pytest.approx((due, due))
    assert expected("cbow", passes, runs())["family"] == pytest.approx((due - 0.3, due - 0.3))


def test_the_range_is_two_standard_deviations_each_way():
    low, high = expected("skip-gram", 3, runs(0.02))["plural"]
    assert (low, high) == pytest.approx((0.56, 0.64))
    low, high = expected("skip-gram", 10, runs(0.3))["plural"]
    assert (low, high) == pytest.approx((0.1, 1.0))


@pytest.mark.parametrize("passes", [0.5, 20])
def test_nothing_is_expected_outside_of_what_was_measured(passes):
    assert expected("skip-gram", passes, runs()) == {}
    assert expected("skip-gram", 3, {}) == {}


def test_the_committed_study_is_whole():
    found = probes.measured()
    assert set(found) == set(runs())
    for model in ("skip-gram", "cbow"):
        family = [expected(model, passes)["family"] for passes in probes.PASSES]
        assert family[0][0] < family[2][0]  # more passes, more analogies
