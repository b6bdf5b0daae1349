"""The gallery's panel: every shelf, page and place; captions written once, in a thread."""

import html
import threading
import time

import pytest

from captioners import captioner
from unrolled.datasets import emoji_shelves
from unrolled.datasets.caption_words import CaptionVocabulary
from unrolled.lessons.captioning.gallery import panel as gallery_panel
from unrolled.lessons.captioning.gallery.panel import HELD_OUT, GalleryPanel

WORDS = CaptionVocabulary(["a", "man", "heart", "<b>"])
TONES = {"dark": "light", "light": "dark"}


def pretended(model, words, shelf, stopped=lambda: False):
    """Three true captions, one in another tone, one of the next picture, in turns."""
    pictures = emoji_shelves.shelf(shelf)
    true = [pictures.references(k)[0] for k in range(len(pictures))]
    other = [" ".join(TONES.get(word, word) for word in caption.split()) for caption in true]
    return [(true[k], true[k], other[k], true[k - 9], "<b>")[k % 5] for k in range(len(true))]


@pytest.fixture
def panel(monkeypatch):
    monkeypatch.setattr(gallery_panel.probes, "captions", pretended)
    made = GalleryPanel(None, WORDS)
    yield made
    made.close()


def test_every_shelf_group_and_some_rows(panel):
    seen = set()
    for shelf in (*HELD_OUT[1:], HELD_OUT[0]):
        panel.shelf.value = shelf
        panel.finish()
        assert panel.record.shelf == shelf
        assert len(panel.record) == len(emoji_shelves.shelf(shelf))
        assert panel.live.last_row == 2 * panel.record.pages - 1
        for column in range(4):
            for row in (0, 1, 2, panel.live.last_row):
                panel.live.cursor, panel.live.row = column, row
                shown = panel.record
                assert (shown.column, shown.row, shown.page) == (column, row, row // 2)
                assert not panel.status.problem
                assert panel.status.text == panel.note
                assert panel.describe() in html.unescape(panel.live.layer)
                assert "<b>" not in panel.drawing()
                seen.add(panel.describe())
    assert len(seen) == 48


def test_turning_pages_stops_at_both_ends(panel):
    panel.back.presses += 1
    assert panel.record.page == 0
    panel.on.presses += 1
    assert (panel.record.page, panel.live.row) == (1, 2)
    for _ in range(panel.record.pages):
        panel.on.presses += 1
    assert panel.record.page == panel.record.pages - 1
    panel.back.presses += 1
    assert panel.record.page == panel.record.pages - 2


def test_a_click_beyond_the_last_place_means_the_last(panel):
    panel.live.cursor, panel.live.row = 99, 9999
    assert (panel.record.column, panel.record.row) == (3, panel.live.last_row)


def test_captions_are_written_once(panel, monkeypatch):
    panel.shelf.value = HELD_OUT[1]
    first = panel.finish()
    monkeypatch.setattr(gallery_panel.probes, "captions", lambda *_: pytest.fail("written again"))
    for shelf in HELD_OUT[:2]:
        panel.shelf.value = shelf
        assert panel.record.shelf == shelf
        assert not panel.record.waiting
    assert panel.record.groups == first.groups


def test_the_last_picture_stays_while_captions_are_written(panel, monkeypatch):
    go, drawn = threading.Event(), panel.drawing()

    def slow(*args):
        assert go.wait(10)
        return pretended(*args)

    monkeypatch.setattr(gallery_panel.probes, "captions", slow)
    panel.shelf.value = HELD_OUT[2]
    assert (panel.record.shelf, panel.record.waiting) == (HELD_OUT[0], HELD_OUT[2])
    assert panel.drawing() == drawn
    assert "is writing the captions" in panel.status.text
    panel.live.cursor = 1  # one may look around meanwhile
    assert "is writing the captions" in panel.status.text
    go.set()
    assert panel.finish().shelf == HELD_OUT[2]
    assert "% of 1,045 captions" in panel.status.text


def test_another_choice_ends_the_writing(panel, monkeypatch):
    begun, ended = threading.Event(), []

    def until_stopped(model, words, shelf, stopped):
        begun.set()
        until = time.monotonic() + 10
        while not stopped() and time.monotonic() < until:
            time.sleep(0.01)
        ended.append(stopped())

    monkeypatch.setattr(gallery_panel.probes, "captions", until_stopped)
    panel.shelf.value = HELD_OUT[2]
    assert begun.wait(10)
    panel.shelf.value = HELD_OUT[0]
    assert ended == [True]
    assert not panel.finish().waiting
    assert panel.record.shelf == HELD_OUT[0]


def test_a_network_of_its_own_and_a_picture_for_readers_without_a_kernel():
    panel = GalleryPanel(captioner(WORDS), WORDS, shelf=HELD_OUT[1])
    bundle = panel._repr_mimebundle_()
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    assert data["text/plain"].startswith("265 new things")
    assert "<image" in data["image/svg+xml"]
    panel.close()
