"""Notebook 10 in JupyterLab: its panels are moved, and show what their twins in Python compute; a file is opened."""

import io

import numpy as np
import pytest
from moving import slide
from PIL import Image

from lab import described
from unrolled import notebook
from unrolled.datasets.emoji_shelves import shelf
from unrolled.lessons.captioning.beam.panel import BeamPanel
from unrolled.lessons.captioning.bleu.panel import BleuPanel
from unrolled.lessons.captioning.compose.panel import ComposePanel
from unrolled.lessons.captioning.gallery.panel import GalleryPanel
from unrolled.lessons.captioning.neighbours.panel import NeighboursPanel
from unrolled.lessons.captioning.shown.panel import ShownPanel
from unrolled.lessons.captioning.word_by_word.panel import WordByWordPanel
from unrolled.training.captioning import load_captioner


@pytest.fixture(scope="module")
def captioner():
    notebook.setup()
    model, words, _ = load_captioner("captioner_once_0")
    return model, words


@pytest.fixture(scope="module")
def here(ran):
    return ran("10_show_and_tell.ipynb")


def test_the_gallery_opens_one_picture_after_the_other(here, captioner):
    panel, twin = here.panel("Figure 5: captions in four groups"), GalleryPanel(*captioner)
    described(panel, twin.describe())
    for key, move in (("ArrowRight", (1, 0)), ("ArrowDown", (0, 1))):
        panel.locator(".unrolled-wide").press(key)
        twin.live.cursor += move[0]
        twin.live.row += move[1]
        described(panel, twin.describe())
    twin.close()


def test_words_pictures_and_beams_follow_keys_and_sliders(here, captioner):
    panel, twin = here.panel("Word by word"), WordByWordPanel(*captioner)
    panel.locator(".unrolled-wide").press("ArrowRight")
    twin.live.cursor += 1
    described(panel, twin.describe())
    slide(panel, twin, "Picture", twin.picture, "ArrowRight")
    panel, twin = here.panel("Beam tree"), BeamPanel(*captioner)
    slide(panel, twin, "Beam width", twin.width, "Home")
    slide(panel, twin, "Picture", twin.picture, "PageUp")


def test_the_swap_moves_along_the_captions(here, captioner):
    models = {name: load_captioner(f"captioner_{name}_0")[0] for name in ("once", "always", "merged")}
    panel, twin = here.panel("Shown once, always, or merged"), ShownPanel(models, captioner[1])
    panel.locator(".unrolled-wide").press("ArrowRight")
    twin.live.cursor += 1
    described(panel, twin.describe())


def test_a_slider_follows_the_length_of_its_shelf(here, captioner):
    panel, twin = here.panel("What the encoder sees"), NeighboursPanel(*captioner)
    panel.get_by_text("other vendor", exact=True).click()
    twin.source.value = "the other vendor"
    described(panel, twin.describe())
    slide(panel, twin, "Picture", twin.picture, "End")
    assert twin.picture.value == len(shelf("the other vendor"))


def test_a_picture_is_opened_and_what_is_none_is_refused(here, captioner):
    panel, twin = here.panel("Compose"), ComposePanel(*captioner)
    panel.locator(".unrolled-wide").press("ArrowLeft")
    twin.live.cursor -= 1
    described(panel, twin.describe())
    chooser = panel.locator("input[type=file]")
    chooser.set_input_files({"name": "evil.png", "mimeType": "image/png", "buffer": b"<svg onload=alert(1)>"})
    panel.get_by_role("status").filter(has_text="SVG").wait_for(timeout=20_000)
    described(panel, twin.describe())
    drawn = io.BytesIO()
    Image.fromarray(np.full((90, 60, 3), (200, 30, 30), np.uint8)).save(drawn, "png")
    chooser.set_input_files({"name": "red.png", "mimeType": "image/png", "buffer": drawn.getvalue()})
    twin.upload.give(drawn.getvalue())
    described(panel, twin.describe())


def test_a_caption_of_ones_own_is_scored_and_escaped(here):
    panel, twin = here.panel("BLEU taken apart"), BleuPanel()
    typed = "a <b>man</b> firefighter"
    panel.get_by_role("textbox").first.fill(typed)
    twin.caption.value = typed
    described(panel, twin.describe())
    assert panel.locator("svg b").count() == 0


def test_a_captioner_is_trained_and_stopped(here):
    panel = here.panel("Train a captioner")
    status = panel.get_by_role("status")
    panel.get_by_role("button", name="Start", exact=True).click()
    status.filter(has_text="updates of").wait_for(timeout=60_000)
    panel.get_by_role("button", name="Stop", exact=True).click()
    status.filter(has_text="Stopped").wait_for(timeout=30_000)
