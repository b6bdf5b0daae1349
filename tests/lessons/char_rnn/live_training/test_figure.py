"""A training, drawn as it goes: curve, band and yardsticks."""

import numpy as np
import pytest

from unrolled.lessons.char_rnn.live_training import figure as live_training
from unrolled.lessons.char_rnn.live_training.record import LiveTraining


def training(points=3):
    moments = np.arange(points) * 10.0
    band = np.array([[5, 2.0, 2.1], [60, 1.6, 1.7]])
    yardsticks = {"uniform": 4.33, "5-gram": 1.62}
    return LiveTraining(moments, 3 - moments / 50, 2.9 - moments / 50, 60.0, yardsticks, band, "a <b>", "Done.")


EXAMPLES = {
    "live_training.live_training_chart": lambda: live_training.live_training_chart(training()),
}


def test_a_training_shows_curve_band_and_yardsticks():
    figure = live_training.live_training_chart(training())
    assert list(figure.data[2].y) == pytest.approx([2.9, 2.7, 2.5])
    assert figure.data[5].text == ("uniform 4.33", "5-gram 1.62")
    assert max(figure.data[0].y) == 2.1
    words = live_training.describe_training(training())
    assert words == "After 20 of 60 seconds: 2.50 nats = 3.61 bits a character on held-out text. Done."
    assert live_training.describe_training(training(0)) == "Done."
