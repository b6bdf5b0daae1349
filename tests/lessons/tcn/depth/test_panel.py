"""The panel on depth: every depth, start and measure, and its cursor."""

import pytest

from told import whole
from unrolled.lessons.tcn.depth.figure import describe_depth
from unrolled.lessons.tcn.depth.panel import DepthPanel


@pytest.fixture
def panel():
    return DepthPanel()


def test_every_depth_start_and_measure(panel):
    for start in ("torch", "he"):
        panel.start.value = start
        for measure in ("values", "weights"):
            panel.measure.value = measure
            for levels in range(2, 17):
                panel.levels.value = levels
                assert panel.record.levels == levels
                assert panel.live.last == levels - (measure == "weights")
                whole(panel, describe_depth)


def test_levels_are_pointed_at(panel):
    still = panel.live.svg
    for level in range(5):
        panel.live.cursor = level
        assert panel.record.cursor == level
        whole(panel, describe_depth)
    assert panel.live.svg == still
    panel.levels.value = 2
    assert panel.record.cursor == 2
    assert [value for _, value in panel.presets.choices] == [3, 8, 16]
