"""Sentences with a clue: exact distances, no leak of the answer, balance, test sentences apart from training."""

import random
from collections import Counter

import pytest
import torch

from unrolled.lessons.gradients.clues import dataset as clues

DISTANCES = [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 17, 30, 64, 128, 200]


def many(distance, *, heldout=False, count=120):
    chance = random.Random(distance)
    countries = list(clues.LANGUAGES)
    return [
        clues.language_sentence(chance, countries[k % len(countries)], distance, heldout=heldout) for k in range(count)
    ]


def filler(sentence):
    """The words between clue and answer."""
    return sentence.words[sentence.clue + 1 : -1]


@pytest.mark.parametrize("distance", DISTANCES)
@pytest.mark.parametrize("heldout", [False, True])
def test_the_distance_is_exact_and_the_ends_are_the_slides(distance, heldout):
    for sentence in many(distance, heldout=heldout, count=30):
        assert sentence.distance == distance
        assert sentence.words.index(sentence.words[sentence.clue]) == sentence.clue
        assert sentence.words[:4] == ("I", "grew", "up", "in")
        assert sentence.words[-3:-1] == ("speak", "fluent")
        assert sentence.words[-1] == clues.LANGUAGES[sentence.words[sentence.clue]]


@pytest.mark.parametrize("distance", DISTANCES)
def test_nothing_between_gives_the_answer_away(distance):
    for sentence in many(distance):
        between = set(filler(sentence))
        assert sentence.words[sentence.clue] not in between
        assert sentence.words[-1] not in between


@pytest.mark.parametrize("distance", DISTANCES)
def test_at_most_one_other_country_is_named_and_from_eleven_words_on_always_one(distance):
    nations = {*clues.LANGUAGES, *clues.LANGUAGES.values()}
    named = [sum(word in nations for word in filler(sentence)) for sentence in many(distance)]
    assert set(named) <= {0, 1}
    if distance >= 14:
        assert set(named) == {1}
    if distance < 11:
        assert set(named) == {0}


def test_distractors_tell_nothing_but_what_it_is_not():
    """Given the distractor, the other nine answers are equally likely: who sees only the filler reaches one in nine."""
    nation = clues.LANGUAGES | {language: language for language in clues.LANGUAGES.values()}
    pairs = Counter()
    for sentence in many(40, count=9000):
        (other,) = (nation[word] for word in filler(sentence) if word in nation)
        pairs[other, sentence.words[-1]] += 1
    assert len(pairs) == 90
    assert all(60 < count < 140 for count in pairs.values())  # 100 each, four standard deviations


@pytest.mark.parametrize("distance", DISTANCES)
def test_test_sets_are_balanced_fixed_and_unseen_in_training(distance):
    tests = clues.heldout_sentences(distance, each=3)
    assert Counter(sentence.words[-1] for sentence in tests) == dict.fromkeys(clues.LANGUAGES.values(), 3)
    assert tests == clues.heldout_sentences(distance, each=3)
    if distance >= 8:  # below, there is no filler and a single sentence for each country
        assert not {filler(sentence) for sentence in tests} & {
            filler(sentence) for sentence in many(distance, count=600)
        }


def test_the_short_kind_is_as_far_as_the_shortest():
    sentences = [clues.place_sentence(thing) for thing in clues.PLACES]
    assert {sentence.distance for sentence in sentences} == {clues.SHORTEST}
    assert " ".join(clues.place_sentence("clouds").words) == "the clouds are in the sky"
    assert len({sentence.words[-1] for sentence in sentences}) == len(sentences)


def test_numbers_and_words():
    ids = clues.encode(["I", "speak", "fluent", "French"])
    assert ids.dtype == torch.int64
    assert [clues.WORDS[k] for k in ids] == ["I", "speak", "fluent", "French"]
    assert clues.batch(many(9, count=4)).shape == (4, 14)


def test_unknown_words_and_short_distances_are_told():
    with pytest.raises(clues.UnknownWordError, match=r"“Narnia” \(word 2\)"):
        clues.encode(["in", "Narnia"])
    with pytest.raises(ValueError, match="4 words apart or more, not 3"):
        clues.language_sentence(random.Random(0), "France", 3)
