"""Pairs as arrows: read from text, measured against a plain loop, shuffled, and asked for their second words."""

from itertools import permutations

import numpy as np
import pytest

from unrolled.datasets.word_vectors import WordVectors, glove
from unrolled.datasets.words import UnknownWordError
from unrolled.lessons.analogies.capitals import probe as capitals
from unrolled.lessons.analogies.capitals.probe import Pairing, PairsError, read_pairs
from unrolled.lessons.analogies.capitals.record import Alike

WORDS = ("a1", "b1", "a2", "b2", "a3", "b3", "a4", "b4", "x", "y")
PAIRS = tuple((f"a{k}", f"b{k}") for k in (1, 2, 3, 4))


def vectors(seed=0):
    generator = np.random.default_rng(seed)
    return WordVectors.of(WORDS, generator.normal(size=(len(WORDS), 6)), "made up, 6 dimensions")


def cosine(a, b):
    return a @ b / (np.linalg.norm(a) * np.linalg.norm(b))


def by_hand(starts, ends):
    """The cosine of each difference with the mean of the others, one after the other."""
    arrows = ends - starts
    return [cosine(arrow, np.delete(arrows, k, axis=0).mean(axis=0)) for k, arrow in enumerate(arrows)]


@pytest.mark.parametrize(
    "text",
    [
        "France Paris, Italy Rome, Japan Tokyo",
        "france-paris\nitaly - rome\n\njapan → tokyo,",
        " France: Paris; Italy–Rome ; japan   TOKYO ",
        "France > Paris, Italy Rome, Japan->Tokyo",
    ],
)
def test_pairs_are_read_as_people_write_them(text):
    assert read_pairs(text) == (("france", "paris"), ("italy", "rome"), ("japan", "tokyo"))


def test_a_hyphen_inside_a_word_stays():
    assert read_pairs("so-called x, a b, c - d")[0] == ("so-called", "x")
    assert read_pairs(capitals.written((("so-called", "x"), ("a", "b"), ("c", "d"))))[0] == ("so-called", "x")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not 0"),
        ("a b, c d", "not 2"),
        (", ".join(f"a{k} b{k}" for k in range(25)), "not 25"),
        ("a b, c d, lonely", "“lonely” is not a pair"),
        ("a b, c d, e f g", "“e f g” is not a pair"),
        ("a b, c d, e-f-g", "“e-f-g” is not a pair"),
        ("a b, c d, e E", "one word twice"),
        ("a b, c d, A B", "comes twice"),
    ],
)
def test_pairs_that_cannot_be_read_are_told(text, words):
    with pytest.raises(PairsError, match=words):
        read_pairs(text)


def test_figure_2_has_eleven_countries():
    assert len(read_pairs(capitals.FIGURE_2)) == 11


def test_the_table_is_the_plain_loop_for_every_pairing():
    generator = np.random.default_rng(3)
    starts, ends = generator.normal(size=(2, 4, 7))
    table = capitals.table(starts, ends)
    for partner in permutations(range(4)):
        np.testing.assert_allclose(table[np.arange(4), partner], by_hand(starts, ends[list(partner)]), atol=1e-9)


def test_equal_arrows_are_wholly_alike_and_opposite_ones_are_not():
    starts = np.random.default_rng(4).normal(size=(3, 5))
    assert capitals.table(starts, starts + 1).diagonal() == pytest.approx([1, 1, 1])
    ends = starts + np.array([[1], [1], [-3]]) * np.ones(5)
    assert capitals.table(starts, ends).diagonal() == pytest.approx([-1, -1, -1])


def test_chance_counts_the_real_pairing_too():
    assert Alike(0.9, 0.9, np.array([0.1, 0.2, 0.3])).chance == pytest.approx(1 / 4)
    assert Alike(0.2, 0.2, np.array([0.1, 0.2, 0.3])).chance == pytest.approx(3 / 4)


@pytest.mark.parametrize("seed", range(20))
def test_strangers_are_never_a_pair(seed):
    partner = capitals.strangers(PAIRS, seed)
    assert sorted(partner) == [0, 1, 2, 3]
    assert (partner != np.arange(4)).all()
    dollars = (("usa", "dollar"), ("canada", "dollar"), ("japan", "yen"), ("india", "rupee"))
    for i, j in enumerate(capitals.strangers(dollars, seed)):
        assert (dollars[i][0], dollars[j][1]) not in dollars


