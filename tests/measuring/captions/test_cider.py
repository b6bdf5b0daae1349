"""CIDEr-D: one set worked out on paper, and properties."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unrolled.measuring.captions.cider import cider_d, document_frequencies, similarity, weighted
from unrolled.measuring.captions.words import CaptionsError

PICTURES = [["a red heart", "the red heart shape"], ["a red car"], ["a dog"], ["a dog"]]
caption = st.lists(st.sampled_from("abcde"), min_size=1, max_size=8).map(" ".join)


def test_document_frequencies_count_pictures_not_captions():
    found = document_frequencies(PICTURES)
    assert found.pictures == 4
    assert found.counts["a",] == 4
    assert found.counts["red",] == 2  # twice in the first picture, which is one
    assert found.counts["red", "heart"] == 1
    assert found.counts["a", "red", "heart"] == 1
    assert ("a", "dog", "a") not in found.counts


def test_a_set_worked_out_on_paper():
    """In units of log 2, since all four n-gram vectors are divided by their lengths.

    Weights of a word: a log(4/4) = 0; red and dog log(4/2) = 1; heart, the, shape log(4/1) = 2.

    "a red red heart" against "a red heart":
      1-grams: ours red 2 · 1 = 2, heart 2, length √8; theirs red 1, heart 2, length √5.
               min(2, 1) · 1 + min(2, 2) · 2 = 5, so 5 / √40.
      2-grams: ours "a red" 1 (two pictures), "red red" 2 (in none: as if in one), "red heart" 2, length 3;
               theirs "a red" 1, "red heart" 2, length √5. Shared 1 + 4 = 5, so 5 / (3 √5).
      3-grams: none shared. 4-grams: theirs has none. Both 0.
      Four words against three: exp(-1² / (2 · 36)).
    Against "the red heart shape":
      1-grams: theirs the 2, red 1, heart 2, shape 2, length √13. Shared 1 + 4 = 5, so 5 / (√8 √13).
      2-grams: theirs three of weight 2, length √12. Shared "red heart" 4, so 4 / (3 √12).
      3-grams and 4-grams: none shared. As many words: no penalty.
    """
    first = 10 / 4 * math.exp(-1 / 72) * (5 / math.sqrt(40) + 5 / (3 * math.sqrt(5)))
    second = 10 / 4 * (5 / math.sqrt(104) + 4 / (3 * math.sqrt(12)))
    found = cider_d(["a red red heart", "a red car", "a dog", "a"], PICTURES)
    assert found.each[0] == pytest.approx((first + second) / 2)
    assert found.each[0] == pytest.approx(2.9874, abs=1e-4)
    # Word for word, with 1-grams to 3-grams: three quarters of 10; with 1-grams and 2-grams: a half.
    np.testing.assert_allclose(found.each[1:], [7.5, 5.0, 0.0])
    assert found.score == pytest.approx(found.each.mean())


def test_an_identical_caption_of_four_informative_words_reaches_ten():
    found = cider_d(["one two three four", "five six seven eight nine"], [["one two three four"], ["five six"]])
    assert found.each[0] == pytest.approx(10)
    assert found.each[1] < 10


def test_what_all_pictures_share_is_worth_nothing():
    found = cider_d(["a big old thing", "a big old thing"], [["a big old thing"], ["a big old thing"]])
    assert found.score == 0


def test_repeating_a_good_word_does_not_gain():
    frequencies = document_frequencies(PICTURES)
    once, thrice = cider_d(["heart", "heart heart heart"], [["a red heart"]] * 2, frequencies=frequencies).each
    assert thrice < once


def test_a_caption_much_too_long_is_punished():
    frequencies = document_frequencies(PICTURES)
    reference = weighted("a dog", frequencies)
    # "a" is in every picture, so that only the 2-grams "a a" and the length differ from "a dog"
    short, long = (weighted(text, frequencies) for text in ("a dog", "a dog" + 12 * " a"))
    assert similarity(short, reference) == pytest.approx(5)
    assert similarity(long, reference) < 5 * math.exp(-(12**2) / 72) + 1e-12


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(caption, st.lists(caption, min_size=1, max_size=3)), min_size=2, max_size=6), st.randoms())
def test_the_order_of_pictures_and_of_references_does_not_matter(pairs, random):
    whole = cider_d(*zip(*pairs, strict=True))
    places = list(range(len(pairs)))
    random.shuffle(places)
    mixed = cider_d([pairs[k][0] for k in places], [pairs[k][1][::-1] for k in places])
    np.testing.assert_allclose(mixed.each, whole.each[places], atol=1e-12)
    assert ((whole.each >= 0) & (whole.each <= 10 + 1e-9)).all()


def test_frequencies_of_a_set_score_a_caption_alone():
    whole = cider_d(["a red red heart", "a red car", "a dog", "a"], PICTURES)
    alone = cider_d(["a red red heart"], PICTURES[:1], frequencies=document_frequencies(PICTURES))
    assert alone.score == whole.each[0]


def test_one_picture_without_frequencies_is_refused():
    with pytest.raises(CaptionsError, match="frequencies="):
        cider_d(["a red heart"], [["a red heart"]])


def test_a_caption_without_words_scores_nothing():
    assert cider_d(["", "a dog"], [["a cat"], ["a dog"]]).each[0] == 0


def test_no_pictures_have_no_frequencies():
    with pytest.raises(CaptionsError):
        document_frequencies([])
