"""A word is learned by heart, and what nothing tells apart stays a coin."""

import math

import pytest
import torch

from unrolled.lessons.rnn.one_word import recipe as one_word
from unrolled.lessons.rnn.one_word.recipe import WordError
from unrolled.lessons.rnn.riddles import probe as riddles


def test_letters_come_in_the_order_in_which_they_are_met():
    assert one_word.letters("hello") == ("h", "e", "l", "o")
    assert one_word.encode("hello").tolist() == [0, 1, 2, 2, 3]
    assert one_word.letters("<b>🙂") == ("<", "b", ">", "🙂")


@pytest.mark.parametrize(
    ("word", "words"),
    [("", "There is no letter"), ("h", "“h” has one letter"), ("a" * 13, "13 letters"), ("é" * 500, "500")],
)
def test_words_that_cannot_be_are_told(word, words):
    with pytest.raises(WordError, match=words):
        one_word.encode(word)


def test_hello_is_learned_far_below_a_coin_and_by_the_seed_alone():
    torch.manual_seed(5)
    before = torch.random.get_rng_state()
    runs = [one_word.begin("hello", hidden=8, seed=3) for _ in range(2)]
    assert torch.equal(torch.random.get_rng_state(), before)
    start = one_word.losses(runs[0], "hello")
    assert start.mean() > 1
    one_word.advance(runs[0], "hello", 60)
    one_word.advance(runs[1], "hello", 20)
    one_word.advance(runs[1], "hello", 40)
    assert runs[0].step == runs[1].step == 60
    found = one_word.losses(runs[0], "hello")
    assert torch.equal(found, one_word.losses(runs[1], "hello"))
    assert found.max() < 0.2 < math.log(2)


def test_where_nothing_tells_two_places_apart_a_coin_is_the_best():
    """With no state at all the riddle's answers cost ln 2: the memoryless network is the baseline."""
    word = riddles.RIDDLES[4]
    run = one_word.begin(word, hidden=8, seed=0, window=1)
    with torch.no_grad():
        weights = run.model.model.layers[0].cell.h_to_h.weight
        weights.zero_()
        weights.requires_grad_(False)
    one_word.advance(run, word, 150)
    found = one_word.losses(run, word)
    asked = [len(word) // 2 - 2, len(word) - 2]
    assert found[asked].mean().item() == pytest.approx(math.log(2), abs=0.01)
    others = [t for t in range(len(found)) if t not in asked]
    assert found[others].max() < 0.1
