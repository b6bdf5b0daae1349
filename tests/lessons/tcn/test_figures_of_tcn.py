"""The TCN notebook's drawings: an example of each, and what they must show."""

import functools
from dataclasses import replace

import numpy as np
import pytest

from unrolled.lessons.tcn.chorales import figure as chorales
from unrolled.lessons.tcn.chorales import probe as chorales_probe
from unrolled.lessons.tcn.chorales.record import ChoralesView
from unrolled.lessons.tcn.one_dimension import figure as one_dimension
from unrolled.lessons.tcn.one_dimension import probe as one_dimension_probe
from unrolled.lessons.tcn.race import figure as tcn_race
from unrolled.lessons.tcn.race import probe as race_probe
from unrolled.lessons.tcn.receptive_field import figure as receptive_field
from unrolled.lessons.tcn.receptive_field import probe as field_probe
from unrolled.lessons.tcn.short_field import figure as short_field
from unrolled.lessons.tcn.short_field import probe as short_probe
from unrolled.lessons.tcn.streaming import figure as streaming
from unrolled.lessons.tcn.streaming import probe as streaming_probe
from unrolled.lessons.tcn.tdnn import figure as tdnn
from unrolled.lessons.tcn.tdnn import probe as tdnn_probe
from unrolled.lessons.tcn.tdnn import recipe as tdnn_training
from unrolled.training.results import load_results


@functools.cache
def field():
    return field_probe.measure(field_probe.Settings(2, (1, 4, 16)), "hello <b> world", poked=16)


@functools.cache
def race(task="adding"):
    own = np.array([[50, 1.0, 0.2], [100, 2.0, 0.15]])
    return replace(race_probe.race(load_results("tcn_race"), task), own="tcn", own_points=own)


@functools.cache
def short(net="holes: k = 2, d = 1, 4, 16"):
    shown = short_probe.short_field(load_results("short_field"), net, 3)
    return replace(shown, own=np.array([[20, 0.1], [40, 0.3]]), own_wait=13)


@functools.cache
def stream():
    return streaming_probe.streaming("hello <b> world", 9)


@functools.cache
def music():
    piece = chorales_probe.held_out()[0]
    written = chorales_probe.write(chorales_probe.shipped(), piece, 6, 20, 1.0, chorales_probe.noise(0, 20), "TCN")
    rows = (("Bach", chorales_probe.manners([piece.voices])), ("TCN", chorales_probe.manners([written.voices])))
    return ChoralesView(written, 10, True, rows, {"shares": 10.8}, np.array([[1.0, 9.0]]))


@functools.cache
def row():
    image = np.random.default_rng(0).random((28, 28))
    return one_dimension_probe.one_dimension(image, 3, np.array([1.0, -2.0, 0.25]), dilation=2, t=1)


@functools.cache
def syllable():
    networks = tdnn_training.trained(0, updates=2)
    return tdnn_probe.heard(networks, load_results("tdnn"), kind=1, onset=6, seed=0)


EXAMPLES = {
    "receptive_field.receptive_field_drawing": lambda: receptive_field.receptive_field_drawing(field()),
    "receptive_field.receptive_field_cone": lambda: receptive_field.receptive_field_cone(field()),
    "race.race_drawing": lambda: tcn_race.race_drawing(race()),
    "race.race_cursor": lambda: tcn_race.race_cursor(race()),
    "short_field.short_field_drawing": lambda: short_field.short_field_drawing(short()),
    "short_field.short_field_cursor": lambda: short_field.short_field_cursor(short()),
    "streaming.streaming_drawing": lambda: streaming.streaming_drawing(stream()),
    "streaming.streaming_rings": lambda: streaming.streaming_rings(stream()),
    "chorales.chorales_drawing": lambda: chorales.chorales_drawing(music()),
    "chorales.chorales_cursor": lambda: chorales.chorales_cursor(music()),
    "one_dimension.one_dimension_drawing": lambda: one_dimension.one_dimension_drawing(row()),
    "one_dimension.one_dimension_cursor": lambda: one_dimension.one_dimension_cursor(row()),
    "tdnn.tdnn_drawing": lambda: tdnn.tdnn_drawing(syllable()),
    "tdnn.tdnn_heard": lambda: tdnn.tdnn_heard(syllable()),
}


def test_the_race_names_all_four_and_the_trivial_answer():
    drawing, said = tcn_race.race_drawing(race("copy")), tcn_race.describe_race(race("copy"))
    assert "reading nothing: 0.297" in drawing
    for name in ("RNN", "GRU", "LSTM", "TCN"):
        assert f"{name} " in said
        assert f">{name}<" in tcn_race.race_cursor(race("copy"))


def test_a_hole_is_told_from_the_outside():
    assert "exactly 0: no update can ever help" in short_field.short_field_cursor(short())
    assert "in a hole" in short_field.describe_short_field(short())
    last = replace(short(), cursor=len(short().waits) - 1)
    assert "outside of the field" in short_field.describe_short_field(last)
    faint = short_probe.short_field(load_results("short_field"), "k = 3, d = 1, 2, 4, 8")
    assert "too weak to be found" in short_field.short_field_cursor(faint)


@pytest.mark.parametrize(("midi", "name"), [(69, "A4"), (60, "C4"), (61, "C♯4"), (36, "C2"), (0, "–")])
def test_note_names(midi, name):
    assert chorales.note_name(midi) == name


def test_every_note_is_drawn_once_and_held_notes_in_one():
    drawing = chorales.chorales_drawing(replace(music(), underlaid=False))
    voices = music().written.voices.astype(int)
    begun = (np.diff(voices, axis=0, prepend=-1) != 0) & (voices > 0)
    assert drawing.count('rx="3"') == begun.sum() + 4  # and the legend


def test_the_loop_shows_what_its_output_reads():
    cursor = one_dimension.one_dimension_cursor(row())
    assert "0.25 · " in cursor
    assert "−2.00 · 0" in cursor  # before the first pixel
