"""A chorale, drawn: names of notes, and each note once."""

import functools
from dataclasses import replace

import numpy as np
import pytest

from unrolled.lessons.tcn.chorales import figure as chorales
from unrolled.lessons.tcn.chorales import probe as chorales_probe
from unrolled.lessons.tcn.chorales.record import ChoralesView


@functools.cache
def music():
    piece = chorales_probe.held_out()[0]
    written = chorales_probe.write(chorales_probe.shipped(), piece, 6, 20, 1.0, chorales_probe.noise(0, 20), "TCN")
    rows = (("Bach", chorales_probe.manners([piece.voices])), ("TCN", chorales_probe.manners([written.voices])))
    return ChoralesView(written, 10, True, rows, {"shares": 10.8}, np.array([[1.0, 9.0]]))


EXAMPLES = {
    "chorales.chorales_drawing": lambda: chorales.chorales_drawing(music()),
    "chorales.chorales_cursor": lambda: chorales.chorales_cursor(music()),
}


@pytest.mark.parametrize(("midi", "name"), [(69, "A4"), (60, "C4"), (61, "C♯4"), (36, "C2"), (0, "–")])
def test_note_names(midi, name):
    assert chorales.note_name(midi) == name


def test_every_note_is_drawn_once_and_held_notes_in_one():
    drawing = chorales.chorales_drawing(replace(music(), underlaid=False))
    voices = music().written.voices.astype(int)
    begun = (np.diff(voices, axis=0, prepend=-1) != 0) & (voices > 0)
    assert drawing.count('rx="3"') == begun.sum() + 4  # and the legend
