"""σ against tanh: the sliders over their range."""

import numpy as np
import pytest

from unrolled.lessons.lstm.squash.figure import answer
from unrolled.lessons.lstm.squash.panel import SquashPanel


@pytest.fixture
def panel():
    made = SquashPanel()
    yield made
    made.close()


@pytest.mark.parametrize("value", [-4, -2, -0.1, 0, 0.1, 2, 4])
def test_the_sliders_move_lines_and_sentence(panel, value):
    for control in (panel.gate, panel.candidate):
        control.value = value
        shown = panel.record
        assert panel.live.values["0.y"] == shown.carry["as it is"].tolist()
        assert np.isfinite(shown.carry["gate a tanh"]).all()
        assert panel.figure().data[1].name == panel.live.values["1.name"]
        assert panel.status.text == answer(shown)
    told = f"{value:+.2f}".replace("-", "−") if value else "0.00"
    assert f" {told} into the gate" in panel.describe()


def test_what_is_typed_outside_is_told(panel):
    panel.gate.type("9")
    assert panel.status.problem
    assert panel.gate.value == 2
