"""RNN and LSTM side by side, drawn."""

from dataclasses import replace

import numpy as np

from unrolled.drawing.layout import HEIGHT, WIDTH
from unrolled.drawing.numerals import signed
from unrolled.lessons.lstm.side_by_side import figure as side_by_side
from unrolled.lessons.lstm.side_by_side.record import SideBySide

TEXT = "DUKE:\nThe <b>sorrow</b> of the night hath made thee pale,\nAnd I must leave thee now."


def read(text=TEXT, cursor=6, row=3):
    rng = np.random.default_rng(0)
    rnn = {name: rng.normal(0, 1, (len(text), 20)) for name in ("before", "h")}
    lstm = {name: rng.uniform(-1, 1, (len(text), 12)) for name in "ifgoch"}
    alike = {"RNN: h": np.array([0.1, 0.2, np.nan]), "LSTM: carry C": np.array([0.9, 0.8, np.nan])}
    return SideBySide(text, rnn, lstm, alike, cursor, row)


EXAMPLES = {
    "side_by_side.side_by_side_drawing": lambda: side_by_side.side_by_side_drawing(read()),
    "side_by_side.side_by_side_cursor": lambda: side_by_side.side_by_side_cursor(read()),
}


def test_a_move_leaves_the_still_part_and_changes_the_numbers():
    assert side_by_side.side_by_side_drawing(read(cursor=6)) == side_by_side.side_by_side_drawing(read(cursor=9, row=4))
    shown = read()
    drawn = side_by_side.side_by_side_cursor(shown)
    for value in (shown.rnn["h"][6, 3], shown.lstm["c"][6, 3], shown.lstm["g"][6, 3]):
        assert f">{signed(value)}<" in drawn


def test_it_fits_a_panel():
    for drawn in (side_by_side.side_by_side_drawing(read()), side_by_side.side_by_side_cursor(read())):
        assert f'width="{WIDTH}" height="{HEIGHT}"' in drawn


def test_the_carry_or_the_output_of_the_lstm_stands_over_the_text():
    carry, output = (side_by_side.side_by_side_drawing(replace(read(), part=part)) for part in "ch")
    assert "LSTM: carry C, full colour at ±22" in carry
    assert "LSTM: output h, −1 to +1" in output
    assert "RNN: state h, −1 to +1" in carry


def test_the_autocorrelation_stands_above_each_strip():
    drawn = side_by_side.side_by_side_drawing(read())
    for words in ("h +0.10, +0.20, –", "C +0.90, +0.80, –"):
        assert f"autocorrelation at 1, 5, 20: {words}<" in drawn


def test_the_ends_of_a_text_have_one_neighbour_and_gaps_are_told():
    assert "“D”" in side_by_side.side_by_side_cursor(read(cursor=0))
    one = replace(read("a", cursor=0), alike={"RNN: h": np.full(3, np.nan)})
    assert "RNN: h unknown" in side_by_side.describe_side_by_side(one)
    assert "nan" not in side_by_side.side_by_side_drawing(one)
