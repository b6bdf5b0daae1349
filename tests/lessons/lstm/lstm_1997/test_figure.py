"""Carries over a long text, drawn."""

import numpy as np

from unrolled.lessons.lstm.lstm_1997 import figure as lstm_1997
from unrolled.lessons.lstm.lstm_1997.record import LongReading


def reading(every=0):
    T = 200
    carry = {"no forget gate": np.linspace(0, 150, T), "with forget gate": np.full(T, 9.0)}
    full = {name: np.full(T, share) for name, share in zip(carry, (1.0, 0.6), strict=True)}
    return LongReading("Hamlet", every, carry, full, {name: np.full(4, 2.7) for name in carry}, 50)


EXAMPLES = {"lstm_1997.long_reading_chart": lambda: lstm_1997.long_reading_chart(reading())}


def test_both_measures_of_both_networks_are_drawn():
    figure, values = lstm_1997.long_reading_chart(reading()), lstm_1997.long_reading_values(reading())
    assert list(figure.data[0].y) == list(values["0.y"])
    assert list(figure.data[3].y) == list(values["3.y"]) == [2.7] * 4
    assert figure.layout.annotations[0].text == values["layout.annotations[0].text"]
    assert values["layout.yaxis.range"][1] > 150


def test_the_description_tells_both():
    words = lstm_1997.describe_long_reading(reading())
    assert words.startswith("Hamlet, after 200 characters, never reset: no forget gate: mean carry 150.0, 100 %")
    assert "reset every 50 characters" in lstm_1997.describe_long_reading(reading(50))
