"""The trio's cards, read."""

import numpy as np

from unrolled.lessons.lstm.equal_sizes.probe import equal_sizes
from unrolled.training.checkpoint import load_char_rnn
from unrolled.training.trio import CELLS, STEPS, name


def test_losses_are_those_of_the_cards():
    study = equal_sizes()
    assert tuple(study.final) == CELLS
    assert study.updates[-1] == STEPS
    for cell in CELLS:
        card = load_char_rnn(name(cell, 0))[2]
        assert study.final[cell][0] == card["nats"]["validation"]
        assert study.widths[cell] == card["recipe"]["hidden"]
        np.testing.assert_array_equal(study.curves[cell][0], [row[2] for row in card["curve"]["rows"]])
    assert max(study.parameters.values()) < 1.01 * min(study.parameters.values())
