"""Neighbours, what they share and what they agree on, checked by hand; and the claim of the question."""

import numpy as np
import pytest
import torch

from captioners import captioner
from unrolled.datasets import emoji
from unrolled.datasets.emoji_shelves import shelf
from unrolled.lessons.captioning.neighbours.exercise import NEAREST
from unrolled.lessons.captioning.neighbours.probe import agreement, neighbourhood, shared, space_of, untrained
from unrolled.measuring.captions.space import halved
from unrolled.training.captioning import load_captioner, vocabulary, written


@pytest.fixture(scope="module")
def model():
    return captioner(vocabulary(), seed=1)


def test_what_captions_share():
    reference = ["a woman firefighter with dark skin"]
    assert shared("a man firefighter with dark skin", reference) == (("role", True), ("who", False), ("tone", True))
    assert shared("a woman pilot with light skin", reference) == (("role", False), ("who", True), ("tone", False))
    assert dict(shared("two women with dark skin", reference))["count"] is False
    assert shared("a red apple", ["a green apple"]) == (("thing", True), ("colour", False))
    assert shared("a red apple", ()) == ()


def test_both_sides_of_a_training_drawing_begin_with_itself(model):
    found = neighbourhood(model, vocabulary(), shelf("training").image(7, 64), title="x", references=("a b",), k=3)
    caption = emoji.training().captions[7]
    for side in (found.features, found.pixels):
        assert side.neighbours[0].caption == caption
        assert side.neighbours[0].distance == pytest.approx(0, abs=1e-5)
        assert side.consensus in [one.caption for one in side.neighbours]
        assert side.right is False
    assert found.k == 3
    assert found.right is False
    assert found.written == written(model, emoji.training().images[7:8], vocabulary())[0]


def test_one_neighbour_is_its_own_consensus(model):
    found = neighbourhood(model, vocabulary(), shelf("new things").image(2, 64), title="x", k=1)
    assert found.features.consensus == found.features.neighbours[0].caption
    assert (found.right, found.features.right, found.features.neighbours[0].shared) == (None, None, ())


def test_agreeing_counts_those_of_which_it_can_be_said(model):
    held = shelf("new compositions")
    found = neighbourhood(model, vocabulary(), held.image(0, 64), title="x", references=held.references(0), k=12)
    said = [dict(shared(one.caption, held.references(0))) for one in found.pixels.neighbours]
    same, asked = found.pixels.agreeing("tone")
    assert asked == sum("tone" in one for one in said)
    assert same == sum(one.get("tone", False) for one in said)


def test_the_untrained_encoder_has_the_same_shape_and_leaves_the_generator_alone(model):
    state = torch.get_rng_state()
    control = untrained(model.encoder)
    assert torch.equal(state, torch.get_rng_state())
    assert {key: value.shape for key, value in control.state_dict().items()} == {
        key: value.shape for key, value in model.encoder.state_dict().items()
    }
    assert untrained(model.encoder) is control
    held = shelf("new compositions").images([0, 1, 2])
    trained, other = (space_of(model, trained=one).nearest(held, 12)[0] for one in (True, False))
    assert not np.array_equal(trained, other)
    assert halved(shelf("training").image(0, 64)).shape == (32, 32, 3)


def test_agreement_is_the_share_of_nearest_drawings(model):
    by_pixels = agreement(model)[2]
    data = emoji.held_out("validation", "compositions")
    assert (by_pixels.name, by_pixels.pictures) == ("pixels", len(data))
    keys = emoji.training().images.reshape(len(emoji.training()), -1).astype(np.float64)
    tones = []
    for image, references in zip(data.images, data.references, strict=True):
        row = ((keys - image.reshape(-1)) ** 2).sum(1).argmin()
        tones += [same for name, same in shared(emoji.training().captions[row], references) if name == "tone"]
    assert by_pixels.shares["tone"] == pytest.approx(np.mean(tones))


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_features_prefer_the_tone_and_pixels_do_as_well_on_the_role(seed):
    """The right answer of ``NEAREST``, and the first wrong one's reply."""
    features, untaught, pixels = agreement(load_captioner(f"captioner_once_{seed}")[0], "test")
    assert features.shares["tone"] > 1.5 * pixels.shares["tone"]
    assert features.shares["tone"] > 1.5 * untaught.shares["tone"]
    assert pixels.shares["role"] > features.shares["role"] - 0.02
    assert untaught.shares["role"] > 0.7
    assert [choice.right for choice in NEAREST.choices] == [True, False, False, False]
