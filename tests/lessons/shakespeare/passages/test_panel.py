"""Ours and his: every control over its values."""

import numpy as np
import pytest

from readers import sampler, untrained
from told import refused
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.shakespeare.passages.panel import PassagesPanel
from unrolled.measuring.novelty import Corpus

SPEECH = "{}:\nAbba had a <b>cabbage</b>, and a bee hid a big bean.\nWho had the bean? The bee had it!\n\n"
PLAYS = {"One & Two": "".join(map(SPEECH.format, "ABCDEFGH")), "Three": "".join(map(SPEECH.format, "FEDCBAXYZ"))}
VOCABULARY = Vocabulary("".join(PLAYS.values()))


@pytest.fixture(scope="module", params=[untrained, sampler])
def model(request):
    return request.param(VOCABULARY)


@pytest.fixture
def panel(model):
    return PassagesPanel(model, VOCABULARY, PLAYS, Corpus({"Known": SPEECH.format("A")}), length=60)


def test_every_place_and_play(panel):
    for title, play in PLAYS.items():
        panel.play.value = title
        for place in range(0, 101, 5):
            panel.place.value = place
            at = panel.record.opening
            assert at.text + at.after in play
            assert panel.record.his.text == at.after
            assert len(panel.record.ours.text) == 60
            assert panel.describe().startswith(f"{title}, line {at.line}")
            assert "<b>" not in panel.drawing()


def test_every_temperature_goes_on_from_the_same_opening(panel):
    before, seen = panel.record, set()
    for tau in np.arange(0, 2.01, 0.25):
        panel.temperature.value = float(tau)
        now = panel.record
        seen.add(now.ours.text)
        assert (now.opening, now.his) == (before.opening, before.his)
    assert len(seen) > 5


def test_new_noise_changes_ours_alone(panel):
    before = panel.record
    panel.new_noise.presses += 1
    assert panel.record.ours.text != before.ours.text
    assert panel.record.his == before.his


def test_the_cursor_goes_through_the_sentences(panel):
    panel.temperature.value = 0.0
    for sentence in range(panel.live.last + 1):
        panel.live.cursor = sentence
        assert panel.record.sentence == sentence
        assert f"sentence {sentence + 1}." in panel.describe()
    panel.place.value = 50
    assert panel.record.sentence == panel.live.cursor == 0


def test_typed_nonsense_is_told(panel):
    with refused(panel, "is not a number"):
        panel.place.type("far <b>")
    with refused(panel, "runs from 0 to 2"):
        panel.temperature.type("7")
    panel.temperature.type("1")
    assert not panel.status.problem
