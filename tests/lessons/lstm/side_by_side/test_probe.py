"""RNN and LSTM on the same text: values of both traces, and autocorrelation by hand."""

import numpy as np
import pytest
import torch

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.lstm.side_by_side import probe as probes
from unrolled.models import CharRNN

TEXT = "AB:\na bee had a bean,\nand hid it.\n"
VOCABULARY = Vocabulary(TEXT)


@pytest.fixture(scope="module")
def read():
    torch.manual_seed(0)
    networks = [
        CharRNN(len(VOCABULARY), hidden=H, layers=1, cell=cell).double() for H, cell in ((9, "rnn"), (6, "lstm"))
    ]
    return probes.side_by_side(*networks, VOCABULARY, TEXT)


def test_the_rnn_squashes_what_goes_in(read):
    np.testing.assert_allclose(np.tanh(read.rnn["before"]), read.rnn["h"], atol=1e-12)
    np.testing.assert_allclose(read.lstm["o"] * np.tanh(read.lstm["c"]), read.lstm["h"], atol=1e-12)
    assert read.units == 6


def test_the_mean_autocorrelation_leaves_out_units_that_do_not_move():
    turning = np.tile([1.0, -1.0], 30)[:, None]
    np.testing.assert_allclose(probes.autocorrelation(turning), [-1, -1, 1])
    np.testing.assert_allclose(
        probes.autocorrelation(np.hstack([turning, 5 + 0 * turning])), [-1, -1, 1]
    )  # one never moves
    noise = np.random.default_rng(0).normal(size=(5000, 3))
    assert np.abs(probes.autocorrelation(noise)).max() < 0.05
    assert np.isnan(probes.autocorrelation(np.zeros((30, 2)))).all()
    assert np.isfinite(probes.autocorrelation(noise[:6])).tolist() == [True, True, False]


def test_pointing_stays_inside(read):
    assert probes.point_at(read, 999, 999).window == (1, 2, 3, 4, 5)
    assert probes.point_at(read, 999, 999).cursor == len(TEXT) - 1
    assert probes.point_at(read, -1, -1).row == 0
