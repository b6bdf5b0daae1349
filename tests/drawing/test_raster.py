"""Pictures in drawings: what a browser would decode is what was given."""

import base64
import io
import re

import numpy as np
import pytest
from PIL import Image

from unrolled.datasets import emoji
from unrolled.drawing.raster import photograph, png, rgb_png


def decoded(address):
    head, data = address.split(",", 1)
    assert head == "data:image/png;base64"
    image = Image.open(io.BytesIO(base64.b64decode(data, validate=True)))
    image.load()
    return image


@pytest.mark.parametrize("shape", [(1, 1), (2, 5), (7, 3), (32, 32), (300, 1)])
def test_true_colour_comes_back_pixel_by_pixel(shape):
    given = np.random.default_rng(0).integers(0, 256, (*shape, 3), dtype=np.uint8)
    image = decoded(rgb_png(given))
    assert image.mode == "RGB"
    assert image.size == shape[::-1]
    assert np.array_equal(np.asarray(image), given)


def test_a_view_that_is_not_in_one_piece_comes_back():
    given = emoji.sheet("noto").pictures([0], 32)[0]
    assert np.array_equal(np.asarray(decoded(rgb_png(given[:, ::-1]))), given[:, ::-1])


@pytest.mark.parametrize(
    "wrong",
    [np.zeros((4, 4, 3)), np.zeros((4, 4), np.uint8), np.zeros((4, 4, 4), np.uint8), np.zeros((0, 4, 3), np.uint8)],
    ids=["float", "grey", "with alpha", "empty"],
)
def test_another_kind_of_array_is_refused(wrong):
    with pytest.raises(ValueError, match="uint8"):
        rgb_png(wrong)


def test_a_palette_comes_back_with_its_transparency():
    image = decoded(png(np.array([[0, 1], [2, 0], [1, 1]]), ["#000000", "#FF8001", "#FFFFFF40"]))
    assert image.mode == "P"
    colours = np.asarray(image.convert("RGBA"))
    assert colours[0].tolist() == [[0, 0, 0, 255], [255, 128, 1, 255]]
    assert colours[1, 0].tolist() == [255, 255, 255, 64]
    assert colours.shape == (3, 2, 4)


def test_a_photograph_fills_its_box():
    given = np.full((2, 3, 3), 200, np.uint8)
    svg = photograph(given, 10, 20, 30, 40.5)
    held = dict(re.findall(r'([a-zA-Z]+)="([^"]*)"', svg))
    assert svg.startswith("<image ")
    assert (held["x"], held["y"], held["width"], held["height"]) == ("10", "20", "30", "40.5")
    assert np.array_equal(np.asarray(decoded(held["href"])), given)
