"""Memorised or made up: every control over its values, and bad input."""

import numpy as np
import pytest

from readers import sampler, untrained
from told import refused
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.shakespeare.memorised.panel import NETWORK, PLAY, YOURS, MemorisedPanel
from unrolled.measuring.novelty import Corpus

SPEECH = "{}:\nAbba had a cabbage, and a bee hid a big bean.\nWho had the bean? The bee had it!\n\n"
KNOWN = Corpus({"One": "".join(map(SPEECH.format, "ABC")), "Two": SPEECH.format("D")})
PLAYS = {"Three": "".join(map(SPEECH.format, "EFGHIJ")), "Four": "".join(map(SPEECH.format, "KLMNOP"))}
VOCABULARY = Vocabulary("".join(PLAYS.values()) + "ABCD")


@pytest.fixture(params=[untrained, sampler])
def panel(request):
    model = request.param(VOCABULARY)
    return MemorisedPanel(model, VOCABULARY, PLAYS, KNOWN, prompt="A:\n", text="the bee had it")


def displayed(panel):
    return [c for c in (panel.temperature, panel.text, panel.another) if c.layout.display != "none"]


def test_each_writer_has_its_controls(panel):
    assert displayed(panel) == [panel.temperature, panel.another]
    panel.writer.value = PLAY
    assert displayed(panel) == [panel.another]
    assert panel.record.text in PLAYS["Three"]
    assert "Three, which it never saw" in panel.describe()
    panel.writer.value = YOURS
    assert displayed(panel) == [panel.text]
    assert panel.record.text == "the bee had it"
    panel.writer.value = NETWORK
    assert 0 < len(panel.record.text) <= 300  # as much as there is room for
    assert "as A" in panel.describe()


def test_every_temperature(panel):
    seen = set()
    for tau in np.arange(0, 2.01, 0.25):
        panel.temperature.value = float(tau)
        seen.add(panel.record.text)
        assert f"τ = {tau:g}" in panel.describe()
    assert len(seen) > 4


def test_every_least_length(panel):
    panel.writer.value = PLAY
    for least in range(6, 41):
        panel.least.value = least
        view = panel.record
        assert view.least == least
        assert all(match.length >= least for match in view.matches)
        assert panel.live.last == max(len(view.matches) - 1, 0)
        assert f"matches of {least} or more" in panel.describe()


def test_matches_and_places_are_gone_through_by_the_cursors(panel):
    panel.writer.value = PLAY
    panel.least.value = 12
    for match in range(panel.live.last + 1):
        panel.live.cursor = match
        assert (panel.record.match, panel.record.place) == (match, 0)
        for place in range(panel.live.last_row + 1):
            panel.live.row = place
            view = panel.record
            assert (view.match, view.place) == (match, place) == (panel.live.cursor, panel.live.row)
            found = view.matches[match]
            assert view.spot.match == view.text[found.start : found.start + found.length]
    assert panel.record.places > 1
    panel.another.presses += 1
    assert panel.live.row == 0
    assert panel.record.text in PLAYS["Four"]


def test_bad_text_is_told_and_the_last_picture_stays(panel):
    panel.writer.value = YOURS
    for text, words in (
        ("", "There is no text"),
        ("  \n", "There is no text"),
        ("a" * 1001, "1,001 characters"),
        ("a\n" * 40, "room for 14 lines"),
    ):
        with refused(panel, words):
            panel.text.value = text
    panel.text.value = "<script>ß\0 the bee had it"  # any character may be looked for
    assert not panel.status.problem
    assert "<script>" not in panel.drawing()
    panel.least.type("many")
    assert "is not a number" in panel.status.text
