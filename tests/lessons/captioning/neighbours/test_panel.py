"""The panel of neighbours: every control over its values, pictures of one's own, and bad files."""

import pytest

from captioners import captioner
from told import has_nan, problem, refused
from unrolled.datasets.emoji_shelves import SHELVES, shelf
from unrolled.lessons.captioning.neighbours.figure import answer, describe_neighbours
from unrolled.lessons.captioning.neighbours.panel import NeighboursPanel
from unrolled.training.captioning import vocabulary
from uploads import bad_files, good_files


@pytest.fixture(scope="module")
def model():
    return captioner(vocabulary(), seed=1)


@pytest.fixture
def panel(model):
    return NeighboursPanel(model, vocabulary(), picture=1)


def check(panel):
    assert not problem(panel)
    assert panel.describe() == describe_neighbours(panel.record)
    assert panel.status.text == answer(panel.record)
    assert not has_nan(panel.drawing())


def test_every_shelf_at_its_ends(panel):
    check(panel)
    for name in SHELVES[:3]:
        panel.source.value = name
        held = shelf(name)
        assert (panel.picture.value, panel.picture.high) == (1, len(held))
        assert panel.record.references == held.references(0)
        panel.picture.value = len(held)
        assert panel.record.references == held.references(len(held) - 1)
        assert (panel.record.image == held.image(len(held) - 1, 64)).all()
        check(panel)


def test_another_shelf_is_drawn_once(panel):
    panel.picture.value, drawn = 5, []
    panel.live.observe(lambda change: drawn.append(change.new), "svg")
    panel.source.value = SHELVES[1]
    assert len(drawn) == 1


def test_every_k_vendor_and_encoder(panel):
    for k in range(1, 13):
        panel.k.value = k
        assert panel.record.k == k
        check(panel)
    for vendor in ("noto", "twemoji"):
        panel.vendor.value = vendor
        for side in (panel.record.features, panel.record.pixels):
            assert {one.vendor for one in side.neighbours} == {vendor}
    trained = panel.record
    panel.encoder.value = "untrained"
    assert not panel.record.trained
    assert [one.distance for one in panel.record.features.neighbours] != [
        one.distance for one in trained.features.neighbours
    ]
    check(panel)
    panel.more.reset()
    assert (panel.record.k, panel.record.trained) == (6, True)


def test_a_picture_of_ones_own_stays_until_another_is_chosen(panel):
    for data in good_files().values():
        panel.upload.give(data)
        assert panel.record.title == "Your picture"
        assert panel.record.references == ()
        check(panel)
        pixel = panel.record.image[8, 32].astype(int)  # the red bar is above, however the file says it
        assert pixel[0] > 150
        assert max(pixel[1:]) < 80
        assert panel.record.image[56, 32].min() > 240
    panel.k.value = 9
    assert panel.record.title == "Your picture"
    panel.picture.value = 2
    assert panel.record.title.startswith("Picture 2 of")
    check(panel)


@pytest.mark.parametrize("name", sorted(bad_files()))
def test_a_bad_file_is_told_and_the_last_picture_stays(panel, name):
    data, words = bad_files()[name]
    with refused(panel, words):
        panel.upload.give(data, f"{name}.png")
    assert "\n" not in problem(panel)
    panel.k.value = 2  # still of the picture before
    assert panel.record.title.startswith("Picture 1 of")
    panel.picture.value = 3
    check(panel)


def test_a_file_that_is_too_large_is_told(panel):
    with refused(panel, "30,000,000 bytes"):
        panel.upload.hear({"name": "big.tif", "size": 30_000_000})
