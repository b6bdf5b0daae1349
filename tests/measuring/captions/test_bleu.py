"""BLEU: the examples of Papineni et al. 2002, sacrebleu on random captions, references of differing number."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sacrebleu.metrics.bleu import BLEU

from unrolled.measuring.captions.bleu import brevity_penalty, corpus_bleu, streams, taken_apart
from unrolled.measuring.captions.words import CaptionsError

GUIDES = (
    "it is a guide to action that ensures that the military will forever heed party commands",
    "it is the guiding principle which guarantees the military forces always being under the command of the party",
    "it is the practical guide for the army always to heed the directions of the party",
)
captions = st.lists(st.sampled_from("abcd"), min_size=0, max_size=9).map(" ".join)
references = st.lists(captions.filter(bool), min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("candidate", "unigrams", "bigrams"),
    [  # sections 2 and 2.1 of the paper
        (
            "it is a guide to action which ensures that the military always obeys the commands of the party",
            (17, 18),
            (10, 17),
        ),
        ("it is to insure the troops forever hearing the activity guidebook that party direct", (8, 14), (1, 13)),
    ],
)
def test_the_papers_examples(candidate, unigrams, bigrams):
    found = taken_apart(candidate, GUIDES)
    assert (found.orders[0].matched, found.orders[0].total) == unigrams
    assert (found.orders[1].matched, found.orders[1].total) == bigrams


def test_the_papers_example_of_clipping():
    found = taken_apart("the the the the the the the", ["the cat is on the mat", "there is a cat on the mat"])
    (gram,) = found.orders[0].grams
    assert (gram.words, gram.count, gram.allowed, gram.clipped) == (("the",), 7, 2, 2)
    assert found.orders[0].precision == pytest.approx(2 / 7)


def test_a_caption_by_hand():
    found = taken_apart("a red red heart", ["a red heart on a big red box"])
    # 1-grams: a 1 of 2, red 2 of 2, heart 1 of 1 -> 4 / 4. 2-grams: "a red" and "red heart" match, "red red" does
    # not -> 2 / 3. 3-grams: "a red red", "red red heart" -> 0 / 2, smoothed 1/2 / 2. 4-gram: 0 / 1, smoothed 1/4 / 1.
    assert [(order.matched, order.total) for order in found.orders] == [(4, 4), (2, 3), (0, 2), (0, 1)]
    assert [order.smoothed for order in found.orders] == pytest.approx([1, 2 / 3, 1 / 4, 1 / 4])
    assert (found.length, found.reference_length) == (4, 8)
    assert found.brevity_penalty == pytest.approx(math.exp(1 - 8 / 4))
    assert found.score == 0
    assert found.smoothed == pytest.approx(100 * math.exp(-1) * (2 / 3 / 16) ** (1 / 4))
    assert [gram.words for gram in found.orders[1].grams] == [("a", "red"), ("red", "red"), ("red", "heart")]
    assert [gram.clipped for gram in found.orders[1].grams] == [1, 0, 1]


def test_counts_are_clipped_by_one_reference_not_by_their_sum():
    found = taken_apart("red red", ["a red box", "a red bag"])
    assert found.orders[0].matched == 1


def test_of_two_references_equally_near_in_length_the_shorter_counts():
    found = taken_apart("a b c", ["a b c d", "a b", "a b c d e"])
    assert found.reference_length == 2
    assert found.brevity_penalty == 1


def test_brevity_penalty_by_hand():
    assert brevity_penalty(10, 10) == brevity_penalty(12, 10) == 1
    assert brevity_penalty(5, 10) == pytest.approx(math.exp(-1))
    assert brevity_penalty(0, 10) == 0


@settings(max_examples=300, deadline=None)
@given(captions, references, st.integers(1, 5))
def test_our_sentence_bleu_is_sacrebleus(caption, own, order):
    found = taken_apart(caption, own, order)
    for smoothing, score in (("none", found.score), ("exp", found.smoothed)):
        metric = BLEU(tokenize="none", smooth_method=smoothing, max_ngram_order=order, effective_order=True, force=True)
        due = metric.sentence_score(caption, own)
        assert score == pytest.approx(due.score, abs=1e-9)
        assert found.brevity_penalty == pytest.approx(due.bp)
        assert [one.matched for one in found.orders] == due.counts
        assert [one.total for one in found.orders] == due.totals
    assert [100 * one.smoothed for one in found.orders] == pytest.approx(due.precisions)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(captions, references), min_size=1, max_size=6))
def test_a_sets_bleu_is_the_sum_of_its_captions_parts(pairs):
    hypotheses, grouped = [caption for caption, _ in pairs], [own for _, own in pairs]
    found = corpus_bleu(hypotheses, grouped)
    parts = [taken_apart(caption, own) for caption, own in pairs]
    length, reference = sum(one.length for one in parts), sum(one.reference_length for one in parts)
    assert (found.length, found.reference_length) == (length, reference)
    assert found.brevity_penalty == pytest.approx(brevity_penalty(length, reference))
    matched = np.array([[order.matched for order in one.orders] for one in parts]).sum(0)
    total = np.array([[order.total for order in one.orders] for one in parts]).sum(0)
    if (matched > 0).all():  # nothing to smooth
        np.testing.assert_allclose(found.precisions, 100 * matched / total)
        means = np.cumsum(np.log(matched / total)) / np.arange(1, 5)
        np.testing.assert_allclose(found.scores, 100 * found.brevity_penalty * np.exp(means))


def test_references_of_differing_number_by_hand():
    found = corpus_bleu(["a b c d", "x y z"], [["a b", "a b c d e"], ["x y z"]])
    # 1-grams 4 + 3 of 7, 2-grams 3 + 2 of 5, 3-grams 2 + 1 of 3, the 4-gram 1 of 1: all match.
    # Nearest references: 5 words for 4 (2 is further), 3 for 3: BP = exp(1 - 8 / 7).
    np.testing.assert_allclose(found.precisions, 100)
    assert (found.length, found.reference_length) == (7, 8)
    np.testing.assert_allclose(found.scores, 100 * math.exp(1 - 8 / 7))


def test_streams_hold_the_kth_reference_of_every_picture():
    grouped = streams([["a"], ["b", "c", "d"], ["e", "f"]])
    assert grouped == [["a", "b", "e"], [None, "c", "f"], [None, "d", None]]


def test_references_grouped_wrongly_give_another_score():
    hypotheses = ["a b c d", "e f g h"]
    right = corpus_bleu(hypotheses, [["a b c d", "a b"], ["e f g h", "e f"]])
    wrong = corpus_bleu(hypotheses, [["a b c d", "e f g h"], ["a b", "e f"]])
    np.testing.assert_allclose(right.scores, 100)
    assert (wrong.scores < 80).all()


def test_the_signature_tells_what_was_done():
    found = corpus_bleu(["a cat", "a dog"], [["a cat"], ["a dog", "the dog"]])
    assert found.signature.startswith("nrefs:var|case:mixed|eff:no|tok:none|smooth:exp|version:")
    assert corpus_bleu(["a cat"], [["a cat"]]).signature.startswith("nrefs:1|")


def test_short_captions_have_no_bleu_4():
    found = corpus_bleu(["a cat", "a red dog"], [["a cat"], ["a red dog"]])
    np.testing.assert_allclose(found.scores, [100, 100, 100, 0])
    assert taken_apart("a red dog", ["a red dog"]).score == pytest.approx(100)  # sentences leave the order out


def test_a_caption_without_words_scores_nothing():
    found = taken_apart("", ["a cat"])
    assert (found.score, found.smoothed, found.brevity_penalty, found.orders[0].total) == (0, 0, 0, 0)
    np.testing.assert_array_equal(corpus_bleu(["", ""], [["a"], ["b"]]).scores, 0)


def test_taken_apart_refuses_what_it_cannot_score():
    for own, order in (([], 4), (["a", ""], 4), ("a cat", 4), (["a"], 0)):
        with pytest.raises(CaptionsError):
            taken_apart("a cat", own, order)
