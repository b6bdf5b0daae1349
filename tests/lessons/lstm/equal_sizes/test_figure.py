"""RNN, GRU and LSTM of equal size, drawn."""

import numpy as np

from unrolled.lessons.lstm.equal_sizes import figure as equal_sizes
from unrolled.lessons.lstm.equal_sizes.record import EqualSizes


def study(seeds=3):
    curves = {
        cell: level - np.arange(4) / 20 + np.zeros((seeds, 1))
        for cell, level in (("rnn", 2.0), ("gru", 1.9), ("lstm", 1.8))
    }
    curves["rnn"][0] += 0.1
    final = {cell: of[:, -1] for cell, of in curves.items()}
    return EqualSizes(np.arange(1, 5) * 2000, curves, final, {"rnn": 271, "gru": 151, "lstm": 128}, {})


EXAMPLES = {"equal_sizes.equal_sizes_chart": lambda: equal_sizes.equal_sizes_chart(study())}


def test_band_mean_and_names():
    figure = equal_sizes.equal_sizes_chart(study())
    high, low, mean = figure.data[:3]
    assert list(np.round(np.subtract(high.y, low.y), 6)) == [0.1] * 4
    assert mean.y[0] == np.mean([2.1, 2.0, 2.0])
    assert "the LSTM has the lowest loss" in figure.layout.title.text
    assert [note.text.split(":")[0] for note in figure.layout.annotations] == [
        "LSTM 128 units",
        "GRU 151 units",
        "RNN 271 units",
    ]


def test_what_is_not_trained_yet_is_told():
    assert "1 of 3 seeds trained so far" in equal_sizes.equal_sizes_chart(study(1)).layout.title.text
