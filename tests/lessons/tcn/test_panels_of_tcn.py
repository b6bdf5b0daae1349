"""The TCN notebook's other panels: what their controls do, and what they say to bad input."""

import numpy as np
import pytest

from unrolled.lessons.tcn.chorales.panel import ChoralesPanel
from unrolled.lessons.tcn.one_dimension.panel import KERNELS, OneDimensionPanel
from unrolled.lessons.tcn.race.panel import TCNRacePanel
from unrolled.lessons.tcn.short_field.panel import ShortFieldPanel
from unrolled.lessons.tcn.streaming.panel import StreamingPanel
from unrolled.lessons.tcn.tdnn.panel import TDNNPanel

PANELS = [
    ChoralesPanel,
    OneDimensionPanel,
    ShortFieldPanel,
    StreamingPanel,
    TCNRacePanel,
    lambda: TDNNPanel(updates=20),
]


@pytest.fixture
def opened():
    panels = []

    def make(kind):
        panels.append(kind())
        return panels[-1]

    yield make
    for panel in panels:
        panel.close()


@pytest.mark.parametrize("kind", PANELS)
def test_the_cursor_changes_what_is_said_and_drawn(opened, kind):
    panel = opened(kind)
    said, drawn = panel.describe(), panel.drawing()
    panel.live.cursor = 2
    assert panel.describe() != said
    assert panel.drawing() != drawn
    assert "nan" not in panel.drawing()
    assert not panel.status.problem
    assert "image/svg+xml" in panel._repr_mimebundle_()


def test_kernels_by_preset_and_by_hand(opened):
    panel = opened(OneDimensionPanel)
    for _, typed in KERNELS:
        panel.kernel.value = typed
        assert panel.view().apart < 1e-12
    before = panel.drawing()
    panel.kernel.value = "1, two"
    assert "“two”" in panel.status.text
    assert panel.drawing() == before
    panel.kernel.value = "1 1 1 1 1"
    panel.dilation.value = 8
    assert "span 33" in panel.status.text


def test_digits_are_in_their_order(opened):
    panel = opened(OneDimensionPanel)
    assert panel._images.shape == (10, 28, 28)
    assert panel._images.max() == 1


def test_streams(opened):
    panel = opened(StreamingPanel)
    panel.levels.value = 8
    assert panel.view().field == 1 + 2 * 2 * 255
    before = panel.drawing()
    panel.levels.value = 20
    panel.kernel.value = 8
    assert "MiB" in panel.status.text
    assert panel.drawing() == before
    panel.kernel.value = 1
    assert panel.view().kept["tcn"] == 0


def test_networks_around_the_field(opened):
    panel = opened(ShortFieldPanel)
    for _, name in panel.net.choices:
        panel.net.value = name
        view = panel.view()
        assert int(view.waits[view.cursor]) in view.seen
    assert "43" in panel.describe()


def test_a_race_of_one_s_own(opened):
    panel = opened(TCNRacePanel)
    panel.stop.presses += 1
    assert "press Train to begin" in panel.status.text
    panel.seconds.low = 0
    panel.seconds.step = 0.5
    panel.seconds.value = 1.0
    panel.begin.presses += 1
    panel.finish()
    assert panel.error is None
    assert len(panel.view().own_points)
    assert "TCN" in panel.status.text
    assert "yours" in panel.describe()
    panel.task.value = "adding"
    assert not len(panel.view().own_points)
    panel.axis.value = "seconds"
    assert "Adding" in panel.describe()


def test_a_training_outside_of_the_field_of_one_s_own(opened):
    panel = opened(ShortFieldPanel)
    panel.seconds.low, panel.seconds.step = 0, 0.5
    panel.seconds.value = 0.5
    panel.begin.presses += 1
    panel.finish()
    assert panel.error is None
    assert "15 steps back" in panel.status.text


def test_chorales(opened):
    panel = opened(ChoralesPanel)
    first = panel.view().written
    panel.temperature.value = 0.3
    cold = panel.view().written
    assert (cold.voices[: cold.given] == first.voices[: first.given]).all()
    assert (np.diff(cold.voices[12:], axis=0) == 0).mean() > (np.diff(first.voices[12:], axis=0) == 0).mean()
    panel.draw.presses += 1
    assert (panel.view().written.voices != cold.voices).any()
    panel.writer.value = "own"
    assert "Train your own" in panel.status.text
    panel.writer.value = "bach"
    assert panel.view().written.writer == "Bach"
    assert panel.player.data == b""
    panel.play.presses += 1
    assert panel.player.data[:4] == b"RIFF"
    panel.writer.value = "shares"
    panel.underlay.value = "on"
    assert "shares" in panel.view().written.writer


def test_a_chorale_network_of_one_s_own(opened):
    panel = opened(ChoralesPanel)
    panel.seconds.low, panel.seconds.step = 0, 0.5
    panel.seconds.value = 0.5
    panel.begin.presses += 1
    panel.finish()
    assert panel.error is None
    assert panel.writer.value == "own"
    assert panel.view().written.writer == "your TCN"
    assert "our runs had" in panel.status.text


def test_a_tdnn_trained_anew(opened):
    panel = opened(lambda: TDNNPanel(updates=20))
    before = panel.view().evidence
    panel.kind.value = "2"
    assert panel.view().kind == 2
    panel.begin.presses += 1
    panel.finish()
    assert panel.error is None
    assert (panel.view().evidence != before).any()
    assert "seed 1" in panel.status.text
