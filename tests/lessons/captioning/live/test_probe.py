"""Captions of the moment: which words are right, what is measured, and what was measured before."""

import math

import numpy as np
import pytest
import torch

from unrolled.datasets import emoji
from unrolled.datasets.caption_words import CaptionVocabulary
from unrolled.datasets.captioned import Captioned
from unrolled.lessons.captioning.live import probe as probes
from unrolled.lessons.captioning.live.probe import Setting
from unrolled.lessons.captioning.live.recipe import Seen
from unrolled.models.captioner import Captioner

WORDS = CaptionVocabulary(["a", "dog", "cat"])
BLANK = np.full((2, 32, 32, 3), 255, np.uint8)
DATA = Captioned(BLANK, (("a dog",), ("cat", "a zebra")), ("x", "y"))


def network():
    torch.manual_seed(0)
    return Captioner(len(WORDS), channels=2, features=8, embedding=8, hidden=8)


def says(logits):
    """A network that gives each word the same logit at each step."""
    model = network()
    with torch.no_grad():
        model.decoder.h_to_logits.weight.zero_()
        model.decoder.h_to_logits.bias.copy_(torch.tensor(logits))
    return model


def marks(caption, *references):
    found = probes.marked(caption, references, BLANK[0])
    return found.marks, found.truth, found.right


def test_words_of_the_true_caption_in_its_order_are_marked():
    truth = "a woman cook with dark skin"
    assert marks("a man cook with dark skin", truth)[0] == (True, False, True, True, True, True)
    assert marks("skin dark", truth)[0].count(True) == 1  # both stand in it, but the other way round
    assert marks("a a a", truth)[0].count(True) == 1
    assert marks("", truth) == ((), truth, False)
    assert marks(truth, truth) == ((True,) * 6, truth, True)


def test_of_several_captions_the_one_that_shares_most_words_is_shown():
    assert marks("a dark cook", "a woman cook", "a dark-skinned cook", "dark cook")[1] == "a woman cook"
    assert marks("dark cook", "a woman cook", "dark cook") == ((True, True), "dark cook", True)


def test_greedy_captions_and_their_share():
    model = says([0.0, 0.0, 0.0, 0.0, 9.0])
    model.train()
    written = probes.captions(model, Seen(DATA), WORDS)
    assert written == ["cat " * 19 + "cat"] * 2
    assert model.training
    assert probes.exact_share(model, Seen(DATA), WORDS) == 0
    with torch.no_grad():
        model.decoder.h_to_logits.bias[1] = 99
    single = Captioned(BLANK, (("cat",), ("",)), ("x", "y"))
    assert probes.captions(model, Seen(single), WORDS) == ["", ""]
    assert probes.exact_share(model, Seen(single), WORDS) == 0.5


def test_the_loss_is_nats_a_word_by_hand():
    model = says([-math.inf, 0.0, math.log(2), math.log(4), math.log(1)])
    total = 8.0
    due = -(math.log(2 / total) + math.log(4 / total) + math.log(1 / total))  # a, dog, END
    assert probes.heldout_loss(model, Seen(DATA.take([0])), WORDS) == pytest.approx(due / 3, abs=1e-5)


def test_both_measures_leave_the_network_as_it_was():
    model = network()
    before = {name: value.clone() for name, value in model.state_dict().items()}
    probes.heldout_loss(model, Seen(DATA), WORDS)
    probes.watch(model, Seen(DATA), BLANK, WORDS)
    assert all(torch.equal(value, before[name]) for name, value in model.state_dict().items())
    assert model.training


def test_the_pictures_on_display_are_held_out_and_in_two_sizes():
    data, images = probes.watched_pictures()
    assert (data.images.shape, images.shape) == ((6, 32, 32, 3), (6, 64, 64, 3))
    taught = set(emoji.training().captions)
    assert not taught & set(data.captions)
    means = images.reshape(6, 32, 2, 32, 2, 3).mean(axis=(2, 4))
    np.testing.assert_allclose(means, data.images, atol=0.51)


def test_a_watched_picture_has_the_caption_of_now():
    shown = probes.watch(says([0.0, 9.0, 0.0, 0.0, 0.0]), Seen(DATA), BLANK, WORDS)
    assert [one.words for one in shown] == [(), ()]
    assert [one.truth for one in shown] == ["a dog", "cat"]


def test_what_was_measured_before_is_found_by_its_setting(monkeypatch, tmp_path):
    runs = {f"trained once 20 {seed}": {"exact": share} for seed, share in enumerate((0.4, 0.3, 0.5))}
    runs["trained once 60 0"] = {"exact": 0.9}
    assert probes.expected(Setting("trained", "once", 20.0), runs) == (0.3, 0.5)
    assert probes.expected(Setting("trained", "once", 60.0), runs) == (0.9, 0.9)
    assert probes.expected(Setting("trained", "once", 25.0), runs) is None
    assert probes.expected(Setting("scratch", "once", 20.0), runs) is None

    monkeypatch.setenv("UNROLLED_DATA", str(tmp_path))
    assert probes.expected(Setting("trained", "once", 20.0)) is None
