"""Opened and closed, and what is still open: every control over its values, bad input, a writer that can be stopped."""

import numpy as np
import pytest
import torch

from readers import sampler
from told import problem, refused
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.latex.closing import panel as closing
from unrolled.lessons.latex.closing.panel import ClosingPanel
from unrolled.lessons.latex.endings import panel as endings
from unrolled.lessons.latex.endings.panel import EndingsPanel
from unrolled.lessons.latex.endings.probe.fillers import FILLERS
from unrolled.measuring.char_rnn import gumbel_noise, read, sample

VOCABULARY = Vocabulary("".join(map(chr, range(32, 127))) + "\n")


@pytest.fixture(scope="module")
def model():
    return sampler(VOCABULARY, seed=3)


@pytest.fixture
def panel(model):
    made = ClosingPanel(model, VOCABULARY, count=5, length=120)
    made.finish()
    yield made
    made.close()


class TestClosing:
    def test_every_continuation_is_what_its_noise_gives(self, panel, model):
        view = panel.finish()
        assert view.written == 120
        logits, state = read(model, VOCABULARY.encode(panel.source.value))
        noise = gumbel_noise(0, 120 * 5, len(VOCABULARY)).view(120, 5, -1)
        due = {
            VOCABULARY.decode(sample(model, logits, state, noise[:, row], torch.tensor([0.8]))[0]) for row in range(5)
        }
        assert {one.text for one in view.continuations} == due

    @pytest.mark.parametrize("source", [source for _, source in closing.PRESETS])
    def test_every_preset_leaves_something_open(self, panel, source):
        panel.source.value = source
        view = panel.finish()
        assert not problem(panel)
        assert view.openings
        assert panel.describe() in panel.drawing()

    def test_every_temperature_and_noise(self, panel):
        for tau in (0.0, 0.5, 2.0):
            panel.temperature.value = tau
            assert panel.finish().temperature == tau
        assert len({one.text for one in panel.record.continuations}) == 5
        panel.temperature.value = 0
        assert len({one.text for one in panel.finish().continuations}) == 1  # greedy: the noise counts nothing
        panel.temperature.value = 1
        before = panel.finish()
        panel.new_noise.presses += 1
        assert panel.finish().continuations != before.continuations

    def test_every_strip_can_be_read(self, panel):
        for row in range(5):
            panel.live.row = row
            assert panel.record.row == row
            assert f"Continuation {row + 1}:" in panel.describe()

    def test_the_first_characters_are_there_at_once(self, model, monkeypatch):
        monkeypatch.setattr(ClosingPanel, "_write", lambda *_: None)
        panel = ClosingPanel(model, VOCABULARY, count=3, length=200)
        assert panel.record.written == closing.EVERY

    def test_a_new_setting_ends_the_old_writing(self, panel):
        for tau in np.linspace(0.1, 1.9, 7):
            panel.temperature.value = tau
        assert panel.finish().temperature == panel.temperature.value
        assert panel.record.written == 120

    def test_where_all_is_closed_the_writing_ends(self, panel):
        class Closes:
            def step(self, state, ids):
                logits = torch.zeros(len(ids), len(VOCABULARY))
                logits[:, VOCABULARY.characters.index("$")] = 100
                return logits, torch.zeros(len(ids), 1)

        other = ClosingPanel(Closes(), VOCABULARY, source="a $x", count=3, length=400)
        view = other.finish()
        assert view.written == closing.EVERY
        assert all(one.closings[0].right for one in view.continuations)

    def test_real_lengths_stand_beside_it(self, panel):
        panel.source.value = closing.PRESETS[1][1]
        real = panel.finish().real[0]
        assert real[1][0] > 0.9 > real[1][-1]
        panel.source.value = r"\begin{nobody} "
        assert panel.finish().real == (None,)

    def test_bad_input_is_told_and_the_last_picture_stays(self, panel):
        for source, words in (
            ("", "empty"), ("plain words", "Nothing is open"), ("$ é", "“é” (place 3)"), ("$" + "a" * 500, "501"),
        ):  # fmt: skip
            with refused(panel, words):
                panel.source.value = source
        panel.source.value = "$<b>"
        panel.finish()
        assert not problem(panel)
        assert "<b>" not in panel.drawing()
        panel.temperature.type("hot")
        assert "not a number" in problem(panel)


class TestEndings:
    @pytest.fixture
    def panel(self, model):
        return EndingsPanel(model, VOCABULARY)

    def test_every_source_filler_and_distance(self, panel):
        for _, source in endings.PRESETS:
            panel.source.value = source
            for kind in FILLERS:
                panel.between.value = kind
                for distance in (0, 50, 500, 1000):
                    panel.distance.value = distance
                    view = panel.record
                    assert not problem(panel)
                    assert len(view.between) == distance
                    assert view.distances[view.place] == distance
                    assert 0 < view.chances.sum() <= 1
                    assert panel.describe() in panel.drawing()
                    assert panel.describe().startswith(f"{distance} characters")

    def test_the_slider_reads_nothing_anew(self, panel, monkeypatch):
        monkeypatch.setattr(endings, "Memory", None)
        panel.distance.value = 300
        assert panel.record.place == 6

    def test_bad_input_is_told_and_the_last_picture_stays(self, panel):
        for source, words in (
            ("", "empty"), ("words", "Nothing is open"), ("\\begin{proof} $x", "close it first"),
            ("\\begin{proof} ü", "“ü”"), ("\\begin{proof}" + "a" * 500, "513"),
        ):  # fmt: skip
            with refused(panel, words):
                panel.source.value = source
        panel.source.value = "\\begin{proof}<b>"
        assert not problem(panel)
        assert "<b>" not in panel.drawing()
