"""Captions sorted into the four groups, all measures at once, and the systems that write."""

from collections import Counter

import numpy as np
import pytest

from captioners import captioner
from unrolled.datasets import emoji, emoji_shelves
from unrolled.datasets.caption_words import CaptionVocabulary
from unrolled.lessons.captioning.gallery import probe as probes
from unrolled.lessons.captioning.gallery.probe import scores, systems
from unrolled.measuring.captions.cider import document_frequencies

SHELF = "new things"
WORDS = CaptionVocabulary(["a", "red", "heart", "<b>"])


@pytest.fixture(scope="module")
def true():
    pictures = emoji_shelves.shelf(SHELF)
    return [pictures.references(place)[0] for place in range(len(pictures))]


@pytest.fixture
def model():
    return captioner(WORDS, seed=3, channels=4, features=8, embedding=6, hidden=10)


def test_true_captions_are_all_without_errors(true):
    shown = probes.gallery(SHELF, true)
    assert [len(group) for group in shown.groups] == [265, 0, 0, 0]
    assert shown.shares() == (1, 0, 0, 0)
    assert shown.copied() == 0
    assert sorted(entry.place for entry in shown.groups[0]) == list(range(265))
    assert [entry.place for entry in shown.groups[0][:4]] != [0, 1, 2, 3]  # shuffled: neighbours look alike
    assert shown.pages == 133


def test_planted_errors_come_into_their_groups(true):
    planted = list(true)
    place = next(k for k, caption in enumerate(true) if caption.endswith("with dark skin"))
    planted[place] = true[place].replace("dark", "light")
    flag = next(k for k, caption in enumerate(true) if caption.startswith("the flag of"))
    planted[flag] = "the flag of nowhere"
    copied = min(probes.training_captions())
    planted[next(k for k in range(265) if k not in (place, flag))] = copied
    planted[next(k for k in range(264, 0, -1) if k not in (place, flag))] = ""
    shown = probes.gallery(SHELF, planted)
    assert [entry.place for entry in shown.groups[1]] == [place]
    assert (shown.groups[1][0].written.tone, shown.groups[1][0].true.tone) == (("light",), ("dark",))
    assert [entry.place for entry in shown.groups[2]] == [flag]
    assert {entry.caption for entry in shown.groups[3]} == {copied, ""}
    assert shown.copied() == pytest.approx(1 / 265)
    assert shown.shares() == pytest.approx((261 / 265, 1 / 265, 1 / 265, 2 / 265))


def test_the_page_follows_the_cursor_and_short_groups_keep_their_last_page(true):
    planted = [caption if k > 2 else "nonsense" for k, caption in enumerate(true)]
    shown = probes.gallery(SHELF, planted)  # 262 and 3
    assert shown.pages == 131
    moved = probes.point_at(shown, 3, 260)
    assert (moved.page, moved.column) == (130, 3)
    assert moved.in_sight(3) == shown.groups[3][2:]
    assert moved.opened == shown.groups[3][2]  # of the last page
    assert probes.point_at(shown, 3, 1).opened == shown.groups[3][1]
    assert probes.point_at(shown, 0, 261).opened == shown.groups[0][261]
    assert probes.point_at(shown, 1, 0).opened is None
    assert set(moved.images) == {entry.place for entry in (*shown.groups[0][260:], shown.groups[3][2])}
    place = moved.opened.place
    np.testing.assert_array_equal(moved.images[place], emoji_shelves.shelf(SHELF).image(place, 64))


def test_a_network_writes_a_caption_for_each_picture_and_may_be_stopped(model):
    found = probes.captions(model, WORDS, SHELF)
    assert len(found) == 265
    again = [systems.greedy(model, WORDS)(emoji.held_out("test", "pictures"))[k] for k in (0, 130, 264)]
    assert again == [found[k] for k in (0, 130, 264)]  # in batches or not
    calls = iter((False, True))
    assert probes.captions(model, WORDS, SHELF, lambda: next(calls)) is None


def test_all_measures_of_three_captions_by_hand():
    captions = ["a red heart", "a woman pilot with dark skin", "a car"]
    references = [["a red heart"], ["a woman pilot with light skin", "a female pilot"], ["a man"]]
    found = scores.scores(captions, references, document_frequencies(references))
    assert found["pictures"] == 3
    assert found["exact"] == 0.3333
    assert found["groups"] == [0.3333, 0.3333, 0, 0.3333]
    # thing: right, right, and a car is nothing but wrong; tone: only the pilot's is named; a man is no person of a car
    assert found["attributes"] == {
        "thing": {"named": 3, "right": 0.6667},
        "gender": {"named": 2, "right": 0.5},
        "tone": {"named": 1, "right": 0.0},
        "count": {"named": 2, "right": 0.5},
        "colour": {"named": 1, "right": 1.0},
    }
    assert found["bleu"]["orders"] == [1, 2, 3, 4]
    assert found["bleu"]["scores"][0] == pytest.approx(100 * 9 / 11, abs=0.01)  # 3 + 5 + 1 of 3 + 6 + 2 words
    assert "tok:none" in found["bleu"]["signature"]


def test_the_ceiling_is_never_copied_where_it_is_new():
    found = scores.on_held_out(lambda kind: emoji.held_out("test", kind).captions, scores.frequencies())
    for kind, count, copied in (("compositions", 241, 0.0), ("pictures", 265, 0.0), ("other vendor", 1045, 1.0)):
        assert (found[kind]["pictures"], found[kind]["exact"], found[kind]["copied"]) == (count, 1.0, copied)
        assert found[kind]["groups"] == [1, 0, 0, 0]
        assert found[kind]["bleu"]["scores"][3] == 100
        assert 4 < found[kind]["cider_d"] < 10  # the other references differ from the first
    assert found["copied"] == {"share": round(1045 / 1551, 4), "seen": 1.0, "unseen": 0.0}
    kinds = found["compositions"]["by kind"]
    assert {kind: part["pictures"] for kind, part in kinds.items()} == {
        "new triple": 154,
        "new pair": 56,
        "new couple": 31,
    }


def test_document_frequencies_are_those_of_the_training_emoji():
    found = scores.frequencies()
    assert found.pictures == len(emoji.splits()["train"])
    flags = [k for k in emoji.splits()["train"] if "the flag of" in emoji.emoji()[k].caption]
    assert found.counts["the", "flag", "of"] == len(flags)


def test_baselines_know_what_they_were_given(model):
    some = emoji.training().take([0, 700, 4000])
    assert systems.nearest_by_pixels(some) == list(some.captions)
    counts = Counter(emoji.training().captions)
    assert counts[systems.always_the_same(some)[1]] == max(counts.values())
    assert systems.first_reference(some) == list(some.captions)
    assert systems.Neighbours(model.encoder, scores.frequencies()).write(some, 1) == list(some.captions)


def test_the_number_of_neighbours_is_the_smallest_of_the_best():
    assert systems.best({1: 2.0, 3: 2.5, 5: 2.5, 10: 2.4}) == 3


def test_a_beam_of_one_is_greedy(model):
    some = emoji.held_out("test", "pictures").take(range(5))
    assert systems.beam(model, WORDS, 1)(some) == systems.greedy(model, WORDS)(some)
