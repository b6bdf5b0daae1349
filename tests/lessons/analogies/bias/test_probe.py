"""Axes, spreads and association tests on vectors made by hand."""

import itertools
from math import comb

import numpy as np
import pytest

from unrolled.datasets.word_vectors import WordVectors
from unrolled.datasets.words import UnknownWordError
from unrolled.lessons.analogies.bias import dataset as bias_words
from unrolled.lessons.analogies.bias import probe as bias
from unrolled.lessons.analogies.bias.dataset import WordTest

X, Y, Z = np.eye(3)
NAMED = {
    "he": -X, "she": X, "man": 3 * Y - X, "woman": 3 * Y + X, "doctor": 3 * Z + Y, "nurse": 3 * Z + Y + X,
    "driver": 3 * Z + Y - X, "judge": Z,
}  # fmt: skip


def vectors(named=NAMED, crowd=60):
    noise = np.random.default_rng(1).normal(size=(crowd, 3))
    noise[:, 2] = -abs(noise[:, 2])  # far from the occupations
    words = [*named, *(f"x{k}" for k in range(crowd))]
    return WordVectors.of(words, np.concatenate([list(named.values()), noise]), "by hand, 3 dimensions")


WORDS = ("nurse", "doctor", "driver", "judge")


def test_the_axis_is_the_mean_of_unit_differences():
    units = vectors().units
    np.testing.assert_allclose(bias.axis(units, np.array([[0, 1], [2, 3]])), X, atol=1e-6)
    both = bias.axis(units, np.array([[[0, 1]], [[1, 0]]]))
    np.testing.assert_allclose(both, [X, -X], atol=1e-6)
    expected = (-X + Y) / np.sqrt(2)  # each difference counts alike, whatever its length
    np.testing.assert_allclose(bias.axis(np.array([X, 0 * X, Y]), np.array([[0, 1], [1, 2]])), expected, atol=1e-6)


def test_words_stand_in_the_order_of_their_cosines_with_the_axis():
    shown = bias.Measure(vectors()).look(WORDS, word="doctor")
    assert shown.words[0] == "driver"
    assert shown.words[-1] == "nurse"
    assert np.all(np.diff(shown.places) >= 0)
    length = np.sqrt(11)
    np.testing.assert_allclose(shown.places[[0, -1]], [-1 / length, 1 / length], atol=1e-5)
    assert shown.words[shown.word] == "doctor"
    assert shown.pairs == 2  # he she, man woman; the others have no vectors
    assert bias.Measure(vectors()).look(WORDS, which="pair").pairs == 1


def test_the_spread_is_compared_with_random_axes():
    units = vectors().units
    apart = bias.spread(units, np.array([0, 1, 6, 5]), np.array([[0, 1], [2, 3]]))
    assert apart.real == pytest.approx((units[[0, 1, 6, 5]] @ X).std(), abs=1e-6)
    assert len(apart.chance) == bias.AXES
    assert apart.p == pytest.approx((1 + (apart.chance >= apart.real).sum()) / (bias.AXES + 1))
    together = bias.spread(units, np.array([7, 7, 7]), np.array([[0, 1]]))
    assert together.real == pytest.approx(0, abs=1e-6)
    assert together.p == 1


def test_random_pairs_are_of_two_different_frequent_words_and_have_a_seed():
    pairs = bias.random_pairs(9_000, 4, 500, seed=0)
    assert pairs.shape == (500, 4, 2)
    assert pairs.max() < bias.FREQUENT
    assert (pairs[..., 0] != pairs[..., 1]).all()
    assert (pairs == bias.random_pairs(9_000, 4, 500, seed=0)).all()
    assert (pairs != bias.random_pairs(9_000, 4, 500, seed=1)).any()


def test_an_axis_of_chance_is_one_of_those_in_the_histogram():
    measure = bias.Measure(vectors())
    draws = [measure.look(WORDS, which="chance", draw=k) for k in range(3)]
    assert len({one.ends for one in draws}) == 3
    for k, one in enumerate(draws):
        assert one.spread.real == pytest.approx(one.spread.chance[k], abs=1e-6)
        assert one.spread.real == pytest.approx(one.places.std(), abs=1e-6)
    assert (draws[0].spread.chance == measure.look(WORDS).spread.chance).all()


