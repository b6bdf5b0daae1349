"""Chorales as numbers: notes go there and back."""

from unrolled.lessons.tcn.chorales import probe as music
from unrolled.lessons.tcn.chorales import recipe as chorales


def test_notes_go_there_and_back():
    piece = music.held_out()[0]
    ids = chorales.encode(piece.voices)
    assert (chorales.decode(ids) == piece.voices).all()
    x, y = chorales.draw([ids[:8], ids[:40]])
    assert ((x == y) | (y == -100)).all()
