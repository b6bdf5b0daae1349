"""The panel that swaps the picture: every control over its values."""

import pytest
import torch

from captioners import captioner
from told import has_nan, problem, refused
from unrolled.datasets.emoji_shelves import SHELVES, shelf
from unrolled.lessons.captioning.shown import probe as probes
from unrolled.lessons.captioning.shown.figure import answer
from unrolled.lessons.captioning.shown.panel import ShownPanel
from unrolled.training.captioning import vocabulary


def networks():
    ways = ("once", "always", "merged")
    return {shown: captioner(vocabulary(), shown, seed=seed, features=8) for seed, shown in enumerate(ways)}


@pytest.fixture
def panel():
    made = ShownPanel(networks(), vocabulary(), scores=())
    yield made
    made.close()


def check(panel):
    """What is shown is what the probe says of the drawings that the controls name."""
    held = shelf(panel.shelf.value)
    image = held.image(int(panel.picture.value) - 1)
    other = held.image(int(panel.other.value) - 1) if panel.swap.value == "another" else probes.white(image)
    for one, model in zip(panel.record.readings, panel._models, strict=True):
        due = probes.read(model, vocabulary(), image, other, held.references(int(panel.picture.value) - 1))
        assert one.words == due.words
        assert one.swapped == due.swapped
        assert (one.absent == due.absent).all()
    assert not problem(panel)
    assert panel.status.text == panel.note == answer(panel.record)
    assert panel.describe().startswith("Swapped for ")
    assert not has_nan(panel.drawing())


def test_every_shelf_at_both_ends(panel):
    check(panel)
    for name in SHELVES[:3]:
        panel.shelf.value = name
        assert panel.picture.high == panel.other.high == len(shelf(name))
        for control in (panel.picture, panel.other):
            for value in (control.low, control.high):
                control.value = value
        check(panel)
    panel.shelf.value = "new compositions"  # fewer drawings: the places move to the last one
    assert panel.picture.value == panel.other.value == len(shelf("new compositions"))
    check(panel)


def test_a_white_page_in_place_of_another_drawing(panel):
    panel.swap.value = "white"
    assert (panel.record.other == 255).all()
    assert "Swapped for a white page" in panel.describe()
    check(panel)


def test_the_cursor_swaps_earlier_or_later_and_reads_nothing_again(panel, monkeypatch):
    monkeypatch.setattr(probes, "read", lambda *_: pytest.fail("read again"))
    for cut in range(panel.record.steps):
        panel.live.cursor = cut
        assert panel.record.cut == cut
        assert panel.status.text == answer(panel.record)
    panel.live.cursor = 99
    assert panel.record.cut == panel.record.steps - 1


def test_a_shorter_caption_moves_the_cursor_back(panel):
    panel.live.cursor = panel.record.steps - 1
    for model in panel._models:
        with torch.no_grad():
            model.decoder.h_to_logits.bias[1] += 99  # ends at once
    panel.picture.value += 1
    assert panel.record.steps == 1
    assert panel.record.cut == 0
    check(panel)


def test_places_that_are_not_there_are_told(panel):
    with refused(panel, "Picture runs from 1 to 241"):
        panel.picture.type("242")
    with refused(panel, "not a number"):
        panel.picture.type("x")
