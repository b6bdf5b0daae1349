"""Exact matches and copies, by hand."""

import numpy as np
import pytest

from unrolled.measuring.captions.verbatim import copied, exact_matches
from unrolled.measuring.captions.words import CaptionsError


def test_exact_matches_by_hand():
    found = exact_matches(["a cat", "a dog", "a do"], [["the cat", "a cat"], ["the dog"], ["a dog"]])
    assert found.tolist() == [True, False, False]


def test_copies_by_hand_and_by_composition():
    training = ["a cat", "a dog", "a red heart"]
    found = copied(["a cat", "a dog", "a red dog", "a cat", "a heart"], training, [True, True, True, False, False])
    assert found.each.tolist() == [True, True, False, True, False]
    assert found.share == pytest.approx(3 / 5)
    assert found.seen == pytest.approx(2 / 3)
    assert found.unseen == pytest.approx(1 / 2)


def test_a_share_of_nothing_is_none():
    found = copied(["a cat"], ["a dog"], np.array([True]))
    assert (found.share, found.seen, found.unseen) == (0, 0, None)
    assert copied([], [], []).share is None


@pytest.mark.parametrize("seen", [[True], [[True, False]], [1, 0], [0.5, 1.0]])
def test_the_mask_has_one_bool_for_each_caption(seen):
    with pytest.raises(CaptionsError):
        copied(["a cat", "a dog"], [], seen)
