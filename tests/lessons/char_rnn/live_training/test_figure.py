"""A training, drawn as it goes: curve, band and yardsticks."""

from dataclasses import replace

import numpy as np
import pytest

from unrolled.drawing.layout import HEIGHT
from unrolled.lessons.char_rnn.live_training import figure as live_training
from unrolled.lessons.char_rnn.live_training.record import LiveTraining
from unrolled.panels.live import LiveChart


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


def test_the_reached_loss_is_named_in_the_corner_which_no_line_reaches():
    figure = live_training.live_training_chart(training())
    assert (list(figure.data[3].x), list(figure.data[3].y), list(figure.data[3].text)) == (
        [60],
        [0],
        ["<b>now 2.50</b>"],
    )
    assert len(live_training.live_training_chart(training(0)).data[3].x) == 0
    assert figure.layout.height <= HEIGHT


def test_the_outlook_names_the_band_or_says_that_there_is_none():
    assert "gave before: 1.60 to 1.70 nats" in live_training.outlook(training(0))
    bare = replace(training(0), expected=np.empty((0, 3)))
    assert "No run with these settings was measured" in live_training.outlook(bare)


def test_a_training_that_runs_away_stays_on_the_axis_and_is_told():
    away = replace(training(3), validation=np.array([3.0, 9.0, np.nan]), train=np.array([3.0, np.inf, 12.0]))
    _, top = live_training.live_training_chart(away).layout.yaxis.range
    assert top == pytest.approx(1.06 * 12)
    shown = LiveChart(away, live_training.live_training_chart, live_training.training_values, str)
    assert shown.values["1.y"] == [3.0, None, 12.0]  # JSON knows no infinity
    assert "the loss is no number any more" in live_training.describe_training(away)
