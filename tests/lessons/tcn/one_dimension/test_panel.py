"""One dimension: kernels by preset and by hand, and the digits."""

import pytest

from cursors import check_cursor
from told import refused
from unrolled.lessons.tcn.one_dimension.panel import KERNELS, OneDimensionPanel


@pytest.fixture
def panel():
    made = OneDimensionPanel()
    yield made
    made.close()


def test_the_cursor_changes_what_is_said_and_drawn(panel):
    check_cursor(panel)


def test_kernels_by_preset_and_by_hand(panel):
    for _, typed in KERNELS:
        panel.kernel.value = typed
        assert panel.record.apart < 1e-12
    with refused(panel, "“two”"):
        panel.kernel.value = "1, two"
    panel.kernel.value = "1 1 1 1 1"
    panel.dilation.value = 8
    assert "span 33" in panel.status.text


def test_digits_are_in_their_order(panel):
    assert panel._images.shape == (10, 28, 28)
    assert panel._images.max() == 1
