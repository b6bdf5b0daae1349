"""What is kept, counted on the real stream."""

import pytest
import torch

from unrolled.lessons.tcn.streaming.probe import INPUTS, StreamError, operations, streaming
from unrolled.models.tcn.network import TCN
from unrolled.models.tcn.stream import TCNStream

TEXT = "I grew up in France"


@pytest.mark.parametrize(("kernel", "levels"), [(3, 3), (1, 2), (5, 2)])
def test_numbers_and_rings_are_those_of_a_real_stream(kernel, levels):
    view = streaming(TEXT, 9, kernel=kernel, levels=levels, channels=8)
    tcn = TCN(INPUTS, (8,) * levels, kernel)
    stream = TCNStream(tcn)
    state = stream.start()
    assert view.kept["tcn"] == state.numbers
    assert view.parameters["tcn"] == sum(p.numel() for p in tcn.parameters())
    for step in range(9):
        _, state = stream.step(state, torch.full((1, INPUTS), float(step + 1)))
    first = state.rings[0][0, 0].tolist()
    assert [step + 1 if step >= 0 else 0 for step in view.rings[0].slots] == first
    for ring in view.rings:
        assert len(ring.read) == (kernel - 1 if ring.slots else 0)
        assert ring.overwritten in (*ring.read, -1)


def test_others_of_equal_size():
    view = streaming(TEXT, 0, channels=32)
    for size in view.parameters.values():
        assert abs(size / view.parameters["tcn"] - 1) < 0.05
    assert view.kept["lstm"] > view.kept["gru"]
    assert view.kept["tcn"] > 5 * view.kept["lstm"]


def test_a_late_step_does_as_many_operations_as_an_early_one():
    found = operations((5, 300))
    assert found[5] == found[300] > 0


def test_what_cannot_be_kept_is_told():
    with pytest.raises(StreamError, match="MiB"):
        streaming(TEXT, 0, levels=20)
    with pytest.raises(StreamError, match="nothing to read"):
        streaming("", 0)
