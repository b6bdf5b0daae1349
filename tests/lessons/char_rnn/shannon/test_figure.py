"""Shannon's game, drawn: before its first guess, and at its end."""

import xml.etree.ElementTree as ElementTree
from dataclasses import replace

from unrolled.drawing.layout import HEIGHT, WIDTH
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


def test_the_last_lines_of_a_long_passage_have_room():
    words = "DUKE:\n" + "so it is.\n" * 24 + "last"
    for many in (game(0, ()), game(12, tuple("abcdefghijklmnopqrstuvwxyz"))):
        drawn = shannon.guessing_drawing(replace(many, known=words))
        root = ElementTree.fromstring(drawn)
        assert float(root.get("width")) <= WIDTH
        assert float(root.get("height")) <= HEIGHT
        low = [float(node.get("y")) for node in root.iter() if node.tag.endswith("text")]
        assert max(low) < float(root.get("height"))
        assert "last" in drawn
        assert "DUKE" not in drawn
    assert "Not … g h" in drawn


def test_the_answer_names_the_best_and_warns_of_few_characters():
    assert "Guess until it is right" in shannon.answer(game(0, ()))
    few = "your guesses leave 1.50 bits a character; those of LSTM 2 × 256 leave 1.50."
    assert shannon.answer(game(12)) == f"After 12 characters {few} Few characters flatter: play on to 30."
    assert shannon.answer(game(30)) == f"After 30 characters {few}"
    assert shannon.answer(game(1)).startswith("After 1 character your")
