"""The panel: every control over its values, the cursor over every word, every likely word put in place of another."""

import numpy as np
import pytest
import torch

from told import has_nan, problem, refused
from unrolled.datasets.caption_words import CaptionVocabulary
from unrolled.datasets.emoji_shelves import shelf
from unrolled.lessons.captioning.word_by_word.figure import describe_word
from unrolled.lessons.captioning.word_by_word.panel import FROM, OTHERS, WordByWordPanel, _others
from unrolled.lessons.captioning.word_by_word.probe import COVERS, SIDES, Covering, views, word_by_word
from unrolled.models.captioner import Captioner, greedy
from unrolled.training.captioning import normalised, tensor

WORDS = CaptionVocabulary(["a", "man", "woman", "with", "dark", "light", "skin", "hat", "and", "cat"])


def network():
    """A fresh network that writes long captions; its norms have seen drawings."""
    torch.manual_seed(4)
    model = Captioner(len(WORDS), channels=4, features=8, embedding=6, hidden=9)
    with torch.no_grad():
        for k in range(20):
            model.encoder(normalised(tensor(shelf(FROM[0]).images(np.arange(8 * k, 8 * k + 8)))))
        model.decoder.h_to_logits.bias[1] -= 0.5
        model.decoder.features_to_x.weight *= 4
    return model.eval()


@pytest.fixture
def panel():
    made = WordByWordPanel(network(), WORDS, picture=3, word=1)
    yield made
    made.close()


def told_well(panel):
    assert not problem(panel)
    assert panel.status.text == panel.note == panel.describe() == describe_word(panel.record)
    assert not has_nan(panel.drawing())


def test_it_shows_what_the_model_writes_of_the_picture(panel):
    drawings = shelf(FROM[0])
    told_well(panel)
    model = network()
    ids = greedy(model, normalised(tensor(drawings.images([2]))))[0]
    assert [word for word in panel.record.ids if word != 1] == ids
    expected = word_by_word(model, WORDS, views(model, drawings.image(2), drawings.images(_others(drawings, 2))))
    np.testing.assert_allclose(panel.record.lost, expected.lost, atol=1e-5)
    assert panel.record.image.shape == (64, 64, 3)
    assert panel.record.pictures == OTHERS


def test_every_shelf_has_its_own_pictures_up_to_its_last(panel):
    seen = set()
    for name in FROM:
        panel.shelf.value = name
        in_sight = [control for control in panel.pictures.values() if control.layout.display != "none"]
        assert in_sight == [panel.picture]
        assert panel.picture.high == len(shelf(name))
        for place in (1, 2, panel.picture.high):
            panel.picture.value = place
            told_well(panel)
            assert np.array_equal(panel.record.image, shelf(name).image(int(place) - 1, 64))
            seen.add(panel.record.image.tobytes())
    assert len(seen) == 3 * len(FROM)


def test_every_word_can_be_looked_at_and_nothing_is_measured_for_it(panel, monkeypatch):
    lost = panel.record.lost
    monkeypatch.setattr(panel, "_measure", None)
    for cursor in range(len(panel.record.words)):
        panel.live.cursor = cursor
        assert panel.record.cursor == cursor
        assert panel.record.lost is lost
        told_well(panel)
    panel.live.cursor = 999  # a page may ask for a place that is gone
    assert panel.record.cursor == len(panel.record.words) - 1


def test_every_likely_word_can_be_put_there(panel):
    for cursor in (0, 1):
        panel.live.cursor = cursor
        for rank in range(panel.live.last_row + 1):
            before = panel.record
            panel.live.row = rank
            after = panel.record
            assert after.cursor == cursor
            assert after.rank[cursor] == rank == panel.live.row
            assert after.words[:cursor] == before.words[:cursor]
            assert after.words[cursor] == before.names[cursor][rank]
            assert not after.rank[cursor + 1 :].any()  # behind it, always the likeliest
            told_well(panel)
        panel.live.row = 0


def test_moving_on_keeps_the_word_put_there(panel):
    panel.live.row = 2
    words = panel.record.words
    with panel.live.hold_trait_notifications():
        panel.live.cursor = min(1, panel.live.last)
    assert panel.record.words == words
    panel.live.cursor = 0
    assert panel.live.row == 2
    panel.cover.value = "grey"
    assert panel.record.words == words
    panel.picture.value = 4
    assert not panel.record.rank.any()


def test_patches_of_every_size_and_colour(panel):
    words = panel.record.words
    for side in SIDES:
        panel.patch.value = str(side)
        for cover in COVERS:
            panel.cover.value = cover
            G = Covering(side).places(32)
            assert panel.record.lost.shape == (len(words), G, G)
            assert panel.record.heat.shape == (len(words), 8, 8)
            assert panel.record.words == words
            told_well(panel)


def test_bad_numbers_are_told_and_the_last_picture_stays(panel):
    for typed in ("0", "9999", "hat"):
        with refused(panel, "Picture runs from 1 to"):
            panel.picture.type(typed)


def test_other_pictures_have_other_captions():
    for name in FROM:
        drawings = shelf(name)
        for place in (0, 7, len(drawings) - 1):
            chosen = _others(drawings, place)
            assert len(set(chosen.tolist())) == OTHERS
            assert drawings.references(place)[0] not in {drawings.references(k)[0] for k in chosen}
