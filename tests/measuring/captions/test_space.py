"""Nearest training drawings: a planted neighbour, exact distances, and the rows of a vendor."""

import numpy as np
import pytest
import torch

from unrolled.datasets import emoji
from unrolled.measuring.captions.baselines import nearest
from unrolled.measuring.captions.space import (
    FeatureSpace,
    feature_space,
    features_of,
    halved,
    nearest_by_pixels,
    rows_of,
    training_drawing,
)
from unrolled.measuring.captions.words import CaptionsError
from unrolled.models.captioner import Encoder
from unrolled.training.captioning import normalised, tensor


@pytest.fixture(scope="module")
def encoder():
    torch.manual_seed(0)
    return Encoder(32, channels=2, features=12).eval()


@pytest.fixture(scope="module")
def space(encoder):
    return feature_space(encoder)


def test_a_picture_is_halved_as_the_sheets_do_it():
    for vendor in ("noto", "twemoji"):
        sheet = emoji.sheet(vendor)
        for k in (0, 700, 3000):
            assert np.array_equal(halved(sheet.pictures([k])[0]), sheet.pictures([k], 32)[0])


def test_rows_are_those_of_the_training_set():
    noto, both = rows_of(("noto",)), rows_of(("noto", "twemoji"))
    assert np.array_equal(both, np.arange(len(emoji.training())))
    assert np.array_equal(rows_of(("twemoji",)), both[len(noto) :])
    for row in (0, len(noto) - 1, len(noto), both[-1]):
        image, vendor = training_drawing(int(row), 32)
        assert np.array_equal(image, emoji.training().images[row])
        assert vendor == ("noto" if row < len(noto) else "twemoji")


def test_features_are_the_encoders_without_dropout(encoder):
    images = emoji.training().images[:5]
    with torch.inference_mode():
        by_hand = encoder(normalised(tensor(images))).numpy()
    encoder.train()
    np.testing.assert_allclose(features_of(encoder, images, batch=2), by_hand, atol=1e-6)
    assert encoder.training
    encoder.eval()


def test_a_training_drawing_is_its_own_nearest(space):
    images = emoji.training().images[[3, 3500]]
    rows, distances = space.nearest(images, 1)
    assert rows[:, 0].tolist() == [3, 3500]
    assert np.abs(distances).max() < 1e-5
    rows, distances = nearest_by_pixels(images, 1)
    assert rows[:, 0].tolist() == [3, 3500]
    assert distances.tolist() == [[0], [0]]


def test_distances_are_cosines_of_centred_features(encoder, space):
    image = emoji.held_out("validation", "pictures").images[:1]
    rows, distances = space.nearest(image, 4)
    query = features_of(encoder, image)[0].astype(np.float64) - space.mean
    keys = space.features[rows[0]].astype(np.float64)
    cosines = keys @ query / np.linalg.norm(keys, axis=1) / np.linalg.norm(query)
    np.testing.assert_allclose(distances[0], 1 - cosines, atol=1e-6)
    np.testing.assert_allclose(space.features.mean(0), 0, atol=1e-4)


def test_the_quick_search_by_pixels_finds_what_the_exact_one_does():
    images = emoji.held_out("validation", "compositions").images[:6]
    keys = emoji.training().images.reshape(len(emoji.training()), -1)
    exact, far = nearest(images.reshape(6, -1), keys, 12, metric="euclidean")
    rows, distances = nearest_by_pixels(images, 12)
    assert np.array_equal(rows, exact)
    np.testing.assert_allclose(distances, far / np.sqrt(3072), atol=1e-9)


def test_only_the_drawings_of_some_vendors_are_found(space):
    images, noto = emoji.training().images[:3], len(rows_of(("noto",)))
    for rows, _ in (space.nearest(images, 5, ("twemoji",)), nearest_by_pixels(images, 5, ("twemoji",))):
        assert rows.min() >= noto
    for rows, _ in (space.nearest(images, 5, ("noto",)), nearest_by_pixels(images, 5, ("noto",))):
        assert rows.max() < noto


def test_too_many_neighbours_are_refused(space):
    with pytest.raises(CaptionsError, match="k must be from 1 to"):
        space.nearest(emoji.training().images[:1], 10_000)


def test_a_space_is_made_once(encoder, space):
    assert feature_space(encoder) is space
    assert isinstance(space, FeatureSpace)