def test_where_all_is_the_same_there_are_no_strangers_but_a_pairing_all_the_same():
    same = (("a", "z"), ("b", "z"), ("c", "z"))
    assert sorted(capitals.strangers(same, 0)) == [0, 1, 2]


def test_the_record_of_real_pairs_is_the_plain_loop():
    held = vectors()
    shown = Pairing(held, PAIRS).arrows(cursor=2)
    starts, ends = (np.array([held.unit(pair[side]) for pair in PAIRS]) for side in (0, 1))
    assert not shown.is_shuffled
    assert shown.cursor == 2
    np.testing.assert_allclose(shown.cosines, by_hand(starts, ends), atol=1e-6)
    assert shown.whole.real == shown.whole.shown == pytest.approx(np.mean(by_hand(starts, ends)), abs=1e-6)
    assert shown.plane.real == pytest.approx(np.mean(by_hand(shown.starts, shown.ends)), abs=1e-6)
    every = [np.mean(by_hand(starts, ends[list(p)])) for p in permutations(range(4))]
    gaps = np.abs(shown.whole.shuffled[:, None] - np.array(every, dtype=float))
    assert gaps.min(axis=1).max() < 1e-6  # each shuffle is one of the 24 pairings
    assert gaps.min(axis=0).max() < 1e-6  # and each pairing comes
    away = [side - side.mean(axis=0) for side in (starts, ends)]
    assert shown.rest == pytest.approx(np.mean([cosine(a, b) for a, b in zip(*away, strict=True)]), abs=1e-6)
    assert abs(shown.rest_shuffled) < 0.1


def nearest_by_hand(held, points, own):
    found = []
    for point, word in zip(points, own, strict=True):
        others = [other for other in held.vocabulary.words if other != word]
        found.append(max(others, key=lambda other: held.unit(other) @ point))
    return found


@pytest.mark.parametrize("seed", range(3))
def test_second_words_are_found_by_three_rules(seed):
    held = vectors(seed)
    pairing = Pairing(held, PAIRS)
    own, due = [a for a, _ in PAIRS], [b for _, b in PAIRS]
    starts, ends = (np.array([held.unit(word) for word in side]) for side in (own, due))
    mixed = pairing.arrows(5)
    assert mixed.is_shuffled
    for partner, shown, row in ((np.arange(4), pairing.arrows(), 1), (mixed.partner, mixed, 2)):
        arrows = ends[partner] - starts
        others = [[i for i in range(4) if i != k and partner[i] != k] for k in range(4)]  # with neither word of k
        moved = starts + np.array([arrows[kept].mean(axis=0) for kept in others])
        near = nearest_by_hand(held, moved, own)
        assert list(shown.nearest) == near
        assert shown.found[row].among_all == sum(got == b for got, b in zip(near, due, strict=True))
        few = [due[k] for k in (moved @ ends.T).argmax(axis=1)]
        assert shown.found[row].among_ends == sum(got == b for got, b in zip(few, due, strict=True))
    alone = nearest_by_hand(held, starts, own)
    assert pairing.arrows().found[0].among_all == sum(got == b for got, b in zip(alone, due, strict=True))


def test_shuffling_moves_no_word_and_no_histogram():
    pairing = Pairing(vectors(), PAIRS)
    real, mixed = pairing.arrows(), pairing.arrows(1)
    np.testing.assert_array_equal(real.starts, mixed.starts)
    np.testing.assert_array_equal(real.whole.shuffled, mixed.whole.shuffled)
    assert real.whole.real == mixed.whole.real != mixed.whole.shown


def test_words_without_a_vector_are_told():
    with pytest.raises(UnknownWordError, match="“b9” is not among"):
        Pairing(vectors(), (*PAIRS, ("a1", "b9")))


def test_what_the_notebook_says_of_the_shipped_vectors():
    shown = Pairing(glove(), read_pairs(capitals.FIGURE_2)).arrows(1)
    assert shown.whole.real > shown.whole.shuffled.max() > 0.5
    assert shown.plane.real > 0.98
    assert shown.plane.shuffled.mean() > 0.7  # most of what looks parallel needs no pairing
    alone, real, shuffled = shown.found
    assert alone.among_ends == real.among_all == shuffled.among_all == 11
    assert alone.among_all < 4