def lists(monkeypatch, **named):
    monkeypatch.setattr(bias, "LISTS", {name: tuple(words.split()) for name, words in named.items()})


def test_the_effect_by_hand(monkeypatch):
    named = {"rose": X, "lily": X + Y, "ant": -X, "wasp": Y - X, "good": X, "fine": X, "bad": -X, "poor": -X}
    lists(monkeypatch, a="rose lily none", b="ant wasp", c="good fine", d="bad poor")
    found = bias.associate(vectors(named), WordTest(("a", "b"), ("c", "d"), 1.5))
    s = np.array([2, np.sqrt(2), -2, -np.sqrt(2)])  # mean cosine with X less that with -X
    assert found.effect == pytest.approx((s[:2].mean() - s[2:].mean()) / s.std(ddof=1), abs=1e-5)
    assert found.words == (2, 2, 2, 2)
    assert found.listed == (3, 2, 2, 2)
    assert found.p == pytest.approx(1 / comb(4, 2), abs=0.02)  # one partition of six is as far apart


def test_p_agrees_with_all_partitions(monkeypatch):
    generator = np.random.default_rng(2)
    named = {f"t{k}": generator.normal(size=3) for k in range(8)} | {"u": X, "v": X + Z, "w": Y, "x": Y + Z}
    lists(monkeypatch, a="t0 t1 t2 t3", b="t4 t5 t6 t7", c="u v", d="w x")
    held = vectors(named)
    found = bias.associate(held, WordTest(("a", "b"), ("c", "d")))
    s = np.array([held.unit(f"t{k}") @ (held.unit("u") + held.unit("v") - held.unit("w") - held.unit("x")) / 2
                  for k in range(8)])  # fmt: skip
    real = s[:4].mean() - s[4:].mean()
    as_far = [s[list(k)].mean() - np.delete(s, k).mean() >= real - 1e-9 for k in itertools.combinations(range(8), 4)]
    assert 0.05 < np.mean(as_far) < 0.95
    assert found.p == pytest.approx(np.mean(as_far), abs=0.02)


def test_a_test_without_words_is_left_out(monkeypatch):
    lists(monkeypatch, a="he she", b="none nil", c="man woman", d="doctor nurse")
    assert bias.associate(vectors(), WordTest(("a", "b"), ("c", "d"))) is None
    tests = [WordTest(("a", "b"), ("c", "d")), WordTest(("a", "d"), ("c", "d"))]
    assert len(bias.Measure(vectors(), tests=tests).look(WORDS).associations) == 1


def test_echoes_are_counted():
    held = vectors()
    shown = bias.Measure(held).look(WORDS)
    u = held.unit
    first = [held.vocabulary.words[(held.units @ (u(word) - u("man") + u("woman"))).argmax()] for word in WORDS]
    assert shown.echoes == sum(word == one for word, one in zip(WORDS, first, strict=True))


def test_words_as_typed():
    assert bias.words_of("Nurse,  doctor\nnurse judge") == ("nurse", "doctor", "judge")
    with pytest.raises(bias.BiasError, match="3 different words"):
        bias.words_of("nurse doctor nurse")
    with pytest.raises(bias.BiasError, match="these are 61"):
        bias.words_of(" ".join(f"w{k}" for k in range(61)))
    with pytest.raises(UnknownWordError, match="doctor"):
        bias.Measure(vectors()).look(("docter", "nurse", "judge"))


def test_vectors_without_the_pairs_are_refused():
    with pytest.raises(bias.BiasError, match="he and she"):
        bias.Measure(WordVectors.of(["a", "b"], np.eye(2), "by hand"))


def test_the_lists_are_whole():
    counts = {name: len(words) for name, words in bias_words.LISTS.items()}
    assert [counts[name] for name in ("flowers", "insects", "pleasant", "unpleasant")] == [25] * 4
    assert all(counts[name] == 8 for name in list(counts)[4:])
    assert all(len(set(words)) == len(words) for words in bias_words.LISTS.values())
    assert len(set(bias_words.OCCUPATIONS)) == len(bias_words.OCCUPATIONS) >= 40
    assert {name for test in bias_words.TESTS for name in (*test.targets, *test.attributes)} == set(counts)
