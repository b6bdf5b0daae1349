"""Captions of all compositions of a role, the probability of each word, and the claim of the question."""

import numpy as np
import pytest
import torch

from captioners import captioner
from unrolled.datasets import emoji
from unrolled.lessons.captioning.compose.exercise import MISTAKES
from unrolled.lessons.captioning.compose.probe import captioned, errors, own, places, table
from unrolled.lessons.captioning.compose.record import PEOPLE, TONES
from unrolled.measuring.captions.space import halved
from unrolled.models.captioner import beam_search
from unrolled.models.captioner.decoders import START
from unrolled.training.captioning import load_captioner, normalised, tensor, vocabulary, written

ROLE = "firefighter"


@pytest.fixture(scope="module")
def model():
    made = captioner(vocabulary())
    with torch.no_grad():
        made.decoder.h_to_logits.weight *= 20  # otherwise every caption is as long as can be
    return made


def test_a_role_has_eighteen_places_in_order():
    for role in emoji.roles():
        found = [emoji.compositions()[k] for k in places(role)]
        assert [(one.role, one.people, one.tones) for one in found] == [
            (role, (person,), (tone,)) for person in PEOPLE for tone in TONES
        ]
    with pytest.raises(emoji.EmojiError, match="no role 'poet'"):
        places("poet")


@pytest.mark.parametrize("shown", ["once", "always", "merged"])
def test_probabilities_are_those_of_one_step_after_the_other(shown):
    model = captioner(vocabulary(), shown, seed=3)
    images = emoji.captioned(places(ROLE)[:3]).images
    captions = captioned(model, vocabulary(), images)
    assert [one.text for one in captions] == written(model, images, vocabulary())
    for image, one in zip(images, captions, strict=True):
        state, last = model.start(normalised(tensor(image[None]))), torch.tensor([START])
        numbers = [vocabulary().words.index(word) for word in one.words] + [1]
        with torch.inference_mode():
            for p, word in zip(one.p, numbers, strict=True):
                logits, state = model.step(state, last)
                assert p == pytest.approx(float(logits.softmax(1)[0, word]), rel=1e-4)
                last = torch.tensor([word])
        assert one.right is None


def test_the_whole_probability_is_that_of_a_beam_of_one():
    model, words, _ = load_captioner("captioner_once_0")
    image = emoji.captioned(places(ROLE)[:1]).images
    one = captioned(model.eval(), words, image)[0]
    found = beam_search(model, normalised(tensor(image)), 1)
    assert words.text(found.ids[0]) == one.text
    assert np.log(one.whole) == pytest.approx(found.log_probabilities[0], rel=1e-3)


def test_the_table_tells_what_is_held_out_and_what_is_right(model):
    found = table(model, vocabulary(), ROLE, "twemoji", cursor=2, row=1)
    assert found.place == 8
    assert found.kinds == tuple(emoji.kind_of(k) for k in places(ROLE))
    assert len(found.held_out) > 0
    train = set(emoji.splits()["train"].tolist())
    assert [k in train for k in places(ROLE)] == found.trained["noto"].tolist()
    assert not found.trained["noto"][list(found.held_out)].any()
    assert not found.trained["twemoji"][list(found.held_out)].any()
    assert found.right() == sum(bool(one.right) for one in found.captions["twemoji"])
    for vendor, captions in found.captions.items():
        images = emoji.sheet(vendor).pictures(places(ROLE), 32)
        assert [one.text for one in captions] == written(model, images, vocabulary())
    with pytest.raises(emoji.EmojiError, match="by 'apple'"):
        table(model, vocabulary(), ROLE, "apple")


def test_ones_own_picture_is_read_at_32_pixels_and_finds_itself(model):
    image = emoji.sheet("noto").pictures([int(emoji.splits()["train"][9])])[0]
    found = own(model, vocabulary(), image)
    assert np.array_equal(found.seen, halved(image))
    assert np.array_equal(found.nearest, image)
    assert found.nearest_caption == emoji.training().captions[9]
    assert found.distance == pytest.approx(0, abs=1e-5)


def test_errors_are_counted_by_attribute(model, monkeypatch):
    monkeypatch.setattr("unrolled.lessons.captioning.compose.probe.greedy", planted)
    found = errors(model, vocabulary(), "test", "new pair")
    chosen = [k for k in emoji.splits()["test compositions"] if emoji.kind_of(int(k)) == "new pair"]
    dark = sum(emoji.compositions()[k].tones[0] == "dark" for k in chosen)
    assert (found.pictures, found.right) == (len(chosen), 0)
    assert found.wrong["tone"] == len(chosen) - dark
    with pytest.raises(emoji.EmojiError, match="no 'new pair'"):
        errors(model, vocabulary(), "training", "new pair")


def planted(_, pictures):
    """For every picture the same caption."""
    return [[vocabulary().words.index(word) for word in ["a", "man", "with", "dark", "skin"]]] * len(pictures)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_in_new_pairs_the_role_is_wrong_most_often(seed):
    """The right answer of ``MISTAKES``, and the numbers in its replies."""
    model, words, _ = load_captioner(f"captioner_once_{seed}")
    pairs, triples = (errors(model.eval(), words, "test", kind) for kind in ("new pair", "new triple"))
    assert pairs.wrong["role"] > 1.5 * max(pairs.wrong["person"], pairs.wrong["tone"])
    assert pairs.wrong["tone"] < 0.15 * pairs.pictures
    assert triples.wrong["role"] < 0.1 * triples.pictures
    assert triples.right > 0.7 * triples.pictures
    assert MISTAKES.choices[0].right
