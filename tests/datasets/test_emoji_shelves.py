"""Shelves: the drawings that panels offer, by what training knows of them."""

import numpy as np
import pytest

from unrolled.datasets import emoji
from unrolled.datasets.emoji import EmojiError
from unrolled.datasets.emoji_shelves import SHELVES, shelf

SIZES = {"new compositions": 241, "new things": 265, "the other vendor": 1045, "training": 3092}


@pytest.mark.parametrize("name", SHELVES)
def test_a_shelf_holds_pictures_and_captions_of_the_same_emoji(name):
    held = shelf(name)
    assert len(held) == SIZES[name]
    last = len(held) - 1
    one = emoji.emoji()[held.indices[last]]
    assert held.references(last) == one.references
    assert np.array_equal(held.image(last, 64), emoji.sheet(held.vendor).pictures([held.indices[last]], 64)[0])
    assert held.image(0).shape == (32, 32, 3)
    assert np.array_equal(held.images([last, 0])[1], held.image(0))


@pytest.mark.parametrize(
    ("name", "kind"),
    [("new compositions", "compositions"), ("new things", "pictures"), ("the other vendor", "other vendor")],
)
def test_held_out_shelves_are_the_test_part(name, kind):
    held = emoji.held_out("test", kind)
    assert np.array_equal(shelf(name).images(range(len(held))), held.images)
    assert [shelf(name).references(k) for k in range(len(held))] == list(held.references)


def test_the_training_shelf_is_by_noto_and_holds_nothing_held_out():
    held = shelf("training")
    assert held.vendor == "noto"
    assert not set(held.indices) & set(shelf("new compositions").indices)
    assert not set(held.indices) & set(shelf("new things").indices)


def test_an_unknown_shelf_is_told():
    with pytest.raises(EmojiError, match="choose one of new compositions, new things"):
        shelf("validation")
