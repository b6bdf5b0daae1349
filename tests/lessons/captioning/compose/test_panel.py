"""Compose: every role, vendor, person and tone; pictures of one's own, and bad files."""

from html import escape

import pytest

from captioners import captioner
from told import has_nan, problem, refused
from unrolled.datasets import emoji
from unrolled.lessons.captioning.compose.figure import describe
from unrolled.lessons.captioning.compose.panel import ComposePanel
from unrolled.lessons.captioning.compose.probe import places
from unrolled.lessons.captioning.compose.record import PEOPLE, TONES, Own, Table
from unrolled.training.captioning import vocabulary
from uploads import bad_files, good_files


@pytest.fixture(scope="module")
def model():
    return captioner(vocabulary())


@pytest.fixture
def panel(model):
    return ComposePanel(model, vocabulary())


def check(panel):
    assert not problem(panel)
    assert panel.describe() == panel.status.text == describe(panel.record)
    assert escape(panel.describe()) in panel.drawing()
    assert not has_nan(panel.drawing())


def test_it_begins_with_a_composition_that_is_held_out(panel):
    assert panel.record.kinds[panel.record.place] == "new triple"
    check(panel)


def test_roles_from_all_over_the_menu(panel):
    place = panel.record.place
    assert [value for _, value in panel.role.choices] == list(emoji.roles())
    for role in emoji.roles()[::6]:
        panel.role.value = role
        view = panel.record
        assert (view.role, view.place) == (role, place)
        assert view.references[place] == emoji.emoji()[places(role)[place]].caption
        check(panel)


def test_every_vendor_person_and_tone(panel):
    for vendor in ("twemoji", "noto"):
        panel.vendor.value = vendor
        assert panel.record.vendor == vendor
        check(panel)
    for row in range(len(PEOPLE)):
        for cursor in range(len(TONES)):
            panel.live.cursor, panel.live.row = cursor, row
            assert panel.record.place == 6 * row + cursor
            check(panel)


def test_a_move_of_the_cursor_sends_the_layer_alone(panel):
    sent, said = [], panel.describe()
    panel.live.observe(lambda change: sent.append(change.name), ["svg", "layer"])
    panel.live.cursor = 2
    assert sent[-1:] == ["layer"]
    assert panel.describe() != said
    assert "image/svg+xml" in panel._repr_mimebundle_()


def test_a_picture_of_ones_own_stays_until_another_is_chosen(panel):
    panel.live.cursor = 1
    for name, data in good_files().items():
        panel.upload.give(data, name)
        assert isinstance(panel.record, Own)
        check(panel)
        assert panel.record.seen[4, 16, 0] > 150  # the red bar is above, however the file says it
        assert panel.record.seen[4, 16, 1:].max() < 80
        assert panel.record.seen[28, 16].min() > 240
    panel.live.cursor = 3  # nothing to move there
    assert isinstance(panel.record, Own)
    panel.vendor.value = "twemoji"
    assert isinstance(panel.record, Table)
    assert (panel.record.vendor, panel.record.cursor) == ("twemoji", 1)
    check(panel)
    panel.upload.give(good_files()["png"])
    panel.role.value = "mage"
    assert (panel.record.role, panel.record.cursor) == ("mage", 1)


@pytest.mark.parametrize("name", sorted(bad_files()))
@pytest.mark.parametrize("own", [False, True])
def test_a_bad_file_is_told_and_the_last_state_stays(panel, name, own):
    if own:
        panel.upload.give(good_files()["png"])
    data, words = bad_files()[name]
    record = panel.record
    with refused(panel, words):
        panel.upload.give(data, f"{name}.png")
    assert panel.record is record
    panel.role.value = "mage"
    check(panel)


def test_a_role_that_is_not_there_is_refused(model):
    with pytest.raises(emoji.EmojiError, match="no role"):
        ComposePanel(model, vocabulary(), role="poet")
