"""The race, drawn: all four architectures, and the answer that needs no reading."""

import functools
from dataclasses import replace

import numpy as np

from unrolled.lessons.tcn.race import figure as tcn_race
from unrolled.lessons.tcn.race import probe as race_probe
from unrolled.training.results import load_results


@functools.cache
def race(task="adding"):
    own = np.array([[50, 1.0, 0.2], [100, 2.0, 0.15]])
    return replace(race_probe.race(load_results("tcn_race"), task), own="tcn", own_points=own)


EXAMPLES = {
    "race.race_drawing": lambda: tcn_race.race_drawing(race()),
    "race.race_cursor": lambda: tcn_race.race_cursor(race()),
}


def test_the_race_names_all_four_and_the_trivial_answer():
    drawing, said = tcn_race.race_drawing(race("copy")), tcn_race.describe_race(race("copy"))
    assert "no memory: 0.297" in drawing
    for name in ("RNN", "GRU", "LSTM", "TCN"):
        assert f"{name} " in said
        assert f">{name}<" in tcn_race.race_cursor(race("copy"))
