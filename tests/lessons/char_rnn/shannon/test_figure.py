"""Shannon's game, drawn: before its first guess, and at its end."""

from dataclasses import replace

from unrolled.lessons.char_rnn.shannon import figure as shannon
from unrolled.lessons.char_rnn.shannon.record import Guesser, Guessing


def game(played=12, tried=("q", " ")):
    ranks = tuple(1 + k % 4 for k in range(played))
    bits = 1.5 if played else float("nan")
    players = (Guesser("you", ranks, bits, None), Guesser("LSTM 2 × 256", ranks, bits, 1.4 if played else None))
    return Guessing("DUKE:\nI am <b>not</b> what I am, nor was", tried, players, played, 100)


EXAMPLES = {
    "shannon.guessing_drawing": lambda: shannon.guessing_drawing(game()),
}


def test_the_game_before_its_first_guess_and_at_its_end():
    assert "nothing guessed yet" in shannon.describe_guessing(game(0, ()))
    assert "nan" not in shannon.guessing_drawing(game(0, ()))
    ended = shannon.guessing_drawing(replace(game(12, ()), length=12))
    assert "at its end" in ended
