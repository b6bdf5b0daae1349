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
    for k in range(2, 6):
        assert figure.layout.annotations[k].text == values[f"layout.annotations[{k}].text"]
        assert figure.layout.annotations[k].y == values[f"layout.annotations[{k}].y"]
    assert figure.layout.annotations[2].text == "no forget gate<br><b>150.0 at the end</b>"
    assert figure.layout.height <= 384
    assert values["layout.yaxis.range"][1] > 150


def test_names_stand_at_the_lines_ends_inside_the_axis_and_apart():
    for found in ({"a": 0.0, "b": 0.0}, {"a": 10.0, "b": 10.0}, {"a": 9.0, "b": 2.0}, {"a": 1.0, "b": 2.0}):
        heights = lstm_1997._apart(found, 0.0, 10.0)
        assert abs(heights["a"] - heights["b"]) >= 10 * lstm_1997.NAMES_APART - 1e-9
        half = 10 * lstm_1997.NAMES_APART / 2
        assert all(half - 1e-9 <= y <= 10 - half + 1e-9 for y in heights.values())
    assert lstm_1997._apart({"a": 7.0, "b": 2.0}, 0.0, 10.0) == {"a": 7.0, "b": 2.0}


def test_the_answer_tells_carries_and_losses():
    assert lstm_1997.answer(reading()) == (
        "Without a forget gate the mean carry ends at 150.0, and 100 % of the units are saturated (|C| > 3); with "
        "one, at 9.0 and 60 %. The loss is 2.70 and 2.70 bits."
    )


def test_the_description_tells_both():
    words = lstm_1997.describe_long_reading(reading())
    assert words.startswith("Hamlet, after 200 characters, never reset: no forget gate: mean carry 150.0, 100 %")
    assert "reset every 50 characters" in lstm_1997.describe_long_reading(reading(50))
