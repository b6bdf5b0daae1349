"""Shannon's game: bits by hand, fair to capitals, impossible guesses told."""

import math

import numpy as np
import pytest

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.char_rnn.shannon import probe as shannon
from unrolled.models import NGram

VOCABULARY = Vocabulary("abcABC \n")
TEXT = "Abc abc cab "
FIVE = NGram(VOCABULARY.encode("abc abc abc cab cab " * 20), len(VOCABULARY), 5)


@pytest.fixture
def game():
    return shannon.Game({"5-gram": FIVE}, VOCABULARY, TEXT, 4)


def test_bits_by_hand():
    assert math.isnan(shannon.guess_bits([]))
    assert shannon.guess_bits([1, 1, 1]) == 0
    assert shannon.guess_bits([1, 2, 1, 2]) == 1
    assert shannon.guess_bits([1, 2, 3, 4]) == 2
    assert shannon.guess_bits([], [8]) == 3  # told one of eight: three bits, as dear as it gets
    assert shannon.guess_bits([1], [8]) == pytest.approx(1 + 3 / 2)


def test_who_guesses_at_random_learns_nothing():
    """Random ranks among K have log2 K bits: the bound is met."""
    ranks = np.random.default_rng(0).integers(1, 9, 20_000)
    assert shannon.guess_bits(ranks.tolist()) == pytest.approx(3, abs=0.01)


def test_folding_adds_capitals_to_small_letters():
    folded = shannon.Folded(VOCABULARY)
    assert folded.letters == ("\n", " ", "a", "b", "c")
    p = np.arange(8.0)[None] / 28  # in the order \n, blank, A, B, C, a, b, c
    np.testing.assert_allclose(folded.fold(p), np.array([[0, 1, 2 + 5, 3 + 6, 4 + 7]]) / 28)


def test_a_game(game):
    assert game.view().known == "Abc "
    assert not game.guess("b")
    assert game.guess("A")  # in either case
    view = game.view()
    assert (view.known, view.tried, view.played) == ("Abc a", (), 1)
    assert view.players[0].ranks == (2,)
    assert view.players[1].ranks == (1,)
    assert view.players[1].exact == pytest.approx(0, abs=1)
    game.give_up()
    assert game.view().known == "Abc ab"
    assert game.view().players[0].bits == pytest.approx(shannon.guess_bits([2], [5]))
    for character in "c cab ":
        assert game.guess(character)
    assert game.over
    with pytest.raises(shannon.GuessError, match="at its end"):
        game.guess("a")
    with pytest.raises(shannon.GuessError, match="at its end"):
        game.give_up()


def test_impossible_guesses_cost_nothing(game):
    game.guess("c")
    with pytest.raises(shannon.GuessError, match="tried already"):
        game.guess("C")
    with pytest.raises(shannon.GuessError, match="never occurs"):
        game.guess("ß")
    assert game.view().tried == ("c",)


@pytest.mark.parametrize("known", [0, len(TEXT)])
def test_a_game_needs_something_to_guess(known):
    with pytest.raises(ValueError, match="at least one"):
        shannon.Game({"5-gram": FIVE}, VOCABULARY, TEXT, known)


def test_a_passage_starts_at_a_speech_and_is_the_same_for_the_same_number():
    play = "".join(f"DUKE:\nspeech {k} {'word ' * 20}\n\n" for k in range(60))
    first, known = shannon.passage(play, 3)
    assert first.startswith("DUKE:\n")
    assert (first, known) == shannon.passage(play, 3)
    assert first != shannon.passage(play, 4)[0]
    assert len(first) == known + 100
    with pytest.raises(ValueError, match="needs 260"):
        shannon.passage("short", 0)
